"""Which line of which template made a line of the rendered text, for messages to template writers.

Found by comparing: the fixed words of a template line stand in what it made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from vmreport.errors import Place, Problem

__all__ = ["at_template_lines"]

_MADE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\*.*?\*\}")
_FEWEST = 3
"""Fixed characters a template line must share with what it made."""
_LONGEST = 60


def at_template_lines(
    problems: Iterable[Problem], rendered: str, file: str, templates: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Give the problems of `file` with the line of the template instead of that of the text.

    `templates` holds the text of every template that was used, by name. Where no line can be
    told, the message quotes the text instead.
    """
    lines = rendered.split("\n")
    return tuple(
        _placed(problem, lines, templates) if problem.where.file == file else problem
        for problem in problems
    )


def _placed(problem: Problem, lines: list[str], templates: Mapping[str, str]) -> Problem:
    row = problem.where.row
    text = lines[row - 1].strip() if row and row <= len(lines) else ""
    found = _source(text, templates) if text else None
    if found is not None:
        return replace(problem, where=Place(found[0], row=found[1]))
    quoted = text[:_LONGEST] + ("…" if len(text) > _LONGEST else "")
    what = f"{problem.what} Het gaat om: “{quoted}”" if quoted else problem.what
    return replace(problem, what=what, where=Place(problem.where.file))


def _source(text: str, templates: Mapping[str, str]) -> tuple[str, int] | None:
    """Give template and line with most fixed characters in common; None without one."""
    best: tuple[int, str, int] | None = None
    for name, source in templates.items():
        for number, line in enumerate(source.split("\n"), start=1):
            fixed = [part.strip() for part in _MADE.split(line.strip())]
            size = sum(map(len, fixed))
            if size < _FEWEST or (best and size <= best[0]):
                continue
            if re.fullmatch(r"\s*.*\s*".join(map(re.escape, fixed)), text):
                best = (size, name, number)
    return (best[1], best[2]) if best else None
