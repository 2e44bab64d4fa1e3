"""Everything one publication prints or hides, as an outsider meets it, and what more to hide.

Makes a table per indicator and edition where something is guarded and protects it. A sheet holds
the hidden numbers: it never leaves the program and never goes into an analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from vmreport.analysis.disclosure.attack import Interval
from vmreport.analysis.disclosure.figures import (
    Figure,
    Known,
    Printed,
    Table,
    figure_of,
    make_table,
)
from vmreport.analysis.disclosure.policy import Policy
from vmreport.analysis.disclosure.protect import Protection, audit, protect
from vmreport.analysis.disclosure.relations import Group, Weighing, groups_of, relate
from vmreport.analysis.findings import CellKey
from vmreport.survey.model import Area, Indicator

if TYPE_CHECKING:
    from vmreport.survey.readers.earlier import EarlierFigure

__all__ = [
    "Earlier",
    "Fact",
    "Leak",
    "Sheet",
    "SheetProtection",
    "audit_sheet",
    "earlier_of",
    "protect_sheet",
    "tables_of",
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of a publication with the number behind it, also when it is hidden."""

    known: Known
    value: Decimal | None = None
    n: int | None = None
    residents: int | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """One cell of an earlier publication."""

    area: Area
    printed: Printed | None
    """None when it was hidden there for the disclosure rule."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One publication: what it prints, what it hides, and what was printed before."""

    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    facts: Mapping[CellKey, Fact]
    policy: Policy
    lies_in: Mapping[str, str] = field(default_factory=dict)
    """Parents of areas that name none themselves."""
    earlier: Mapping[CellKey, Earlier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden cell that an outsider can work out too precisely, whatever else is hidden."""

    key: CellKey
    interval: Interval
    printed_before: bool
    """It stands in an earlier publication itself."""


@dataclass(frozen=True, slots=True)
class SheetProtection:
    """What more a publication must hide, what still leaks, and what sums were weighed by."""

    hide: frozenset[CellKey]
    leaks: tuple[Leak, ...]
    weighings: frozenset[Weighing]


def earlier_of(figures: Iterable[EarlierFigure]) -> dict[CellKey, Earlier]:
    """Give what earlier publications showed, as an outsider has it."""
    return {
        CellKey(item.key.edition, item.key.area, item.key.indicator): Earlier(
            item.area, None if item.value is None else Printed(item.value, item.places)
        )
        for item in figures
    }


def protect_sheet(sheet: Sheet) -> SheetProtection:
    """Give what more to hide so that every guarded cell of a publication is safe.

    Source: primary and secondary suppression with an audit, as in tau-ARGUS (risks B4, B5, G7).
    """
    hide: set[CellKey] = set()
    leaks: list[Leak] = []
    weighings: set[Weighing] = set()
    for edition, indicator, table in tables_of(sheet):
        found = protect(table, sheet.policy)
        hide.update(CellKey(edition, code, indicator) for code in found.hide)
        leaks += _leaks(sheet, edition, indicator, found)
        weighings.update(relation.weighing for relation in table.relations)
    return SheetProtection(frozenset(hide), tuple(leaks), frozenset(weighings))


def audit_sheet(sheet: Sheet) -> tuple[Leak, ...]:
    """Give every guarded cell that an outsider can work out too precisely; hides nothing.

    Source: the audit of tau-ARGUS: masking is not auditing (risks, part B).
    """
    leaks: list[Leak] = []
    for edition, indicator, table in tables_of(sheet):
        found = Protection(frozenset(), audit(table, sheet.policy))
        leaks += _leaks(sheet, edition, indicator, found)
    return tuple(leaks)


def _leaks(sheet: Sheet, edition: int, indicator: str, found: Protection) -> list[Leak]:
    leaks = []
    for item in found.exposed:
        key = CellKey(edition, item.code, indicator)
        before = sheet.earlier.get(key)
        leaks.append(Leak(key, item.interval, bool(before and before.printed)))
    return leaks


def tables_of(sheet: Sheet) -> Iterator[tuple[int, str, Table]]:
    """Give edition, indicator and table of everything in which a cell is guarded."""
    areas = {**{item.area.code: item.area for item in sheet.earlier.values()}, **sheet.areas}
    groups = _groups(sheet)
    residents = _residents(sheet)
    rows: dict[tuple[int, str], dict[str, CellKey]] = {}
    guarded: set[tuple[int, str]] = set()
    for key in (*sheet.facts, *sheet.earlier):
        name = (key.edition, key.indicator)
        rows.setdefault(name, {})[key.area] = key
        if _is_guarded(sheet, key):
            guarded.add(name)
    for edition, indicator in sorted(guarded):
        keys = rows[edition, indicator]
        yield edition, indicator, _table(sheet, keys, areas, groups, residents)


def _groups(sheet: Sheet) -> tuple[Group, ...]:
    """Give what adds up now, what added up before, and former areas in what they became.

    Areas of now and of before each divide their parent; together they would count it twice.
    """
    now = sheet.areas
    before = {item.area.code: item.area for item in sheet.earlier.values()}
    found = dict.fromkeys(groups_of(now.values(), sheet.lies_in))
    if before:
        larger = {code: area for code, area in now.items() if not area.level.is_local}
        then = {**larger, **{code: now.get(code, area) for code, area in before.items()}}
        found |= dict.fromkeys(groups_of(then.values(), sheet.lies_in))
        gone = {code: area for code, area in before.items() if code not in now}
        became = {area.parent for area in gone.values()} | {
            code
            for code, area in now.items()
            if area.merged and any(part.code in gone for part in area.merged.parts)
        }
        for code in sorted(became & now.keys()):
            if now[code].level.is_local:
                found |= dict.fromkeys(groups_of([now[code], *gone.values()]))
    return tuple(sorted(found, key=lambda group: (group.total, group.parts)))


def _is_guarded(sheet: Sheet, key: CellKey) -> bool:
    fact = sheet.facts.get(key)
    if fact is None:
        return sheet.earlier[key].printed is None
    return fact.known is Known.GUARDED


def _table(
    sheet: Sheet,
    keys: Mapping[str, CellKey],
    areas: Mapping[str, Area],
    groups: tuple[Group, ...],
    residents: Mapping[tuple[int, str], int],
) -> Table:
    """Give the table of some cells of one indicator in one edition."""
    first = next(iter(keys.values()))
    indicator = sheet.indicators[first.indicator]
    facts = {code: sheet.facts.get(key) for code, key in keys.items()}

    def answers(code: str) -> int | None:
        fact = facts.get(code)
        return fact.n if fact else None

    def lives(code: str) -> int | None:
        fact = facts.get(code)
        own = fact.residents if fact else None
        return own or residents.get((first.edition, code))

    figures = (_figure(sheet, areas[code], key, lives(code)) for code, key in keys.items())
    return make_table(
        indicator,
        figures,
        lambda measured: relate(groups, indicator, lives, answers, measured),
        areas,
    )


def _figure(sheet: Sheet, area: Area, key: CellKey, residents: int | None) -> Figure:
    fact, before = sheet.facts.get(key), sheet.earlier.get(key)
    known = Known.FREE
    if fact is not None:
        known = fact.known
    elif before is not None and before.printed is None:
        known = Known.GUARDED
    return figure_of(
        area,
        sheet.indicators[key.indicator].unit,
        known,
        value=fact.value if fact else None,
        earlier=before.printed if before else None,
        n=fact.n if fact else None,
        residents=residents,
    )


def _residents(sheet: Sheet) -> dict[tuple[int, str], int]:
    """Give the residents of an area in an edition, from whichever cell tells them."""
    found: dict[tuple[int, str], int] = {}
    for key, fact in sheet.facts.items():
        if fact.residents:
            found.setdefault((key.edition, key.area), fact.residents)
    return found
