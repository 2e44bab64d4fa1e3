"""Alternative texts: what is drawn and no more, short enough to listen to."""

from __future__ import annotations

import pytest

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
from vmreport.narrative.alt_texts import ALT_LIMIT, alt_text
from vmreport.narrative.phrases import load_phrases
from vmreport.narrative.verdicts import legend

PHRASES = load_phrases()
AXIS = Axis("percentage van de inwoners", (Tick(0, "0%"), Tick(50, "50%")))
SAME = Verdict(Tone.NO_DIFFERENCE, "·", "geen aantoonbaar verschil")
WORSE = Verdict(Tone.UNFAVOURABLE, "▲", "hoger (ongunstiger)")
LEGEND = legend(PHRASES)


def percent(value: float) -> Point:
    return Point(value, f"{value:.0f}%")


def interval(rows: int) -> IntervalChart:
    made = [
        IntervalRow(f"Een tamelijk lange naam van indicator nummer {n}", percent(n), verdict=SAME)
        for n in range(rows)
    ]
    hidden = [
        IntervalRow(f"Een lange verborgen indicator {n}", None, absent="te weinig antwoorden")
        for n in range(rows)
    ]
    return IntervalChart((*made, *hidden), AXIS, "Voorbeeldstad 2023", verdict_title="Nederland")


def test_an_interval_chart_tells_rows_verdicts_extremes_and_what_lacks():
    spec = IntervalChart(
        (
            IntervalRow("Rommel op straat", percent(22), verdict=SAME),
            IntervalRow("Hondenpoep", percent(31), verdict=WORSE),
            IntervalRow("Stank", None, absent="te weinig antwoorden"),
        ),
        AXIS,
        "Voorbeeldstad 2023",
        verdict_title="Vergeleken met Nederland",
    )
    assert alt_text(spec, PHRASES) == (
        "Figuur met 3\u00a0rijen over Voorbeeldstad 2023. Vergeleken met Nederland: 1 keer geen "
        "aantoonbaar verschil en 1 keer hoger (ongunstiger). Het hoogste cijfer is Hondenpoep "
        "(31%), het laagste Rommel op straat (22%). Zonder cijfer: Stank (te weinig antwoorden). "
        "Alle cijfers staan in de tabellen."
    )


def test_a_trend_tells_first_and_last_point_and_the_break():
    spec = TrendChart(
        (
            TrendLine(
                "Voorbeeldstad",
                Role.MAIN,
                (TrendPoint(2017, percent(18)), TrendPoint(2023, percent(20))),
            ),
            TrendLine("Nederland", Role.REFERENCE, (TrendPoint(2023, percent(15)),)),
        ),
        AXIS,
        (2017, 2021, 2023),
        (SeriesBreak(2017, 2021, "andere manier van meten"),),
    )
    assert alt_text(spec, PHRASES) == (
        "Lijnfiguur (percentage van de inwoners) van 2017 tot en met 2023. Voorbeeldstad: 18% "
        "in 2017; 20% in 2023. Nederland: 15% in 2023. Tussen 2017 en 2021 is de lijn onderbroken: "
        "andere manier van meten. Alle cijfers staan in de tabellen."
    )


def test_a_trend_tells_both_ends_of_every_stretch_and_nothing_over_a_break():
    years = (2015, 2016, 2017, 2019, 2021, 2023)
    points = tuple(TrendPoint(year, percent(year - 2000)) for year in years)
    breaks = (SeriesBreak(2019, 2021, "Andere meetwijze"), SeriesBreak(2021, 2023, "Ander gebied"))
    spec = TrendChart((TrendLine("Purmerend", Role.MAIN, points),), AXIS, years, breaks)
    text = alt_text(spec, PHRASES)
    assert "Purmerend: 15% in 2015, 19% in 2019; 21% in 2021; 23% in 2023." in text
    assert "is de lijn onderbroken: ander gebied." in text


def test_bars_tell_the_extremes_of_each_series():
    spec = BarChart(
        ("Centrum", "Noord", "Oost"),
        (
            BarSeries("2023", Role.MAIN, (Bar(percent(31)), Bar(percent(12)), Bar(None, "x"))),
            BarSeries("2021", Role.PREVIOUS, (Bar(None, "x"), Bar(percent(9)), Bar(None, "x"))),
            BarSeries("2019", Role.PREVIOUS, (Bar(None, "x"),) * 3),
        ),
        AXIS,
    )
    assert alt_text(spec, PHRASES) == (
        "Staafdiagram (percentage van de inwoners), met 3\u00a0groepen balken. 2023: het hoogst "
        "is Centrum (31%), het laagst Noord (12%). 2021: Noord (9%). 2019: geen cijfers. Alle "
        "cijfers staan in de tabellen."
    )


def test_a_profile_counts_signs_and_names_the_areas_with_most_concerns():
    worse, same = ProfileCell(Tone.UNFAVOURABLE, "▲"), ProfileCell(Tone.NO_DIFFERENCE, "·")
    spec = ProfileMatrix(
        ("Onveilig", "Rommel"),
        (ProfileRow("Centrum", (worse, worse)), ProfileRow("Noord", (same, worse))),
        LEGEND,
    )
    assert alt_text(spec, PHRASES) == (
        "Overzicht van 2\u00a0gebieden en 2\u00a0onderwerpen, met in elk vak een teken. In totaal: "
        "3 keer hoger (ongunstiger) en 1 keer geen aantoonbaar verschil. Het vaakst "
        "ongunstig: Centrum (2\u00a0keer) en Noord (1\u00a0keer). Alle cijfers staan in de tabellen."
    )


def test_a_map_names_the_areas_per_class():
    spec = AreaMap(
        (
            MapArea("Centrum", Tone.UNFAVOURABLE, "▲", ()),
            MapArea("Noord", Tone.UNKNOWN, "○", ()),
            MapArea("Oost", Tone.UNFAVOURABLE, "▲", ()),
        ),
        LEGEND,
    )
    assert alt_text(spec, PHRASES) == (
        "Kaart met 3\u00a0gebieden. Hoger (ongunstiger): Centrum en Oost. Niet te zeggen: "
        "Noord. Alle cijfers staan in de tabellen."
    )


@pytest.mark.parametrize("rows", [1, 12, 40])
def test_a_long_chart_keeps_a_text_one_can_listen_to(rows):
    assert len(alt_text(interval(rows), PHRASES)) <= ALT_LIMIT
