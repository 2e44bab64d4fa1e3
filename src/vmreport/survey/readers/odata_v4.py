"""A CBS table as OData version 4 gives it: one record per observation, a code for everything.

Source: domain page section 6 (OData v4), and the release notes of CBS's OData 4 service: empty cells
are not sent at all, unless they have a special status. Wide tables are for `odata_v3`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vmreport.errors import Place
from vmreport.survey.model import Absence, Missing, NotApplicable, Suppressed, series_of
from vmreport.survey.readers.cells import STATLINE_SYMBOLS, Marks, Symbol
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered, Source
from vmreport.survey.readers.dimensions import Dimensions, Key, dimension_of
from vmreport.survey.readers.margins import MarginCell, Pivot
from vmreport.survey.readers.odata_v3 import members_of
from vmreport.survey.readers.record_files import NULL
from vmreport.survey.readers.table import Cell, Grid, Row, Table, text_of, under_header
from vmreport.survey.readers.topics import Topic, TopicColumns
from vmreport.survey.readers.wide import credit_of

__all__ = ["find_header", "read"]

_FIXED = ("Id", "Measure", "ValueAttribute", "Value", "StringValue")
_PAGE = 100_000
"""Observations that the service gives at once."""

_UNKNOWN = "onbekende status"
_STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "none": "",
        "confidential": "geheim",
        "secret": "geheim",
        "geheim": "geheim",
        "impossible": "kan niet",
        "notapplicable": "kan niet",
        "missing": "ontbreekt",
        "notavailable": "ontbreekt",
        "unknown": ".",
        "unreliable": ".",
    }
)
"""What a `ValueAttribute` means. Only `None` and `Impossible` are documented; the other words are
read for what they plainly say, and any word that is not here keeps its figure out."""
_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        **STATLINE_SYMBOLS,
        NULL: Missing(),
        "ontbreekt": Missing(),
        "kan niet": NotApplicable(),
        "geheim": Suppressed(Absence.SECRET),
        _UNKNOWN: Suppressed(Absence.UNKNOWN),
    }
)


def find_header(grid: Grid) -> int | None:
    """Give 0 for records with a measure, a value and a period."""
    if not grid.records:
        return None
    names = {cell for cell in grid.rows[0].cells if isinstance(cell, str)}
    kinds = {dimension_of(name) for name in names}
    return 0 if {"Measure", "Value"} <= names and "period" in kinds else None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per region, period and measure; observations of margins become bounds."""
    table = under_header(grid, header, context.problems)
    if table is None or not _is_whole(grid, table, context):
        return Delivered()
    columns = _columns(table, context)
    if columns is None:
        return Delivered()
    members = {
        kind: members_of(grid.companions.get(f"{name}Codes", ()), "Identifier")
        for kind, name in columns.items()
    }
    dimensions = Dimensions(table.file, table.sheet, columns, context, members)
    observations = _Observations(table, columns, dimensions, context)
    for row in table.rows:
        observations.add(row)
    observations.report_statuses()
    dimensions.report_skipped()
    return _figures(grid, table, observations, context)


def _figures(grid: Grid, table: Table, observations: _Observations, context: Context) -> Delivered:
    topics = TopicColumns(
        table.file, table.sheet, table.header_row, _topics(grid, observations), context
    )
    identifier = next(
        (item.get("Identifier", "") for item in grid.companions.get("Properties", ())), ""
    )
    pivot = Pivot(
        Source(table.file, table.sheet, {}, "OData v4"),
        credit_of(identifier or table.file),
        Marks(".", declared=True),
        _SYMBOLS,
        observations.dimensions,
        context,
    )
    rows = []
    for measure, figures in observations.found.items():
        for key, cells in figures.items():
            indicator = topics.indicator(measure, series_of(key.edition))
            if indicator is None:
                continue
            figure = pivot.figure("Value", key, cells, indicator)
            if figure is not None:
                rows.append(figure)
    mapped, unmapped = topics.report()
    return Delivered(tuple(rows), mapped, unmapped)


