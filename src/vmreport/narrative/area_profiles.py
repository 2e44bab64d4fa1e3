"""The four answers of an area profile: better or worse, progress, nuisance, what is missed.

One local area against its municipality and its own past. The order of the answers comes from
`analysis.ranking`, or for levels from the printed numbers; what may be said from the comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vmreport.analysis.findings import Against, Comparison, Published, Ranked
from vmreport.analysis.ranking import rank
from vmreport.narrative.areas import area_comparisons, area_sentences
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.territory import apart_sentence
from vmreport.narrative.themes import Groups, compared, group_outcomes, topics_with_values
from vmreport.narrative.voice import Voice, area_name
from vmreport.survey.model import Area

__all__ = [
    "area_headline",
    "area_lead",
    "better_or_worse",
    "figure_tally",
    "largest",
    "level_items",
    "progress",
    "report_headline",
    "smallest",
]


def area_headline(voice: Voice, area: Area) -> str:
    """Give the heading of a profile: on how many points the area differs; no full stop."""
    groups = area_comparisons(voice, area.code)
    name = area_name(area)
    if not groups.judged and not groups.without_margin:
        return voice.say("wijkprofiel.kop_geen_cijfers", gebied=name)
    return _headline(voice, groups, name, Against.MUNICIPALITY)


def report_headline(voice: Voice) -> str:
    """Give the same for the municipality against the main reference; no full stop."""
    against = voice.main_reference
    name = area_name(voice.analysis.municipality)
    if against is None:
        return voice.say("wijkprofiel.kop_zonder_vergelijking", gebied=name)
    return _headline(voice, compared(voice, voice.analysis.indicators, against), name, against)


def _headline(voice: Voice, groups: Groups, name: str, against: Against) -> str:
    reference, place = voice.reference(against), voice.reference_place(against, brief=True)
    if not groups.judged:
        return voice.say("wijkprofiel.kop_geen_marge", gebied=name, geheel=reference)
    worse, better = len(groups.unfavourable), len(groups.favourable)
    if worse and better:
        return voice.say(
            "wijkprofiel.kop_beide",
            gebied=name,
            ongunstig=voice.count(worse),
            gunstig=voice.count(better),
            plaats=place,
        )
    if worse or better:
        key = "wijkprofiel.kop_ongunstig" if worse else "wijkprofiel.kop_gunstig"
        return voice.say(key, gebied=name, aantal=voice.count(worse or better), plaats=place)
    if groups.differing:
        amount = voice.count(len(groups.differing))
        return voice.say("wijkprofiel.kop_anders", gebied=name, aantal=amount, geheel=reference)
    return voice.say("wijkprofiel.kop_geen_verschil", gebied=name, geheel=reference)


def area_lead(voice: Voice, area: Area) -> str:
    """Give the one sentence that concludes a profile: the count over all points."""
    return next(iter(area_sentences(voice, area.code)), "")


def better_or_worse(voice: Voice, area: Area) -> tuple[str, ...]:
    """Give what differs from the municipality, the strongest first; or that nothing does."""
    found = area_comparisons(voice, area.code)
    place = voice.reference_place(Against.MUNICIPALITY)
    sentences = _differences(voice, found, place)
    if not sentences and found.judged:
        amount = whole_number(len(found.judged))
        name, whole = voice.named(area), voice.whole
        key = "gebied_beeld.geen_verschil"
        if len(found.judged) == 1:
            return (voice.sentence(_one_same(voice, name, whole)),)
        text = voice.say(key, aantal=amount, gebied=name, geheel=whole)
        return (voice.sentence(text),)
    if not sentences:
        return (voice.say("wijkprofiel.niet_te_zeggen", geheel=voice.whole),)
    return sentences


def _one_same(voice: Voice, name: str, whole: str) -> str:
    return voice.say("gebied_beeld.een_geen_verschil", gebied=name, geheel=whole)


def progress(voice: Voice, area: Area) -> tuple[str, ...]:
    """Give what changed since the edition before; or why that cannot be said."""
    analysis = voice.analysis
    if analysis.previous_edition is None:
        return (voice.say("wijkprofiel.geen_vorige"),)
    if apart := apart_sentence(voice, area):
        return (apart,)
    year = voice.reference(Against.PREVIOUS)
    codes = analysis.profiles
    found = [analysis.comparison(code, Against.PREVIOUS, area.code) for code in codes]
    groups = group_outcomes(item for item in found if item is not None)
    if not groups.judged:
        return (voice.say("wijkprofiel.vorige_niet_te_zeggen", jaar=year),)
    if not groups.differing:
        amount = whole_number(len(groups.judged))
        return (voice.say("wijkprofiel.niets_veranderd", aantal=amount, jaar=year),)
    sentences = _differences(voice, groups, voice.reference_place(Against.PREVIOUS))
    rest = len(groups.no_difference)
    if not rest:
        return sentences
    more = voice.say("wijkprofiel.rest_niet_veranderd", aantal=voice.count(rest), jaar=year)
    return (*sentences, more)


def _differences(voice: Voice, groups: Groups, place: str) -> tuple[str, ...]:
    ranking = rank(groups.differing)
    keyed = (
        ("groep.ongunstig", _in_order(ranking.concerns, groups.unfavourable)),
        ("groep.gunstig", _in_order(ranking.strengths, groups.favourable)),
        ("groep.hoger", groups.higher),
        ("groep.lager", groups.lower),
    )
    return tuple(
        voice.say(key, verwijzing=place, lijst=topics_with_values(voice, items))
        for key, items in keyed
        if items
    )


def _in_order(ranked: Sequence[Ranked], every: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Give the ranked comparisons, then what could not be ranked."""
    first = [item.comparison for item in ranked]
    return (*first, *(item for item in every if item not in first))


