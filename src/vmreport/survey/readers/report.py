"""Saying the same thing once: equal problems of many rows become one message with the rows.

Only the wording of repetition; what is wrong is decided by the readers and rules.
"""

from __future__ import annotations

from dataclasses import replace

from vmreport.errors import Level, Place, Problem, Problems
from vmreport.survey.readers.codes import Code

__all__ = ["fold"]

_ROWS_NAMED = 5
_MOST = 25
"""Different messages of one code in one column that are printed."""


def fold(problems: Problems) -> tuple[Problem, ...]:
    """Give the problems in order, equal ones joined, and no endless list of one kind."""
    groups: dict[tuple[str, Place, str, str, Level], list[Problem]] = {}
    for item in problems.items:
        column = replace(item.where, row=None)
        groups.setdefault((item.code, column, item.what, item.hint, item.level), []).append(item)
    shown: dict[tuple[str, Place, Level], int] = {}
    hidden: dict[tuple[str, Place, Level], int] = {}
    out: list[Problem] = []
    for (code, column, _, _, level), items in groups.items():
        kind = (code, column, level)
        if shown.get(kind, 0) >= _MOST:
            hidden[kind] = hidden.get(kind, 0) + len(items)
            continue
        shown[kind] = shown.get(kind, 0) + 1
        out.append(_joined(items))
    out.extend(_rest(kind, count) for kind, count in hidden.items())
    return tuple(out)


def _joined(items: list[Problem]) -> Problem:
    first = items[0]
    numbers = dict.fromkeys(item.where.row for item in items)
    rows = [row for row in numbers if row is not None and row != first.where.row]
    if not rows:
        return first
    named = ", ".join(map(str, rows[:_ROWS_NAMED]))
    more = f" en {len(rows) - _ROWS_NAMED} andere" if len(rows) > _ROWS_NAMED else ""
    return replace(first, what=f"{first.what} (ook op rij {named}{more})")


def _rest(kind: tuple[str, Place, Level], count: int) -> Problem:
    code, place, level = kind
    number = Code.MORE_OF_THE_SAME if level is Level.PROBLEM else Code.MORE_NOTICES
    what = f"nog {count} keer {code} in deze kolom"
    return Problem(number, place, what, "herstel eerst de genoemde rijen", level)
