"""Small analyses built by hand: enough of a report to speak about, with outcomes spelled out.

The outcome of a comparison is worked out here from the intervals in a few lines, on purpose not
with `analysis`: these tests are about words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from vmreport.analysis.findings import (
    Against,
    Analysis,
    Cell,
    CellKey,
    Comparison,
    Hidden,
    NoVerdict,
    Outcome,
    Profile,
    Published,
    Ranked,
    Ranking,
    Thresholds,
    Trend,
    Valuation,
)
from vmreport.errors import Place
from vmreport.survey.model import (
    Absence,
    Area,
    AreaLevel,
    Direction,
    Indicator,
    Series,
    UnitKind,
    series_of,
)

TOWN = Area("GM9001", "Voorbeeldstad", AreaLevel.MUNICIPALITY)
COUNTRY = Area("NL01", "Nederland", AreaLevel.COUNTRY)
REGION = Area("RE01", "Regio Middenland", AreaLevel.REGION)
WARDS = tuple(
    Area(f"WK9001{number:02}", name, AreaLevel.WARD, "GM9001")
    for number, name in enumerate(("Centrum", "Noord", "Oost", "Zuid", "Buitengebied"))
)


def indicator(code: str, short: str, **changes: object) -> Indicator:
    made = Indicator(
        code=code,
        name=short,
        short=short,
        unit=UnitKind.PERCENT,
        unit_label="%",
        base="inwoners van 15 jaar en ouder",
        direction=Direction.HIGHER_IS_WORSE,
        theme="beleving",
        subtheme="Veiligheidsbeleving",
        field="1",
        field_theme="",
        series=frozenset(Series),
    )
    return replace(made, **changes)


UNSAFE = indicator(
    "onveilig_buurt",
    "Weleens onveilig in de buurt",
    sentence="voelt zich weleens onveilig in de buurt",
    headline=True,
)
CRIME = indicator(
    "veel_criminaliteit",
    "Veel criminaliteit in de buurt",
    sentence="denkt dat er veel criminaliteit in de buurt is",
)
SAFETY_MARK = indicator(
    "cijfer_veiligheid",
    "Rapportcijfer veiligheid in de buurt",
    unit=UnitKind.MARK,
    unit_label="rapportcijfer",
    direction=Direction.HIGHER_IS_BETTER,
    headline=True,
)
LITTER = indicator(
    "rommel", "Rommel op straat", unit_label="% veel overlast", theme="overlast", headline=True,
    sentence="ervaart veel overlast van rommel op straat",
)  # fmt: skip
DOGS = indicator("hondenpoep", "Hondenpoep", unit_label="% veel overlast", theme="overlast")
COHESION = indicator(
    "cohesie",
    "Sociale cohesie",
    unit=UnitKind.SCORE,
    unit_label="schaalscore (0-10)",
    direction=Direction.HIGHER_IS_BETTER,
    theme="leefbaarheid",
    headline=True,
)
REPORTED = indicator(
    "melding",
    "Melding bij de politie",
    base="slachtoffers van traditionele criminaliteit",
    conditional=True,
    direction=Direction.NEUTRAL,
    sentence="heeft dit bij de politie gemeld",
    theme="slachtofferschap",
)
INDICATORS = (UNSAFE, CRIME, SAFETY_MARK, LITTER, DOGS, COHESION, REPORTED)


@dataclass(frozen=True)
class Row:
    """One figure: value and half-width as text; no half-width is no margin; or why it is hidden."""

    indicator: Indicator
    area: Area
    edition: int
    value: str = ""
    half: str = ""
    hidden: Absence | None = None


def cell_of(row: Row) -> Cell:
    key = CellKey(row.edition, row.area.code, row.indicator.code)
    if row.hidden is not None:
        return Hidden(key, row.hidden)
    value = Decimal(row.value)
    half = Decimal(row.half) if row.half else None
    return Published(
        key=key,
        value=value,
        lower=value - half if half is not None else None,
        upper=value + half if half is not None else None,
        n=400,
        source="verzonnen",
        place=Place("indicatoren.csv", row=2),
        text=row.value,
    )


def compare(item: Indicator, against: Against, value: Cell, reference: Cell) -> Comparison:
    outcome, reason = Outcome.UNKNOWN, None
    if isinstance(value, Hidden):
        reason = NoVerdict.VALUE_HIDDEN
    elif isinstance(reference, Hidden):
        reason = NoVerdict.REFERENCE_HIDDEN
    elif series_of(value.key.edition) is not series_of(reference.key.edition):
        reason = NoVerdict.SERIES_BREAK
    elif value.lower is None or reference.lower is None:
        reason = NoVerdict.MARGIN_UNKNOWN
    elif value.lower >= reference.upper:
        outcome = Outcome.HIGHER
    elif value.upper <= reference.lower:
        outcome = Outcome.LOWER
    else:
        outcome = Outcome.NO_DIFFERENCE
    return Comparison(item, against, value, reference, outcome, _valued(item, outcome), reason)


def _valued(item: Indicator, outcome: Outcome) -> Valuation:
    good = {
        Direction.HIGHER_IS_BETTER: Outcome.HIGHER,
        Direction.HIGHER_IS_WORSE: Outcome.LOWER,
    }.get(item.direction)
    if good is None or outcome not in (Outcome.HIGHER, Outcome.LOWER):
        return Valuation.NEUTRAL
    return Valuation.FAVOURABLE if outcome is good else Valuation.UNFAVOURABLE


def analysis_of(
    rows: tuple[Row, ...],
    *,
    town: Area = TOWN,
    region: Area | None = REGION,
    edition: int = 2023,
    previous: int | None = 2021,
    missing: tuple[int, ...] = (),
) -> Analysis:
    cells = {cell.key: cell for cell in map(cell_of, rows)}
    known = {row.indicator.code: row.indicator for row in rows if row.area == town}
    wards = tuple(area for area in WARDS if any(row.area == area for row in rows))
    comparisons: dict[tuple[CellKey, Against], Comparison] = {}

    def add(item: Indicator, area: Area, against: Against, edition_: int, other: Area) -> None:
        value = cells.get(CellKey(edition, area.code, item.code))
        reference = cells.get(CellKey(edition_, other.code, item.code))
        if value is not None and reference is not None:
            comparisons[value.key, against] = compare(item, against, value, reference)

    for item in known.values():
        add(item, town, Against.COUNTRY, edition, COUNTRY)
        if region:
            add(item, town, Against.REGION, edition, region)
        for area in (town, *wards):
            if previous:
                add(item, area, Against.PREVIOUS, previous, area)
            if area is not town:
                add(item, area, Against.MUNICIPALITY, edition, town)
    return Analysis(
        municipality=town,
        edition=edition,
        previous_edition=previous,
        country=COUNTRY if any(row.area == COUNTRY for row in rows) else None,
        region=region if any(row.area == region for row in rows) else None,
        local_areas=wards,
        areas={area.code: area for area in (town, COUNTRY, *wards, *((region,) if region else ()))},
        indicators=known,
        cells=cells,
        comparisons=comparisons,
        trends={code: _trend(item, town, cells, comparisons) for code, item in known.items()},
        profiles=_profiles(known, wards, edition, comparisons),
        ranking_country=_ranking(known, town, edition, Against.COUNTRY, comparisons),
        ranking_region=_ranking(known, town, edition, Against.REGION, comparisons),
        ranking_previous=_ranking(known, town, edition, Against.PREVIOUS, comparisons),
        thresholds=Thresholds(),
        editions=tuple(sorted({row.edition for row in rows})),
        missing_editions=missing,
    )


def _trend(item: Indicator, town: Area, cells: dict, comparisons: dict) -> Trend:
    own = sorted(k for k in cells if k.area == town.code and k.indicator == item.code)
    pairs = [(a.edition, b.edition) for a, b in pairwise(own)]
    breaks = tuple(pair for pair in pairs if series_of(pair[0]) is not series_of(pair[1]))
    same = [k for k in own if series_of(k.edition) is series_of(own[-1].edition)]
    first = None
    if len(same) > 2:
        first = compare(item, Against.FIRST, cells[own[-1]], cells[same[0]])
    previous = comparisons.get((own[-1], Against.PREVIOUS))
    return Trend(item, town, tuple(cells[k] for k in own), breaks, previous, first)


def _profiles(known: dict, wards: tuple, edition: int, comparisons: dict) -> dict[str, Profile]:
    profiles = {}
    for code, item in known.items():
        keys = [(CellKey(edition, ward.code, code), Against.MUNICIPALITY) for ward in wards]
        found = tuple(comparisons[key] for key in keys if key in comparisons)
        if found:
            profiles[code] = Profile(item, AreaLevel.WARD, found)
    return profiles


def _ranking(known: dict, town: Area, edition: int, against: Against, comparisons: dict) -> Ranking:
    keys = [(CellKey(edition, town.code, code), against) for code in known]
    found = [comparisons[key] for key in keys if key in comparisons]
    ranked = {
        valuation: tuple(Ranked(c, Decimal(1)) for c in found if c.valuation is valuation)
        for valuation in Valuation
    }
    return Ranking(ranked[Valuation.FAVOURABLE], ranked[Valuation.UNFAVOURABLE])


def realistic_rows() -> tuple[Row, ...]:
    """A town with good news, concerns, change, hidden cells and a missing margin."""
    return (
        Row(UNSAFE, TOWN, 2017, "18.0", "2.0"),
        Row(UNSAFE, TOWN, 2021, "21.4", "2.1"),
        Row(UNSAFE, TOWN, 2023, "20.3", "2.0"),
        Row(UNSAFE, COUNTRY, 2023, "14.9", "0.3"),
        Row(UNSAFE, REGION, 2023, "19.0", "1.1"),
        Row(UNSAFE, WARDS[0], 2023, "31.0", "5.1"),
        Row(UNSAFE, WARDS[1], 2023, "22.5", "5.0"),
        Row(UNSAFE, WARDS[2], 2023, "12.0", "4.0"),
        Row(UNSAFE, WARDS[3], 2023, "19.9", "4.0"),
        Row(UNSAFE, WARDS[4], 2023, hidden=Absence.TOO_FEW),
        Row(UNSAFE, WARDS[0], 2021, "22.0", "3.0"),
        Row(CRIME, TOWN, 2021, "12.0", "1.0"),
        Row(CRIME, TOWN, 2023, "9.4", "1.0"),
        Row(CRIME, COUNTRY, 2023, "9.9", "0.3"),
        Row(CRIME, REGION, 2023, hidden=Absence.SECRET),
        Row(CRIME, WARDS[0], 2023, "14.0", "2.4"),
        Row(CRIME, WARDS[1], 2023, "9.0", "2.0"),
        Row(SAFETY_MARK, TOWN, 2021, "7.2", "0.1"),
        Row(SAFETY_MARK, TOWN, 2023, "7.4", "0.1"),
        Row(SAFETY_MARK, COUNTRY, 2023, "7.3", "0.05"),
        Row(SAFETY_MARK, REGION, 2023, "7.6", "0.05"),
        Row(LITTER, TOWN, 2021, "26.0", "2.0"),
        Row(LITTER, TOWN, 2023, "21.5", "2.0"),
        Row(LITTER, COUNTRY, 2023, "25.8", "0.4"),
        Row(LITTER, REGION, 2023, "27.2", "1.2"),
        Row(LITTER, WARDS[0], 2023, "22.0", "5.0"),
        Row(LITTER, WARDS[1], 2023, "20.0", "5.0"),
        Row(DOGS, TOWN, 2023, "19.6", "2.0"),
        Row(DOGS, COUNTRY, 2023, "18.8", "0.3"),
        Row(COHESION, TOWN, 2021, "6.2"),
        Row(COHESION, TOWN, 2023, "6.3", "0.1"),
        Row(COHESION, COUNTRY, 2023, "6.3", "0.02"),
        Row(COHESION, WARDS[0], 2023, "5.8"),
        Row(COHESION, WARDS[1], 2023, "6.4"),
        Row(REPORTED, TOWN, 2023, hidden=Absence.TOO_FEW),
        Row(REPORTED, COUNTRY, 2023, "33.0", "0.6"),
    )


def realistic() -> Analysis:
    return analysis_of(realistic_rows(), missing=(2019,))


def without_margins() -> Analysis:
    """The same town as delivered by a source that gives no margins at all."""
    rows = tuple(replace(row, half="") for row in realistic_rows())
    return analysis_of(rows)


def without_differences() -> Analysis:
    """The same town with margins so wide that nothing differs."""
    rows = tuple(replace(row, half="15" if row.half else "") for row in realistic_rows())
    return analysis_of(rows)


def province_only() -> Analysis:
    """A province against the country, with values only: the open StatLine case."""
    province = Area("PV20", "Groningen (PV)", AreaLevel.PROVINCE)
    rows = (
        Row(UNSAFE, province, 2016, "14.7"),
        Row(UNSAFE, province, 2017, "14.5"),
        Row(UNSAFE, COUNTRY, 2017, "16.1"),
        Row(SAFETY_MARK, province, 2016, "7.4"),
        Row(SAFETY_MARK, province, 2017, "7.4"),
    )
    return analysis_of(rows, town=province, region=None, edition=2017, previous=2016)
