"""A converted figure is drawn open; nothing else about the chart changes."""

from dataclasses import replace

import pytest

from support.chart_specs import broken_trend
from vmreport.charts.canvas import Disc
from vmreport.charts.draw import draw
from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style


@pytest.fixture(scope="module")
def theme():
    return load_house_style("ccv", Problems()).chart_theme


def test_converted_points_are_open_discs_on_every_line(theme):
    plain = broken_trend()
    lines = tuple(
        replace(line, points=tuple(replace(p, converted=p.edition < 2020) for p in line.points))
        for line in plain.lines
    )
    opened = replace(plain, lines=lines)
    converted = sum(p.converted for line in lines for p in line.points)
    discs = [mark for mark in draw(opened, theme).marks if isinstance(mark, Disc)]
    before = [mark for mark in draw(plain, theme).marks if isinstance(mark, Disc)]
    assert converted > 0
    assert sum(mark.fill == theme.paper and mark.edge != "" for mark in discs) == converted
    assert not [mark for mark in before if mark.fill == theme.paper]
    assert [(m.centre, m.radius) for m in discs] == [(m.centre, m.radius) for m in before]
