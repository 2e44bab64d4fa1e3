"""Towns whose figures truly add up: made of respondents in neighbourhoods, told per area.

Strategies for hypothesis and the sums an outsider would write down, made without our relations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from support.surveys import indicator, make_survey
from vmreport.errors import Place
from vmreport.survey.model import (
    Absence,
    Area,
    AreaLevel,
    Estimate,
    Merger,
    Observation,
    ObservationKey,
    Partition,
    Suppressed,
    Survey,
)

__all__ = ["EDITION", "QUESTION", "Asked", "Town", "asked", "survey_of", "survey_of_all", "towns"]

EDITION, QUESTION = 2025, "onveilig"
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Town:
    """Areas with what was counted in each, and which areas make up which."""

    areas: Mapping[str, Area]
    """Municipality, wards, neighbourhoods, villages and combinations."""
    n: Mapping[str, int]
    yes: Mapping[str, int]
    """Answers behind the value."""
    weights: Mapping[str, int]
    """Residents, or the answers again."""
    values: Mapping[str, Decimal]
    """In percent, one decimal."""
    sums: tuple[tuple[str, tuple[str, ...]], ...]
    """Totals and their parts."""
    by_residents: bool
    secret: frozenset[str] = field(default=frozenset())
    """Areas of which the source kept the value to itself."""
    is_off: bool = False
    """Its figures do not add up."""


@dataclass(frozen=True)
class Asked:
    """A town of which the answers to one to three questions are known, of the same people."""

    town: Town
    answers: Mapping[str, Mapping[str, Decimal]]
    """By indicator and area, in percent."""
    counts: Mapping[str, Mapping[str, int]]
    questions: tuple[tuple[str, ...], ...]
    """Indicators of which everybody gave one answer."""
    secret: frozenset[tuple[str, str]]
    """Area and indicator."""


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(TENTH, rounding=ROUND_HALF_UP)


@st.composite
def _leaf(draw: st.DrawFn) -> tuple[int, int, int]:
    """Draw answers, how many of them say yes, and residents; small counts are common."""
    n = draw(st.integers(12, 320))
    share = draw(st.sampled_from(("few", "few", "some", "any", "most")))
    most = {"few": min(n, 6), "some": max(n // 8, 1), "any": n, "most": min(n, 6)}[share]
    yes = draw(st.integers(0, most))
    residents = n * draw(st.integers(8, 60))
    return n, n - yes if share == "most" else yes, residents


@st.composite
def towns(draw: st.DrawFn, number: int = 1, *, off: bool = False) -> Town:
    """Draw a town of wards, neighbourhoods in some, and perhaps villages across them.

    With `off` its figures no longer add up, as weighted figures do not.
    """
    code = f"GM{number:04}"
    areas = {code: Area(code, code, AreaLevel.MUNICIPALITY, "RG01")}
    sums: list[tuple[str, tuple[str, ...]]] = []
    leaves: dict[str, tuple[int, int, int]] = {}
    wards = [f"WK{number:04}{place:02}" for place in range(1, draw(st.integers(1, 6)) + 1)]
    for ward in wards:
        areas[ward] = Area(ward, ward, AreaLevel.WARD, code)
        inside = [f"BU{ward[2:]}{place:02}" for place in range(1, draw(st.integers(0, 4)) + 1)]
        for part in inside:
            areas[part] = Area(part, part, AreaLevel.NEIGHBOURHOOD, ward)
        if inside:
            sums.append((ward, tuple(inside)))
        leaves.update((part, draw(_leaf())) for part in inside or [ward])
    sums.append((code, tuple(wards)))
    if len(sums) > len(wards) and draw(st.booleans()):
        sums.append((code, _named_under_the_town(areas, code)))
    if len(wards) > 2 and draw(st.integers(0, 7)) == 0:
        name = f"KERN{number:04}samen"
        merger = Merger(tuple(areas[ward] for ward in wards[:2]))
        areas[name] = Area(name, name, AreaLevel.WARD, code, merger)
        sums += [(name, tuple(wards[:2])), (code, (name, *wards[2:]))]
    if len(leaves) > 3 and draw(st.booleans()):
        sums.append(_villages(draw, areas, code))
    town = _counted(draw, areas, leaves, sums, off=off)
    return replace(town, is_off=off)


def _named_under_the_town(areas: dict[str, Area], code: str) -> tuple[str, ...]:
    """Let the file name the town as parent of every neighbourhood."""
    flat = tuple(key for key in areas if key.startswith("BU"))
    areas.update((key, replace(areas[key], parent=code)) for key in flat)
    return flat


def _villages(draw: st.DrawFn, areas: dict[str, Area], code: str) -> tuple[str, tuple[str, ...]]:
    """Add villages that divide the neighbourhoods in another way; they are counted from leaves."""
    count = draw(st.integers(2, 3))
    names = tuple(f"KERN{code[2:]}{place}" for place in range(count))
    for name in names:
        areas[name] = Area(name, name, AreaLevel.VILLAGE, code)
    return code, names


def _counted(
    draw: st.DrawFn,
    areas: dict[str, Area],
    leaves: Mapping[str, tuple[int, int, int]],
    sums: list[tuple[str, tuple[str, ...]]],
    *,
    off: bool,
) -> Town:
    members = {leaf: {leaf} for leaf in leaves}
    for total, parts in sums:
        if parts[0].startswith("KERN") and "samen" not in parts[0]:
            for place, leaf in enumerate(sorted(leaves)):
                members.setdefault(parts[place % len(parts)], set()).add(leaf)
        else:
            members[total] = set().union(*(members[part] for part in parts))
    by_residents = draw(st.booleans())
    n, yes, weights, values = {}, {}, {}, {}
    for code, inside in members.items():
        n[code] = sum(leaves[leaf][0] for leaf in inside)
        yes[code] = sum(leaves[leaf][1] for leaf in inside)
        weights[code] = sum(leaves[leaf][2] if by_residents else leaves[leaf][0] for leaf in inside)
        part = sum(
            (
                Decimal(leaves[leaf][1])
                / leaves[leaf][0]
                * (leaves[leaf][2] if by_residents else leaves[leaf][0])
                for leaf in inside
            ),
            Decimal(0),
        )
        values[code] = _percent(part, Decimal(weights[code]))
    if off:
        values = {code: _moved(draw, value) for code, value in values.items()}
    local = sorted(code for code in members if not code.startswith("GM"))
    secret = draw(st.frozensets(st.sampled_from(local), max_size=1))
    return Town(areas, n, yes, weights, values, tuple(sums), by_residents, secret)


def _moved(draw: st.DrawFn, value: Decimal) -> Decimal:
    moved = value + Decimal(draw(st.integers(-15, 15))).scaleb(-1)
    return min(max(moved, Decimal("0.0")), Decimal("100.0"))


def survey_of(town: Town) -> Survey:
    """Give the town as a delivered survey."""
    rows = [
        Observation(
            key=ObservationKey(EDITION, code, QUESTION),
            value=Suppressed(Absence.SECRET)
            if code in town.secret
            else Estimate(town.values[code], str(town.values[code])),
            place=Place("indicatoren.csv", row=number),
            source="CBS",
            n=town.n[code],
            numerator=None if code in town.secret else town.yes[code],
            population=town.weights[code] if town.by_residents else None,
        )
        for number, code in enumerate(town.values, 2)
    ]
    return make_survey(rows, [indicator(QUESTION)], town.areas.values())


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Draw a town and what its people answered; every figure is counted, so that all add up.

    A neighbourhood or ward without parts has its own people; the sums of the town say which areas
    they make up. The answers of a question are two to four.
    """
    town = draw(towns())
    town = replace(town, secret=frozenset(), by_residents=False, weights=town.n)
    totals = {total for total, _ in town.sums}
    leaves = [code for code in town.values if code not in totals and not code.startswith("KERN")]
    questions, answers, counts = [], {}, {}
    for number in range(draw(st.integers(1, 3))):
        codes = tuple(f"q{number}{letter}" for letter in "abcd"[: draw(st.integers(2, 4))])
        questions.append(codes)
        given = {leaf: _divided(draw, town.n[leaf], len(codes)) for leaf in leaves}
        for place, code in enumerate(codes):
            counts[code] = {
                area: sum(given[leaf][place] for leaf in inside)
                for area, inside in _inside(town, leaves).items()
            }
            answers[code] = {
                area: _percent(Decimal(count), Decimal(town.n[area]))
                for area, count in counts[code].items()
            }
    cells = [(area, code) for code in answers for area in answers[code]]
    secret = draw(st.frozensets(st.sampled_from(sorted(cells)), max_size=1))
    return Asked(town, answers, counts, tuple(questions), secret)


