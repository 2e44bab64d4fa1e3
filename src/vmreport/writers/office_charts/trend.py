"""A trend as Word's own: points at true distances, breaks as gaps, margins as error bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vmreport.charts.scale import spread
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import Point, Role, SeriesBreak, TrendChart, TrendLine, TrendPoint
from vmreport.writers.office_charts.book import Book, Column
from vmreport.writers.office_charts.column_names import Bound, Place
from vmreport.writers.office_charts.drawing import Letters, c, flag, line, value
from vmreport.writers.office_charts.frame import (
    ACROSS,
    UP,
    Box,
    Sheet,
    chart_part,
    hairline,
    title,
    value_axis,
)
from vmreport.writers.office_charts.numbers import Steps, common_format, number_format, steps_of
from vmreport.writers.office_charts.series import (
    Label,
    Margins,
    Marker,
    PointSeries,
    label_set,
    margin_bars,
)
from vmreport.writers.ooxml.xml import Element

__all__ = ["draw_trend"]

_PLOT = 38.0
_NAME_ROOM = 40.0
_NOTE_SHARE = 0.6
_SPARE = 1.0
_INSET = 9.5
_AFTER = 3.0
_HEAD = 6.5
_FOOT = 6.0
_LABEL_LEADINGS = 1.8
"""Height of a value with the room to its point, in lines of its letters."""
_FEW = 5
_DASHES = ("dash", "sysDot", "lgDashDot", "sysDash")
_NEAR = 1.2
"""How far a name keeps off the end of its line, in mm."""
_YEAR = "0"

Cells = list[TrendPoint | None]


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot and what its two axes run over."""

    sheet: Sheet
    box: Box
    years: Steps
    values: Steps


def draw_trend(
    chart: TrendChart, theme: ChartTheme, width: float
) -> tuple[Sheet, Element, Book] | None:
    """Give size, chart and workbook; None when Word cannot draw the axis as the model has it."""
    lines = tuple(trend for trend in chart.lines if trend.points)
    steps = steps_of(chart.axis, _values(lines))
    if steps is None or not lines:
        return None
    sheet = Sheet(theme, width)
    plot = _plot(sheet, chart, lines, steps)
    book = Book()
    content = c("scatterChart", value("scatterStyle", "lineMarker"), flag("varyColors", on=False))
    series = _series(chart, lines, plot, book)
    content.extend(made.element(index) for index, made in enumerate(series))
    content.extend((value("axId", ACROSS), value("axId", UP)))
    head = title(sheet, [chart.axis.label], 0.0, 0.0) if chart.axis.label else None
    edge = line(theme.light_grey, 0.25)
    across = value_axis(sheet, plot.years, ACROSS, edge=edge, numbered=False)
    up = value_axis(sheet, steps, UP, grid=hairline(sheet))
    return sheet, chart_part(sheet, plot.box, [content, across, up], head=head), book


def _values(lines: Sequence[TrendLine]) -> list[float]:
    """Give what must fit on the axis: margins of the main line count, others are not drawn."""
    found = [item.point.value for trend in lines for item in trend.points]
    mains = [item.point for trend in lines if trend.role is Role.MAIN for item in trend.points]
    return found + [bound for p in mains for bound in (p.lower, p.upper) if bound is not None]


def _plot(sheet: Sheet, chart: TrendChart, lines: Sequence[TrendLine], values: Steps) -> _Plot:
    """Give the room of the plot; sets the height of the sheet."""
    numbers = max(sheet.measure(tick.text, sheet.small()) for tick in chart.axis.ticks)
    ends = [(_letters(trend, sheet), _last_words(trend, sheet)) for trend in lines]
    words = max(sheet.measure(text, letters) for letters, texts in ends for text in texts)
    room = sum(len(texts) * sheet.leading(letters) + _SPARE for letters, texts in ends)
    left = numbers + 3.0
    notes = sum(len(_note(item, sheet)) for item in chart.breaks)
    top = _HEAD + notes * sheet.leading(sheet.small())
    box = Box(left, top, sheet.width - left - words - 5.0, max(_PLOT, room))
    sheet.height = box.top + box.height + _FOOT
    known = [*chart.editions, *(item.edition for trend in lines for item in trend.points)]
    first, last = min(known), max(known)
    if first == last:
        first, last = first - 1, last + 1
    # The axis runs on a little on both sides, as in the drawing.
    per_mm = (last - first) / (box.width - _INSET - _AFTER)
    low, high = round(first - _INSET * per_mm, 3), round(last + _AFTER * per_mm, 3)
    return _Plot(sheet, box, Steps(low, high, float(last - first), _YEAR), values)


