"""
Photos and papers as files named by their SHA-256. The log holds only that name.

Must never show half a file, and never write outside its folder.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import redis

from command.store import keys
from command.store.connect import ask

LARGEST_BYTES = 20 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished-"


class TooLarge(Exception):
    """The file is larger than this installation takes."""

    def __init__(self, largest_bytes: int) -> None:
        """Say what would do."""
        super().__init__(f"The file is larger than {largest_bytes} bytes.")
        self.largest_bytes = largest_bytes


class MediaStore(Protocol):
    """Where files are: a folder now, object storage perhaps later."""

    def put(self, chunks: Iterable[bytes]) -> str:
        """Keep a file; return its SHA-256. Raises TooLarge."""
        ...

    def read(self, digest: str) -> bytes | None:
        """Return a file's bytes, or None where there's no such file."""
        ...

    def has(self, digest: str) -> bool:
        """Say whether the file is there."""
        ...


class MediaFolder:
    """Files in a folder on this machine."""

    def __init__(self, folder: Path, largest_bytes: int = LARGEST_BYTES) -> None:
        """Make the folder if need be."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._largest_bytes = largest_bytes

    def put(self, chunks: Iterable[bytes]) -> str:
        """
        Keep a file; the same bytes twice are kept once.

        Returns:
            Its SHA-256. By then the file is on the disk, under that name, whole.

        Raises:
            TooLarge: nothing is kept.
        """
        with self._unfinished() as (path, writer):
            hasher, size = hashlib.sha256(), 0
            for chunk in chunks:
                size += len(chunk)
                if size > self._largest_bytes:
                    raise TooLarge(self._largest_bytes)
                hasher.update(chunk)
                writer.write(chunk)
            writer.flush()
            os.fsync(writer.fileno())
            digest = hasher.hexdigest()
            self._publish(path, digest)
        return digest

    def read(self, digest: str) -> bytes | None:
        """Return a file's bytes, or None where there's no such file."""
        path = self.path(digest)
        return path.read_bytes() if path and path.is_file() else None

    def has(self, digest: str) -> bool:
        """Say whether the file is there."""
        path = self.path(digest)
        return path is not None and path.is_file()

    def path(self, digest: str) -> Path | None:
        """Return where a file is or would be; None for what isn't a digest."""
        if not _DIGEST.fullmatch(digest):
            return None
        return self._folder / digest[:2] / digest

    def sweep(self) -> int:
        """Remove what a crash left unfinished; call it before anybody writes."""
        left = list(self._folder.glob(f"{_UNFINISHED}*"))
        for path in left:
            path.unlink()
        return len(left)

    @contextmanager
    def _unfinished(self) -> Iterator[tuple[Path, BinaryIO]]:
        descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._folder)
        path = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as writer:
                yield path, writer
        finally:
            path.unlink(missing_ok=True)

    def _publish(self, unfinished: Path, digest: str) -> None:
        shelf = self._folder / digest[:2]
        shelf.mkdir(mode=0o700, exist_ok=True)
        unfinished.replace(shelf / digest)
        _sync(shelf)
        _sync(self._folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMedia:
    """What is known of a file, for serving it."""

    digest: str
    event: str
    media_type: str
    size_bytes: int
    kept_at: int


class MediaIndex:
    """What is known of each file."""

    def __init__(self, client: redis.Redis) -> None:
        """Take a client made for `write`."""
        self._client = client

    def add(self, about: AboutMedia) -> None:
        """Note a file that was kept. The same file again, for another event, is another row."""
        stored = json.dumps(asdict(about), ensure_ascii=False, sort_keys=True)
        ask(self._client, "HSET", keys.media_key(), f"{about.event}/{about.digest}", stored)

    def find(self, event: str, digest: str) -> AboutMedia | None:
        """Return what an event knows of a file; another event's files stay out of sight."""
        stored = ask(self._client, "HGET", keys.media_key(), f"{event}/{digest}")
        return None if stored is None else AboutMedia(**json.loads(cast("bytes", stored)))


def _sync(folder: Path) -> None:
    # The name is in the folder, and only an fsync of the folder makes it outlive a power cut.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
