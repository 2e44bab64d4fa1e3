"""Which numbers may be published: at source, reliability, disclosure, and the complement of it.

Only decides and hides; who is compared with whom stands elsewhere. `complement` is one replaceable
function: it answers which further cells to hide and gets everything an audit would need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from vmreport.analysis.findings import Cell, CellKey, Hidden, Published, Thresholds
from vmreport.survey.model import (
    Absence,
    Area,
    AreaLevel,
    Estimate,
    Indicator,
    Missing,
    NotApplicable,
    Observation,
    Suppressed,
    UnitKind,
)

__all__ = [
    "PROTECTED",
    "Family",
    "answers_behind",
    "at_source",
    "complement",
    "disclosure",
    "families_of",
    "hide_complements",
    "margin_too_wide",
    "parents_by_code",
    "publish",
    "too_few_answers",
]

PROTECTED = frozenset({Absence.SECRET, Absence.SMALL_COUNT, Absence.COMPLEMENT})
"""Reasons that must not be undone by subtraction."""

_LOCAL_CODE = re.compile(r"(?:WK|BU)(\d{4})(\d{2})(\d{2})?")


@dataclass(frozen=True, slots=True)
class Family:
    """Sibling areas that may add up to their parent, so that one of them is a subtraction away."""

    parent: str
    """Area code."""
    children: tuple[str, ...]
    """Area codes, at least two."""

    @property
    def members(self) -> tuple[str, ...]:
        """The parent and its children."""
        return (self.parent, *self.children)


def publish(
    key: CellKey, seen: Observation, indicator: Indicator, level: AreaLevel, limits: Thresholds
) -> Cell:
    """Give the cell that may be printed: the delivered number, or why there is none.

    Disclosure goes before reliability: a cell that breaks both must also bring the complement.
    """
    estimate = seen.value
    if not isinstance(estimate, Estimate):
        return Hidden(key, at_source(estimate))
    reason = disclosure(seen, estimate, indicator.unit, level, limits.minimum_count)
    reason = reason or too_few_answers(seen.n, level, limits.minimum_n)
    reason = reason or margin_too_wide(estimate, indicator.unit, limits.maximum_margin)
    if reason:
        return Hidden(key, reason)
    return Published(
        key=key,
        value=estimate.value,
        lower=estimate.lower,
        upper=estimate.upper,
        n=seen.n,
        source=seen.source,
        place=seen.place,
        provisional=estimate.provisional,
        text=estimate.text,
        conversion=estimate.conversion,
    )


def at_source(value: Suppressed | Missing | NotApplicable) -> Absence:
    """Give the delivered reason why there is no number; it is never replaced by another one.

    Source: CBS StatLine symbols: `.` unknown, unreliable or secret; `x` secret; blank impossible.
    """
    match value:
        case Suppressed():
            return value.reason
        case Missing():
            return Absence.MISSING
        case NotApplicable():
            return Absence.NOT_APPLICABLE


def too_few_answers(n: int | None, level: AreaLevel, minimum_n: int) -> Absence | None:
    """Give why the cell is unreliable by its number of answers on the base of the indicator.

    An unknown n cannot be tested: above the municipality's own areas the cell stays, because
    publishers test there themselves; in a local area it is hidden as UNKNOWN, not as TOO_FEW.
    Source: BBGA definitions, at least 50 respondents; the limit is a setting.
    """
    if minimum_n <= 0:
        return None
    if n is None:
        return Absence.UNKNOWN if level.is_local else None
    return Absence.TOO_FEW if n < minimum_n else None


def margin_too_wide(
    estimate: Estimate, unit: UnitKind, maximum_margin: Decimal | None
) -> Absence | None:
    """Give MARGIN_TOO_WIDE when half of (upper - lower) exceeds the limit, for percentages.

    Without bounds there is nothing to test.
    Source: product.md section 4, maximum margin width as a setting (risks B1).
    """
    if maximum_margin is None or unit is not UnitKind.PERCENT:
        return None
    if estimate.lower is None or estimate.upper is None:
        return None
    too_wide = estimate.upper - estimate.lower > 2 * maximum_margin
    return Absence.MARGIN_TOO_WIDE if too_wide else None


def disclosure(
    seen: Observation, estimate: Estimate, unit: UnitKind, level: AreaLevel, minimum_count: int
) -> Absence | None:
    """Give SMALL_COUNT when fewer than `minimum_count` people stand behind value or complement.

    A share of 0% or 100% says something of everybody in the area, so it is hidden as well; in a
    local area also when n is unknown. Else what cannot be tested is hidden as UNKNOWN in a local
    area and stays above it. For scores and marks the n itself is tested.
    Source: ABS DataLab rule for numerator and denominator; class disclosure (risks B1, B6).
    """
    if minimum_count <= 0:
        return None
    counts: list[int | None] = [seen.n]
    everybody = False
    if unit is UnitKind.PERCENT:
        behind = answers_behind(seen, estimate)
        rest = None if behind is None or seen.n is None else seen.n - behind
        counts = [behind, rest]
        everybody = level.is_local and estimate.value in (Decimal(0), Decimal(100))
    if everybody or any(count is not None and count < minimum_count for count in counts):
        return Absence.SMALL_COUNT
    return Absence.UNKNOWN if level.is_local and None in counts else None


def answers_behind(seen: Observation, estimate: Estimate) -> int | None:
    """Give the answers behind a percentage: as delivered, else n x p / 100 rounded half up.

    The second is an assumption: delivered percentages are weighted, the count is not.
    Source: product.md section 1 (`teller` sharpens disclosure control); risks B2.
    """
    if seen.numerator is not None:
        return seen.numerator
    if seen.n is None:
        return None
    return int((seen.n * estimate.value / 100).quantize(Decimal(1), ROUND_HALF_UP))


def families_of(areas: Iterable[Area]) -> tuple[Family, ...]:
    """Give every set of siblings that may add up to a parent among `areas`.

    All local children of one parent are a family, and so are those of one level when a parent
    has several levels (wijken and kernen side by side). One child alone is not a partition. A
    neighbourhood also lies in the ward of its CBS code, whatever parent the file names.
    """
    known = {area.code: area for area in areas}
    by_parent: dict[str, list[Area]] = {}
    for area in known.values():
        ward = next((code for code in parents_by_code(area.code) if code in known), area.parent)
        if area.level.is_local:
            for parent in dict.fromkeys((area.parent, ward)):
                by_parent.setdefault(parent, []).append(area)
    found: dict[Family, None] = {}
    for parent, children in by_parent.items():
        for level in (None, *AreaLevel):
            codes = tuple(sorted(c.code for c in children if level in (None, c.level)))
            if len(codes) > 1:
                found[Family(parent, codes)] = None
    return tuple(found)


def parents_by_code(code: str) -> tuple[str, ...]:
    """Give the areas a CBS code lies in: BU05460101 in WK054601 and GM0546; else nothing.

    Source: CBS, structure of wijk- and buurtcodes.
    """
    match = _LOCAL_CODE.fullmatch(code)
    if match is None:
        return ()
    town, ward, neighbourhood = match.groups()
    return (f"WK{town}{ward}", f"GM{town}") if neighbourhood else (f"GM{town}",)


def hide_complements(
    cells: Mapping[CellKey, Cell],
    observations: Mapping[CellKey, Observation],
    families: Iterable[Family],
) -> dict[CellKey, Cell]:
    """Give `cells` with what `complement` names replaced by hidden cells, in the same order."""
    hide = complement(cells, observations, tuple(families))
    return {
        key: Hidden(key, Absence.COMPLEMENT) if key in hide else cell for key, cell in cells.items()
    }


def complement(
    cells: Mapping[CellKey, Cell],
    observations: Mapping[CellKey, Observation],
    families: tuple[Family, ...],
) -> frozenset[CellKey]:
    """Give the published cells to hide so that no protected cell is parent minus the other areas.

    Per indicator and edition: where exactly one cell of a family (parent and children) is not
    published and that cell is protected, the published child with the fewest answers goes too;
    repeated until nothing changes, because a hidden ward is itself the sum of its neighbourhoods.
    It does not see other editions, other indicators, other reports or the region.
    Source: primary and secondary suppression as in tau-ARGUS and sdcTable (risks B4), simplified.
    """
    tables = {
        (key.edition, key.indicator)
        for key, cell in cells.items()
        if isinstance(cell, Hidden) and cell.reason in PROTECTED
    }
    hidden: set[CellKey] = set()
    for edition, indicator in sorted(tables):
        changed = True
        while changed:
            changed = False
            for family in families:
                keys = [CellKey(edition, code, indicator) for code in family.members]
                if _is_exposed(keys, cells, hidden):
                    hidden.add(_cheapest(keys[1:], cells, observations, hidden))
                    changed = True
    return frozenset(hidden)


def _is_exposed(keys: list[CellKey], cells: Mapping[CellKey, Cell], hidden: set[CellKey]) -> bool:
    """Whether the one unpublished cell of a family can be had by subtraction."""
    if keys[0] not in cells:
        return False
    closed = [key for key in keys if not _is_open(key, cells, hidden)]
    if len(closed) != 1:
        return False
    cell = cells.get(closed[0])
    return closed[0] in hidden or (isinstance(cell, Hidden) and cell.reason in PROTECTED)


def _is_open(key: CellKey, cells: Mapping[CellKey, Cell], hidden: set[CellKey]) -> bool:
    """Whether a cell is (still) published."""
    return key not in hidden and isinstance(cells.get(key), Published)


def _cheapest(
    children: list[CellKey],
    cells: Mapping[CellKey, Cell],
    observations: Mapping[CellKey, Observation],
    hidden: set[CellKey],
) -> CellKey:
    """Give the published child with the fewest answers, else residents, else first by code."""

    def size(key: CellKey) -> tuple[bool, int, bool, int, CellKey]:
        seen = observations[key]
        population = seen.population
        return (seen.n is None, seen.n or 0, population is None, population or 0, key)

    return min((key for key in children if _is_open(key, cells, hidden)), key=size)
