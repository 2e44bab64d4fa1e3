"""Words of change or difference in the advisor's text that the findings do not carry.

"Gestegen", "hoger" and "gunstiger" say that a difference was shown; where the margins do not show
it, the advisor is told. Source: council.md 6; product.md 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vmreport.analysis.findings import Against, Analysis, Comparison, Outcome, Valuation
from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.naming import Naming
from vmreport.narrative.prose import Sentence, sentences

__all__ = ["check_claims"]

_NEGATED = re.compile(r"\b(?:niet|geen|nooit|nauwelijks)(?:\W+\w+){0,3}\W*$")
_NO_FACT = re.compile(
    r"\b(?:doel|streef\w*|willen|moet|moeten|zal|zullen|kan|kunnen|maak|zorg|hopen|verwachten|werkt)\b|\?"
)
"""Sentences about what may or must be, not about what was measured."""
_POINTS_BACK = re.compile(r"\W*(?:dat|dit|die|deze|zij|daar|hier)\b")

_TIME = (Against.PREVIOUS, Against.FIRST)
_EVERY = tuple(Against)
_CLAIMS: tuple[tuple[re.Pattern[str], Outcome | Valuation, tuple[Against, ...]], ...] = (
    (re.compile(r"\b(?:gestegen|toegenomen|stijging|toename)\b"), Outcome.HIGHER, _TIME),
    (re.compile(r"\b(?:gedaald|afgenomen|daling|afname)\b"), Outcome.LOWER, _TIME),
    (re.compile(r"\bhoger\b"), Outcome.HIGHER, _EVERY),
    (re.compile(r"\blager\b"), Outcome.LOWER, _EVERY),
    (re.compile(r"\b(?:beter|verbeterd|gunstiger)\b"), Valuation.FAVOURABLE, _EVERY),
    (re.compile(r"\b(?:slechter|verslechterd|ongunstiger)\b"), Valuation.UNFAVOURABLE, _EVERY),
)
_NOT = re.compile(r"\b(?:niet|geen|nooit|zonder)\b")
_PEOPLE = re.compile(
    r"\s+(?:\w+\s+)?(?:inwoners|bewoners|mensen|slachtoffers|jongeren|ouderen|vrouwen|mannen)\b"
)
_COMPARED = re.compile(
    r"\b(?P<word>meer|minder|vaker|groter|kleiner|sterker)\b(?=[^.;:]{0,80}?\bdan\b)"
)
_THAN: tuple[tuple[re.Pattern[str], tuple[Against, ...]], ...] = (
    (
        re.compile(r"(?:gemiddeld )?(?:in |voor )?(?:de |heel |hele )*regio\b"),
        (Against.REGION,),
    ),
    (
        re.compile(r"(?:gemiddeld )?(?:in |voor )?(?:heel )?nederland\b|(?:het )?landelijk"),
        (Against.COUNTRY,),
    ),
    (
        re.compile(r"gemiddeld(?: in (?:de |heel |hele )*(?:gemeente|stad|dorp)\b)?"),
        (Against.MUNICIPALITY,),
    ),
    (re.compile(r"(?:in )?(?:de |heel |hele )+(?:gemeente|stad)\b"), (Against.MUNICIPALITY,)),
    (
        re.compile(
            r"(?:in )?(?:20[0-9]{2}\b|(?:de |het )?(?:vorige|eerste) (?:meting|keer|editie|jaar)"
            r"|\w+ jaar (?:eerder|geleden|terug)|eerder\b|voorheen\b)"
        ),
        _TIME,
    ),
)
"""What stands after "dan", and what it is compared with."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A word that says there is a difference."""

    start: int
    word: str
    wanted: tuple[Outcome | Valuation, ...]
    """Any of these carries it."""
    against: tuple[Against, ...]


def check_claims(sources: Iterable[SourceText], analysis: Analysis, problems: Problems) -> None:
    """Report words of change or difference beside an indicator whose findings do not say so.

    W382. A sentence is about the indicators of its placeholders, else about what it names in
    words, else, when it points back ("Dat zijn er meer dan in 2021"), about the figures of the
    sentence before. A claim after "niet" or "geen" is no claim.
    """
    naming = Naming(analysis)
    for source in sources:
        before: tuple[tuple[str, str], ...] = ()
        for sentence in sentences(source):
            plain = sentence.plain.lower()
            named = naming.placed(sentence.text)
            claims = tuple(_claims(plain)) if not _NO_FACT.search(plain) else ()
            if claims and not named:
                named = naming.in_words(sentence)
                if not named and _POINTS_BACK.match(plain):
                    named = naming.elsewhere(before, sentence)
            for claim in claims if named else ():
                local = claim.against == (Against.MUNICIPALITY,)
                about = naming.elsewhere(named, sentence, only_whole=True) if local else named
                _judge(sentence, claim, about, analysis, problems)
            before = named


def _claims(plain: str) -> Iterator[_Claim]:
    for pattern, wanted, against in _CLAIMS:
        for match in pattern.finditer(plain):
            if not _NEGATED.search(plain[: match.start()]):
                compared = _compared_with(plain[match.end() :])
                yield _Claim(match.start(), match[0], (wanted,), compared or against)
    for match in _COMPARED.finditer(plain):
        against = _compared_with(plain[match.end() :])
        if against and not _NEGATED.search(plain[: match.start()]):
            yield _Claim(match.start(), match["word"], _direction(plain, match), against)


def _direction(plain: str, match: re.Match[str]) -> tuple[Outcome, ...]:
    """Give what carries "meer" or "minder": more people is a higher share.

    Otherwise ("minder tevreden", "meer last", a sentence with "niet") either way may be meant.
    """
    if _PEOPLE.match(plain, match.end()) and not _NOT.search(plain):
        return (Outcome.HIGHER,) if match["word"] == "meer" else (Outcome.LOWER,)
    return (Outcome.HIGHER, Outcome.LOWER)


def _compared_with(rest: str) -> tuple[Against, ...]:
    """Give what the first "dan" after a claim compares with; nothing when that is not said."""
    _, dan, after = re.split(r"[.;:]", rest, maxsplit=1)[0].partition(" dan ")
    return next((against for pattern, against in _THAN if dan and pattern.match(after)), ())


def _judge(
    sentence: Sentence,
    claim: _Claim,
    named: Sequence[tuple[str, str]],
    analysis: Analysis,
    problems: Problems,
) -> None:
    found = [item for code, area in named for item in _comparisons(claim, code, area, analysis)]
    if any(wanted in (item.outcome, item.valuation) for item in found for wanted in claim.wanted):
        return
    if not found and len(claim.against) == 1:
        return  # there is nothing of that kind in this report: the advisor knows another source
    names = ", ".join(dict.fromkeys(analysis.indicators[code].short for code, _ in named))
    problems.notice(
        "W382",
        sentence.place(claim.start),
        f"'{claim.word}' bij '{names}': de cijfers laten dat niet aantoonbaar zien.",
        "Schrijf 'geen aantoonbaar verschil', of laat het woord weg.",
        about=f"{claim.word}: {sentence.words}",
    )


def _comparisons(claim: _Claim, code: str, area: str, analysis: Analysis) -> Iterator[Comparison]:
    for against in claim.against:
        comparison = analysis.comparison(code, against, area)
        if comparison is not None:
            yield comparison
    trend = analysis.trends.get(code)
    if trend and trend.since_first and Against.FIRST in claim.against and not area:
        yield trend.since_first
