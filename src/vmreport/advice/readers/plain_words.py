"""Short texts without markup or placeholders: titles, goals, cells of the measures table."""

from __future__ import annotations

from vmreport.document.blocks import Origin
from vmreport.errors import Place, Problems
from vmreport.markup.context import Context
from vmreport.markup.inline_reader import read_plain
from vmreport.markup.tokens import Tokens

__all__ = ["plain_words"]


def plain_words(markdown: str, place: Place, problems: Problems) -> str:
    """Give the words of a short text; what cannot stand in one is a problem."""
    if "{{" in markdown or "^[" in markdown:
        problems.problem(
            "E334",
            place,
            f"Hier kan geen verwijzing naar een cijfer en geen noot staan: {markdown[:60]}.",
            "Schrijf hier gewone woorden; zet het cijfer in de tekst eronder.",
        )
        return ""
    context = Context(place.file, place.row or 1, problems, Origin.ADVISOR, Tokens())
    return read_plain(markdown, 0, context)
