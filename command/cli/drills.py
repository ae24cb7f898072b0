"""Play a drill's script into a drill event."""

from pathlib import Path

import click

from command.cli.asking import desk_of
from command.cli.becoming import become
from command.cli.here import Failure, Here, here, playbooks
from command.cli.table import show
from command.plan_files import load_drill, load_plan


@click.group()
def drill() -> None:
    """Drills 演练."""


@drill.command("run")
@click.argument("event_id")
@click.argument("script")
def run(event_id: str, script: str) -> None:
    """Play a script into a drill event; run again, it goes on where it was 播放演练脚本."""
    place = here()
    path = script_path(place, event_id, script)
    become(place, "-m", "workers", "drill", event_id, str(path))


@drill.command("list")
def list_scripts() -> None:
    """Show the scripts of every plan 脚本列表."""
    rows = []
    for path in sorted(playbooks().glob("*/drills/*.yaml")):
        found = load_drill(path, load_plan(path.parent.parent))
        rows.append((path.parent.parent.name, found.id, f"{len(found.injects)}", found.name.zh))
    show(("plan", "script", "injects", "name"), rows)


def script_path(place: Here, event_id: str, script: str) -> Path:
    """Find a script of the event's plan by its name, or a file."""
    plan = desk_of(place, event_id).plan
    named = place.settings.playbooks / plan.id / "drills" / f"{script}.yaml"
    for path in (named, Path(script)):
        if path.is_file():
            return path
    raise Failure(f"没有演练脚本“{script}”。\nThere is no script {script}: {named} doesn't exist.")
