"""Draw any chart of the model: one look, one width, true to the printed numbers.

The kinds stand in their own files; what a chart may contain is decided in `document.charts`.
"""

from __future__ import annotations

from typing import assert_never

from vmreport.charts.area_map import draw_map
from vmreport.charts.bars import draw_bars
from vmreport.charts.canvas import Drawing
from vmreport.charts.check import check_spec
from vmreport.charts.gantt import draw_gantt
from vmreport.charts.intervals import draw_intervals
from vmreport.charts.profile import draw_profile
from vmreport.charts.theme import ChartTheme
from vmreport.charts.trend import draw_trend
from vmreport.document.charts import (
    AreaMap,
    BarChart,
    ChartSpec,
    GanttChart,
    IntervalChart,
    ProfileMatrix,
    TrendChart,
)

__all__ = ["Drawing", "draw"]


def draw(spec: ChartSpec, theme: ChartTheme, *, width_mm: float = 165.0) -> Drawing:
    """Draw a chart at `width_mm`; the height follows from what it holds.

    Raises ContentError when the chart is empty or contradicts itself, holds a number that is not
    finite, or uses a character the font lacks; EnvironmentFault when a font file is not right.
    """
    check_spec(spec)
    match spec:
        case IntervalChart():
            return draw_intervals(spec, theme, width_mm)
        case TrendChart():
            return draw_trend(spec, theme, width_mm)
        case BarChart():
            return draw_bars(spec, theme, width_mm)
        case ProfileMatrix():
            return draw_profile(spec, theme, width_mm)
        case AreaMap():
            return draw_map(spec, theme, width_mm)
        case GanttChart():
            return draw_gantt(spec, theme, width_mm)
        case _ as never:
            assert_never(never)
