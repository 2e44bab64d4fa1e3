"""Words of the advisor that a councillor may not know: abbreviations, officialese.

The lists are data (`word_lists`). Quotes, tables and headings are left out: a quote is somebody
else's words, and a heading is said again in the text below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.prose import Sentence, own_words
from vmreport.narrative.word_lists import WordLists

__all__ = ["check_wording"]

_CAPITALS = re.compile(
    r"(?<![\w&/.-])(?P<short>[A-Z]{2,7})(?=(?:[’'](?:s|en|tje))?(?![\w’'&-])|-(?![A-Z\d]))"
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_LOUD = re.compile(
    "ALL?E?|ALLEEN|ALS|BIJ|DAT|DE|DIT|EEN|EN|ER|GEEN|HET|IN|IS|JA|KAN|LET|MAAR|MAG|MEER|MET|MOET|NAAR"
    "|NEE|NIET|NIEUW|NOOIT|NU|OF|OM|OOK|OP|OVER|SAMEN|STOP|TE|TOT|UIT|VAN|VEEL|VOOR|WAT|WEL|WIE|WIJ"
    "|ZEER|ZO"
)
"""Words that may stand in capitals for emphasis; no abbreviations."""
_IN_BRACKETS = r"\((?:hierna|afgekort|kortweg|verder)?:?\s*[“\"‘']?{short}[”\"’']?\)"
_THEN_FULL = r"{short}\s*\((?=[^()]*[^\W\d_]{{3}}[^()]*\s)[^()]+\)"


def check_wording(sources: Iterable[SourceText], lists: WordLists, problems: Problems) -> None:
    """Report hard words (W703) and abbreviations that are nowhere explained (W704).

    An abbreviation is reported once, where it stands first. It is explained when it stands in
    brackets behind its meaning, or has its meaning in brackets behind it, in any text.
    Source: CCV checklist IVP, item 1 (glossary); product.md 5.
    """
    hard = _pattern(lists.easier)
    seen: dict[str, Sentence] = {}
    whole: list[str] = []
    for source in sources:
        whole.append(source.markdown)
        for sentence in own_words(source):
            if hard is not None:
                _check_hard(sentence, hard, lists.easier, problems)
            for short in _abbreviations(sentence.plain):
                seen.setdefault(short, sentence)
    text = "\n".join(whole)
    for short, sentence in seen.items():
        _check_abbreviation(short, sentence, text, lists, problems)


def _pattern(easier: Mapping[str, str]) -> re.Pattern[str] | None:
    """Give one pattern for all hard words, the longest first; None when there are none."""
    if not easier:
        return None
    forms = sorted(easier, key=lambda word: (-len(word), word))
    choices = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)


def _check_hard(
    sentence: Sentence, hard: re.Pattern[str], easier: Mapping[str, str], problems: Problems
) -> None:
    for match in hard.finditer(sentence.plain):
        word = " ".join(match[0].split())
        what = f"'{word}' is een stijf of moeilijk woord."
        hint = f"Gewoner is: {easier[word.casefold()]}."
        about = f"{word}: {sentence.words}"
        problems.notice("W703", sentence.place(match.start()), what, hint, about=about)


def _abbreviations(plain: str) -> Iterator[str]:
    for match in _CAPITALS.finditer(plain):
        short = match["short"]
        if not _LOUD.fullmatch(short) and not _ROMAN.fullmatch(short):
            yield short


def _check_abbreviation(
    short: str, sentence: Sentence, text: str, lists: WordLists, problems: Problems
) -> None:
    listed = lists.abbreviations.get(short)
    if (listed is not None and listed.known) or _is_explained(short, text):
        return
    what = f"De afkorting {short} wordt nergens uitgelegd."
    full = listed.full if listed is not None else "wat het betekent"
    hint = (
        f"Schrijf de eerste keer: {full} ({short}). Kent elke lezer haar, zet haar dan in "
        "catalogi/afkortingen.toml."
    )
    start = sentence.plain.find(short)
    problems.notice("W704", sentence.place(start), what, hint, about=short)


def _is_explained(short: str, text: str) -> bool:
    patterns = (_IN_BRACKETS, _THEN_FULL)
    return any(re.search(pattern.format(short=short), text) for pattern in patterns)
