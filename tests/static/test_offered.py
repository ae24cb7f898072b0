"""The pages offer what the domain allows: their table of roles is held against the domain's."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from command.domain.authority import TABLE, Role
from command.domain.plain import class_name

ROOT = Path(__file__).parents[2]
TELL = (
    "import('./static/components/dispatch-authority.js')"
    ".then(({ MAY }) => console.log(JSON.stringify(MAY)))"
)
# Machines have no pages.
MACHINES = {Role.SYSTEM, Role.WATCH, Role.WORKER}


@pytest.fixture(scope="module")
def offered() -> dict[str, list[str]]:
    """What the pages' table says."""
    node = shutil.which("node")
    assert node is not None, "node is needed for the tests of the pages"
    told = subprocess.run([node, "-e", TELL], cwd=ROOT, check=True, capture_output=True, text=True)
    table: dict[str, list[str]] = json.loads(told.stdout)
    return table


def test_every_action_of_people_is_offered_to_those_who_may_ask_for_it(
    offered: dict[str, list[str]],
) -> None:
    allowed = {
        class_name(kind): {str(role) for role in roles - MACHINES}
        for kind, roles in TABLE.items()
        if roles - MACHINES
    }

    assert {name: set(roles) for name, roles in offered.items()} == allowed
