"""A torn file: only the write that never finished goes, its bytes are kept, the rest refuses."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from command.embedded.aof import DamagedLog, is_unfinished_write, mend_files
from command.embedded.binary import find_server
from command.embedded.server import ServerFailed
from command.store.append import Append, Appended
from command.store.connect import ask, connect
from command.store.log import Log
from command.store.private import commit, is_rewriting
from tests.store.chain import EVENT, an_entry, fill, whole_log
from tests.valkey import Valkey, wait_until

SERVER = find_server({"PATH": ""})


@pytest.fixture
def torn(valkey: Valkey) -> Iterator[Valkey]:
    """Five acknowledged entries, then the power goes."""
    client = connect(valkey.url, "write")
    fill(client, 5)
    client.close()
    valkey.kill9()
    yield valkey
    valkey.kill9()


def _last_command(content: bytes, name: bytes) -> int:
    return content.rfind(b"*", 0, content.rfind(b"\r\n" + name + b"\r\n") - 3)


def _entries(server: Valkey) -> list[bytes]:
    client = connect(server.url, "read")
    entries = [entry.e for entry in whole_log(client)]
    client.close()
    return entries


def _append(server: Valkey, *entries: bytes) -> None:
    client = connect(server.url, "write")
    answer = Append(client, EVENT).append(Log(client, EVENT).head(), entries)
    assert isinstance(answer, Appended)
    client.close()


def test_whole_files_are_left_alone(torn: Valkey) -> None:
    before = torn.aof.read_bytes()

    ready = torn.start()

    assert ready.tail_cut is None
    assert torn.aof.read_bytes() == before
    assert len(_entries(torn)) == 5


def test_the_last_write_cut_anywhere_is_mended(torn: Valkey) -> None:
    content = torn.aof.read_bytes()
    begin = _last_command(content, b"XADD")

    for cut_at in range(begin + 1, len(content)):
        torn.aof.write_bytes(content[:cut_at])
        cut = mend_files(torn.folder, SERVER)

        assert cut is not None
        assert cut.bytes == cut_at - begin
        assert torn.aof.read_bytes() == content[:begin]


@pytest.mark.slow
def test_after_a_torn_write_nothing_acknowledged_is_lost_at_the_second_restart(
    torn: Valkey,
) -> None:
    """The first start looks well even where the repair is wrong; the loss shows at the second."""
    content = torn.aof.read_bytes()
    begin = _last_command(content, b"XADD")

    for cut_at in range(begin + 1, len(content), 11):
        torn.aof.write_bytes(content[:cut_at])
        torn.start()
        _append(torn, b"new 5")
        _append(torn, b"new 6", b"new 7")
        torn.kill9()
        ready = torn.start()

        expected = [an_entry(n) for n in range(1, 5)] + [b"new 5", b"new 6", b"new 7"]
        assert ready.tail_cut is None
        assert _entries(torn) == expected
        torn.kill9()


def test_a_torn_batch_leaves_a_clean_prefix(torn: Valkey) -> None:
    torn.start()
    commitment, stored = commit("王小明")
    client = connect(torn.url, "write")
    head = Log(client, EVENT).head()
    Append(client, EVENT).append(head, [b"6", b"7", b"8"], {commitment: stored})
    client.close()
    torn.kill9()
    content = torn.aof.read_bytes()
    begin = _last_command(content[: _last_command(content, b"XADD")], b"XADD")

    torn.aof.write_bytes(content[: begin + 40])
    ready = torn.start()

    assert ready.tail_cut is not None
    assert _entries(torn)[5:] == [b"6"]


def test_a_torn_transaction_of_the_job_queue_goes_as_a_whole(torn: Valkey) -> None:
    torn.start()
    client = connect(torn.url, "write")
    with client.pipeline(transaction=True) as pipeline:
        pipeline.set("a", "1")
        pipeline.set("b", "2")
        pipeline.execute()
    client.close()
    torn.kill9()
    content = torn.aof.read_bytes()

    for cut_at in range(_last_command(content, b"MULTI") + 1, len(content)):
        torn.aof.write_bytes(content[:cut_at])
        cut = mend_files(torn.folder, SERVER)

        assert cut is not None
        assert b"MULTI" not in torn.aof.read_bytes()


def test_zeros_where_the_disk_never_got_the_data_are_mended(torn: Valkey) -> None:
    content = torn.aof.read_bytes()

    torn.aof.write_bytes(content[:-20] + b"\0" * 20)
    ready = torn.start()

    assert ready.tail_cut is not None
    assert len(_entries(torn)) == 4


def test_the_cut_bytes_are_kept_with_their_digest(torn: Valkey) -> None:
    content = torn.aof.read_bytes()
    begin = _last_command(content, b"XADD")
    torn.aof.write_bytes(content[:-7])

    cut = mend_files(torn.folder, SERVER)

    assert cut is not None
    assert cut.kept_in.read_bytes() == content[begin:-7]
    assert cut.sha256 == hashlib.sha256(content[begin:-7]).hexdigest()
    assert cut.kept_in.parent == torn.folder.evidence


@pytest.mark.parametrize("where", [0.3, 0.5, 0.8])
def test_damage_in_the_middle_refuses_and_changes_nothing(where: float, torn: Valkey) -> None:
    """Even though far fewer than 64 kB follow it: they were acknowledged."""
    content = bytearray(torn.aof.read_bytes())
    at = content.find(b"\r\n$", int(len(content) * where))
    content[at] = ord("Q")
    torn.aof.write_bytes(content)

    with pytest.raises(DamagedLog, match="nothing was changed"):
        torn.start()

    assert torn.aof.read_bytes() == content


def test_a_length_damaged_so_that_it_swallows_later_entries_refuses(torn: Valkey) -> None:
    """The check tool takes this for a torn end, and would cut acknowledged entries."""
    content = torn.aof.read_bytes()
    begin = _last_command(content[: _last_command(content, b"XADD")], b"XADD")
    damaged = content[:begin] + content[begin:].replace(b"$64\r\n", b"$964\r\n", 1)
    torn.aof.write_bytes(damaged)

    with pytest.raises(DamagedLog):
        torn.start()

    assert torn.aof.read_bytes() == damaged


def test_a_changed_letter_in_an_entry_is_found_by_the_chain(torn: Valkey) -> None:
    content = torn.aof.read_bytes()
    torn.aof.write_bytes(content.replace(b'"seq":3', b'"seq":4', 1))

    torn.start()

    with pytest.raises(Exception, match="entry 3"):
        _entries(torn)


def test_a_lost_manifest_refuses_instead_of_beginning_an_empty_log(torn: Valkey) -> None:
    next(torn.folder.append_only.glob("*.manifest")).unlink()

    with pytest.raises(DamagedLog, match=r"has no appendonly\.aof\.manifest"):
        torn.start()


def test_a_lost_folder_of_files_refuses_instead_of_beginning_an_empty_log(torn: Valkey) -> None:
    shutil.rmtree(torn.folder.append_only)

    with pytest.raises(DamagedLog, match=r"has no appendonly\.aof\.manifest"):
        torn.start()


def test_a_lost_file_of_the_manifest_refuses(torn: Valkey) -> None:
    torn.aof.unlink()

    with pytest.raises((DamagedLog, ServerFailed)):
        torn.start()


def test_files_of_a_rewrite_are_checked_too(torn: Valkey) -> None:
    torn.start()
    client = connect(torn.url, "write")
    ask(client, "BGREWRITEAOF")
    wait_until(lambda: not is_rewriting(client))
    fill(client, 2, Log(client, EVENT).head())
    client.close()
    torn.kill9()
    torn.aof.write_bytes(torn.aof.read_bytes()[:-3])

    ready = torn.start()

    assert ready.tail_cut is not None
    assert len(_entries(torn)) == 6


WHOLE = b"*2\r\n$3\r\nDEL\r\n$1\r\na\r\n"
MULTI = b"*1\r\n$5\r\nMULTI\r\n"
EXEC = b"*1\r\n$4\r\nEXEC\r\n"


@pytest.mark.parametrize(
    "cut",
    [
        *(WHOLE[:n] for n in range(1, len(WHOLE))),
        *((MULTI + WHOLE + EXEC)[:n] for n in range(1, len(MULTI + WHOLE + EXEC))),
        b"\0" * 4096,
        WHOLE[:9] + b"\0" * 50,
    ],
)
def test_an_unfinished_write_is_known_as_one(cut: bytes) -> None:
    assert is_unfinished_write(cut)


@pytest.mark.parametrize(
    "cut",
    [
        WHOLE,
        WHOLE + WHOLE[:5],
        MULTI + WHOLE + EXEC + WHOLE[:5],
        b"Q" + WHOLE[1:],
        WHOLE[:4] + b"Q" + WHOLE[5:],
        WHOLE.replace(b"$3", b"$4"),
        WHOLE.replace(b"$3", b"$999") + WHOLE,
        b"\0" * 10 + WHOLE,
        WHOLE[:9] + b"\0" * 10 + WHOLE,
    ],
)
def test_anything_else_is_not(cut: bytes) -> None:
    assert not is_unfinished_write(cut)


def test_ctrl_c_in_the_terminal_does_not_reach_the_check(valkey: Valkey, tmp_path: Path) -> None:
    valkey.kill9()
    tool, group = tmp_path / "check", tmp_path / "group"
    tool.write_text(f"#!/bin/sh\ncut -d ' ' -f 5 /proc/$$/stat > {group}\n", encoding="ascii")
    tool.chmod(0o700)

    mend_files(valkey.folder, replace(find_server({}), path=tool))

    assert int(group.read_text(encoding="ascii")) != os.getpgrp()
