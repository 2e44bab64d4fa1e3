"""Everything the advisor wrote, read and checked: one call for the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from vmreport.advice.model import Advice
from vmreport.advice.readers.files import Delivery, read_drafts, read_lines
from vmreport.advice.readers.recommendations import check_recommendations
from vmreport.advice.readers.texts import read_interpretation, read_qualitative
from vmreport.document.inlines import Inlines, Text
from vmreport.errors import Place, Problems
from vmreport.markup.placeholders import Placeholder, read_source
from vmreport.markup.source import SourceText
from vmreport.markup.unfinished import report_unfinished

__all__ = ["load_advice", "short_texts", "sources"]


def load_advice(
    recommendations: Path | None,
    interpretation: Path | None,
    qualitative: Path | None,
    problems: Problems,
    *,
    root: Path,
    theme_ids: Mapping[str, str],
    area: str = "",
    status: str = "concept",
) -> Advice:
    """Give the advice of a dossier; every problem and notice is added to `problems`.

    `theme_ids` gives the theme id of every lower-case id and name of a theme, `area` the area
    code of the dossier (empty: not checked), `status` decides whether unfinished texts are a
    problem. All texts have been through the Markdown reader once, so that `check` finds what is
    wrong in them; whether a placeholder has a number is known only in `compose`.
    """

    def delivery(path: Path) -> Delivery:
        return Delivery(path, root, area, status, problems)

    drafts = read_drafts(delivery(recommendations)) if recommendations else ()
    read = read_lines(delivery(interpretation)) if interpretation else None
    heard = read_lines(delivery(qualitative)) if qualitative else None
    advice = Advice(
        recommendations=check_recommendations(drafts, problems),
        interpretations=()
        if read is None
        else read_interpretation(read, theme_ids=theme_ids, problems=problems, status=status),
        voices=() if heard is None else read_qualitative(heard, problems=problems, status=status),
    )
    for source in sources(advice):
        read_source(source, _stand_in, problems)
    report_unfinished(chain(sources(advice), short_texts(advice)), status, problems)
    return advice


def sources(advice: Advice) -> Iterator[SourceText]:
    """Yield every text of the advice, in the order of the files."""
    for item in advice.recommendations:
        yield item.text
        if item.request is not None:
            yield item.request
    for interpretation in advice.interpretations:
        yield interpretation.text
    for voice in advice.voices:
        yield voice.text


def short_texts(advice: Advice) -> Iterator[SourceText]:
    """Yield the texts that are one value in a line: titles, goals, cells of measures."""
    for item in advice.recommendations:
        yield _short(item.title, item.place)
        if item.goal is not None:
            yield _short(item.goal.text, item.goal.place)
        for measure in item.measures:
            cells = (measure.title, measure.result, measure.owner, *measure.partners)
            when = (measure.start, measure.end, measure.means, measure.status)
            for cell in (*cells, *when, measure.action, measure.indicator, measure.progress):
                yield _short(cell, measure.place)
    for voice in advice.voices:
        yield _short(voice.title, voice.place)


def _short(words: str, place: Place) -> SourceText:
    return SourceText(words, place.file, place.row or 1, key="", places=(place,))


def _stand_in(placeholder: Placeholder) -> Inlines:
    return (Text(placeholder.name),)
