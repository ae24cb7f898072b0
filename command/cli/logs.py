"""Export an event's log, and show that nobody altered it."""

from collections.abc import Iterator
from typing import TextIO

import click

from command.cli.here import Failure, Here, here
from command.store.checkpoints import Checkpoint, Checkpoints, SigningKey
from command.store.log import Log, export_line
from command.verify import FITS, verify


@click.group()
def log() -> None:
    """An event's log 日志."""


@log.command("export")
@click.argument("event_id")
@click.option(
    "--output",
    "-o",
    type=click.File("w", encoding="utf-8", lazy=False),
    default="-",
    help="A file instead of the screen.",
)
@click.option("--checkpoints", is_flag=True, help="The signed checkpoints instead of the log.")
def export(event_id: str, output: TextIO, checkpoints: bool) -> None:
    """Write the log as JSON Lines, as command/verify.py reads it 导出."""
    place = here()
    lines = _signed(place, event_id) if checkpoints else _entries(place, event_id)
    output.writelines(line + "\n" for line in lines)


@log.command("verify")
@click.argument("event_id")
@click.option("--key", help="The public key that signed, 64 hex digits; else this machine's own.")
def check(event_id: str, key: str | None) -> None:
    """Check that every entry follows from the one before, and every signed checkpoint 校验."""
    place = here()
    checkpoints = Checkpoints(place.client, event_id).every()
    public = key or SigningKey.at(place.folder.keys).public
    _require_signed(checkpoints, public)
    verdict = verify(_entries(place, event_id), (one.as_line() for one in checkpoints))
    if verdict.exit_code != FITS:
        raise Failure(str(verdict))
    click.echo(str(verdict))
    click.echo(f"key {public}")


def _entries(place: Here, event_id: str) -> Iterator[str]:
    found = Log(place.stores.read, event_id)
    if found.head().seq == 0:
        raise Failure(f"没有活动“{event_id}”。\nThere is no event {event_id}.")
    return map(export_line, found.scan())


def _signed(place: Here, event_id: str) -> Iterator[str]:
    return (one.as_line() for one in Checkpoints(place.client, event_id).every())


def _require_signed(checkpoints: list[Checkpoint], public: str) -> None:
    forged = [one.seq for one in checkpoints if not one.is_signed_by(public)]
    if forged:
        raise Failure(
            f"检查点签名不符：第 {forged[0]} 条。\n"
            f"The checkpoint at entry {forged[0]} isn't signed by {public}."
        )
