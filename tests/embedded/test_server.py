"""Our own server on a data folder: one at a time, found again, never on a wrong footing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from command.clock import stopwatch_s
from command.embedded.binary import NoServer, ServerBinary, find_server, parse_version
from command.embedded.folder import (
    LONGEST_SOCKET_PATH,
    DataFolder,
    FolderInUse,
    FolderNotOurs,
    lock_for_up,
    socket_path,
)
from command.embedded.server import EmbeddedServer, ServerFailed, WrongServer
from command.store.connect import ask, connect, require_safe
from tests.store.chain import fill, whole_log
from tests.valkey import Valkey

NEWER_REDIS = ServerBinary(path=Path("/nowhere/redis-server"), kind="redis", version=(7, 0, 15))


def test_the_wheels_server_is_found_first() -> None:
    server = find_server(os.environ)

    assert server.kind == "valkey"
    assert server.path.name == "valkey-server"


def test_versions_are_read_from_what_each_server_says() -> None:
    path = Path("x")

    assert str(parse_version(path, "Valkey server v=9.1.2 sha=0:1 malloc=libc")) == "valkey 9.1.2"
    assert str(parse_version(path, "Redis server v=7.0.15 sha=0:0")) == "redis 7.0.15"
    assert parse_version(path, "something else") is None


def test_a_machine_without_a_server_is_told_how_to_get_one() -> None:
    refusal = NoServer(("/usr/bin/redis-server: redis 6.0.16 is too old",))

    assert "pip install" in str(refusal)
    assert "没有可用的" in str(refusal)
    assert "too old" in str(refusal)


def test_it_listens_only_on_a_socket_for_its_own_user(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")

    assert ask(client, "CONFIG", "GET", "port") == [b"port", b"0"]
    client.close()
    mode = (valkey.folder.redis / "redis.sock").stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


def test_its_settings_are_the_ones_the_application_asks_for(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")

    require_safe(client)

    client.close()


def test_a_server_started_again_has_everything(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")
    fill(client, 20)
    client.close()

    for end in (valkey.kill9, valkey.stop, valkey.kill9):
        end()
        valkey.start()

    client = connect(valkey.url, "read")
    assert len(whole_log(client)) == 20
    client.close()


def test_a_socket_left_over_from_a_killed_server_is_no_hindrance(valkey: Valkey) -> None:
    valkey.kill9()
    assert (valkey.folder.redis / "redis.sock").exists()

    valkey.start()

    client = connect(valkey.url, "read")
    assert ask(client, "PING") == b"PONG"
    client.close()


def test_only_one_up_uses_a_folder(tmp_path: Path) -> None:
    first = lock_for_up(DataFolder(tmp_path))

    with pytest.raises(FolderInUse, match=f"process {os.getpid()}"):
        lock_for_up(DataFolder(tmp_path))

    first.release()
    lock_for_up(DataFolder(tmp_path)).release()


def test_a_killed_up_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys; from command.embedded.folder import *; "
        "lock_for_up(DataFolder(pathlib.Path(sys.argv[1]))); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=False)

    lock_for_up(DataFolder(tmp_path)).release()


def test_a_server_whose_up_died_is_ended_before_another_is_started(valkey: Valkey) -> None:
    """Two servers on the same files would each overwrite the other's entries."""
    leftover = valkey.process
    assert leftover is not None
    client = connect(valkey.url, "write")
    fill(client, 5)
    client.close()

    again = Valkey(valkey.dir)
    again.start()

    assert leftover.wait(10) == 0
    client = connect(again.url, "read")
    assert len(whole_log(client)) == 5
    client.close()
    again.kill9()


