"""A CSV export of CBS StatLine as it was downloaded: wide topics, dimensions in any order.

Source: domain page sections 4, 6 (Marges) and 7A. Topic headers are taken apart in `topics`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vmreport.survey.areas import AreaMention, from_statline
from vmreport.survey.model import AreaLevel, Indicator, Series, series_of
from vmreport.survey.readers.cells import (
    STATLINE_SYMBOLS,
    Fault,
    Marks,
    survey_marks,
)
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import (
    ColumnReport,
    Context,
    Delivered,
    DeliveredRow,
    Source,
    UnmappedColumn,
)
from vmreport.survey.readers.figures import FigureCells, Report, read_figure
from vmreport.survey.readers.identity import read_edition
from vmreport.survey.readers.table import Cell, Grid, Row, Table, text_of, under_header
from vmreport.survey.readers.topics import match_topic, parse_topic

__all__ = ["find_header", "read"]

_TITLE_LINES = 10
_PERIOD = ("perioden", "periode")
_REGION = ("regio's", "regio’s", "regios", "regio")
_MARGIN = ("marges", "betrouwbaarheidsmarges")
_PERSONS = ("kenmerken", "persoonskenmerken", "kenmerken van personen")
_ALL_PERSONS = re.compile(r"totaal( personen)?( van)?( 15 jaar (of|en) ouder)?", re.IGNORECASE)
_TABLE_ID = re.compile(r"[0-9]{5}(?:NED|ned)")
_NETHERLANDS = AreaMention("NL01", "Nederland", AreaLevel.COUNTRY)


def find_header(grid: Grid) -> int | None:
    """Give the first row that names periods and regions (or margins, or kinds of people)."""
    others = {*_REGION, *_MARGIN, *_PERSONS}
    for position, row in enumerate(grid.rows[:_TITLE_LINES]):
        names = {text_of(cell).casefold() for cell in row.cells}
        if names & set(_PERIOD) and names & others and len(names) > 2:
            return position
    return None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per region, period and topic; margins rows become bounds of their value."""
    table = under_header(grid, header, context.problems, footers=True)
    if table is None:
        return Delivered()
    dimensions = _dimensions(table)
    if len(set(dimensions.values())) != len(dimensions):
        _twice(table, context)
        return Delivered()
    topics = _Topics(table, context)
    groups = _group(table, dimensions, context)
    positions = [i for i in range(len(table.header)) if i not in dimensions]
    marks = survey_marks(
        (row.cells[i] for row in table.rows for i in positions), context.decimal_mark
    )
    if marks.mark is None:
        marks = Marks(",", declared=True)
    match = _TABLE_ID.search(table.file)
    credit = f"CBS StatLine {match[0].upper()}" if match else "CBS StatLine"
    source = Source(table.file, table.sheet, {}, "StatLine")
    pivot = _Pivot(table, source, credit, marks, context)
    rows: list[DeliveredRow] = []
    for position in positions:
        for key, group in groups.items():
            indicator = topics.indicator(position, series_of(key.edition))
            if indicator is not None:
                rows.extend(pivot.rows(position, key, group, indicator))
    mapped, unmapped = topics.report(positions)
    return Delivered(tuple(rows), mapped, unmapped)


def _dimensions(table: Table) -> Mapping[int, str]:
    """Give which columns are dimensions; everything else is a topic."""
    kinds = {"period": _PERIOD, "region": _REGION, "margin": _MARGIN, "persons": _PERSONS}
    return {
        position: kind
        for position, name in enumerate(table.header)
        for kind, names in kinds.items()
        if name.casefold() in names
    }


def _twice(table: Table, context: Context) -> None:
    context.problems.problem(
        Code.COLUMN_TWICE,
        table.place(table.header_row),
        "een dimensie (Perioden, Regio's of Marges) staat er twee keer in",
        "download de tabel opnieuw bij StatLine",
    )


@dataclass(frozen=True, slots=True)
class _Key:
    edition: int
    provisional: bool
    area: AreaMention


@dataclass(slots=True)
class _Group:
    """The rows about one region and period, by kind of margin."""

    rows: dict[str, Row] = field(default_factory=dict)


def _group(table: Table, dimensions: Mapping[int, str], context: Context) -> Mapping[_Key, _Group]:
    """Bring rows of one region and period together; report and leave out what has no place."""
    groups: dict[_Key, _Group] = {}
    skipped: list[int] = []
    column = {kind: position for position, kind in dimensions.items()}
    for row in table.rows:
        texts = {kind: text_of(row.cells[position]) for kind, position in column.items()}
        if "persons" in texts and not _ALL_PERSONS.fullmatch(texts["persons"]):
            skipped.append(row.number)
            continue
        area = from_statline(texts["region"]) if "region" in texts else _NETHERLANDS
        if area is None:
            skipped.append(row.number)
            continue
        edition = _edition(table, row, texts["period"], column["period"], context)
        margin = _margin(texts.get("margin", "waarde"))
        if not margin:
            _shape(
                table, row, f"'{texts['margin']}' is geen bekende marge", column["margin"], context
            )
        if edition is None or not margin:
            continue
        key = _Key(edition, texts["period"].endswith("*"), area)
        group = groups.setdefault(key, _Group())
        if margin in group.rows:
            first = group.rows[margin].number
            _shape(table, row, f"dezelfde regio, periode en marge als rij {first}", None, context)
            continue
        group.rows[margin] = row
    if skipped:
        context.problems.notice(
            Code.ROWS_SKIPPED,
            table.place(skipped[0]),
            f"rijen zonder gebied dat in een rapport voorkomt, overgeslagen: {len(skipped)}",
            "dit is goed als het om persoonskenmerken of stedelijkheid gaat",
        )
    return groups


