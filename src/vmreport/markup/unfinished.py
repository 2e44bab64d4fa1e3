"""Marks that say a text is not finished: TODO, [invullen], [[...]], XXX, lorem ipsum."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vmreport.errors import Place, Problems
from vmreport.markup.source import SourceText

__all__ = ["Unfinished", "find_unfinished", "report_unfinished"]

_MARKS = re.compile(
    r"\b(?:TODO|TBD|FIXME)\b|\btodo:|\b[Xx]{3,}\b"
    r"|\[\[[^\]\n]*\]\]"
    r"|\[[^\]\n]*\b(?:[Ii]nvullen|INVULLEN|[Aa]anvullen|AANVULLEN)\b[^\]\n]*\]"
    r"|\b[Ll]orem ipsum\b"
)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A mark and where it stands."""

    mark: str
    place: Place


def find_unfinished(source: SourceText) -> tuple[Unfinished, ...]:
    """Find every mark in a text, in order. Source: risks C2, R09."""
    return tuple(
        Unfinished(match.group(), source.place_at(match.start()))
        for match in _MARKS.finditer(source.markdown)
    )


def report_unfinished(
    sources: Iterable[SourceText], status: str, problems: Problems, *, code: str = "335"
) -> None:
    """Report every mark: a problem E`code` when the status is `definitief`, else a notice.

    A text without key is a value inside a line, so its character positions are left out.
    """
    for source in sources:
        for item in find_unfinished(source):
            place = item.place if source.key or source.places else replace(item.place, column="")
            what = f"Deze tekst is nog niet af: {item.mark}."
            if status == "definitief":
                hint = "Maak de tekst af, of zet status op concept in dossier.toml."
                problems.problem(f"E{code}", place, what, hint)
            else:
                hint = "Maak de tekst af voor hij definitief is."
                problems.notice(f"W{code}", place, what, hint)
