"""How wide columns and how high rows are: in Excel's units, the width of a digit and points.

Heights are written, because not every program makes rows fit the words in them. Words are counted, not measured: whoever opens the file may have other letters than the house.
"""

from __future__ import annotations

import textwrap

from vmreport.document.blocks import ColumnKind, Table
from vmreport.document.inlines import plain_text

__all__ = ["TEXT_WIDTH", "column_widths", "line_height", "lines_of", "row_height"]

TEXT_WIDTH = 70.0
"""The one column of a sheet of text: as many characters as read well, and no wider than
a sheet of paper in the widest letters that a program may take instead of ours."""

_LEAST = 8.0
_MOST = {ColumnKind.TEXT: 46.0, ColumnKind.NUMBER: 22.0, ColumnKind.VERDICT: 34.0}
_SPARE = 2.5
_LEADING = 1.36
_PER_WIDTH = 1.0
"""Characters per unit of width: an average letter is narrower than a digit, which is spare."""
_BASE_PT = 11.0
_UNDER = 3.0
"""Room under the words of a row, in points."""
_FILTER = 2.5
"""Room for the button of a filter beside a head."""


def column_widths(table: Table, *, filtered: bool) -> tuple[float, ...]:
    """Give the width of each column: its words on one line up to a limit, its head over more."""
    return tuple(_width(table, place, filtered=filtered) for place in range(len(table.columns)))


def _width(table: Table, place: int, *, filtered: bool) -> float:
    column = table.columns[place]
    cells = max((len(plain_text(row.cells[place].text)) for row in table.rows), default=0)
    words = max((len(word) for word in column.header.split()), default=0)
    # A head of up to three lines; a longer one makes the column wider.
    head = max(words, len(column.header) / 3) + (_FILTER if filtered else 0)
    wanted = max(min(cells * 1.05, _MOST[column.kind]), head * 1.15) + _SPARE
    return round(max(wanted, _LEAST), 1)


def row_height(cells: list[tuple[str, float]]) -> float:
    """Give the height of a row of texts with the width of their column, in points."""
    return line_height(max((lines_of(text, width) for text, width in cells), default=1))


def line_height(lines: int, size: float = _BASE_PT) -> float:
    """Give the height of so many lines of letters of `size` points."""
    return round(lines * size * _LEADING + _UNDER, 1)


def lines_of(text: str, width: float, size: float = _BASE_PT) -> int:
    """Give over how many lines a text goes in a column of this width."""
    room = max(int(width * _PER_WIDTH * _BASE_PT / size), 1)
    return max(len(textwrap.wrap(text, room)), 1)
