"""Reads a workbook back as a Dutch Excel shows it: every cell as printed, every real table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["ReadSheet", "ReadTable", "printed", "read_book"]

_NBSP = "\u00a0"
_MINUS = "\u2212"


@dataclass(frozen=True)
class ReadTable:
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[tuple[str, ...], ...]
    """`n` for a number, `s` for words, of each cell below the header."""


@dataclass(frozen=True)
class ReadSheet:
    title: str
    words: tuple[str, ...]
    """Of all cells, row by row."""
    table: ReadTable | None
    table_starts: int
    """Row of the header; 0 without a table."""
    frozen: str
    merged: int
    formulas: int


def read_book(data: bytes) -> list[ReadSheet]:
    """Give the sheets in order; rich text counts as the text it is."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=False)
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: Worksheet) -> ReadSheet:
    cells = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    tables = list(sheet.tables.values())
    assert len(tables) <= 1, f"{sheet.title} has more than one table"
    return ReadSheet(
        title=sheet.title,
        words=tuple(printed(cell) for row in cells for cell in row),
        table=_table(sheet, tables[0].name, tables[0].ref) if tables else None,
        table_starts=sheet[tables[0].ref][0][0].row if tables else 0,
        frozen=sheet.freeze_panes or "",
        merged=len(sheet.merged_cells.ranges),
        formulas=sum(cell.data_type == "f" for row in cells for cell in row),
    )


def _table(sheet: Worksheet, name: str, ref: str) -> ReadTable:
    head, *rows = sheet[ref]
    return ReadTable(
        name,
        tuple(printed(cell) for cell in head),
        tuple(tuple(printed(cell) for cell in row) for row in rows),
        tuple(tuple(cell.data_type for cell in row) for row in rows),
    )


def printed(cell: Cell) -> str:
    """Give the text that a Dutch Excel shows for a cell; only the formats that we write."""
    if cell.value is None:
        return ""
    if cell.data_type != "n":
        return str(cell.value)
    shape = cell.number_format.split(";")
    negative = cell.value < 0
    form = shape[1] if negative and len(shape) > 1 else shape[0]
    number = abs(cell.value) * (100 if form.endswith("%") else 1)
    places = len(form.partition(".")[2].rstrip("%"))
    whole, _, part = f"{number:.{places}f}".partition(".")
    sign = _MINUS if negative and form.startswith(f'"{_MINUS}"') else "-" if negative else ""
    if _NBSP in form:
        whole = _NBSP.join(_thousands(whole))
    return f"{sign}{whole}{',' + part if part else ''}{'%' if form.endswith('%') else ''}"


def _thousands(whole: str) -> Iterator[str]:
    first = len(whole) % 3
    if first:
        yield whole[:first]
    yield from (whole[at : at + 3] for at in range(first, len(whole), 3))
