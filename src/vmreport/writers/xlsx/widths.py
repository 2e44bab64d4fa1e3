"""How wide the columns of a sheet are, in Excel's unit: the width of a digit.

Words are counted, not measured: whoever opens the file may have other letters than the house.
"""

from __future__ import annotations

from vmreport.document.blocks import ColumnKind, Table
from vmreport.document.inlines import plain_text

__all__ = ["TEXT_WIDTH", "column_widths"]

TEXT_WIDTH = 96.0
"""The one column of a sheet of text: about as many characters as read well at this size."""

_LEAST = 8.0
_MOST = {ColumnKind.TEXT: 46.0, ColumnKind.NUMBER: 22.0, ColumnKind.VERDICT: 34.0}
_SPARE = 2.5
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
