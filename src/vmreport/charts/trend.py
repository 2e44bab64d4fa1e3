"""Trend chart: lines over editions at true distances, margins as a band, breaks as a gap.

Source: look.md, Figures. No line crosses a break; the names stand at the ends of the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Spot, Type
from vmreport.charts.lettering import Style
from vmreport.charts.scale import Scale, Span, reach, span_of, spread
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import Role, TrendChart, TrendLine, TrendPoint

__all__ = ["draw_trend"]

_PLOT_HEIGHT = 38.0
_NAME_ROOM = 40.0
_INSET = 9.5
"""Between the axis numbers and the first edition, in mm."""
_LEADER = 5.0
_FEW = 5
"""Lines with at most this many values have all of them printed."""
_GAP = 1.5
"""Half the white gap of a break, in mm."""
_DASHES: tuple[tuple[float, ...], ...] = ((2.2, 0.9), (0.5, 0.8), (3.6, 0.8, 0.5, 0.8), (1.1, 1.1))


@dataclass(frozen=True, slots=True)
class _Plot:
    """The two scales and the edges of the plot, in mm."""

    x: Scale
    y: Scale
    left: float
    right: float
    top: float
    bottom: float

    def at(self, item: TrendPoint) -> Spot:
        """Give the spot of a printed value."""
        return self.x(item.edition), self.y(item.point.value)


@dataclass(frozen=True, slots=True)
class _Box:
    """The room a text takes, in mm."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Tell whether two texts touch."""
        apart_x = self.right <= other.left or other.right <= self.left
        return not (apart_x or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, spot: Spot) -> bool:
        """Tell whether a spot lies in the room."""
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom


def draw_trend(chart: TrendChart, theme: ChartTheme, width: float) -> Drawing:
    """Draw a trend chart of `width` mm; the height follows from names and notes."""
    canvas = Canvas(theme, width)
    lines = tuple(line for line in chart.lines if line.points)
    names = [_name(canvas, line) for line in lines]
    plot = _plot(canvas, chart, lines, names)
    _grid(canvas, chart, plot)
    foot = _editions(canvas, chart, plot)
    _break_marks(canvas, chart, plot)
    for line in lines:
        if line.role is Role.MAIN:
            _margins(canvas, _segments(chart, line), plot)
    for index, line in enumerate(_by_weight(lines)):
        _line(canvas, chart, line, plot, index)
    _names(canvas, lines, names, plot)
    _values(canvas, chart, lines, plot)
    return canvas.finish(foot)


def _by_weight(lines: Sequence[TrendLine]) -> list[TrendLine]:
    """Order lines so that the main one lies on top."""
    return sorted(lines, key=lambda line: line.role is Role.MAIN)


def _name(canvas: Canvas, line: TrendLine) -> tuple[str, ...]:
    """Break name and last value over the lines at the end of the line."""
    last = max(line.points, key=lambda item: item.edition).point.text
    style = _name_type(canvas, line)
    words = canvas.wrap(line.name, _NAME_ROOM, style)
    joined = f"{words[-1]} {last}"
    if canvas.measure(joined, style) <= _NAME_ROOM:
        return (*words[:-1], joined)
    return (*words, last)


def _name_type(canvas: Canvas, line: TrendLine) -> Type:
    if line.role is Role.MAIN:
        return canvas.text(canvas.theme.house, Style.SEMIBOLD)
    return canvas.small(canvas.theme.house if line.role is Role.PREVIOUS else canvas.theme.grey)


