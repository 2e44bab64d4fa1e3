"""The workbook behind a chart: one sheet with exactly the numbers that are printed.

Columns of one table; a column that follows from two others is a formula, so that the margins in
the chart follow when someone changes a number. Same cells, same bytes.
Source: accessibility.md section 8; risks.md B3 and B8: only printed values, no suppressed ones.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from vmreport.writers.office_charts.column_names import SHEET
from vmreport.writers.office_charts.drawing import c, value, whole
from vmreport.writers.ooxml.package import canonical_zip, read_zip
from vmreport.writers.ooxml.xml import Element

__all__ = ["Book", "Column"]

_PLAIN = "General"
_EXACT = 9
_DECIMALS = 6
"""Decimals kept of a difference of two printed numbers."""

Cell: TypeAlias = float | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its place, its name, what stands in it."""

    index: int
    name: str
    cells: tuple[Cell, ...]
    format: str = ""
    difference: tuple[int, int] | None = None
    """Columns of which the second is taken from the first; none: typed numbers or words."""

    @property
    def _letter(self) -> str:
        return str(xl_col_to_name(self.index))

    def title(self) -> Element:
        """Give `c:tx`, the name of a series."""
        return c("tx", _texts(f"{SHEET}!${self._letter}$1", (self.name,)))

    def range(self) -> str:
        """Give the cells as a formula."""
        return f"{SHEET}!${self._letter}$2:${self._letter}${len(self.cells) + 1}"

    def numbers(self) -> Element:
        """Give `c:numRef`: where the numbers stand, and the numbers themselves."""
        points = [
            c("pt", _text("v", _number(cell)), idx=place)
            for place, cell in enumerate(self.cells)
            if isinstance(cell, float)
        ]
        code = _text("formatCode", self.format or _PLAIN)
        cache = c("numCache", code, value("ptCount", len(self.cells)), *points)
        return c("numRef", _text("f", self.range()), cache)

    def words(self) -> Element:
        """Give `c:strRef`: where the words stand, and the words themselves."""
        return _texts(self.range(), tuple(str(cell or "") for cell in self.cells))


@dataclass(slots=True)
class Book:
    """Columns in the order in which they are added."""

    columns: list[Column] = field(default_factory=list)

    def add(self, name: str, cells: tuple[Cell, ...], number_format: str = "") -> Column:
        """Add a column of numbers or words; None is an empty cell."""
        kept = tuple(
            whole(cell) if isinstance(cell, str) else None if cell is None else _kept(cell)
            for cell in cells
        )
        column = Column(len(self.columns), whole(name), kept, number_format)
        self.columns.append(column)
        return column

    def subtract(self, name: str, first: Column, second: Column) -> Column:
        """Add the column of `first` minus `second`; empty where either is."""
        cells = tuple(
            round(one - other, _DECIMALS)
            if isinstance(one, float) and isinstance(other, float)
            else None
            for one, other in zip(first.cells, second.cells, strict=True)
        )
        between = (first.index, second.index)
        column = Column(len(self.columns), name, cells, "", between)
        self.columns.append(column)
        return column

    def to_bytes(self, day: date) -> bytes:
        """Give the workbook, dated `day`."""
        buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, options) as workbook:
            workbook.set_properties({"created": datetime.combine(day, time(), UTC)})
            sheet = workbook.add_worksheet(SHEET)
            sheet.set_column(0, 0, 40)
            if len(self.columns) > 1:
                sheet.set_column(1, len(self.columns) - 1, 16)
            head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            for column in self.columns:
                look = workbook.add_format({"num_format": column.format or _PLAIN})
                sheet.write_string(0, column.index, column.name, head)
                for place, cell in enumerate(column.cells, 1):
                    if isinstance(cell, str):
                        sheet.write_string(place, column.index, cell)
                    elif cell is not None and column.difference:
                        sheet.write_formula(
                            place, column.index, _difference(column, place + 1), look, cell
                        )
                    elif cell is not None:
                        sheet.write_number(place, column.index, cell, look)
        return canonical_zip(read_zip(buffer.getvalue()))


def _kept(number: float) -> float:
    """Give a number without what binary arithmetic left behind its printed decimals."""
    return round(float(number), _EXACT)


def _difference(column: Column, row: int) -> str:
    one, other = (xl_col_to_name(index) for index in column.difference or (0, 0))
    return f"=ROUND({one}{row}-{other}{row},{_DECIMALS})"


def _text(tag: str, text: str) -> Element:
    made = c(tag)
    made.text = text
    return made


def _number(cell: Cell) -> str:
    return f"{cell:.12g}" if isinstance(cell, float) else ""


def _texts(formula: str, texts: tuple[str, ...]) -> Element:
    points = [c("pt", _text("v", text), idx=place) for place, text in enumerate(texts) if text]
    cache = c("strCache", value("ptCount", len(texts)), *points)
    return c("strRef", _text("f", formula), cache)
