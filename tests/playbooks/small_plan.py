"""The smallest plan that loads, to be spoilt in one place at a time."""

from pathlib import Path
from typing import Final

from command.plan_files import Fault, PlanFaults, load_plan

SMALL: Final = Path(__file__).parent / "small"
FILES: Final = {
    path.relative_to(SMALL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SMALL.rglob("*.*"))
}


def write_plan(folder: Path, changed: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the small plan with some files changed, or absent, and give its folder."""
    root = folder / "small"
    for name, content in (FILES | (changed or {})).items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def spoilt(name: str, *changes: tuple[str, str]) -> str:
    """One of the small plan's files with each first text replaced by the second."""
    content = FILES[name]
    for old, new in changes:
        if content.count(old) != 1:
            raise ValueError(f"{old!r} is {content.count(old)} times in {name}")
        content = content.replace(old, new)
    return content


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Load a plan that cannot be loaded, and give what is wrong with it."""
    try:
        load_plan(folder)
    except PlanFaults as wrong:
        return wrong.faults
    raise AssertionError("the plan loaded")
