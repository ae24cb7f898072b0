"""Says who may open a socket: the same people who may read, as often as is reasonable."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Request

from command.domain.views import View
from command.web.guard import Guard
from command.web.limits import CONNECTS, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """Somebody who may listen, with what they came in with."""

    secret: str
    view: View


class Doorkeeper:
    """Who may listen to which event."""

    def __init__(self, guard: Guard, limits: Limits) -> None:
        """Take the door of the routes; sockets come in by the same one."""
        self._guard = guard
        self._limits = limits

    def admit(self, environ: dict[str, Any], event: str) -> Admitted | None:
        """
        Return who connects, or None where they may not listen to this event.

        Raises:
            StoreAway: nobody can say just now.
        """
        secret = self._guard.secret(Request(environ))
        visitor = self._guard.visitors.find(secret)
        if secret is None or visitor is None or not visitor.may_see(event):
            return None
        if not self._limits.allows(CONNECTS, visitor.key):
            return None
        return Admitted(secret=secret, view=visitor.view)

    def gone(self, secrets: Iterable[str]) -> list[str]:
        """List those that may not listen any more."""
        return self._guard.visitors.gone(secrets)
