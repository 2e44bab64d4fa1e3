"""Whether two numbers differ, and what that means for residents: the only place that decides it.

Works on the decimals as delivered, never on rounded numbers. Which pairs are compared stands in
`analyse`; how large a difference is stands in `ranking`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from vmreport.analysis.findings import (
    Against,
    Cell,
    Comparison,
    Hidden,
    NoVerdict,
    Outcome,
    Published,
    SignificanceRule,
    Valuation,
)
from vmreport.analysis.trend import are_comparable, converted_editions
from vmreport.survey.model import Absence, Direction, Indicator

__all__ = [
    "RULES_BY_NAME",
    "compare",
    "compare_difference",
    "compare_intervals",
    "half_widths",
    "value_outcome",
]


def compare_intervals(value: Published, reference: Published) -> Outcome:
    """Judge by the 95% intervals: different when they do not overlap; touching is different.

    HIGHER when value.lower >= reference.upper, LOWER when value.upper <= reference.lower.
    UNKNOWN when a bound is missing on either side. Stricter than a test at 5%.
    Source: CBS, news item 2018/23 and Veiligheidsmonitor 2019 appendix 2.
    """
    if value.lower is None or value.upper is None:
        return Outcome.UNKNOWN
    if reference.lower is None or reference.upper is None:
        return Outcome.UNKNOWN
    apart = value.lower >= reference.upper or value.upper <= reference.lower
    return _outcome(value.value - reference.value, differs=apart)


def compare_difference(value: Published, reference: Published) -> Outcome:
    """Judge by a two-sided z-test on the difference at 5%, taking both samples as independent.

    z = (v - r) / sqrt(se_v^2 + se_r^2), se = half-width / 1.96, different when |z| >= 1.96; the
    1.96 cancels: (v - r)^2 >= h_v^2 + h_r^2. The half-width of an asymmetric interval is the one
    on the side of the other value. UNKNOWN when a bound is missing on either side.
    Source: the z-test for two independent estimates; standard errors from the delivered bounds.
    """
    halves = half_widths(value, reference)
    if halves is None:
        return Outcome.UNKNOWN
    difference = value.value - reference.value
    return _outcome(difference, differs=difference**2 >= halves[0] ** 2 + halves[1] ** 2)


RULES_BY_NAME: Mapping[SignificanceRule, Callable[[Published, Published], Outcome]] = {
    SignificanceRule.CBS_INTERVALS: compare_intervals,
    SignificanceRule.DIFFERENCE_TEST: compare_difference,
}


def half_widths(value: Published, reference: Published) -> tuple[Decimal, Decimal] | None:
    """Give the half-width of each interval on the side of the other value; None without bounds."""
    if value.lower is None or value.upper is None:
        return None
    if reference.lower is None or reference.upper is None:
        return None
    if value.value >= reference.value:
        return value.value - value.lower, reference.upper - reference.value
    return value.upper - value.value, reference.value - reference.lower


def value_outcome(outcome: Outcome, direction: Direction) -> Valuation:
    """Give what an outcome means for residents; NEUTRAL without a difference or a direction.

    Source: CBS prints only + and - (higher, lower); favourable needs the indicator's direction.
    """
    if direction is Direction.NEUTRAL or outcome in (Outcome.NO_DIFFERENCE, Outcome.UNKNOWN):
        return Valuation.NEUTRAL
    is_better = (outcome is Outcome.HIGHER) == (direction is Direction.HIGHER_IS_BETTER)
    return Valuation.FAVOURABLE if is_better else Valuation.UNFAVOURABLE


def compare(
    indicator: Indicator,
    against: Against,
    value: Cell,
    reference: Cell,
    rule: SignificanceRule,
    *,
    same_territory: bool = True,
) -> Comparison:
    """Give the comparison of two cells; without two numbers and their margins no verdict.

    `same_territory` is False when the area changed between the editions of the two.

    What is hidden stays hidden in what is derived from it: no sign, only the reason.
    Source: product.md section 4, no margin no verdict; risks B7, derived statements inherit.
    """
    verdict = RULES_BY_NAME[rule]
    match value, reference:
        case Published(), Published() if not are_comparable(
            value.key.edition,
            reference.key.edition,
            converted_editions((value, reference)),
        ):
            outcome, why = Outcome.UNKNOWN, NoVerdict.SERIES_BREAK
        case Published(), Published() if not same_territory:
            outcome, why = Outcome.UNKNOWN, NoVerdict.OTHER_TERRITORY
        case Published(), Published():
            outcome, why = verdict(value, reference), NoVerdict.MARGIN_UNKNOWN
        case Hidden(), _:
            outcome, why = Outcome.UNKNOWN, NoVerdict.VALUE_HIDDEN
        case _, Hidden(reason=Absence.MISSING | Absence.NOT_APPLICABLE):
            outcome, why = Outcome.UNKNOWN, NoVerdict.REFERENCE_MISSING
        case _:
            outcome, why = Outcome.UNKNOWN, NoVerdict.REFERENCE_HIDDEN
    return Comparison(
        indicator=indicator,
        against=against,
        value=value,
        reference=reference,
        outcome=outcome,
        valuation=value_outcome(outcome, indicator.direction),
        no_verdict=why if outcome is Outcome.UNKNOWN else None,
    )


def _outcome(difference: Decimal, *, differs: bool) -> Outcome:
    """Give the sign of a difference that a rule calls one; equal values never differ."""
    if not differs or difference == 0:
        return Outcome.NO_DIFFERENCE
    return Outcome.HIGHER if difference > 0 else Outcome.LOWER
