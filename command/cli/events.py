"""Open an event, list events, move one through its phases, set a drill's clock."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from command.cli.asking import ask, desk_of, open_event
from command.cli.here import Failure, here
from command.cli.table import show
from command.desk import Desk
from command.domain.actions import ChangePhase, SetEventTime
from command.domain.event import Event, EventTime
from command.domain.identifiers import EventId, Instant
from command.domain.preparing import may_open
from command.domain.states import EventKind, Phase
from command.plan_files import folder_of, load_plan
from command.store.events import Events
from command.versions import NoSuchEvent
from command.wiring import build_past

_EVENT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")


@click.group()
def event() -> None:
    """Events: a festival, a race, or a drill of it 活动."""


@event.command("open")
@click.argument("event_id")
@click.option("--plan", help="Folder in playbooks/. [default: what playbooks/default names]")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in EventKind]),
    default=EventKind.LIVE.value,
    show_default=True,
)
@click.option("--rate", type=click.IntRange(1, 600), default=1, help="How fast a drill runs.")
@click.option("--at", "at_text", help="A drill's time at the start: 2020-10-25T10:30, or 10:30.")
def open_(event_id: str, plan: str | None, kind: str, rate: int, at_text: str | None) -> None:
    """Begin an event's log 开始一次活动."""
    if _EVENT_ID.fullmatch(event_id) is None:
        raise click.UsageError("An event id has lower case letters, digits and hyphens.")
    place = here()
    written = load_plan(folder_of(place.settings.playbooks, plan))
    now = Instant(place.clock.now())
    if kind == EventKind.LIVE:
        if rate != 1 or at_text is not None:
            raise click.UsageError("A live event runs by the clock on the wall.")
        time = EventTime(event_at=now, real_at=now, rate=1)
    else:
        start = written.day_starts_at
        if at_text is not None:
            start = parse_at(at_text, written.day, written.timezone)
        time = EventTime(event_at=start, real_at=now, rate=rate)
    phase = Phase.READINESS if kind == EventKind.LIVE else Phase.LIVE
    open_event(place, event_id, written, kind=EventKind(kind), time=time, phase=phase)
    click.echo(f"已开始 Opened: {event_id} ({kind}, {phase.value})")


@event.command("list")
def list_() -> None:
    """Show every event 活动列表."""
    place = here()
    rows = []
    for row in Events(place.client).every():
        try:
            found = event_of(desk_of(place, row.event))
        except NoSuchEvent:
            rows.append((row.event, row.kind, "-", "-", "-"))
            continue
        rows.append((row.event, row.kind, found.phase, found.plan, found.name.zh))
    show(("event", "kind", "phase", "plan", "name"), rows)


@event.command("phase")
@click.argument("event_id")
@click.argument("phase", type=click.Choice([phase.value for phase in Phase]))
def set_phase(event_id: str, phase: str) -> None:
    """Move an event to the next phase, or one back 活动阶段."""
    desk = desk_of(here(), event_id)
    if Phase(phase) is Phase.LIVE and not may_open(desk.board.documents):
        click.echo("注意：总指挥尚未签发放行。Note: the commander has not signed a go.", err=True)
    ask(desk, ChangePhase(phase=Phase(phase)))
    click.echo(f"{event_id}: {phase}")


@event.command("time")
@click.argument("event_id")
@click.option("--rate", type=click.IntRange(0, 600), help="How fast; 0 pauses the drill.")
@click.option("--at", "at_text", help="The drill's time from now on: 2020-10-25T10:30, or 10:30.")
def set_time(event_id: str, rate: int | None, at_text: str | None) -> None:
    """Set a drill's clock, which never goes back 演练时钟."""
    place = here()
    desk = desk_of(place, event_id)
    plan, running = desk.plan, event_of(desk)
    event_at = desk.now() if at_text is None else parse_at(at_text, plan.day, plan.timezone)
    if event_at < desk.board.at:
        raise Failure("演练时钟不能倒退。\nA drill's clock never goes back.")
    time = EventTime(
        event_at=event_at,
        real_at=Instant(place.clock.now()),
        rate=running.time.rate if rate is None else rate,
    )
    ask(desk, SetEventTime(time=time))
    click.echo(f"{event_id}: {_clock_time(event_at, plan.timezone)} ×{time.rate}")


@click.command()
@click.argument("event_id")
def snapshot(event_id: str) -> None:
    """Keep the board as a snapshot, so that starts are quick 快照."""
    place = here()
    desk = desk_of(place, event_id)
    build_past(place.stores, EventId(event_id)).save(desk.board)
    click.echo(f"{event_id}: {desk.board.seq}")


def event_of(desk: Desk) -> Event:
    """
    Return the event as its log leaves it.

    Raises:
        NoSuchEvent: its log hasn't begun.
    """
    found = desk.board.documents.event
    if found is None:
        raise NoSuchEvent(desk.event_id)
    return found


def parse_at(text: str, day: str, timezone: str) -> Instant:
    """Read a time of the site; without a date it's on the plan's day."""
    whole = text if "T" in text else f"{day}T{text}"
    try:
        said = datetime.fromisoformat(whole)
    except ValueError as error:
        raise click.UsageError(f"{text}: 2020-10-25T10:30, or 10:30, would do.") from error
    if said.tzinfo is None:
        said = said.replace(tzinfo=ZoneInfo(timezone))
    return Instant(int(said.timestamp()) * 1000)


def _clock_time(at: Instant, timezone: str) -> str:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(timezone)).strftime("%Y-%m-%d %H:%M:%S")