@dataclass(slots=True)
class _Observations:
    """Observations by measure, by what they are about, by kind of margin."""

    table: Table
    columns: Mapping[str, str]
    dimensions: Dimensions
    context: Context
    found: dict[str, dict[Key, dict[str, MarginCell]]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    """First row of every status that we do not know."""

    def add(self, row: Row) -> None:
        """Place one observation; a second one about the same is a problem."""
        at = self.table.header.index
        texts = {kind: text_of(row.cells[at(name)]) for kind, name in self.columns.items()}
        found = self.dimensions.key(row.number, texts)
        if found is None:
            return
        key, margin = found
        measure = text_of(row.cells[at("Measure")])
        cells = self.found.setdefault(measure, {}).setdefault(key, {})
        if margin in cells:
            first = cells[margin].row
            self.dimensions.shape(row.number, f"dezelfde waarneming als in rij {first}")
            return
        cells[margin] = MarginCell(self._cell(row), row.number)

    def _cell(self, row: Row) -> Cell:
        """Give the value, or the symbol for its status: a status always wins over a number."""
        at = self.table.header.index
        status = (
            text_of(row.cells[at("ValueAttribute")])
            if "ValueAttribute" in self.table.header
            else "None"
        )
        value = row.cells[at("Value")]
        known = _STATUSES.get(status.casefold())
        if known is None and status not in ("", NULL):
            self.statuses.setdefault(status, row.number)
            return _UNKNOWN
        return known or value

    def report_statuses(self) -> None:
        """Say which statuses we do not know: their figures are kept out."""
        for status, row in self.statuses.items():
            self.context.problems.notice(
                Code.STATUS_UNKNOWN,
                Place(self.table.file, self.table.sheet, row, "ValueAttribute"),
                f"de status '{status}' is niet bekend; deze cijfers komen niet in het rapport",
                "vraag bij CBS na wat deze status betekent",
            )


def _columns(table: Table, context: Context) -> Mapping[str, str] | None:
    """Give the name of the column by kind of dimension; None when there is one we cannot read."""
    columns: dict[str, str] = {}
    known = True
    for position, name in enumerate(table.header):
        if name in _FIXED:
            continue
        kind = dimension_of(name)
        if not kind or kind in columns:
            context.problems.problem(
                Code.STATLINE_SHAPE,
                table.place(table.header_row, position),
                f"de tabel is uitgesplitst naar {name}; daarvoor is er geen plaats in een rapport",
                "neem een tabel met alleen regio's, perioden en marges",
            )
            known = False
        columns.setdefault(kind, name)
    return columns if known else None


def _is_whole(grid: Grid, table: Table, context: Context) -> bool:
    """Refuse what is plainly a first page: full, and fewer than the table counts."""
    counted = next(
        (item.get("ObservationCount", "") for item in grid.companions.get("Properties", ())), ""
    )
    if not counted.isdigit() or int(counted) <= len(table.rows) or len(table.rows) % _PAGE:
        return True
    what = f"er staan {len(table.rows)} waarnemingen in, de hele tabel heeft er {counted}"
    hint = "haal de hele tabel op, bijvoorbeeld met vmreport fetch-statline"
    context.problems.problem(Code.INCOMPLETE, Place(table.file), what, hint)
    return False


def _topics(grid: Grid, observations: _Observations) -> Mapping[str, Topic]:
    """Give the topic of every measure: title, unit and the groups above it."""
    about = {item.get("Identifier", ""): item for item in grid.companions.get("MeasureCodes", ())}
    groups = {item.get("Id", ""): item for item in grid.companions.get("MeasureGroups", ())}
    topics: dict[str, Topic] = {}
    for measure in observations.found:
        item = about.get(measure, {})
        path: list[str] = []
        group = item.get("MeasureGroupId", "")
        while group in groups and len(path) < len(groups):
            path.append(" ".join(groups[group].get("Title", "").split()))
            group = groups[group].get("ParentId", "")
        topics[measure] = Topic(
            tuple(reversed(path)),
            " ".join(item.get("Title", "").split()),
            " ".join(item.get("Unit", "").split()),
            measure,
        )
    return topics
