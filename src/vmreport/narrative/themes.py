"""Sentences over many indicators: a theme, a ranking, the summary page.

Indicators are grouped by the outcome of their comparison. One indicator at a time is in
`sentences`, wijken are in `areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmreport.analysis.findings import (
    Against,
    Comparison,
    NoVerdict,
    Outcome,
    Ranked,
    Ranking,
    Valuation,
)
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.sentences import (
    comparison_sentence,
    indicator_message,
    item_with_value,
    level_sentence,
    value_sentence,
)
from vmreport.narrative.voice import Voice
from vmreport.survey.model import Area

__all__ = [
    "MOST_NAMED",
    "Groups",
    "compared",
    "counted",
    "differences",
    "group_outcomes",
    "group_sentences",
    "level_with_references",
    "ranked_sentence",
    "ranking_sentences",
    "tally",
    "theme_codes",
    "theme_lead",
    "theme_message",
    "theme_summary",
    "topics_with_values",
]


MOST_NAMED = 3
"""So many of the strongest findings are named on the summary page."""
_FEW = 3
"""So many subjects without a difference are named; more are counted."""
_LEVELS = (Against.COUNTRY, Against.REGION, Against.PREVIOUS)


@dataclass(frozen=True, slots=True)
class Groups:
    """Comparisons against one reference, by what they allow to say."""

    favourable: tuple[Comparison, ...]
    unfavourable: tuple[Comparison, ...]
    higher: tuple[Comparison, ...]
    """Differences that are neither good nor bad."""
    lower: tuple[Comparison, ...]
    no_difference: tuple[Comparison, ...]
    unknown: tuple[Comparison, ...]

    @property
    def differing(self) -> tuple[Comparison, ...]:
        """Everything with a shown difference."""
        return self.favourable + self.unfavourable + self.higher + self.lower

    @property
    def judged(self) -> tuple[Comparison, ...]:
        """Everything with a verdict."""
        return self.differing + self.no_difference

    @property
    def without_margin(self) -> tuple[Comparison, ...]:
        """What has no verdict because a margin is unknown."""
        return tuple(c for c in self.unknown if c.no_verdict is NoVerdict.MARGIN_UNKNOWN)

    @property
    def total(self) -> int:
        """How many comparisons there are."""
        return len(self.judged) + len(self.unknown)


def group_outcomes(comparisons: Iterable[Comparison]) -> Groups:
    """Sort comparisons by outcome and valuation, keeping their order."""
    items = tuple(comparisons)
    different = [c for c in items if c.outcome in (Outcome.HIGHER, Outcome.LOWER)]
    neutral = [c for c in different if c.valuation is Valuation.NEUTRAL]
    return Groups(
        favourable=tuple(c for c in different if c.valuation is Valuation.FAVOURABLE),
        unfavourable=tuple(c for c in different if c.valuation is Valuation.UNFAVOURABLE),
        higher=tuple(c for c in neutral if c.outcome is Outcome.HIGHER),
        lower=tuple(c for c in neutral if c.outcome is Outcome.LOWER),
        no_difference=tuple(c for c in items if c.outcome is Outcome.NO_DIFFERENCE),
        unknown=tuple(c for c in items if c.outcome is Outcome.UNKNOWN),
    )


def theme_codes(voice: Voice, theme: str) -> tuple[str, ...]:
    """Give the indicators of a theme, in codebook order."""
    return tuple(code for code, item in voice.analysis.indicators.items() if item.theme == theme)


def compared(voice: Voice, codes: Iterable[str], against: Against | None) -> Groups:
    """Group the comparisons of the municipality on `codes` against one reference."""
    found = (voice.analysis.comparison(code, against) for code in codes) if against else ()
    return group_outcomes(item for item in found if item is not None)


def topics_with_values(voice: Voice, comparisons: Iterable[Comparison]) -> str:
    """Give "rommel op straat (22% tegen 26%), hondenpoep (9% tegen 12%) en nog 2 andere punten"."""
    return voice.listed(item_with_value(voice, item) for item in comparisons)


# A theme -------------------------------------------------------------------------------------


def theme_message(voice: Voice, theme: str) -> str:
    """Give the heading of a chapter: the first key figure with a finding, else the first.

    The choice looks at headline indicators in codebook order, so that it cannot be steered by
    what looks best.
    """
    codes = theme_codes(voice, theme)
    seen = [code for code in codes if voice.published(code)]
    headlines = [code for code in seen if voice.analysis.indicators[code].headline] or seen
    if not headlines:
        return voice.say("thema.geen_cijfers")
    kinds = (Against.PREVIOUS, Against.COUNTRY, Against.REGION)
    for code in headlines:
        if any(compared(voice, [code], against).differing for against in kinds):
            return indicator_message(voice, code)
    return indicator_message(voice, headlines[0])


def theme_lead(voice: Voice, theme: str) -> str:
    """Give the one sentence that concludes a theme, against the main reference."""
    codes = theme_codes(voice, theme)
    if not any(voice.published(code) for code in codes):
        return voice.say("thema.conclusie_geen_cijfers")
    main = voice.main_reference
    text = tally(voice, compared(voice, codes, main), main)
    before = compared(voice, codes, Against.PREVIOUS)
    if main is Against.PREVIOUS or not before.differing or before.total == 1:
        return text
    return f"{text} {_since_before(voice, before)}"


def _since_before(voice: Voice, groups: Groups) -> str:
    """Give on how many subjects the picture changed since the previous edition."""
    keyed = (
        ("oordeel_kort.gunstig", groups.favourable),
        ("oordeel_kort.ongunstig", groups.unfavourable),
        ("thema.neutraal", groups.higher + groups.lower),
    )
    parts = [
        voice.say("thema.bij", aantal=voice.count(len(items)), oordeel=voice.say(key))
        for key, items in keyed
        if items
    ]
    return voice.say(
        "thema.sinds", verwijzing=voice.reference(Against.PREVIOUS), delen=voice.joined(parts)
    )


def tally(voice: Voice, groups: Groups, against: Against | None) -> str:
    """Give on how many subjects there is a difference with a reference, in full sentences."""
    if against is None or groups.total == 0:
        return voice.say("thema.geen_vergelijking")
    reference = voice.reference(against)
    if not groups.judged:
        if groups.without_margin:
            return voice.say("thema.geen_marge", verwijzing=reference)
        return voice.say("thema.geen_vergelijking")
    total = len(groups.judged)
    if total == 1 and not groups.without_margin:
        return comparison_sentence(voice, groups.judged[0])
    if not groups.differing and not groups.without_margin:
        return voice.say("thema.geen_verschil", aantal=whole_number(total), verwijzing=reference)
    return counted(voice, groups, voice.analysis.municipality, against)


def counted(voice: Voice, groups: Groups, area: Area, against: Against) -> str:
    """Give "Bij 3 van de 12 onderwerpen is het beeld in X gunstiger dan in Y. Bij de andere ..."."""
    place, reference = voice.at(area), voice.reference(against)
    at = voice.reference_place(against)
    total = len(groups.judged) + len(groups.without_margin)
    parts: list[str] = []

    def add(items: Sequence[Comparison], key: str, first: str, than: str) -> None:
        """Say `first` with total, place and reference when it opens the sentence, else `key`."""
        if items and parts:
            parts.append(voice.say(key, aantal=whole_number(len(items))))
        elif items:
            amount = voice.out_of(len(items), total, complete=total == groups.total)
            parts.append(voice.say(first, aantal=amount, plaats=place, verwijzing=than))

    add(groups.favourable, "thema.ook_gunstig", "thema.gunstig", at)
    add(groups.unfavourable, "thema.ook_ongunstig", "thema.ongunstig", at)
    add(groups.higher + groups.lower, "thema.anders", "thema.anders_eerst", reference)
    if not parts:
        add(groups.no_difference, "", "thema.geen_verschil_eerst", reference)
        rest = _rest(voice, (), groups.without_margin)
    else:
        rest = _rest(voice, groups.no_difference, groups.without_margin)
    return " ".join(f"{voice.sentence(text)}." for text in (voice.joined(parts), rest) if text)


def _rest(voice: Voice, same: Sequence[Comparison], open_ones: Sequence[Comparison]) -> str:
    """Give what is true of all subjects that were not counted yet; without a full stop."""
    if same and open_ones:
        return voice.say(
            "thema.rest_beide",
            aantal=voice.count(len(same)),
            onbekend=whole_number(len(open_ones)),
        )
    if same:
        return voice.say("thema.rest_geen_verschil", aantal=voice.others(len(same)))
    if open_ones:
        return voice.say("thema.rest_niet_te_zeggen", aantal=voice.others(len(open_ones)))
    return ""


def theme_summary(voice: Voice, theme: str) -> tuple[str, ...]:
    """Give up to five sentences over the indicators of a theme, grouped by outcome."""
    codes = theme_codes(voice, theme)
    main = voice.main_reference
    groups = compared(voice, codes, main)
    if not groups.judged:
        return _levels(voice, codes, groups)
    sentences = list(group_sentences(voice, groups, main))
    if main is not Against.PREVIOUS:
        before = compared(voice, codes, Against.PREVIOUS)
        if before.differing:
            sentences += differences(voice, before, Against.PREVIOUS)
        elif before.judged:
            year = voice.reference(Against.PREVIOUS)
            sentences.append(voice.say("groep.geen_enkel", verwijzing=year))
    sentences += _hidden(voice, groups)
    return tuple(sentences[:5])


def _levels(voice: Voice, codes: Sequence[str], groups: Groups) -> tuple[str, ...]:
    """Give the levels themselves, where no difference can be judged."""
    seen = [code for code in codes if voice.published(code)]
    chosen = [code for code in seen if voice.analysis.indicators[code].headline] or seen
    sentences = [level_with_references(voice, code) for code in chosen[:4]]
    if groups.without_margin or (seen and voice.without_margins):
        sentences.append(voice.say("thema.geen_marge_alleen"))
    return (*sentences, *_hidden(voice, groups))[:5]


def level_with_references(voice: Voice, code: str) -> str:
    """Give a value and the values of its references, without any claim of a difference."""
    analysis = voice.analysis
    indicator, cell = analysis.indicators[code], analysis.cell(code)
    found = [analysis.comparison(code, against) for against in _LEVELS]
    others = level_sentence(voice, [item for item in found if item is not None])
    value = value_sentence(voice, indicator, cell, analysis.municipality)
    return f"{value} {others}".strip()


def group_sentences(voice: Voice, groups: Groups, against: Against | None) -> tuple[str, ...]:
    """Give a sentence per outcome that occurs against one reference."""
    if against is None:
        return ()
    reference = voice.reference(against)
    sentences = list(differences(voice, groups, against))
    if groups.no_difference:
        sentences.append(_same(voice, groups, reference))
    if groups.without_margin:
        topics = voice.listed(voice.topic(c.indicator) for c in groups.without_margin)
        sentences.append(voice.say("groep.niet_te_zeggen", lijst=topics, verwijzing=reference))
    return tuple(voice.sentence(text) for text in sentences)


def _same(voice: Voice, groups: Groups, reference: str) -> str:
    """Give the subjects without a shown difference: all, by name where they are few, or how many."""
    same = groups.no_difference
    if not groups.differing and not groups.unknown:
        return voice.say("groep.geen_enkel", verwijzing=reference)
    if len(same) > _FEW and not groups.without_margin:
        amount = voice.count(len(same)) if groups.unknown else voice.others(len(same))
        return voice.say("groep.andere_geen_verschil", aantal=amount, verwijzing=reference)
    topics = voice.listed(voice.topic(item.indicator) for item in same)
    return voice.say("groep.geen_verschil", verwijzing=reference, lijst=topics)


def differences(voice: Voice, groups: Groups, against: Against) -> tuple[str, ...]:
    """Give a sentence per kind of shown difference against one reference."""
    at = voice.reference_place(against)
    keyed = (
        ("groep.gunstig", groups.favourable),
        ("groep.ongunstig", groups.unfavourable),
        ("groep.hoger", groups.higher),
        ("groep.lager", groups.lower),
    )
    return tuple(
        voice.say(key, verwijzing=at, lijst=topics_with_values(voice, items))
        for key, items in keyed
        if items
    )


def _hidden(voice: Voice, groups: Groups) -> tuple[str, ...]:
    reasons: dict[str, list[Comparison]] = {}
    for item in groups.unknown:
        if item.no_verdict is NoVerdict.VALUE_HIDDEN:
            reasons.setdefault(voice.absence(item.value), []).append(item)
    return tuple(
        voice.say(
            "groep.verborgen",
            lijst=voice.listed(voice.topic(c.indicator) for c in items),
            reden=reason,
        )
        for reason, items in reasons.items()
    )


# A ranking -----------------------------------------------------------------------------------


def ranking_sentences(voice: Voice, ranking: Ranking, limit: int = 3) -> tuple[str, ...]:
    """Give the strongest findings one by one: strengths, then concerns; or that there are none."""
    chosen = (*ranking.strengths[:limit], *ranking.concerns[:limit])
    if not chosen:
        return (voice.say("groep.geen_verschillen"),)
    return tuple(comparison_sentence(voice, item.comparison) for item in chosen)


def ranked_sentence(
    voice: Voice,
    ranked: Sequence[Ranked],
    key: str,
    against: Against,
    total: int,
    *,
    most: int = MOST_NAMED,
) -> str:
    """Give one sentence naming the strongest findings of one kind, with their values.

    Where there are more than `most` it says on how many of `total` subjects they are.
    """
    named = [item.comparison for item in ranked[:most]]
    place, topics = voice.reference_place(against), topics_with_values(voice, named)
    if len(ranked) <= most:
        return voice.say(f"groep.{key}", verwijzing=place, lijst=topics)
    amount = voice.out_of(len(ranked), total)
    return voice.say(f"groep.meest_{key}", aantal=amount, verwijzing=place, lijst=topics)
