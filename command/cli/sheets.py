"""Reads a small table that an office keeps: CSV, or the first sheet of an Excel workbook."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from command.cli.here import Failure

MOST_BYTES: Final = 5 * 1024 * 1024
"""A list of a day's people is a thousandth of this; a workbook unpacks to many times its size."""
MOST_ROWS: Final = 10_000


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """
    Yield the rows below the heading that hold anything, with the columns asked for.

    Raises:
        Failure: no such table, a column missing, a cell empty, or far too much of it.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Failure(f"{path.name}：文件过大。\n{path.name}: at most {MOST_BYTES} bytes.")
    lines = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    heading = [cell.strip().casefold() for cell in next(lines, [])]
    missing = [column for column in columns if column not in heading]
    if missing:
        names = ", ".join(columns)
        raise Failure(f"{path.name} 须有列：{names}\n{path.name} needs the columns {names}.")
    places = {column: heading.index(column) for column in columns}
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise Failure(f"{path.name}：行数过多。\n{path.name}: at most {MOST_ROWS} rows.")
        if any(cell.strip() for cell in cells):
            yield _row(path, number, cells, places)


def _row(
    path: Path, number: int, cells: Sequence[str], places: Mapping[str, int]
) -> dict[str, str]:
    row = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
    empty = [name for name, cell in row.items() if not cell]
    if empty:
        named = ", ".join(empty)
        raise Failure(
            f"{path.name} 第 {number} 行：{named} 为空。\n{path.name}, row {number}: no {named}."
        )
    return row


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(f"{path.name} 不是 UTF-8。\n{path.name} is not UTF-8.") from None
    yield from csv.reader(io.StringIO(text))


def _sheet(path: Path) -> Iterator[list[str]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise Failure(f"{path.name} 不是 Excel 工作簿。\n{path.name} is no workbook.") from None
    try:
        for cells in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in cells]
    finally:
        book.close()
