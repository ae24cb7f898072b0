"""Accounts: people who sign in with a name and a passphrase."""

import secrets
import sys

import click

from command.cli.here import Failure, here
from command.cli.table import show
from command.domain.authority import Role
from command.store.accounts import Account, Accounts, Standing
from command.store.sessions import Sessions
from command.web.passwords import LONGEST, SHORTEST, hash_password
from command.web.visitors import EVERY_EVENT

PEOPLE = (
    Role.ADMIN,
    Role.COMMANDER,
    Role.DISPATCHER,
    Role.GROUP_LEAD,
    Role.WALL,
    Role.REVIEWER,
)
"""Roles of accounts. Units join with a code; the rest are machines."""

_GENERATED_BYTES = 12

_generate = click.option("--generate", is_flag=True, help="Make a passphrase and show it once.")


@click.group()
def user() -> None:
    """Accounts of people who sign in 账号."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in PEOPLE]), required=True, help="What for."
)
@click.option("--event", default=EVERY_EVENT, help="One event only; otherwise every one.")
@click.option("--person", help="Id of the plan's person this is.")
@click.option("--post", help="Id of the post held.")
@click.option("--group", help="Id of the group led.")
@_generate
def add_user(
    name: str,
    role: str,
    event: str,
    person: str | None,
    post: str | None,
    group: str | None,
    generate: bool,
) -> None:
    """Add an account; the passphrase is asked for, or read from a pipe 添加账号."""
    if role in {Role.COMMANDER, Role.GROUP_LEAD} and person is None:
        # Without it they could neither acknowledge a notice nor activate the plan.
        raise click.UsageError(f"A {role} needs --person, as notices are sent to people.")
    if role == Role.GROUP_LEAD and group is None:
        raise click.UsageError("A group_lead needs --group.")
    place = here()
    standing = Standing(role=role, event=event, person=person, post=post, group=group)
    accounts = Accounts(place.client)
    if accounts.find(name) is not None:
        raise Failure(f"已有账号“{name}”。\nThere is an account {name} already.")
    account = Account(
        name=name,
        password_hash=hash_password(_passphrase(generate)),
        standing=standing,
        created_at=place.clock.now(),
    )
    if not accounts.create(account):
        raise Failure(f"已有账号“{name}”。\nThere is an account {name} already.")
    click.echo(f"已添加 Added: {name} ({role})")


@user.command("list")
def list_users() -> None:
    """Show every account 账号列表."""
    rows = [
        (
            account.name,
            account.standing.role,
            account.standing.event,
            account.standing.person or "-",
            account.standing.group or account.standing.post or "-",
        )
        for account in Accounts(here().client).every()
    ]
    show(("name", "role", "event", "person", "group or post"), rows)


@user.command("remove")
@click.argument("name")
def remove_user(name: str) -> None:
    """Remove an account and end its sessions at once 删除账号."""
    place = here()
    account = _found(Accounts(place.client), name)
    Accounts(place.client).remove(name)
    ended = Sessions(place.client, place.clock).revoke_all(account.name)
    click.echo(f"已删除 Removed: {account.name}; sessions ended: {ended}")


@user.command("password")
@click.argument("name")
@_generate
def set_password(name: str, generate: bool) -> None:
    """Set another passphrase and end the account's sessions 修改口令."""
    place = here()
    accounts = Accounts(place.client)
    account = _found(accounts, name)
    accounts.put(
        Account(
            name=account.name,
            password_hash=hash_password(_passphrase(generate)),
            standing=account.standing,
            created_at=account.created_at,
            totp_secret=account.totp_secret,
            is_disabled=account.is_disabled,
        )
    )
    ended = Sessions(place.client, place.clock).revoke_all(account.name)
    click.echo(f"已修改 Changed: {account.name}; sessions ended: {ended}")


def new_passphrase() -> str:
    """Make a passphrase nobody can guess, short enough to be typed once."""
    return secrets.token_urlsafe(_GENERATED_BYTES)


def _passphrase(generate: bool) -> str:
    if generate:
        made = new_passphrase()
        click.echo(f"口令 Passphrase: {made}")
        return made
    if sys.stdin.isatty():
        given: str = click.prompt("口令 Passphrase", hide_input=True, confirmation_prompt=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(given) <= LONGEST:
        raise Failure(
            f"口令须 {SHORTEST}–{LONGEST} 个字符。\n"
            f"A passphrase has {SHORTEST} to {LONGEST} characters."
        )
    return given


def _found(accounts: Accounts, name: str) -> Account:
    account = accounts.find(name)
    if account is None:
        raise Failure(f"没有账号“{name}”。\nThere is no account {name}.")
    return account
