"""Nothing overlaps and nothing is cut, measured on the letters matplotlib really sets."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from support import chart_specs
from support.chart_strategies import (
    any_chart,
    area_maps,
    bar_charts,
    interval_charts,
    profiles,
    trend_charts,
)
from support.plan_specs import gantts
from vmreport.charts import render
from vmreport.charts.canvas import Area, Canvas, Disc, Drawing, Line, Words
from vmreport.charts.draw import draw
from vmreport.charts.lettering import MM
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import (
    AreaMap,
    ChartSpec,
    Point,
    Role,
    SeriesBreak,
    TrendChart,
    TrendLine,
    TrendPoint,
    chart_words,
)

THEME = ChartTheme()
SLOW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@cache
def ink_height(text: str, file: str, size: float) -> tuple[float, float]:
    """Give how far the ink of a line reaches under (negative) and over its baseline, in mm."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    ink = TextPath((0, 0), text, size=size, prop=FontProperties(fname=file)).get_extents()
    return ink.y0 * MM, ink.y1 * MM


def spots(mark: Line | Area | Disc) -> list[tuple[float, float]]:
    match mark:
        case Line(spots=line):
            return list(line)
        case Area(rings=rings):
            return [spot for ring in rings for spot in ring]
        case Disc(centre=(x, y), radius=r):
            return [(x - r, y - r), (x + r, y + r)]


