"""Checks on numbers an advisor typed that should be placeholders.

A number that is meant to stand as typed (from another source, a target) is written with the
placeholder `{{ ok("62%", "jaarverslag politie 2023") }}`: it prints its first argument, and no
syntax is needed beyond the placeholders that `markup` already reads. Source: risks A18, R08.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from vmreport.analysis.findings import Analysis, Published
from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.naming import Naming
from vmreport.narrative.numbers import round_half_away
from vmreport.narrative.prose import Sentence, sentences
from vmreport.survey.model import UnitKind

__all__ = ["check_typed_numbers"]

_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d+)?)[\s\u00a0]?(?:%(?!-)|procent\b)")
_MARK = re.compile(
    r"\b(?:(?:rapportcijfer|cijfer|gemiddeld)(?: van)?(?: een)?[\s\u00a0](?=\d)|een[\s\u00a0](?=\d+,\d))"
    r"(\d{1,2}(?:,\d+)?)(?![\d%]|,\d|[\s\u00a0](?:procent|duizend|miljoen|miljard|meter|kilometer))"
)
_TARGET = re.compile(
    r"\b(?:doel|streef\w*|hoogstens|maximaal|minstens|minimaal|uiterlijk|willen|moet|zal|zullen)\b"
)
_SURE = re.compile(r"\b(?:marge|betrouwba|zeker)")
_MARKS = frozenset({UnitKind.MARK, UnitKind.SCORE})


def check_typed_numbers(
    sources: Iterable[SourceText], analysis: Analysis, problems: Problems
) -> None:
    """Report percentages and marks that were typed instead of placed.

    E381: the sentence names an indicator, and no published value of it prints like this.
    W381: the number is not a value of anything in the data, or stands in a sentence about a target.
    A number that equals a value is left alone.
    """
    naming = Naming(analysis)
    for source in sources:
        for sentence in sentences(source):
            found = tuple(_numbers(sentence.plain.lower()))
            named = naming.indicators(sentence.plain.lower()) if found else ()
            for offset, typed, unit in found:
                _judge(sentence, offset, typed, unit, named, analysis, problems)


def _numbers(text: str) -> Iterator[tuple[int, str, UnitKind]]:
    for match in _PERCENT.finditer(text):
        yield match.start(1), match[1], UnitKind.PERCENT
    for match in _MARK.finditer(text):
        yield match.start(1), match[1], UnitKind.MARK


def _judge(
    sentence: Sentence,
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
    if unit is UnitKind.PERCENT and _says_how_sure(value, sentence.plain.lower()):
        return
    candidates = fitting or [c for c, i in analysis.indicators.items() if _fits(i.unit, unit)]
    negated = re.search(r"\b(?:niet|geen)\b", sentence.plain.lower()) is not None
    if _occurs(value, typed, candidates, analysis, complement=negated):
        return
    code = fitting[0] if fitting else "indicator"
    hint = (
        f'Typ cijfers niet over: gebruik {{{{ cijfer("{code}") }}}}. Hoort het getal er zo te '
        f'staan, schrijf dan {{{{ ok("{shown}", "bron of reden") }}}}.'
    )
    if fitting and not _TARGET.search(sentence.plain.lower()):
        name = analysis.indicators[code].short or analysis.indicators[code].name
        what = f"'{shown}' klopt niet met de cijfers over '{name}'."
        problems.problem(
            "E381", sentence.place(offset), what, hint, about=f"{shown}: {sentence.words}"
        )
    else:
        what = f"'{shown}' is getypt en staat niet in de cijfers."
        problems.notice(
            "W381", sentence.place(offset), what, hint, about=f"{shown}: {sentence.words}"
        )


def _says_how_sure(value: Decimal, plain: str) -> bool:
    """Whether a percentage is about certainty (100% zeker, marges van 95%), not about people."""
    return value == 100 or (value == 95 and _SURE.search(plain) is not None)


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
