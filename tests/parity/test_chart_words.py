"""The text in a drawn chart is that of its spec, letter for letter and as often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from support import chart_specs
from support.builds import SAMPLES, house_style, sample_document
from support.chart_strategies import any_chart
from support.words import normalise
from vmreport.charts.draw import draw
from vmreport.document.blocks import Figure
from vmreport.document.charts import (
    AreaMap,
    BarChart,
    ChartSpec,
    IntervalChart,
    TrendChart,
    chart_words,
)
from vmreport.document.tree import walk

SVG = "{http://www.w3.org/2000/svg}"


def letters(words) -> Counter[str]:
    """Count letters without what breaking a line adds or takes away."""
    return Counter(normalise("".join(words)).replace("-", ""))


def optional(spec: ChartSpec) -> list[str]:
    """Give the texts that a drawing may leave out."""
    match spec:
        case TrendChart(lines):
            return [point.point.text for line in lines for point in line.points[:-1]]
        case BarChart(series=(only,)):
            return [only.name]
        case IntervalChart():
            return _idle_names(spec)
        case _:
            return []


def _idle_names(chart: IntervalChart) -> list[str]:
    """Give the names of signs that no row has: the legend explains only what can be seen."""
    points = [row.point for row in chart.rows if row.point]
    idle = [] if points else [chart.name]
    idle += [] if any(p.lower is not None for p in points) else [chart.margin_name]
    idle += [] if any(row.previous for row in chart.rows) else [chart.previous_name]
    for place, name in enumerate(chart.reference_names):
        idle += [] if any(row.references[place] for row in chart.rows) else [name]
    return idle if any(row.verdict for row in chart.rows) else [*idle, chart.verdict_title]


def added(spec: ChartSpec) -> list[str]:
    """Give the texts that a drawing may add: keys of areas too small for their name, twice."""
    if isinstance(spec, AreaMap):
        return [str(number) for number in range(1, len(spec.areas) + 1)] * 2
    return []


def crowded(spec: ChartSpec) -> list[str]:
    """Give the numbers along an axis, some of which make way where they would touch."""
    ticks = [tick.text for tick in spec.axis.ticks] if hasattr(spec, "axis") else []
    return ticks + [str(edition) for edition in getattr(spec, "editions", ())]


def faults(
    spec: ChartSpec, drawn: Counter[str], *, left_out: Sequence[str] = ()
) -> dict[str, Counter[str]]:
    """Give the letters that are missing from a drawing and those that should not be there."""
    words = letters(chart_words(spec))
    found = {
        "missing": words - letters([*optional(spec), *left_out]) - drawn,
        "extra": drawn - words - letters(added(spec)),
    }
    return {name: count for name, count in found.items() if count}


def drawn_letters(spec: ChartSpec) -> Counter[str]:
    root = etree.fromstring(draw(spec, house_style("ccv").chart_theme).svg())
    return letters(text.text for text in root.iter(f"{SVG}text"))


def sample_charts(name: str) -> list[ChartSpec]:
    blocks = walk(sample_document(name).blocks)
    return [block.chart for block in blocks if isinstance(block, Figure)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_charts_of_the_samples_show_the_words_of_their_specs(sample):
    charts = sample_charts(sample)
    assert len(charts) >= 5
    for spec in charts:
        assert faults(spec, drawn_letters(spec)) == {}, chart_words(spec)


@pytest.mark.parametrize("make", chart_specs.EXAMPLES, ids=lambda make: make.__name__)
def test_charts_of_the_examples_show_the_words_of_their_specs(make):
    assert faults(make(), drawn_letters(make())) == {}


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(any_chart)
def test_any_chart_shows_the_words_of_its_spec(spec):
    assert faults(spec, drawn_letters(spec), left_out=crowded(spec)) == {}


def test_a_chart_that_says_less_or_more_is_seen():
    spec = chart_specs.safety_intervals()
    drawn = drawn_letters(spec)
    shorter = replace(spec, rows=spec.rows[:-1])
    assert "extra" in faults(shorter, drawn)
    assert "missing" in faults(spec, drawn_letters(shorter))
