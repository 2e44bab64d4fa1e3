"""Gantt chart: measures as rows under their actiepunt, quarters as columns, the owner at the row.

Source: look.md, Figures. Columns: measure, owner, quarters, status in words; the bar repeats the
status as fill and edge, never as colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Type
from vmreport.charts.lettering import Style
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import GanttChart, GanttRow, GanttState

__all__ = ["draw_gantt"]

_LABEL_SHARE = 0.31
_OWNER_SHARE = 0.17
_STATUS_MAX = 24.0
_GUTTER = 3.5
_INDENT = 1.0
"""How far texts at the left stand in, so that the band of an actiepunt has an edge."""
_PADDING = 2.6
_ROW = 6.6
_GROUP_PADDING = 2.4
_BAR = 3.2
_INSET = 0.5
"""How far a bar stays inside its first and last quarter."""
_TIP = 1.8
"""Length of the point of a bar that goes on outside the chart."""
_HAIR = 0.12
_DASH = (1.0, 0.8)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand, in mm."""

    label: float
    owner: float
    owner_room: float
    start: float
    quarter: float
    count: int
    status: float
    status_room: float

    @property
    def end(self) -> float:
        """Right edge of the quarters."""
        return self.start + self.quarter * self.count

    def x(self, column: int) -> float:
        """Left edge of a quarter."""
        return self.start + self.quarter * column


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its broken texts."""

    row: GanttRow
    label: tuple[str, ...]
    owner: tuple[str, ...]
    status: tuple[str, ...]
    absent: tuple[str, ...]
    height: float


def draw_gantt(chart: GanttChart, theme: ChartTheme, width: float) -> Drawing:
    """Draw a planning of `width` mm; the height follows from its rows."""
    canvas = Canvas(theme, width)
    columns = _columns(canvas, chart)
    head = _head_height(canvas, chart, columns)
    groups = [
        (
            canvas.wrap(group.title, width - 2 * _INDENT, _group_type(canvas)),
            [_broken(canvas, row, columns) for row in group.rows],
        )
        for group in chart.groups
    ]
    bottom = head + sum(
        _group_height(canvas, title) + sum(row.height for row in rows) for title, rows in groups
    )
    _grid(canvas, chart, columns, head, bottom)
    _today(canvas, chart, columns, head, bottom)
    y = head
    for title, rows in groups:
        height = _group_height(canvas, title)
        canvas.box((0.0, y), width, height, theme.neutral_tint)
        canvas.lines(title, (_INDENT, y + height / 2), _group_type(canvas))
        y += height
        for index, row in enumerate(rows):
            if index:
                canvas.line(((0.0, y), (width, y)), theme.hairline, _HAIR)
            _row(canvas, row, columns, y)
            y += row.height
    _heads(canvas, chart, columns, head)
    canvas.line(((0.0, bottom), (width, bottom)), theme.grey, 0.2)
    return canvas.finish(bottom + _foot(canvas, chart))


# -- measures -------------------------------------------------------------------------------------


def _columns(canvas: Canvas, chart: GanttChart) -> _Columns:
    rows = [row for group in chart.groups for row in group.rows]
    text, small = canvas.text(), canvas.small()
    label = _room(canvas, [row.label for row in rows], text, _LABEL_SHARE * canvas.width)
    owners = [row.owner for row in rows]
    owner = _room(canvas, owners, text, _OWNER_SHARE * canvas.width)
    owner = max(owner, min(canvas.measure(chart.owner_title, small), _OWNER_SHARE * canvas.width))
    words = [row.status for row in rows]
    strong = canvas.text(style=Style.SEMIBOLD)
    status = max(
        _room(canvas, words, strong, _STATUS_MAX),
        min(canvas.measure(chart.status_title, small) + 0.1, _STATUS_MAX),
    )
    start = _INDENT + label + owner + 2 * _GUTTER
    end = canvas.width - status - _GUTTER
    return _Columns(
        label=label,
        owner=_INDENT + label + _GUTTER,
        owner_room=owner,
        start=start,
        quarter=(end - start) / chart.columns,
        count=chart.columns,
        status=end + _GUTTER,
        status_room=status,
    )


def _room(canvas: Canvas, words: list[str], lettering: Type, most: float) -> float:
    return min(most, max(canvas.measure(text, lettering) for text in words) + 0.1)


def _broken(canvas: Canvas, row: GanttRow, columns: _Columns) -> _Row:
    text = canvas.text()
    label = canvas.wrap(row.label, columns.label, text)
    owner = canvas.wrap(row.owner, columns.owner_room, text) if row.owner else ()
    status = canvas.wrap(row.status, columns.status_room, canvas.text(style=Style.SEMIBOLD))
    room = columns.end - columns.start - 1.0
    italic = canvas.text(style=Style.ITALIC)
    absent = canvas.wrap(row.absent, room, italic) if row.first is None else ()
    lines = max(len(label), len(owner), len(status), len(absent))
    height = max(_ROW, lines * text.line + _PADDING)
    return _Row(row, label, owner, status, absent, height)


def _group_type(canvas: Canvas) -> Type:
    return canvas.text(style=Style.SEMIBOLD)


def _group_height(canvas: Canvas, title: tuple[str, ...]) -> float:
    return len(title) * _group_type(canvas).line + _GROUP_PADDING


# -- marks ----------------------------------------------------------------------------------------


def _row(canvas: Canvas, row: _Row, columns: _Columns, top: float) -> None:
    middle = top + row.height / 2
    text = canvas.text()
    canvas.lines(row.label, (_INDENT, middle), text)
    canvas.lines(row.owner, (columns.owner, middle), canvas.text(canvas.theme.grey))
    canvas.lines(row.status, (columns.status, middle), _status_type(canvas, row.row.state))
    if row.row.first is None or row.row.last is None:
        _absent(canvas, row, columns, middle)
        return
    _bar(canvas, row.row, (columns.x(row.row.first), columns.x(row.row.last + 1)), middle)


def _absent(canvas: Canvas, row: _Row, columns: _Columns, middle: float) -> None:
    """Set the words that stand for a missing bar, on a ground that hides the grid."""
    italic = canvas.text(canvas.theme.grey, Style.ITALIC)
    width = max(canvas.measure(line, italic) for line in row.absent) + 2.0
    height = len(row.absent) * italic.line
    canvas.box((columns.start + 0.2, middle - height / 2), width, height, canvas.theme.paper)
    canvas.lines(row.absent, (columns.start + 1.0, middle), italic)


def _status_type(canvas: Canvas, state: GanttState) -> Type:
    if state is GanttState.DELAYED:
        return canvas.text(canvas.theme.unfavourable, Style.SEMIBOLD)
    quiet = state in (GanttState.PLANNED, GanttState.DROPPED)
    return canvas.text(canvas.theme.grey if quiet else canvas.theme.ink)


def _bar(canvas: Canvas, row: GanttRow, reach: tuple[float, float], middle: float) -> None:
    """Draw a bar; a side at which it goes on is a point, the other sides are straight."""
    left, right = reach[0] + _INSET, reach[1] - _INSET
    top, bottom = middle - _BAR / 2, middle + _BAR / 2
    tip = min(_TIP, (right - left) / 2)
    spots = [(left + tip if row.begins_earlier else left, top)]
    if row.goes_on:
        spots += [(right - tip, top), (right, middle), (right - tip, bottom)]
    else:
        spots += [(right, top), (right, bottom)]
    if row.begins_earlier:
        spots += [(left + tip, bottom), (left, middle)]
    else:
        spots.append((left, bottom))
    fill, edge = _paint(canvas.theme, row.state)
    dropped = row.state is GanttState.DROPPED
    canvas.area(spots, fill, "" if dropped else edge, 0.35)
    if dropped:
        canvas.line((*spots, spots[0]), edge, 0.35, _DASH)


def _paint(theme: ChartTheme, state: GanttState) -> tuple[str, str]:
    """Give fill and edge of a bar; the words at the row say the same."""
    return {
        GanttState.PLANNED: (theme.tint, theme.house),
        GanttState.RUNNING: (theme.house, theme.house),
        GanttState.DELAYED: (theme.unfavourable_tint, theme.unfavourable),
        GanttState.DONE: (theme.light_grey, theme.grey),
        GanttState.DROPPED: (theme.paper, theme.light_grey),
    }[state]


# -- frame ----------------------------------------------------------------------------------------


def _turned(canvas: Canvas, chart: GanttChart, columns: _Columns) -> bool:
    """Tell whether the names of quarters must stand upright to fit their column."""
    small = canvas.small()
    names = [name for year in chart.years for name in year.quarters]
    return max(canvas.measure(name, small) for name in names) + 0.8 > columns.quarter


def _quarter_height(canvas: Canvas, chart: GanttChart, columns: _Columns) -> float:
    small = canvas.small()
    if not _turned(canvas, chart, columns):
        return small.line
    return max(canvas.measure(name, small) for year in chart.years for name in year.quarters) + 0.6


def _head_height(canvas: Canvas, chart: GanttChart, columns: _Columns) -> float:
    return canvas.text().line + _quarter_height(canvas, chart, columns) + 1.4


def _grid(canvas: Canvas, chart: GanttChart, columns: _Columns, top: float, bottom: float) -> None:
    column = 0
    for year in chart.years:
        for index in range(len(year.quarters)):
            x = columns.x(column + index)
            colour = canvas.theme.hairline if index else canvas.theme.light_grey
            canvas.line(((x, top), (x, bottom)), colour, _HAIR if index else 0.2)
        column += len(year.quarters)
    canvas.line(((columns.end, top), (columns.end, bottom)), canvas.theme.light_grey, 0.2)


def _heads(canvas: Canvas, chart: GanttChart, columns: _Columns, head: float) -> None:
    small, strong = canvas.small(), canvas.text(style=Style.SEMIBOLD)
    base = head - 0.9 - small.line / 2
    canvas.lines((chart.label_title,), (_INDENT, base), small)
    canvas.lines((chart.owner_title,), (columns.owner, base), small)
    canvas.lines((chart.status_title,), (columns.status, base), small)
    turned = _turned(canvas, chart, columns)
    column = 0
    for year in chart.years:
        left = columns.x(column)
        room = columns.quarter * len(year.quarters)
        fits = canvas.measure(year.label, strong) <= room
        canvas.lines(
            (year.label if fits else year.label[-2:],), (left + 0.6, strong.line / 2), strong
        )
        for index, name in enumerate(year.quarters):
            middle = columns.x(column + index) + columns.quarter / 2
            if turned:
                at = (middle + 0.28 * small.em, head - 1.0)
                canvas.words(name, at, small, Anchor.START, 90.0)
            else:
                canvas.lines((name,), (middle, base), small, Anchor.MIDDLE)
        column += len(year.quarters)
    canvas.line(((0.0, head), (canvas.width, head)), canvas.theme.grey, 0.2)


def _today(canvas: Canvas, chart: GanttChart, columns: _Columns, top: float, bottom: float) -> None:
    if chart.today is None:
        return
    x = columns.x(chart.today + 1)
    canvas.line(((x, top), (x, bottom + 1.0)), canvas.theme.ink, 0.35)
    small = canvas.small(canvas.theme.ink)
    half = canvas.measure(chart.today_label, small) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.lines(
        (chart.today_label,), (middle, bottom + 1.4 + small.line / 2), small, Anchor.MIDDLE
    )


def _foot(canvas: Canvas, chart: GanttChart) -> float:
    return canvas.small().line + 1.8 if chart.today is not None else 0.3
