"""Several publications as one: what each must hide besides, because readers have them all.

Pure: gets the sheets of all reports of a batch and gives what to hide in each. Reading dossiers and
making the reports belong elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vmreport.analysis.disclosure.cells import Earlier, Fact, Sheet
from vmreport.analysis.disclosure.figures import Known
from vmreport.analysis.disclosure.policy import Policy
from vmreport.analysis.disclosure.sheet import Leak, protect_sheet
from vmreport.analysis.findings import CellKey
from vmreport.survey.model import Area, Indicator

__all__ = ["Together", "one_sheet", "protect_together"]

_STRONGEST = (Known.FREE, Known.SHOWN, Known.PUBLIC, Known.GUARDED)
"""What one report guards, all must hide; what one report shows is shown."""


@dataclass(frozen=True, slots=True)
class Together:
    """What the reports of a batch must do besides, by the name of the report."""

    hide: Mapping[str, frozenset[CellKey]]
    """Cells to hide in a report, on top of what it hides by itself; reports without any lack."""
    leaks: Mapping[str, tuple[Leak, ...]]
    """Guarded cells of a report that stay too certain: it must not be published."""


def protect_together(sheets: Mapping[str, Sheet]) -> Together:
    """Give what each report must hide besides, so that all of them together give nothing away.

    The sheets are those of finished publications: what a report hides by itself is guarded in
    them. A cell that one report guards is hidden in all; the strictest policy holds for all. The
    order of the reports plays no part.
    Source: a batch is one publication (risks B5); Eurostat, the whole programme is reviewed.
    """
    whole = one_sheet(sheets)
    found = protect_sheet(whole)
    guarded = {key for key, fact in whole.facts.items() if fact.known is Known.GUARDED}
    secret = found.hide | guarded
    hide = {
        name: frozenset(
            key for key, fact in sheet.facts.items() if key in secret and fact.known is Known.SHOWN
        )
        for name, sheet in sheets.items()
    }
    leaks = {
        name: tuple(leak for leak in found.leaks if leak.key in sheet.facts)
        for name, sheet in sheets.items()
    }
    return Together(
        {name: keys for name, keys in hide.items() if keys},
        {name: items for name, items in leaks.items() if items},
    )


def one_sheet(sheets: Mapping[str, Sheet]) -> Sheet:
    """Give several publications as one, in a fixed order."""
    areas: dict[str, Area] = {}
    indicators: dict[str, Indicator] = {}
    facts: dict[CellKey, Fact] = {}
    lies_in: dict[str, str] = {}
    earlier: dict[CellKey, Earlier] = {}
    for name in sorted(sheets):
        sheet = sheets[name]
        for code, area in sheet.areas.items():
            known = areas.get(code)
            if known is None or (area.parent and not known.parent):
                areas[code] = area
        indicators.update(sheet.indicators)
        for key, fact in sheet.facts.items():
            facts[key] = _joined(facts[key], fact) if key in facts else fact
        for code, parent in sheet.lies_in.items():
            lies_in.setdefault(code, parent)
        for key, item in sheet.earlier.items():
            if key not in earlier or item.printed is not None:
                earlier[key] = item
    policy = Policy(
        max(sheet.policy.answers for sheet in sheets.values()),
        max(sheet.policy.points for sheet in sheets.values()),
    )
    partitions = dict.fromkeys(item for name in sorted(sheets) for item in sheets[name].partitions)
    mixtures = dict.fromkeys(item for name in sorted(sheets) for item in sheets[name].mixtures)
    return Sheet(
        areas, indicators, facts, policy, lies_in, earlier, tuple(partitions), tuple(mixtures)
    )


def _joined(one: Fact, other: Fact) -> Fact:
    """Give one fact of two reports about the same cell."""
    value = one.value if one.value is not None else other.value
    return Fact(
        known=max(one.known, other.known, key=_STRONGEST.index),
        value=value,
        n=one.n if one.n is not None else other.n,
        residents=one.residents if one.residents is not None else other.residents,
    )
