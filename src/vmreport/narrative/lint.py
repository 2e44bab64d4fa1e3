"""Checks on what an advisor typed: numbers that should be placeholders, claims findings do not carry.

A number that is meant to stand as typed (from another source, a target) is written with the
placeholder `{{ ok("62%", "jaarverslag politie 2023") }}`: it prints its first argument, and no
syntax is needed beyond the placeholders that `markup` already reads. Source: risks A18, R08.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vmreport.analysis.findings import Against, Analysis, Comparison, Outcome, Published, Valuation
from vmreport.errors import Place, Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.numbers import round_half_away
from vmreport.survey.model import Indicator, UnitKind

__all__ = ["check_claims", "check_typed_numbers"]

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MASKED = re.compile(r"\{\{.*?\}\}|`[^`]*`|\]\([^)]*\)|<[^>]*>", re.DOTALL)
_ARGUMENT = re.compile(r"""["“”']([^"“”']*)["“”']""")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*#>]|\d+[.)])\s)")
_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d+)?)[\s\u00a0]?(?:%(?!-)|procent\b)")
_MARK = re.compile(
    r"\b(?:(?:rapportcijfer|cijfer|gemiddeld)(?: van)?(?: een)?[\s\u00a0](?=\d)|een[\s\u00a0](?=\d+,\d))"
    r"(\d{1,2}(?:,\d+)?)(?![\d%]|,\d|[\s\u00a0](?:procent|duizend|miljoen|miljard|meter|kilometer))"
)
_TARGET = re.compile(
    r"\b(?:doel|streef\w*|hoogstens|maximaal|minstens|minimaal|uiterlijk|willen|moet|zal|zullen)\b"
)
_NEGATED = re.compile(r"\b(?:niet|geen|nooit|nauwelijks)(?:\W+\w+){0,3}\W*$")
_WORD = re.compile(r"\w{4,}")
_EMPTY = frozenset(
    [
        "voelt",
        "zich",
        "vindt",
        "denkt",
        "heeft",
        "ervaart",
        "zegt",
        "rapportcijfer",
        "afgelopen",
        "maanden",
        "inwoners",
    ]
)
_MARKS = frozenset({UnitKind.MARK, UnitKind.SCORE})

_TIME = (Against.PREVIOUS, Against.FIRST)
_CLAIMS: tuple[tuple[re.Pattern[str], Outcome | Valuation, tuple[Against, ...]], ...] = (
    (re.compile(r"\b(?:gestegen|toegenomen|stijging|toename)\b"), Outcome.HIGHER, _TIME),
    (re.compile(r"\b(?:gedaald|afgenomen|daling|afname)\b"), Outcome.LOWER, _TIME),
    (re.compile(r"\bhoger\b"), Outcome.HIGHER, tuple(Against)),
    (re.compile(r"\blager\b"), Outcome.LOWER, tuple(Against)),
    (re.compile(r"\b(?:beter|verbeterd|gunstiger)\b"), Valuation.FAVOURABLE, tuple(Against)),
    (
        re.compile(r"\b(?:slechter|verslechterd|ongunstiger)\b"),
        Valuation.UNFAVOURABLE,
        tuple(Against),
    ),
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a source with where it starts; `plain` has placeholders blanked out."""

    source: SourceText
    start: int
    text: str
    plain: str

    def place(self, offset: int) -> Place:
        """Give file, line and character position of an offset in the sentence."""
        return self.source.place_at(self.start + offset)


def _sentences(source: SourceText) -> Iterator[_Sentence]:
    masked = _MASKED.sub(lambda match: _blank(match[0]), source.markdown)
    start = 0
    for end in [*(m.span() for m in _SENTENCE_END.finditer(masked)), (len(masked), len(masked))]:
        if masked[start : end[0]].strip() or source.markdown[start : end[0]].strip():
            text = source.markdown[start : end[0]]
            yield _Sentence(source, start, text, masked[start : end[0]].casefold())
        start = end[1]


