"""What a report is about, found in the survey: areas, editions and the observations of just those.

Says what does not meet; decides nothing about publication or significance. A survey may hold the
whole country: it is passed over once, and everything after works on the areas of one report.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from vmreport.analysis import notices
from vmreport.analysis.disclosure.relations import parents_by_code
from vmreport.analysis.findings import CellKey
from vmreport.analysis.trend import are_comparable, newest_before
from vmreport.errors import Problems
from vmreport.survey.model import Area, AreaLevel, Estimate, Missing, Observation, Survey
from vmreport.survey.territory import TerritoryChange, changes_between

__all__ = ["Scope", "find_scope", "local_areas_of"]

_LEVELS = tuple(AreaLevel)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a survey that one report uses."""

    municipality: Area
    edition: int
    previous_edition: int | None
    country: Area | None
    region: Area | None
    local_areas: tuple[Area, ...]
    """By level from large to small, then by code."""
    editions: tuple[int, ...]
    """In which the municipality was measured, ascending."""
    observations: Mapping[CellKey, Observation]
    """Of these areas, all editions; by edition, area and indicator. Nothing that is `Missing`."""
    changes: tuple[TerritoryChange, ...] = ()
    """Where areas became another territory, by day; of the whole country."""

    @property
    def areas(self) -> tuple[Area, ...]:
        """The municipality, what it is compared with, and the local areas."""
        references = tuple(area for area in (self.country, self.region) if area is not None)
        return (self.municipality, *references, *self.local_areas)


def find_scope(
    survey: Survey,
    *,
    area: str,
    edition: int,
    country: str,
    region: str,
    previous_edition: int | None,
    problems: Problems,
    changes: tuple[TerritoryChange, ...] = (),
) -> Scope:
    """Give the scope of a report; what does not meet goes to `problems`, nothing is raised.

    Source: CBS compares with the national mean of the same edition (risks A15).
    """
    region = region if region != country else ""
    municipality, local_areas = survey.areas.get(area), local_areas_of(survey, area)
    codes = {area, country, region, *(item.code for item in local_areas)}
    observations = _delivered(survey, codes & survey.areas.keys())
    measured = {(key.edition, key.area) for key in observations}
    editions = tuple(sorted(year for year, code in measured if code == area))
    if municipality is None:
        notices.area_unknown(problems, area, survey.areas.values())
        municipality = Area(area, area, AreaLevel.MUNICIPALITY)
    elif edition not in editions:
        notices.edition_unknown(problems, edition, municipality, editions)
    references = {
        code: _reference(survey, code, municipality, edition, measured, problems, is_country=first)
        for code, first in ((region, False), (country, True))
    }
    dropped = {code for code, found in references.items() if found is None} - {area}
    return Scope(
        municipality=municipality,
        edition=edition,
        previous_edition=_previous(
            municipality,
            edition,
            previous_edition,
            editions,
            problems,
            changes,
            _converted(observations, area),
        ),
        country=references[country],
        region=references[region],
        local_areas=local_areas,
        editions=editions,
        observations={key: seen for key, seen in observations.items() if key.area not in dropped},
        changes=changes,
    )


def local_areas_of(survey: Survey, area: str) -> tuple[Area, ...]:
    """Give the wards, villages and neighbourhoods below an area, by level and then by code.

    A local area without a parent gets the municipality of its CBS code as parent (WK0546.. lies
    in GM0546), or without such a code the only municipality there is. The order of the delivered
    rows plays no part.
    Source: CBS, structure of wijk- and buurtcodes.
    """
    towns = {item.code for item in survey.areas.values() if item.level is AreaLevel.MUNICIPALITY}
    children: dict[str, list[Area]] = {}
    for item in survey.areas.values():
        placed = item
        if item.level.is_local and not item.parent:
            placed = replace(item, parent=_town_of(item, towns))
        if placed.parent:
            children.setdefault(placed.parent, []).append(placed)
    found: dict[str, Area] = {}
    waiting = [area]
    while waiting:
        for child in children.pop(waiting.pop(), ()):
            found[child.code] = child
            waiting.append(child.code)
    local = [item for item in found.values() if item.level.is_local]
    return tuple(sorted(local, key=lambda item: (_LEVELS.index(item.level), item.code)))


def _town_of(area: Area, towns: set[str]) -> str:
    """Give the municipality of a local area that names no parent, empty when it cannot be told."""
    by_code = parents_by_code(area.code)
    if by_code:
        return by_code[-1]
    return next(iter(towns)) if len(towns) == 1 else ""


def _delivered(survey: Survey, codes: set[str]) -> dict[CellKey, Observation]:
    """Give the observations of some areas in a fixed order, whatever the order of the rows."""
    place = {code: index for index, code in enumerate(survey.indicators)}
    found = [
        (CellKey(key.edition, key.area, key.indicator), seen)
        for key, seen in survey.observations.items()
        if key.area in codes and key.indicator in place and not isinstance(seen.value, Missing)
    ]
    found.sort(key=lambda item: (item[0].edition, item[0].area, place[item[0].indicator]))
    return dict(found)


def _reference(
    survey: Survey,
    code: str,
    municipality: Area,
    edition: int,
    measured: set[tuple[int, str]],
    problems: Problems,
    *,
    is_country: bool,
) -> Area | None:
    """Give the area to compare with when it has figures of this edition, else say so."""
    if not code:
        return None
    found = survey.areas.get(code)
    if found is None or not any(area == code for _, area in measured):
        notices.reference_unknown(problems, code, is_country=is_country)
        return None
    if code == municipality.code:
        notices.reference_is_itself(problems, municipality)
        return None
    if (edition, code) not in measured:
        notices.reference_without_edition(problems, found, edition)
        return None
    return found


def _converted(observations: Mapping[CellKey, Observation], area: str) -> frozenset[int]:
    """Give the editions in which the area has a figure that was converted."""
    return frozenset(
        key.edition
        for key, seen in observations.items()
        if key.area == area and isinstance(seen.value, Estimate) and seen.value.conversion
    )


def _previous(
    municipality: Area,
    edition: int,
    declared: int | None,
    editions: tuple[int, ...],
    problems: Problems,
    changes: tuple[TerritoryChange, ...],
    converted: Collection[int],
) -> int | None:
    """Give the edition to compare with: the declared one when it can be, else the newest."""
    if declared is None:
        return newest_before(editions, edition, changes, municipality.code, converted)
    if declared >= edition:
        notices.previous_not_earlier(problems, declared, edition)
    elif not are_comparable(declared, edition, converted):
        notices.previous_over_break(problems, declared, edition)
    elif changed := changes_between(changes, municipality.code, declared, edition):
        notices.previous_other_territory(problems, declared, municipality, changed[-1].day)
    elif declared not in editions:
        if editions:
            notices.previous_unknown(problems, declared, municipality, editions)
    else:
        return declared
    return None
