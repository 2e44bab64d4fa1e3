"""A bar chart as Word's own: horizontal bars from zero, margins as error bars, printed values."""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import Bar, BarChart, BarSeries, Role
from vmreport.writers.office_charts.book import Book, Column
from vmreport.writers.office_charts.column_names import Bound
from vmreport.writers.office_charts.drawing import c, flag, line, no_line, shape, text_look, value
from vmreport.writers.office_charts.frame import (
    ACROSS,
    UP,
    Box,
    Sheet,
    chart_part,
    hairline,
    legend,
    title,
    value_axis,
)
from vmreport.writers.office_charts.numbers import Steps, common_format, number_format, steps_of
from vmreport.writers.office_charts.series import Label, Margins, label_set, margin_bars
from vmreport.writers.ooxml.xml import Element

__all__ = ["draw_bars"]

_LABEL_MAX = 58.0
_LABEL_STEP = 4.0
_GUTTER = 3.0
_THICK = 4.0
_SLIM = 3.3
_BETWEEN = 0.7
_PADDING = 2.8
_LEGEND = 5.0
_HEAD = 4.6
_FOOT = 5.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """How the categories stand, in mm."""

    names: tuple[str, ...]
    room: float
    height: float
    thick: float
    bars: float
    """Height of the bars of one category together."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot and what its axis runs over."""

    sheet: Sheet
    box: Box
    steps: Steps


def draw_bars(
    chart: BarChart, theme: ChartTheme, width: float
) -> tuple[Sheet, Element, Book] | None:
    """Give size, chart and workbook; None when Word cannot draw the axis as the model has it."""
    points = [bar.point for series in chart.series for bar in series.bars if bar.point is not None]
    ends = [bound for p in points for bound in (p.value, p.lower, p.upper) if bound is not None]
    steps = steps_of(chart.axis, [0.0, *ends])
    if steps is None or steps.low != 0 or not points:
        return None
    sheet = Sheet(theme, width)
    rows = _rows(sheet, chart)
    top = _LEGEND if len(chart.series) > 1 else 0.0
    head = top + (_HEAD if chart.axis.label else 1.0)
    values = max(sheet.measure(point.text, sheet.text(bold=True)) for point in points)
    left = rows.room + _GUTTER
    box = Box(left, head, width - left - values - 3.0, rows.height * len(rows.names))
    sheet.height = box.top + box.height + _FOOT
    book = Book()
    content = _content(chart, rows, _Plot(sheet, box, steps), book)
    label = chart.axis.label
    axis_head = title(sheet, [label], left, top) if label else None
    across = value_axis(
        sheet, steps, ACROSS, head=axis_head, grid=hairline(sheet), between="between", below=True
    )
    names = [series.name for series in chart.series]
    keyed = [place for place, name in enumerate(names) if name] if len(names) > 1 else []
    key = legend(sheet, names, keyed, _LEGEND)
    return sheet, chart_part(sheet, box, [content, _category_axis(sheet), across], key=key), book


def _content(chart: BarChart, rows: _Rows, plot: _Plot, book: Book) -> Element:
    names = book.add("", rows.names)
    made = c("barChart", value("barDir", "bar"), value("grouping", "clustered"))
    made.append(flag("varyColors", on=False))
    columns = [_column(series, book) for series in chart.series]
    for index, (series, column) in enumerate(zip(chart.series, columns, strict=True)):
        bars = c("ser", value("idx", index), value("order", index), column.title())
        bars.append(_fill(series.role, index, plot.sheet.theme))
        bars.append(flag("invertIfNegative", on=False))
        bars.append(_labels(series, plot))
        bars.extend(_margins(series, column, book, plot.sheet))
        bars.append(c("cat", names.words()))
        bars.append(c("val", column.numbers()))
        made.append(bars)
    made.append(value("gapWidth", round((rows.height - rows.bars) / rows.thick * 100)))
    made.append(value("overlap", -round(_BETWEEN / rows.thick * 100)))
    made.extend((value("axId", UP), value("axId", ACROSS)))
    return made


