"""What an auditor finds with the one file: an edit, a gap, a swap, and with a checkpoint a cut."""

import ast
import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from command import verify as verify_module
from command.store.append import Append
from command.store.chain import GENESIS, Head, StoredEntry, link
from command.store.checkpoints import Checkpoint, Checkpoints, SigningKey, from_line, is_due
from command.store.connect import connect
from command.store.log import Log, export_line
from command.verify import BROKEN, FITS, UNREADABLE, Unreadable, verify
from tests.store.chain import EVENT, fill
from tests.valkey import Valkey

FILE = Path(str(verify_module.__file__))
Lines = list[str]


def _a_log(contents: list[str]) -> Lines:
    lines, previous = [], GENESIS
    for seq, content in enumerate(contents, start=1):
        previous = link(previous, content.encode())
        lines.append(export_line(StoredEntry(seq=seq, e=content.encode(), h=previous)))
    return lines


WHOLE = _a_log([f'{{"n":{n},"zh":"登高"}}' for n in range(1, 11)])
CHECKPOINT = json.dumps({"seq": 8, "hash": json.loads(WHOLE[7])["h"]})


def _edit(lines: Lines) -> Lines:
    return [*lines[:4], lines[4].replace("登高", "登山"), *lines[5:]]


def _delete(lines: Lines) -> Lines:
    return [*lines[:4], *lines[5:]]


def _swap(lines: Lines) -> Lines:
    return [*lines[:4], lines[5], lines[4], *lines[6:]]


def _insert(lines: Lines) -> Lines:
    return [*lines[:4], lines[3], *lines[4:]]


def _renumber(lines: Lines) -> Lines:
    return [*lines[:4], lines[4].replace('"seq": 5', '"seq": 6'), *lines[5:]]


def _edit_and_mend_its_hash(lines: Lines) -> Lines:
    before, entry = json.loads(lines[3]), json.loads(lines[4])
    entry["e"] = entry["e"].replace("登高", "登山")
    entry["h"] = link(before["h"], entry["e"].encode())
    return [*lines[:4], json.dumps(entry), *lines[5:]]


def test_a_whole_log_fits() -> None:
    verdict = verify(WHOLE, [CHECKPOINT])

    assert (verdict.exit_code, verdict.entries, verdict.checkpoints) == (FITS, 10, 1)
    assert "Whole: 10 entries" in str(verdict)


def test_an_empty_log_fits() -> None:
    assert verify([]).exit_code == FITS


@pytest.mark.parametrize(
    ("tamper", "first_bad"),
    [
        (_edit, 5),
        (_delete, 5),
        (_swap, 5),
        (_insert, 5),
        (_renumber, 5),
        (_edit_and_mend_its_hash, 6),
    ],
)
def test_tampering_is_found_at_the_first_bad_entry(
    tamper: Callable[[Lines], Lines], first_bad: int
) -> None:
    verdict = verify(tamper(WHOLE))

    assert (verdict.exit_code, verdict.first_bad) == (BROKEN, first_bad)


def test_a_log_cut_short_is_only_found_with_a_checkpoint() -> None:
    cut = WHOLE[:6]

    assert verify(cut).exit_code == FITS
    verdict = verify(cut, [CHECKPOINT])
    assert (verdict.exit_code, verdict.first_bad) == (BROKEN, 7)


def test_a_log_written_anew_is_only_found_with_a_checkpoint() -> None:
    anew = _a_log([f'{{"n":{n}}}' for n in range(1, 11)])

    assert verify(anew).exit_code == FITS
    verdict = verify(anew, [CHECKPOINT])
    assert (verdict.exit_code, verdict.first_bad) == (BROKEN, 8)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"seq":true,"e":"","h":""}', '{"seq":1,"e":"x"}', '{"seq":"1","e":"","h":""}'],
)
def test_a_line_of_another_form_is_unreadable(line: str) -> None:
    with pytest.raises(Unreadable):
        verify([line])


