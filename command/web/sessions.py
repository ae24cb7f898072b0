"""Sign in with a name and a passphrase, or join with a unit's code; sign out; say who one is."""

from dataclasses import dataclass
from typing import Annotated

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from pydantic import Field, StringConstraints, model_validator

from command.store.accounts import Accounts, Standing
from command.store.events import Events
from command.store.invitations import Invitations
from command.store.sessions import Sessions
from command.web.answers import answer
from command.web.described import SESSION, body, problems
from command.web.failures import Unauthenticated, WrongCredentials
from command.web.guard import Guard
from command.web.headers import require_own_page
from command.web.intake import Form, form_of
from command.web.limits import JOIN_FROM, SIGN_IN, SIGN_IN_FROM, Limits
from command.web.passwords import LONGEST, is_right
from command.web.visitors import EVERY_EVENT, Visitor

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Passphrase = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Code = Annotated[str, StringConstraints(min_length=8, max_length=16)]


class SignIn(Form):
    """Who signs in: `name` and `password`, or a join `code`."""

    name: Name | None = None
    password: Passphrase | None = None
    code: Code | None = Field(default=None, description="Eight characters; works once.")

    @model_validator(mode="after")
    def _one_way_in(self) -> "SignIn":
        by_name = self.name is not None and self.password is not None
        if by_name == (self.code is not None):
            raise ValueError("give name and password, or code")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """What signing in needs."""

    guard: Guard
    accounts: Accounts
    sessions: Sessions
    invitations: Invitations
    events: Events
    limits: Limits

    def by_password(self, name: str, password: str, address: str) -> str:
        """
        Begin a session for an account.

        Raises:
            WrongCredentials: no such account, or another passphrase.
            TooMany: tried too often.
        """
        self.limits.take(SIGN_IN, address, name.strip().casefold())
        self.limits.take(SIGN_IN_FROM, address)
        account = self.accounts.find(name)
        usable = account is not None and not account.is_disabled
        known_hash = account.password_hash if account is not None and usable else None
        if not is_right(known_hash, password) or account is None:
            raise WrongCredentials
        return self.sessions.begin(account.name, account.standing)

    def by_code(self, code: str, address: str) -> str:
        """
        Begin a session for a unit's phone, and use the code up.

        Raises:
            WrongCredentials: unknown, used or expired.
            TooMany: tried too often.
        """
        self.limits.take(JOIN_FROM, address)
        invitation = self.invitations.redeem(code)
        if invitation is None:
            raise WrongCredentials
        return self.sessions.begin(shared_name(invitation.standing), invitation.standing)

    def events_of(self, visitor: Visitor) -> list[str]:
        """List the events somebody may see, the newest first."""
        rows = reversed(self.events.every())
        return [row.event for row in rows if visitor.may_see(row.event)]


def shared_name(standing: Standing) -> str:
    """Name whose session a join code begins: all phones of a unit share one."""
    return f"join:{standing.event}:{standing.unit or standing.role}"


def blueprint(signing_in: SigningIn) -> APIBlueprint:
    """Make the routes of /api/v1/session."""
    routes = APIBlueprint("session", __name__, abp_tags=[Tag(name="session")])
    guard = signing_in.guard

    @routes.post(
        "/api/v1/session",
        operation_id="sign_in",
        summary="Sign in, or join with a code",
        request_body=body(SignIn),
        responses={200: SESSION, **problems(400, 401, 403, 413, 415, 429, 503)},
        security=[],
    )
    def sign_in() -> Response:
        require_own_page(request, guard.public_url)
        form = form_of(SignIn, request)
        address = request.remote_addr or "unknown"
        if form.code is not None:
            sid = signing_in.by_code(form.code, address)
        else:
            sid = signing_in.by_password(form.name or "", form.password or "", address)
        visitor = guard.visitors.find(sid)
        if visitor is None:
            raise Unauthenticated
        response = answer(described(visitor, signing_in.events_of(visitor)))
        guard.hand_out(response, sid)
        return response

    @routes.get(
        "/api/v1/session",
        operation_id="who_am_i",
        summary="Say who is signed in",
        responses={200: SESSION, **problems(401, 503)},
    )
    def who_am_i() -> Response:
        visitor = guard.signed_in(request)
        return answer(described(visitor, signing_in.events_of(visitor)))

    @routes.delete(
        "/api/v1/session",
        operation_id="sign_out",
        summary="Sign out",
        responses={204: None, **problems(401, 403, 503)},
    )
    def sign_out() -> Response:
        guard.signed_in(request)
        secret = guard.secret(request) or ""
        signing_in.sessions.revoke(secret)
        guard.visitors.forget(secret)
        response = Response(status=204)
        guard.take_back(response)
        return response

    return routes


def described(visitor: Visitor, events: list[str]) -> dict[str, object]:
    """Say who somebody is, as the pages take it."""
    standing = visitor.standing
    event = standing.event if standing.event != EVERY_EVENT else (events[0] if events else None)
    return {
        "name": visitor.name,
        "role": standing.role,
        "person": standing.person,
        "unit": standing.unit,
        "post": standing.post,
        "group": standing.group,
        "event": event,
        "events": events,
    }
