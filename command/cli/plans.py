"""Check a plan before the day."""

import click

from command.cli.here import here
from command.plan_files import check_plan


@click.group()
def plan() -> None:
    """The written plan as data 预案."""


@plan.command("check")
@click.argument("name", default="double-ninth-2020")
@click.pass_context
def check(ctx: click.Context, name: str) -> None:
    """Say everything wrong with a plan, or what stands on each clause 检查预案."""
    report = check_plan(here().settings.playbooks / name)
    click.echo(report.text)
    ctx.exit(0 if report.ok else 1)
