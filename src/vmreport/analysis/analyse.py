"""From survey to findings: hides what may not be published, compares what is left, ranks it.

Puts the rules of this layer in order and holds none itself. Country, region and previous edition
are references of the same report; the country and the region contain the municipality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vmreport.analysis.disclosure.cells import Earlier
from vmreport.analysis.findings import (
    Against,
    Analysis,
    Cell,
    CellKey,
    Comparison,
    Hidden,
    Profile,
    Ranking,
    Thresholds,
    Trend,
)
from vmreport.analysis.profile import profile_of
from vmreport.analysis.publication import Publication, publication_of
from vmreport.analysis.ranking import rank
from vmreport.analysis.scope import Scope, find_scope
from vmreport.analysis.significance import compare
from vmreport.analysis.trend import (
    converted_editions,
    first_edition,
    followed_from,
    missing_editions,
    trend_of,
)
from vmreport.errors import Problems
from vmreport.survey.model import Absence, Area, Indicator, Survey
from vmreport.survey.territory import TerritoryChange, changes_between

__all__ = ["analyse"]

Compared = Mapping[tuple[CellKey, Against], Comparison]


def analyse(
    survey: Survey,
    *,
    area: str,
    edition: int,
    country: str,
    region: str,
    previous_edition: int | None,
    thresholds: Thresholds,
    problems: Problems,
    changes: tuple[TerritoryChange, ...] = (),
    earlier: Mapping[CellKey, Earlier] | None = None,
    also_hide: frozenset[CellKey] = frozenset(),
) -> Analysis:
    """Give everything one report may say about `area` in `edition`.

    `country` and `region` are area codes, empty for none; `previous_edition` None means the newest
    earlier edition that may be compared with; `changes` are where areas became another territory.
    `earlier` is what earlier publications showed, `also_hide` what a batch of reports asks to hide
    here. Raises nothing for content: what is wrong goes to `problems` (E250-E257 and E801-E802
    block, W252-W259 do not) and the analysis holds what is left.
    """
    scope = find_scope(
        survey,
        area=area,
        edition=edition,
        country=country,
        region=region,
        previous_edition=previous_edition,
        problems=problems,
        changes=changes,
    )
    publication = publication_of(
        survey,
        scope,
        thresholds,
        problems,
        earlier=earlier,
        also_hide=also_hide,
    )
    cells = publication.cells
    indicators = {
        code: indicator
        for code, indicator in survey.indicators.items()
        if _is_measured(cells.get(CellKey(edition, area, code)))
    }
    return _findings(scope, indicators, publication, thresholds)


def _findings(
    scope: Scope,
    indicators: Mapping[str, Indicator],
    publication: Publication,
    thresholds: Thresholds,
) -> Analysis:
    """Give everything that follows from the cells; hidden numbers are gone by now."""
    cells = publication.cells
    comparisons = dict(_comparisons(scope, indicators, cells, thresholds))
    first = followed_from(scope.editions, scope.edition)
    return Analysis(
        municipality=scope.municipality,
        edition=scope.edition,
        previous_edition=scope.previous_edition,
        country=scope.country,
        region=scope.region,
        local_areas=scope.local_areas,
        areas={item.code: item for item in scope.areas},
        indicators=indicators,
        cells=cells,
        comparisons=comparisons,
        trends=_trends(scope, indicators, cells, comparisons),
        profiles=_profiles(scope, indicators, comparisons),
        ranking_country=_ranking(scope, indicators, comparisons, Against.COUNTRY),
        ranking_region=_ranking(scope, indicators, comparisons, Against.REGION),
        ranking_previous=_ranking(scope, indicators, comparisons, Against.PREVIOUS),
        thresholds=thresholds,
        weighings=publication.weighings,
        answers_linked=publication.are_linked,
        editions=scope.editions,
        missing_editions=missing_editions(scope.editions),
        changes=changes_between(scope.changes, scope.municipality.code, first, scope.edition),
    )


def _is_measured(cell: Cell | None) -> bool:
    """Whether the indicator was measured: a hidden number was, a question not asked was not."""
    if isinstance(cell, Hidden):
        return cell.reason not in (Absence.MISSING, Absence.NOT_APPLICABLE)
    return cell is not None


def _comparisons(
    scope: Scope,
    indicators: Mapping[str, Indicator],
    cells: Mapping[CellKey, Cell],
    thresholds: Thresholds,
) -> Iterator[tuple[tuple[CellKey, Against], Comparison]]:
    """Give every comparison of this edition that the report may use."""
    for area in (scope.municipality, *scope.local_areas):
        for code, indicator in indicators.items():
            key = CellKey(scope.edition, area.code, code)
            value = cells.get(key)
            if value is None or not _is_measured(value):
                continue
            for against, reference in _references(scope, area, key, cells):
                past = reference.key.edition
                changed = past != key.edition and changes_between(
                    scope.changes, area.code, past, key.edition
                )
                found = compare(
                    indicator,
                    against,
                    value,
                    reference,
                    thresholds.rule,
                    same_territory=not changed,
                )
                yield (key, against), found


def _references(
    scope: Scope,
    area: Area,
    key: CellKey,
    cells: Mapping[CellKey, Cell],
) -> Iterator[tuple[Against, Cell]]:
    """Give what a cell is compared with: references of the same edition, the area's own past.

    An area that delivered nothing to compare with gives no comparison. Only the previous edition
    does: there it is worth saying that this was not measured before.
    Source: CBS compares with the national mean and with earlier editions; the benchmark has the
    edition of the value (risks A15). The reference contains the area; its weight is not taken out.
    """
    if area is scope.municipality:
        others = [(Against.COUNTRY, scope.country), (Against.REGION, scope.region)]
    else:
        others = [(Against.MUNICIPALITY, scope.municipality)]
    for against, other in others:
        if other is not None:
            reference = cells.get(CellKey(key.edition, other.code, key.indicator))
            if reference is not None and _is_measured(reference):
                yield against, reference
    if scope.previous_edition is not None:
        earlier = CellKey(scope.previous_edition, key.area, key.indicator)
        yield Against.PREVIOUS, cells.get(earlier) or Hidden(earlier, Absence.MISSING)
    if area is scope.municipality:
        yield from _first(scope, key, cells)


def _first(
    scope: Scope,
    key: CellKey,
    cells: Mapping[CellKey, Cell],
) -> Iterator[tuple[Against, Cell]]:
    """Give the municipality's first measurement in the series, when it is not the previous one."""
    own = [CellKey(year, key.area, key.indicator) for year in scope.editions]
    measured = [item.edition for item in own if _is_measured(cells.get(item))]
    first = first_edition(
        measured,
        key.edition,
        scope.previous_edition,
        scope.changes,
        key.area,
        converted_editions(map(cells.get, own)),
    )
    if first is not None:
        yield Against.FIRST, cells[CellKey(first, key.area, key.indicator)]


