"""
The data folder: what lies where, and that only one `up` uses it at a time.

    redis/        the server's configuration, log and append-only files
    redis/evidence/   bytes that were cut off a torn file, never deleted by us
    media/        photos and papers
    keys/         secrets and signing keys, 0600
    up.lock       held by the running `up`
    redis/server.lock   held by the running server itself, even if its `up` died
    redis/server-kind   which server wrote the files, like "valkey 9.1.2"
"""

import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# sun_path holds 108 bytes with its closing zero.
LONGEST_SOCKET_PATH = 107
SOCKET_NAME = "redis.sock"
_SECRET_BYTES = 32


class FolderInUse(Exception):
    """Another `up`, or a server left over from one, works on this folder."""

    def __init__(self, folder: Path, holder: str) -> None:
        """Say who is in the way, in Chinese and English."""
        super().__init__(
            f"数据目录 {folder} 正被占用：{holder}。请先停止它。\n"
            f"The data folder {folder} is in use by {holder}. Stop that first."
        )
        self.folder = folder


class FolderNotOurs(Exception):
    """A folder others may write to can't hold our socket."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where things are; `make` creates what is missing."""

    root: Path

    def make(self) -> None:
        """Create the folders, readable by their user only."""
        for folder in (self.root, self.redis, self.evidence, self.media, self.keys):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def redis(self) -> Path:
        """The server's own folder."""
        return self.root / "redis"

    @property
    def evidence(self) -> Path:
        """Where cut bytes are kept."""
        return self.redis / "evidence"

    @property
    def media(self) -> Path:
        """Where photos and papers are."""
        return self.root / "media"

    @property
    def keys(self) -> Path:
        """Where secrets and signing keys are."""
        return self.root / "keys"

    @property
    def configuration(self) -> Path:
        """The server's configuration, written anew at each start."""
        return self.redis / "redis.conf"

    @property
    def server_log(self) -> Path:
        """What the server says."""
        return self.redis / "server.log"

    @property
    def server_kind(self) -> Path:
        """Which server wrote the files last."""
        return self.redis / "server-kind"

    @property
    def append_only(self) -> Path:
        """The folder of the append-only files."""
        return self.redis / "appendonlydir"

    def secret(self) -> str:
        """Return the installation's secret, made when first asked for."""
        file = self.keys / "secret"
        if not file.exists():
            ready = self.keys / f"secret.{os.getpid()}.new"
            descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as writer:
                writer.write(secrets.token_urlsafe(_SECRET_BYTES))
            try:
                # A link never replaces what another process made a moment ago.
                file.hardlink_to(ready)
            except FileExistsError:
                pass
            finally:
                ready.unlink()
        return file.read_text(encoding="ascii")


class Lock:
    """A lock on a file that the kernel gives back when its last holder ends, however it ends."""

    def __init__(self, file: Path) -> None:
        """Name the file; `take` takes it."""
        self._file = file
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take the lock; False where somebody else has it."""
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    @property
    def descriptor(self) -> int:
        """The open file, to hand to a child that shall hold the lock as well."""
        if self._descriptor is None:
            raise ValueError(f"The lock {self._file} isn't taken.")
        return self._descriptor

    def note(self, text: str) -> None:
        """Write into the file who holds it, for whoever finds it taken."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def holder(self) -> str:
        """Read who holds it."""
        return self._file.read_text(encoding="utf-8").strip() or "another process"

    def release(self) -> None:
        """Give up our hold; a child we handed it to keeps its own."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_for_up(folder: DataFolder) -> Lock:
    """
    Take the folder for this process, until it ends or releases it.

    Raises:
        FolderInUse: another `up` has it.
    """
    lock = Lock(folder.root / "up.lock")
    if not lock.take():
        raise FolderInUse(folder.root, lock.holder())
    lock.note(f"up, process {os.getpid()}")
    return lock


def socket_path(folder: DataFolder, environment: Mapping[str, str]) -> Path:
    """
    Find a path for the server's socket that's short enough for the kernel.

    The same folder always gets the same path, so that every process finds it.

    Raises:
        FolderNotOurs: the short folder exists and belongs to somebody else.
    """
    root = folder.root.resolve()
    near = root / "redis" / SOCKET_NAME
    if _fits(near):
        return near
    short = next(path for path in _short_folders(root, environment) if _fits(path / SOCKET_NAME))
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    # In a folder that everybody may write to, somebody else could have made it first.
    if short.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise FolderNotOurs(f"{short} must be a folder of our own with mode 0700.")
    return short / SOCKET_NAME


def _short_folders(root: Path, environment: Mapping[str, str]) -> list[Path]:
    name = f"denggao-{os.getuid()}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}"
    runtime = environment.get("XDG_RUNTIME_DIR")
    parents = [*([runtime] if runtime else []), tempfile.gettempdir(), "/tmp"]
    return [Path(parent) / name for parent in parents]


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= LONGEST_SOCKET_PATH
