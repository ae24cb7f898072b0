"""Check a plan before the day."""

import click


@click.group()
def plan() -> None:
    """The written plan as data. 预案"""


@plan.command("check")
@click.argument("name", default="double-ninth-2020")
def check(name: str) -> None:
    """Name every mistake of a plan at once. 检查预案"""
    raise click.ClickException("not wired yet")
