"""
Sends words to addresses through Apprise: WeCom, DingTalk, Feishu, SMS gateways, webhooks.

Must never put an address into a log line, an exception's text or an answer.
"""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from workers.wording import Message

with warnings.catch_warnings():
    # It imports a module that Python 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    import apprise

REFUSED: Final = "refused"
"""The address means nothing to us: a typing mistake."""
UNREACHABLE: Final = "unreachable"
"""The other side didn't take it."""

_LOCAL_HOSTS: Final = frozenset({"127.0.0.1", "localhost"})

# Its own lines name addresses.
logging.getLogger("apprise").disabled = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How it went. `channel` names kinds of addresses: `json`, `wecombot+json`."""

    channel: str
    failed: str | None


def send(addresses: Sequence[str], message: Message) -> Sending:
    """Send to every address; one that takes it is enough."""
    failures = {}
    taken = []
    for address in addresses:
        failure = _send_one(address, message)
        if failure is None:
            taken.append(kind(address))
        else:
            failures[kind(address)] = failure
    if taken:
        return Sending(channel="+".join(sorted(set(taken))), failed=None)
    # A wrong address won't get better by itself; say so only if none was merely out of reach.
    failed = UNREACHABLE if UNREACHABLE in failures.values() else REFUSED
    return Sending(channel="+".join(sorted(failures)) or "none", failed=failed)


def is_understood(address: str) -> bool:
    """Whether Apprise knows what to do with an address."""
    with _quiet():
        return apprise.Apprise().add(address)


def is_local(address: str) -> bool:
    """Whether an address is a plain webhook of this machine, which a drill may use."""
    parts = urlsplit(address)
    return parts.scheme in {"json", "jsons"} and parts.hostname in _LOCAL_HOSTS


def kind(address: str) -> str:
    """Name the kind of an address and nothing else of it."""
    return urlsplit(address).scheme or "none"


def _send_one(address: str, message: Message) -> str | None:
    with _quiet():
        service = apprise.Apprise()
        if not service.add(address):
            return REFUSED
        sent = service.notify(title=message.title, body=message.body)
    return None if sent else UNREACHABLE


def _quiet() -> warnings.catch_warnings:
    return warnings.catch_warnings(action="ignore", category=DeprecationWarning)
