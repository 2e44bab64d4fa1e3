"""Hypothesis strategies for every chart a report could ask for, awkward ones included."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from support.area_specs import CLASSES
from support.plan_specs import gantts
from vmreport.document.charts import (
    AreaMap,
    Axis,
    Bar,
    BarChart,
    BarSeries,
    IntervalChart,
    IntervalRow,
    MapArea,
    Point,
    ProfileCell,
    ProfileMatrix,
    ProfileRow,
    Role,
    SeriesBreak,
    Tick,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Tone, Verdict

WORDS = (
    *("veiligheid", "buurt", "’s avonds", "de", "wel eens", "onveilig", "Bos- en Gasthuisdistrict"),
    *("in", "criminaliteit", "$5_en^10", "verkeersongevallenregistratie", "en/of", "slachtoffer"),
    *(
        "Súdwest-Fryslân",
        "100.000+-gemeenten",
        "rapport\u00adcijfer",
        "≥ 65 jaar",
        "\\foo{",
        "a&b <c>",
    ),
)
VERDICTS = (
    Verdict(Tone.FAVOURABLE, "▲", "gunstiger"),
    Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger"),
    Verdict(Tone.DIFFERENT, "↑", "hoger"),
    Verdict(Tone.NO_DIFFERENCE, "=", "geen aantoonbaar verschil"),
    Verdict(Tone.UNKNOWN, "○", "niet te zeggen (te weinig antwoorden)"),
)


def labels(most: int = 9) -> st.SearchStrategy[str]:
    """Short and very long labels."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Whole percentages from 0 to 100, with or without a margin that may be lopsided."""
    value = draw(st.integers(0, 100) | st.sampled_from((0, 50, 100)))
    if draw(st.booleans()):
        return Point(value, f"{value}%")
    lower = max(0, value - draw(st.integers(0, 30)))
    upper = min(100, value + draw(st.integers(0, 30)))
    return Point(value, f"{value}%", lower, upper)


maybe_points = st.none() | points()


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    """Axes from 0 to 100 in steps, sometimes shorter than the data."""
    step = draw(st.sampled_from((5, 10, 20, 50)))
    last = draw(st.sampled_from((40, 100)))
    label = draw(st.just("") | labels(12))
    return Axis(label, tuple(Tick(v, f"{v}%") for v in range(0, last + 1, step)))


@st.composite
def interval_charts(draw: st.DrawFn) -> IntervalChart:
    """One to twenty rows, zero to three references."""
    count = draw(st.integers(0, 3))

    def row() -> IntervalRow:
        point = draw(maybe_points)
        return IntervalRow(
            draw(labels(14)),
            point,
            draw(maybe_points),
            tuple(draw(maybe_points) for _ in range(count)),
            draw(st.none() | st.sampled_from(VERDICTS)),
            "" if point else draw(labels(7)),
        )

    rows = tuple(row() for _ in range(draw(st.integers(1, 20))))
    names = tuple(draw(labels(4)) for _ in range(count))
    title, margin = draw(st.just("") | labels(4)), draw(st.sampled_from(("", "95%-marge")))
    return IntervalChart(rows, draw(axes()), draw(labels(4)), names, draw(labels(4)), title, margin)


@st.composite
def trend_charts(draw: st.DrawFn) -> TrendChart:
    """One to five lines over up to twelve editions, with zero to two breaks."""
    editions = sorted(draw(st.sets(st.integers(2005, 2030), min_size=1, max_size=12)))

    def line(role: Role) -> TrendLine:
        present = [e for e in editions if draw(st.booleans())] or editions[-1:]
        return TrendLine(
            draw(labels(4)),
            role,
            tuple(TrendPoint(e, draw(points())) for e in present),
        )

    roles = [Role.MAIN, *draw(st.lists(st.sampled_from(Role), max_size=4))]
    gaps = list(pairwise(editions))
    chosen = draw(st.lists(st.sampled_from(gaps), max_size=2, unique=True)) if gaps else []
    breaks = tuple(SeriesBreak(after, before, draw(labels(12))) for after, before in chosen)
    return TrendChart(tuple(map(line, roles)), draw(axes()), tuple(editions), breaks)


@st.composite
def bar_charts(draw: st.DrawFn) -> BarChart:
    """One to twelve categories, one to three series."""
    categories = tuple(draw(labels(10)) for _ in range(draw(st.integers(1, 12))))

    def bar() -> Bar:
        point = draw(maybe_points)
        return Bar(point, "" if point else "te weinig antwoorden")

    series = tuple(
        BarSeries(draw(labels(4)), role, tuple(bar() for _ in categories))
        for role in draw(st.lists(st.sampled_from(Role), min_size=1, max_size=3))
    )
    return BarChart(categories, series, draw(axes()))


@st.composite
def profiles(draw: st.DrawFn) -> ProfileMatrix:
    """Up to fourteen columns and forty rows."""
    columns = tuple(draw(labels(5)) for _ in range(draw(st.integers(1, 14))))
    cells = st.sampled_from(CLASSES).map(lambda entry: ProfileCell(entry.tone, entry.sign))
    rows = tuple(
        ProfileRow(draw(labels(3)), tuple(draw(cells) for _ in columns))
        for _ in range(draw(st.integers(1, 12)))
    )
    return ProfileMatrix(columns, rows, CLASSES)


@st.composite
def area_maps(draw: st.DrawFn) -> AreaMap:
    """A patchwork of up to sixteen blocks, some of them slivers."""
    widths = draw(st.lists(st.sampled_from((0.001, 0.01, 0.02)), min_size=1, max_size=4))
    heights = draw(st.lists(st.sampled_from((0.001, 0.008, 0.015)), min_size=1, max_size=4))
    areas = []
    for i, width in enumerate(widths):
        for j, height in enumerate(heights):
            x, y = 4.4 + sum(widths[:i]), 52.1 + sum(heights[:j])
            ring = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            entry = draw(st.sampled_from(CLASSES))
            areas.append(MapArea(draw(labels(3)), entry.tone, entry.sign, (ring,)))
    return AreaMap(tuple(areas), CLASSES)


any_chart = st.one_of(
    interval_charts(), trend_charts(), bar_charts(), profiles(), area_maps(), gantts()
)
