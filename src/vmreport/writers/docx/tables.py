"""Tables: real header row, row headers, fixed widths, rows that stay whole.

Cells are built as XML in one pass; python-docx's `table.cell` is quadratic (performance.md).
"""

from __future__ import annotations

from vmreport.document.blocks import Column, ColumnKind, Row, Table
from vmreport.document.inlines import plain_text
from vmreport.errors import WriterError
from vmreport.writers.docx.captions import caption, source_lines
from vmreport.writers.docx.columns import column_widths
from vmreport.writers.docx.inlines import inline_runs
from vmreport.writers.docx.names import ParagraphStyle, TableStyle
from vmreport.writers.docx.session import Session, Setting
from vmreport.writers.docx.wml import Element, paragraph, text_runs, w

__all__ = ["table"]

_KEEP_WHOLE = 16
_KEEP_WHOLE_WIDE = 9
"""Tables up to this many rows stay on one page, upright or landscape: about half a page."""
_TOGETHER = 3
"""Rows of a longer table that stay together under its header."""
_BANDED_FROM = 7
"""Columns from which a table gets bands; look.md: none unless wider than six."""


def table(block: Table, session: Session, setting: Setting) -> list[Element]:
    """Give caption, table and the lines under it, as wide as the page that it stands on.

    Raises WriterError when a row has another number of cells than there are columns.
    """
    for place, row in enumerate(block.rows, 1):
        if len(row.cells) != len(block.columns):
            raise WriterError(f"docx: row {place} of table {block.anchor!r} is uneven")
    widths = column_widths(block, session.house, session.page(setting).text_width)
    whole = len(block.rows) <= (_KEEP_WHOLE_WIDE if setting.wide else _KEEP_WHOLE)
    made = w(
        "tbl",
        _properties(block, session, sum(widths)),
        w("tblGrid", *(w("gridCol", w=part) for part in widths)),
        _header(block.columns, widths, session),
    )
    last = len(block.rows) - 1
    for place, row in enumerate(block.rows):
        inside = place < last and (whole or place < _TOGETHER - 1 or place == last - 1)
        keep = inside or (place == last and bool(block.notes))
        made.append(_row(row, block.columns, widths, session, keep=keep))
    return [
        caption(block.label, block.caption, block.anchor, session, keep_next=True),
        made,
        *source_lines(block.notes, session),
    ]


def _properties(block: Table, session: Session, width: int) -> Element:
    title = f"{block.label} {plain_text(block.caption)}".strip()
    notes = " ".join(plain_text(note) for note in block.notes)
    heads = ", ".join(column.header for column in block.columns)
    return w(
        "tblPr",
        w("tblStyle", val=session.style(TableStyle.TABLE)),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="04A0" if len(block.columns) >= _BANDED_FROM else "06A0",
            firstRow=1,
            lastRow=0,
            firstColumn=1,
            lastColumn=0,
            noHBand=0 if len(block.columns) >= _BANDED_FROM else 1,
            noVBand=1,
        ),
        w("tblCaption", val=title),
        w("tblDescription", val=notes or heads),
    )


def _cell(width: int, style: str, content: list[Element], *, keep: bool) -> Element:
    properties = [w("keepNext")] if keep else []
    return w(
        "tc",
        w("tcPr", w("tcW", w=width, type="dxa")),
        paragraph(style, *content, properties=properties),
    )


def _header(columns: tuple[Column, ...], widths: tuple[int, ...], session: Session) -> Element:
    made = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    text = session.style(ParagraphStyle.TABLE_HEAD)
    number = session.style(ParagraphStyle.TABLE_HEAD_NUMBER)
    for column, width in zip(columns, widths, strict=True):
        style = number if column.kind is ColumnKind.NUMBER else text
        made.append(_cell(width, style, text_runs(column.header), keep=True))
    return made


def _row(
    row: Row,
    columns: tuple[Column, ...],
    widths: tuple[int, ...],
    session: Session,
    *,
    keep: bool,
) -> Element:
    made = w("tr", w("trPr", w("cantSplit")))
    text = session.style(ParagraphStyle.TABLE_TEXT)
    number = session.style(ParagraphStyle.TABLE_NUMBER)
    for cell, column, width in zip(row.cells, columns, widths, strict=True):
        style = number if column.kind is ColumnKind.NUMBER else text
        made.append(_cell(width, style, inline_runs(cell.text, session), keep=keep))
    return made
