"""Export an event's log, and show that nobody altered it."""

import click


@click.group()
def log() -> None:
    """An event's log. 日志"""


@log.command("export")
@click.argument("event_id")
def export(event_id: str) -> None:
    """Write the log as JSON Lines. 导出"""
    raise click.ClickException("not wired yet")


@log.command("verify")
@click.argument("event_id")
def verify(event_id: str) -> None:
    """Check the chain and every signed checkpoint. 校验"""
    raise click.ClickException("not wired yet")
