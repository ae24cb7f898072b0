"""Open an event, list events, move one through its phases, set a drill's clock."""

import click

from command.domain.states import EventKind, Phase


@click.group()
def event() -> None:
    """Events: a festival, or a drill of it. 活动"""


@event.command("open")
@click.argument("event_id")
@click.option(
    "--plan", default="double-ninth-2020", show_default=True, help="Folder in playbooks/."
)
@click.option("--kind", type=click.Choice([kind.value for kind in EventKind]), default="live")
@click.option("--rate", type=click.IntRange(0, 600), default=1, show_default=True)
def open_event(event_id: str, plan: str, kind: str, rate: int) -> None:
    """Begin an event's log. 开始一次活动"""
    raise click.ClickException("not wired yet")


@event.command("list")
def list_events() -> None:
    """Show every event. 活动列表"""
    raise click.ClickException("not wired yet")


@event.command()
@click.argument("event_id")
@click.argument("phase", type=click.Choice([phase.value for phase in Phase]))
def phase(event_id: str, phase: str) -> None:
    """Move an event to another phase. 活动阶段"""
    raise click.ClickException("not wired yet")


@event.command("time")
@click.argument("event_id")
@click.option("--rate", type=click.IntRange(0, 600), help="0 pauses the drill.")
@click.option("--at", help="The drill's time, ISO 8601.")
def set_time(event_id: str, rate: int | None, at: str | None) -> None:
    """Set a drill's clock. 演练时钟"""
    raise click.ClickException("not wired yet")


@click.command()
@click.argument("event_id")
def snapshot(event_id: str) -> None:
    """Write a snapshot of the board, so that starts are quick. 快照"""
    raise click.ClickException("not wired yet")
