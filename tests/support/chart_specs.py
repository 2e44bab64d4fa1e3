"""Charts as a council report has them, and strategies that make any chart a report could ask for."""

from __future__ import annotations

from support.area_specs import block_map, full_page_profile, ward_profile, wide_profile
from support.plan_specs import town_plan
from vmreport.document.charts import (
    Axis,
    Bar,
    BarChart,
    BarSeries,
    IntervalChart,
    IntervalRow,
    Point,
    Role,
    SeriesBreak,
    Tick,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Tone, Verdict

WORSE = Verdict(Tone.UNFAVOURABLE, "▼", "ongunstiger")
BETTER = Verdict(Tone.FAVOURABLE, "▲", "gunstiger")
SAME = Verdict(Tone.NO_DIFFERENCE, "=", "geen aantoonbaar verschil")
HIGHER = Verdict(Tone.DIFFERENT, "↑", "hoger")
NOT_SAID = Verdict(Tone.UNKNOWN, "○", "niet te zeggen (te weinig antwoorden)")
NO_MARGIN = Verdict(Tone.UNKNOWN, "○", "niet te zeggen (marge onbekend)")


def percent(value: float, margin: float | None = None) -> Point:
    text = f"{value:.0f}%"
    if margin is None:
        return Point(value, text)
    return Point(value, text, max(0, value - margin), min(100, value + margin))


def axis(label: str, *values: float, unit: str = "%") -> Axis:
    return Axis(label, tuple(Tick(value, f"{value:g}{unit}") for value in values))


def safety_intervals() -> IntervalChart:
    """Perceived safety of an example municipality: twelve indicators, every kind of row."""

    def row(label, value, margin, before, land, region, verdict, absent=""):
        return IntervalRow(
            label,
            percent(value, margin) if value is not None else None,
            percent(before) if before is not None else None,
            tuple(percent(v) if v is not None else None for v in (land, region)),
            verdict,
            absent,
        )

    rows = (
        row("Voelt zich wel eens onveilig", 41, 4, 38, 35, 36, WORSE),
        row("Voelt zich vaak onveilig", 3, 1, 3, 2, 2, SAME),
        row("Voelt zich wel eens onveilig in de buurt", 19, 3, 18, 14, 15, WORSE),
        row("Voelt zich vaak onveilig in de buurt", 2, 1, 2, 2, 1, SAME),
        row("Denkt dat er veel criminaliteit in de buurt is", 11, 2, 13, 11, 10, SAME),
        row("Vindt dat de criminaliteit in de buurt is toegenomen", 14, 3, 15, 13, 13, SAME),
        row(
            "Voelt zich ’s avonds op straat in de buurt wel eens onveilig", 27, 3, 24, 20, 22, WORSE
        ),
        row(
            "Doet ’s avonds of ’s nachts niet open omdat het niet veilig is",
            12,
            2,
            11,
            12,
            12,
            SAME,
        ),
        row("Rijdt of loopt om vanwege onveilige plekken", 8, 2, None, 9, 9, SAME),
        row("Is bang om zelf slachtoffer te worden", 6, None, 6, 7, 7, NO_MARGIN),
        row(
            "Voelt zich onveilig in het openbaar vervoer",
            None,
            None,
            None,
            None,
            None,
            NOT_SAID,
            "te weinig antwoorden",
        ),
        row("Voelt zich veilig in het winkelgebied of winkelcentrum", 88, 3, 86, 83, 84, BETTER),
    )
    return IntervalChart(
        rows,
        axis("Percentage van de inwoners van 15 jaar en ouder", 0, 20, 40, 60, 80, 100),
        "Voorbeeldstad 2023",
        ("Nederland", "Politie-eenheid Den Haag"),
        "Voorbeeldstad 2021",
        "Vergeleken met Nederland",
        "95%-marge",
    )


def ward_intervals() -> IntervalChart:
    """One indicator over the wards: short labels, one reference, one decimal."""
    names = (
        ("Binnenstad-Zuid", 31, 6, WORSE),
        ("Binnenstad-Noord", 28, 6, SAME),
        ("Stationsdistrict", 26, 7, SAME),
        ("Leiden-Noord", 25, 4, SAME),
        ("Bos- en Gasthuisdistrict", 20, 4, SAME),
        ("Morsdistrict", 19, 4, SAME),
        ("Roodenburgerdistrict", 15, 3, BETTER),
        ("Boerhaavedistrict", 14, 4, BETTER),
        ("Merenwijkdistrict", 14, 3, BETTER),
    )
    rows = [
        IntervalRow(n, percent(v, m), references=(percent(21),), verdict=s) for n, v, m, s in names
    ]
    rows.append(
        IntervalRow(
            "Stevenshofdistrict",
            None,
            references=(percent(21),),
            absent="niet getoond: minder dan 50 antwoorden",
        )
    )
    return IntervalChart(
        tuple(rows),
        axis("Percentage dat zich wel eens onveilig voelt in de buurt", 0, 10, 20, 30, 40),
        "Wijk, 2023",
        ("Gemeente Leiden",),
        "",
        "Vergeleken met de gemeente",
        "95%-marge",
    )


def score_intervals() -> IntervalChart:
    """Scale scores: three references, no verdicts, one decimal."""

    def score(value, margin=None):
        text = f"{value:.1f}".replace(".", ",")
        return Point(value, text, value - margin, value + margin) if margin else Point(value, text)

    rows = (
        IntervalRow(
            "Rapportcijfer leefbaarheid",
            score(7.4, 0.1),
            score(7.5),
            (score(7.5), score(7.4), score(7.6)),
        ),
        IntervalRow(
            "Rapportcijfer veiligheid",
            score(7.2, 0.1),
            score(7.2),
            (score(7.4), score(7.3), score(7.2)),
        ),
        IntervalRow(
            "Sociale cohesie", score(6.1, 0.1), score(6.0), (score(6.3), score(6.2), score(6.4))
        ),
        IntervalRow(
            "Fysieke voorzieningen",
            score(6.6, 0.1),
            score(6.4),
            (score(6.4), score(6.5), score(6.5)),
        ),
    )
    return IntervalChart(
        rows,
        Axis("Score van 0 tot 10", tuple(Tick(v, f"{v}") for v in (5, 6, 7, 8))),
        "Voorbeeldstad 2023",
        ("Nederland", "Zuid-Holland", "G40"),
        "Voorbeeldstad 2021",
        "",
        "95%-marge",
    )


def _line(name, role, values, margins=None):
    points = []
    for edition, value in values.items():
        margin = margins.get(edition) if margins else None
        points.append(TrendPoint(edition, percent(value, margin)))
    return TrendLine(name, role, tuple(points))


EDITIONS = (2012, 2013, 2014, 2015, 2016, 2017, 2019, 2021, 2023)


def broken_trend() -> TrendChart:
    """Ten years with the break of 2021, three references."""
    main = dict(zip(EDITIONS, (39, 38, 37, 36, 36, 34, 33, 38, 41), strict=True))
    land = dict(zip(EDITIONS, (38, 37, 36, 36, 35, 34, 32, 33, 35), strict=True))
    return TrendChart(
        (
            _line("Voorbeeldstad", Role.MAIN, main, dict.fromkeys(EDITIONS, 3)),
            _line("Nederland", Role.REFERENCE, land),
            _line(
                "Politie-eenheid Den Haag",
                Role.REFERENCE,
                {2012: 40, 2014: 39, 2017: 36, 2019: 34, 2021: 35, 2023: 36},
            ),
            _line("100.000+-gemeenten", Role.REFERENCE, {2017: 38, 2019: 37, 2021: 40, 2023: 42}),
        ),
        axis("Percentage dat zich wel eens onveilig voelt", 20, 30, 40, 50),
        EDITIONS,
        (
            SeriesBreak(
                2019, 2021, "Nieuwe vragenlijst in 2021: niet vergelijkbaar met eerdere jaren"
            ),
        ),
    )


def short_trend() -> TrendChart:
    """Two editions, some margins, one reference of one edition."""
    return TrendChart(
        (
            _line("Voorbeeldstad", Role.MAIN, {2021: 17, 2023: 19}, {2023: 3}),
            _line("Nederland", Role.REFERENCE, {2021: 14, 2023: 14}),
            _line("Regio Haaglanden", Role.REFERENCE, {2023: 15}),
        ),
        axis("Percentage dat zich wel eens onveilig voelt in de buurt", 0, 10, 20, 30),
        (2021, 2023),
    )


def three_editions_trend() -> TrendChart:
    """Three editions after the break with margins, as most municipalities have."""
    return TrendChart(
        (
            _line(
                "Leidschendam-Voorburg",
                Role.MAIN,
                {2021: 24, 2023: 27, 2025: 22},
                {2021: 3, 2023: 3, 2025: 3},
            ),
            _line("Nederland", Role.REFERENCE, {2021: 20, 2023: 22, 2025: 22}),
        ),
        axis("Percentage slachtoffer van online criminaliteit", 0, 10, 20, 30, 40),
        (2021, 2023, 2025),
    )


def prevention_bars() -> BarChart:
    """Five categories with margins, the previous edition and the country."""
    names = (
        "Extra veiligheidssloten of grendels op buitendeuren",
        "Buitenverlichting (met sensor)",
        "Alarminstallatie",
        "Camera of videodeurbel",
        "Rolluiken of luiken voor ramen of deuren",
    )
    now = ((71, 3), (68, 3), (17, 2), (24, 3), None)
    before = (70, 66, 15, 17, 9)
    land = (69, 70, 18, 22, 11)
    return BarChart(
        names,
        (
            BarSeries(
                "Voorbeeldstad 2023",
                Role.MAIN,
                tuple(Bar(percent(*v)) if v else Bar(None, "te weinig antwoorden") for v in now),
            ),
            BarSeries("Voorbeeldstad 2021", Role.PREVIOUS, tuple(Bar(percent(v)) for v in before)),
            BarSeries("Nederland 2023", Role.REFERENCE, tuple(Bar(percent(v)) for v in land)),
        ),
        axis("Percentage woningen met deze maatregel", 0, 20, 40, 60, 80),
    )


def nuisance_bars() -> BarChart:
    """One series, ten short categories."""
    rows = (
        ("Te hard rijden", 32, 3),
        ("Parkeerproblemen", 28, 3),
        ("Rommel op straat", 26, 3),
        ("Hondenpoep", 19, 3),
        ("Geluid van buurtbewoners", 11, 2),
        ("Rondhangende jongeren", 10, 2),
        ("Vernield straatmeubilair", 6, 2),
        ("Drugsgebruik of drugshandel", 6, 2),
        ("Bekladde muren of gebouwen", 4, 1),
        ("Dronken mensen op straat", 0, None),
    )
    return BarChart(
        tuple(name for name, *_ in rows),
        (
            BarSeries(
                "Voorbeeldstad 2023", Role.MAIN, tuple(Bar(percent(v, m)) for _, v, m in rows)
            ),
        ),
        axis("Percentage dat zegt dat dit in de buurt veel voorkomt", 0, 10, 20, 30, 40),
    )


EXAMPLES = (
    safety_intervals,
    ward_intervals,
    score_intervals,
    broken_trend,
    short_trend,
    three_editions_trend,
    prevention_bars,
    nuisance_bars,
    ward_profile,
    wide_profile,
    full_page_profile,
    block_map,
    town_plan,
)
