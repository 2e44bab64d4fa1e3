"""What the columns of a workbook are called: words for the advisor who opens it, never printed."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["PLACE", "SHEET", "Bound", "Place", "ends_of"]

SHEET = "Cijfers"
"""The one sheet."""

PLACE = "Plaats: "
"""Before the name of a column that says where something stands, not how much it is."""


class Place(StrEnum):
    """Places that are no figures."""

    ROW = "rij"
    UPPER = "boven in de rij"
    LOWER = "onder in de rij"
    MARGIN = "marge"
    THROUGH = "lijn"
    NAME = "naam"
    VALUE = "getal"
    VERDICT = "oordeel"
    REASON = "reden"
    YEAR = "jaar"
    BREAK = "breuk"

    @property
    def across(self) -> str:
        """Give the name of the column of a place, or of its place across."""
        return f"{PLACE}{self}"

    @property
    def up(self) -> str:
        """Give the name of the column of its height."""
        return f"{PLACE}hoogte van {self}"


class Bound(StrEnum):
    """What belongs to a series beside its values."""

    EDITION = "Meting"
    LOW = "ondergrens"
    HIGH = "bovengrens"
    UP = "marge omhoog"
    DOWN = "marge omlaag"

    def of(self, series: str) -> str:
        """Give the name of the column for a series."""
        return f"{series}, {self}"


def ends_of(row: str) -> tuple[str, str]:
    """Give the names of the two rows of a margin."""
    return f"{row}: van", f"{row}: tot"
