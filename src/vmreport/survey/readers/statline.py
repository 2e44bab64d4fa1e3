"""A CSV export of CBS StatLine as it was downloaded: wide topics, dimensions in any order.

Source: domain page sections 4, 6 (Marges) and 7A. Topic headers are taken apart in `topics`, the
dimensions read in `dimensions`, the rows brought together in `wide`.
"""

from __future__ import annotations

from collections.abc import Mapping

from vmreport.survey.readers.cells import STATLINE_SYMBOLS, Marks, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered
from vmreport.survey.readers.dimensions import dimension_of
from vmreport.survey.readers.table import Grid, Table, plain_text, under_header
from vmreport.survey.readers.topics import parse_topic
from vmreport.survey.readers.wide import Layout, credit_of, read_wide

__all__ = ["dimension_positions", "find_header", "read"]

_TITLE_LINES = 10
_NUMBERING = "ID"
"""Column in which OData, and so a table saved from it, counts its rows."""


def find_header(grid: Grid) -> int | None:
    """Give the first row that names periods and regions (or margins, or kinds of people)."""
    if grid.records:
        return None
    for position, row in enumerate(grid.rows[:_TITLE_LINES]):
        kinds = {dimension_of(plain_text(cell)) for cell in row.cells} - {""}
        if "period" in kinds and len(kinds) > 1 and len(row.cells) > 2:
            return position
    return None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per region, period and topic; margins rows become bounds of their value."""
    table = under_header(grid, header, context.problems, footers=True)
    if table is None:
        return Delivered()
    dimensions = dimension_positions(table, context)
    if dimensions is None:
        return Delivered()
    taken = {*dimensions.values()}
    topics = {
        position: parse_topic(name)
        for position, name in enumerate(table.header)
        if position not in taken and name and name != _NUMBERING
    }
    marks = survey_marks(
        (row.cells[position] for row in table.rows for position in topics), context.decimal_mark
    )
    if marks.mark is None:
        marks = Marks(",", declared=True)
    layout = Layout(
        "StatLine", dimensions, topics, marks, STATLINE_SYMBOLS, credit_of(table.file), {}
    )
    return read_wide(table, layout, context)


def dimension_positions(table: Table, context: Context) -> Mapping[str, int] | None:
    """Give the position of each dimension; None after reporting one that is there twice."""
    positions: dict[str, int] = {}
    for position, name in enumerate(table.header):
        kind = dimension_of(name)
        if kind and kind in positions:
            context.problems.problem(
                Code.COLUMN_TWICE,
                table.place(table.header_row),
                "een dimensie (Perioden, Regio's of Marges) staat er twee keer in",
                "download de tabel opnieuw bij StatLine",
            )
            return None
        if kind:
            positions[kind] = position
    return positions
