"""Strengths and concerns of the municipality: how certain and how large a shown difference is.

Orders comparisons that already have a verdict; it never makes one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Context, Decimal

from vmreport.analysis.findings import Comparison, Published, Ranked, Ranking, Valuation
from vmreport.analysis.significance import half_widths

__all__ = ["LEAST_HALF_WIDTH", "MOST_PER_SUBTHEME", "rank", "spread_subthemes", "strength_of"]

MOST_PER_SUBTHEME = 2
"""How many of one subtheme come before all other subthemes had their turn."""

LEAST_HALF_WIDTH = Decimal("0.05")
"""A margin printed as 0,0 is smaller than this; only the order uses it, no verdict does."""

_ARITHMETIC = Context(prec=28)


def rank(comparisons: Iterable[Comparison]) -> Ranking:
    """Give strengths (favourable) and concerns (unfavourable), strongest first.

    `comparisons` come in codebook order, which decides ties. Nothing without a verdict enters, so
    a large difference between uncertain numbers cannot. All that qualifies is in it: cut it where
    it is printed.
    Source: the project's own rule; CBS signs differences but does not order them.
    """
    found = [
        Ranked(item, strength)
        for item in comparisons
        if (strength := strength_of(item)) is not None
    ]
    found.sort(key=lambda item: -item.strength)
    return Ranking(
        strengths=_side(found, Valuation.FAVOURABLE), concerns=_side(found, Valuation.UNFAVOURABLE)
    )


def strength_of(comparison: Comparison) -> Decimal | None:
    """Give gap / sqrt(h_v^2 + h_r^2) with gap = |v - r| - h_v - h_r; None without a verdict.

    h is the half-width on the side of the other value. 0 is touching; under the test on the
    difference, which also finds overlapping intervals different, it can be negative.
    Source: the project's own rule; comparable over units because it is counted in margins.
    """
    value, reference = comparison.value, comparison.reference
    if comparison.valuation is Valuation.NEUTRAL:
        return None
    if not isinstance(value, Published) or not isinstance(reference, Published):
        return None
    halves = half_widths(value, reference)
    if halves is None:
        return None
    gap = abs(value.value - reference.value) - sum(halves)
    pooled = _ARITHMETIC.sqrt(halves[0] ** 2 + halves[1] ** 2)
    return _ARITHMETIC.divide(gap, max(pooled, LEAST_HALF_WIDTH))


def spread_subthemes(ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Give the same items with at most two of a subtheme in front; the rest follows after them.

    Indicators of one subtheme are near-duplicates (a form of nuisance and its total), and five
    times the same news is one piece of news. Within both parts the order is kept; an indicator
    without a subtheme counts for itself.
    Source: the project's own rule.
    """
    counts: Counter[tuple[str, str]] = Counter()
    front: list[Ranked] = []
    rest: list[Ranked] = []
    for item in ranked:
        indicator = item.comparison.indicator
        group = (indicator.theme, indicator.subtheme or indicator.code)
        counts[group] += 1
        (front if counts[group] <= MOST_PER_SUBTHEME else rest).append(item)
    return (*front, *rest)


def _side(ranked: Iterable[Ranked], valuation: Valuation) -> tuple[Ranked, ...]:
    """Give the items of one valuation, spread over subthemes."""
    return spread_subthemes(item for item in ranked if item.comparison.valuation is valuation)
