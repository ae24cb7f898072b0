"""A real server on a throw-away folder, that may be killed and started again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from command.embedded.binary import ServerBinary, find_server
from command.embedded.folder import DataFolder
from command.embedded.server import EmbeddedServer, Ready
from command.store.connect import ask, connect


class Valkey:
    """
    Our own server as the product starts it: on a unix socket, with the product's settings.

    `changes` are settings that differ, for tests that show why ours are needed.
    """

    def __init__(
        self,
        folder: Path,
        changes: Mapping[str, str] | None = None,
        binary: ServerBinary | None = None,
    ) -> None:
        """Take a folder whose path is short; nothing is started yet."""
        self.dir = folder
        self.folder = DataFolder(folder)
        self.server = EmbeddedServer(
            self.folder, binary or find_server(os.environ), os.environ, changes
        )
        self.url = self.server.url
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def aof(self) -> Path:
        """The append-only file that's being written."""
        return max(self.folder.append_only.glob("*.incr.aof"))

    def start(self) -> Ready:
        """Check the files, start and wait until it answers."""
        ready = self.server.prepare()
        self.process = self.server.start()
        self.server.wait_until_ready(self.process)
        return ready

    def kill9(self) -> None:
        """End it as the kernel would, without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """End it in good order."""
        if self.process is not None:
            self.server.stop(self.process)
            self.process = None

    def freeze(self) -> None:
        """Let it hang without dying."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def empty(self) -> None:
        """Forget everything."""
        client = connect(self.url, "write")
        ask(client, "FLUSHALL")
        client.close()


def wait_until(holds: Callable[[], bool], within_s: float = 10) -> None:
    """Look again and again until something holds, where real processes take their time."""
    until_s = time.monotonic() + within_s
    looked_s = time.monotonic()
    while not holds():
        assert time.monotonic() < until_s, "it never came to hold"
        # A look that takes long must not keep the cores from those it looks at.
        time.sleep(max(0.005, time.monotonic() - looked_s))
        looked_s = time.monotonic()


@contextmanager
def running_valkey(changes: Mapping[str, str] | None = None) -> Iterator[Valkey]:
    """Run a server for as long as the block lasts."""
    with _short_folder() as folder:
        server = Valkey(folder, changes)
        try:
            server.start()
            yield server
        finally:
            server.kill9()


@contextmanager
def _short_folder() -> Iterator[Path]:
    # pytest's own folders have long names, and a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="dg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def short_path() -> Iterator[Path]:
    """Give a folder with a name short enough for sockets in it."""
    with _short_folder() as folder:
        yield folder


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """Run a server of the test's own: it may be killed, torn and started again."""
    with running_valkey() as server:
        yield server


@pytest.fixture(scope="session")
def _shared_server() -> Iterator[Valkey]:
    with running_valkey() as server:
        yield server


@pytest.fixture
def store(_shared_server: Valkey) -> Valkey:
    """Share one running server, empty at the start of each test. Don't kill it."""
    _shared_server.empty()
    return _shared_server
