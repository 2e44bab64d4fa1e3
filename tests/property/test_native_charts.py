"""Properties of Word's own charts: whatever the chart, the workbook says what the chart shows."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from support.chart_strategies import bar_charts, interval_charts, trend_charts
from support.docx_charts import C, FoundChart
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import BarChart, ChartSpec, IntervalChart, Point, TrendChart
from vmreport.writers.office_charts import native_chart

_THEME = ChartTheme()
_slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def _points(spec: ChartSpec) -> list[Point]:
    match spec:
        case BarChart():
            found = [bar.point for series in spec.series for bar in series.bars]
        case TrendChart():
            found = [item.point for line in spec.lines for item in line.points]
        case IntervalChart():
            found = [p for row in spec.rows for p in (row.point, row.previous, *row.references)]
        case _:
            found = []
    return [point for point in found if point is not None]


@given(st.one_of(bar_charts(), trend_charts(), interval_charts()))
@_slow
def test_any_chart_is_true_to_its_numbers(spec: ChartSpec) -> None:
    made = native_chart(spec, _THEME, width_mm=165.0, day=date(2024, 1, 1))
    if made is None:
        return
    assert made.height_mm > 0
    found = FoundChart("", made.chart, made.workbook)
    for reference in found.references:
        cells = found.cells(reference.formula)
        assert len(cells) == len(reference.kept)
        for cell, kept in zip(cells, reference.kept, strict=True):
            if isinstance(cell, int | float):
                assert kept is not None
                assert abs(float(kept) - cell) < 1e-9
            else:
                assert (cell or None) == (kept or None)
    _only_printed(spec, made.workbook)
    widths = [float(node.get("val")) for node in made.chart.iter(f"{C}w")]
    assert all(0 < width <= 1 for width in widths)


def _only_printed(spec: ChartSpec, workbook: bytes) -> None:
    allowed = {b for p in _points(spec) for b in (p.value, p.lower, p.upper) if b is not None}
    if isinstance(spec, TrendChart):
        allowed |= {*spec.editions, *(i.edition for line in spec.lines for i in line.points)}
    for column in load_workbook(BytesIO(workbook))["Cijfers"].iter_cols():
        if str(column[0].value or "").startswith("Plaats: "):
            continue
        numbers = {cell.value for cell in column[1:] if isinstance(cell.value, int | float)}
        assert numbers <= allowed
