"""Sentences about one indicator in one area: its value, and what the comparisons allow to say.

Every word of difference comes from the outcome of a comparison, never from two numbers. Sentences
over many indicators belong in `themes`, over editions in `trends`, over wijken in `areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from vmreport.analysis.findings import (
    Against,
    Cell,
    Comparison,
    Hidden,
    NoVerdict,
    Outcome,
    Published,
    SignificanceRule,
    Thresholds,
    Valuation,
)
from vmreport.narrative.numbers import format_points, whole_number
from vmreport.narrative.verdicts import difference_words, no_verdict_reason
from vmreport.narrative.voice import Voice, closed
from vmreport.survey.model import Area, Indicator, UnitKind

__all__ = [
    "comparison_sentence",
    "explanation",
    "indicator_message",
    "indicator_sentences",
    "item_with_value",
    "judged",
    "level_sentence",
    "margin_sentence",
    "outcome_sentences",
    "rule_sentence",
    "value_message",
    "value_sentence",
]

_ORDER = (Against.COUNTRY, Against.REGION, Against.MUNICIPALITY, Against.PREVIOUS)
_LEADING = (Against.PREVIOUS, Against.COUNTRY)
_MESSAGE_ORDER = (Against.PREVIOUS, Against.COUNTRY, Against.REGION)


def value_message(voice: Voice, indicator: Indicator, cell: Cell) -> str:
    """Give the value as a heading says it, in words where it is a share of people."""
    topic = voice.subject(indicator)
    if not isinstance(cell, Published):
        label, reason = voice.topic(indicator), voice.absence(cell)
        return voice.sentence(voice.say("kop.geen_cijfer", onderwerp=label, reden=reason))
    value, group = voice.number(cell, indicator), voice.group(indicator)
    match indicator.unit:
        case UnitKind.PERCENT if indicator.sentence:
            clause = indicator.heading or indicator.sentence
            text = voice.say("kop.aandeel", groep=voice.share(cell, indicator), zin=clause)
        case UnitKind.PERCENT:
            unit = voice.unit_words(indicator)
            text = voice.say("kop.percentage", onderwerp=topic, waarde=value, eenheid=unit)
        case UnitKind.MARK:
            text = voice.say("kop.cijfer", groep=group, waarde=value, onderwerp=topic)
        case UnitKind.SCORE:
            text = voice.say("kop.score", onderwerp=topic, waarde=value)
        case UnitKind.PER_100:
            text = voice.say("kop.per_100", onderwerp=topic, waarde=value, groep=group)
        case UnitKind.SUM_SCORE:
            text = voice.say("kop.som", onderwerp=topic, waarde=value)
        case UnitKind.INDEX:
            text = voice.say("kop.index", onderwerp=topic, waarde=value)
        case UnitKind.COUNT:
            text = voice.say("kop.aantal", onderwerp=topic, waarde=value)
        case _:
            assert_never(indicator.unit)
    return voice.sentence(text)


def value_sentence(voice: Voice, indicator: Indicator, cell: Cell, area: Area) -> str:
    """Give the value as a full sentence with the printed number and the place."""
    place = voice.at(area)
    if isinstance(cell, Hidden):
        label, reason = voice.label(indicator), voice.absence(cell)
        text = voice.say("zin.geen_cijfer", onderwerp=label, plaats=place, reden=reason)
        return voice.sentence(text)
    value = voice.number(cell, indicator)
    if cell.provisional:
        value = voice.say("woord.voorlopig", waarde=value)
    if indicator.unit is not UnitKind.PERCENT or not indicator.sentence:
        return voice.sentence(_label_sentence(voice, indicator, value, place))
    # The clause starts with its verb, which in Dutch comes second: the share moves behind it.
    verb, rest = _split_verb(indicator.sentence)
    text = voice.say(
        "zin.aandeel",
        variant=indicator.code,
        plaats=place,
        werkwoord=verb,
        waarde=value,
        groep=closed(voice.group(indicator)),
        rest=rest,
    )
    return voice.sentence(text)


def _split_verb(clause: str) -> tuple[str, str]:
    """Give the finite verb and the rest; "rijdt of loopt" is one verb here.

    >>> _split_verb("rijdt of loopt om"), _split_verb("voelt zich onveilig")
    (('rijdt of loopt', 'om'), ('voelt', 'zich onveilig'))
    """
    words = clause.split(" ")
    size = 3 if len(words) > 2 and words[1] in ("of", "en") else 1
    return " ".join(words[:size]), " ".join(words[size:])


def _label_sentence(voice: Voice, indicator: Indicator, value: str, place: str) -> str:
    topic, group, code = voice.subject(indicator), voice.group(indicator), indicator.code
    slots = {"onderwerp": topic, "plaats": place, "waarde": value}
    match indicator.unit:
        case UnitKind.PERCENT:
            return voice.say("zin.percentage", **slots, eenheid=voice.unit_words(indicator))
        case UnitKind.MARK:
            return voice.say("zin.cijfer", variant=code, **slots, groep=group)
        case UnitKind.SCORE:
            return voice.say("zin.score", variant=code, **slots)
        case UnitKind.PER_100:
            return voice.say("zin.per_100", **slots, groep=group)
        case UnitKind.SUM_SCORE:
            return voice.say("zin.som", **slots)
        case UnitKind.INDEX:
            return voice.say("zin.index", **slots)
        case UnitKind.COUNT:
            return voice.say("zin.aantal", **slots)


def margin_sentence(voice: Voice, indicator: Indicator, cell: Cell) -> str:
    """Give the margin as a sentence; empty when it is unknown or there is no number."""
    margin = voice.margin(cell, indicator) if isinstance(cell, Published) else ""
    return voice.say("zin.marge_zin", marge=margin) if margin else ""


# Comparisons ----------------------------------------------------------------------------------


def _level(voice: Voice, comparison: Comparison) -> str:
    """Give the value of the reference; where a shown difference would print as none, both."""
    value, reference, indicator = comparison.value, comparison.reference, comparison.indicator
    if not isinstance(reference, Published):
        return voice.absence(reference)
    text = voice.number(reference, indicator)
    differs = comparison.outcome in (Outcome.HIGHER, Outcome.LOWER)
    if differs and isinstance(value, Published) and voice.number(value, indicator) == text:
        return voice.say(
            "woord.niveau_tegen",
            waarde=voice.number(value, indicator, exact=True),
            verwijzing=voice.number(reference, indicator, exact=True),
        )
    return text


def item_with_value(voice: Voice, comparison: Comparison) -> str:
    """Give "rommel op straat (22% tegen 26%)", or one value where no difference was shown.

    A remark that ends the label takes the value in: "inbraak (poging; 2% tegen 4%)".
    """
    value = voice.printed(comparison.value, comparison.indicator)
    if comparison.outcome in (Outcome.HIGHER, Outcome.LOWER):
        level = _level(voice, comparison)
        both = voice.say("woord.niveau_tegen", waarde=value, verwijzing=level)
        # _level gives both numbers already where they would print alike.
        value = (
            level if voice.printed(comparison.reference, comparison.indicator) != level else both
        )
    topic = voice.topic(comparison.indicator)
    if topic.endswith(")"):
        return voice.say("groep.item_na_haakje", onderwerp=topic.removesuffix(")"), waarde=value)
    return voice.say("groep.item", onderwerp=topic, waarde=value)


def level_sentence(voice: Voice, comparisons: Iterable[Comparison]) -> str:
    """Give the values of the references without any claim; empty when there are none."""
    levels = [
        voice.say("zin.niveau", waarde=_level(voice, item), plaats=voice.at_reference(item))
        for item in comparisons
        if isinstance(item.reference, Published)
    ]
    return voice.say("zin.ter_vergelijking_kort", niveaus=voice.joined(levels)) if levels else ""


def _reference(voice: Voice, comparison: Comparison, *, levels: bool) -> str:
    place = voice.at_reference(comparison, brief=not levels)
    if not levels:
        return place
    return voice.say("zin.verwijzing", plaats=place, niveau=_level(voice, comparison))


def judged(voice: Voice, comparisons: Iterable[Comparison], *, levels: bool) -> str:
    """Give what the outcomes say, equal ones together; empty when none has a verdict.

    "lager (gunstiger) dan in Nederland (27%), maar hoger (ongunstiger) dan in 2021 (21%)". Without
    `levels`, for headings and captions: "gunstiger dan in Nederland, maar ongunstiger dan in 2021".
    """
    groups: dict[tuple[Outcome, Valuation], list[Comparison]] = {}
    for item in comparisons:
        if item.outcome is not Outcome.UNKNOWN:
            groups.setdefault((item.outcome, item.valuation), []).append(item)
    ordered = sorted(groups.items(), key=lambda group: group[0][0] is Outcome.NO_DIFFERENCE)
    parts = [_group_words(voice, outcome, items, levels) for (outcome, _), items in ordered]
    if len(parts) != 2:
        return voice.joined(parts)
    valuations = {valuation for (_, valuation), _ in ordered}
    opposite = valuations == {Valuation.FAVOURABLE, Valuation.UNFAVOURABLE}
    word = voice.say("woord.maar" if opposite else "woord.en")
    comma = "," if opposite or any(len(items) > 1 for _, items in ordered) else ""
    return f"{parts[0]}{comma} {word} {parts[1]}"


def _group_words(voice: Voice, outcome: Outcome, items: Sequence[Comparison], levels: bool) -> str:
    references = [_reference(voice, item, levels=levels) for item in items]
    if outcome is Outcome.NO_DIFFERENCE:
        return voice.say("zin.niet_anders", verwijzingen=voice.joined(references, either=True))
    words = (
        difference_words(items[0], voice.phrases) if levels else voice.short_verdict(items[0]).word
    )
    return voice.say("zin.dan", oordeel=words, verwijzingen=voice.joined(references))


def outcome_sentences(voice: Voice, comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """Give the sentences after a value: what differs, and where that cannot be said, why."""
    sentences = []
    words = judged(voice, comparisons, levels=True)
    if words:
        sentences.append(voice.say("zin.oordeel", vergelijking=words))
    unknown: dict[str, list[Comparison]] = {}
    for item in comparisons:
        if item.outcome is Outcome.UNKNOWN and item.no_verdict is not NoVerdict.VALUE_HIDDEN:
            unknown.setdefault(no_verdict_reason(item, voice.phrases), []).append(item)
    for reason, items in unknown.items():
        if items[0].no_verdict is NoVerdict.MARGIN_UNKNOWN:
            levels = [
                voice.say("zin.niveau", waarde=_level(voice, item), plaats=voice.at_reference(item))
                for item in items
            ]
            sentences.append(voice.say("zin.ter_vergelijking", niveaus=voice.joined(levels)))
        else:
            names = voice.joined(voice.to_reference(item) for item in items)
            sentences.append(voice.say("zin.niet_te_vergelijken", verwijzingen=names, reden=reason))
    return tuple(voice.sentence(text) for text in sentences)


def comparison_sentence(voice: Voice, comparison: Comparison) -> str:
    """Give one comparison on its own: value, place, and the outcome against the reference."""
    cell = comparison.value
    value = value_sentence(voice, comparison.indicator, cell, voice.area(cell.key.area))
    more = outcome_sentences(voice, (comparison,))
    return " ".join((value, *more))


# One indicator of the municipality -----------------------------------------------------------


def _comparisons(
    voice: Voice, code: str, order: Iterable[Against], area: str = ""
) -> list[Comparison]:
    found = (voice.analysis.comparison(code, against, area) for against in order)
    return [item for item in found if item is not None]


def indicator_message(voice: Voice, code: str, beside: Against | None = None) -> str:
    """Give a heading: the value in words and the most telling comparison.

    A change since the previous edition and a difference with the country both count; the region
    speaks when the country is silent. Without any difference the heading says that, and without
    any verdict the level is the message. What `beside` stands under the heading speaks always.
    """
    indicator, cell = voice.analysis.indicators[code], voice.analysis.cell(code)
    message = value_message(voice, indicator, cell)
    comparisons = _comparisons(voice, code, _MESSAGE_ORDER)
    differing = [c for c in comparisons if c.outcome in (Outcome.HIGHER, Outcome.LOWER)]
    telling = [c for c in differing if c.against in (beside, *_LEADING)] or differing
    words = judged(voice, telling, levels=False)
    if words:
        return voice.say("kop.met_verschil", bericht=message, vergelijking=words)
    same = [c for c in comparisons if c.outcome is Outcome.NO_DIFFERENCE]
    same = [c for c in same if c.against is not Against.REGION] or same
    if not same:
        return message
    names = voice.joined((voice.to_reference(item, brief=True) for item in same), either=True)
    words = voice.say("kop.geen_verschil", verwijzingen=names)
    return voice.say("kop.met_verschil", bericht=message, vergelijking=words)


def indicator_sentences(voice: Voice, code: str, area: str = "") -> tuple[str, ...]:
    """Give the value and every comparison of one indicator, in plain sentences."""
    analysis = voice.analysis
    where = voice.area(area or analysis.municipality.code)
    cell = analysis.cell(code, area)
    value = value_sentence(voice, analysis.indicators[code], cell, where)
    if isinstance(cell, Hidden):
        return (value,)
    comparisons = _comparisons(voice, code, _ORDER, area)
    return (value, *outcome_sentences(voice, comparisons))


# Rules in words ------------------------------------------------------------------------------


def rule_sentence(voice: Voice, thresholds: Thresholds) -> str:
    """Give the rules a dossier chose, for the reading guide and the accountability section."""
    sentences = [_difference_rule(voice, thresholds)]
    if thresholds.minimum_n > 1:
        sentences.append(voice.say("regel.minimum_n", aantal=whole_number(thresholds.minimum_n)))
    if voice.without_counts:
        sentences.append(voice.say("regel.n_onbekend"))
    if thresholds.maximum_margin is not None:
        points = format_points(thresholds.maximum_margin)
        sentences.append(voice.say("regel.maximum_marge", punten=points))
    if thresholds.minimum_count > 0:
        count = whole_number(thresholds.minimum_count)
        sentences.append(voice.say("regel.minimum_aantal", aantal=count))
    return " ".join(sentences)


def _difference_rule(voice: Voice, thresholds: Thresholds) -> str:
    if voice.without_margins:
        return voice.say("regel.niet_getoetst")
    match thresholds.rule:
        case SignificanceRule.CBS_INTERVALS:
            return voice.say("regel.cbs")
        case SignificanceRule.DIFFERENCE_TEST:
            return voice.say("regel.verschiltoets")


def explanation(voice: Voice) -> tuple[str, ...]:
    """Give what a margin, "aantoonbaar", "gunstiger" and a score mean; or that margins lack."""
    paragraphs = [voice.say("regel.uitleg_steekproef")]
    if voice.without_margins:
        paragraphs.append(voice.say("regel.geen_marge"))
    else:
        paragraphs += [voice.say("regel.uitleg"), voice.say("regel.uitleg_oordeel")]
    limits = voice.analysis.thresholds
    if (limits.minimum_n > 1 or limits.minimum_count > 0) and not voice.without_counts:
        paragraphs.append(voice.say("regel.uitleg_weglaten"))
    units = {item.unit for item in voice.analysis.indicators.values()}
    scores = (
        (UnitKind.SCORE, "regel.uitleg_schaalscore"),
        (UnitKind.SUM_SCORE, "regel.uitleg_somscore"),
    )
    explained = [voice.say(key) for unit, key in scores if unit in units]
    return (*paragraphs, " ".join(explained)) if explained else tuple(paragraphs)
