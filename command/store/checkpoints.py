"""
Signed witnesses of the log: at this seq, this hash. They show a cut or a log written anew.

Must never sign a head that wasn't read from the log.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import redis
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from command.store import keys
from command.store.chain import Head
from command.store.connect import ask

EVERY_MS = 60_000
EVERY_ENTRIES = 100
_PRIVATE_FILE = "checkpoint.key"
_PUBLIC_FILE = "checkpoint.pub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One signed statement about an event's log."""

    event: str
    epoch: str
    seq: int
    hash: str
    signed_at: int
    key: str
    signature: str

    @property
    def head(self) -> Head:
        """The place it vouches for."""
        return Head(seq=self.seq, hash=self.hash)

    def statement(self) -> bytes:
        """Return the bytes that are signed: one field a line, so that anybody can rebuild them."""
        fields = (self.event, self.epoch, str(self.seq), self.hash, str(self.signed_at))
        return "\n".join(("denggao checkpoint 1", *fields, "")).encode()

    def as_line(self) -> str:
        """Write it as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def is_signed_by(self, public_key: str) -> bool:
        """Say whether the holder of this public key (64 hex digits) signed exactly this."""
        verifier = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        try:
            verifier.verify(bytes.fromhex(self.signature), self.statement())
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """The Ed25519 key pair of this installation, in two files only its user can read."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Hold a key; `at` finds or makes the one of a folder."""
        self._private = private
        self.public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    @classmethod
    def at(cls, folder: Path) -> "SigningKey":
        """Read the key pair of a folder, made when first asked for."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_once(folder / _PRIVATE_FILE)
        raw = bytes.fromhex((folder / _PRIVATE_FILE).read_text(encoding="ascii"))
        key = cls(Ed25519PrivateKey.from_private_bytes(raw))
        (folder / _PUBLIC_FILE).write_text(key.public + "\n", encoding="ascii")
        return key

    def sign(self, event: str, epoch: str, head: Head, *, signed_at: int) -> Checkpoint:
        """Vouch for a head of an event's log."""
        unsigned = Checkpoint(
            event=event,
            epoch=epoch,
            seq=head.seq,
            hash=head.hash,
            signed_at=signed_at,
            key=self.public,
            signature="",
        )
        signature = self._private.sign(unsigned.statement()).hex()
        return Checkpoint(**(asdict(unsigned) | {"signature": signature}))


class Checkpoints:
    """The checkpoints of one event."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `write`, or for `read` where nothing is kept."""
        self._client = client
        self._key = keys.checkpoints_key(event)

    def keep(self, checkpoint: Checkpoint) -> None:
        """Keep one for good. Twice the same is harmless."""
        ask(self._client, "RPUSH", self._key, checkpoint.as_line())

    def latest(self) -> Checkpoint | None:
        """Return the last one that was kept."""
        line = cast("bytes | None", ask(self._client, "LINDEX", self._key, -1))
        return None if line is None else from_line(line)

    def every(self) -> list[Checkpoint]:
        """Return all of them, oldest first."""
        return [
            from_line(line)
            for line in cast("list[bytes]", ask(self._client, "LRANGE", self._key, 0, -1))
        ]


def is_due(latest: Checkpoint | None, head: Head, *, at: int) -> bool:
    """Say whether the log has grown enough, or for long enough, since the last checkpoint."""
    if head.seq == 0:
        return False
    if latest is None or head.seq < latest.seq:
        return True
    grown = head.seq - latest.seq
    return grown >= EVERY_ENTRIES or (grown > 0 and at - latest.signed_at >= EVERY_MS)


def from_line(line: str | bytes) -> Checkpoint:
    """Read one line of JSON."""
    return Checkpoint(**json.loads(line))


def _make_once(file: Path) -> None:
    # Two processes may both come first: a link never replaces a file and never shows half of one.
    if file.exists():
        return
    raw = Ed25519PrivateKey.generate().private_bytes(
        Encoding.Raw, PrivateFormat.Raw, NoEncryption()
    )
    ready = file.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as writer:
            writer.write(raw.hex())
            writer.flush()
            os.fsync(writer.fileno())
        file.hardlink_to(ready)
    except FileExistsError:
        return
    finally:
        ready.unlink()
