"""Which numbers may be published by themselves: at source, disclosure, reliability.

What more must be hidden because figures add up is decided in the package `disclosure`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from vmreport.analysis.findings import Cell, CellKey, Hidden, Published, Thresholds
from vmreport.survey.model import (
    Absence,
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
    "answers_behind",
    "at_source",
    "disclosure",
    "is_guarded",
    "margin_too_wide",
    "publish",
    "too_few_answers",
]

PROTECTED = frozenset({Absence.SECRET, Absence.SMALL_COUNT, Absence.COMPLEMENT})
"""Reasons that must not be undone by subtraction."""


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
    elif unit is UnitKind.PER_100:
        counts = [answers_behind(seen, estimate)]
    elif unit is UnitKind.COUNT:
        counts = [int(estimate.value)]
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


def is_guarded(cell: Cell, seen: Observation, limits: Thresholds) -> bool:
    """Whether a cell is hidden for the disclosure rule, so that it must not be worked out either.

    Also what is hidden in a local area because the rule could not test it.
    Source: reliability and disclosure are two rules (risks, part B).
    """
    if not isinstance(cell, Hidden):
        return False
    if cell.reason in PROTECTED:
        return True
    untested = cell.reason is Absence.UNKNOWN and isinstance(seen.value, Estimate)
    return untested and limits.minimum_count > 0