def _edition(table: Table, row: Row, period: str, position: int, context: Context) -> int | None:
    found = read_edition(period.rstrip("*").strip())
    if isinstance(found, Fault):
        place = table.place(row.number, position)
        context.problems.problem(found.code, place, found.what, found.hint)
        return None
    return found


def _margin(title: str) -> str:
    """Give which part of a figure a margins title means; empty when unknown.

    Source: domain page section 6, current and older titles.
    """
    text = title.casefold()
    if "ondergrens" in text:
        return "ondergrens"
    if "bovengrens" in text:
        return "bovengrens"
    if text in ("betrouwbaarheidsmarge", "marge"):
        return "marge"
    return "waarde" if text in ("waarde", "waarden") else ""


def _shape(table: Table, row: Row, what: str, position: int | None, context: Context) -> None:
    hint = "download de tabel opnieuw bij StatLine, zonder de regels te bewerken"
    context.problems.problem(Code.STATLINE_SHAPE, table.place(row.number, position), what, hint)


@dataclass(slots=True)
class _Topics:
    """What each topic column became, per series of editions."""

    table: Table
    context: Context
    found: dict[tuple[int, Series], tuple[Indicator | None, str]] = field(default_factory=dict)

    def indicator(self, position: int, series: Series) -> Indicator | None:
        key = (position, series)
        if key not in self.found:
            topic = parse_topic(self.table.header[position])
            self.found[key] = match_topic(topic, series, self.context.codebook)
        return self.found[key][0]

    def report(
        self, positions: list[int]
    ) -> tuple[tuple[ColumnReport, ...], tuple[UnmappedColumn, ...]]:
        """Give what every topic became, with a notice for each that became nothing."""
        mapped: list[ColumnReport] = []
        unmapped: list[UnmappedColumn] = []
        table = self.table
        for position in positions:
            name = table.header[position]
            for (column, series), (indicator, why) in self.found.items():
                if column != position:
                    continue
                if indicator is not None:
                    became = f"{indicator.name} ({indicator.unit_label})"
                    count = sum(text_of(row.cells[position]) != "" for row in table.rows)
                    mapped.append(ColumnReport(table.file, table.sheet, name, became, count))
                else:
                    years = "2012-2019" if series is Series.A else "vanaf 2021"
                    unmapped.append(
                        UnmappedColumn(table.file, table.sheet, name, f"{why} ({years})")
                    )
                    self.context.problems.notice(
                        Code.TOPIC_NOT_MAPPED,
                        table.place(table.header_row, position),
                        f"deze kolom wordt niet gebruikt: {why} ({years})",
                        "geen actie nodig als u deze cijfers niet gebruikt",
                    )
        return tuple(mapped), tuple(unmapped)


@dataclass(frozen=True, slots=True)
class _Pivot:
    """Turns the rows of one region and period into one figure per topic."""

    table: Table
    source: Source
    credit: str
    marks: Marks
    context: Context

    def rows(
        self, position: int, key: _Key, group: _Group, indicator: Indicator
    ) -> tuple[DeliveredRow, ...]:
        """Give the figure of one topic, or nothing after reporting what is wrong."""
        cells = {name: row.cells[position] for name, row in group.rows.items()}
        if "waarde" not in cells:
            first = next(iter(group.rows.values()))
            what = f"bij {key.area.name} {key.edition} ontbreekt de regel met de waarde"
            _shape(self.table, first, what, None, self.context)
            return ()

        figure = read_figure(
            _figure_cells(cells, provisional=key.provisional),
            indicator,
            key.edition,
            self.marks,
            STATLINE_SYMBOLS,
            self._reporter(position, group),
        )
        if figure is None:
            return ()
        row = DeliveredRow(
            self.source,
            group.rows["waarde"].number,
            key.edition,
            key.area,
            indicator,
            figure.value,
            figure.margin,
            credit=self.credit,
            column=self.table.header[position],
            explicit_percent=True,
        )
        return (row,)

    def _reporter(self, position: int, group: _Group) -> Report:
        """Give a way to report at the row of the margin that a message is about."""

        def report(name: str, code: Code, what: str, hint: str) -> None:
            row = group.rows.get(name, group.rows["waarde"])
            place = self.table.place(row.number, position)
            problems = self.context.problems
            (problems.notice if code.startswith("W") else problems.problem)(code, place, what, hint)

        return report


def _figure_cells(cells: Mapping[str, Cell], *, provisional: bool) -> FigureCells:
    """Put the margins of a figure together; a provisional period makes its numbers provisional."""
    value = cells["waarde"]
    starred = provisional and text_of(value) not in STATLINE_SYMBOLS
    return FigureCells(
        value,
        cells.get("marge", ""),
        cells.get("ondergrens", ""),
        cells.get("bovengrens", ""),
        "voorlopig" if starred else "",
    )