def _series(
    chart: TrendChart, lines: Sequence[TrendLine], plot: _Plot, book: Book
) -> list[PointSeries]:
    """Give the lines, the main one on top, then years and breaks."""
    editions = _editions(chart, lines)
    years = tuple(None if edition is None else float(edition) for edition in editions)
    across = book.add(Bound.EDITION, years, _YEAR)
    moved = _ends(lines, plot)
    made = []
    for place in sorted(range(len(lines)), key=lambda place: lines[place].role is Role.MAIN):
        trend = lines[place]
        known = {item.edition: item for item in trend.points}
        cells = [None if edition is None else known.get(edition) for edition in editions]
        drawn = _line(trend, cells, across, plot, book, _DASHES[place % len(_DASHES)])
        others = [item for item in lines if item is not trend]
        gaps = [row for row, edition in enumerate(editions) if edition is None]
        drawn.labels = _labels(trend, cells, gaps, plot, moved[place], others)
        made.append(drawn)
    made.append(_year_labels(chart, plot, book))
    under = 0
    for item in reversed(chart.breaks):
        made.append(_break(item, under, plot, book))
        under += len(_note(item, plot.sheet))
    return made


def _editions(chart: TrendChart, lines: Sequence[TrendLine]) -> tuple[int | None, ...]:
    """Give the rows of the sheet; None is the empty row that makes a break."""
    known = {*chart.editions, *(item.edition for trend in lines for item in trend.points)}
    rows: list[int | None] = []
    for edition in sorted(known):
        before = rows[-1] if rows else None
        if before is not None and any(
            before <= gap.after and edition >= gap.before for gap in chart.breaks
        ):
            rows.append(None)
        rows.append(edition)
    return tuple(rows)


def _letters(trend: TrendLine, sheet: Sheet) -> Letters:
    theme = sheet.theme
    if trend.role is Role.MAIN:
        return sheet.text(theme.house, bold=True)
    return sheet.small(theme.house if trend.role is Role.PREVIOUS else theme.grey)


def _last_words(trend: TrendLine, sheet: Sheet) -> tuple[str, ...]:
    """Give name and last value, broken over lines."""
    last = max(trend.points, key=lambda item: item.edition).point.text
    letters = _letters(trend, sheet)
    words = sheet.wrap(trend.name, _NAME_ROOM, letters)
    joined = f"{words[-1]} {last}"
    if sheet.measure(joined, letters) <= _NAME_ROOM:
        return (*words[:-1], joined)
    return (*words, last)


def _note(item: SeriesBreak, sheet: Sheet) -> tuple[str, ...]:
    return sheet.wrap(item.note, sheet.width * _NOTE_SHARE, sheet.small())


def _ends(lines: Sequence[TrendLine], plot: _Plot) -> list[float]:
    """Give how far down each name at the end of a line is moved, in mm, so that none overlap."""
    height, sheet = plot.box.height, plot.sheet
    sizes = [
        len(_last_words(trend, sheet)) * sheet.leading(_letters(trend, sheet)) + _SPARE
        for trend in lines
    ]
    lasts = [max(trend.points, key=lambda item: item.edition).point.value for trend in lines]
    wanted = [(1 - plot.values.share(last)) * height for last in lasts]
    placed = spread(wanted, sizes, -min(sizes) / 2, height + min(sizes) / 2)
    return [after - before for before, after in zip(wanted, placed, strict=True)]


def _line(
    trend: TrendLine, cells: Cells, across: Column, plot: _Plot, book: Book, dash: str
) -> PointSeries:
    theme = plot.sheet.theme
    form = common_format(item.point for item in trend.points)
    values = tuple(None if item is None else item.point.value for item in cells)
    column = book.add(trend.name, values, form)
    if trend.role is Role.MAIN:
        made = PointSeries(column, across, column, line=line(theme.house, 0.7))
        made.marker = Marker("circle", 6, theme.house, line(theme.paper, 0.15))
        made.margins += _margins(trend, cells, column, plot, book)
        return _opened(made, cells, 6, theme.house, theme.paper)
    colour = theme.light_grey if trend.role is Role.REFERENCE else theme.house
    marker = Marker("circle", 3, colour)
    made = PointSeries(column, across, column, marker, line=line(colour, 0.45, dash))
    return _opened(made, cells, 4, colour, theme.paper)


def _opened(made: PointSeries, cells: Cells, size: int, colour: str, paper: str) -> PointSeries:
    """Give the series with open signs where the figure was converted."""
    places = [place for place, item in enumerate(cells) if item is not None and item.converted]
    made.open_points = tuple(places)
    made.open_marker = Marker("circle", size, paper, line(colour, 0.4))
    return made