def _divided(draw: st.DrawFn, n: int, count: int) -> tuple[int, ...]:
    """Draw how many people gave each answer; few for some of them."""
    left, found = n, []
    for _ in range(count - 1):
        most = draw(st.sampled_from((3, 6, max(left // 2, 1), left)))
        found.append(draw(st.integers(0, min(most, left))))
        left -= found[-1]
    found.append(left)
    return tuple(found)


def _inside(town: Town, leaves: list[str]) -> dict[str, set[str]]:
    """Give which leaves make up each area, villages as they were drawn."""
    members = {leaf: {leaf} for leaf in leaves}
    for total, parts in town.sums:
        if parts[0].startswith("KERN") and "samen" not in parts[0]:
            for place, leaf in enumerate(sorted(leaves)):
                members.setdefault(parts[place % len(parts)], set()).add(leaf)
        else:
            members[total] = set().union(*(members[part] for part in parts))
    return members


def survey_of_all(drawn: Asked) -> Survey:
    """Give a town and its questions as a delivered survey."""
    cells = [(code, area) for code in drawn.answers for area in drawn.answers[code]]
    rows = [
        Observation(
            key=ObservationKey(EDITION, area, code),
            value=Suppressed(Absence.SECRET)
            if (area, code) in drawn.secret
            else Estimate(drawn.answers[code][area], str(drawn.answers[code][area])),
            place=Place("indicatoren.csv", row=number),
            source="CBS",
            n=drawn.town.n[area],
            numerator=None if (area, code) in drawn.secret else drawn.counts[code][area],
        )
        for number, (code, area) in enumerate(cells, 2)
    ]
    survey = make_survey(rows, map(indicator, drawn.answers), drawn.town.areas.values())
    return replace(survey, partitions=tuple(map(Partition, drawn.questions)))
