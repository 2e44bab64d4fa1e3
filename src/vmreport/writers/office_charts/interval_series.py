"""The series of an interval chart: dots, margins, references, and the words that hang on points.

A row stands at a whole height counted from the bottom; where it has lesser signs too, dots stand a
little over it and those signs a little under it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import IntervalChart, IntervalRow, Point
from vmreport.writers.house_style.contrast import mix
from vmreport.writers.office_charts.book import Book, Column
from vmreport.writers.office_charts.column_names import Place, ends_of
from vmreport.writers.office_charts.drawing import line
from vmreport.writers.office_charts.frame import Sheet
from vmreport.writers.office_charts.numbers import Steps, common_format
from vmreport.writers.office_charts.series import (
    Label,
    Margins,
    Marker,
    PointSeries,
    label_set,
    margin_bars,
)

__all__ = ["RowTexts", "has_lanes", "interval_series"]

_LANE = 0.23
_TICK = 0.3
_NEAR = 0.8
"""How far values keep off the plot, in mm."""
_FIGURE_SPACE = "\u2007"


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The words beside the rows, broken into lines."""

    labels: tuple[tuple[str, ...], ...]
    values: tuple[str, ...]
    verdicts: tuple[tuple[str, ...], ...]
    value_room: float
    """What values take in mm: verdicts stand so far behind the plot."""


def has_lanes(chart: IntervalChart) -> bool:
    """Tell whether there are signs for a lane under the dots."""
    return any(
        row.previous is not None or any(point is not None for point in row.references[1:])
        for row in chart.rows
    )


def interval_series(
    chart: IntervalChart, texts: RowTexts, steps: Steps, sheet: Sheet, book: Book
) -> tuple[list[PointSeries], list[int]]:
    """Give the series, filling `book`, and which of them stand in the legend."""
    signs = _signs(chart, sheet, book)
    # The names come first and as long as the longest column: LibreOffice forgets the points of
    # series that stand before a longer one.
    longest = max(len(column.cells) for column in book.columns)
    heights = _heights(chart)
    words = _Words(chart, texts, steps, sheet, book)
    made = [words.names(longest), *signs]
    if any(texts.values):
        made.append(words.values(heights))
    if any(texts.verdicts):
        made.append(words.verdicts(heights))
    if any(row.absent and row.point is None for row in chart.rows):
        made.append(words.absent(heights))
    return made, [place + 1 for place, series in enumerate(signs) if series.name.name]


def _heights(chart: IntervalChart) -> tuple[float, ...]:
    return tuple(float(len(chart.rows) - place) for place in range(len(chart.rows)))


def _signs(chart: IntervalChart, sheet: Sheet, book: Book) -> list[PointSeries]:
    """Give what stands in the legend, in its order."""
    theme = sheet.theme
    book.add("", tuple(row.label for row in chart.rows))
    main = _column(chart.name, [row.point for row in chart.rows], book)
    before = _column(chart.previous_name, [row.previous for row in chart.rows], book)
    references = [
        _column(name, [row.references[index] for row in chart.rows], book)
        for index, name in enumerate(chart.reference_names)
    ]
    heights = _heights(chart)
    upper = lower = book.add(Place.ROW.across, heights)
    if has_lanes(chart):
        upper = book.add(Place.UPPER.across, tuple(round(h + _LANE, 2) for h in heights))
        lower = book.add(Place.LOWER.across, tuple(round(h - _LANE, 2) for h in heights))
    made: list[PointSeries] = []
    if main is not None:
        dot = Marker("circle", 6, theme.house, line(theme.paper, 0.15))
        made.append(PointSeries(main, main, upper, dot))
    made += _margins(chart, upper, book, theme)
    if before is not None:
        ring = Marker("circle", 6, _faint(theme), line(theme.house, 0.35))
        made.append(PointSeries(before, before, lower, ring))
    for index, column in enumerate(references):
        if column is not None:
            made.append(_reference(index, column, upper if index == 0 else lower, book, theme))
    return made


def _faint(theme: ChartTheme) -> str:
    """Give the fill of an open sign: LibreOffice draws no edges, and would show white on white."""
    return mix(theme.paper, theme.house, 0.4)


def _column(name: str, points: list[Point | None], book: Book) -> Column | None:
    if not any(points):
        return None
    cells = tuple(None if point is None else point.value for point in points)
    return book.add(name, cells, common_format(points))


def _bounds(row: IntervalRow) -> tuple[float, float] | None:
    point = row.point
    if point is None or point.lower is None or point.upper is None:
        return None
    return point.lower, point.upper