@pytest.mark.parametrize(
    ("lines", "exit_code", "said"),
    [
        (WHOLE, FITS, "Whole: 10 entries"),
        (_delete(WHOLE), BROKEN, "Not whole: entry 5"),
        (["{"], UNREADABLE, "Can't read"),
    ],
)
def test_it_runs_alone_and_its_exit_code_tells(
    lines: Lines, exit_code: int, said: str, tmp_path: Path
) -> None:
    """An auditor has a plain Python, no part of ours and no encoding set."""
    (tmp_path / "verify.py").write_bytes(FILE.read_bytes())
    (tmp_path / "log.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "verify.py", "log.jsonl"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode == exit_code
    assert said in ran.stdout + ran.stderr


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(FILE.read_text(encoding="utf-8"))

    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


def test_a_real_export_fits_its_signed_checkpoints(client: redis.Redis, tmp_path: Path) -> None:
    key, checkpoints = SigningKey.at(tmp_path), Checkpoints(client, EVENT)
    head = fill(client, 30)
    checkpoints.keep(key.sign(EVENT, "epoch", head, signed_at=1))
    Append(client, EVENT).append(head, ["登高\u2028".encode()])

    verdict = verify(
        [export_line(entry) for entry in Log(client, EVENT).scan()],
        [one.as_line() for one in checkpoints.every()],
    )

    assert (verdict.exit_code, verdict.entries, verdict.checkpoints) == (FITS, 31, 1)


def test_the_latest_checkpoint_is_the_last_one_kept(client: redis.Redis, tmp_path: Path) -> None:
    key, checkpoints = SigningKey.at(tmp_path), Checkpoints(client, EVENT)
    assert checkpoints.latest() is None

    for seq in (1, 2, 3):
        checkpoints.keep(key.sign(EVENT, "e", Head(seq=seq, hash="a" * 64), signed_at=seq))

    latest = checkpoints.latest()
    assert latest is not None
    assert latest.head == Head(seq=3, hash="a" * 64)
    assert len(checkpoints.every()) == 3


def test_a_signature_covers_every_field(tmp_path: Path) -> None:
    key = SigningKey.at(tmp_path)
    signed = from_line(key.sign(EVENT, "e", Head(seq=7, hash="a" * 64), signed_at=9).as_line())

    altered = [
        dataclasses.replace(signed, event="other"),
        dataclasses.replace(signed, epoch="f"),
        dataclasses.replace(signed, seq=8),
        dataclasses.replace(signed, hash="b" * 64),
        dataclasses.replace(signed, signed_at=10),
        dataclasses.replace(signed, signature="00"),
    ]

    assert signed.is_signed_by(key.public)
    assert not any(one.is_signed_by(key.public) for one in altered)
    assert not signed.is_signed_by(SigningKey.at(tmp_path / "other").public)


def test_the_signing_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = SigningKey.at(tmp_path / "keys")

    assert SigningKey.at(tmp_path / "keys").public == first.public
    assert (tmp_path / "keys" / "checkpoint.key").stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in (tmp_path / "keys").iterdir()) == [
        "checkpoint.key",
        "checkpoint.pub",
    ]


@pytest.mark.parametrize(
    ("seq", "at", "due"),
    [
        (100, 59_999, False),
        (100, 60_000, False),
        (101, 59_999, False),
        (101, 60_000, True),
        (199, 0, False),
        (200, 0, True),
        (50, 0, True),
    ],
)
def test_a_checkpoint_is_due_after_a_minute_or_a_hundred_entries(
    seq: int, at: int, due: bool
) -> None:
    """And at once where the log is shorter than it was."""
    latest = Checkpoint(
        event=EVENT, epoch="e", seq=100, hash="a" * 64, signed_at=0, key="", signature=""
    )

    assert is_due(latest, Head(seq=seq, hash="b" * 64), at=at) is due


def test_the_first_checkpoint_is_due_with_the_first_entry() -> None:
    assert not is_due(None, Head(seq=0, hash=GENESIS), at=0)
    assert is_due(None, Head(seq=1, hash="a" * 64), at=0)
