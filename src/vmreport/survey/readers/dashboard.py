"""An export of a municipal dashboard ("... in Cijfers"), in its three layouts.

Areas across, periods across, or long. Names only, no margins and no n; a dashboard also holds other
surveys, so nothing but a known name and unit makes an indicator. Source: domain page section 7C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from vmreport.errors import Place, Problems
from vmreport.survey.model import Absence, AreaLevel, Missing, Suppressed, series_of
from vmreport.survey.readers.cells import Fault, Marks, Symbol, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered, DeliveredRow, Source
from vmreport.survey.readers.figures import FigureCells, read_figure
from vmreport.survey.readers.identity import read_edition
from vmreport.survey.readers.local_areas import LocalAreas
from vmreport.survey.readers.table import Cell, Grid, Row, is_blank, plain_text
from vmreport.survey.readers.topics import TopicColumns, parse_topic

__all__ = ["find_header", "read", "report_periods"]

_TITLE_LINES = 5
_LABEL = re.compile(r"(?P<name>.+?)\s*(?:\[(?P<in>[^\[\]]+)\]|\|(?P<after>[^|]+))")
_PERIOD = re.compile(r"[0-9]{4}(?:\s*[-/]\s*'?[0-9]{2,4})?")
_LONG = ("indicator", "periode", "waarde")
_LEVELS = MappingProxyType(
    {
        "wijk": AreaLevel.WARD,
        "wijken": AreaLevel.WARD,
        "subwijk": AreaLevel.WARD,
        "buurt": AreaLevel.NEIGHBOURHOOD,
        "buurten": AreaLevel.NEIGHBOURHOOD,
        "kern": AreaLevel.VILLAGE,
        "kernen": AreaLevel.VILLAGE,
        "gemeente": AreaLevel.MUNICIPALITY,
        "gemeenten": AreaLevel.MUNICIPALITY,
    }
)
_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        "": Missing(),
        "?": Missing(),
        "-": Missing(),
        ".": Suppressed(Absence.UNKNOWN),
        "x": Suppressed(Absence.SECRET),
    }
)
"""A dashboard prints `-` for no data, where CBS prints it for nil. `.` keeps CBS's meaning, so that
a figure that CBS hides is never taken for one that nobody measured."""


class _Cell(NamedTuple):
    """One figure as the file gives it."""

    indicator: str
    unit: str
    period: str
    area: str
    value: Cell
    tile: str
    row: int
    column: str


def find_header(grid: Grid) -> int | None:
    """Give the header: of the long layout, or one with labels such as `indicator [2023]`."""
    if grid.records:
        return None
    for position, row in enumerate(grid.rows[:_TITLE_LINES]):
        if _long_columns(row) is not None or _labels(row.cells[1:]):
            return position
        below = grid.rows[position + 1 : position + 2]
        if _areas_across(row) and below and _labels(below[0].cells[:1]):
            return position
    return None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per area, period and indicator that the codebook knows."""
    head = grid.rows[header]
    body = _fitting(grid, head, grid.rows[header + 1 :], context)
    title = plain_text(grid.rows[0].cells[0]) if header else ""
    columns = _long_columns(head)
    if columns is not None:
        cells = tuple(_long(head, body, columns))
        level = _level_of(plain_text(head.cells[columns["gebied"]]))
    elif _labels(head.cells[1:]):
        cells = tuple(_periods_across(head, body, title))
        level = _level_of(plain_text(head.cells[0]))
    else:
        cells = tuple(_areas_down(head, body, title))
        level = None
    topics = {_column(cell): parse_topic(_column(cell)) for cell in cells}
    return _Dashboard(
        grid.file,
        grid.sheet,
        LocalAreas(grid.file, grid.sheet, context, level),
        context,
        survey_marks((cell.value for cell in cells), context.decimal_mark),
        TopicColumns(grid.file, grid.sheet, head.number, topics, context),
    ).read(cells)


def _labels(cells: tuple[Cell, ...]) -> bool:
    """Whether any of the cells is an indicator with its period."""
    return any(_split(plain_text(cell)) is not None for cell in cells)


def _split(label: str) -> tuple[str, str] | None:
    found = _LABEL.fullmatch(label)
    period = (found["in"] or found["after"]).strip() if found else ""
    return (found["name"].strip(), period) if found and _PERIOD.fullmatch(period) else None


def _areas_across(row: Row) -> bool:
    return len(row.cells) > 1 and is_blank(row.cells[0]) and not is_blank(row.cells[1])


def _long_columns(row: Row) -> Mapping[str, int] | None:
    """Give the columns of the long layout by meaning; None when this is no header of it."""
    names = [plain_text(cell).casefold() for cell in row.cells]
    if not set(_LONG) <= set(names) or not ({"tegel"} & set(names) or _dimension(names)):
        return None
    columns = {name: names.index(name) for name in (*_LONG, "tegel", "eenheid") if name in names}
    area = _dimension(names)
    if not area:
        return None
    return {**columns, "gebied": names.index(area)}


