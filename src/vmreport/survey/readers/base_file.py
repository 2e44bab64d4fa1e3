"""The long base file of areas of Amsterdam (BBGA): year, area code, variable, value.

Variables are known by their code, areas only by Amsterdam's own codes; there are no names, margins or
n. Source: domain page section 7D; the forms of the area codes are those of Amsterdam's area division.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vmreport.errors import Place
from vmreport.survey.areas import AreaMention
from vmreport.survey.model import AreaLevel, Indicator, UnitKind, series_of
from vmreport.survey.readers.cells import CANONICAL_SYMBOLS, Fault, Marks, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.dashboard import report_periods
from vmreport.survey.readers.delivered import (
    ColumnReport,
    Context,
    Delivered,
    DeliveredRow,
    Source,
    UnmappedColumn,
)
from vmreport.survey.readers.figures import FigureCells, read_figure
from vmreport.survey.readers.identity import read_edition
from vmreport.survey.readers.table import Grid, Row, Table, text_of, under_header

__all__ = ["find_header", "read"]

_AREA_COLUMN = re.compile(r"gebiedcode[0-9]{2}")
_CITY = AreaMention("GM0363", "Amsterdam", AreaLevel.MUNICIPALITY)
_FORMS: tuple[tuple[re.Pattern[str], AreaLevel], ...] = (
    (re.compile(r"[A-Z][0-9]{2}"), AreaLevel.WARD),
    (re.compile(r"[A-Z][0-9]{2}[a-z]"), AreaLevel.NEIGHBOURHOOD),
)
"""`A00` is a wijk and `A00a` a buurt; stadsdelen and the 22 or 25 areas in between are no level of a
report and are left out with a notice."""
_UNITS: Mapping[str, tuple[UnitKind, ...]] = {
    "_P": (UnitKind.PERCENT,),
    "_R": (UnitKind.MARK,),
    "_I": (UnitKind.INDEX,),
}
"""What the suffix of a variable says of its scale; Amsterdam's scales differ from those of CBS."""
_NAMED = 25
"""Variables that are named one by one when they were not taken over; a base file has hundreds."""


def find_header(grid: Grid) -> int | None:
    """Give 0 when the first row names year, area code, variable and value."""
    if grid.records or not grid.rows:
        return None
    names = [text_of(cell).casefold() for cell in grid.rows[0].cells]
    there = {"jaar", "variabele", "waarde"} <= set(names)
    return 0 if there and any(map(_AREA_COLUMN.fullmatch, names)) else None


