"""Which sheets a workbook has: what stands on each, and what it is called.

A cover, a heading of the first level and every further table start a sheet of their own, so that
no sheet has two tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vmreport.document.blocks import Cover, Heading, Table
from vmreport.document.inlines import plain_text
from vmreport.document.tree import ResolvedDocument
from vmreport.writers.xlsx.lines import Item, Line, items_of

__all__ = ["PlannedSheet", "plan_sheets"]

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""Excel's rules for the name of a sheet."""


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet: its name and what stands on it, with at most one table."""

    name: str
    items: tuple[Item, ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of the heading and the table on this sheet."""
        found = [
            item.opens.anchor for item in _lines(self.items) if isinstance(item.opens, Heading)
        ]
        return (*found, *(item.anchor for item in self.items if isinstance(item, Table)))

    @property
    def has_table(self) -> bool:
        """Whether a table stands on it, which decides how wide its columns are."""
        return any(isinstance(item, Table) for item in self.items)


def plan_sheets(document: ResolvedDocument) -> tuple[PlannedSheet, ...]:
    """Deal what a document says over sheets with names that Excel accepts."""
    terms = document.terms
    planned: list[PlannedSheet] = []
    for items in _parts(items_of(document.blocks)):
        used = {sheet.name.casefold() for sheet in planned}
        name = _unique(_name(items, terms.cover) or terms.sheet, used)
        planned.append(PlannedSheet(name, items))
    return tuple(planned)


def _lines(items: Iterable[Item]) -> Iterator[Line]:
    return (item for item in items if isinstance(item, Line))


def _parts(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    part: list[Item] = []
    has_table = False
    for item in items:
        is_table = isinstance(item, Table)
        opens = isinstance(item, Line) and item.opens is not None
        if part and (opens or (is_table and has_table)):
            yield tuple(part)
            part, has_table = [], False
        part.append(item)
        has_table = has_table or is_table
    if part:
        yield tuple(part)


def _name(items: tuple[Item, ...], cover: str) -> str:
    """Give what a sheet is about: its table, else its heading."""
    for item in items:
        if isinstance(item, Table):
            return _short(item.label)
    match next(_lines(items), None):
        case Line(opens=Cover()):
            return _short(cover)
        case Line(opens=Heading() as heading):
            return _short(heading.label or heading.topic or plain_text(heading.text))
        case _:
            return ""


def _short(text: str) -> str:
    clean = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("'")
    if len(clean) <= _LONGEST:
        return clean
    return clean[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST].strip("' ")


def _unique(name: str, used: set[str]) -> str:
    number, made = 2, name
    while made.casefold() in used:
        made = f"{name[: _LONGEST - len(str(number)) - 1]} {number}"
        number += 1
    return made
