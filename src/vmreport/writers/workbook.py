"""A workbook as an Excel file a screen reader can use: named tables with a header row, plain cells.

No merged cells, no formulas, no macros, no empty sheets; the same workbook gives the same bytes.
Source: GOV.UK and Analysis Function guidance on accessible spreadsheets; risks D12.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

import xlsxwriter

from vmreport.document.workbook import Workbook, WorkbookColumn, WorkbookSheet
from vmreport.errors import WriterError
from vmreport.writers.ooxml.package import canonical_zip, read_zip
from vmreport.writers.xlsx.widths import row_height

__all__ = ["write_workbook"]

_LONGEST_NAME = 31
_FORBIDDEN = frozenset("[]:*?/\\")
_ROOM = 200
"""Rows under the table in which choices still work, so that one can add rows."""
_FIXED = b' customHeight="1"'
"""Keeps a row from growing with what is written in it later; heights are there for programs that
do not measure the words themselves."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(workbook: Workbook) -> bytes:
    """Give the file.

    Raises WriterError when a sheet has no columns, rows of another length, or an impossible name.
    """
    _check(workbook)
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties(
        {
            "title": workbook.title,
            "subject": workbook.subject,
            "author": workbook.organisation,
            "company": workbook.organisation,
            "keywords": ", ".join(workbook.keywords),
            "status": workbook.status,
            "created": datetime.combine(workbook.date, time(), UTC).replace(tzinfo=None),
        }
    )
    for number, sheet in enumerate(workbook.sheets, start=1):
        _write_sheet(book, sheet, number, workbook.title)
    book.close()
    return canonical_zip(
        {name: data.replace(_FIXED, b"") for name, data in read_zip(out.getvalue()).items()}
    )


def _write_sheet(book: Any, sheet: WorkbookSheet, number: int, title: str) -> None:
    page = book.add_worksheet(sheet.name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    rows = sheet.rows or (("",) * len(sheet.columns),)
    page.add_table(
        0,
        0,
        len(rows),
        len(sheet.columns) - 1,
        {
            "name": f"Tabel_{number}",
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [
                {"header": column.header, "header_format": head} for column in sheet.columns
            ],
        },
    )
    for line, row in enumerate(rows, start=1):
        widths = (column.width for column in sheet.columns)
        page.set_row(line, row_height(list(zip(row, widths, strict=True))))
        for index, text in enumerate(row):
            if text:
                page.write_string(line, index, text, cell)
            else:
                page.write_blank(line, index, None, cell)
    for index, column in enumerate(sheet.columns):
        if column.choices:
            _limit(page, column, index, len(rows) + _ROOM)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    # In a page header an ampersand starts a code.
    page.set_header(f"&L{title.replace('&', '&&')}&R&P")


def _limit(page: Any, column: WorkbookColumn, index: int, last: int) -> None:
    page.data_validation(
        1,
        index,
        last,
        index,
        {
            "validate": "list",
            "source": list(column.choices),
            "error_title": column.header,
            "error_message": column.choices_hint,
        },
    )


def _check(workbook: Workbook) -> None:
    names = [sheet.name for sheet in workbook.sheets]
    if not names or len({name.casefold() for name in names}) < len(names):
        raise WriterError(f"xlsx: no sheets, or two with one name: {names}")
    for sheet in workbook.sheets:
        if not 1 <= len(sheet.name) <= _LONGEST_NAME or _FORBIDDEN & set(sheet.name):
            raise WriterError(f"xlsx: sheet name {sheet.name!r} cannot be used")
        headers = {column.header.casefold() for column in sheet.columns}
        if not sheet.columns or len(headers) < len(sheet.columns):
            raise WriterError(f"xlsx: sheet {sheet.name!r} has no columns, or two with one header")
        if any(len(row) != len(sheet.columns) for row in sheet.rows):
            raise WriterError(f"xlsx: a row of sheet {sheet.name!r} has another length")
