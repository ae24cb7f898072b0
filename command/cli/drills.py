"""Play a drill's script into a drill event."""

import click


@click.group()
def drill() -> None:
    """Drills. 演练"""


@drill.command("run")
@click.argument("event_id")
@click.argument("script")
def run(event_id: str, script: str) -> None:
    """Play a script; run again, it goes on where it was. 播放演练脚本"""
    raise click.ClickException("not wired yet")


@drill.command("list")
def list_scripts() -> None:
    """Show the scripts of every plan. 脚本列表"""
    raise click.ClickException("not wired yet")
