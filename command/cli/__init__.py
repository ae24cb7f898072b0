"""
The command line: `denggao`. Each subject is a file; this one only puts them together.

Must never print a password, code or token twice, nor take one as an argument.
"""

import click

from command.cli.contacts import contact
from command.cli.drills import drill
from command.cli.events import event, snapshot
from command.cli.here import explained
from command.cli.logs import log
from command.cli.people import user
from command.cli.plans import plan
from command.cli.processes import up, watch, web, worker
from command.cli.secrets import token, unit

__all__ = ["main"]


class _Denggao(click.Group):
    """Explains what an operator can put right instead of showing a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        with explained():
            return super().invoke(ctx)


@click.group(
    cls=_Denggao,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="denggao", prog_name="denggao")
def main() -> None:
    """Denggao 登高: incident command and dispatch for one event day 大型活动指挥调度."""


for _subject in (
    up,
    web,
    watch,
    worker,
    event,
    user,
    unit,
    token,
    contact,
    plan,
    drill,
    log,
    snapshot,
):
    main.add_command(_subject)
