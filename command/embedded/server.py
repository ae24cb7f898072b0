"""
Our own Redis on a data folder: make ready, start, wait, stop. Restarting it is the caller's part.

Must never start on files that weren't checked, nor beside a server that still has them open.
"""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import redis

from command.clock import stopwatch_s
from command.embedded.aof import TailCut, mend_files
from command.embedded.binary import ServerBinary, parse_kind
from command.embedded.configuration import configuration
from command.embedded.folder import DataFolder, FolderInUse, Lock, socket_path
from command.store.connect import StoreAway, ask, connect

_LOOK_EVERY_S = 0.02
_LEFTOVER_STOPS_WITHIN_S = 10.0
_RDB_BEGINNINGS = (b"REDIS", b"VALKEY")


class ServerFailed(Exception):
    """The server ended, or never answered."""

    def __init__(self, folder: DataFolder, what: str) -> None:
        """Quote the last of what it said."""
        said = _last_lines(folder.server_log)
        super().__init__(
            f"Redis 服务端未能就绪：{what}\nThe Redis server is not ready: {what}\n{said}"
        )


class WrongServer(Exception):
    """The files were written by a server whose format this one can't read."""

    def __init__(self, before: str, now: ServerBinary) -> None:
        """Name both, in Chinese and English."""
        super().__init__(
            f"数据由 {before} 写入，{now} 无法读取。请安装原来的服务端。\n"
            f"The data was written by {before} in a form {now} can't read. Install that server."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What was found while making ready."""

    tail_cut: TailCut | None
    warnings: tuple[str, ...]


def _pause() -> None:
    time.sleep(_LOOK_EVERY_S)


def _pass() -> None:
    pass


class EmbeddedServer:
    """One Redis server on one data folder."""

    def __init__(
        self,
        folder: DataFolder,
        binary: ServerBinary,
        environment: Mapping[str, str],
        changes: Mapping[str, str] | None = None,
    ) -> None:
        """Take the folder, the server and, for tests only, settings that differ from ours."""
        self._folder = folder
        self._binary = binary
        self._changes = changes or {}
        self._folder.make()
        self._socket = socket_path(folder, environment)
        self._lock = Lock(folder.redis / "server.lock")

    @property
    def url(self) -> str:
        """Where the log is."""
        return f"unix://{quote(str(self._socket))}?db=0"

    def prepare(self) -> Ready:
        """
        Check everything that must be right before a start; call it before every start.

        Raises:
            FolderInUse: a server left over from another `up` doesn't stop.
            WrongServer: the files need another server.
            DamagedLog: the files aren't as a power cut leaves them.
        """
        self._end_leftover()
        try:
            warnings = self._check_kind()
            text = configuration(self._folder, self._socket, self._changes)
            self._folder.configuration.write_text(text, encoding="utf-8")
            # Last: nothing that fails after a cut may keep it from being told.
            tail_cut = mend_files(self._folder, self._binary)
        except BaseException:
            self._lock.release()
            raise
        return Ready(tail_cut=tail_cut, warnings=warnings)

    def start(self, before_exec: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """
        Start the server on what `prepare` made ready.

        It gets a session of its own, so that Ctrl-C in a terminal doesn't end
        it before those who still write.

        Args:
            before_exec: run in the new process before it becomes the server; only for a caller
                with one thread.
        """
        try:
            process = self._started(before_exec)
            with suppress(OSError):
                # On a full disk nobody reads whose lock it is; it holds all the same.
                self._lock.note(f"server, process {process.pid}")
        finally:
            # A lock kept after a start that failed would be in the way of our own next one.
            self._lock.release()
        return process

    def wait_until_ready(
        self,
        process: subprocess.Popen[bytes],
        within_s: float = 60,
        *,
        pause: Callable[[], None] = _pause,
        reading: Callable[[], None] = _pass,
    ) -> None:
        """
        Wait until the server has read its files and answers, however long it says that it reads.

        Args:
            process: what `start` gave.
            within_s: how long it may be silent.
            pause: waits a moment between two looks.
            reading: called once, if it isn't ready because it reads its files.

        Raises:
            ServerFailed: it ended, or gave no answer in time.
        """
        silent_s = stopwatch_s()
        is_reading = False
        client = connect(self.url, "write")
        try:
            while (state := _state(client)) != "ready":
                if process.poll() is not None:
                    raise ServerFailed(self._folder, f"exit {process.returncode}")
                if state == "reading":
                    silent_s = stopwatch_s()
                    if not is_reading:
                        is_reading = True
                        reading()
                elif stopwatch_s() - silent_s > within_s:
                    raise ServerFailed(self._folder, f"no answer within {within_s:.0f} s")
                pause()
        finally:
            client.close()
        self._note_kind()

    def stop(self, process: subprocess.Popen[bytes], within_s: float = 10) -> None:
        """End the server; everything acknowledged is on the disk already."""
        process.terminate()
        try:
            process.wait(within_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _started(self, before_exec: Callable[[], None] | None) -> subprocess.Popen[bytes]:
        with self._folder.server_log.open("ab") as log:
            return subprocess.Popen(
                [self._binary.path, self._folder.configuration],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # The server holds the lock itself: if we die, nobody starts a second one.
                pass_fds=[self._lock.descriptor],
                start_new_session=True,
                preexec_fn=before_exec,
            )

    def _end_leftover(self) -> None:
        """Take the server's lock; if a server of a dead `up` still has it, end that server."""
        if self._lock.take():
            return
        holder = self._lock.holder()
        client = connect(self.url, "write")
        try:
            ask(client, "SHUTDOWN", "NOSAVE")
        except StoreAway:
            # It closes the line instead of answering. If it was away before, the lock tells.
            pass
        finally:
            client.close()
        until_s = stopwatch_s() + _LEFTOVER_STOPS_WITHIN_S
        while not self._lock.take():
            if stopwatch_s() > until_s:
                raise FolderInUse(self._folder.root, holder)
            time.sleep(_LOOK_EVERY_S)

    def _note_kind(self) -> None:
        text = f"{self._binary}\n"
        file = self._folder.server_kind
        if file.exists() and file.read_text(encoding="ascii") == text:
            return
        # Put in its place whole: a full disk would leave an empty one, which nobody can read.
        ready = file.with_name(f"{file.name}.new")
        ready.write_text(text, encoding="ascii")
        ready.replace(file)

    def _check_kind(self) -> tuple[str, ...]:
        if not self._folder.server_kind.exists():
            return ()
        before = self._folder.server_kind.read_text(encoding="ascii").strip()
        kind, version = parse_kind(before)
        if kind == self._binary.kind and version <= self._binary.version:
            return ()
        if _has_rdb(self._folder.append_only):
            raise WrongServer(before, self._binary)
        return (f"The data was written by {before}; {self._binary} goes on with it.",)


def _state(client: redis.Redis) -> Literal["ready", "reading", "silent"]:
    try:
        ask(client, "PING")
    except StoreAway as away:
        is_reading = isinstance(away.__cause__, redis.exceptions.BusyLoadingError)
        return "reading" if is_reading else "silent"
    return "ready"


def _has_rdb(append_only: Path) -> bool:
    # Plain commands are read by any server; a memory image only by its own kind, same or newer.
    for file in append_only.glob("appendonly.aof.*.aof"):
        with file.open("rb") as reader:
            if reader.read(6).startswith(_RDB_BEGINNINGS):
                return True
    return False


def _last_lines(file: Path, count: int = 5) -> str:
    if not file.exists():
        return ""
    with file.open("rb") as reader:
        reader.seek(max(0, os.fstat(reader.fileno()).st_size - 4096))
        return "\n".join(reader.read().decode(errors="replace").splitlines()[-count:])
