"""Interval chart: one row per indicator, a dot with its 95% line, references, the verdict.

Source: look.md, Figures. Columns: label, plot, printed value, verdict; all rows on one scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Spot
from vmreport.charts.legend import Key, lay_keys, verdict_type
from vmreport.charts.lettering import Style
from vmreport.charts.scale import Scale, reach, span_of
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import IntervalChart, IntervalRow, Point

__all__ = ["draw_intervals"]

_LABEL_MAX = 56.0
_LABEL_STEP = 4.0
_VERDICT_MAX = 38.0
_GUTTER = 4.0
_ROW = 5.8
_LANED_ROW = 6.7
_ROW_PADDING = 1.9
_DOT = 1.1
_RING = 1.1
_LANE = 1.45
"""How far the dot stands over and lesser marks under the middle of a row that has both."""
_STACK = 3.4
_TICK = 2.1


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its broken texts and the places of its lanes from its top, in mm."""

    row: IntervalRow
    label: tuple[str, ...]
    verdict: tuple[str, ...]
    absent: tuple[str, ...]
    height: float
    words: float
    """Middle of the words that stand for a missing point."""
    upper: float
    """Middle of the dot and its line."""
    lower: float
    """Middle of ring, diamond and triangle."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand, in mm."""

    label: float
    scale: Scale
    value: float
    verdict: float
    sign: float
    end: float

    @property
    def verdict_room(self) -> float:
        """Width for the words of a verdict."""
        return self.end - self.verdict - self.sign


def draw_intervals(chart: IntervalChart, theme: ChartTheme, width: float) -> Drawing:
    """Draw an interval chart of `width` mm; the height follows from the rows."""
    canvas = Canvas(theme, width)
    columns = _columns(canvas, chart)
    laned = any(_lesser(row) for row in chart.rows)
    rows = tuple(_broken(canvas, row, columns, laned=laned) for row in chart.rows)
    top = lay_keys(canvas, _keys(chart), 0.0, width)
    top = _heads(canvas, chart, columns, top + 1.5 if top else 0.0)
    bottom = top + sum(row.height for row in rows)
    _grid(canvas, chart, columns, top, bottom)
    y = top
    for row in rows:
        canvas.line(((0.0, y), (width, y)), theme.hairline, 0.12)
        y += row.height
    canvas.line(((0.0, y), (width, y)), theme.hairline, 0.12)
    through = _shared_reference(chart)
    if through is not None:
        x = columns.scale(through)
        canvas.line(((x, top), (x, bottom)), theme.ink, 0.35)
    y = top
    for row in rows:
        _row(canvas, row, columns, y, ticks=through is None)
        y += row.height
    return canvas.finish(bottom + _ticks(canvas, chart, columns, bottom))


def _lesser(row: IntervalRow) -> bool:
    """Tell whether the row has marks that go in the lower lane."""
    return row.previous is not None or any(point is not None for point in row.references[1:])


def _shared_reference(chart: IntervalChart) -> float | None:
    """Give the first reference when it is one value for all rows: then it is one line."""
    values = {
        row.references[0].value if row.references[0] else None
        for row in chart.rows
        if row.references
    }
    (value,) = values if len(values) == 1 else (None,)
    return value if len(chart.rows) > 1 else None


