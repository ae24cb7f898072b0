"""Which plan is meant when a command isn't told."""

from pathlib import Path

import pytest

from command.plan_files import NoPlan, folder_of, plans_in
from tests.playbooks.small_plan import write_plan


def shelf(folder: Path, *names: str) -> Path:
    for name in names:
        write_plan(folder).rename(folder / name)
    return folder


def test_a_name_is_a_folder_beside_the_others(tmp_path: Path) -> None:
    assert folder_of(tmp_path, "fair") == tmp_path / "fair"


def test_a_path_is_itself(tmp_path: Path) -> None:
    assert folder_of(Path("elsewhere"), str(tmp_path)) == tmp_path


def test_the_only_plan_is_meant(tmp_path: Path) -> None:
    assert folder_of(shelf(tmp_path, "fair")) == tmp_path / "fair"


def test_of_several_the_one_named_in_default_is_meant(tmp_path: Path) -> None:
    (shelf(tmp_path, "fair", "race") / "default").write_text("race\n", "utf-8")

    assert folder_of(tmp_path) == tmp_path / "race"
    assert plans_in(tmp_path) == ["fair", "race"]


def test_of_several_without_default_none_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(NoPlan, match="fair, race"):
        folder_of(shelf(tmp_path, "fair", "race"))


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoPlan, match="Say which plan"):
        folder_of(tmp_path)