def read(grid: Grid, header: int, context: Context) -> Delivered:
    """Give one row per year, area and variable that the codebook knows."""
    table = under_header(grid, header, context.problems)
    if table is None:
        return Delivered()
    names = [name.casefold() for name in table.header]
    columns = {name: names.index(name) for name in ("jaar", "variabele", "waarde")}
    columns["gebied"] = next(i for i, name in enumerate(names) if _AREA_COLUMN.fullmatch(name))
    values = (row.cells[columns["waarde"]] for row in table.rows)
    reader = _Reader(table, columns, survey_marks(values, context.decimal_mark), context)
    rows = tuple(found for row in table.rows if (found := reader.row(row)) is not None)
    return reader.delivered(rows)


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one base file; remembers what it met."""

    table: Table
    columns: Mapping[str, int]
    marks: Marks
    context: Context
    variables: dict[tuple[str, str], tuple[Indicator | None, str]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    areas_skipped: dict[str, int] = field(default_factory=dict)
    periods_skipped: dict[str, int] = field(default_factory=dict)

    def row(self, row: Row) -> DeliveredRow | None:
        """Give the figure of a row; None when it is not used, or after reporting what is wrong."""
        texts = {name: text_of(row.cells[place]) for name, place in self.columns.items()}
        edition = read_edition(texts["jaar"])
        if isinstance(edition, Fault):
            if self._known(texts["variabele"]):
                self.periods_skipped.setdefault(texts["jaar"], row.number)
            return None
        indicator = self._indicator(texts["variabele"], edition)
        if indicator is None:
            return None
        area = _area(texts["gebied"])
        if area is None:
            self.areas_skipped.setdefault(texts["gebied"], row.number)
            return None
        figure = read_figure(
            FigureCells(row.cells[self.columns["waarde"]]),
            indicator,
            edition,
            self.marks,
            CANONICAL_SYMBOLS,
            lambda _, code, what, hint: self.context.problems.problem(
                code, self.table.place(row.number, self.columns["waarde"]), what, hint
            ),
        )
        if figure is None:
            return None
        self.used[texts["variabele"]] = self.used.get(texts["variabele"], 0) + 1
        source = Source(self.table.file, self.table.sheet, {}, "BBGA")
        return DeliveredRow(
            source,
            row.number,
            edition,
            area,
            indicator,
            figure.value,
            credit="Basisbestand Gebieden Amsterdam (BBGA)",
            column=self.table.header[self.columns["waarde"]],
        )

    def _known(self, variable: str) -> bool:
        return bool(self.context.codebook.find(variable))

    def _indicator(self, variable: str, edition: int) -> Indicator | None:
        series = series_of(edition)
        key = (variable, series.value)
        if key not in self.variables:
            found = self.context.codebook.find(variable, "", series)
            self.variables[key] = _fitting(variable, found)
        return self.variables[key][0]

    def delivered(self, rows: tuple[DeliveredRow, ...]) -> Delivered:
        """Give the rows with what every variable became; say what was left out."""
        file, sheet = self.table.file, self.table.sheet
        mapped = tuple(
            ColumnReport(file, sheet, name, f"{item.name} ({item.unit_label})", self.used[name])
            for name, item in {
                name: item for (name, _), (item, _) in self.variables.items() if item
            }.items()
            if name in self.used
        )
        lost = {
            name: why
            for (name, _), (item, why) in self.variables.items()
            if item is None and name not in self.used
        }
        unmapped = [UnmappedColumn(file, sheet, name, why) for name, why in lost.items()]
        if len(unmapped) > _NAMED:
            rest = len(unmapped) - _NAMED
            unmapped[_NAMED:] = [
                UnmappedColumn(file, sheet, f"en {rest} andere variabelen", "onbekende variabele")
            ]
        self._notices(rows)
        return Delivered(rows, mapped, tuple(unmapped))

    def _notices(self, rows: tuple[DeliveredRow, ...]) -> None:
        problems = self.context.problems
        report_periods(self.table.place(), self.periods_skipped, problems)
        if self.areas_skipped:
            code, first = next(iter(self.areas_skipped.items()))
            count = len(self.areas_skipped)
            problems.notice(
                Code.ROWS_SKIPPED,
                self.table.place(first, self.columns["gebied"]),
                f"gebieden die geen wijk, buurt of stad zijn, overgeslagen: {count} (zoals {code})",
                "geen actie nodig: stadsdelen en samengestelde gebieden staan niet in een rapport",
            )
        if any(row.area.is_named_only for row in rows):
            problems.notice(
                Code.NAMES_NOT_DELIVERED,
                Place(self.table.file),
                "van de wijken en buurten staat alleen de code in het bestand, geen naam",
                "vervang na vmreport import in de kolom gebied de codes door de namen",
            )


def _fitting(variable: str, found: tuple[Indicator, ...]) -> tuple[Indicator | None, str]:
    """Give the one indicator whose scale is the one that the suffix of the variable names."""
    if not found:
        return None, "onbekende variabele"
    units = _UNITS.get(variable[-2:].upper(), ())
    fitting = tuple(item for item in found if item.unit in units)
    if len(fitting) == 1:
        return fitting[0], ""
    if fitting:
        codes = ", ".join(item.code for item in fitting)
        return None, f"kan meer dan één indicator zijn: {codes}"
    return None, f"een andere schaal dan CBS ({found[0].unit_label})"


def _area(code: str) -> AreaMention | None:
    """Give the area of one of Amsterdam's own codes; its name is not in the file."""
    if code == "STAD":
        return _CITY
    level = next((level for form, level in _FORMS if form.fullmatch(code)), None)
    return None if level is None else AreaMention(code, code, level, _CITY.code)