def _columns(canvas: Canvas, chart: IntervalChart) -> _Columns:
    text, strong = canvas.text(), canvas.text(style=Style.SEMIBOLD)
    widest = max(canvas.measure(row.label, text) for row in chart.rows)
    label = min(_LABEL_MAX, _LABEL_STEP * (widest // _LABEL_STEP + 1))
    values = [canvas.measure(r.point.text, strong) for r in chart.rows if r.point is not None]
    value = max(values, default=0.0)
    verdicts = [row.verdict for row in chart.rows if row.verdict is not None]
    sign = max(
        (canvas.measure(v.sign, verdict_type(canvas, v.tone)) for v in verdicts), default=0.0
    )
    sign += 1.4 if sign else 0.0
    words = max((canvas.measure(v.word, text) for v in verdicts), default=0.0)
    title = canvas.measure(chart.verdict_title, canvas.small())
    verdict = min(_VERDICT_MAX, max(sign + words, min(title, 26.0)) + 0.1) if verdicts else 0.0
    verdict_at = canvas.width - verdict
    value_at = verdict_at - (_GUTTER if verdict else 0.0)
    plot_end = value_at - value - _GUTTER
    points = [p for row in chart.rows for p in (row.point, row.previous, *row.references)]
    span = span_of(chart.axis, reach(points))
    scale = Scale(span, label + _GUTTER + _DOT, plot_end - _DOT)
    return _Columns(label, scale, value_at, verdict_at, sign, canvas.width)


def _broken(canvas: Canvas, row: IntervalRow, columns: _Columns, *, laned: bool) -> _Row:
    text = canvas.text()
    label = canvas.wrap(row.label, columns.label, text)
    verdict = canvas.wrap(row.verdict.word, columns.verdict_room, text) if row.verdict else ()
    room = columns.value - columns.scale.start
    italic = canvas.text(style=Style.ITALIC)
    absent = canvas.wrap(row.absent, room, italic) if row.absent and row.point is None else ()
    stack = _STACK if absent and any((row.previous, *row.references)) else 0.0
    words = len(absent) * text.line
    most = max(len(label) * text.line, len(verdict) * text.line, words + stack)
    height = max(_LANED_ROW if laned else _ROW, most + _ROW_PADDING)
    middle = height / 2
    if stack:
        lane = middle + words / 2
        return _Row(row, label, verdict, absent, height, middle - stack / 2, lane, lane)
    lane = _LANE if laned else 0.0
    return _Row(row, label, verdict, absent, height, middle, middle - lane, middle + lane)


def _keys(chart: IntervalChart) -> list[Key]:
    """Give the legend: only signs that stand in the chart."""
    keys: list[Key] = []
    points = [row.point for row in chart.rows if row.point is not None]
    if points:
        keys.append(Key(2 * _DOT, lambda c, at: _dot(c, (at[0] + _DOT, at[1])), chart.name))
    if any(_bounds(point) for point in points):
        keys.append(Key(6.0, _paint_margin, chart.margin_name))
    if any(row.previous is not None for row in chart.rows):
        keys.append(
            Key(2 * _RING, lambda c, at: _ring(c, (at[0] + _RING, at[1])), chart.previous_name)
        )
    for index, name in enumerate(chart.reference_names):
        if any(row.references[index] is not None for row in chart.rows):
            keys.append(_reference_key(index, name))
    return [key for key in keys if key.text]


def _reference_key(index: int, name: str) -> Key:
    half = (0.5, 1.0, 1.6, 1.3)[min(index, 3)]
    return Key(2 * half, lambda c, at: _reference(c, index, (at[0] + half, at[1])), name)


def _paint_margin(canvas: Canvas, at: Spot) -> None:
    canvas.line((at, (at[0] + 6.0, at[1])), canvas.theme.house, 0.55)


def _heads(canvas: Canvas, chart: IntervalChart, columns: _Columns, top: float) -> float:
    """Set what is measured over the plot and what is compared over the verdicts; give the foot."""
    small = canvas.small()
    left = columns.scale.start - _DOT
    axis = canvas.wrap(chart.axis.label, columns.value - left, small) if chart.axis.label else ()
    title: tuple[str, ...] = ()
    if chart.verdict_title and columns.verdict < columns.end:
        title = canvas.wrap(chart.verdict_title, columns.end - columns.verdict, small)
    height = small.line * max(len(axis), len(title))
    for lines, x in ((axis, left), (title, columns.verdict)):
        canvas.hanging(lines, (x, top + height - small.line * len(lines)), small)
    return top + height + (1.2 if height else 0.0)


def _grid(
    canvas: Canvas, chart: IntervalChart, columns: _Columns, top: float, bottom: float
) -> None:
    for tick in chart.axis.ticks:
        x = columns.scale(tick.value)
        canvas.line(((x, top), (x, bottom + 1.0)), canvas.theme.hairline, 0.18)


def _ticks(canvas: Canvas, chart: IntervalChart, columns: _Columns, bottom: float) -> float:
    """Set the numbers of the axis and give the height they take."""
    small = canvas.small()
    last = float("-inf")
    for tick in sorted(chart.axis.ticks, key=lambda item: item.value):
        half = canvas.measure(tick.text, small) / 2
        x = columns.scale(tick.value)
        if x - half < last + 0.8:
            continue
        canvas.hanging((tick.text,), (x, bottom + 1.2), small, Anchor.MIDDLE)
        last = x + half
    return 1.2 + small.line if chart.axis.ticks else 0.5


def _row(canvas: Canvas, item: _Row, columns: _Columns, top: float, *, ticks: bool) -> None:
    theme, row = canvas.theme, item.row
    middle = top + item.height / 2
    canvas.lines(item.label, (0.0, middle), canvas.text())
    if row.verdict is not None:
        colour = theme.verdict(row.verdict.tone)
        first = middle - (len(item.verdict) - 1) * canvas.text().line / 2
        sign = verdict_type(canvas, row.verdict.tone)
        canvas.lines((row.verdict.sign,), (columns.verdict, first), sign)
        canvas.lines(item.verdict, (columns.verdict + columns.sign, middle), canvas.text(colour))
    _absent(canvas, item, columns.scale.start - _DOT, top + item.words)
    _lesser_marks(canvas, row, columns.scale, top + item.lower)
    _main_marks(canvas, row, columns.scale, top + item.upper, ticks=ticks)
    if row.point is not None:
        value = canvas.text(style=Style.SEMIBOLD)
        canvas.lines((row.point.text,), (columns.value, middle), value, Anchor.END)


def _absent(canvas: Canvas, item: _Row, left: float, middle: float) -> None:
    """Set why there is no point, on paper that covers the grid behind it."""
    words = canvas.text(canvas.theme.grey, Style.ITALIC)
    for index, line in enumerate(item.absent):
        y = middle + (index - (len(item.absent) - 1) / 2) * words.line
        size = canvas.measure(line, words) + 1.0, words.line
        canvas.box((left - 0.5, y - words.line / 2), *size, canvas.theme.paper)
        canvas.lines((line,), (left, y), words)


def _main_marks(canvas: Canvas, row: IntervalRow, scale: Scale, y: float, *, ticks: bool) -> None:
    """Draw the dot on its line over the tick, which is longer; one line for all needs no ticks."""
    if ticks and row.references and row.references[0] is not None:
        _reference(canvas, 0, (scale(row.references[0].value), y))
    if row.point is None:
        return
    if _bounds(row.point):
        spots = [(scale(bound), y) for bound in _bounds(row.point)]
        canvas.line(spots, canvas.theme.house, 0.55)
    _dot(canvas, (scale(row.point.value), y))


def _lesser_marks(canvas: Canvas, row: IntervalRow, scale: Scale, y: float) -> None:
    """Draw triangle, ring and diamond in their lane: open ones and a small one, so none hides."""
    for index in range(len(row.references) - 1, 1, -1):
        point = row.references[index]
        if point is not None:
            _reference(canvas, index, (scale(point.value), y))
    if row.previous is not None:
        _ring(canvas, (scale(row.previous.value), y))
    if len(row.references) > 1 and row.references[1] is not None:
        _reference(canvas, 1, (scale(row.references[1].value), y))


def _bounds(point: Point) -> tuple[float, ...]:
    """Give the ends of the 95% line, nothing when a bound is unknown."""
    if point.lower is None or point.upper is None:
        return ()
    return point.lower, point.upper


def _dot(canvas: Canvas, at: Spot) -> None:
    canvas.disc(at, _DOT, canvas.theme.house, canvas.theme.paper, 0.15)


def _ring(canvas: Canvas, at: Spot) -> None:
    canvas.disc(at, _RING, "", canvas.theme.house, 0.35)


def _reference(canvas: Canvas, index: int, at: Spot) -> None:
    """Draw a reference: a tick, then a diamond, then a triangle, then a square."""
    x, y = at
    theme = canvas.theme
    match index:
        case 0:
            canvas.box((x - 0.22, y - _TICK), 0.44, 2 * _TICK, theme.ink)
        case 1:
            diamond = ((x, y - 1.0), (x + 1.0, y), (x, y + 1.0), (x - 1.0, y))
            canvas.area(diamond, theme.grey)
        case 2:
            triangle = ((x, y - 1.5), (x + 1.6, y + 1.2), (x - 1.6, y + 1.2))
            canvas.area(triangle, "", theme.grey, 0.35)
        case _:
            canvas.box((x - 1.3, y - 1.3), 2.6, 2.6, "", theme.ink, 0.3)