def _plot(
    canvas: Canvas, chart: TrendChart, lines: Sequence[TrendLine], names: Sequence[Sequence[str]]
) -> _Plot:
    small = canvas.small()
    numbers = max((canvas.measure(tick.text, small) for tick in chart.axis.ticks), default=0.0)
    words = max(
        (
            canvas.measure(text, _name_type(canvas, line))
            for line, name in zip(lines, names, strict=True)
            for text in name
        ),
        default=0.0,
    )
    room = sum(
        len(name) * _name_type(canvas, line).line + 1.0
        for line, name in zip(lines, names, strict=True)
    )
    left = numbers + 2.0
    right = canvas.width - words - _LEADER
    top = _heads(canvas, chart)
    bottom = top + max(_PLOT_HEIGHT, room)
    editions = [*chart.editions, *(item.edition for line in lines for item in line.points)]
    first, last = min(editions), max(editions)
    across = Span(first, last) if last > first else Span(first - 1, last + 1)
    values = reach(item.point for line in lines for item in line.points)
    x = Scale(across, left + _INSET, right - 2.0)
    return _Plot(x, Scale(span_of(chart.axis, values), bottom, top), left, right, top, bottom)


def _heads(canvas: Canvas, chart: TrendChart) -> float:
    """Set what is measured at the top left; give where the plot begins, under room for notes."""
    small = canvas.small()
    lines = canvas.wrap(chart.axis.label, canvas.width, small) if chart.axis.label else ()
    y = canvas.hanging(lines, (0.0, 0.0), small)
    notes = [canvas.wrap(item.note, _note_room(canvas), small) for item in chart.breaks]
    return y + sum(len(note) * small.line for note in notes) + 3.0


def _note_room(canvas: Canvas) -> float:
    return canvas.width * 0.6


def _grid(canvas: Canvas, chart: TrendChart, plot: _Plot) -> None:
    small = canvas.small()
    numbers = plot.left - 2.0
    last = float("inf")
    for tick in sorted(chart.axis.ticks, key=lambda item: item.value):
        y = plot.y(tick.value)
        canvas.line(((plot.left, y), (plot.right, y)), canvas.theme.hairline, 0.18)
        if y <= last - small.line:
            canvas.lines((tick.text,), (numbers, y), small, Anchor.END)
            last = y


def _break_marks(canvas: Canvas, chart: TrendChart, plot: _Plot) -> None:
    """Draw each break as a white gap between two dotted lines, its note over it."""
    theme, small = canvas.theme, canvas.small()
    y = (
        plot.top
        - 3.0
        - sum(
            len(canvas.wrap(item.note, _note_room(canvas), small)) * small.line
            for item in chart.breaks
        )
    )
    for item in chart.breaks:
        x = (plot.x(item.after) + plot.x(item.before)) / 2
        note = canvas.wrap(item.note, _note_room(canvas), small)
        half = max(canvas.measure(line, small) for line in note) / 2
        middle = min(max(x, half), canvas.width - half)
        foot = y + canvas.hanging(note, (middle, y), small, Anchor.MIDDLE)
        canvas.box((x - _GAP, plot.top), 2 * _GAP, plot.bottom - plot.top + 0.3, theme.paper)
        for side in (x - _GAP, x + _GAP):
            spots = ((side, foot + 0.6), (side, plot.bottom))
            canvas.line(spots, theme.light_grey, 0.25, (0.25, 0.75))
        y = foot


def _editions(canvas: Canvas, chart: TrendChart, plot: _Plot) -> float:
    """Set the editions under the plot, on more lines where they stand close; give the foot."""
    small = canvas.small()
    canvas.line(
        ((plot.left, plot.bottom), (plot.right, plot.bottom)), canvas.theme.light_grey, 0.25
    )
    ends: list[float] = []
    for edition in sorted(set(chart.editions)):
        text = str(edition)
        half = canvas.measure(text, small) / 2
        x = plot.x(edition)
        row = next((i for i, end in enumerate(ends) if end + 1.0 <= x - half), len(ends))
        ends[row : row + 1] = [x + half]
        foot = plot.bottom + 1.0
        canvas.line(((x, plot.bottom), (x, foot)), canvas.theme.light_grey, 0.25)
        canvas.hanging((text,), (x, foot + 0.3 + row * small.line), small, Anchor.MIDDLE)
    return plot.bottom + 1.3 + max(1, len(ends)) * small.line