def _margins(
    trend: TrendLine, cells: Cells, column: Column, plot: _Plot, book: Book
) -> list[Element]:
    bounds = [
        (item.point.lower, item.point.upper)
        if item is not None and item.point.lower is not None and item.point.upper is not None
        else (None, None)
        for item in cells
    ]
    if all(low is None for low, _ in bounds):
        return []
    name, form = trend.name, column.format
    low = book.add(Bound.LOW.of(name), tuple(bound for bound, _ in bounds), form)
    high = book.add(Bound.HIGH.of(name), tuple(bound for _, bound in bounds), form)
    up = book.subtract(Bound.UP.of(name), high, column)
    down = book.subtract(Bound.DOWN.of(name), column, low)
    return [margin_bars(Margins(line(plot.sheet.theme.house, 0.35), up, down), "y")]


def _labels(
    trend: TrendLine,
    cells: Cells,
    gaps: Sequence[int],
    plot: _Plot,
    moved: float,
    others: Sequence[TrendLine],
) -> Element:
    """Give the name at the last point; of the main line the other values, or the ends of many.

    Those are the ends of every stretch between two breaks (`gaps`), as in the drawing.
    """
    letters = _letters(trend, plot.sheet)
    known = [place for place, item in enumerate(cells) if item is not None]
    name = tuple(((text, letters),) for text in _last_words(trend, plot.sheet))
    near = _NEAR / plot.sheet.width
    labels = {known[-1]: Label(name, right=near, down=moved / plot.sheet.height)}
    valued = known[:-1] if trend.role is Role.MAIN else []
    starts, stops = _stretches(known, gaps)
    for place in valued:
        item = cells[place]
        if item is not None and (len(known) <= _FEW or place in starts | stops):
            form = number_format(item.point.value, item.point.text)
            lines = () if form else (((item.point.text, letters),),)
            side = _side(item.edition, item.point, plot, others)
            side = "l" if place in starts else "r" if place in stops else side
            labels[place] = Label(lines, form, down=_down(item.point, side, plot), side=side)
    return label_set(labels, "r", letters)


def _stretches(known: Sequence[int], gaps: Sequence[int]) -> tuple[set[int], set[int]]:
    """Give the places where a stretch of a line starts, and where one stops at a break."""
    stops = {place for place, after in pairwise(known) if any(place < gap < after for gap in gaps)}
    starts = {after for place, after in pairwise(known) if place in stops}
    return {known[0], *starts}, stops


def _side(edition: int, point: Point, plot: _Plot, others: Sequence[TrendLine]) -> str:
    """Give where a value stands: over its point, or under it where only another line runs over."""
    size = _LABEL_LEADINGS * plot.sheet.leading(plot.sheet.text(plot.sheet.theme.house, bold=True))
    own = plot.values.share(point.value) * plot.box.height
    away = [
        plot.values.share(item.point.value) * plot.box.height - own
        for trend in others
        for item in trend.points
        if item.edition == edition
    ]
    over = any(0 < distance < size for distance in away)
    under = any(-size < distance < 0 for distance in away) or own < size
    return "b" if over and not under else "t"


def _down(point: Point, side: str, plot: _Plot) -> float:
    """Give how far down a value is moved, so that it stands clear of its margin."""
    match side:
        case "t":
            return -_beyond(point, point.upper, plot)
        case "b":
            return _beyond(point, point.lower, plot)
        case _:
            return 0.0


def _beyond(point: Point, bound: float | None, plot: _Plot) -> float:
    """Give what a value moves to stand clear of its margin, in shares of the chart."""
    if bound is None:
        return 0.0
    beyond = abs(plot.values.share(bound) - plot.values.share(point.value))
    return beyond * plot.box.height / plot.sheet.height


def _year_labels(chart: TrendChart, plot: _Plot, book: Book) -> PointSeries:
    """Give the editions along the bottom, where they stand in time."""
    editions = tuple(sorted(set(chart.editions)))
    letters = plot.sheet.small()
    across = book.add(Place.YEAR.across, tuple(float(edition) for edition in editions), _YEAR)
    base = (plot.values.low,) * len(editions)
    height = book.add(Place.YEAR.up, base, plot.values.format)
    labels = {place: Label((((str(year), letters),),)) for place, year in enumerate(editions)}
    return PointSeries(across, across, height, labels=label_set(labels, "b", letters))


def _break(item: SeriesBreak, under: int, plot: _Plot, book: Book) -> PointSeries:
    """Give a dotted upright line between two editions, its note over it and `under` other lines."""
    middle = (item.after + item.before) / 2
    letters = plot.sheet.small()
    note = tuple(((text, letters),) for text in _note(item, plot.sheet))
    moved = -under * plot.sheet.leading(letters) / plot.sheet.height
    across = book.add(Place.BREAK.across, (middle, middle))
    ends = (plot.values.low, plot.values.high)
    height = book.add(Place.BREAK.up, ends, plot.values.format)
    dotted = line(plot.sheet.theme.light_grey, 0.25, "sysDot")
    labels = label_set({1: Label(note, down=moved)}, "t", letters, align="ctr")
    return PointSeries(across, across, height, line=dotted, labels=labels)
