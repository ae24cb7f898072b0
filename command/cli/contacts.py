"""How people are reached outside the pages. Addresses stay in the store: never in a log or file."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click

from command.cli.asking import plan_of
from command.cli.here import Failure, Here, here
from command.cli.sheets import rows_of
from command.cli.table import show
from command.domain.identifiers import PersonId, UnitId
from command.domain.plan import Plan
from command.store.contacts import Contacts


@click.group()
def contact() -> None:
    """How people are reached outside the pages 联系方式."""


@contact.command("set")
@click.argument("event_id")
@click.argument("who")
def set_contact(event_id: str, who: str) -> None:
    """
    Set the addresses of a person or unit 设置联系方式.

    They are asked for, or read from a pipe, one a line: json://…, wecombot://…, dingtalk://…
    An address may hold a key, so it isn't taken as an argument, where others could see it.
    """
    place = here()
    _require_known(plan_of(place, event_id), [who])
    if sys.stdin.isatty():
        urls = [click.prompt("地址 Address", hide_input=True)]
    else:
        urls = [line.strip() for line in sys.stdin if line.strip()]
    _keep(place, event_id, {who: urls})


@contact.command("list")
@click.argument("event_id")
def list_contacts(event_id: str) -> None:
    """Show who can be reached, and by what kind of address 联系方式列表."""
    everybody = Contacts(here().client, event_id).every()
    show(("who", "by"), [(who, ", ".join(map(_kind, urls))) for who, urls in everybody.items()])


@contact.command("remove")
@click.argument("event_id")
@click.argument("who")
def remove_contact(event_id: str, who: str) -> None:
    """Forget how somebody is reached 删除联系方式."""
    if not Contacts(here().client, event_id).remove(who):
        raise Failure(f"“{who}”没有联系方式。\n{who} has no addresses.")
    click.echo(f"已删除 Removed: {who}")


@contact.command("import")
@click.argument("event_id")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_contacts(event_id: str, file: Path) -> None:
    """Set many from a CSV or XLSX file with the columns id and address 批量导入."""
    place = here()
    urls: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows_of(file, ("id", "address")):
        urls[row["id"]].append(row["address"])
    _require_known(plan_of(place, event_id), urls)
    _keep(place, event_id, urls)


def _keep(place: Here, event_id: str, everybody: Mapping[str, Sequence[str]]) -> None:
    wrong = [who for who, urls in everybody.items() if not urls or not all(map(_kind, urls))]
    if wrong:
        names = ", ".join(wrong)
        raise Failure(f"地址有误：{names}\nNot an address like json://host/path: {names}")
    contacts = Contacts(place.client, event_id)
    for who, urls in everybody.items():
        contacts.put(who, urls)
    click.echo(f"已设置 Set: {len(everybody)}")


def _require_known(plan: Plan, names: Iterable[str]) -> None:
    unknown = [
        name
        for name in names
        if PersonId(name) not in plan.people and UnitId(name) not in plan.units
    ]
    if unknown:
        names = ", ".join(unknown)
        raise Failure(f"预案中没有：{names}\nThe plan knows no person or unit {names}.")


def _kind(url: str) -> str:
    return urlsplit(url).scheme
