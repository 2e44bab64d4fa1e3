"""The canonical table: one row per figure, from CSV, Excel or Parquet.

Every row is judged on its own here; rows are compared with each other in `rules` and `areas`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vmreport.errors import Place
from vmreport.survey.areas import AreaMention
from vmreport.survey.model import Indicator, series_of
from vmreport.survey.readers.cells import CANONICAL_SYMBOLS, Fault, Marks, parse_count, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.columns import filled, match_columns, recognised
from vmreport.survey.readers.delivered import (
    ColumnReport,
    Context,
    Delivered,
    DeliveredRow,
    Source,
    UnmappedColumn,
)
from vmreport.survey.readers.figures import FigureCells, read_figure
from vmreport.survey.readers.identity import (
    AreaCells,
    read_area,
    read_edition,
    read_indicator,
)
from vmreport.survey.readers.table import (
    Cell,
    Grid,
    Row,
    Table,
    is_blank,
    plain_text,
    text_of,
    under_header,
)

__all__ = ["find_header", "read"]

_NUMBERS = ("waarde", "marge", "ondergrens", "bovengrens", "n", "teller", "inwoners")
_COUNTS = ("n", "teller", "inwoners")
_LEAST = 3
"""A header needs this many canonical columns to be taken for our table."""


def find_header(grid: Grid) -> int | None:
    """Give 0 when the first row holds enough canonical columns: our table has no title lines."""
    if not grid.rows:
        return None
    return 0 if recognised(tuple(map(text_of, grid.rows[0].cells))) >= _LEAST else None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give the figures of a canonical table; everything wrong goes to the problems."""
    table = under_header(grid, header, context.problems)
    if table is None:
        return Delivered()
    positions = match_columns(table, context.problems)
    if positions is None:
        return Delivered()
    if not table.rows:
        place = Place(table.file, table.sheet)
        hint = "vul de tabel"
        context.problems.problem(Code.NOT_READABLE, place, "er staan geen cijfers in", hint)
    rows = tuple(_rows(table, positions, context))
    used = {table.header[position]: name for name, position in positions.items()}
    return Delivered(
        rows,
        tuple(
            ColumnReport(table.file, table.sheet, name, used[name], filled(table, position))
            for position, name in enumerate(table.header)
            if name in used
        ),
        tuple(
            UnmappedColumn(table.file, table.sheet, name, "geen kolom van de indicatorentabel")
            for name in table.header
            if name and name not in used
        ),
    )


def _rows(table: Table, positions: Mapping[str, int], context: Context) -> Iterator[DeliveredRow]:
    number_columns = [positions[name] for name in _NUMBERS if name in positions]
    marks = survey_marks(
        (row.cells[position] for row in table.rows for position in number_columns),
        context.decimal_mark,
    )
    columns = {name: table.header[position] for name, position in positions.items()}
    source = Source(table.file, table.sheet, columns, "tabel")
    reader = _RowReader(source, positions, marks, context)
    for row in table.rows:
        if (delivered := reader.read(row)) is not None:
            yield delivered


@dataclass(slots=True)
class _RowReader:
    """Reads rows of one table; remembers what the same texts meant before."""

    source: Source
    positions: Mapping[str, int]
    marks: Marks
    context: Context
    row: int = 0
    editions: dict[Cell, int | Fault] = field(default_factory=dict)
    areas: dict[AreaCells, AreaMention | tuple[str, Fault]] = field(default_factory=dict)
    indicators: dict[tuple[str, str, str, str], Indicator | tuple[str, Fault]] = field(
        default_factory=dict
    )

    def read(self, row: Row) -> DeliveredRow | None:
        """Give the figure of a row, or None after reporting all that is wrong with it."""
        self.row = row.number
        cells = {name: row.cells[position] for name, position in self.positions.items()}
        edition = self._edition(cells["editie"])
        area = self._area(cells)
        indicator = None if edition is None else self._indicator(cells, edition)
        counts = {name: self._count(name, cells.get(name, "")) for name in _COUNTS}
        if edition is None or area is None or indicator is None:
            return None
        texts = FigureCells(
            cells["waarde"],
            cells.get("marge", ""),
            cells.get("ondergrens", ""),
            cells.get("bovengrens", ""),
            cells.get("status", ""),
        )
        figure = read_figure(texts, indicator, edition, self.marks, CANONICAL_SYMBOLS, self._report)
        if figure is None or None in counts.values():
            return None
        n, numerator, population = (
            None if count is None or count < 0 else count for count in counts.values()
        )
        return DeliveredRow(
            self.source,
            row.number,
            edition,
            area,
            indicator,
            figure.value,
            margin=figure.margin,
            n=n,
            numerator=numerator,
            population=population,
            credit=plain_text(cells.get("bron", "")),
            explicit_percent=figure.explicit_percent,
        )

    def _report(self, name: str, code: Code, what: str, hint: str) -> None:
        column = self.source.columns.get(name, name)
        place = Place(self.source.file, self.source.sheet, self.row, column)
        add = (
            self.context.problems.notice if code.startswith("W") else self.context.problems.problem
        )
        add(code, place, what, hint)

    def _fault(self, name: str, fault: Fault) -> None:
        self._report(name, fault.code, fault.what, fault.hint)

    def _edition(self, cell: Cell) -> int | None:
        if cell not in self.editions:
            self.editions[cell] = read_edition(text_of(cell))
        found = self.editions[cell]
        if isinstance(found, Fault):
            self._fault("editie", found)
            return None
        return found

    def _area(self, cells: Mapping[str, Cell]) -> AreaMention | None:
        key = AreaCells(
            *(cells.get(name, "") for name in ("gebied_code", "gebied", "niveau", "ouder"))
        )
        if key not in self.areas:
            self.areas[key] = read_area(key, self.context.code_style)
        found = self.areas[key]
        if isinstance(found, tuple):
            self._fault(*found)
            return None
        return found

    def _indicator(self, cells: Mapping[str, Cell], edition: int) -> Indicator | None:
        series = series_of(edition)
        name, unit, base = (
            plain_text(cells.get(key, "")) for key in ("indicator", "eenheid", "basis")
        )
        key = (name, unit, base, series.value)
        if key not in self.indicators:
            self.indicators[key] = read_indicator(self.context.codebook, name, unit, base, series)
        found = self.indicators[key]
        if isinstance(found, tuple):
            self._fault(*found)
            return None
        return found

    def _count(self, name: str, cell: Cell) -> int | None:
        """Give a count, -1 for a blank cell, None after a fault."""
        if is_blank(cell):
            return -1
        found = parse_count(cell, self.marks)
        if isinstance(found, Fault):
            self._fault(name, found)
            return None
        return found
