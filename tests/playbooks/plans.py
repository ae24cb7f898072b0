"""Every plan that is shipped, found by looking: a new folder is tested by being there."""

from pathlib import Path
from typing import Final

PLAYBOOKS: Final = Path(__file__).parents[2] / "playbooks"
PLANS: Final = sorted(path.parent for path in PLAYBOOKS.glob("*/plan.yaml"))
DRILLS: Final = sorted(path for plan in PLANS for path in plan.glob("drills/*.yaml"))


def named(path: Path) -> str:
    """Name a plan, or a drill with its plan, in a test's id."""
    return f"{path.parent.parent.name}/{path.stem}" if path.suffix else path.name
