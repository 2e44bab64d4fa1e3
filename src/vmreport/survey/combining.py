"""Areas too small to show, taken together as one named area where the dossier says so.

Works on figures as delivered, before anything is hidden: what is too small alone may be large
enough together. Whether the result may be published is decided in `analysis`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from vmreport.errors import Place, Problems
from vmreport.survey.areas import normal_name
from vmreport.survey.model import (
    Area,
    Estimate,
    Indicator,
    Merger,
    Missing,
    NotApplicable,
    Observation,
    ObservationKey,
    Suppressed,
    Survey,
    UnitKind,
    Value,
)
from vmreport.survey.readers.codes import Code

__all__ = ["Combination", "combine", "combine_values"]

_WHERE = Place("dossier.toml", column="gebieden.samenvoegen")
_PRECISION = Decimal("1E-10")


@dataclass(frozen=True, slots=True)
class Combination:
    """Areas that the report shows as one."""

    name: str
    areas: tuple[str, ...]
    """Codes or names of local areas of one level and one parent, at least two."""
    reason: str = ""


def combine(survey: Survey, wanted: Iterable[Combination], problems: Problems) -> Survey:
    """Give the survey with every combination in the place of its parts.

    What cannot be combined goes to `problems` (E272, W272) and keeps its parts.
    """
    for item in wanted:
        parts = _parts(survey, item, problems)
        if parts:
            survey = _combined(survey, item, parts, problems)
    return survey


def _parts(survey: Survey, item: Combination, problems: Problems) -> tuple[Area, ...]:
    """Give the areas of a combination; nothing when they cannot be one area."""

    def wrong(what: str, hint: str) -> tuple[Area, ...]:
        problems.problem(Code.COMBINATION, _WHERE, f"'{item.name}': {what}", hint)
        return ()

    local = [area for area in survey.areas.values() if area.level.is_local]
    found: dict[str, Area] = {}
    for text in item.areas:
        named = [a for a in local if a.code == text or normal_name(a.name) == normal_name(text)]
        if len(named) != 1:
            known = ", ".join(area.name for area in local[:5]) or "geen"
            many = (
                "is meer dan één gebied" if named else "is geen wijk, buurt of kern in de cijfers"
            )
            return wrong(f"'{text}' {many}", f"gebruik de code of naam uit de cijfers: {known}")
        found[named[0].code] = named[0]
    parts = tuple(found.values())
    if len(parts) < 2:
        return wrong("dit is één gebied", "noem minstens twee verschillende gebieden")
    if len({area.level for area in parts}) > 1 or len({area.parent for area in parts}) > 1:
        hint = "voeg alleen wijken bij wijken, of buurten bij buurten van dezelfde wijk"
        return wrong("deze gebieden zijn niet van één niveau of liggen niet in hetzelfde", hint)
    others = (area for area in survey.areas.values() if area.code not in found)
    if any(
        item.name == area.code or normal_name(item.name) == normal_name(area.name)
        for area in others
    ):
        return wrong("er is al een ander gebied met deze naam", "kies een andere naam")
    return parts


def _combined(
    survey: Survey, item: Combination, parts: Sequence[Area], problems: Problems
) -> Survey:
    codes = {area.code for area in parts}
    whole = Area(
        item.name, item.name, parts[0].level, parts[0].parent, Merger(tuple(parts), item.reason)
    )
    areas: dict[str, Area] = {}
    for code, area in survey.areas.items():
        if code in codes:
            areas.setdefault(whole.code, whole)
        else:
            inside = area.parent in codes
            areas[code] = replace(area, parent=whole.code) if inside else area
    observations: dict[ObservationKey, Observation] = {}
    incomplete: set[int] = set()
    for key, seen in survey.observations.items():
        if key.area not in codes:
            observations[key] = seen
            continue
        new = ObservationKey(key.edition, whole.code, key.indicator)
        if new in observations:
            continue
        of_parts = [survey.get(key.edition, area.code, key.indicator) for area in parts]
        together = combine_values(survey.indicators[key.indicator], new, of_parts)
        observations[new] = together
        if isinstance(together.value, Missing):
            incomplete.add(key.edition)
    for edition in sorted(incomplete):
        problems.notice(
            Code.COMBINATION_INCOMPLETE,
            _WHERE,
            f"'{item.name}': niet elk cijfer van {edition} is samen te voegen",
            "lever voor elk van deze gebieden het cijfer en het aantal antwoorden (n) of inwoners",
        )
    return replace(
        survey, areas=MappingProxyType(areas), observations=MappingProxyType(observations)
    )


def combine_values(
    indicator: Indicator, key: ObservationKey, parts: Sequence[Observation | None]
) -> Observation:
    """Give the figure of areas together: the mean weighted by size, its margin from theirs.

    Weights are residents where all parts have them and the figure is about all residents, else
    answers. Areas are separate samples, so the half-widths add as squares. A part without a number
    leaves the whole without one: secret stays secret, what was not delivered is not made up.
    Source: the mean of disjoint samples; Almere takes small wijken together as a weighted mean.
    """
    known = [item for item in parts if item is not None]
    return Observation(
        key=key,
        value=_value(indicator, known, is_whole=len(known) == len(parts)),
        place=known[0].place,
        source="; ".join(dict.fromkeys(item.source for item in known if item.source)),
        n=_sum([item.n for item in known]),
        numerator=_sum([item.numerator for item in known]),
        population=_sum([item.population for item in known]),
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _value(indicator: Indicator, parts: Sequence[Observation], *, is_whole: bool) -> Value:
    values = [item.value for item in parts]
    if not is_whole:
        return Missing()
    hidden = next((value for value in values if isinstance(value, Suppressed)), None)
    if hidden:
        return hidden
    if all(isinstance(value, NotApplicable) for value in values):
        return NotApplicable()
    estimates = [value for value in values if isinstance(value, Estimate)]
    weights = _weights(indicator, parts)
    if len(estimates) < len(values) or weights is None:
        return Missing()
    mean = _exact(sum(weight * item.value for weight, item in zip(weights, estimates, strict=True)))
    down = _half([item.lower for item in estimates], estimates, weights)
    up = _half([item.upper for item in estimates], estimates, weights)
    bounded = down is not None and up is not None
    return Estimate(
        value=mean,
        text=str(mean),
        lower=_exact(mean - down) if bounded and down is not None else None,
        upper=_exact(mean + up) if bounded and up is not None else None,
        provisional=any(item.provisional for item in estimates),
        margin_rebuilt=bounded,
    )


def _weights(indicator: Indicator, parts: Sequence[Observation]) -> list[Decimal] | None:
    """Give the share of each part, together 1; counts of things are added, not averaged."""
    if indicator.unit is UnitKind.COUNT:
        return [Decimal(1)] * len(parts)
    sizes = [item.population for item in parts]
    if indicator.conditional or None in sizes:
        sizes = [item.n for item in parts]
    total = _sum(sizes)
    return [Decimal(size or 0) / total for size in sizes] if total else None


def _half(
    bounds: Sequence[Decimal | None], values: Sequence[Estimate], weights: Sequence[Decimal]
) -> Decimal | None:
    """Give the half-width on one side; None when a part has no bound there."""
    squares = Decimal(0)
    for bound, item, weight in zip(bounds, values, weights, strict=True):
        if bound is None:
            return None
        squares += (weight * (item.value - bound)) ** 2
    return squares.sqrt()


def _exact(value: Decimal | int) -> Decimal:
    """Give ten decimals, without zeros at the end: far finer than what is ever printed."""
    return Decimal(format(Decimal(value).quantize(_PRECISION).normalize(), "f"))
