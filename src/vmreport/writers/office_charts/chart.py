"""Any chart of the model as Word's own, where Word has its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from vmreport.charts.check import check_spec
from vmreport.charts.lettering import font_set
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import (
    AreaMap,
    BarChart,
    ChartSpec,
    GanttChart,
    IntervalChart,
    ProfileMatrix,
    TrendChart,
    chart_words,
)
from vmreport.writers.office_charts.bars import draw_bars
from vmreport.writers.office_charts.book import Book
from vmreport.writers.office_charts.frame import Sheet
from vmreport.writers.office_charts.intervals import draw_intervals
from vmreport.writers.office_charts.trend import draw_trend
from vmreport.writers.ooxml.xml import Element

__all__ = ["NativeChart", "native_chart"]


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart part without the link to its workbook, the workbook, and the size in mm."""

    width_mm: float
    height_mm: float
    chart: Element
    workbook: bytes


def native_chart(
    spec: ChartSpec, theme: ChartTheme, *, width_mm: float, day: date
) -> NativeChart | None:
    """Give a chart as Word's own, its workbook dated `day`; None when Word cannot show it truly.

    Raises ContentError as `charts.draw` does: empty charts, numbers that are not finite,
    characters that the font lacks.
    """
    check_spec(spec)
    fonts = font_set(theme.family, theme.font_files())
    for words in chart_words(spec):
        fonts.width(words, theme.text_pt)
    made = _drawn(spec, theme, width_mm)
    if made is None:
        return None
    sheet, chart, book = made
    return NativeChart(sheet.width, sheet.height, chart, book.to_bytes(day))


def _drawn(
    spec: ChartSpec, theme: ChartTheme, width_mm: float
) -> tuple[Sheet, Element, Book] | None:
    match spec:
        case BarChart():
            return draw_bars(spec, theme, width_mm)
        case TrendChart():
            return draw_trend(spec, theme, width_mm)
        case IntervalChart():
            return draw_intervals(spec, theme, width_mm)
        case ProfileMatrix() | AreaMap() | GanttChart():
            return None
        case _ as never:
            assert_never(never)
