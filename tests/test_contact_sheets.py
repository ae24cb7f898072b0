"""Tables of contacts as offices keep them: CSV and Excel, each fault by file and row."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from command.cli.here import Failure
from command.cli.sheets import MOST_BYTES, rows_of

COLUMNS = ("id", "address")


def csv_of(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A table as a spreadsheet saves it as CSV."""
    path.write_text("\ufeff" + "\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


def workbook_of(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """The same as a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def table_of(folder: Path, kind: str, rows: Sequence[Sequence[str]]) -> Path:
    """A table of a kind with these rows."""
    write = workbook_of if kind == "xlsx" else csv_of
    return write(folder / f"contacts.{kind}", rows)


EITHER = pytest.mark.parametrize("kind", ["csv", "xlsx"])


@EITHER
def test_rows_come_with_the_columns_asked_for_and_without_the_rest(
    tmp_path: Path, kind: str
) -> None:
    rows = [["Address", "note", "ID"], ["json://a", "x", " liu-ning "], ["", "", ""]]

    found = list(rows_of(table_of(tmp_path, kind, rows), COLUMNS))

    assert found == [{"id": "liu-ning", "address": "json://a"}]


@EITHER
def test_a_missing_column_is_named(tmp_path: Path, kind: str) -> None:
    table = table_of(tmp_path, kind, [["id"], ["liu-ning"]])

    with pytest.raises(Failure, match="needs the columns id, address"):
        list(rows_of(table, COLUMNS))


@EITHER
def test_an_empty_cell_is_named_by_row_and_column(tmp_path: Path, kind: str) -> None:
    table = table_of(tmp_path, kind, [["id", "address"], ["liu-ning", "json://a"], ["nobody", ""]])

    with pytest.raises(Failure, match="row 3: no address"):
        list(rows_of(table, COLUMNS))


def test_what_only_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "contacts.xlsx"
    table.write_text("id,address\n", encoding="utf-8")

    with pytest.raises(Failure, match=r"contacts\.xlsx is no workbook"):
        list(rows_of(table, COLUMNS))


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "contacts.csv"
    table.write_bytes("id,address\n刘宁,x".encode("gbk"))

    with pytest.raises(Failure, match="is not UTF-8"):
        list(rows_of(table, COLUMNS))


def test_far_too_much_is_refused_unread(tmp_path: Path) -> None:
    table = tmp_path / "contacts.csv"
    table.write_bytes(b"x" * (MOST_BYTES + 1))

    with pytest.raises(Failure, match="at most"):
        list(rows_of(table, COLUMNS))


def test_a_table_without_a_line_needs_its_columns(tmp_path: Path) -> None:
    table = tmp_path / "contacts.csv"
    table.write_text("", encoding="utf-8")

    with pytest.raises(Failure, match="needs the columns"):
        list(rows_of(table, COLUMNS))
