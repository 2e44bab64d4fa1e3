"""Intervals as Word's own: points with their margins, one row per indicator, texts as labels.

A scatter chart: Word has no dot plot. The series are made in `interval_series`; here is the room
they get, and what stands around them.
"""

from __future__ import annotations

from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import IntervalChart, IntervalRow
from vmreport.writers.office_charts.book import Book
from vmreport.writers.office_charts.drawing import c, flag, value
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
from vmreport.writers.office_charts.interval_series import RowTexts, has_lanes, interval_series
from vmreport.writers.office_charts.numbers import Steps, steps_of
from vmreport.writers.ooxml.xml import Element

__all__ = ["draw_intervals"]

_LABEL_MAX = 56.0
_LABEL_STEP = 4.0
_VERDICT_MAX = 38.0
_SIGN = 4.0
_GUTTER = 2.5
_ROW = 6.4
_LANED_ROW = 7.4
_PADDING = 1.2
_LEGEND = 5.0
_HEAD = 4.6
_FOOT = 5.0


def draw_intervals(
    chart: IntervalChart, theme: ChartTheme, width: float
) -> tuple[Sheet, Element, Book] | None:
    """Give size, chart and workbook; None when Word cannot draw the axis as the model has it."""
    steps = steps_of(chart.axis, _values(chart))
    if steps is None:
        return None
    sheet = Sheet(theme, width)
    texts = _texts(sheet, chart)
    right = _verdict_room(sheet, texts)
    heads = _heads(sheet, chart, right)
    head = max(len(heads), 1) * sheet.leading(sheet.small()) + 1.0
    plot = _plot(sheet, chart, texts, head, right)
    book = Book()
    series, keyed = interval_series(chart, texts, steps, sheet, book)
    content = c("scatterChart", value("scatterStyle", "lineMarker"), flag("varyColors", on=False))
    content.extend(made.element(index) for index, made in enumerate(series))
    content.extend((value("axId", ACROSS), value("axId", UP)))
    label = chart.axis.label
    axis_head = title(sheet, [label], plot.left, plot.top - _HEAD) if label else None
    across = value_axis(sheet, steps, ACROSS, head=axis_head, grid=hairline(sheet))
    rows = Steps(0.5, len(chart.rows) + 0.5, 1.0, "0")
    up = value_axis(sheet, rows, UP, grid=hairline(sheet), numbered=False)
    made = chart_part(
        sheet,
        plot,
        [content, across, up],
        head=title(sheet, heads, width - right, plot.top - head) if heads else None,
        key=legend(sheet, [made.name.name for made in series], keyed, _LEGEND),
    )
    return sheet, made, book


def _values(chart: IntervalChart) -> list[float]:
    shown = [p for row in chart.rows for p in (row.previous, *row.references) if p is not None]
    points = [row.point for row in chart.rows if row.point is not None]
    ends = [bound for p in points for bound in (p.lower, p.upper) if bound is not None]
    return [*ends, *(point.value for point in (*shown, *points))]


def _texts(sheet: Sheet, chart: IntervalChart) -> RowTexts:
    room = _label_room(sheet, chart)
    strong = sheet.text(bold=True)
    values = tuple(row.point.text if row.point is not None else "" for row in chart.rows)
    widest = max(sheet.measure(text, strong) for text in values)
    return RowTexts(
        tuple(sheet.wrap(row.label, room, sheet.text()) for row in chart.rows),
        values,
        tuple(_verdict(row, sheet) for row in chart.rows),
        widest + 2.0 if widest else 0.0,
    )


def _label_room(sheet: Sheet, chart: IntervalChart) -> float:
    widest = max(sheet.measure(row.label, sheet.text()) for row in chart.rows)
    return min(_LABEL_MAX, _LABEL_STEP * (widest // _LABEL_STEP + 1))


def _verdict(row: IntervalRow, sheet: Sheet) -> tuple[str, ...]:
    if row.verdict is None:
        return ()
    return sheet.wrap(row.verdict.word, _VERDICT_MAX - _SIGN, sheet.text())


def _verdict_room(sheet: Sheet, texts: RowTexts) -> float:
    lines = [line for lines in texts.verdicts for line in lines]
    return max((sheet.measure(line, sheet.text()) for line in lines), default=-_SIGN) + _SIGN


def _heads(sheet: Sheet, chart: IntervalChart, right: float) -> tuple[str, ...]:
    """Give what is compared, as lines over the verdicts; nothing when there are none."""
    if not chart.verdict_title or not right:
        return ()
    return sheet.wrap(chart.verdict_title, right, sheet.small())


def _plot(sheet: Sheet, chart: IntervalChart, texts: RowTexts, head: float, right: float) -> Box:
    """Give the room of the plot; sets the height of the sheet."""
    lines = max(len(item) for item in (*texts.labels, *texts.verdicts))
    least = _LANED_ROW if has_lanes(chart) else _ROW
    row = max(least, lines * sheet.leading(sheet.text()) + _PADDING)
    left = _label_room(sheet, chart) + _GUTTER
    across = sheet.width - left - texts.value_room - right - 2 * _GUTTER
    plot = Box(left, _LEGEND + head, across, len(chart.rows) * row)
    sheet.height = plot.top + plot.height + _FOOT
    return plot