def _rows(sheet: Sheet, chart: BarChart) -> _Rows:
    names = tuple(_name(chart, place) for place in range(len(chart.categories)))
    text = sheet.text()
    widest = max(sheet.measure(name, text) for name in names)
    room = min(_LABEL_MAX, _LABEL_STEP * (widest // _LABEL_STEP + 1))
    lines = max(len(sheet.wrap(name, room - 2.0, text)) for name in names)
    thick = _THICK if len(chart.series) == 1 else _SLIM
    bars = len(chart.series) * thick + (len(chart.series) - 1) * _BETWEEN
    return _Rows(names, room, max(bars, lines * sheet.leading(text)) + _PADDING, thick, bars)


def _name(chart: BarChart, place: int) -> str:
    """Give a category, with why a bar is not there."""
    several = len(chart.series) > 1
    absent = [
        f"{series.name}: {series.bars[place].absent}" if several else series.bars[place].absent
        for series in chart.series
        if series.bars[place].point is None and series.bars[place].absent
    ]
    return f"{chart.categories[place]} ({'; '.join(absent)})" if absent else chart.categories[place]


def _column(series: BarSeries, book: Book) -> Column:
    form = common_format(bar.point for bar in series.bars)
    cells = tuple(None if bar.point is None else bar.point.value for bar in series.bars)
    return book.add(series.name, cells, form)


def _bounds(bar: Bar) -> tuple[float, float] | None:
    point = bar.point
    if point is None or point.lower is None or point.upper is None:
        return None
    return point.lower, point.upper


def _margins(series: BarSeries, column: Column, book: Book, sheet: Sheet) -> list[Element]:
    bounds = [_bounds(bar) for bar in series.bars]
    if not any(bounds):
        return []
    form = column.format
    name = series.name
    low = book.add(Bound.LOW.of(name), tuple(b[0] if b else None for b in bounds), form)
    high = book.add(Bound.HIGH.of(name), tuple(b[1] if b else None for b in bounds), form)
    up = book.subtract(Bound.UP.of(name), high, column)
    down = book.subtract(Bound.DOWN.of(name), column, low)
    # On a solid bar as visible as beside it.
    colour = sheet.theme.light_grey if series.role is Role.MAIN else sheet.theme.ink
    return [margin_bars(Margins(line(colour, 0.45), up, down), "")]


def _labels(series: BarSeries, plot: _Plot) -> Element:
    """Give the printed values, each behind the end of its margin."""
    letters = plot.sheet.text(bold=series.role is Role.MAIN)
    labels = {}
    for place, bar in enumerate(series.bars):
        if bar.point is None:
            continue
        bounds = _bounds(bar)
        beyond = max(bounds[1] - bar.point.value, 0.0) if bounds else 0.0
        right = plot.steps.share(beyond) * plot.box.width / plot.sheet.width
        form = number_format(bar.point.value, bar.point.text)
        lines = () if form else (((bar.point.text, letters),),)
        labels[place] = Label(lines, form, right)
    return label_set(labels, "outEnd", letters)


def _fill(role: Role, index: int, theme: ChartTheme) -> Element:
    """Fill as the drawing does: solid, light with an edge, or open with an edge."""
    match role:
        case Role.MAIN if index == 0:
            return shape(theme.house, no_line())
        case Role.MAIN:
            return shape(theme.tint, line(theme.house, 0.25))
        case Role.REFERENCE:
            return shape(theme.hairline, line(theme.light_grey, 0.25))
        case Role.PREVIOUS:
            return shape(theme.paper, line(theme.house, 0.25))


def _category_axis(sheet: Sheet) -> Element:
    return c(
        "catAx",
        value("axId", UP),
        c("scaling", value("orientation", "maxMin")),
        flag("delete", on=False),
        value("axPos", "l"),
        c("numFmt", formatCode="General", sourceLinked=0),
        value("majorTickMark", "none"),
        value("minorTickMark", "none"),
        value("tickLblPos", "low"),
        c("spPr", line(sheet.theme.grey, 0.3)),
        text_look(sheet.text()),
        value("crossAx", ACROSS),
        value("crosses", "autoZero"),
        flag("auto", on=True),
        value("lblAlgn", "ctr"),
        value("lblOffset", 60),
        flag("noMultiLvlLbl", on=True),
    )