def text_boxes(drawing: Drawing) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Give every text with left, bottom, right, top in mm: its ink, as matplotlib sets it."""
    from matplotlib.text import Text

    with render._pinned():
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        figure = render._figure(drawing, 254)
        renderer = FigureCanvasAgg(figure).get_renderer()
        boxes = []
        for artist in figure.get_children():
            if not isinstance(artist, Text) or not artist.get_text():
                continue
            font = artist.get_fontproperties()
            low, high = ink_height(artist.get_text(), font.get_file(), font.get_size())
            left, bottom, right, top = artist.get_window_extent(renderer).extents / 10
            x, y = artist.get_transform().transform(artist.get_position()) / 10
            if artist.get_rotation():
                box = (x - high, bottom, x - low, top)
            else:
                box = (left, y + low, right, y + high)
            boxes.append((artist.get_text(), tuple(map(float, box))))
    return boxes


def assert_clean(drawing: Drawing) -> None:
    boxes = text_boxes(drawing)
    assert len(boxes) == len(drawing.words)
    for text, (left, bottom, right, top) in boxes:
        assert -0.05 <= left <= right <= drawing.width_mm + 0.05, (text, left, right)
        assert -0.05 <= bottom <= top <= drawing.height_mm + 0.05, (text, bottom, top)
    for mark in drawing.marks:
        if not isinstance(mark, Words):
            for x, y in spots(mark):
                assert -0.01 <= x <= drawing.width_mm + 0.01, mark
                assert -0.01 <= y <= drawing.height_mm + 0.01, mark
    for (one, a), (other, b) in combinations(boxes, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0.05 or down <= 0.05, (one, other, across, down)


def examples() -> list[ChartSpec]:
    return [make() for make in chart_specs.EXAMPLES]


@pytest.mark.parametrize("spec", examples(), ids=[m.__name__ for m in chart_specs.EXAMPLES])
@pytest.mark.parametrize("width", [165.0, 250.0])
def test_texts_of_the_examples_neither_meet_nor_leave_the_sheet(spec, width):
    assert_clean(draw(spec, THEME, width_mm=width))


@SLOW
@given(interval_charts())
def test_texts_of_any_interval_chart_are_clean(spec):
    assert_clean(draw(spec, THEME))


@SLOW
@given(trend_charts())
def test_texts_of_any_trend_chart_are_clean(spec):
    assert_clean(draw(spec, THEME))


@SLOW
@given(bar_charts())
def test_texts_of_any_bar_chart_are_clean(spec):
    assert_clean(draw(spec, THEME))


@SLOW
@given(profiles())
def test_texts_of_any_profile_are_clean(spec):
    assert_clean(draw(spec, THEME))


@SLOW
@given(area_maps())
def test_texts_of_any_map_are_clean(spec):
    assert_clean(draw(spec, THEME))


@SLOW
@given(gantts())
def test_texts_of_any_planning_are_clean(spec):
    for width in (165.0, 253.0):
        assert_clean(draw(spec, THEME, width_mm=width))


def test_the_measure_finds_texts_that_meet_and_texts_that_are_cut():
    canvas = Canvas(THEME, 100.0)
    canvas.words("Binnenstad", (10.0, 10.0), canvas.text())
    canvas.words("Noord", (20.0, 11.5), canvas.text())
    with pytest.raises(AssertionError, match="Noord"):
        assert_clean(canvas.finish(20.0))
    canvas = Canvas(THEME, 100.0)
    canvas.words("Binnenstad", (90.0, 10.0), canvas.text())
    with pytest.raises(AssertionError, match="Binnenstad"):
        assert_clean(canvas.finish(20.0))


def letters(words: tuple[str, ...]) -> str:
    """Give words without what breaking lines may add or take away."""
    return "".join("".join(words).replace("\u00ad", "").replace("-", "").split())


@SLOW
@given(any_chart)
def test_a_chart_holds_no_letter_that_the_model_does_not(spec):
    known = letters(chart_words(spec))
    for word in draw(spec, THEME).words:
        text = letters((word,))
        if isinstance(spec, AreaMap) and word.isdigit():
            continue
        parts = letters((word.rpartition(" ")[0],)), letters((word.rpartition(" ")[2],))
        assert text in known or all(part in known for part in parts), word


@pytest.mark.parametrize("spec", examples(), ids=[m.__name__ for m in chart_specs.EXAMPLES])
def test_every_word_of_an_example_is_in_its_drawing(spec):
    drawn = letters(draw(spec, THEME).words)
    optional = set()
    if isinstance(spec, TrendChart):
        optional = {item.point.text for line in spec.lines for item in line.points}
    if len(getattr(spec, "series", "..")) == 1:
        optional = {series.name for series in spec.series}
    for word in chart_words(spec):
        assert word in optional or letters((word,)) in drawn, word


def test_a_profile_of_forty_rows_fits_a_page():
    drawing = draw(chart_specs.full_page_profile(), THEME)
    assert drawing.height_mm <= 225.0
    turned = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.angle]
    assert len(turned) >= 14


def test_a_map_keeps_the_shape_of_the_land():
    """A square of equal metres is drawn as a square: longitude shrinks with the latitude."""
    import math

    from vmreport.document.charts import MapArea
    from vmreport.document.inlines import Tone

    side = 0.1
    wide = side / math.cos(math.radians(52.05))
    ring = ((4.0, 52.0), (4.0 + wide, 52.0), (4.0 + wide, 52.0 + side), (4.0, 52.0 + side))
    spec = AreaMap((MapArea("Vierkant", Tone.UNKNOWN, "○", (ring,)),), ())
    (area,) = (mark for mark in draw(spec, THEME).marks if isinstance(mark, Area))
    xs, ys = zip(*area.rings[0], strict=True)
    assert max(xs) - min(xs) == pytest.approx(max(ys) - min(ys), rel=1e-3)


CROWDED = TrendChart(
    (
        TrendLine(
            "Súdwest-Fryslân",
            Role.MAIN,
            tuple(
                TrendPoint(
                    year, Point(value, f"{value:.1f}%".replace(".", ","), value - 3, value + 3)
                )
                for year, value in zip(
                    (2012, 2013, 2014, 2015, 2016, 2017, 2019, 2021, 2023),
                    (27.0, 27.8, 29.6, 30.7, 32.0, 31.0, 33.2, 31.4, 33.5),
                    strict=True,
                )
            ),
        ),
    ),
    chart_specs.axis("%", 0, 10, 20, 30, 40),
    (2012, 2013, 2014, 2015, 2016, 2017, 2019, 2021, 2023),
    (
        SeriesBreak(2013, 2014, "Ander gebied"),
        SeriesBreak(2017, 2019, "Ander gebied"),
        SeriesBreak(2019, 2021, "Andere meetwijze"),
    ),
)
"""Four stretches, one of a single edition between two breaks."""


def test_values_keep_off_margins_and_breaks_in_a_crowded_trend():
    drawing = draw(CROWDED, THEME, width_mm=160.0)
    upright = [
        mark
        for mark in drawing.marks
        if isinstance(mark, Line) and len({x for x, _ in mark.spots}) == 1
    ]
    values = [item for item in text_boxes(drawing) if item[0].endswith("%") and "," in item[0]]
    assert len(values) >= 6
    met = [
        (text, mark.spots)
        for text, (left, bottom, right, top) in values
        for mark in upright
        if left < mark.spots[0][0] < right
        and min(y for _, y in mark.spots) < top
        and max(y for _, y in mark.spots) > bottom
    ]
    assert met == []
