"""One table of the model as an Excel table: real numbers, header row, words where one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmreport.document.blocks import Cell, Column, ColumnKind, Table
from vmreport.document.inlines import Text, plain_text
from vmreport.errors import ContentError, Place, Problem
from vmreport.writers.printed import printed_number
from vmreport.writers.xlsx.cells import CellWriter, Look
from vmreport.writers.xlsx.lines import LineKind
from vmreport.writers.xlsx.widths import column_widths, line_height, row_height

__all__ = ["put_table"]

_FILTER_FROM = 16
"""Rows from which a reader wants to filter."""
_ABOVE = 6
"""Room between the last line above a table and its header, in points."""
_BOLD = 0.85
"""Bold letters of a header are wider, and a filter takes room."""


def put_table(sheet: Any, row: int, table: Table, number: int, cells: CellWriter) -> int:
    """Write caption, notes and table from `row` down; give the row after it.

    Raises ContentError when two columns have the same header: Excel refuses that.
    """
    _check(table)
    formats = cells.formats
    caption = (Text(f"{table.label}  "), *table.caption)
    cells.write(sheet, row, 0, caption, Look(formats.line(LineKind.LABEL)))
    for note in table.notes:
        row += 1
        cells.write(sheet, row, 0, note, Look(formats.line(LineKind.SMALL)))
    sheet.set_row(row, line_height(1) + _ABOVE)
    head, last, filtered = row + 1, len(table.rows) - 1, len(table.rows) >= _FILTER_FROM
    widths = column_widths(table, filtered=filtered)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    options = {
        "name": f"{_identifier(table.label)}_{number}",
        "style": None,
        "autofilter": filtered,
        "columns": [
            {
                "header": column.header,
                "header_format": formats.head(number=_is_number(column), indent=int(place > 0)),
            }
            for place, column in enumerate(table.columns)
        ],
    }
    heads = [
        (column.header, width * _BOLD) for column, width in zip(table.columns, widths, strict=True)
    ]
    sheet.set_row(head, row_height(heads))
    sheet.add_table(head, 0, head + len(table.rows), len(table.columns) - 1, options)
    for down, line in enumerate(table.rows):
        look = Look(formats.cell(last=down == last))
        texts = [plain_text(cell.text) for cell in line.cells]
        sheet.set_row(head + 1 + down, row_height(list(zip(texts, widths, strict=True))))
        for across, (cell, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            first = look.plus(bold=True) if across == 0 else look
            _cell(sheet, head + 1 + down, across, cell, column, cells, first)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    return head + len(table.rows) + 1


def _cell(
    sheet: Any, row: int, at: int, cell: Cell, column: Column, cells: CellWriter, look: Look
) -> None:
    number = printed_number(plain_text(cell.text)) if _is_number(column) else None
    if number is not None:
        made = cells.format(look.plus(num_format=number.format, align="right"))
        sheet.write_number(row, at, float(number.value), made)
        return
    side = {"align": "right"} if _is_number(column) else {"align": "left", "indent": int(at > 0)}
    cells.write(sheet, row, at, cell.text, look.plus(text_wrap=True, **side))


def _is_number(column: Column) -> bool:
    return column.kind is ColumnKind.NUMBER


def _identifier(label: str) -> str:
    return "".join(sign for sign in label if sign.isalpha()) or "Tabel"


def _check(table: Table) -> None:
    for header in _repeated(column.header for column in table.columns):
        what = f"Tabel '{table.anchor}' heeft twee kolommen met de kop '{header}'."
        hint = "Geef elke kolom een eigen kop; Excel kan ze anders niet uit elkaar houden."
        raise ContentError([Problem("E541", Place("document", column=table.anchor), what, hint)])


def _repeated(headers: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for header in headers:
        if header.casefold() in seen:
            yield header
        seen.add(header.casefold())
