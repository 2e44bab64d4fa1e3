"""One publication protected: what more it must hide, and what leaks whatever it hides.

What is in a publication stands in `cells`, how its figures hang together in `tables`.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.analysis.disclosure.attack import Interval
from vmreport.analysis.disclosure.cells import Sheet
from vmreport.analysis.disclosure.figures import Known, Spot, Table
from vmreport.analysis.disclosure.protect import Protection, audit, protect
from vmreport.analysis.disclosure.relations import Weighing
from vmreport.analysis.disclosure.tables import tables_of
from vmreport.analysis.findings import CellKey

__all__ = ["Leak", "SheetProtection", "audit_sheet", "protect_sheet"]


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
    are_linked: bool
    """Answers to one question were looked at together, and some of them are hidden."""


def protect_sheet(sheet: Sheet) -> SheetProtection:
    """Give what more to hide so that every guarded cell of a publication is safe.

    Source: primary and secondary suppression with an audit, as in tau-ARGUS (risks B4, B5, G7).
    """
    hide: set[CellKey] = set()
    leaks: list[Leak] = []
    weighings: set[Weighing] = set()
    are_linked = False
    for edition, table in tables_of(sheet):
        found = protect(table, sheet.policy)
        hide.update(_key(edition, spot) for spot in found.hide)
        leaks += _leaks(sheet, edition, found)
        weighings |= table.weighings
        are_linked = are_linked or _is_linked(table, found.hide)
    return SheetProtection(frozenset(hide), tuple(leaks), frozenset(weighings), are_linked)


def _key(edition: int, spot: Spot) -> CellKey:
    return CellKey(edition, spot.area, spot.indicator)


def _is_linked(table: Table, hidden: frozenset[Spot]) -> bool:
    """Whether something is hidden of which all other answers to the question were delivered."""
    secret = hidden | {figure.spot for figure in table.of_kind(Known.GUARDED)}
    return any(
        not secret.isdisjoint(item.terms)
        for item in table.sums
        if item.total is None and item.is_whole
    )


def audit_sheet(sheet: Sheet) -> tuple[Leak, ...]:
    """Give every guarded cell that an outsider can work out too precisely; hides nothing.

    Source: the audit of tau-ARGUS: masking is not auditing (risks, part B).
    """
    leaks: list[Leak] = []
    for edition, table in tables_of(sheet):
        found = Protection(frozenset(), audit(table, sheet.policy))
        leaks += _leaks(sheet, edition, found)
    return tuple(leaks)


def _leaks(sheet: Sheet, edition: int, found: Protection) -> list[Leak]:
    leaks = []
    for item in found.exposed:
        key = _key(edition, item.spot)
        before = sheet.earlier.get(key)
        leaks.append(Leak(key, item.interval, bool(before and before.printed)))
    return leaks
