"""Files by their SHA-256."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from command.store.connect import connect
from command.store.media import AboutMedia, MediaFolder, MediaIndex, TooLarge
from tests.valkey import Valkey

PHOTO = b"a photo " * 1000
DIGEST = hashlib.sha256(PHOTO).hexdigest()


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_file_is_kept_whole_under_its_digest(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path)

    digest = media.put([PHOTO[:3000], PHOTO[3000:]])

    assert digest == DIGEST
    assert media.read(digest) == PHOTO
    assert media.has(digest)
    assert _files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST}"]


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path)

    assert media.put([PHOTO]) == media.put([PHOTO])
    assert len(_files(tmp_path)) == 1


def test_a_file_too_large_leaves_nothing(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path, largest_bytes=100)

    with pytest.raises(TooLarge, match="100 bytes"):
        media.put([b"x" * 60, b"x" * 60])

    assert _files(tmp_path) == []


def test_a_sender_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        MediaFolder(tmp_path).put(broken())

    assert _files(tmp_path) == []


@pytest.mark.parametrize("name", ["../secret", "", DIGEST.upper(), DIGEST + "/", "a" * 63, "\0"])
def test_what_is_no_digest_leads_nowhere(name: str, tmp_path: Path) -> None:
    media = MediaFolder(tmp_path / "media")
    (tmp_path / "secret").write_bytes(b"secret")

    assert media.path(name) is None
    assert media.read(name) is None
    assert not media.has(name)


def test_what_a_crash_left_is_swept_and_the_rest_stays(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path)
    media.put([PHOTO])
    (tmp_path / ".unfinished-abc").write_bytes(b"half")

    assert media.sweep() == 1
    assert media.read(DIGEST) == PHOTO


def test_an_event_knows_only_its_own_files(store: Valkey) -> None:
    client = connect(store.url, "write")
    index = MediaIndex(client)
    about = AboutMedia(
        digest=DIGEST, event="drill-1", media_type="image/jpeg", size_bytes=8000, kept_at=1
    )

    index.add(about)

    assert index.find("drill-1", DIGEST) == about
    assert index.find("drill-2", DIGEST) is None
    client.close()
