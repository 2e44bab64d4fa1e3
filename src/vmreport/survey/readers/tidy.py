"""The canonical table: one row per figure, from CSV, Excel or Parquet.

Every row is judged on its own here; rows are compared with each other in `rules` and `areas`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from vmreport.errors import Place
from vmreport.survey.areas import AreaMention
from vmreport.survey.model import Indicator, Series, series_of
from vmreport.survey.readers.cells import CANONICAL_SYMBOLS, Fault, Marks, parse_count, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.columns import CANONICAL, filled, match_columns, recognised
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
_BLANK = -1
"""A count that was not delivered, apart from one that could not be read."""
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
    if len(grid.rows) == header + 1:
        place = Place(table.file, table.sheet)
        hint = (
            "zet de cijfers in deze tabel, of zet een levering erin om met: "
            "vmreport import BESTAND --out MAP/indicatoren.csv"
        )
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
    pick = itemgetter(*(positions.get(name, -1) for name in CANONICAL))
    reader = _RowReader(source, marks, context, pick)
    for row in table.rows:
        if _is_lonely(row):
            _report_lonely(table, row, context)
        elif (delivered := reader.read(row)) is not None:
            yield delivered


def _is_lonely(row: Row) -> bool:
    """Whether only one cell is filled, as in a title or a source line."""
    if row.cells.count("") < len(row.cells) // 2:
        return False
    return sum(not is_blank(cell) for cell in row.cells) == 1


def _report_lonely(table: Table, row: Row, context: Context) -> None:
    context.problems.problem(
        Code.FIELD_COUNT,
        table.place(row.number),
        "op deze rij is maar één cel gevuld",
        "verwijder titels, bronregels en losse opmerkingen uit de tabel",
    )


@dataclass(slots=True)
class _RowReader:
    """Reads rows of one table; remembers what the same texts meant before."""

    source: Source
    marks: Marks
    context: Context
    pick: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]
    """Gives the cells of a row in canonical order; columns not delivered are blank."""
    row: int = 0
    editions: dict[Cell, int | Fault] = field(default_factory=dict)
    areas: dict[AreaCells, AreaMention | tuple[str, Fault]] = field(default_factory=dict)
    indicators: dict[tuple[Cell, Cell, Cell, Series], Indicator | tuple[str, Fault]] = field(
        default_factory=dict
    )
    counts: dict[Cell, int | Fault] = field(default_factory=dict)
    credits: dict[Cell, str] = field(default_factory=dict)

    def read(self, row: Row) -> DeliveredRow | None:
        """Give the figure of a row, or None after reporting all that is wrong with it."""
        self.row = row.number
        (
            edition_cell, code, name, level, parent, indicator_cell, unit, base,
            value, margin, lower, upper, n_cell, numerator_cell, population_cell, credit, status,
        ) = self.pick((*row.cells, ""))  # fmt: skip
        edition = self._edition(edition_cell)
        area = self._area(AreaCells(code, name, level, parent))
        indicator = (
            None if edition is None else self._indicator(indicator_cell, unit, base, edition)
        )
        n = self._count("n", n_cell)
        numerator = self._count("teller", numerator_cell)
        population = self._count("inwoners", population_cell)
        if edition is None or area is None or indicator is None:
            return None
        cells = FigureCells(value, margin, lower, upper, status)
        figure = read_figure(cells, indicator, edition, self.marks, CANONICAL_SYMBOLS, self._report)
        if figure is None or n is None or numerator is None or population is None:
            return None
        return DeliveredRow(
            self.source,
            row.number,
            edition,
            area,
            indicator,
            figure.value,
            margin=figure.margin,
            n=_delivered(n),
            numerator=_delivered(numerator),
            population=_delivered(population),
            credit=self._credit(credit),
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

    def _area(self, key: AreaCells) -> AreaMention | None:
        if key not in self.areas:
            self.areas[key] = read_area(key, self.context.code_style)
        found = self.areas[key]
        if isinstance(found, tuple):
            self._fault(*found)
            return None
        return found

    def _indicator(self, name: Cell, unit: Cell, base: Cell, edition: int) -> Indicator | None:
        series = series_of(edition)
        key = (name, unit, base, series)
        found = self.indicators.get(key)
        if found is None:
            texts = (plain_text(name), plain_text(unit), plain_text(base))
            found = read_indicator(self.context.codebook, *texts, series)
            self.indicators[key] = found
        if isinstance(found, tuple):
            self._fault(*found)
            return None
        return found

    def _credit(self, cell: Cell) -> str:
        if cell not in self.credits:
            self.credits[cell] = plain_text(cell)
        return self.credits[cell]

    def _count(self, name: str, cell: Cell) -> int | None:
        """Give a count, _BLANK for a blank cell, None after a fault."""
        if is_blank(cell):
            return _BLANK
        found = self.counts.get(cell)
        if found is None:
            found = self.counts[cell] = parse_count(cell, self.marks)
        if isinstance(found, Fault):
            self._fault(name, found)
            return None
        return found


def _delivered(count: int) -> int | None:
    return None if count == _BLANK else count
