"""Sentences about local areas against their municipality: one indicator, or one area.

Which areas differ comes from the comparisons; how they are drawn belongs in `charts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vmreport.analysis.findings import Against, Comparison, NoVerdict, Profile
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.territory import apart_sentence
from vmreport.narrative.themes import Groups, counted, group_outcomes, topics_with_values
from vmreport.narrative.verdicts import no_verdict_reason
from vmreport.narrative.voice import Voice, area_name
from vmreport.survey.model import Area

__all__ = [
    "area_comparisons",
    "area_sentences",
    "most_unfavourable",
    "most_words",
    "profile_comparisons",
    "profile_finding",
    "profile_sentence",
    "unfavourable_counts",
]

_NAMED = 6
"""So many areas are named in one sentence; more are counted."""
_FOLLOWING = 2
"""So many areas are named after the one that differs most."""


def _names(voice: Voice, comparisons: Sequence[Comparison]) -> str:
    """Name a few areas; count many."""
    areas = [voice.area(comparison.value.key.area) for comparison in comparisons]
    if len(areas) > _NAMED:
        plural = voice.level_plural(areas)
        return voice.say("profiel.aantal", aantal=whole_number(len(areas)), gebieden=plural)
    return voice.joined(map(area_name, areas))


def _kinds(voice: Voice, groups: Groups) -> list[tuple[str, tuple[Comparison, ...]]]:
    keyed = (
        ("oordeel_kort.ongunstig", groups.unfavourable),
        ("oordeel_kort.gunstig", groups.favourable),
        ("oordeel_kort.hoger", groups.higher),
        ("oordeel_kort.lager", groups.lower),
    )
    return [(voice.say(key), items) for key, items in keyed if items]


# One indicator over all areas ----------------------------------------------------------------


def profile_sentence(voice: Voice, code: str) -> str:
    """Give which areas differ from the municipality, and how many cannot be judged."""
    profile = voice.analysis.profiles.get(code)
    if profile is None or not profile.comparisons:
        return ""
    groups = group_outcomes(profile.comparisons)
    plural = voice.say(f"niveaus.{profile.level.value}")
    sentences = [profile_finding(voice, code), *_profile_rest(voice, groups, plural)]
    return " ".join(f"{voice.sentence(text)}." for text in sentences if text)


def profile_finding(voice: Voice, code: str) -> str:
    """Give which areas differ from the municipality, without a full stop; empty when unknown."""
    profile = voice.analysis.profiles[code]
    groups, whole = group_outcomes(profile.comparisons), voice.whole
    plural = voice.say(f"niveaus.{profile.level.value}")
    if not groups.judged:
        if groups.without_margin:
            return voice.say("profiel.geen_marge", gebieden=f"de {plural}", geheel=whole)
        return ""
    if not groups.differing:
        if len(groups.judged) == 1:
            name = voice.named(voice.area(groups.judged[0].value.key.area))
            return voice.say("profiel.geen_enkele", gebied=name, geheel=whole)
        amount = whole_number(len(groups.judged))
        key = "profiel.geen_met_cijfer" if groups.unknown else "profiel.geen"
        return voice.say(key, aantal=amount, gebieden=plural, geheel=whole)
    (word, items), *others = _kinds(voice, groups)
    than = voice.reference_place(Against.MUNICIPALITY)
    first = voice.say("profiel.afwijking", gebieden=_names(voice, items), oordeel=word, geheel=than)
    more = [
        voice.say("profiel.deel", gebieden=_names(voice, items), oordeel=word)
        for word, items in others
    ]
    return "; ".join((first, *more))


def _profile_rest(voice: Voice, groups: Groups, plural: str) -> list[str]:
    sentences = []
    same = groups.no_difference
    if groups.differing and len(same) == 1:
        sentences.append(voice.say("profiel.andere_een", gebied=_names(voice, same)))
    elif groups.differing and same:
        amount = whole_number(len(same))
        sentences.append(voice.say("profiel.andere", aantal=amount, gebieden=plural))
    if groups.judged and groups.without_margin:
        names = _names(voice, groups.without_margin)
        sentences.append(voice.say("profiel.deels_geen_marge", gebieden=names))
    hidden: dict[str, list[Comparison]] = {}
    for item in groups.unknown:
        if item.no_verdict is not NoVerdict.MARGIN_UNKNOWN:
            hidden.setdefault(no_verdict_reason(item, voice.phrases), []).append(item)
    for reason, items in hidden.items():
        names = _names(voice, items)
        sentences.append(voice.say("profiel.verborgen", gebieden=names, reden=reason))
    return sentences


def profile_comparisons(profiles: Iterable[Profile], area: str) -> tuple[Comparison, ...]:
    """Give the comparisons of one area out of profiles."""
    return tuple(c for p in profiles for c in p.comparisons if c.value.key.area == area)


def unfavourable_counts(
    voice: Voice, codes: Iterable[str] | None = None
) -> tuple[tuple[Area, int], ...]:
    """Give per local area on how many points it is unfavourable, most first, names in order."""
    profiles = voice.analysis.profiles
    chosen = [profiles[code] for code in (codes or profiles) if code in profiles]
    counts = [
        (area, len(group_outcomes(profile_comparisons(chosen, area.code)).unfavourable))
        for area in voice.analysis.local_areas
    ]
    return tuple(sorted(counts, key=lambda item: (-item[1], item[0].name)))


def most_unfavourable(voice: Voice) -> str:
    """Give which areas are unfavourable on most subjects; empty when nothing can be judged."""
    profiles = voice.analysis.profiles.values()
    groups = group_outcomes(c for profile in profiles for c in profile.comparisons)
    areas, whole = voice.analysis.local_areas, voice.whole
    if not groups.judged:
        return ""
    worst = [(area, count) for area, count in unfavourable_counts(voice) if count]
    if not worst:
        return voice.say(
            "gebied_beeld.geen_ongunstig",
            aantal=whole_number(len({c.value.key.area for c in groups.judged})),
            gebieden=voice.level_plural(areas),
            geheel=whole,
        )
    top = [area for area, count in worst if count == worst[0][1]]
    others = [(area, count) for area, count in worst if count < worst[0][1]][:_FOLLOWING]
    sentence = f"{most_words(voice, top, worst[0][1], None)}."
    if not others:
        return sentence
    named = voice.joined(
        voice.say("gebied_beeld.item", gebied=area_name(area), aantal=whole_number(count))
        for area, count in others
    )
    key = "gebied_beeld.daarna_een" if len(others) == 1 else "gebied_beeld.daarna"
    return f"{sentence} {voice.say(key, lijst=named)}"


def most_words(voice: Voice, areas: Sequence[Area], count: int, total: int | None) -> str:
    """Give "Centrum wijkt het vaakst ongunstig af van ...: bij 8 van de 12 onderwerpen".

    `total` None is the number of subjects on which the one area can be judged.
    """
    if total is None and len(areas) == 1:
        total = len(area_comparisons(voice, areas[0].code).judged)
    amount = voice.out_of(count, total) if total else voice.count(count)
    key = "gebied_beeld.meest_een" if len(areas) == 1 else "gebied_beeld.meest"
    names = voice.joined(area_name(area) for area in areas)
    return voice.sentence(voice.say(key, gebieden=names, geheel=voice.whole, aantal=amount))


# One area over all indicators ----------------------------------------------------------------


def area_comparisons(voice: Voice, area: str) -> Groups:
    """Group the comparisons of one area with its municipality, over all indicators."""
    codes = voice.analysis.profiles
    found = (voice.analysis.comparison(code, Against.MUNICIPALITY, area) for code in codes)
    return group_outcomes(item for item in found if item is not None)


def area_sentences(voice: Voice, area: str) -> tuple[str, ...]:
    """Give what is known of one local area: against the municipality, since before, what lacks."""
    groups = area_comparisons(voice, area)
    sentences = [_area_finding(voice, area, groups)]
    whole = voice.reference_place(Against.MUNICIPALITY)
    for key, items in (
        ("groep.ongunstig", groups.unfavourable),
        ("groep.gunstig", groups.favourable),
        ("groep.hoger", groups.higher),
        ("groep.lager", groups.lower),
    ):
        if items:
            topics = topics_with_values(voice, items)
            sentences.append(voice.say(key, verwijzing=whole, lijst=topics))
    sentences += _area_change(voice, area)
    hidden: dict[str, int] = {}
    for item in groups.unknown:
        if item.no_verdict is NoVerdict.VALUE_HIDDEN:
            reason = voice.absence(item.value)
            hidden[reason] = hidden.get(reason, 0) + 1
    for reason, amount in hidden.items() if groups.judged else ():
        counted = voice.count(amount)
        sentences.append(voice.say("gebied_beeld.verborgen", aantal=counted, reden=reason))
    return tuple(voice.sentence(text) for text in sentences if text)


def _area_finding(voice: Voice, code: str, groups: Groups) -> str:
    """Give the count over all points; empty when the one point speaks for itself below."""
    area = voice.area(code)
    name, whole = voice.named(area), voice.whole
    if not groups.judged:
        if groups.without_margin:
            return voice.say("gebied_beeld.geen_marge", gebied=name, geheel=whole)
        reasons = dict.fromkeys(voice.absence(c.value) for c in groups.unknown)
        words = voice.joined(reasons) or voice.say("afwezig.geen_cijfer")
        return voice.say("gebied_beeld.geen_cijfers", gebied=name, reden=words)
    total = len(groups.judged)
    if groups.differing or groups.without_margin:
        alone = total == 1 and not groups.without_margin
        return "" if alone else counted(voice, groups, area, Against.MUNICIPALITY)
    if total == 1:
        return voice.say("gebied_beeld.een_geen_verschil", gebied=name, geheel=whole)
    amount = whole_number(total)
    return voice.say("gebied_beeld.geen_verschil", aantal=amount, gebied=name, geheel=whole)


def _area_change(voice: Voice, area: str) -> list[str]:
    if apart := apart_sentence(voice, voice.analysis.areas[area]):
        return [apart]
    codes = voice.analysis.profiles
    found = [voice.analysis.comparison(code, Against.PREVIOUS, area) for code in codes]
    groups = group_outcomes(item for item in found if item is not None)
    if not groups.judged:
        return []
    if not groups.differing:
        year = voice.reference(Against.PREVIOUS)
        return [voice.say("groep.geen_enkel", verwijzing=year)]
    place = voice.reference_place(Against.PREVIOUS)
    keyed = (("groep.gunstig", groups.favourable), ("groep.ongunstig", groups.unfavourable))
    return [
        voice.say(key, verwijzing=place, lijst=topics_with_values(voice, items))
        for key, items in keyed
        if items
    ]
