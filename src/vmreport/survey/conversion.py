"""Figures of 2012-2019 brought to the level of 2021 and later, where a factor was supplied.

Multiplies and labels, nothing more: without a factor a figure stays what it is, and `analysis` does
not compare it across the break. Source: domain page section 1.2, only converted values may be drawn
through, labelled as such. CBS does not say how a margin converts; here it is multiplied as the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from vmreport.errors import Problems
from vmreport.survey.model import (
    Conversion,
    Estimate,
    Indicator,
    Observation,
    ObservationKey,
    Series,
    Survey,
    series_of,
)
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.factors import EVERYWHERE, Factor
from vmreport.survey.readers.figures import RANGES

__all__ = ["convert"]


def convert(survey: Survey, factors: Iterable[Factor], problems: Problems) -> Survey:
    """Give the survey with the figures that a factor names converted and labelled.

    A factor of an area goes before one for all areas. A figure of another name than what it becomes
    is added beside it, unless that edition has a figure of its own.
    """
    known = tuple(factors)
    if not known:
        return survey
    used: set[int] = set()
    observations = dict(survey.observations)
    for (edition, area, indicator), factor in _chosen(survey, known).items():
        target = ObservationKey(edition, area, indicator)
        source = ObservationKey(edition, area, factor.source.code)
        seen = survey.observations[source]
        used.add(id(factor))
        if target != source and target in survey.observations:
            continue
        converted = _converted(seen, target, factor, problems)
        if converted is not None:
            observations[target] = converted
    for factor in known:
        if id(factor) not in used:
            _unused(factor, survey, problems)
    return replace(survey, observations=MappingProxyType(observations))


def _chosen(survey: Survey, factors: tuple[Factor, ...]) -> Mapping[tuple[int, str, str], Factor]:
    """Give the factor of every figure that has one and that there is something to compare with."""
    later = {key.indicator for key in survey.observations if series_of(key.edition) is Series.B}
    chosen: dict[tuple[int, str, str], Factor] = {}
    for wanted in (EVERYWHERE, ""):
        for factor in factors:
            if (factor.area == EVERYWHERE) is not (wanted == EVERYWHERE):
                continue
            if factor.target.code not in later:
                continue
            for key in survey.observations:
                fits = factor.area in (EVERYWHERE, key.area) and key.edition in factor.editions
                if fits and key.indicator == factor.source.code:
                    chosen[key.edition, key.area, factor.target.code] = factor
    return chosen


def _converted(
    seen: Observation, key: ObservationKey, factor: Factor, problems: Problems
) -> Observation | None:
    """Give a figure as it is after conversion; what is no number stays as it is."""
    value = seen.value
    if not isinstance(value, Estimate):
        return replace(seen, key=key)
    number = value.value * factor.factor
    lowest, highest = RANGES[factor.target.unit]
    if number < lowest or (highest is not None and number > highest):
        problems.problem(
            Code.CONVERTED_OUT_OF_RANGE,
            factor.place,
            f"{value.text} keer {_dutch(factor.factor)} is {_dutch(number)}: dat kan niet bij "
            f"{factor.target.unit_label}",
            "controleer de factor en het cijfer",
        )
        return None
    estimate = replace(
        value,
        value=number,
        text=_dutch(number),
        lower=_bound(value.lower, factor, lowest, highest),
        upper=_bound(value.upper, factor, lowest, highest),
        conversion=Conversion(factor.factor, factor.credit, value.text),
    )
    return replace(seen, key=key, value=estimate)


def _bound(
    bound: Decimal | None, factor: Factor, lowest: int, highest: int | None
) -> Decimal | None:
    """Give a bound multiplied as its value, cut at the ends of the scale."""
    if bound is None:
        return None
    moved = max(bound * factor.factor, min(bound, Decimal(lowest)))
    return moved if highest is None else min(moved, Decimal(highest))


def _unused(factor: Factor, survey: Survey, problems: Problems) -> None:
    """Say that a factor did nothing, and why."""
    target: Indicator = factor.target
    later = any(
        key.indicator == target.code and series_of(key.edition) is Series.B
        for key in survey.observations
    )
    what = (
        f"de factor voor {factor.source.name} is niet gebruikt: daarvan is er geen cijfer in "
        f"{', '.join(map(str, factor.editions))} voor {factor.area}"
        if later
        else f"de factor is niet gebruikt: van {target.name} is er geen cijfer vanaf 2021"
    )
    problems.notice(Code.FACTOR_UNUSED, factor.place, what, "geen actie nodig als dat klopt")


def _dutch(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")
