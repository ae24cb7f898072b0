"""Find the line of what a risk is about, so that an editor opens the place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from command.plan_files.files import grow_trees, read_folder
from command.plan_files.references import entries
from command.plan_files.tree import Node
from command.plan_files.weighing import Place, Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A risk and the line of its file; 1 where the whole file is meant."""

    line: int
    risk: Risk


def find_lines(folder: Path, risks: Iterable[Risk]) -> list[Found]:
    """Look each risk's place up in the plan's files, which loaded a moment ago."""
    return find_lines_in(read_folder(folder)[0], risks)


def find_lines_in(files: Mapping[str, bytes], risks: Iterable[Risk]) -> list[Found]:
    """Look each risk's place up in files that a plan was made of; whole files need no reading."""
    found = list(risks)
    named = {risk.at.file for risk in found if risk.at.list is not None}
    trees, _, _ = grow_trees({name: data for name, data in files.items() if name in named})
    return [Found(line=_line(trees.get(risk.at.file), risk.at), risk=risk) for risk in found]


def _line(tree: Node | None, at: Place) -> int:
    if at.list is None:
        return 1
    there = (element for name, element in entries(tree, at.list) if name == at.id)
    return next((element.line_at(("id",)) for element in there), 1)
