"""
Turns this command into a process of its own, so that a signal reaches the part itself.

The part learns where things are from its environment alone, as it does in a container.
"""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from command.cli.here import Here
from command.settings import Settings


def become(place: Here, *words: str) -> NoReturn:
    """Go on as another Python program, with the settings as they are here."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *words], environment(place.settings, os.environ))


def environment(settings: Settings, outside: Mapping[str, str]) -> dict[str, str]:
    """Say the settings as variables, on top of what is set already."""
    said = {
        "REDIS_URL": settings.redis_url,
        "DENGGAO_QUEUE_URL": settings.queue_url,
        "DENGGAO_DATA": str(settings.data),
        "DENGGAO_PLAYBOOKS": str(settings.playbooks),
        "DENGGAO_SECRET": settings.secret,
        "DENGGAO_HOST": settings.host,
        "DENGGAO_PORT": str(settings.port),
        "DENGGAO_PUBLIC_URL": settings.public_url,
    }
    return {**outside, **{name: value for name, value in said.items() if value is not None}}
