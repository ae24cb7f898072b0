"""
What an operator sets, read once from the environment and then passed on. Nothing here is global.

| variable | means | unless set |
|---|---|---|
| `REDIS_URL` | the Redis with the log, `unix://…` or `redis://…` | our own, on the data folder |
| `DENGGAO_QUEUE_URL` | the Redis with the job queues | database 1 of the same Redis |
| `DENGGAO_DATA` | folder for everything that must last | `./data` |
| `DENGGAO_PLAYBOOKS` | folder with the plans | `./playbooks` |
| `DENGGAO_SECRET` | signs cookies and join codes, 32 characters or more | `keys/secret`, made |
| `DENGGAO_HOST`, `DENGGAO_PORT` | where the pages listen | `127.0.0.1`, `8000` |
| `DENGGAO_PUBLIC_URL` | the address people type, for links and same-origin checks | host and port |
| `DENGGAO_PROXIES` | how many proxies in front set `X-Forwarded-*` | `0` |
| `DENGGAO_LARGEST_MEDIA` | bytes of the largest photo taken | 20971520 |
| `DENGGAO_LOG_LEVEL` | `debug`, `info`, `warning` or `error` | `info` |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

SHORTEST_SECRET = 32
_LOG_LEVELS = ("debug", "info", "warning", "error")
_REDIS_SCHEMES = ("unix", "redis", "rediss")
_LARGEST_PORT = 65535
_LARGEST_MEDIA = 20 * 1024 * 1024


class BadSettings(Exception):
    """The environment says something that can't be; every fault is named at once."""

    def __init__(self, faults: list[str]) -> None:
        """Name the faults."""
        super().__init__("Settings: " + " ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an operator can set. None for a URL or the secret: made by `denggao up`."""

    redis_url: str | None = None
    queue_url: str | None = None
    data: Path = Path("data")
    playbooks: Path = Path("playbooks")
    secret: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    proxies: int = 0
    largest_media: int = _LARGEST_MEDIA
    log_level: str = "info"

    def __repr__(self) -> str:
        """Leave out what may hold a password."""
        return f"Settings(data={str(self.data)!r}, host={self.host!r}, port={self.port})"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """
    Read the settings from an environment. An empty variable counts as not set.

    Raises:
        BadSettings: with every fault, each naming its variable and what would do.
    """
    reader = _Reader(environment)
    host = reader.text("DENGGAO_HOST", "127.0.0.1")
    port = reader.number("DENGGAO_PORT", 8000, largest=_LARGEST_PORT)
    redis_url = reader.redis_url("REDIS_URL")
    settings = Settings(
        redis_url=redis_url,
        queue_url=reader.redis_url("DENGGAO_QUEUE_URL") or (redis_url and queue_url_of(redis_url)),
        data=Path(reader.text("DENGGAO_DATA", "data")),
        playbooks=Path(reader.text("DENGGAO_PLAYBOOKS", "playbooks")),
        secret=reader.secret("DENGGAO_SECRET"),
        host=host,
        port=port,
        public_url=reader.web_url("DENGGAO_PUBLIC_URL", f"http://{host}:{port}"),
        proxies=reader.number("DENGGAO_PROXIES", 0, largest=8),
        largest_media=reader.number("DENGGAO_LARGEST_MEDIA", _LARGEST_MEDIA, largest=2**31),
        log_level=reader.one_of("DENGGAO_LOG_LEVEL", _LOG_LEVELS, "info"),
    )
    if reader.faults:
        raise BadSettings(reader.faults)
    return settings


def queue_url_of(redis_url: str) -> str:
    """Return database 1 of a Redis: jobs may be flushed there without touching the log."""
    parts = urlsplit(redis_url)
    if parts.scheme == "unix":
        # Not through urlunsplit, which writes unix:/path, and redis-py doesn't know that.
        return f"unix://{parts.netloc}{parts.path}?db=1"
    return urlunsplit(parts._replace(path="/1"))


class _Reader:
    """Reads variables one by one and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.faults: list[str] = []

    def text(self, name: str, otherwise: str) -> str:
        return self._environment.get(name, "").strip() or otherwise

    def number(self, name: str, otherwise: int, *, largest: int) -> int:
        text = self.text(name, str(otherwise))
        if text.isascii() and text.isdigit() and int(text) <= largest:
            return int(text)
        self.faults.append(f"{name} is {text!r}; a whole number from 0 to {largest} would do.")
        return otherwise

    def one_of(self, name: str, choices: tuple[str, ...], otherwise: str) -> str:
        text = self.text(name, otherwise).lower()
        if text in choices:
            return text
        self.faults.append(f"{name} is {text!r}; one of {', '.join(choices)} would do.")
        return otherwise

    def secret(self, name: str) -> str | None:
        text = self.text(name, "")
        if text and len(text) < SHORTEST_SECRET:
            self.faults.append(f"{name} is too short; {SHORTEST_SECRET} characters would do.")
        return text or None

    def redis_url(self, name: str) -> str | None:
        text = self.text(name, "")
        # Not repeated in the message: it may hold a password.
        if text and urlsplit(text).scheme not in _REDIS_SCHEMES:
            self.faults.append(f"{name} must begin with unix://, redis:// or rediss://.")
        return text or None

    def web_url(self, name: str, otherwise: str) -> str:
        text = self.text(name, otherwise)
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            self.faults.append(f"{name} is {text!r}; an address like https://host would do.")
        return text.rstrip("/")