# Levels --------------------------------------------------------------------------------------


def largest(voice: Voice, codes: Iterable[str], area: Area, most: int) -> tuple[str, ...]:
    """Give the codes with the highest published values in an area, ties in codebook order."""
    return tuple(code for code, _ in sorted(_shown(voice, codes, area), key=lambda p: -p[1].value))[
        :most
    ]


def smallest(voice: Voice, codes: Iterable[str], area: Area, most: int) -> tuple[str, ...]:
    """Give the codes with the lowest published values in an area, ties in codebook order."""
    return tuple(code for code, _ in sorted(_shown(voice, codes, area), key=lambda p: p[1].value))[
        :most
    ]


def _shown(voice: Voice, codes: Iterable[str], area: Area) -> list[tuple[str, Published]]:
    found = ((code, voice.published(code, area.code)) for code in codes)
    return [(code, cell) for code, cell in found if cell is not None]


def level_items(voice: Voice, codes: Iterable[str], area: Area) -> tuple[str, ...]:
    """Give "Te hard rijden: 31% (hele gemeente: 28%; geen aantoonbaar verschil)" per code."""
    return tuple(_level_item(voice, code, area) for code in codes)


def _level_item(voice: Voice, code: str, area: Area) -> str:
    indicator = voice.analysis.indicators[code]
    value = voice.printed(voice.analysis.cell(code, area.code), indicator)
    topic = voice.sentence(voice.topic(indicator))
    comparison = voice.analysis.comparison(code, Against.MUNICIPALITY, area.code)
    whole = voice.published(code)
    if comparison is None or whole is None:
        return voice.say("wijkprofiel.niveau_alleen", onderwerp=topic, waarde=value)
    return voice.say(
        "wijkprofiel.niveau",
        onderwerp=topic,
        waarde=value,
        soort=voice.say(f"niveau.{voice.analysis.municipality.level.value}"),
        waarde_geheel=voice.number(whole, indicator),
        oordeel=voice.short_verdict(comparison).word,
    )


def figure_tally(voice: Voice, groups: Groups, against: Against) -> str:
    """Give the caption of a profile figure: how many of its rows differ from the reference."""
    reference = voice.reference(against)
    if not groups.judged:
        return voice.say("wijkprofiel.bijschrift_geen_oordeel", geheel=reference)
    total = whole_number(len(groups.judged))
    if not groups.differing:
        return voice.say("wijkprofiel.bijschrift_geen", totaal=total, geheel=reference)
    differing = whole_number(len(groups.differing))
    return voice.say("wijkprofiel.bijschrift", aantal=differing, totaal=total, geheel=reference)