def _dimension(names: list[str]) -> str:
    """Give the name of the column with areas: `wijk of subwijk / dimensie`, `buurt` ..."""
    found = [name for name in names if "dimensie" in name or set(_words(name)) & set(_LEVELS)]
    return found[0] if len(found) == 1 else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _level_of(header: str) -> AreaLevel | None:
    """Give the level that the header of the areas names; None when it names none or several."""
    found = {_LEVELS[word] for word in _words(header) if word in _LEVELS}
    return found.pop() if len(found) == 1 else None


def _fitting(grid: Grid, head: Row, rows: tuple[Row, ...], context: Context) -> tuple[Row, ...]:
    """Give the rows that have as many cells as the header; report the others."""
    kept: list[Row] = []
    for row in rows:
        if len(row.cells) == len(head.cells):
            kept.append(row)
            continue
        what = f"{len(row.cells)} velden, kop heeft {len(head.cells)}"
        hint = "download de tabel opnieuw, zonder de regels te bewerken"
        context.problems.problem(
            Code.FIELD_COUNT, Place(grid.file, grid.sheet, row.number), what, hint
        )
    return tuple(kept)


def _areas_down(head: Row, body: tuple[Row, ...], tile: str) -> Iterator[_Cell]:
    """Layout 1: a column per area, a row per indicator and period."""
    names = [plain_text(cell) for cell in head.cells]
    for row in body:
        label = plain_text(row.cells[0])
        name, period = _split(label) or (label, "")
        for area, cell in zip(names[1:], row.cells[1:], strict=True):
            if area or not is_blank(cell):
                yield _Cell(name, "", period, area, cell, tile, row.number, area)


def _periods_across(head: Row, body: tuple[Row, ...], tile: str) -> Iterator[_Cell]:
    """Layout 2: a row per area, a column per indicator and period."""
    labels = [plain_text(cell) for cell in head.cells]
    for row in body:
        area = plain_text(row.cells[0])
        for label, cell in zip(labels[1:], row.cells[1:], strict=True):
            name, period = _split(label) or (label, "")
            if label or not is_blank(cell):
                yield _Cell(name, "", period, area, cell, tile, row.number, label)


def _long(head: Row, body: tuple[Row, ...], columns: Mapping[str, int]) -> Iterator[_Cell]:
    """Layout 3: a row per figure."""
    value_column = plain_text(head.cells[columns["waarde"]])
    for row in body:
        texts = {name: plain_text(row.cells[place]) for name, place in columns.items()}
        yield _Cell(
            texts["indicator"],
            texts.get("eenheid", ""),
            texts["periode"],
            texts["gebied"],
            row.cells[columns["waarde"]],
            texts.get("tegel", ""),
            row.number,
            value_column,
        )


@dataclass(slots=True)
class _Dashboard:
    """Gives meaning to the figures of one export."""

    file: str
    sheet: str
    areas: LocalAreas
    context: Context
    marks: Marks
    topics: TopicColumns
    skipped: dict[str, int] = field(default_factory=dict)
    """First row by period that is no edition."""

    def read(self, cells: tuple[_Cell, ...]) -> Delivered:
        """Give the figures of known indicators in years with a survey."""
        rows = tuple(row for cell in cells if (row := self._row(cell)) is not None)
        mapped, unmapped = self.topics.report()
        report_periods(Place(self.file, self.sheet), self.skipped, self.context.problems)
        if rows:
            self.context.problems.notice(
                Code.OTHER_SURVEY,
                Place(self.file, self.sheet),
                "een dashboard kan ook cijfers van eigen enquêtes tonen onder dezelfde naam",
                "controleer per indicator of de bron de Veiligheidsmonitor is",
            )
        return Delivered(rows, mapped, unmapped)

    def _row(self, cell: _Cell) -> DeliveredRow | None:
        edition = read_edition(cell.period)
        if isinstance(edition, Fault):
            self.skipped.setdefault(cell.period, cell.row)
            return None
        indicator = self.topics.indicator(_column(cell), series_of(edition))
        if indicator is None:
            return None
        area = self.areas.area(cell.area, cell.row, cell.column)
        if area is None:
            return None
        place = Place(self.file, self.sheet, cell.row, cell.column)

        def report(_: str, code: Code, what: str, hint: str) -> None:
            self.context.problems.problem(code, place, what, hint)

        figure = read_figure(
            FigureCells(cell.value), indicator, edition, self.marks, _SYMBOLS, report
        )
        if figure is None:
            return None
        return DeliveredRow(
            Source(self.file, self.sheet, {}, "dashboard"),
            cell.row,
            edition,
            area,
            indicator,
            figure.value,
            credit=f"gemeentelijk dashboard, {cell.tile}"
            if cell.tile
            else "gemeentelijk dashboard",
            column=cell.column,
            explicit_percent=figure.explicit_percent,
        )


def _column(cell: _Cell) -> str:
    """Give what identifies the indicator of a cell in messages: its name and unit."""
    return f"{cell.indicator} ({cell.unit})" if cell.unit else cell.indicator


def report_periods(table: Place, skipped: Mapping[str, int], out: Problems) -> None:
    """Say which periods were left out because there was no survey in them."""
    for period, row in skipped.items():
        out.notice(
            Code.PERIODS_SKIPPED,
            replace(table, row=row),
            f"'{period or 'leeg'}' is geen jaar met een Veiligheidsmonitor; overgeslagen",
            "geen actie nodig als dit cijfers van een ander onderzoek zijn",
        )
