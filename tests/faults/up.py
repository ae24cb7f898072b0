"""A town under the product's own `denggao up`: one supervisor and what it keeps running."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from command.cli.here import embedded_url
from command.store.connect import StoreAway, connect
from command.store.heartbeats import Heartbeats
from tests.faults.processes import Process, children_of, is_running, until, words_of
from tests.faults.town import SECRET, Town
from tests.ports import free_port

STARTS_WITHIN_S: Final = 120.0
PARTS: Final = ("store", "web", "watch", "worker")
_KNOWN_BY: Final = {
    "store": "valkey-server",
    "web": "gunicorn",
    "watch": "workers watch",
    "worker": "workers worker",
}


class UpTown(Town):
    """Everything under one supervisor, on one data folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing runs yet."""
        port = free_port()
        super().__init__(embedded_url(folder), folder, [f"http://127.0.0.1:{port}"])
        environment = {
            "DENGGAO_SECRET": SECRET,
            "DENGGAO_PLAYBOOKS": str(self.settings.playbooks),
            "DENGGAO_LOG_LEVEL": "warning",
        }
        words = ["-m", "command", "up", "--data", str(folder), "--port", str(port)]
        self.up = Process("up", words, environment, folder / "up.log")

    def start(self) -> None:
        """Start the supervisor and wait until the pages are ready: the store answers them, too."""
        self.up.start()
        until(
            lambda: self.answers(self.urls[0], "/readyz"),
            STARTS_WITHIN_S,
            what=f"up: {self.up.said()[-3000:]}",
        )

    def pid_of(self, part: str) -> int | None:
        """Find the process of a part that runs now."""
        for pid in children_of(self.up.pid):
            if _KNOWN_BY[part] in words_of(pid):
                return pid
        return None

    def kill9(self, part: str, *, only_child: bool = False) -> None:
        """End a part as the kernel would; of the web, perhaps only the process that serves."""
        pid = until(lambda: self.pid_of(part), what=part)
        if only_child:
            children = until(lambda: children_of(pid) or not is_running(pid), what="its child")
            pid = children[0] if isinstance(children, list) else pid
        os.kill(pid, signal.SIGKILL)
        until(lambda: not is_running(pid), what=f"the end of {part}")

    def beat_after(self, part: str, at: int) -> bool:
        """Whether the watch or the worker gave a sign of life after a real instant."""
        client, now = connect(self.url, "read"), self.clock.now()
        try:
            age_ms = Heartbeats(client).age_ms(part, now)
        except StoreAway:
            return False
        finally:
            client.close()
        return age_ms is not None and now - age_ms > at

    def kill_everything(self) -> None:
        """End the supervisor and all it keeps running, at once."""
        self.up.kill9()


@contextmanager
def up_town() -> Iterator[UpTown]:
    """Run `denggao up` for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="dg-"))
    town = UpTown(folder)
    try:
        town.start()
        yield town
    finally:
        town.up.stop()
        shutil.rmtree(folder)
