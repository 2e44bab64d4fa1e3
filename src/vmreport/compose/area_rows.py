"""Which local areas stand in one figure: all, or of many those that fit a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vmreport.analysis.findings import Cell, Comparison, Published

__all__ = ["MOST_AREAS", "furthest"]

MOST_AREAS = 26
"""Local areas in one interval chart; more would not fit a page."""


def furthest(ordered: Sequence[Comparison], whole: Cell) -> Sequence[Comparison]:
    """Give what fits a page: of many areas those that lie furthest from the municipality."""
    if len(ordered) <= MOST_AREAS or not isinstance(whole, Published):
        return ordered[:MOST_AREAS]
    measured = [item for item in ordered if isinstance(item.value, Published)]

    def distance(item: Comparison) -> Decimal:
        cell = item.value
        return abs(cell.value - whole.value) if isinstance(cell, Published) else Decimal(-1)

    chosen = sorted(measured, key=distance, reverse=True)[:MOST_AREAS]
    return [item for item in measured if item in chosen]