def _segments(chart: TrendChart, line: TrendLine) -> list[list[TrendPoint]]:
    """Cut a line at the breaks."""
    segments: list[list[TrendPoint]] = []
    for item in sorted(line.points, key=lambda point: point.edition):
        before = segments[-1][-1].edition if segments else None
        cut = before is not None and any(
            before <= gap.after and item.edition >= gap.before for gap in chart.breaks
        )
        if before is None or cut:
            segments.append([])
        segments[-1].append(item)
    return segments


def _line(canvas: Canvas, chart: TrendChart, line: TrendLine, plot: _Plot, index: int) -> None:
    """Draw a line piece by piece: the main one strong, others thin with a pattern of their own."""
    colour = canvas.theme.series(line.role)
    for segment in _segments(chart, line):
        spots = [plot.at(item) for item in segment]
        match line.role:
            case Role.MAIN:
                if len(spots) > 1:
                    canvas.line(spots, colour, 0.75, round_ends=True)
                for item, spot in zip(segment, spots, strict=True):
                    _point(canvas, spot, colour, 1.15, is_open=item.converted, edge=0.25)
            case Role.REFERENCE | Role.PREVIOUS:
                if len(spots) > 1:
                    canvas.line(spots, colour, 0.4, _DASHES[index % len(_DASHES)])
                for item, spot in zip(segment, spots, strict=True):
                    _point(canvas, spot, colour, 0.65, is_open=item.converted)


def _point(
    canvas: Canvas, spot: Spot, colour: str, radius: float, *, is_open: bool, edge: float = 0.0
) -> None:
    """Draw a value: a disc, or an open one where the figure was converted."""
    paper = canvas.theme.paper
    if is_open:
        canvas.disc(spot, radius, paper, colour, 0.4)
    elif edge:
        canvas.disc(spot, radius, colour, paper, edge)
    else:
        canvas.disc(spot, radius, colour)


def _margins(canvas: Canvas, segments: Sequence[Sequence[TrendPoint]], plot: _Plot) -> None:
    """Draw a band where every value of a segment has its margin, else a line at each that has."""
    for segment in segments:
        bars = _bars(segment, plot)
        for x, low, high in bars:
            canvas.line(((x, low), (x, high)), canvas.theme.house, 0.4)
        known = [] if bars else _bounds(segment, plot)
        if known:
            upper = [(x, high) for x, _, high in known]
            lower = [(x, low) for x, low, _ in reversed(known)]
            canvas.area([*upper, *lower], canvas.theme.tint)


def _bounds(segment: Sequence[TrendPoint], plot: _Plot) -> list[tuple[float, float, float]]:
    """Give where the margins of a segment stand: across, lower end, upper end."""
    return [
        (plot.x(item.edition), plot.y(item.point.lower), plot.y(item.point.upper))
        for item in segment
        if item.point.lower is not None and item.point.upper is not None
    ]


def _bars(segment: Sequence[TrendPoint], plot: _Plot) -> list[tuple[float, float, float]]:
    """Give the margins that are drawn as lines: all but those that make a band together."""
    known = _bounds(segment, plot)
    return [] if len(known) == len(segment) > 1 else known


def _names(
    canvas: Canvas, lines: Sequence[TrendLine], names: Sequence[tuple[str, ...]], plot: _Plot
) -> None:
    """Set the names at the right, at the height of the last values, making room for each other."""
    ends = [plot.at(max(line.points, key=lambda item: item.edition)) for line in lines]
    types = [_name_type(canvas, line) for line in lines]
    sizes = [len(name) * style.line + 0.6 for name, style in zip(names, types, strict=True)]
    heights = spread([y for _, y in ends], sizes, plot.top - 2.0, plot.bottom + 1.0)
    for name, style, (x, height), y in zip(names, types, ends, heights, strict=True):
        first = y - (len(name) - 1) * style.line / 2
        if x + 3.0 < plot.right or abs(height - first) > 0.6:
            elbow = (plot.right + 0.2, height)
            stop = (plot.right + _LEADER - 0.8, first)
            canvas.line(((x + 1.9, height), elbow, stop), canvas.theme.light_grey, 0.18)
        canvas.lines(name, (plot.right + _LEADER, y), style)


