"""Which indicators and areas a sentence of the advisor is about: by placeholder or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vmreport.analysis.findings import Analysis
from vmreport.narrative.prose import Sentence
from vmreport.survey.model import Indicator

__all__ = ["Naming"]

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_ARGUMENT = re.compile(r"""["“”']([^"“”']*)["“”']""")
_WORD = re.compile(r"\w{4,}")
_EMPTY = frozenset(
    {
        "afgelopen",
        "denkt",
        "ervaart",
        "heeft",
        "inwoners",
        "maanden",
        "rapportcijfer",
        "vindt",
        "voelt",
        "zegt",
        "zich",
    }
)
"""Words of a clause that say nothing about which indicator it is."""


class Naming:
    """Looks up what sentences name, for the indicators and areas of one report."""

    def __init__(self, analysis: Analysis) -> None:
        self._indicators = analysis.indicators
        self._areas = analysis.areas
        self._by_name = {area.name.casefold(): code for code, area in analysis.areas.items()}
        self._words = {code: _content(item) for code, item in analysis.indicators.items()}
        names = sorted({area.name for area in analysis.local_areas}, key=len, reverse=True)
        choices = "|".join(map(re.escape, names))
        self._local = re.compile(rf"(?<!\w)(?:{choices})(?!\w)") if names else None

    def indicators(self, plain: str) -> tuple[str, ...]:
        """Give the indicators a sentence names; the most specific where one includes another."""
        present = set(_WORD.findall(plain))
        found = [
            (code, item) for code, sets in self._words.items() for item in sets if item <= present
        ]
        most = [code for code, item in found if not any(item < other for _, other in found)]
        return tuple(dict.fromkeys(most))

    def placed(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give (indicator, area code) of every placeholder of an indicator in a sentence."""
        found = []
        for match in _PLACEHOLDER.finditer(text):
            arguments = _ARGUMENT.findall(match[1])
            codes = [item for item in arguments if item in self._indicators]
            places = [self._by_name.get(item.casefold(), item) for item in arguments]
            area = next((item for item in places if item in self._areas), "")
            found += [(code, area) for code in codes]
        return tuple(found)

    def in_words(self, sentence: Sentence) -> tuple[tuple[str, str], ...]:
        """Give (indicator, area code) of what a sentence names in words.

        Without the name of a local area the sentence is about the municipality.
        """
        codes = self.indicators(sentence.plain.lower())
        areas = self._areas_in(sentence) or ("",)
        return tuple((code, area) for code in codes for area in areas)

    def elsewhere(
        self, named: Sequence[tuple[str, str]], sentence: Sentence, *, only_whole: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """Give the same indicators in the local areas a sentence names in words, where it does.

        With `only_whole` an area that was already chosen stays.
        """
        areas = self._areas_in(sentence)
        if not areas:
            return tuple(named)
        kept = [item for item in named if item[1] and only_whole]
        moved = [item for item in named if item not in kept]
        found = [*kept, *((code, area) for code, _ in moved for area in areas)]
        return tuple(dict.fromkeys(found))

    def _areas_in(self, sentence: Sentence) -> tuple[str, ...]:
        names = self._local.findall(sentence.plain) if self._local is not None else []
        return tuple(self._by_name[name.casefold()] for name in dict.fromkeys(names))


def _content(indicator: Indicator) -> tuple[frozenset[str], ...]:
    """Give the sets of words that name an indicator: those of its clause, those of its label.

    A single word ("straatverlichting") names too much to judge a sentence by.
    """
    base = indicator.base if indicator.conditional else ""
    texts = (f"{base} {indicator.sentence}", indicator.short or indicator.name)
    sets = [frozenset(_WORD.findall(text.casefold())) - _EMPTY for text in texts]
    return tuple(words for words in sets if len(words) > 1)