def test_a_leftover_server_that_hangs_is_not_joined(
    valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command.embedded.server._LEFTOVER_STOPS_WITHIN_S", 0.2)
    valkey.freeze()

    with pytest.raises(FolderInUse, match="server, process"):
        Valkey(valkey.dir).start()

    valkey.thaw()


def test_the_folder_remembers_which_server_wrote_it(valkey: Valkey) -> None:
    kind = valkey.folder.server_kind.read_text(encoding="ascii")

    assert kind == f"{find_server(os.environ)}\n"


def test_another_server_is_warned_of_but_may_read_plain_files(valkey: Valkey) -> None:
    valkey.stop()
    valkey.folder.server_kind.write_text("redis 7.0.15\n", encoding="ascii")

    ready = valkey.start()

    assert ready.warnings == (
        f"The data was written by redis 7.0.15; {find_server(os.environ)} goes on with it.",
    )


def test_a_memory_image_of_another_server_is_refused(valkey: Valkey) -> None:
    valkey.stop()
    base = next(valkey.folder.append_only.glob("*.base.aof"))
    base.write_bytes(b"VALKEY080...")

    with pytest.raises(WrongServer, match=r"redis 7\.0\.15 can't read"):
        EmbeddedServer(valkey.folder, NEWER_REDIS, os.environ).prepare()


def test_a_server_that_ends_at_once_says_why(short_path: Path) -> None:
    server = Valkey(short_path, {"maxmemory": "nonsense"})

    with pytest.raises(ServerFailed, match="maxmemory"):
        server.start()


def test_a_start_that_fails_is_not_in_the_way_of_the_next(
    short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command.embedded.server._LEFTOVER_STOPS_WITHIN_S", 0.2)
    missing = EmbeddedServer(DataFolder(short_path), NEWER_REDIS, os.environ)
    missing.prepare()
    with pytest.raises(FileNotFoundError):
        missing.start()

    missing.prepare()


def test_a_server_that_reads_its_files_is_waited_for_however_long(valkey: Valkey) -> None:
    client = connect(valkey.url, "write")
    with client.pipeline(transaction=False) as pipeline:
        for number in range(8_000):
            pipeline.set(f"key-{number}", "x")
        pipeline.execute()
    client.close()
    valkey.kill9()
    slow = Valkey(valkey.dir, {"key-load-delay": "100"})
    slow.server.prepare()
    slow.process = slow.server.start()
    said: list[str] = []
    began_s = stopwatch_s()

    slow.server.wait_until_ready(slow.process, 0.4, reading=lambda: said.append("reads"))

    assert stopwatch_s() - began_s > 2 * 0.4
    assert said == ["reads"]
    slow.kill9()


def test_a_server_that_never_answers_is_not_waited_for(valkey: Valkey) -> None:
    assert valkey.process is not None
    valkey.freeze()

    with pytest.raises(ServerFailed, match="no answer within"):
        valkey.server.wait_until_ready(valkey.process, 0.1)

    valkey.thaw()


def test_a_full_disk_leaves_the_note_of_which_server_wrote_it(valkey: Valkey) -> None:
    valkey.stop()
    valkey.folder.server_kind.write_text("valkey 8.0.0\n", encoding="ascii")
    (valkey.folder.redis / "server-kind.new").symlink_to("/dev/full")

    with pytest.raises(OSError, match="No space left"):
        valkey.start()

    assert valkey.folder.server_kind.read_text(encoding="ascii") == "valkey 8.0.0\n"


def test_a_folder_with_spaces_quotes_and_chinese_works(short_path: Path) -> None:
    server = Valkey(short_path / '登高 "a" b')

    server.start()

    client = connect(server.url, "write")
    fill(client, 1)
    client.close()
    server.kill9()


def test_a_long_folder_gets_a_short_socket_always_the_same(
    tmp_path: Path, short_path: Path
) -> None:
    folder = DataFolder(tmp_path / ("deep" * 30))
    folder.make()
    environment = {"XDG_RUNTIME_DIR": str(short_path)}

    path = socket_path(folder, environment)

    assert path.parent.parent == short_path
    assert path == socket_path(folder, environment)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_runtime_folder_that_is_long_itself_is_passed_over(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / ("deep" * 30))
    folder.make()

    path = socket_path(folder, {"XDG_RUNTIME_DIR": str(folder.root)})

    assert len(str(path)) <= LONGEST_SOCKET_PATH
    path.parent.rmdir()


def test_a_short_folder_others_may_enter_is_refused(tmp_path: Path, short_path: Path) -> None:
    folder = DataFolder(tmp_path / ("deep" * 30))
    folder.make()
    environment = {"XDG_RUNTIME_DIR": str(short_path)}
    socket_path(folder, environment).parent.chmod(0o777)

    with pytest.raises(FolderNotOurs, match="mode 0700"):
        socket_path(folder, environment)


def test_the_secret_is_made_once_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.make()

    secret = folder.secret()

    assert folder.secret() == secret
    assert len(secret) >= 32
    assert stat.S_IMODE((folder.keys / "secret").stat().st_mode) == 0o600
    assert [file.name for file in folder.keys.iterdir()] == ["secret"]
