"""
What `denggao up` runs: the store, the pages, the watch and the worker on one data folder.

The store first and last: the others are only started on one that answers. Must never go on
after a cut tail without saying so in every log.
"""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from command.cli.asking import ask, desk_of
from command.cli.becoming import environment
from command.cli.here import Failure, Here
from command.domain.actions import RecordRecovery
from command.embedded.aof import DamagedLog, TailCut
from command.embedded.binary import find_server
from command.embedded.folder import DataFolder, FolderInUse
from command.embedded.server import EmbeddedServer, ServerFailed, WrongServer
from command.setting_aside import AT_FAULT
from command.settings import Settings, queue_url_of
from command.store.connect import StoreAway, UnsafeRedis
from command.store.events import Events
from command.supervise.loop import Supervisor
from command.supervise.parts import Part, StartFailed, program
from command.supervise.tether import tether
from command.versions import NoSuchEvent
from command.wiring import build_stores

APP: Final = "command.app:create_app()"
STORE: Final = "store"
_ANSWERS_WITHIN_S: Final = 60

_WHY_NOT: Final = (
    DamagedLog,
    Failure,
    FolderInUse,
    ServerFailed,
    StoreAway,
    UnsafeRedis,
    WrongServer,
)
"""Why the store doesn't start, in words for an operator: the end of `up` the first time only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """In how many logs a cut was said now, and in which it's still to be said, and why not."""

    recorded: int
    left: tuple[tuple[str, str], ...]


class Running:
    """The parts of one `denggao up`."""

    def __init__(self, settings: Settings, supervisor: Supervisor, listener: socket.socket) -> None:
        """Take settings with the data folder, the address and the secret; and where to listen."""
        self._supervisor = supervisor
        self._listener = listener
        self._server: EmbeddedServer | None = None
        self._folded_since: frozenset[str] = frozenset()
        if settings.redis_url is None:
            folder = DataFolder(settings.data)
            self._server = EmbeddedServer(folder, find_server(os.environ), os.environ)
            url = self._server.url
            settings = replace(settings, redis_url=url, queue_url=queue_url_of(url))
        self.settings = settings

    def start_store(self) -> Here:
        """
        Start the store, unless the settings name one that runs elsewhere.

        Raises:
            StoreAway: that one doesn't answer.
            UnsafeRedis: that one could lose acknowledged entries.
        """
        if self._server is not None:
            try:
                self._supervisor.start(Part(name=STORE, start=self._store(self._server)))
            except StartFailed as error:
                raise Failure(str(error)) from error
        return Here(settings=self.settings, stores=build_stores(self.settings))

    def start_parts(self) -> None:
        """Start what stands on the store."""
        descriptor = self._listener.fileno()
        bind = f"fd://{descriptor}"
        self._python("web", "-m", "gunicorn", "-c", "python:workers.serving", "-b", bind, APP)
        self._python("watch", "-m", "workers", "watch")
        self._python("worker", "-m", "workers", "worker")

    def start_drill(self, event_id: str, script: str) -> None:
        """Start the player of a drill's script, which may come to its end."""
        self._python("drill", "-m", "workers", "drill", event_id, script, ends=True)

    def _python(self, name: str, *words: str, ends: bool = False) -> None:
        start = program(
            [sys.executable, *words],
            {**environment(self.settings, os.environ), "PYTHONUNBUFFERED": "1"},
            keep_open=[self._listener.fileno()] if name == "web" else [],
        )
        self._supervisor.start(Part(name=name, start=start, ends=ends))

    def _store(self, server: EmbeddedServer) -> Callable[[], subprocess.Popen[bytes]]:
        def start() -> subprocess.Popen[bytes]:
            try:
                return self._started(server)
            except _WHY_NOT as error:
                raise StartFailed(str(error)) from error

        return start

    def _started(self, server: EmbeddedServer) -> subprocess.Popen[bytes]:
        ready = server.prepare()
        for warning in ready.warnings:
            self._supervisor.say(STORE, warning)
        if ready.tail_cut is not None:
            # The same bytes may have been cut, and said, once before.
            marker_of(ready.tail_cut.kept_in).unlink(missing_ok=True)
        process = server.start(tether(os.getpid()))
        try:
            server.wait_until_ready(
                process,
                _ANSWERS_WITHIN_S,
                pause=self._supervisor.let_pass,
                reading=lambda: self._supervisor.say(STORE, "reads its files; the others wait"),
            )
            self._say_cuts()
        except BaseException:
            # Nobody else knows of it yet, and it has the files open.
            server.stop(process, 1)
            raise
        return process

    def _say_cuts(self) -> None:
        cuts = unsaid_cuts(DataFolder(self.settings.data))
        if not cuts:
            return
        place = Here(settings=self.settings, stores=build_stores(self.settings))
        for cut in cuts:
            self._say_cut(place, cut)
        occurred = frozenset(map(occurrence_of, cuts))
        if occurred - self._folded_since:
            # Their boards may hold what was cut; they fold the log anew.
            self._supervisor.restart_all_but(STORE)
        self._folded_since |= occurred

    def _say_cut(self, place: Here, cut: TailCut) -> None:
        self._supervisor.say(
            STORE, f"cut an unfinished write of {cut.bytes} bytes, kept as {cut.kept_in.name}"
        )
        told = record_recovery(place, cut)
        for event, why in told.left:
            self._supervisor.say(
                STORE,
                f"event={event} can't be opened, its log doesn't say so yet: {why}",
            )
        if not told.left:
            # On a full disk the marker comes later: the logs know what they were told.
            with suppress(OSError):
                marker_of(cut.kept_in).touch(mode=0o600)


