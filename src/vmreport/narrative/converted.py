"""Sentences about figures of before 2021 that were brought to the level of 2021 with a factor.

Which figures those are is decided in `survey.conversion`; whether they may be compared in `analysis`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vmreport.analysis.findings import Cell, Published
from vmreport.analysis.trend import are_comparable, converted_editions
from vmreport.narrative.voice import Voice
from vmreport.survey.model import series_of

__all__ = ["break_kind", "conversion_sentence", "conversion_sources"]


def conversion_sources(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Give who published the factors of the converted cells, each once."""
    found = (
        cell.conversion.source for cell in cells if isinstance(cell, Published) and cell.conversion
    )
    return tuple(dict.fromkeys(found))


def conversion_sentence(voice: Voice, cells: Iterable[Cell]) -> str:
    """Give which figures were converted, from what source; empty when none was."""
    known = tuple(cells)
    years = sorted(converted_editions(known))
    if not years:
        return ""
    return voice.sentence(
        voice.say(
            "omgerekend.zin",
            jaren=voice.joined(map(str, years)),
            bronnen="; ".join(conversion_sources(known)),
        )
    )


def break_kind(converted: Collection[int], after: int, before: int) -> str:
    """Give why there is a break between two neighbouring editions, of which some were `converted`.

    `breuk` for the redesign, `breuk_omgerekend` between figures that were and were not converted,
    `breuk_gebied` when the area became another territory.
    """
    if are_comparable(after, before, converted):
        return "breuk_gebied"
    return "breuk" if series_of(after) is not series_of(before) else "breuk_omgerekend"
