"""Which figures add up to which: areas in their parent, weighed by residents or by answers.

Structure and weights only; what can be derived with them stands in `attack`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vmreport.survey.model import Area, AreaLevel, Indicator, UnitKind

__all__ = ["Group", "Relation", "Weighing", "groups_of", "parents_by_code", "relate"]

_LOCAL_CODE = re.compile(r"(?:WK|BU)(\d{4})(\d{2})(\d{2})?")
_WHOLE = 0.95
"""Parts that hold this share of their total are taken as the whole: what is left is too little to
count on as protection."""
_ASSUMED_WHOLE = frozenset(
    {
        AreaLevel.REGION,
        AreaLevel.POLICE_DISTRICT,
        AreaLevel.BASE_TEAM,
        AreaLevel.MUNICIPALITY,
        AreaLevel.VILLAGE,
        AreaLevel.WARD,
    }
)
"""Totals of unknown size of which two or more delivered parts are taken as the whole."""

Size = Callable[[str], int | None]
"""Residents or answers of an area, by its code."""


class Weighing(StrEnum):
    """What a total is taken to be the weighted mean by."""

    RESIDENTS = "residents"
    ANSWERS = "answers"
    EQUAL = "equal"
    """Nothing is known of the sizes."""
    SUM = "sum"
    """A count: the parts simply add up."""


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that may make up a total together."""

    total: str
    parts: tuple[str, ...]
    level: AreaLevel
    """Of the total."""
    mixed: bool = False
    """Parts of several levels: only a partition when their sizes say so."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A total that is the weighted mean (of counts: the sum) of its parts."""

    total: str
    parts: tuple[tuple[str, float], ...]
    """Area code and coefficient."""
    rest: float
    """Coefficient of what no part covers; 0 when the parts are the whole."""
    weighing: Weighing

    @property
    def members(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *(code for code, _ in self.parts))


def parents_by_code(code: str) -> tuple[str, ...]:
    """Give the areas a CBS code lies in: BU05460101 in WK054601 and GM0546; else nothing.

    Source: CBS, structure of wijk- and buurtcodes.
    """
    match = _LOCAL_CODE.fullmatch(code)
    if match is None:
        return ()
    town, ward, neighbourhood = match.groups()
    return (f"WK{town}{ward}", f"GM{town}") if neighbourhood else (f"GM{town}",)


def groups_of(areas: Iterable[Area], lies_in: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """Give every set of areas that may add up to one of `areas`.

    The children of one level of a parent are a group, and so are those of all levels together. A
    neighbourhood lies in the ward of its CBS code, whatever parent the file names; `lies_in` adds
    parents of areas that name none. A merged area is the total of its parts; in its parent it
    stands beside them, never together with them.
    Source: hierarchies of tau-ARGUS (CBS); product.md section 1, levels.
    """
    known = {area.code: area for area in areas}
    parts_of = {
        area.code: tuple(sorted(part.code for part in area.merged.parts if part.code in known))
        for area in known.values()
        if area.merged
    }
    merged = {code: parts for code, parts in parts_of.items() if parts}
    children: dict[str, list[Area]] = {}
    for area in known.values():
        parent = _parent(area, known, lies_in or {})
        if parent:
            children.setdefault(parent, []).append(area)
    found = [Group(code, parts, known[code].level) for code, parts in merged.items()]
    inner = {part for parts in merged.values() for part in parts}
    for parent, members in children.items():
        for without in (merged.keys(), inner) if merged else ((),):
            kept = [area for area in members if area.code not in without]
            found += _by_level(known[parent], kept)
    return tuple(sorted(dict.fromkeys(found), key=lambda group: (group.total, group.parts)))


def _parent(area: Area, known: Mapping[str, Area], lies_in: Mapping[str, str]) -> str:
    """Give the known area right above an area: the ward of its code, the one named, the town.

    The nearest is enough: that a town is the sum of its neighbourhoods follows through the wards.
    """
    *ward, town = parents_by_code(area.code) or ("",)
    above = (*ward, area.parent, lies_in.get(area.code, ""), town)
    return next((code for code in above if code in known and code != area.code), "")


def _by_level(parent: Area, members: list[Area]) -> Iterable[Group]:
    levels = [level for level in AreaLevel if any(area.level is level for area in members)]
    for level in levels:
        codes = tuple(sorted(area.code for area in members if area.level is level))
        yield Group(parent.code, codes, parent.level)
    if len(levels) > 1:
        codes = tuple(sorted(area.code for area in members))
        yield Group(parent.code, codes, parent.level, mixed=True)


def relate(
    groups: Iterable[Group],
    indicator: Indicator,
    residents: Size,
    answers: Size,
    measured: Callable[[str], bool],
) -> tuple[Relation, ...]:
    """Give the relations between the figures of one indicator in one edition.

    Residents weigh where all measured members have them and the base is everybody; else answers
    do. An index is no mean of its parts and has no relations.
    Source: weighting to the population as CBS does; the weights themselves are an assumption.
    """
    if indicator.unit is UnitKind.INDEX:
        return ()
    found = []
    for group in groups:
        present = frozenset(code for code in group.parts if measured(code))
        if not present:
            continue
        by_residents = not indicator.conditional and all(map(residents, present))
        weighing = Weighing.RESIDENTS if by_residents else Weighing.ANSWERS
        size = residents if by_residents else answers
        relation = _weighed(group, size, weighing, present)
        if relation is not None:
            is_count = indicator.unit is UnitKind.COUNT
            found.append(_as_sum(relation) if is_count else relation)
    return tuple(dict.fromkeys(found))


def _as_sum(relation: Relation) -> Relation:
    parts = tuple((code, 1.0) for code, _ in relation.parts)
    return Relation(relation.total, parts, 1.0 if relation.rest else 0.0, Weighing.SUM)


def _weighed(
    group: Group, size: Size, weighing: Weighing, measured: frozenset[str]
) -> Relation | None:
    """Give a group with its coefficients, or None when it cannot be told to be a partition."""
    whole = float(size(group.total) or 0)
    sizes = {code: float(size(code) or 0) for code in group.parts}
    known = sum(sizes.values())
    if not whole and (len(sizes) < 2 or group.mixed or group.level not in _ASSUMED_WHOLE):
        return None
    if not known and len(sizes) < 2:
        return None
    sizes = _filled(sizes, whole - known, measured)
    total = sum(sizes.values())
    whole = whole or total
    if group.mixed and not _WHOLE <= total / whole <= 2 - _WHOLE:
        return None
    if total / whole >= _WHOLE:
        whole = total
    parts = tuple((code, value / whole) for code, value in sizes.items())
    rest = max(0.0, 1 - total / whole)
    return Relation(group.total, parts, rest, weighing if known else Weighing.EQUAL)


def _filled(sizes: Mapping[str, float], left: float, measured: frozenset[str]) -> dict[str, float]:
    """Give sizes with those that are not known: an equal share of what the known ones leave.

    Without anything left a measured part is as large as the mean, and one that was not measured
    is nothing.
    """
    known = [value for value in sizes.values() if value]
    unknown = len(sizes) - len(known)
    mean = sum(known) / len(known) if known else 1.0
    share = left / unknown if unknown and left > 0 else 0.0
    filled = {
        code: value or share or (mean if code in measured else 0.0) for code, value in sizes.items()
    }
    return {code: value for code, value in filled.items() if value}
