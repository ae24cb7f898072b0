"""The pages draw every picture that a plan may name for a type, and no other."""

import json
import shutil
import subprocess
from pathlib import Path

from command.domain.plan import INCIDENT_ICONS

ROOT = Path(__file__).parents[2]
TELL = (
    "import('./static/components/incident_icons.js')"
    ".then((all) => console.log(JSON.stringify(Object.keys(all.INCIDENT_ICONS))))"
)


def test_every_icon_of_the_vocabulary_is_drawn() -> None:
    node = shutil.which("node")
    assert node is not None, "node is needed for the tests of the pages"

    told = subprocess.run([node, "-e", TELL], cwd=ROOT, check=True, capture_output=True, text=True)

    assert sorted(json.loads(told.stdout)) == sorted(INCIDENT_ICONS)
