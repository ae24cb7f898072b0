"""A town of parts started singly, the web processes behind a line that can be made to fail."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults.faultproxy import FaultProxy
from tests.faults.processes import Process, until
from tests.faults.town import SECRET, Town
from tests.ports import free_port
from tests.valkey import Valkey

STARTS_WITHIN_S: Final = 60.0


class PartsTown(Town):
    """A store, web processes each behind a proxy of its own, watches and workers."""

    def __init__(
        self,
        folder: Path,
        *,
        webs: int,
        watches: int,
        workers: int,
        mutant: str | None,
        changes: Mapping[str, str] | None,
    ) -> None:
        """Start the store; the parts follow with `start`."""
        self.store = Valkey(folder, changes)
        self.store.start()
        self.proxies = [FaultProxy(str(folder / "redis" / "redis.sock")) for _ in range(webs)]
        ports = [free_port() for _ in range(webs)]
        super().__init__(self.store.url, folder, [f"http://127.0.0.1:{port}" for port in ports])
        self._mutant = mutant
        self.webs = [
            self._part(f"web-{place}", proxy.url, *_gunicorn(port))
            for place, (proxy, port) in enumerate(zip(self.proxies, ports, strict=True))
        ]
        self.watches = [self._workers(f"watch-{n}", "watch") for n in range(watches)]
        self.workers = [self._workers(f"worker-{n}", "worker") for n in range(workers)]
        self.is_watched = watches > 0
        self.is_working = workers > 0

    @property
    def every_part(self) -> list[Process]:
        """All but the store."""
        return [*self.webs, *self.watches, *self.workers]

    def start(self) -> None:
        """Start every part and wait until the pages answer."""
        for part in self.every_part:
            part.start()
        self.wait_for_webs()

    def wait_for_webs(self) -> None:
        """Wait until every web process answers."""
        for place, url in enumerate(self.urls):
            until(
                partial(self.answers, url),
                STARTS_WITHIN_S,
                what=f"web {place}: {self.webs[place].said()[-2000:]}",
            )

    def close(self) -> None:
        """End everything."""
        for part in self.every_part:
            part.kill9()
        self.store.kill9()
        for proxy in self.proxies:
            proxy.close()

    def _workers(self, name: str, what: str) -> Process:
        return self._part(name, self.store.url, "workers", what)

    def _part(self, name: str, redis_url: str, *words: str) -> Process:
        environment = {
            "REDIS_URL": redis_url,
            "DENGGAO_SECRET": SECRET,
            "DENGGAO_DATA": str(self.settings.data),
            "DENGGAO_PLAYBOOKS": str(self.settings.playbooks),
            "DENGGAO_LOG_LEVEL": "warning",
        }
        start = ["-m"] if self._mutant is None else _mutated(self._mutant, words[0])
        return Process(name, [*start, *words], environment, self.settings.data / f"{name}.log")


@contextmanager
def parts_town(
    *,
    webs: int = 1,
    watches: int = 0,
    workers: int = 0,
    mutant: str | None = None,
    changes: Mapping[str, str] | None = None,
) -> Iterator[PartsTown]:
    """Run a town for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="dg-"))
    town = PartsTown(
        folder, webs=webs, watches=watches, workers=workers, mutant=mutant, changes=changes
    )
    try:
        town.start()
        yield town
    finally:
        town.close()
        shutil.rmtree(folder)


def _mutated(mutant: str, module: str) -> list[str]:
    """A wrong version is put together before gunicorn's configuration could patch anything."""
    patched = ["-m", "gevent.monkey", "--module"] if module == "gunicorn" else ["-m"]
    return [*patched, "tests.faults.mutants", mutant]


def _gunicorn(port: int) -> list[str]:
    bind = f"127.0.0.1:{port}"
    return ["gunicorn", "-c", "python:workers.serving", "-b", bind, "command.app:create_app()"]
