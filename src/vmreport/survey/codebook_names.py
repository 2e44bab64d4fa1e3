"""Recognising an indicator by what a file calls it: spelling, units and StatLine topic paths.

Which indicators there are belongs to `codebook`; this only compares names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from vmreport.survey.model import Indicator, Series, UnitKind

__all__ = ["NameIndex", "normal_name", "normal_unit", "path_parts"]

_PATH: Final = re.compile(r"\s*/\s*|\s+-\s+")
_RANGE: Final = re.compile(r"\(?\d+(?:-|–|t/m|=)\d+\)?$")
_PLAIN_PERCENT: Final = frozenset({"%", "procent", "percentage", "pct"})
_TOO_GENERAL: Final = frozenset({"aangifte", "totaal"})
"""Last parts of a path that say nothing without the rest of it, though they occur once."""

_KEPT: Final = 4096
"""Spellings that are remembered: the same come back in every row, and in every file of a batch."""


@lru_cache(maxsize=_KEPT)
def normal_name(name: str) -> str:
    """Reduce a name to what tells it apart: letters and digits, `wel eens` as `weleens`."""
    return "".join(char for char in _folded(name) if char.isalnum())


@lru_cache(maxsize=_KEPT)
def normal_unit(label: str) -> str:
    """Reduce a unit label; keeps brackets and `%`, drops quotes, spaces and the range of a score."""
    kept = "".join(char for char in _folded(label) if char.isalnum() or char in "%()/-–=")
    kept = _RANGE.sub("", kept) or kept
    return "%" if kept in _PLAIN_PERCENT else kept


@lru_cache(maxsize=_KEPT)
def path_parts(name: str) -> tuple[str, ...]:
    """Split a topic path (`A/B/C` or `A - B - C`) and reduce its parts."""
    return tuple(part for part in map(normal_name, _PATH.split(name)) if part)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\bwel\s+eens\b", "weleens", text)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """From reduced names and path endings to indicators, in codebook order."""

    names: MappingProxyType[str, tuple[Indicator, ...]]
    endings: MappingProxyType[str, tuple[Indicator, ...]]
    """Endings of at least two parts of the StatLine paths."""

    @classmethod
    def of(cls, indicators: Iterable[Indicator]) -> NameIndex:
        """Index everything by which `indicators` may be known."""
        items = tuple(indicators)
        last_parts = Counter(
            (series, part) for item in items for series in item.series for part in _last_parts(item)
        )
        names: dict[str, dict[str, Indicator]] = {}
        endings: dict[str, dict[str, Indicator]] = {}
        for item in items:
            own = {
                part
                for part in _last_parts(item) - _TOO_GENERAL
                if all(last_parts[series, part] == 1 for series in item.series)
            }
            known = {normal_name(name) for name in _own_names(item)}
            for name in sorted(own | known):
                names.setdefault(name, {})[item.code] = item
            for path in item.statline:
                parts = path_parts(path)
                for start in range(len(parts) - 1):
                    endings.setdefault("".join(parts[start:]), {})[item.code] = item
        return cls(_frozen(names), _frozen(endings))

    def find(self, name: str, unit_label: str, series: Series | None) -> tuple[Indicator, ...]:
        """Give the indicators that `name` can mean: whole names first, then paths, then the end."""
        parts = path_parts(name)
        attempts = [self.names.get(normal_name(name), ())]
        attempts += [
            self.endings.get("".join(parts[start:]), ()) for start in range(len(parts) - 1)
        ]
        attempts += [self.names.get("".join(parts[start:]), ()) for start in range(1, len(parts))]
        for found in attempts:
            fitting = _fitting(found, unit_label, series)
            if fitting:
                return fitting
        return ()


def _own_names(item: Indicator) -> tuple[str, ...]:
    return (item.code, item.name, item.short, *item.aliases)


def _last_parts(item: Indicator) -> frozenset[str]:
    """Give the reduced last parts of the StatLine paths: keys and titles without their topic."""
    return frozenset(normal_name(path.rpartition("/")[2]) for path in item.statline)


def _fitting(
    found: Iterable[Indicator], unit_label: str, series: Series | None
) -> tuple[Indicator, ...]:
    """Keep what fits series and unit; a bare `%` may stand for any percentage."""
    items = tuple(item for item in found if series is None or series in item.series)
    unit = normal_unit(unit_label)
    if not unit:
        return items
    exact = tuple(item for item in items if normal_unit(item.unit_label) == unit)
    if exact or unit != "%":
        return exact
    return tuple(item for item in items if item.unit is UnitKind.PERCENT)


def _frozen(
    index: dict[str, dict[str, Indicator]],
) -> MappingProxyType[str, tuple[Indicator, ...]]:
    return MappingProxyType({name: tuple(items.values()) for name, items in index.items()})
