"""Bar chart: horizontal bars from zero, one per category and series, the value at the end.

Source: look.md, Figures: bars start at zero. Series differ by fill and edge, not by hue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Spot
from vmreport.charts.legend import Key, lay_keys
from vmreport.charts.lettering import Style
from vmreport.charts.scale import Scale, Span, reach, span_of
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import BarChart, BarSeries, Point, Role

__all__ = ["draw_bars"]

_LABEL_MAX = 58.0
_LABEL_STEP = 4.0
_GUTTER = 4.0
_THICK = 4.0
_SLIM = 3.3
_BETWEEN = 0.7
_PADDING = 2.8


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where categories and bars stand, in mm."""

    labels: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    scale: Scale
    thick: float


def draw_bars(chart: BarChart, theme: ChartTheme, width: float) -> Drawing:
    """Draw a bar chart of `width` mm; the height follows from categories and series."""
    canvas = Canvas(theme, width)
    layout = _layout(canvas, chart)
    keys = [_key(series, index) for index, series in enumerate(chart.series) if _occurs(series)]
    top = lay_keys(canvas, keys, 0.0, width) if len(chart.series) > 1 else 0.0
    top = _head(canvas, chart, layout.scale, top + 1.5 if top else 0.0)
    bottom = top + sum(layout.heights)
    for tick in chart.axis.ticks:
        x = layout.scale(tick.value)
        canvas.line(((x, top), (x, bottom)), theme.hairline, 0.18)
    y = top
    for index, height in enumerate(layout.heights):
        canvas.lines(layout.labels[index], (0.0, y + height / 2), canvas.text())
        _group(canvas, chart, layout, index, y + height / 2)
        y += height
    zero = layout.scale(0.0)
    canvas.line(((zero, top), (zero, bottom)), theme.grey, 0.3)
    return canvas.finish(bottom + _ticks(canvas, chart, layout.scale, bottom))


def _occurs(series: BarSeries) -> bool:
    return bool(series.name) and any(bar.point is not None for bar in series.bars)


def _layout(canvas: Canvas, chart: BarChart) -> _Layout:
    text = canvas.text()
    widest = max(canvas.measure(category, text) for category in chart.categories)
    room = min(_LABEL_MAX, _LABEL_STEP * (widest // _LABEL_STEP + 1))
    labels = tuple(canvas.wrap(category, room, text) for category in chart.categories)
    thick = _THICK if len(chart.series) == 1 else _SLIM
    bars = len(chart.series) * thick + (len(chart.series) - 1) * _BETWEEN
    heights = tuple(max(bars, len(label) * text.line) + _PADDING for label in labels)
    points = [bar.point for series in chart.series for bar in series.bars]
    span = span_of(chart.axis, (0.0, *reach(points)))
    strong = canvas.text(style=Style.SEMIBOLD)
    value = max((canvas.measure(p.text, strong) for p in points if p is not None), default=0.0)
    return _Layout(labels, heights, _scale(canvas, span, room + _GUTTER, value + 2.0), thick)


def _scale(canvas: Canvas, span: Span, left: float, value: float) -> Scale:
    return Scale(span, left, canvas.width - value)


def _head(canvas: Canvas, chart: BarChart, scale: Scale, top: float) -> float:
    """Set what is measured over the plot and give its foot."""
    if not chart.axis.label:
        return top
    small = canvas.small()
    lines = canvas.wrap(chart.axis.label, canvas.width - scale.start, small)
    return top + canvas.hanging(lines, (scale.start, top), small) + 1.2


def _ticks(canvas: Canvas, chart: BarChart, scale: Scale, bottom: float) -> float:
    small = canvas.small()
    last = float("-inf")
    for tick in sorted(chart.axis.ticks, key=lambda item: item.value):
        half = canvas.measure(tick.text, small) / 2
        x = min(scale(tick.value), canvas.width - half)
        if x - half >= last + 0.8:
            canvas.hanging((tick.text,), (x, bottom + 0.8), small, Anchor.MIDDLE)
            last = x + half
    return 0.8 + small.line if chart.axis.ticks else 0.5


def _group(canvas: Canvas, chart: BarChart, layout: _Layout, index: int, middle: float) -> None:
    """Draw the bars of one category under each other around `middle`."""
    count = len(chart.series)
    pitch = layout.thick + _BETWEEN
    for row, series in enumerate(chart.series):
        y = middle + (row - (count - 1) / 2) * pitch
        bar = series.bars[index]
        if bar.point is not None:
            _bar(canvas, layout, bar.point, (row, series.role), y)
        elif bar.absent:
            words = canvas.text(canvas.theme.grey, Style.ITALIC)
            at = layout.scale(0.0) + 1.4
            size = canvas.measure(bar.absent, words)
            canvas.box(
                (at - 0.4, y - layout.thick / 2), size + 0.8, layout.thick, canvas.theme.paper
            )
            canvas.lines((bar.absent,), (at, y), words)


def _bar(canvas: Canvas, layout: _Layout, point: Point, kind: tuple[int, Role], y: float) -> None:
    """Draw a bar, its margin as a line over it, its value behind both."""
    row, role = kind
    zero, end = layout.scale(0.0), layout.scale(point.value)
    left, right = min(zero, end), max(zero, end)
    _fill(canvas, (left, y), (right - left, layout.thick), role, row)
    if point.lower is not None and point.upper is not None:
        low, high = layout.scale(point.lower), layout.scale(point.upper)
        canvas.line(((max(low, left), y), (min(high, right), y)), canvas.theme.paper, 0.9)
        canvas.line(((low, y), (high, y)), canvas.theme.ink, 0.35)
        right = max(right, high)
    style = Style.SEMIBOLD if role is Role.MAIN else Style.REGULAR
    canvas.lines((point.text,), (right + 1.4, y), canvas.text(style=style))


def _fill(canvas: Canvas, at: Spot, size: tuple[float, float], role: Role, row: int) -> None:
    """Fill a bar, `at` being its left middle: solid, light with an edge, or open with an edge."""
    theme = canvas.theme
    (x, y), (width, height) = at, size
    fill, edge = {
        Role.MAIN: (theme.house, "") if row == 0 else (theme.tint, theme.house),
        Role.REFERENCE: (theme.hairline, theme.light_grey),
        Role.PREVIOUS: (theme.paper, theme.house),
    }[role]
    inset = 0.125 if edge else 0.0
    if width > 2 * inset:
        corner = (x + inset, y - height / 2 + inset)
        canvas.box(corner, width - 2 * inset, height - 2 * inset, fill, edge, 2 * inset)


def _key(series: BarSeries, row: int) -> Key:
    return Key(5.0, partial(_paint, series.role, row), series.name)


def _paint(role: Role, row: int, canvas: Canvas, at: Spot) -> None:
    _fill(canvas, at, (5.0, 2.6), role, row)