def _blank(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


# Typed numbers -------------------------------------------------------------------------------


def check_typed_numbers(
    sources: Iterable[SourceText], analysis: Analysis, problems: Problems
) -> None:
    """Report percentages and marks that were typed instead of placed.

    E381: the sentence names an indicator, and no published value of it prints like this.
    W381: the number is not a value of anything in the data, or stands in a sentence about a target.
    A number that equals a value is left alone.
    """
    words = {code: _content(item) for code, item in analysis.indicators.items()}
    for source in sources:
        for sentence in _sentences(source):
            named = _named(sentence.plain, words)
            for offset, typed, unit in _numbers(sentence.plain):
                _judge(sentence, offset, typed, unit, named, analysis, problems)


def _numbers(text: str) -> Iterator[tuple[int, str, UnitKind]]:
    for match in _PERCENT.finditer(text):
        yield match.start(1), match[1], UnitKind.PERCENT
    for match in _MARK.finditer(text):
        yield match.start(1), match[1], UnitKind.MARK


def _content(indicator: Indicator) -> tuple[frozenset[str], ...]:
    """Give the sets of words that name an indicator: those of its clause, those of its label.

    A single word ("straatverlichting") names too much to stop a build for.
    """
    base = indicator.base if indicator.conditional else ""
    texts = (f"{base} {indicator.sentence}", indicator.short or indicator.name)
    sets = [frozenset(_WORD.findall(text.casefold())) - _EMPTY for text in texts]
    return tuple(words for words in sets if len(words) > 1)


def _named(text: str, words: dict[str, tuple[frozenset[str], ...]]) -> tuple[str, ...]:
    """Give the indicators a sentence names; the most specific where one includes another."""
    present = set(_WORD.findall(text))
    found = [(code, item) for code, sets in words.items() for item in sets if item <= present]
    most = [code for code, item in found if not any(item < other for _, other in found)]
    return tuple(dict.fromkeys(most))


def _judge(
    sentence: _Sentence,
    offset: int,
    typed: str,
    unit: UnitKind,
    named: Sequence[str],
    analysis: Analysis,
    problems: Problems,
) -> None:
    shown = f"{typed}%" if unit is UnitKind.PERCENT else typed
    fitting = [code for code in named if _fits(analysis.indicators[code].unit, unit)]
    value = Decimal(typed.replace(",", "."))
    if unit is UnitKind.PERCENT and value == 100:
        return
    candidates = fitting or [c for c, i in analysis.indicators.items() if _fits(i.unit, unit)]
    negated = re.search(r"\b(?:niet|geen)\b", sentence.plain) is not None
    if _occurs(value, typed, candidates, analysis, complement=negated):
        return
    code = fitting[0] if fitting else "indicator"
    hint = (
        f'Typ cijfers niet over: gebruik {{{{ cijfer("{code}") }}}}. Hoort het getal er zo te '
        f'staan, schrijf dan {{{{ ok("{shown}", "bron of reden") }}}}.'
    )
    if fitting and not _TARGET.search(sentence.plain):
        name = analysis.indicators[code].short or analysis.indicators[code].name
        what = f"'{shown}' klopt niet met de cijfers over '{name}'."
        problems.problem("E381", sentence.place(offset), what, hint)
    else:
        what = f"'{shown}' is getypt en staat niet in de cijfers."
        problems.notice("W381", sentence.place(offset), what, hint)


def _fits(unit: UnitKind, typed: UnitKind) -> bool:
    return unit in _MARKS if typed is UnitKind.MARK else unit is typed


def _occurs(
    value: Decimal, typed: str, codes: Sequence[str], analysis: Analysis, *, complement: bool
) -> bool:
    places = len(typed.partition(",")[2])
    for key, cell in analysis.cells.items():
        if key.indicator not in codes or not isinstance(cell, Published):
            continue
        if round_half_away(cell.value, places) == value:
            return True
        if complement and round_half_away(100 - cell.value, places) == value:
            return True
    return False


# Claims --------------------------------------------------------------------------------------


def check_claims(sources: Iterable[SourceText], analysis: Analysis, problems: Problems) -> None:
    """Report words of change or difference beside an indicator whose findings do not say so.

    W382; a claim after "niet" or "geen" is no claim.
    """
    for source in sources:
        for sentence in _sentences(source):
            named = _placed(sentence.text, analysis)
            for pattern, wanted, against in _CLAIMS if named else ():
                for match in pattern.finditer(sentence.plain):
                    if _NEGATED.search(sentence.plain[: match.start()]):
                        continue
                    _claim(sentence, match, wanted, against, named, analysis, problems)


def _placed(text: str, analysis: Analysis) -> tuple[tuple[str, str], ...]:
    """Give (indicator, area code) of every placeholder of an indicator in a sentence."""
    areas = {area.name.casefold(): code for code, area in analysis.areas.items()}
    found = []
    for match in _PLACEHOLDER.finditer(text):
        arguments = _ARGUMENT.findall(match[1])
        codes = [item for item in arguments if item in analysis.indicators]
        places = [areas.get(item.casefold(), item) for item in arguments]
        area = next((item for item in places if item in analysis.areas), "")
        found += [(code, area) for code in codes]
    return tuple(found)


def _claim(
    sentence: _Sentence,
    match: re.Match[str],
    wanted: Outcome | Valuation,
    against: Sequence[Against],
    named: Sequence[tuple[str, str]],
    analysis: Analysis,
    problems: Problems,
) -> None:
    for code, area in named:
        found = [analysis.comparison(code, item, area) for item in against]
        comparisons = [item for item in found if item is not None]
        trend = analysis.trends.get(code)
        if trend and trend.since_first and Against.FIRST in against and not area:
            comparisons.append(trend.since_first)
        if any(_carries(item, wanted) for item in comparisons):
            return
    names = ", ".join(dict.fromkeys(analysis.indicators[code].short for code, _ in named))
    problems.notice(
        "W382",
        sentence.place(match.start()),
        f"'{match[0]}' bij '{names}': de cijfers laten dat niet aantoonbaar zien.",
        "Schrijf 'geen aantoonbaar verschil', of laat het woord weg.",
    )


def _carries(comparison: Comparison, wanted: Outcome | Valuation) -> bool:
    if isinstance(wanted, Outcome):
        return comparison.outcome is wanted
    return comparison.valuation is wanted
