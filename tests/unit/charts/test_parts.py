"""The parts under the charts: letters, scales, room for labels, colours, checks."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import chart_specs
from support.chart_strategies import labels
from vmreport.charts.canvas import Canvas
from vmreport.charts.draw import draw
from vmreport.charts.lettering import MM, Style, font_set
from vmreport.charts.scale import Span, span_of, spread
from vmreport.charts.theme import ChartTheme, contrast, shipped_fonts, use_fonts
from vmreport.document.charts import Axis, ChartSpec, Point, Tick
from vmreport.document.inlines import Tone
from vmreport.errors import ContentError, EnvironmentFault

THEME = ChartTheme()
FONTS = font_set(THEME.family, THEME.font_files())


@given(labels(14), st.floats(12, 90))
def test_wrapping_keeps_every_letter_and_the_room(text, room):
    lines = FONTS.wrap(text, room, 8.5)
    joined = "".join(lines).replace("-", "").replace(" ", "")
    assert joined == text.replace("\u00ad", "").replace("-", "").replace(" ", "")
    assert all(FONTS.width(line, 8.5) <= room + 0.01 for line in lines)


def test_wrapping_makes_lines_of_about_equal_length():
    lines = FONTS.wrap("Vindt dat de criminaliteit in de buurt is toegenomen", 58, 8.5)
    assert lines == ("Vindt dat de criminaliteit", "in de buurt is toegenomen")


def test_wrapping_breaks_before_a_bracket():
    lines = FONTS.wrap("niet te zeggen (te weinig antwoorden)", 36, 8.5)
    assert lines == ("niet te zeggen", "(te weinig antwoorden)")


def test_a_word_wider_than_the_room_is_divided_between_syllables():
    lines = FONTS.wrap("veiligheidsbeleving", 20, 8.5)
    assert lines == ("veiligheidsbele-", "ving")


def test_width_is_never_less_than_printed():
    draw(chart_specs.nuisance_bars(), THEME).png(50)
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    for text in ("Voelt zich wel eens onveilig", "AV To Wa 100%", "ffi fl ongunstiger"):
        for style in Style:
            prop = FontProperties(fname=FONTS.path(style))
            printed = TextPath((0, 0), text, size=8.5, prop=prop).get_extents().width * MM
            assert printed - 0.05 <= FONTS.width(text, 8.5, style) <= printed * 1.05 + 0.5


def test_a_missing_glyph_names_the_text_and_the_code_point():
    spec = chart_specs.short_trend()
    line = replace(spec.lines[0], name="Voorbeeld\u4e2d")
    with pytest.raises(ContentError) as caught:
        draw(replace(spec, lines=(line,)), THEME)
    (problem,) = caught.value.problems
    assert problem.code == "E561"
    assert "Voorbeeld\u4e2d" in problem.what
    assert "U+4E2D" in problem.what


def test_a_missing_a_foreign_and_an_incomplete_font_are_faults(tmp_path):
    regular, *_ = shipped_fonts()
    with pytest.raises(EnvironmentFault, match=r"weg\.ttf"):
        draw(chart_specs.short_trend(), use_fonts(THEME, THEME.family, (tmp_path / "weg.ttf",)))
    broken = tmp_path / "stuk.ttf"
    broken.write_bytes(b"geen lettertype")
    with pytest.raises(EnvironmentFault, match=r"stuk\.ttf"):
        draw(chart_specs.short_trend(), use_fonts(THEME, THEME.family, (broken,)))
    with pytest.raises(EnvironmentFault, match="Huisletter"):
        draw(chart_specs.short_trend(), use_fonts(THEME, "Huisletter", shipped_fonts()))
    with pytest.raises(EnvironmentFault, match="cursief"):
        draw(chart_specs.short_trend(), use_fonts(THEME, THEME.family, (regular,)))


sizes = st.lists(st.tuples(st.floats(0, 60), st.floats(2, 9)), min_size=1, max_size=8)


@given(sizes)
def test_spread_labels_do_not_overlap_and_stay_inside(items):
    wanted, heights = zip(*items, strict=True)
    low, high = 0.0, max(60.0, sum(heights))
    placed = spread(wanted, heights, low, high)
    boxes = sorted((p - h / 2, p + h / 2) for p, h in zip(placed, heights, strict=True))
    assert boxes[0][0] >= low - 1e-6
    assert boxes[-1][1] <= high + 1e-6
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))


def test_spread_leaves_labels_with_room_where_they_are():
    assert spread([30.0, 10.0, 20.0], [4.0, 4.0, 4.0], 0, 40) == [30.0, 10.0, 20.0]


def test_an_axis_stretches_for_values_outside_its_numbers():
    axis = Axis("", (Tick(0, "0%"), Tick(40, "40%")))
    assert span_of(axis, [12, 57]) == Span(0, 57)
    assert span_of(Axis("", ()), [3, 3]) == Span(2, 4)


@pytest.mark.parametrize("name", ["ink", "house", "grey", "favourable", "unfavourable"])
def test_text_colours_reach_the_contrast_of_text(name):
    colour = getattr(THEME, name)
    assert contrast(colour, THEME.paper) >= 4.5
    assert contrast(THEME.light_grey, THEME.paper) >= 3


@pytest.mark.parametrize("tone", Tone)
def test_signs_and_names_reach_the_contrast_of_text_on_their_tint(tone):
    tint = THEME.verdict_tint(tone)
    assert contrast(THEME.ink, tint) >= 4.5
    assert contrast(THEME.verdict(tone), tint) >= 4.5
    assert contrast(THEME.house, THEME.tint) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def broken_charts() -> list[tuple[str, ChartSpec]]:
    intervals, trend = chart_specs.ward_intervals(), chart_specs.short_trend()
    row, bars = intervals.rows[0], chart_specs.nuisance_bars()
    profile, land = chart_specs.ward_profile(), chart_specs.block_map()
    nan = replace(row, point=Point(math.nan, "?"))
    endless = replace(row, point=Point(3, "3%", 1, math.inf))
    return [
        ("eindig", replace(intervals, rows=(nan,))),
        ("eindig", replace(intervals, rows=(endless,))),
        ("geen rijen", replace(intervals, rows=())),
        ("vergelijking", replace(intervals, reference_names=())),
        ("waarom", replace(intervals, rows=(replace(row, point=None),))),
        ("geen punten", replace(trend, lines=())),
        ("categorie", replace(bars, categories=bars.categories[1:])),
        ("geen staven", replace(bars, series=())),
        ("geen cellen", replace(profile, rows=())),
        ("kolom", replace(profile, columns=profile.columns[1:])),
        ("geen gebieden", replace(land, areas=())),
        ("omtrek", replace(land, areas=(replace(land.areas[0], rings=()),))),
    ]


@pytest.mark.parametrize(("what", "spec"), broken_charts())
def test_a_chart_that_contradicts_itself_is_refused(what, spec):
    with pytest.raises(ContentError, match=what) as caught:
        draw(spec, THEME)
    assert {problem.code for problem in caught.value.problems} == {"E562"}


def test_only_signs_that_occur_are_in_the_legend():
    spec = chart_specs.safety_intervals()
    rows = tuple(
        replace(row, previous=None, references=(row.references[0], None)) for row in spec.rows
    )
    words = draw(replace(spec, rows=rows), THEME).words
    assert "Nederland" in words
    assert spec.reference_names[1] not in words
    assert spec.previous_name not in words


def test_a_canvas_measures_with_the_fonts_of_its_theme():
    canvas = Canvas(THEME, 100.0)
    assert canvas.measure("00", canvas.text()) == pytest.approx(
        2 * 0.497 * 8.5 * 25.4 / 72, rel=0.01
    )
