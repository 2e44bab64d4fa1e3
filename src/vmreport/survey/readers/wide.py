"""A wide CBS table: dimensions in some columns, a topic in every other, a row per kind of margin.

A CSV export and an OData v3 table have this shape; what their columns mean is for `statline` and
`odata_v3`, and long tables are for `odata_v4`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vmreport.survey.model import series_of
from vmreport.survey.readers.cells import Marks, Symbol
from vmreport.survey.readers.delivered import Context, Delivered, DeliveredRow, Source
from vmreport.survey.readers.dimensions import Dimensions, Key, Member
from vmreport.survey.readers.margins import MarginCell, Pivot
from vmreport.survey.readers.table import Row, Table, text_of
from vmreport.survey.readers.topics import Topic, TopicColumns

__all__ = ["Layout", "credit_of", "read_wide"]

_TABLE_ID = re.compile(r"[0-9]{5}(?:NED|ENG)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a wide table are and how its cells are written."""

    name: str
    """As it is called in the provenance."""
    dimensions: Mapping[str, int]
    """Position by kind of dimension."""
    topics: Mapping[int, Topic]
    marks: Marks
    symbols: Mapping[str, Symbol]
    credit: str
    members: Mapping[str, Mapping[str, Member]]


def credit_of(text: str) -> str:
    """Give the printed source for a text that may hold the number of a table."""
    match = _TABLE_ID.search(text)
    return f"CBS StatLine {match[0].upper()}" if match else "CBS StatLine"


def read_wide(table: Table, layout: Layout, context: Context) -> Delivered:
    """Give one row per region, period and topic; rows of margins become bounds of their value."""
    columns = {kind: table.header[position] for kind, position in layout.dimensions.items()}
    dimensions = Dimensions(table.file, table.sheet, columns, context, layout.members)
    groups = _group(table, layout, dimensions)
    names = {position: table.header[position] for position in layout.topics}
    topics = TopicColumns(
        table.file,
        table.sheet,
        table.header_row,
        {names[position]: topic for position, topic in layout.topics.items()},
        context,
    )
    source = Source(table.file, table.sheet, {}, layout.name)
    pivot = Pivot(source, layout.credit, layout.marks, layout.symbols, dimensions, context)
    rows: list[DeliveredRow] = []
    for position, name in names.items():
        for key, group in groups.items():
            indicator = topics.indicator(name, series_of(key.edition))
            if indicator is None:
                continue
            cells = {
                margin: MarginCell(row.cells[position], row.number) for margin, row in group.items()
            }
            figure = pivot.figure(name, key, cells, indicator)
            if figure is not None:
                rows.append(figure)
    dimensions.report_skipped()
    unknown = [place for place, name in names.items() if not topics.is_known(name)]
    refused = dimensions.refuse_words(table, unknown, layout.symbols)
    mapped, unmapped = topics.report(without=refused)
    return Delivered(tuple(rows), mapped, unmapped)


def _group(table: Table, layout: Layout, dimensions: Dimensions) -> Mapping[Key, Mapping[str, Row]]:
    """Bring rows of one region and period together; report and leave out what has no place."""
    groups: dict[Key, dict[str, Row]] = {}
    for row in table.rows:
        texts = {kind: text_of(row.cells[place]) for kind, place in layout.dimensions.items()}
        found = dimensions.key(row.number, texts)
        if found is None:
            continue
        key, margin = found
        group = groups.setdefault(key, {})
        if margin in group:
            first = group[margin].number
            dimensions.shape(row.number, f"dezelfde regio, periode en marge als rij {first}")
            continue
        group[margin] = row
    return groups
