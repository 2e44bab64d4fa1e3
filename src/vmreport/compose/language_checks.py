"""Language of everything the advisor wrote, held against the lists and limits of the dossier.

Which texts are read how: running text for everything, the short texts of the plan (titles, goals,
measures) for their words only. The checks themselves are in `narrative`.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.advice.load import short_texts
from vmreport.compose.material import Material
from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.readability import check_reading
from vmreport.narrative.word_lists import load_word_lists
from vmreport.narrative.wording import check_wording

__all__ = ["check_language"]


def check_language(material: Material, problems: Problems) -> None:
    """Report W701 to W704 for the advice and for the texts of dossier.toml; E741 for own lists."""
    dossier = material.dossier
    lists = load_word_lists(dossier.files.catalogues, problems)
    running = (*material.sources, *_dossier_texts(material))
    check_reading(
        running,
        problems,
        most_words=dossier.writing.most_words,
        lowest_score=dossier.writing.lowest_score,
    )
    check_wording((*running, *short_texts(material.advice)), lists, problems)


def _dossier_texts(material: Material) -> Iterator[SourceText]:
    """Yield the texts of dossier.toml that are sentences: the accountability, what is asked."""
    research = material.dossier.research
    printed = {
        research.fieldwork,
        research.sample,
        research.response,
        research.questionnaire,
        research.weighting,
        research.margins,
        research.breaks,
        material.dossier.council.request,
        *(material.dossier.council.extra or {}).values(),
    }
    yield from (text for text in material.dossier.texts if text.markdown in printed)
