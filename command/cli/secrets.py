"""One-time codes for the phones of units, and tokens for machines. Each is shown once."""

import io

import click
import segno

from command.cli.asking import plan_of
from command.cli.here import Failure, Here, here
from command.cli.table import show
from command.domain.authority import Role
from command.domain.identifiers import EventId, UnitId
from command.store.accounts import Standing
from command.store.events import Events
from command.store.invitations import LASTS_MS, Invitations
from command.store.sessions import Sessions
from command.store.tokens import Tokens
from command.web.sessions import shared_name
from command.web.visitors import EVERY_EVENT

MACHINES = (Role.DISPATCHER, Role.WALL, Role.REVIEWER, Role.ADMIN)
_HOUR_MS = 3_600_000


@click.group()
def unit() -> None:
    """Units in the field 队伍."""


@unit.command("code")
@click.argument("event_id")
@click.argument("unit_id")
@click.option(
    "--hours", type=click.IntRange(1, 72), default=LASTS_MS // _HOUR_MS, show_default=True
)
@click.option("--qr/--no-qr", default=True, help="Draw the link as a QR code.")
def unit_code(event_id: str, unit_id: str, hours: int, qr: bool) -> None:
    """Make a one-time code that signs one phone in as a unit 入场码."""
    place = here()
    planned = plan_of(place, event_id).units.get(UnitId(unit_id))
    if planned is None:
        raise Failure(f"预案中没有队伍“{unit_id}”。\nThe plan has no unit {unit_id}.")
    code = invite(place, event_id, unit_id, hours * _HOUR_MS)
    link = join_link(place.settings.public_url, code)
    click.echo(f"{planned.name.zh} {planned.name.en}\n{code[:4]} {code[4:]}\n{link}")
    if qr:
        click.echo(drawn(link))


@unit.command("sign-out")
@click.argument("event_id")
@click.argument("unit_id")
def sign_out(event_id: str, unit_id: str) -> None:
    """Sign every phone of a unit out at once, as when one is lost 注销手机."""
    place = here()
    standing = _standing(event_id, unit_id)
    ended = Sessions(place.client, place.clock).revoke_all(shared_name(standing))
    click.echo(f"已注销 Signed out: {unit_id}; sessions ended: {ended}")


@click.group()
def token() -> None:
    """Tokens for machines that call the API 接口令牌."""


@token.command("create")
@click.argument("label")
@click.option("--role", type=click.Choice([role.value for role in MACHINES]), required=True)
@click.option("--event", default=EVERY_EVENT, help="One event only; otherwise every one.")
def create_token(label: str, role: str, event: str) -> None:
    """Make a token and show it once 新令牌."""
    place = here()
    standing = Standing(role=role, event=event)
    secret = Tokens(place.client).create(label, standing, created_at=place.clock.now())
    click.echo(secret)


@token.command("list")
def list_tokens() -> None:
    """Show what is known of each token, never the token 令牌列表."""
    rows = [
        (one.token_id, one.label, one.standing.role, one.standing.event)
        for one in Tokens(here().client).every()
    ]
    show(("id", "label", "role", "event"), rows)


@token.command("revoke")
@click.argument("token_id")
def revoke_token(token_id: str) -> None:
    """Make a token worthless at once, by its id 撤销令牌."""
    if not Tokens(here().client).revoke(token_id):
        raise Failure(f"没有令牌“{token_id}”。\nThere is no token {token_id}.")
    click.echo(f"已撤销 Revoked: {token_id}")


def invite(place: Here, event_id: str, unit_id: str, lasts_ms: int = LASTS_MS) -> str:
    """Make a join code for a unit's phone."""
    if Events(place.client).find(EventId(event_id)) is None:
        raise Failure(f"没有活动“{event_id}”。\nThere is no event {event_id}.")
    standing = _standing(event_id, unit_id)
    return Invitations(place.client, place.clock, place.secret).issue(standing, lasts_ms)


def join_link(public_url: str, code: str) -> str:
    """Make the address a phone opens. After the `#` so that no server's log ever holds the code."""
    return f"{public_url}/join#{code}"


def drawn(link: str) -> str:
    """Draw a QR code with half blocks, dark on light, for a terminal."""
    out = io.StringIO()
    segno.make(link, error="m").terminal(out, border=2, compact=True)
    return out.getvalue()


def _standing(event_id: str, unit_id: str) -> Standing:
    return Standing(role=Role.FIELD_UNIT, event=event_id, unit=unit_id)
