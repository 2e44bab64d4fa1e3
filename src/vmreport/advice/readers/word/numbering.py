"""Lists of a Word file: whether a level has bullets or numbers, and which number comes next."""

from __future__ import annotations

from dataclasses import dataclass, field

from vmreport.advice.readers.word.package import Element, attribute, w

__all__ = ["ListMark", "Numbering"]

_MAX_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ListMark:
    """What stands before a list item."""

    depth: int
    """From 0."""
    number: int | None
    """None for a bullet."""


@dataclass(frozen=True, slots=True)
class _Level:
    numbered: bool
    start: int
    none: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one file; counts along as the items are asked for in order."""

    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, part: Element | None) -> Numbering:
        """Read the numbering part; without one there are no lists."""
        made = cls()
        if part is None:
            return made
        abstract = {
            attribute(item, "abstractNumId"): item for item in part.iterfind(w("abstractNum"))
        }
        for item in part.iterfind(w("num")):
            identifier = attribute(item, "numId")
            target = attribute(item.find(w("abstractNumId")))
            levels = _levels(abstract.get(target))
            restarts: dict[int, int] = {}
            for override in item.iterfind(w("lvlOverride")):
                depth = _number(attribute(override, "ilvl"))
                start = override.find(w("startOverride"))
                if start is not None:
                    restarts[depth] = _number(attribute(start), 1)
                levels |= _levels(override)
            made._lists[identifier] = levels
            made._abstract[identifier] = target
            made._restarts[identifier] = restarts
        return made

    def mark(self, identifier: str, depth: int) -> ListMark | None:
        """Give what stands before the next item of a list; None when it is no list."""
        levels = self._lists.get(identifier)
        if not levels:
            return None
        depth = min(depth, _MAX_LEVEL)
        level = levels.get(depth, _Level(numbered=False, start=1))
        if level.none:
            return None
        counts = self._counts.setdefault(self._abstract[identifier], {})
        if identifier not in self._seen:
            self._seen.add(identifier)
            for place, start in self._restarts[identifier].items():
                counts[place] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        return ListMark(depth, counts[depth] if level.numbered else None)


def _levels(parent: Element | None) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in parent.iterfind(w("lvl")) if parent is not None else ():
        kind = attribute(level.find(w("numFmt")))
        start = _number(attribute(level.find(w("start"))), 1)
        depth = _number(attribute(level, "ilvl"))
        found[depth] = _Level(kind not in {"bullet", "none"}, start, kind == "none")
    return found


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
