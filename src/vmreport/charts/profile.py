"""Profile matrix: areas as rows, indicators as columns, a sign on a tint in every cell.

Source: look.md, Figures. The matrix never takes more than a page; the order is the model's.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.charts.canvas import Anchor, Canvas, Drawing
from vmreport.charts.legend import lay_keys, verdict_keys, verdict_type
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import ProfileCell, ProfileMatrix
from vmreport.document.inlines import Tone

__all__ = ["draw_profile"]

_LABEL_MAX = 50.0
_GUTTER = 3.0
_CELL_MAX = 24.0
_ROW = 6.4
_ROW_MIN = 4.2
_PAGE = 225.0
_UPRIGHT_COLUMNS = 10
_UPRIGHT_LINES = 3
_TURNED_ROOMS = (44.0, 60.0, 80.0, 120.0)
"""How long turned headers may be: the first length at which all fit in their column."""
_PLAIN = (Tone.NO_DIFFERENCE, Tone.UNKNOWN)
_SEAM = 0.35
"""Half the white seam between cells, in mm."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """The broken headers of the columns and the room they take."""

    texts: tuple[tuple[str, ...], ...]
    turned: bool
    height: float


def draw_profile(chart: ProfileMatrix, theme: ChartTheme, width: float) -> Drawing:
    """Draw a profile matrix of `width` mm and at most a page high."""
    canvas = Canvas(theme, width)
    text = canvas.text()
    room = min(_LABEL_MAX, max(canvas.measure(row.label, text) for row in chart.rows) + 0.1)
    left = room + _GUTTER
    cell = min(_CELL_MAX, (width - left) / len(chart.columns))
    heads = _heads(canvas, chart.columns, cell)
    labels = [canvas.wrap(row.label, room, text) for row in chart.rows]
    row_height = min(_ROW, (_PAGE - heads.height - 14.0) / len(labels))
    heights = [
        max(row_height, _ROW_MIN, len(label) * text.line + (1.0 if len(label) > 1 else 0.0))
        for label in labels
    ]
    _set_heads(canvas, heads, left, cell)
    y = heads.height
    right = left + cell * len(chart.columns)
    for row, label, height in zip(chart.rows, labels, heights, strict=True):
        canvas.line(((0.0, y), (right, y)), theme.hairline, 0.12)
        canvas.lines(label, (0.0, y + height / 2), text)
        for index, item in enumerate(row.cells):
            _cell(canvas, item, (left + index * cell, y), (cell, height))
        y += height
    canvas.line(((0.0, y), (right, y)), theme.hairline, 0.12)
    y += 1.5
    keys = verdict_keys(canvas, chart.legend, plain=_PLAIN)
    return canvas.finish(y + lay_keys(canvas, keys, y, width))


def _heads(canvas: Canvas, columns: tuple[str, ...], cell: float) -> _Heads:
    """Break headers: upright when few and their words fit, else turned a quarter."""
    small = canvas.small(canvas.theme.ink)
    room = cell - 1.6
    words = [word for column in columns for word in column.replace("\u00ad", "").split(" ")]
    if len(columns) <= _UPRIGHT_COLUMNS and all(canvas.measure(w, small) <= room for w in words):
        upright = tuple(canvas.wrap(column, room, small) for column in columns)
        lines = max(len(column) for column in upright)
        if lines <= _UPRIGHT_LINES:
            return _Heads(upright, turned=False, height=lines * small.line + 1.5)
    most = max(1, int(cell / small.line))
    turned: tuple[tuple[str, ...], ...] = ()
    for length in _TURNED_ROOMS:
        turned = tuple(canvas.wrap(column, length, small) for column in columns)
        if max(map(len, turned)) <= most:
            break
    longest = max(canvas.measure(line, small) for column in turned for line in column)
    return _Heads(turned, turned=True, height=longest + 1.8)


def _set_heads(canvas: Canvas, heads: _Heads, left: float, cell: float) -> None:
    small = canvas.small(canvas.theme.ink)
    for index, lines in enumerate(heads.texts):
        middle = left + (index + 0.5) * cell
        if not heads.turned:
            top = heads.height - 1.5 - len(lines) * small.line
            canvas.hanging(lines, (middle, top), small, Anchor.MIDDLE)
            continue
        first = middle + 0.285 * small.em - (len(lines) - 1) * small.line / 2
        for row, line in enumerate(lines):
            canvas.words(line, (first + row * small.line, heads.height - 1.2), small, angle=90.0)


def _cell(
    canvas: Canvas, item: ProfileCell, at: tuple[float, float], size: tuple[float, float]
) -> None:
    (x, y), (width, height) = at, size
    if item.tone not in _PLAIN:
        corner = (x + _SEAM, y + _SEAM)
        tint = canvas.theme.verdict_tint(item.tone)
        canvas.box(corner, width - 2 * _SEAM, height - 2 * _SEAM, tint)
    middle = (x + width / 2, y + height / 2)
    canvas.lines((item.sign,), middle, verdict_type(canvas, item.tone), Anchor.MIDDLE)
