"""
Begin a new plan: a folder that is right from the first minute, to be changed line by line.

The files are those of `skeleton/`, which is a plan itself. Must never write over anything.
"""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from command.plan_files.schemas import write_schemas

SKELETON: Final = Path(__file__).parent / "skeleton"
SCHEMAS: Final = "schema"
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST: Final = 40


class CannotBegin(Exception):
    """The folder cannot be made, or would hold a plan that is wrong; says what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new plan is called, in both languages, its day and where its clocks are."""

    zh: str
    en: str
    day: str
    timezone: str


def begin_plan(playbooks: Path, name: str, beginning: Beginning) -> Path:
    """
    Write a new plan's folder, and the schemas beside it where there are none.

    Args:
        name: of the folder, which is the plan's id.

    Raises:
        CannotBegin: the name is no id, the folder is there, or a text is empty or no day.
    """
    _check(name, beginning)
    folder = playbooks / name
    try:
        playbooks.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    except OSError as broken:
        raise CannotBegin(
            f"不能新建 {folder}：已存在或不可写。\n"
            f"{folder} can't be made: it is there already, or may not be written."
        ) from broken
    shutil.copytree(SKELETON, folder, dirs_exist_ok=True)
    plan = folder / "plan.yaml"
    plan.write_text(_filled(plan.read_text("utf-8"), name, beginning), encoding="utf-8")
    if not (playbooks / SCHEMAS).exists():
        write_schemas(playbooks / SCHEMAS)
    return folder


def _check(name: str, beginning: Beginning) -> None:
    if _ID.fullmatch(name) is None or len(name) > _LONGEST:
        raise CannotBegin(
            f"“{name}”不能作预案名称：用小写字母、数字和连字符。\n"
            f"'{name}' can't name a plan: small letters and digits, parts joined by '-'."
        )
    for text in (beginning.zh, beginning.en):
        if not text.strip() or not text.isprintable():
            raise CannotBegin("名称不能为空。\nThe name is empty, or more than a line.")
    try:
        date.fromisoformat(beginning.day)
        ZoneInfo(beginning.timezone)
    except (ValueError, ZoneInfoNotFoundError, OSError) as broken:
        raise CannotBegin(
            f"日期写作 2030-01-01，时区写作 Asia/Shanghai。\n"
            f"Write the day like 2030-01-01 and the zone like Asia/Shanghai. ({broken})"
        ) from broken


def _filled(text: str, name: str, beginning: Beginning) -> str:
    """Put the plan's own words where the skeleton has its own."""
    spoken = f"{{zh: {_quoted(beginning.zh)}, en: {_quoted(beginning.en)}}}"
    values: Mapping[str, str] = {
        "plan": name,
        "name": spoken,
        "title": spoken,
        "day": _quoted(beginning.day),
        "timezone": beginning.timezone,
        "effective": _quoted(beginning.day),
    }
    lines = ((line.partition(":")[0], line) for line in text.splitlines(keepends=True))
    return "".join(f"{key}: {values[key]}\n" if key in values else line for key, line in lines)


def _quoted(text: str) -> str:
    """Quote it as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)