def _values(canvas: Canvas, chart: TrendChart, lines: Sequence[TrendLine], plot: _Plot) -> None:
    """Set the values of each main line: all of a few, else the first and those beside a break.

    The last value stands with the name.
    """
    gaps = [(plot.x(item.after) + plot.x(item.before)) / 2 for item in chart.breaks]
    between = [_Box(x - _GAP - 0.3, plot.top, x + _GAP + 0.3, plot.bottom) for x in gaps]
    taken: list[_Box] = []
    spots = [
        spot for line in lines for part in _segments(chart, line) for spot in _trace(part, plot)
    ]
    for line in lines:
        if line.role is Role.MAIN:
            spots += _upright(_segments(chart, line), plot)
    for line in lines:
        if line.role is not Role.MAIN:
            continue
        segments = _segments(chart, line)
        for segment in segments:
            ends = segment if len(line.points) <= _FEW else (segment[0], segment[-1])
            for item in dict.fromkeys(ends):
                if item is segments[-1][-1]:
                    continue
                side = -1 if item is segment[0] else 1 if item is segment[-1] else 0
                taken.append(_value(canvas, item, side, plot, (taken, between, spots)))


def _trace(segment: Sequence[TrendPoint], plot: _Plot) -> list[Spot]:
    """Give spots along a line, close enough that a text cannot stand between them."""
    spots = [plot.at(item) for item in segment]
    for (x0, y0), (x1, y1) in pairwise(spots[:]):
        count = int((x1 - x0) / 2.0)
        spots += [(x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count) for n in range(1, count)]
    return spots


def _upright(segments: Sequence[Sequence[TrendPoint]], plot: _Plot) -> list[Spot]:
    """Give spots along the margins that are drawn as lines, for a value to keep off."""
    found: list[Spot] = []
    for x, low, high in (bar for part in segments for bar in _bars(part, plot)):
        count = int((low - high) / 1.5) + 1
        found += [(x, high + (low - high) * n / count) for n in range(count + 1)]
    return found


def _value(
    canvas: Canvas,
    item: TrendPoint,
    side: int,
    plot: _Plot,
    others: tuple[Sequence[_Box], Sequence[_Box], Sequence[Spot]],
) -> _Box:
    """Set a value beside the end of its line (`side`), else over or under its point.

    Of all places the one that meets the fewest `others` is taken: values already set count most,
    then gaps of breaks, then lines.
    """
    values, gaps, spots = others
    style = canvas.text(canvas.theme.house, Style.SEMIBOLD)
    x, y = plot.at(item)
    half = canvas.measure(item.point.text, style) / 2
    steps = [(0.0, -step) for step in (3.2, -3.2, 5.2, -5.2, 7.4, -7.4, 10.0, -10.0, 13.0)]
    aside = [(part * half, dy) for dy in (-3.2, 3.2, -5.2, 5.2, -7.4, 7.4) for part in (-0.8, 0.8)]
    if side:
        steps.insert(0, (side * (half + 1.7), 0.0))
        aside.append((-side * (half + 1.7), 0.0))
    steps += aside

    def cost(box: _Box) -> float:
        met = 1000.0 * sum(box.meets(other) for other in values)
        met += 50.0 * sum(box.meets(other) for other in gaps)
        met += 3.0 * sum(box.holds(spot) for spot in spots)
        out = box.top < plot.top - 2.5 or box.bottom > plot.bottom or box.left < plot.left
        return met + 1000.0 * out + abs((box.top + box.bottom) / 2 - y) / 4

    boxes = [_Box(x + dx - half, y + dy - 1.6, x + dx + half, y + dy + 1.6) for dx, dy in steps]
    best = min(boxes, key=cost)
    middle = ((best.left + best.right) / 2, (best.top + best.bottom) / 2)
    canvas.lines((item.point.text,), middle, style, Anchor.MIDDLE)
    return best
