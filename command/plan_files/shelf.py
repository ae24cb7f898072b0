"""The folder with the plans: which there are, and which is meant when nobody says."""

from pathlib import Path
from typing import Final

DEFAULT: Final = "default"
"""The file beside the plans whose one line names the plan that is meant. It may be absent."""


class NoPlan(Exception):
    """Nobody said which plan, and it cannot be told from the folder."""

    def __init__(self, playbooks: Path, names: list[str]) -> None:
        """Say which there are and how to name one."""
        there = ", ".join(names) or "-"
        super().__init__(
            f"请指明预案。{playbooks} 中有：{there}。也可把名称写入 {playbooks / DEFAULT}。\n"
            f"Say which plan. In {playbooks}: {there}. "
            f"Or write its name into {playbooks / DEFAULT}."
        )


def plans_in(playbooks: Path) -> list[str]:
    """Name the plans in a folder, in the order of their names."""
    return sorted(path.parent.name for path in playbooks.glob("*/plan.yaml"))


def folder_of(playbooks: Path, name: str | None = None) -> Path:
    """
    Give the folder of the plan that is meant.

    Args:
        name: of a folder in `playbooks`, or a path; none leaves it to the file `default`, and
            without that to there being only one plan.

    Raises:
        NoPlan: no name, no such file, and several plans or none.
    """
    if name is not None:
        return playbooks / name
    file = playbooks / DEFAULT
    if file.is_file():
        return playbooks / file.read_text(encoding="utf-8").strip()
    names = plans_in(playbooks)
    if len(names) != 1:
        raise NoPlan(playbooks, names)
    return playbooks / names[0]
