"""
Says for each request who asks, and refuses what needs no look at its content.

Every blueprint asks it first; it asks `Visitors`, and the headers.
"""

from dataclasses import dataclass

from flask import Response
from werkzeug.wrappers import Request

from command.store.sessions import LASTS_MS
from command.web.failures import NoSuchThing, NotYours, Unauthenticated
from command.web.headers import require_own_page
from command.web.visitors import Visitor, Visitors

_BEARER = "Bearer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The door of every route."""

    visitors: Visitors
    public_url: str

    @property
    def is_secure(self) -> bool:
        """People reach us by TLS, so cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """Name of the session's cookie; the prefix makes browsers pin it to this host."""
        return "__Host-denggao" if self.is_secure else "denggao"

    def visitor(self, request: Request) -> Visitor | None:
        """Return who asks, or None for a stranger."""
        return self.visitors.find(self.secret(request))

    def signed_in(self, request: Request) -> Visitor:
        """
        Return who asks, having checked that the request comes from our own page.

        Raises:
            Unauthenticated: a stranger.
            ForeignOrigin: a change asked for with a cookie, not from our own page.
        """
        visitor = self.visitor(request)
        if visitor is None:
            raise Unauthenticated
        if not _authorization(request).startswith(_BEARER):
            require_own_page(request, self.public_url)
        return visitor

    def for_event(self, request: Request, event: str) -> Visitor:
        """
        Return who asks about an event they may know of.

        Raises:
            NoSuchThing: another event's; that it exists is none of their business.
        """
        visitor = self.signed_in(request)
        if not visitor.may_see(event):
            raise NoSuchThing("event")
        return visitor

    def require_role(self, visitor: Visitor, *roles: str) -> None:
        """
        Let only some roles read something.

        Raises:
            NotYours: another role.
        """
        if visitor.role not in roles:
            raise NotYours

    def secret(self, request: Request) -> str | None:
        """Return the token or the cookie, whichever the request brings."""
        authorization = _authorization(request)
        if authorization.startswith(_BEARER):
            return authorization.removeprefix(_BEARER).strip()
        return request.cookies.get(self.cookie)

    def hand_out(self, response: Response, sid: str) -> None:
        """Give the browser its session."""
        response.set_cookie(
            self.cookie,
            sid,
            max_age=LASTS_MS // 1000,
            secure=self.is_secure,
            httponly=True,
            samesite="Lax",
            path="/",
        )

    def take_back(self, response: Response) -> None:
        """Have the browser forget its session."""
        response.delete_cookie(
            self.cookie, path="/", secure=self.is_secure, httponly=True, samesite="Lax"
        )


def _authorization(request: Request) -> str:
    # As the server hands it over: the collection of headers looks through all it has each time.
    return str(request.environ.get("HTTP_AUTHORIZATION", ""))
