"""
What a command works on: the settings, the store they name, and words for when that fails.

Must never show an address of the store with its password, nor a traceback for what an operator
can put right.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import click
import redis

from command.clock import SystemClock
from command.embedded.aof import DamagedLog
from command.embedded.binary import NoServer
from command.embedded.folder import DataFolder, FolderInUse, FolderNotOurs, socket_path
from command.embedded.server import ServerFailed, WrongServer
from command.plan_files import NoPlan, PlanFaults
from command.plan_files.beginning import CannotBegin
from command.settings import BadSettings, Settings, queue_url_of, read_settings
from command.store.chain import BrokenChain
from command.store.connect import StoreAway, UnsafeRedis
from command.versions import NoSuchEvent
from command.wiring import Stores, build_stores

_OUR_MATTERS = (
    BadSettings,
    BrokenChain,
    CannotBegin,
    DamagedLog,
    FolderInUse,
    FolderNotOurs,
    NoPlan,
    NoServer,
    NoSuchEvent,
    PlanFaults,
    ServerFailed,
    UnsafeRedis,
    WrongServer,
)


class Failure(click.ClickException):
    """Something an operator can put right. Leaves with 1."""


class NoStore(click.ClickException):
    """The store can't be reached. Leaves with 69, as sysexits has it for a missing service."""

    exit_code = os.EX_UNAVAILABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The settings, made whole; the store and the clock."""

    settings: Settings
    stores: Stores
    clock: SystemClock = field(default_factory=SystemClock)

    @property
    def client(self) -> redis.Redis:
        """The client made for `write`."""
        return self.stores.write

    @property
    def folder(self) -> DataFolder:
        """The data folder."""
        return DataFolder(self.settings.data)

    @property
    def secret(self) -> bytes:
        """What signs join codes; the pages use the same."""
        return (self.settings.secret or self.folder.secret()).encode()


def here() -> Here:
    """Read the settings. Without REDIS_URL, it's the store that `denggao up` runs on the folder."""
    settings = whole(read_settings(os.environ))
    return Here(settings=settings, stores=build_stores(settings))


def playbooks() -> Path:
    """Say where the plans are. A planner at home has no store, and needs none."""
    return read_settings(os.environ).playbooks


def whole(settings: Settings) -> Settings:
    """Fill in what `denggao up` gives its parts: the store on the data folder, and its queues."""
    if settings.redis_url is not None:
        return settings
    url = embedded_url(settings.data)
    return replace(settings, redis_url=url, queue_url=settings.queue_url or queue_url_of(url))


def embedded_url(data: Path) -> str:
    """Say where the store on a data folder listens."""
    return f"unix://{quote(str(socket_path(DataFolder(data), os.environ)))}?db=0"


@contextmanager
def explained() -> Iterator[None]:
    """Turn what an operator can put right into a message and an exit code."""
    try:
        yield
    except StoreAway as error:
        raise NoStore(
            "连不上存储。请先运行 denggao up，或设置 REDIS_URL。\n"
            f"The store can't be reached. Start denggao up first, or set REDIS_URL. ({error})"
        ) from error
    except _OUR_MATTERS as error:
        raise Failure(str(error)) from error
