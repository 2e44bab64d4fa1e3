"""What an outsider knows of each figure of some indicators in one edition, and what adds up there.

From cells, observations and earlier publications to plain numbers; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from vmreport.analysis.disclosure.policy import bounds_of, printed_places
from vmreport.analysis.disclosure.relations import Relation, Weighing
from vmreport.survey.model import Area, AreaLevel, Indicator, UnitKind

__all__ = [
    "Cost",
    "Figure",
    "Known",
    "Printed",
    "Spot",
    "Sum",
    "Table",
    "figure_of",
    "free_figure",
    "sums_of",
    "with_point",
]

Cost = tuple[int, bool, int, bool, int, str, bool, str]
"""What hiding costs: local areas first, then the fewest answers, residents, the first code; within
an area other answers before a key figure."""

_LEVELS = tuple(AreaLevel)
_PUBLIC = frozenset(
    {
        AreaLevel.COUNTRY,
        AreaLevel.COUNTRY_PART,
        AreaLevel.PROVINCE,
        AreaLevel.POLICE_UNIT,
        AreaLevel.POLICE_DISTRICT,
        AreaLevel.BASE_TEAM,
    }
)
"""CBS publishes these itself: hiding them here would protect nobody."""


class Spot(NamedTuple):
    """Where a figure stands in its edition: an area and an indicator by their codes."""

    area: str
    indicator: str


class Known(StrEnum):
    """What an outsider has of a figure."""

    SHOWN = "shown"
    """Printed, and we can still hide it."""
    PUBLIC = "public"
    """Printed in an earlier publication or by CBS: hiding does not help."""
    FREE = "free"
    """Not printed, and nobody is harmed when it is worked out."""
    GUARDED = "guarded"
    """Hidden for the disclosure rule: it must stay uncertain."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number on paper, with the decimals it has there."""

    value: Decimal
    places: int

    @property
    def box(self) -> tuple[float, float]:
        """Between which values the unrounded number lies."""
        step = Decimal(1).scaleb(-self.places)
        shown = self.value.quantize(step, rounding=ROUND_HALF_UP)
        return float(shown - step / 2), float(shown + step / 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as an outsider sees it; `point` is for us only."""

    spot: Spot
    known: Known
    low: float
    high: float
    """Between which values it lies as printed; as wide as the unit when it is not printed."""
    point: float | None
    """The delivered value, or what it must be; None when it was secret at source or not delivered."""
    n: int | None
    tier: int
    """0 for a local area, higher for a larger one."""
    cost: Cost


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures that add up: the sum of coefficient x value, and of a rest nobody knows, is `right`."""

    terms: Mapping[Spot, float]
    right: float = 0.0
    rest: float = 0.0
    """Coefficient of what no figure covers; 0 when there is no such rest."""
    total: Spot | None = None
    """Of a sum of areas; None between the answers of one area."""
    is_whole: bool = True
    """Something was delivered of all its figures."""


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one or more indicators in one edition, and what adds up there."""

    unit: UnitKind
    figures: Mapping[Spot, Figure]
    sums: tuple[Sum, ...]
    weighings: frozenset[Weighing] = frozenset()
    """By what areas were weighed."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which values any figure lies."""
        return bounds_of(self.unit)

    def of_kind(self, known: Known) -> tuple[Figure, ...]:
        """Give the figures that are known in one way, cheapest first."""
        found = (figure for figure in self.figures.values() if figure.known is known)
        return tuple(sorted(found, key=lambda figure: figure.cost))


def figure_of(
    area: Area,
    indicator: Indicator,
    known: Known,
    *,
    value: Decimal | None = None,
    earlier: Printed | None = None,
    n: int | None = None,
    residents: int | None = None,
) -> Figure:
    """Give a figure; one that was printed before, or that CBS prints itself, stays public.

    The box is that of the most precise print; of what was printed before and is not printed now,
    that of then.
    """
    unit = indicator.unit
    low, high = bounds_of(unit)
    point = value
    if known is Known.SHOWN and value is not None:
        low, high = _inside(Printed(value, printed_places(unit)).box, (low, high))
        known = Known.PUBLIC if earlier or area.level in _PUBLIC else known
    if earlier is not None:
        printed = _inside(earlier.box, bounds_of(unit))
        if known in (Known.FREE, Known.GUARDED):
            low, high, point = *printed, earlier.value
            known = Known.GUARDED if known is Known.GUARDED else Known.PUBLIC
        elif max(low, printed[0]) <= min(high, printed[1]):
            low, high = max(low, printed[0]), min(high, printed[1])
    tier = 0 if area.level.is_local else len(_LEVELS) - _LEVELS.index(area.level)
    cost = (-_LEVELS.index(area.level), n is None, n or 0, residents is None, residents or 0)
    middle = None if point is None else min(max(float(point), low), high)
    spot = Spot(area.code, indicator.code)
    last = (area.code, indicator.headline, indicator.code)
    return Figure(spot, known, low, high, middle, n, tier, (*cost, *last))


def free_figure(spot: Spot, unit: UnitKind, point: float | None = None) -> Figure:
    """Give a figure that was never delivered, so that there is nothing to hide."""
    cost = (0, True, 0, True, 0, spot.area, False, spot.indicator)
    return Figure(spot, Known.FREE, *bounds_of(unit), point, None, 0, cost)


def _inside(box: tuple[float, float], bounds: tuple[float, float]) -> tuple[float, float]:
    return max(box[0], bounds[0]), min(box[1], bounds[1])


def with_point(figure: Figure, point: float) -> Figure:
    """Give a figure of which only the rest of its area says what it must be."""
    if figure.point is not None:
        return figure
    return replace(figure, point=min(max(point, figure.low), figure.high))


def sums_of(relations: Iterable[Relation], indicator: str) -> list[Sum]:
    """Give sums of areas for the figures of one indicator."""
    found = []
    for relation in relations:
        terms = {Spot(relation.total, indicator): -1.0}
        terms.update((Spot(code, indicator), by) for code, by in relation.parts)
        found.append(Sum(terms, rest=relation.rest, total=Spot(relation.total, indicator)))
    return found
