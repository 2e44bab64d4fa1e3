"""Areas over time: where an area became another territory between two editions, and why.

The shipped table holds municipalities; a dossier adds what is its own, such as a new division in
wijken. Which editions may be compared is decided in `analysis.trend`; figures do not belong here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from vmreport.assets import data_root

__all__ = ["TerritoryChange", "changes_between", "shipped_changes", "within"]

_FIELDWORK = (8, 1)
"""Month and day on which an edition starts. Source: CBS, fieldwork from August to November."""


@dataclass(frozen=True, slots=True)
class TerritoryChange:
    """One area that got another territory on a day, made of whole areas and of parts of others."""

    day: date
    into: str
    """Code of the area as it is since that day."""
    whole: tuple[str, ...]
    """Codes of the areas that are in it as a whole; may hold `into` itself."""
    parts: tuple[str, ...] = ()
    """Codes of the areas of which a part is in it."""
    source: str = ""

    @property
    def is_only_a_name(self) -> bool:
        """Whether the area got another code or name and kept its territory."""
        return len(self.whole) == 1 and not self.parts

    def touches(self, area: str) -> bool:
        """Whether the territory of an area became another one: it grew, shrank or came to be."""
        return not self.is_only_a_name and area in (self.into, *self.whole, *self.parts)


def within(change: TerritoryChange, together: Mapping[str, str]) -> TerritoryChange:
    """Give a change with the areas that were put together, by code, in place of their parts.

    What only moves between the parts of one such area leaves that area as it was.
    """
    into = together.get(change.into, change.into)
    whole = tuple(dict.fromkeys(together.get(code, code) for code in change.whole))
    parts = tuple(dict.fromkeys(together.get(code, code) for code in change.parts))
    own = into in together.values()
    return replace(
        change,
        into=into,
        whole=whole,
        parts=tuple(code for code in parts if not own or code != into),
    )


@cache
def shipped_changes() -> tuple[TerritoryChange, ...]:
    """Give the mergers and splits of municipalities since 2012, by day.

    Source: CBS, Gemeentelijke indelingen per jaar; boundary corrections are not in it.
    """
    path = data_root() / "catalogi" / "herindelingen.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["wijziging"]
    return tuple(_change(table) for table in tables)


def _change(table: dict[str, Any]) -> TerritoryChange:
    return TerritoryChange(
        day=table["datum"],
        into=table["naar"],
        whole=tuple(table["van"]),
        parts=tuple(table.get("deel_van", ())),
        source=table["bron"],
    )


def changes_between(
    changes: Iterable[TerritoryChange], area: str, first: int, last: int
) -> tuple[TerritoryChange, ...]:
    """Give what changed the territory of an area between two editions, in either order.

    Empty means: as far as is known the same territory. Source: risks A14.
    """
    start, end = (date(year, *_FIELDWORK) for year in sorted((first, last)))
    return tuple(item for item in changes if item.touches(area) and start < item.day <= end)