def _margins(
    chart: IntervalChart, upper: Column, book: Book, theme: ChartTheme
) -> list[PointSeries]:
    """Give the margins as lines from bound to bound, an empty row after each.

    Not as error bars: those would need the distance to each bound, a number nobody printed.
    """
    names: list[str | None] = []
    ends: list[float | None] = []
    heights: list[float | str | None] = []
    for row, height in zip(chart.rows, upper.cells, strict=True):
        bounds = _bounds(row)
        if bounds is not None:
            names += [*ends_of(row.label), None]
            ends += [*bounds, None]
            heights += [height, height, None]
    if not ends:
        return []
    book.add("", tuple(names))
    across = book.add(
        chart.margin_name, tuple(ends), common_format(row.point for row in chart.rows)
    )
    up = book.add(Place.MARGIN.across, tuple(heights))
    return [PointSeries(across, across, up, line=line(theme.house, 0.55))]


def _reference(
    index: int, column: Column, heights: Column, book: Book, theme: ChartTheme
) -> PointSeries:
    """Give a reference: one line for all rows, a tick, or a sign in the lower lane."""
    count = len(column.cells)
    if index == 0 and count > 1 and len(set(column.cells)) == 1:
        between = tuple(float(count - place) for place in range(1, count - 1))
        through = book.add(Place.THROUGH.across, (count + 0.5, *between, 0.5))
        return PointSeries(column, column, through, line=line(theme.ink, 0.35))
    if index == 0:
        made = PointSeries(column, column, heights, Marker("diamond", 5, theme.ink))
        made.margins.append(margin_bars(Margins(line(theme.ink, 0.45), length=_TICK), "y"))
        return made
    markers = (
        Marker("diamond", 5, theme.grey),
        Marker("triangle", 6, theme.hairline, line(theme.grey, 0.35)),
        Marker("square", 6, theme.hairline, line(theme.ink, 0.3)),
    )
    return PointSeries(column, column, heights, markers[min(index - 1, 2)])


@dataclass(slots=True)
class _Words:
    """Words as labels of invisible points at the ends of the axis."""

    chart: IntervalChart
    texts: RowTexts
    steps: Steps
    sheet: Sheet
    book: Book

    def names(self, length: int) -> PointSeries:
        """Give the names of the rows before the plot, in columns of `length` cells."""
        letters = self.sheet.text()
        labels = {
            place: Label(tuple(((text, letters),) for text in lines))
            for place, lines in enumerate(self.texts.labels)
        }
        count = len(self.chart.rows)
        empty = (None,) * (length - count)
        start = (self.steps.low,) * count
        across = self.book.add(Place.NAME.across, (*start, *empty), self.steps.format)
        up = self.book.add(Place.NAME.up, (*_heights(self.chart), *empty))
        return PointSeries(across, across, up, labels=label_set(labels, "l", letters, align="r"))

    def values(self, heights: tuple[float, ...]) -> PointSeries:
        """Give the printed values behind the plot, in line by spaces as wide as a figure."""
        strong = self.sheet.text(bold=True)
        longest = max(len(text) for text in self.texts.values)
        near = _NEAR / self.sheet.width
        labels = {
            place: Label((((text.rjust(longest, _FIGURE_SPACE), strong),),), right=near)
            for place, text in enumerate(self.texts.values)
            if text
        }
        return self._at(Place.VALUE, self.steps.high, heights, labels)

    def verdicts(self, heights: tuple[float, ...]) -> PointSeries:
        """Give the verdicts behind the values, each in the colour of its tone."""
        moved = (self.texts.value_room + _NEAR) / self.sheet.width
        labels = {}
        for place, row in enumerate(self.chart.rows):
            if row.verdict is None:
                continue
            letters = self.sheet.text(self.sheet.theme.verdict(row.verdict.tone))
            first, *rest = self.texts.verdicts[place] or ("",)
            lines = (f"{row.verdict.sign}\u00a0{first}".strip(), *rest)
            labels[place] = Label(tuple(((text, letters),) for text in lines), right=moved)
        return self._at(Place.VERDICT, self.steps.high, heights, labels)

    def absent(self, heights: tuple[float, ...]) -> PointSeries:
        """Give why there is no point where it would have been."""
        letters = self.sheet.text(self.sheet.theme.grey, italic=True)
        labels = {
            place: Label((((row.absent, letters),),))
            for place, row in enumerate(self.chart.rows)
            if row.absent and row.point is None
        }
        return self._at(Place.REASON, self.steps.low, heights, labels)

    def _at(
        self, what: Place, x: float, heights: tuple[float, ...], labels: dict[int, Label]
    ) -> PointSeries:
        across = self.book.add(what.across, (x,) * len(heights), self.steps.format)
        up = self.book.add(what.up, heights)
        made = label_set(labels, "r", self.sheet.text())
        return PointSeries(across, across, up, labels=made)