def unsaid_cuts(folder: DataFolder) -> list[TailCut]:
    """
    List the tails that were cut and of which the logs say nothing yet.

    The evidence is on the disk before anything is cut, so whenever this process
    is killed, the next one still finds what has to be said.
    """
    kept = sorted(folder.evidence.glob("*.aof-tail"))
    return [
        TailCut(bytes=file.stat().st_size, sha256=file.stem, kept_in=file)
        for file in kept
        if not marker_of(file).exists()
    ]


def marker_of(evidence: Path) -> Path:
    """Return the file that stands beside evidence once every log says that it was cut."""
    return evidence.with_suffix(".said")


def occurrence_of(cut: TailCut) -> str:
    """Name one cut, also where the same bytes were cut before: by when they were kept."""
    kept_at = cut.kept_in.stat().st_mtime_ns
    return hashlib.sha256(f"{cut.sha256} {kept_at}".encode()).hexdigest()[:32]


def record_recovery(place: Here, cut: TailCut) -> Told:
    """
    Begin a new epoch in every event's log, except where this cut began one already.

    An event whose own log or plan is at fault keeps no other waiting; it's told when asked again.
    """
    recorded, left = 0, []
    for row in Events(place.client).every():
        try:
            recorded += _record(place, cut, row.event)
        except NoSuchEvent:
            continue
        except AT_FAULT as fault:
            left.append((row.event, str(fault)))
    return Told(recorded=recorded, left=tuple(left))


def _record(place: Here, cut: TailCut, event: str) -> bool:
    occurrence = occurrence_of(cut)
    recovery = RecordRecovery(
        epoch=hashlib.sha256(f"{occurrence} {event}".encode()).hexdigest()[:32],
        cut_bytes=cut.bytes,
        cut_sha256=cut.sha256,
    )
    # Always the same action: whoever is interrupted here asks again, and the log says it once.
    return ask(desk_of(place, event), recovery, f"recovery:{occurrence}").result == "done"


def reachable_host(host: str) -> str:
    """Return the address people type for an address to listen on."""
    if host not in {"0.0.0.0", "::"}:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        try:
            # Nothing is sent: the kernel only says which of our addresses it would use.
            asker.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = asker.getsockname()[0]
        return address
