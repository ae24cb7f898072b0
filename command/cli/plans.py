"""Check a plan before the day, and adopt a changed one in the middle of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import click

from command.cli.asking import ask, desk_of
from command.cli.here import here, playbooks
from command.desk import Desk
from command.domain.actions import AdoptPlan
from command.domain.identifiers import EventId
from command.domain.plan import Plan
from command.domain.preparing import planned_duties
from command.plan_files import check_plan, folder_of, read_plan
from command.plan_files.beginning import Beginning, begin_plan
from command.store.plans import Plans

K = TypeVar("K", bound=str)


@click.group()
def plan() -> None:
    """The written plan as data 预案."""


@plan.command("check")
@click.argument("name", required=False)
@click.option("--risks/--no-risks", default=True, help="What may fail though every file is right.")
@click.option("--json", "as_json", is_flag=True, help="For tools: one JSON object.")
@click.pass_context
def check(ctx: click.Context, name: str | None, *, risks: bool, as_json: bool) -> None:
    """Say everything wrong with a plan, or what stands on each clause 检查预案."""
    report = check_plan(folder_of(playbooks(), name), with_risks=risks)
    click.echo(json.dumps(report.data, ensure_ascii=False, indent=2) if as_json else report.text)
    ctx.exit(0 if report.ok else 1)


@plan.command("new")
@click.argument("name")
@click.option("--zh", required=True, help="What the event is called in Chinese.")
@click.option("--en", required=True, help="What the event is called in English.")
@click.option("--day", required=True, help="The event day, like 2030-01-01.")
@click.option("--timezone", default="Asia/Shanghai", show_default=True)
def new(name: str, zh: str, en: str, day: str, timezone: str) -> None:
    """Begin a new plan in a folder of its own 新建预案."""
    beginning = Beginning(zh=zh, en=en, day=day, timezone=timezone)
    folder = begin_plan(playbooks(), name, beginning)
    click.echo(f"已新建 Made: {folder}")
    click.echo(f"下一步 Next: denggao plan check {name}")


@plan.command("adopt")
@click.argument("event_id")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def adopt(event_id: str, folder: Path | None) -> None:
    """Go on with a changed plan; what runs keeps what it was given 采用新版预案."""
    place = here()
    desk = desk_of(place, event_id)
    running = desk.plan
    changed, files = read_plan(folder or place.settings.playbooks / running.id)
    # Before the fact that names it: whoever reads the log finds it.
    Plans(place.client, EventId(event_id)).keep(changed.digest, files)
    receipt = ask(desk, adoption(desk, changed))
    if receipt.seq is None:
        click.echo(f"{event_id}: 已是此版 goes by this version already")
        return
    click.echo(f"{event_id}: {running.digest[:12]} → {changed.digest[:12]} #{receipt.seq}")


def adoption(desk: Desk, changed: Plan) -> AdoptPlan:
    """
    Say how a changed plan differs from the one an event goes by, and which version that was.

    The version is the log's own word. A desk has another plan only where that version can't be
    had; then the event must still find its way to one that can.
    """
    running, event = desk.plan, desk.board.documents.event
    known = planned_duties(running)
    return AdoptPlan(
        plan=changed.id,
        plan_digest=changed.digest,
        from_digest=event.plan_digest if event is not None else None,
        new_units=_without(running.units, changed.units),
        without_units=_without(changed.units, running.units),
        without_types=_without(changed.playbooks, running.playbooks),
        without_zones=_without(changed.zones, running.zones),
        without_groups=_without(changed.groups, running.groups),
        without_posts=_without(changed.posts, running.posts),
        without_people=_without(changed.people, running.people),
        without_agencies=_without(changed.agencies, running.agencies),
        without_supplies=_without(changed.supplies, running.supplies),
        duties=tuple(duty for duty in planned_duties(changed) if duty not in known),
        without_duties=_without(changed.readiness.duties, running.readiness.duties),
        without_recipients=_without(changed.reporting.recipients, running.reporting.recipients),
    )


def _without(these: Mapping[K, object], others: Mapping[K, object]) -> tuple[K, ...]:
    """Name what is in the others and not in these."""
    return tuple(name for name in others if name not in these)
