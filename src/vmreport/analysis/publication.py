"""The cells of one report: each by its own rules, then together against what can be worked out.

Puts `suppression` and `disclosure` in order; comparing what is left is for `analyse`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from vmreport.analysis import notices
from vmreport.analysis.disclosure.cells import Earlier, Fact, Sheet
from vmreport.analysis.disclosure.figures import Known
from vmreport.analysis.disclosure.policy import policy_of
from vmreport.analysis.disclosure.relations import Weighing
from vmreport.analysis.disclosure.sheet import protect_sheet
from vmreport.analysis.findings import Cell, CellKey, Hidden, Published, Thresholds
from vmreport.analysis.scope import Scope
from vmreport.analysis.suppression import is_guarded, publish
from vmreport.errors import Problems
from vmreport.survey.model import Absence, Estimate, Observation, Survey

__all__ = ["Publication", "publication_of"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What a report may print, and the sheet behind it for those who protect several at once."""

    cells: Mapping[CellKey, Cell]
    sheet: Sheet
    """With the hidden numbers: keep it out of everything that is printed or stored."""
    weighings: frozenset[Weighing]
    are_linked: bool
    """Answers to one question were looked at together, and some of them are hidden."""


def publication_of(
    survey: Survey,
    scope: Scope,
    limits: Thresholds,
    problems: Problems,
    *,
    earlier: Mapping[CellKey, Earlier] | None = None,
    also_hide: frozenset[CellKey] = frozenset(),
) -> Publication:
    """Give the cell of every observation in scope, and hide what would give a hidden one away.

    `also_hide` comes from a batch of reports. What cannot be made safe goes to `problems`.
    """
    cells = _by_themselves(survey, scope, limits, problems)
    sheet = _sheet(survey, scope, cells, limits, earlier or {})
    found = protect_sheet(sheet)
    for leak in found.leaks:
        seen = scope.observations.get(leak.key)
        notices.leaks(problems, leak, sheet, seen.place if seen else None)
    hide = {key for key in found.hide | also_hide if isinstance(cells.get(key), Published)}
    cells.update((key, Hidden(key, Absence.COMPLEMENT)) for key in hide)
    guarded = {key: replace(sheet.facts[key], known=Known.GUARDED) for key in hide}
    whole = replace(sheet, facts={**sheet.facts, **guarded})
    return Publication(cells, whole, found.weighings, found.are_linked)


def _by_themselves(
    survey: Survey, scope: Scope, limits: Thresholds, problems: Problems
) -> dict[CellKey, Cell]:
    """Give every cell by the rules that look at one cell only."""
    cells: dict[CellKey, Cell] = {}
    untested: list[CellKey] = []
    for key, seen in scope.observations.items():
        level = survey.areas[key.area].level
        cell = publish(key, seen, survey.indicators[key.indicator], level, limits)
        cells[key] = cell
        if isinstance(seen.value, Estimate) and _is_unknown(cell):
            untested.append(key)
    if untested:
        where = scope.observations[untested[0]].place
        notices.local_n_unknown(problems, where, len(untested))
    return cells


def _is_unknown(cell: Cell) -> bool:
    """Whether a cell is hidden because its reliability is not known."""
    return isinstance(cell, Hidden) and cell.reason is Absence.UNKNOWN


def _sheet(
    survey: Survey,
    scope: Scope,
    cells: Mapping[CellKey, Cell],
    limits: Thresholds,
    earlier: Mapping[CellKey, Earlier],
) -> Sheet:
    """Give what an outsider meets in this report."""
    local = {area.code for area in scope.local_areas}
    tested = {
        (key.edition, key.indicator)
        for key, seen in scope.observations.items()
        if seen.n is not None and key.area in local
    }
    facts = {
        key: _fact(cells[key], seen, limits, is_tested=(key.edition, key.indicator) in tested)
        for key, seen in scope.observations.items()
    }
    return Sheet(
        areas={area.code: area for area in scope.areas},
        indicators=dict(survey.indicators),
        facts=facts,
        policy=policy_of(limits),
        lies_in=_lies_in(scope),
        earlier={key: item for key, item in earlier.items() if key.indicator in survey.indicators},
        partitions=survey.partitions,
        mixtures=survey.mixtures,
    )


def _fact(cell: Cell, seen: Observation, limits: Thresholds, *, is_tested: bool) -> Fact:
    """Give a cell as a fact.

    Where no local area could be tested all of them are hidden and cover each other: what is
    known of the municipality is no reason to hide that too.
    """
    known = Known.SHOWN if isinstance(cell, Published) else Known.FREE
    if is_guarded(cell, seen, limits) and (is_tested or not _is_unknown(cell)):
        known = Known.GUARDED
    value = seen.value.value if isinstance(seen.value, Estimate) else None
    return Fact(known, value, seen.n, seen.population)


def _lies_in(scope: Scope) -> dict[str, str]:
    """Give what the references contain: the region the municipality, the country the region."""
    chain = [area.code for area in (scope.municipality, scope.region, scope.country) if area]
    return dict(pairwise(chain))
