"""Small surveys from compact rows, and hypothesis strategies for surveys of any shape.

A row is `edition area indicator value [lower..upper | +-half] [n=.. k=.. pop=..]`; the value is a
decimal, or `.` unknown, `x` secret, `?` missing, `-` not applicable. Areas follow from their code.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from vmreport.errors import Place
from vmreport.survey.model import (
    Absence,
    Area,
    AreaLevel,
    Direction,
    Estimate,
    Indicator,
    Missing,
    NotApplicable,
    Observation,
    ObservationKey,
    Series,
    Suppressed,
    Survey,
    UnitKind,
    Value,
)

__all__ = ["INDICATORS", "TOWN", "WARDS", "indicator", "make_survey", "row", "surveys"]

TOWN = "GM0001"
WARDS = ("WK000101", "WK000102", "WK000103", "WK000104")
NEIGHBOURHOODS = ("BU00010101", "BU00010102", "BU00010103")
SYMBOLS: dict[str, Value] = {
    ".": Suppressed(Absence.UNKNOWN),
    "x": Suppressed(Absence.SECRET),
    "?": Missing(),
    "-": NotApplicable(),
}
LEVELS = {
    "NL": AreaLevel.COUNTRY,
    "RG": AreaLevel.REGION,
    "GM": AreaLevel.MUNICIPALITY,
    "WK": AreaLevel.WARD,
    "BU": AreaLevel.NEIGHBOURHOOD,
}


def indicator(
    code: str,
    direction: Direction = Direction.HIGHER_IS_WORSE,
    unit: UnitKind = UnitKind.PERCENT,
    subtheme: str = "",
    *,
    conditional: bool = False,
) -> Indicator:
    """Give an indicator of which only these parts matter."""
    return Indicator(
        code=code,
        name=code,
        short=code,
        unit=unit,
        unit_label="%",
        base="inwoners van 15 jaar en ouder",
        direction=direction,
        theme="thema",
        subtheme=subtheme or code,
        field="1",
        field_theme="",
        series=frozenset(Series),
        conditional=conditional,
    )


INDICATORS = (
    indicator("onveilig"),
    indicator("cijfer", Direction.HIGHER_IS_BETTER, UnitKind.MARK),
    indicator("contact", Direction.NEUTRAL),
    indicator("tevreden", Direction.HIGHER_IS_BETTER),
    indicator("rommel", subtheme="overlast"),
    indicator("lawaai", subtheme="overlast"),
    indicator("parkeren", subtheme="overlast"),
)


def row(text: str, number: int = 2) -> Observation:
    """Give the observation of one compact row."""
    edition, area, code, shown, *rest = text.split()
    lower = upper = None
    counts: dict[str, int] = {}
    for part in rest:
        if ".." in part:
            lower, upper = map(Decimal, part.split(".."))
        elif part.startswith("+-"):
            lower, upper = Decimal(shown) - Decimal(part[2:]), Decimal(shown) + Decimal(part[2:])
        else:
            name, _, count = part.partition("=")
            counts[name] = int(count)
    value = SYMBOLS.get(shown) or Estimate(Decimal(shown), shown, lower, upper)
    return Observation(
        key=ObservationKey(int(edition), area, code),
        value=value,
        place=Place("indicatoren.csv", row=number),
        source="CBS",
        n=counts.get("n"),
        numerator=counts.get("k"),
        population=counts.get("pop"),
    )


def area_of(code: str) -> Area:
    """Give the area of a code, with the parent that the code implies; other codes are kernen."""
    level = LEVELS.get(code[:2], AreaLevel.VILLAGE)
    parents = {AreaLevel.WARD: f"GM{code[2:6]}", AreaLevel.NEIGHBOURHOOD: f"WK{code[2:8]}"}
    return Area(code, f"Naam {code}", level, parents.get(level, ""))


def make_survey(
    rows: str | Iterable[Observation],
    indicators: Iterable[Indicator] = INDICATORS,
    areas: Iterable[Area] = (),
) -> Survey:
    """Give a survey of compact rows or observations; `areas` go before the ones made from codes."""
    if isinstance(rows, str):
        lines = [line for line in rows.splitlines() if line.strip()]
        rows = [row(line, number) for number, line in enumerate(lines, 2)]
    observations = {item.key: item for item in rows}
    known = {item.code: item for item in areas}
    for key in observations:
        known.setdefault(key.area, area_of(key.area))
    present = {key.indicator for key in observations}
    return Survey(
        indicators={item.code: item for item in indicators if item.code in present},
        areas=known,
        observations=observations,
        editions=tuple(sorted({key.edition for key in observations})),
    )


def _value(draw: st.DrawFn, number: int, unit: UnitKind) -> Value:
    """Draw a value; the last three digits of a number tell which cell it belongs to."""
    kind = draw(st.sampled_from("nnnnnnnn.x?-"))
    if kind != "n":
        return SYMBOLS[kind]
    whole = draw(st.integers(11, 88) if unit is UnitKind.PERCENT else st.integers(2, 8))
    value = Decimal(whole) + Decimal(number).scaleb(-4)
    if draw(st.integers(0, 9)) == 0:
        return Estimate(value, str(value))
    below, above = (Decimal(draw(st.integers(0, 19))).scaleb(-1) for _ in "lu")
    return Estimate(value, str(value), value - below, value + above)


@st.composite
def surveys(draw: st.DrawFn, editions: tuple[int, ...] = (2017, 2019, 2021, 2023)) -> Survey:
    """Draw a survey of a municipality, its local areas, its region and the country."""
    places = [TOWN, "NL01", "RG01"]
    places += WARDS[: draw(st.integers(0, 4))] + NEIGHBOURHOODS[: draw(st.integers(0, 3))]
    kinds = INDICATORS[: draw(st.integers(1, 4))]
    years = sorted(draw(st.sets(st.sampled_from(editions), min_size=1, max_size=3)))
    found = []
    for year in years:
        for place in places:
            for kind in kinds:
                number = len(found) + 1
                found.append(
                    Observation(
                        key=ObservationKey(year, place, kind.code),
                        value=_value(draw, number, kind.unit),
                        place=Place("indicatoren.csv", row=number + 1),
                        source="CBS",
                        n=draw(st.none() | st.integers(1, 200)),
                        population=draw(st.none() | st.integers(100, 900)),
                    )
                )
    kept = draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found)))
    rows = [item for item, keep in zip(found, kept, strict=True) if keep] or found[:1]
    return make_survey(rows, areas=[area_of(place) for place in places])
