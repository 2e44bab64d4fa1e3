"""How hard a text is to read: its longest sentences, and the Flesch-Douma score of the whole.

A score says how long words and sentences are, nothing about whether the text is right or clear;
so it is a notice, never a verdict, and only for texts long enough to average over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmreport.errors import Place, Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.prose import Sentence, own_words
from vmreport.narrative.syllables import syllables

__all__ = ["FEWEST_WORDS", "Readability", "check_reading", "readability"]

FEWEST_WORDS = 100
"""Fewest words that get a score. Source: Flesch's formula is made for samples of 100 words."""
_WORD = re.compile(r"[^\W_]+(?:[’'/.,-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_BANDS = (
    (30, "zeer moeilijk"),
    (45, "moeilijk"),
    (60, "tamelijk moeilijk"),
    (70, "normaal"),
    (80, "tamelijk gemakkelijk"),
    (90, "gemakkelijk"),
)
"""Upper ends of the bands. Source: Douma's table, as printed in Onze Taal 46 (1977)."""


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted in one text."""

    words: int
    sentences: int
    score: float
    """Flesch-Douma: 0 is hard, 100 easy."""

    @property
    def band(self) -> str:
        """How hard that is, in Douma's words."""
        return next((name for end, name in _BANDS if self.score < end), "zeer gemakkelijk")


def readability(source: SourceText) -> Readability | None:
    """Give the Flesch-Douma score of the running text; None when there are too few words.

    206,84 - 0,93 x (words per sentence) - 77 x (syllables per word). A figure counts as a word of
    its sentence, but has no syllables: how long it is when spoken says nothing about the text.
    Source: W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960); Onze Taal 46 (1977).
    """
    words = sentences = spoken = counted = 0
    for sentence in own_words(source):
        found = _WORD.findall(sentence.plain)
        words += len(found)
        sentences += bool(found)
        for word in found:
            for part in _LETTERS.findall(_as_written(word)):
                spoken += syllables(part)
            counted += bool(_LETTERS.search(word))
    if words < FEWEST_WORDS or not counted:
        return None
    return Readability(words, sentences, 206.84 - 0.93 * words / sentences - 77 * spoken / counted)


def _as_written(word: str) -> str:
    """Give a word without what is no sound of its own: the s of `wijk's`."""
    return re.sub(r"[’'](?=\w\b)", "", word)


def check_reading(
    sources: Iterable[SourceText],
    problems: Problems,
    *,
    most_words: int,
    lowest_score: int,
) -> None:
    """Report sentences of more than `most_words` (W701) and texts under `lowest_score` (W702).

    0 switches a check off.
    """
    for source in sources:
        found = tuple(own_words(source))
        if most_words:
            _check_length(found, most_words, problems)
        score = readability(source) if lowest_score else None
        if score is not None and score.score < lowest_score:
            _report_score(source, score, lowest_score, problems)


def _check_length(found: Sequence[Sentence], most: int, problems: Problems) -> None:
    for sentence in found:
        count = len(_WORD.findall(sentence.plain))
        if count > most:
            what = f"Deze zin heeft {count} woorden: '{_opening(sentence.words)}'"
            hint = f"Maak er twee zinnen van; tot {most} woorden leest goed."
            problems.notice("W701", sentence.place(), what, hint, about=sentence.words)


def _opening(text: str) -> str:
    """Give the first words of a sentence, so that it is found."""
    words = text.split(" ")
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _report_score(source: SourceText, found: Readability, lowest: int, problems: Problems) -> None:
    score = whole_number(round(found.score))
    mean = whole_number(round(found.words / found.sentences))
    what = (
        f"Deze tekst is {found.band} te lezen: {score} op de schaal van Flesch-Douma, met gemiddeld "
        f"{mean} woorden per zin."
    )
    hint = f"Kortere zinnen en kortere woorden helpen; vanaf {lowest} komt er geen melding."
    first = source.place(0)
    place = Place(first.file, first.sheet, first.row, "", first.words)
    problems.notice("W702", place, what, hint, about=source.markdown)
