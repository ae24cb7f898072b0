"""The example in playbooks/README.md does what the page says."""

import re
import shutil
from pathlib import Path

import pytest

from command.plan_files import check_plan, load_plan

PLAYBOOKS = Path(__file__).parents[2] / "playbooks"
README = (PLAYBOOKS / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLAYBOOKS / "double-ninth-2020", tmp_path / "double-ninth-2020"))


def block(language: str, containing: str) -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return next(text for text in blocks if containing in text)


def test_the_example_loads(folder: Path) -> None:
    (folder / "incidents" / "railing.yaml").write_text(block("yaml", "id: railing"), "utf-8")

    plan = load_plan(folder)

    assert "railing" in plan.playbooks


def test_the_mistakes_shown_are_told_as_shown(folder: Path) -> None:
    content = block("yaml", "id: railing").replace("lead: traffic", "lead: trafic")
    without_iv = re.sub(r"  IV: .*\n", "", content)
    (folder / "incidents" / "railing.yaml").write_text(without_iv, "utf-8")

    report = check_plan(folder)

    shown = (
        block("text", "railing.yaml:").strip().replace("playbooks/double-ninth-2020", str(folder))
    )
    assert report.text == shown
