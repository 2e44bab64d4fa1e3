"""A figure whose value, bounds or half-width stand in separate rows or records, brought together.

Every delivery of a CBS table has this shape. Which rows belong together is for the readers; which
numbers may stand together is for `figures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from vmreport.errors import Place
from vmreport.survey.model import Indicator
from vmreport.survey.readers.cells import Marks, Symbol
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, DeliveredRow, Source
from vmreport.survey.readers.dimensions import Dimensions, Key
from vmreport.survey.readers.figures import FigureCells, Report, read_figure
from vmreport.survey.readers.table import Cell, text_of

__all__ = ["MarginCell", "Pivot"]


class MarginCell(NamedTuple):
    """One cell of a figure and the row it stands in."""

    cell: Cell
    row: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """Turns the cells of one topic, region and period into one figure."""

    source: Source
    credit: str
    marks: Marks
    symbols: Mapping[str, Symbol]
    dimensions: Dimensions
    context: Context

    def figure(
        self, column: str, key: Key, cells: Mapping[str, MarginCell], indicator: Indicator
    ) -> DeliveredRow | None:
        """Give the figure, or None after reporting what is wrong; `cells` by kind of margin."""
        value = cells.get("waarde")
        if value is None:
            first = next(iter(cells.values()))
            what = f"bij {key.area.name} {key.edition} ontbreekt de regel met de waarde"
            self.dimensions.shape(first.row, what)
            return None
        figure = read_figure(
            self._figure_cells(cells, provisional=key.provisional),
            indicator,
            key.edition,
            self.marks,
            self.symbols,
            self._reporter(column, cells, value.row),
        )
        if figure is None:
            return None
        return DeliveredRow(
            self.source,
            value.row,
            key.edition,
            key.area,
            indicator,
            figure.value,
            figure.margin,
            credit=self.credit,
            column=column,
            explicit_percent=True,
        )

    def _figure_cells(self, cells: Mapping[str, MarginCell], *, provisional: bool) -> FigureCells:
        """Put the margins together; a provisional period makes its numbers provisional."""
        parts = {name: item.cell for name, item in cells.items()}
        starred = provisional and text_of(parts["waarde"]) not in self.symbols
        return FigureCells(
            parts["waarde"],
            parts.get("marge", ""),
            parts.get("ondergrens", ""),
            parts.get("bovengrens", ""),
            "voorlopig" if starred else "",
        )

    def _reporter(self, column: str, cells: Mapping[str, MarginCell], row: int) -> Report:
        """Give a way to report at the row of the margin that a message is about."""

        def report(name: str, code: Code, what: str, hint: str) -> None:
            found = cells.get(name)
            number = found.row if found else row
            place = Place(self.source.file, self.source.sheet, number, column)
            problems = self.context.problems
            (problems.notice if code.startswith("W") else problems.problem)(code, place, what, hint)

        return report
