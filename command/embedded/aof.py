"""
Looks at the append-only files before each start, and mends only what a power cut leaves.

Must never cut anything that may have been acknowledged: with `appendfsync always`, only the one
write that was under way when the power went can be unfinished, and that's the very end of the
last file. Anything else is for people to decide.
"""

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from command.embedded.binary import ServerBinary
from command.embedded.folder import DataFolder

LONGEST_CUT_BYTES = 64 * 1024
_ANALYZED = re.compile(r"filename=(?P<name>\S+), size=(?P<size>\d+), ok_up_to=(?P<good>\d+)")
_HEADER = re.compile(rb"[*$](\d{1,10})\r\n")
_HEADER_BEGUN = re.compile(rb"[*$]?\d{0,10}\r?")
_LATER_COMMAND = re.compile(rb"\r\n\*\d+\r\n\$\d+\r\n")


class DamagedLog(Exception):
    """The files aren't as a power cut leaves them. Nothing was changed."""

    def __init__(self, reason_zh: str, reason: str) -> None:
        """Say what was found and what to do, in Chinese and English."""
        super().__init__(
            f"日志文件损坏，未作任何改动：{reason_zh}。请从备份恢复，或请技术人员检查。\n"
            f"The log's files are damaged; nothing was changed: {reason}. Restore a backup, or "
            "have somebody who knows Redis look at the append-only files first."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TailCut:
    """An unfinished write was cut off and kept; the log begins a new epoch after this."""

    bytes: int
    sha256: str
    kept_in: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    file: Path
    good: int
    size: int


def mend_files(folder: DataFolder, server: ServerBinary) -> TailCut | None:
    """
    Check the append-only files and cut off an unfinished last write, keeping its bytes.

    Returns:
        What was cut, or None where the files were whole.

    Raises:
        DamagedLog: what's wrong isn't an unfinished last write.
    """
    manifest = _manifest(folder)
    if manifest is None:
        return None
    said = _check(server, manifest)
    if said.returncode == 0:
        return None
    finding = _read_finding(folder, said.stdout)
    cut = _unfinished_tail(finding)
    kept_in = _keep(folder, cut)
    fixed = _check(server, manifest, "--fix")
    if fixed.returncode != 0 or finding.file.stat().st_size != finding.good:
        raise DamagedLog("检查工具未能修复", f"the check tool could not mend it: {fixed.stdout}")
    _sync(finding.file)
    return TailCut(bytes=len(cut), sha256=hashlib.sha256(cut).hexdigest(), kept_in=kept_in)


def is_unfinished_write(cut: bytes) -> bool:
    """
    Say whether bytes after the last good command are one write that never finished.

    That's the beginning of one command, or of one MULTI without its EXEC,
    perhaps followed by zeros where the disk never got the data. A whole command
    after the damage means that it was acknowledged, so it's no unfinished write.
    """
    written = cut.rstrip(b"\0")
    try:
        names, rest = _whole_commands(written)
    except ValueError:
        return False
    if names and (names[0] != b"MULTI" or b"EXEC" in names):
        return False
    return _LATER_COMMAND.search(rest) is None


def _manifest(folder: DataFolder) -> Path | None:
    manifests = list(folder.append_only.glob("appendonly.aof.manifest"))
    if manifests:
        return manifests[0]
    # Without its manifest Redis would begin an empty log beside the old files, without a word.
    if any(folder.append_only.glob("appendonly.aof.*")) or folder.server_kind.exists():
        raise DamagedLog(
            f"{folder.append_only} 缺少 appendonly.aof.manifest",
            f"{folder.append_only} has no appendonly.aof.manifest",
        )
    return None


def _check(server: ServerBinary, manifest: Path, *options: str) -> subprocess.CompletedProcess[str]:
    # The server is its own check tool when it's started under that name.
    return subprocess.run(
        [f"{server.kind}-check-aof", *options, manifest],
        executable=server.path,
        input="y\n",
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        # Ctrl-C in the terminal is ours: a check that it ended would call whole files damaged.
        start_new_session=True,
    )


def _read_finding(folder: DataFolder, said: str) -> _Finding:
    found = list(_ANALYZED.finditer(said))
    if not found:
        last = said.strip().splitlines()[-1:] or ["-"]
        raise DamagedLog(f"检查工具报告：{last[0]}", f"the check tool says: {last[0]}")
    file = folder.append_only / Path(found[-1]["name"]).name
    return _Finding(file=file, good=int(found[-1]["good"]), size=int(found[-1]["size"]))


def _unfinished_tail(finding: _Finding) -> bytes:
    where = f"{finding.file.name}, byte {finding.good}"
    if finding.size - finding.good > LONGEST_CUT_BYTES:
        raise DamagedLog(f"{where} 之后超过 64 kB", f"over 64 kB are unreadable after {where}")
    with finding.file.open("rb") as reader:
        reader.seek(finding.good)
        cut = reader.read()
    if not finding.file.name.endswith(".incr.aof") or not is_unfinished_write(cut):
        raise DamagedLog(
            f"{where} 处的内容不是断电所致", f"what follows {where} isn't an unfinished write"
        )
    return cut


def _keep(folder: DataFolder, cut: bytes) -> Path:
    file = folder.evidence / f"{hashlib.sha256(cut).hexdigest()}.aof-tail"
    file.write_bytes(cut)
    file.chmod(0o600)
    _sync(file)
    _sync(folder.evidence)
    return file


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _whole_commands(data: bytes) -> tuple[list[bytes], bytes]:
    """Split into the names of whole commands and the bytes of the one that isn't whole."""
    names: list[bytes] = []
    at = 0
    while at < len(data):
        words = list(_words(data, at))
        if not words or words[-1] is None:
            break
        names.append(data[slice(*words[0] or ())].upper())
        at = words[-1][1] + 2
    return names, data[at:]


def _words(data: bytes, at: int) -> Iterator[tuple[int, int] | None]:
    """Yield where each word of a command lies; None where the data ends too early."""
    header = _header(data, at, b"*")
    if header is None:
        yield None
        return
    count, at = header
    for _ in range(count):
        header = _header(data, at, b"$")
        if header is None or header[1] + header[0] + 2 > len(data):
            yield None
            return
        length, at = header
        if data[at + length : at + length + 2] != b"\r\n":
            raise ValueError("A word is longer or shorter than it says.")
        yield at, at + length
        at += length + 2


def _header(data: bytes, at: int, kind: bytes) -> tuple[int, int] | None:
    """Read `*3` or `$12`; None where the data ends within it."""
    found = _HEADER.match(data, at)
    if found is not None and found[0][:1] == kind:
        return int(found[1]), found.end()
    if data[at : at + 1] in {b"", kind} and _HEADER_BEGUN.fullmatch(data, at):
        return None
    raise ValueError("This is no command.")
