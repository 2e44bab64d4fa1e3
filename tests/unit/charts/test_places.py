"""Charts plot what they print: places read back from the SVG are the printed numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from lxml import etree

from support import chart_specs
from support.chart_strategies import interval_charts
from vmreport.charts.canvas import MM, Area, Disc, Line
from vmreport.charts.draw import draw
from vmreport.charts.theme import ChartTheme

SVG = "{http://www.w3.org/2000/svg}"
THEME = ChartTheme()
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def paths(svg: bytes) -> list[dict[str, object]]:
    """Give every path with its colours and its box (left, top, right, bottom) in mm."""
    found = []
    for path in etree.fromstring(svg).iter(f"{SVG}path"):
        numbers = [float(n) * MM for n in NUMBER.findall(path.get("d"))]
        xs, ys = numbers[0::2], numbers[1::2]
        found.append(
            {
                "fill": path.get("fill"),
                "stroke": path.get("stroke"),
                "box": (min(xs), min(ys), max(xs), max(ys)),
                "curved": "C" in path.get("d"),
            }
        )
    return found


def axis_from(lines: list[float], values: list[float]):
    """Give the value of a place from two grid lines and their printed numbers."""
    (x0, x1), (v0, v1) = (lines[0], lines[-1]), (values[0], values[-1])
    return lambda x: v0 + (x - x0) / (x1 - x0) * (v1 - v0)


def test_dots_lines_rings_and_ticks_of_an_interval_chart_stand_at_their_numbers():
    spec = chart_specs.safety_intervals()
    found = paths(draw(spec, THEME).svg())
    upright = sorted(
        {
            round(p["box"][0], 4)
            for p in found
            if p["stroke"] == THEME.hairline.lower() and p["box"][0] == p["box"][2]
        }
    )
    value = axis_from(upright, [tick.value for tick in spec.axis.ticks])
    house = THEME.house.lower()
    dots = [p["box"] for p in found if p["curved"] and p["fill"] == house][1:]
    rings = [p["box"] for p in found if p["curved"] and p["stroke"] == house][1:]
    lines = [p["box"] for p in found if not p["curved"] and p["stroke"] == house][1:]
    shown = [row for row in spec.rows if row.point]
    printed = [int(row.point.text.rstrip("%")) for row in shown]
    assert [round(value((d[0] + d[2]) / 2), 1) for d in dots] == printed
    before = [row.previous.value for row in spec.rows if row.previous]
    assert [round(value((r[0] + r[2]) / 2), 1) for r in rings] == before
    bounds = [(row.point.lower, row.point.upper) for row in shown if row.point.lower is not None]
    assert [(round(value(x[0]), 1), round(value(x[2]), 1)) for x in lines] == bounds


@settings(max_examples=40, deadline=None, derandomize=True)
@given(interval_charts())
def test_the_dots_of_any_interval_chart_stand_at_their_numbers(spec):
    drawing = draw(spec, THEME)
    dots = [m for m in drawing.marks if isinstance(m, Disc) and m.fill == THEME.house]
    shown = [row.point.value for row in spec.rows if row.point]
    dots = dots[len(dots) - len(shown) :]
    if len(set(shown)) < 2:
        return
    low, high = shown.index(min(shown)), shown.index(max(shown))
    value = axis_from([dots[low].centre[0], dots[high].centre[0]], [shown[low], shown[high]])
    assert [value(dot.centre[0]) for dot in dots] == pytest.approx(shown, abs=1e-6)


def test_bars_start_at_zero_and_end_at_their_numbers():
    spec = chart_specs.nuisance_bars()
    found = paths(draw(spec, THEME).svg())
    bars = [p["box"] for p in found if p["fill"] == THEME.house.lower()]
    printed = [bar.point.value for bar in spec.series[0].bars if bar.point.value]
    grid = [p["box"][0] for p in found if p["stroke"] == THEME.hairline.lower()]
    value = axis_from(grid, [tick.value for tick in spec.axis.ticks])
    assert [round(value(left), 1) for left, *_ in bars] == [0.0] * len(printed)
    assert [round(value(right), 1) for _, _, right, _ in bars] == printed


def test_the_points_of_a_trend_stand_at_true_distances_and_at_their_numbers():
    spec = chart_specs.broken_trend()
    drawing = draw(spec, THEME)
    grid = [m for m in drawing.marks if isinstance(m, Line) and m.colour == THEME.hairline]
    heights = sorted((m.spots[0][1] for m in grid), reverse=True)
    value = axis_from(heights, [tick.value for tick in spec.axis.ticks])
    dots = [m.centre for m in drawing.marks if isinstance(m, Disc) and m.fill == THEME.house]
    main = spec.lines[0].points
    assert [value(y) for _, y in dots] == pytest.approx([p.point.value for p in main])
    years = axis_from([dots[0][0], dots[-1][0]], [main[0].edition, main[-1].edition])
    assert [years(x) for x, _ in dots] == pytest.approx([p.edition for p in main])


def test_no_line_and_no_band_crosses_a_break():
    spec = chart_specs.broken_trend()
    drawing = draw(spec, THEME)
    dots = [m.centre for m in drawing.marks if isinstance(m, Disc) and m.fill == THEME.house]
    years = {p.edition: x for p, (x, _) in zip(spec.lines[0].points, dots, strict=True)}
    gap = (years[2019] + years[2021]) / 2
    series = {THEME.house, THEME.light_grey}
    for mark in drawing.marks:
        if isinstance(mark, Line) and mark.colour in series and mark.width > 0.3:
            assert not min(mark.spots)[0] < gap < max(mark.spots)[0]
        if isinstance(mark, Area) and mark.fill == THEME.tint:
            xs = [x for x, _ in mark.rings[0]]
            assert not min(xs) < gap < max(xs)


def test_a_missing_point_has_no_mark():
    spec = chart_specs.prevention_bars()
    bars = [
        mark
        for mark in draw(spec, THEME).marks
        if isinstance(mark, Area) and mark.fill == THEME.house
    ]
    key = 1
    assert len(bars) == key + sum(bar.point is not None for bar in spec.series[0].bars)
