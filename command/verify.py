"""
Check an exported log, with nothing but Python's standard library, so that an auditor can read it.

    python verify.py LOG.jsonl [CHECKPOINTS.jsonl]

LOG.jsonl has one line an entry, {"seq": 1, "e": "<exact text>", "h": "<64 hex digits>"}, in order.
The first hash is SHA-256 over sixty-four zeros and the first `e`; each next one is SHA-256 over
the hash before it (as its 64 hex digits) and its own `e`.

CHECKPOINTS.jsonl has one signed statement a line, {"seq": 100, "hash": "...", ...}. Only with it
can a log that was cut short, or written anew as a whole, be told from the true one: take the
checkpoints from somebody else than who gave you the log. This file compares their hashes; their
Ed25519 signatures are checked by `denggao log verify`, since the standard library can't.

It ends with 0: everything fits. 1: something doesn't, and it says what comes first. 2: it can't
read what it was given.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FITS, BROKEN, UNREADABLE = 0, 1, 2
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True)
class Verdict:
    """What was found: how far the log fits, and the first thing that doesn't."""

    exit_code: int
    entries: int
    last_hash: str
    first_bad: int | None = None
    reason: str = ""
    reason_zh: str = ""
    checkpoints: int = 0

    def __str__(self) -> str:
        """Say it in Chinese and English."""
        if self.exit_code == FITS:
            return (
                f"完整：{self.entries} 条记录首尾相接，{self.checkpoints} 个检查点相符。\n"
                f"Whole: {self.entries} entries follow from each other, {self.checkpoints} "
                f"checkpoints agree.\nlast hash {self.last_hash}"
            )
        return (
            f"不完整：第 {self.first_bad} 条：{self.reason_zh}\n"
            f"Not whole: entry {self.first_bad}: {self.reason}"
        )


class Unreadable(Exception):
    """A line isn't what it should be."""


def verify(lines: Iterable[str], checkpoint_lines: Iterable[str] = ()) -> Verdict:
    """
    Walk over an exported log and then compare the checkpoints.

    Raises:
        Unreadable: a line isn't JSON of the form above.
    """
    hashes = {0: BEFORE_THE_FIRST}
    seq = 0
    for line in _filled(lines):
        entry = _read(line, {"seq": int, "e": str, "h": str})
        expected = hashlib.sha256((hashes[seq] + str(entry["e"])).encode()).hexdigest()
        if entry["seq"] != seq + 1:
            return _broken(seq, hashes, f"the log has entry {entry['seq']} there", "此处缺失或错位")
        if entry["h"] != expected:
            return _broken(seq, hashes, "its hash does not follow", "哈希与内容不符")
        seq += 1
        hashes[seq] = expected
    return _compare(seq, hashes, checkpoint_lines)


def _compare(seq: int, hashes: dict[int, str], checkpoint_lines: Iterable[str]) -> Verdict:
    checkpoints = [_read(line, {"seq": int, "hash": str}) for line in _filled(checkpoint_lines)]
    for checkpoint in sorted(checkpoints, key=lambda one: int(str(one["seq"]))):
        at = int(str(checkpoint["seq"]))
        if at > seq:
            reason = f"the log ends before it, yet a checkpoint saw entry {at}"
            return _broken(seq, hashes, reason, f"记录到此为止，但检查点见过第 {at} 条")
        if checkpoint["hash"] != hashes.get(at):
            reason = "a checkpoint saw another history up to here"
            return _broken(at - 1, hashes, reason, "检查点见到的历史与此不同")
    return Verdict(exit_code=FITS, entries=seq, last_hash=hashes[seq], checkpoints=len(checkpoints))


def _broken(good: int, hashes: dict[int, str], reason: str, reason_zh: str) -> Verdict:
    return Verdict(
        exit_code=BROKEN,
        entries=good,
        last_hash=hashes[good],
        first_bad=good + 1,
        reason=reason,
        reason_zh=reason_zh,
    )


def _filled(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line.strip())


def _read(line: str, fields: dict[str, type]) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Unreadable(f"not JSON: {line[:80]!r}") from error
    if not isinstance(value, dict) or any(
        type(value.get(name)) is not fields[name] for name in fields
    ):
        raise Unreadable(f"not a line with {', '.join(fields)}: {line[:80]!r}")
    return value


def main(arguments: Sequence[str]) -> int:
    """Check the files named on the command line and say what was found."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(__doc__ or "")
        return UNREADABLE
    try:
        # Lines end with a line feed and with nothing else: a text may hold any other separator.
        files = [Path(name).read_text(encoding="utf-8").split("\n") for name in arguments]
        verdict = verify(*files)
    except (OSError, UnicodeError, Unreadable) as error:
        sys.stderr.write(f"无法读取 / Can't read: {error}\n")
        return UNREADABLE
    sys.stdout.write(f"{verdict}\n")
    return verdict.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
