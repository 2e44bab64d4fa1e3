"""A CBS table as OData version 3 gives it, raw or as cbsodata saves it: wide records.

Keys or titles in the dimensions, typed numbers or padded texts, with or without the lists that
explain them. Source: domain page section 6 (OData v3 and cbsodata).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from vmreport.errors import Place
from vmreport.survey.model import Missing
from vmreport.survey.readers.cells import STATLINE_SYMBOLS, Marks, Symbol
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered
from vmreport.survey.readers.dimensions import Member, dimension_of, is_total
from vmreport.survey.readers.record_files import NULL
from vmreport.survey.readers.statline import dimension_positions
from vmreport.survey.readers.table import Grid, Table, text_of, under_header
from vmreport.survey.readers.topics import Topic, parse_topic
from vmreport.survey.readers.wide import Layout, credit_of, read_wide

__all__ = ["SYMBOLS", "find_header", "members_of", "read"]

SYMBOLS: Mapping[str, Symbol] = MappingProxyType({**STATLINE_SYMBOLS, NULL: Missing()})
"""A `null` of the typed table stands for every symbol at once, so it says no more than that there
is no figure. Source: domain page section 6; risks J01."""

_PAGE = 10_000
"""Records that the API gives at once."""
_NUMBERING = "ID"
_SUFFIX = re.compile(r"_[0-9]+$")


def find_header(grid: Grid) -> int | None:
    """Give 0 for records with a period and at least one other dimension, and no measure codes."""
    if not grid.records:
        return None
    names = [cell for cell in grid.rows[0].cells if isinstance(cell, str)]
    kinds = {dimension_of(name) for name in names} - {""}
    return 0 if "period" in kinds and len(kinds) > 1 and "Measure" not in names else None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per region, period and topic; records of margins become bounds."""
    table = under_header(grid, header, context.problems)
    if table is None or not _is_whole(grid, table, context):
        return Delivered()
    dimensions = dimension_positions(table, context)
    properties = {item.get("Key", ""): item for item in grid.companions.get("DataProperties", ())}
    if dimensions is None or not _dimensions_known(table, properties, context):
        return Delivered()
    topics = _topics(table, grid, properties, {*dimensions.values()})
    identifier = next((item.get("Identifier", "") for item in _infos(grid)), "")
    if any(NULL in row.cells for row in table.rows):
        context.problems.notice(
            Code.UNKNOWN_REASON,
            Place(table.file),
            "dit bestand zegt niet waarom cijfers ontbreken: geheim en onbekend zijn gelijk",
            "gebruik UntypedDataSet als u dat verschil in het rapport wilt zien",
        )
    layout = Layout(
        "OData v3",
        dimensions,
        topics,
        Marks(".", declared=True),
        SYMBOLS,
        credit_of(identifier or table.file),
        {
            kind: members_of(grid.companions.get(table.header[position], ()), "Key")
            for kind, position in dimensions.items()
        },
    )
    return read_wide(table, layout, context)


def members_of(records: tuple[Mapping[str, str], ...], key: str) -> Mapping[str, Member]:
    """Give a code list by its keys, without padding."""
    return {
        record[key]: Member(
            record.get("Title", ""), "voorlopig" in record.get("Status", "").casefold()
        )
        for record in records
        if record.get(key)
    }


def _infos(grid: Grid) -> tuple[Mapping[str, str], ...]:
    return grid.companions.get("TableInfos", ())


def _is_whole(grid: Grid, table: Table, context: Context) -> bool:
    """Refuse what is plainly the first page of a larger table.

    A selection has fewer records than the table counts, and is fine; a full page that starts at the
    first record and counts on without a gap is a table cut off. Source: risks J04.
    """
    counted = next((item.get("RecordCount", "") for item in _infos(grid)), "")
    if not counted.isdigit() or int(counted) <= len(table.rows) or len(table.rows) % _PAGE:
        return True
    if _NUMBERING in table.header:
        place = table.header.index(_NUMBERING)
        numbers = [str(getattr(row.cells[place], "text", row.cells[place])) for row in table.rows]
        if numbers != [str(number) for number in range(len(numbers))]:
            return True
    what = f"er staan {len(table.rows)} gegevens in, de hele tabel heeft er {counted}"
    hint = "haal de hele tabel op, bijvoorbeeld met vmreport fetch-statline"
    context.problems.problem(Code.INCOMPLETE, Place(table.file), what, hint)
    return False


def _dimensions_known(
    table: Table, properties: Mapping[str, Mapping[str, str]], context: Context
) -> bool:
    """Refuse a table with a dimension that we cannot read: its rows would be mixed up."""
    unknown = [
        name
        for name in table.header
        if name and not dimension_of(name) and _is_dimension(table, name, properties)
    ]
    for name in unknown:
        context.problems.problem(
            Code.STATLINE_SHAPE,
            table.place(table.header_row, table.header.index(name)),
            f"de tabel is uitgesplitst naar {name}; daarvoor is er geen plaats in een rapport",
            "neem een tabel met alleen regio's, perioden en marges",
        )
    return not unknown


def _is_dimension(table: Table, name: str, properties: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a column is a dimension: by its properties, else because its key has no number.

    A dimension of which only the total was asked for leaves the figures what they are.
    """
    if name in properties:
        return properties[name].get("Type", "").endswith("Dimension")
    if name == _NUMBERING or _SUFFIX.search(name):
        return False
    place = table.header.index(name)
    return not all(is_total(text_of(row.cells[place])) for row in table.rows)


def _topics(
    table: Table, grid: Grid, properties: Mapping[str, Mapping[str, str]], taken: set[int]
) -> Mapping[int, Topic]:
    """Give the topic of every other column: title, path and unit where they were delivered."""
    groups = {item.get("ID", ""): item for item in grid.companions.get("DataProperties", ())}
    topics: dict[int, Topic] = {}
    for position, name in enumerate(table.header):
        if position in taken or name == _NUMBERING or not name:
            continue
        about = properties.get(name)
        if about is None:
            topics[position] = parse_topic(name)
            continue
        topics[position] = Topic(
            _path(about, groups),
            " ".join(about.get("Title", "").split()),
            " ".join(about.get("Unit", "").split()),
            _SUFFIX.sub("", name),
        )
    return topics


def _path(about: Mapping[str, str], groups: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Give the titles above a topic, outermost first; a circle ends where it starts again."""
    titles: list[str] = []
    seen: set[str] = set()
    parent = about.get("ParentID", "")
    while parent in groups and parent not in seen:
        seen.add(parent)
        titles.append(" ".join(groups[parent].get("Title", "").split()))
        parent = groups[parent].get("ParentID", "")
    return tuple(title for title in reversed(titles) if title)