def _trends(
    scope: Scope,
    indicators: Mapping[str, Indicator],
    cells: Mapping[CellKey, Cell],
    comparisons: Compared,
) -> dict[str, Trend]:
    """Give the trend of the municipality for every indicator of this edition."""
    trends: dict[str, Trend] = {}
    for code, indicator in indicators.items():
        keys = (CellKey(year, scope.municipality.code, code) for year in scope.editions)
        own = [cells[key] for key in keys if _is_measured(cells.get(key))]
        trends[code] = trend_of(
            indicator, scope.municipality, own, comparisons, scope.edition, scope.changes
        )
    return trends


def _profiles(
    scope: Scope, indicators: Mapping[str, Indicator], comparisons: Compared
) -> dict[str, Profile]:
    """Give the profile of every indicator that was measured in enough local areas."""
    found = {
        code: profile_of(indicator, scope.edition, scope.local_areas, comparisons)
        for code, indicator in indicators.items()
    }
    return {code: profile for code, profile in found.items() if profile is not None}


def _ranking(
    scope: Scope, indicators: Mapping[str, Indicator], comparisons: Compared, against: Against
) -> Ranking:
    """Give the strengths and concerns of the municipality against one reference."""
    keys = (CellKey(scope.edition, scope.municipality.code, code) for code in indicators)
    return rank(comparisons[(key, against)] for key in keys if (key, against) in comparisons)
