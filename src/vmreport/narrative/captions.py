"""Captions: the one message of a figure, from the findings it shows. Without a full stop.

The alt text, written from what is drawn, is in `alt_texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from vmreport.analysis.findings import Against, Comparison, Hidden, Published
from vmreport.narrative.areas import (
    most_words,
    profile_comparisons,
    profile_finding,
    unfavourable_counts,
)
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.sentences import judged, value_message
from vmreport.narrative.themes import Groups, compared, group_outcomes, tally
from vmreport.narrative.trends import trend_comparisons
from vmreport.narrative.voice import Voice

__all__ = [
    "areas_caption",
    "bar_caption",
    "interval_caption",
    "map_caption",
    "profile_caption",
    "trend_caption",
]


_NAMED = 3
"""So many rows that differ are named; more are counted."""


def interval_caption(
    narrator: Narrator, codes: Sequence[str], against: Against | None = None
) -> str:
    """Give which of the rows differ from the reference: by name when few, else how many."""
    voice = narrator.voice
    chosen = against or voice.main_reference
    groups = compared(voice, codes, chosen)
    total = len(groups.judged) + len(groups.without_margin)
    if chosen is None or not groups.differing:
        return _only_sentence(voice, groups, chosen)
    if total == 1:
        return _one_row(voice, groups.judged[0])
    parts = _differences(voice, groups, chosen, total)
    same, open_ones = len(groups.no_difference), len(groups.without_margin)
    if same:
        amount = voice.count(same) if groups.unknown else voice.others(same)
        parts.append(voice.say("bijschrift.rest_geen_verschil", aantal=amount))
    if open_ones:
        only = not same and total == groups.total
        amount = voice.others(open_ones) if only else voice.count(open_ones)
        parts.append(voice.say("bijschrift.rest_niet_te_zeggen", aantal=amount))
    return voice.sentence("; ".join(parts))


def _only_sentence(voice: Voice, groups: Groups, against: Against | None) -> str:
    """Give what there is to say without any shown difference."""
    if len(groups.judged) == 1 and not groups.without_margin:
        return _one_row(voice, groups.judged[0])
    return tally(voice, groups, against).removesuffix(".").replace(". ", "; ")


def _one_row(voice: Voice, comparison: Comparison) -> str:
    words = judged(voice, (comparison,), levels=False)
    topic = voice.label(comparison.indicator)
    return voice.say("bijschrift.trend", onderwerp=topic, vergelijking=words)


def _differences(voice: Voice, groups: Groups, against: Against, total: int) -> list[str]:
    """Give per kind of difference its rows, by name when they are few in all."""
    keyed = (
        ("oordeel_kort.gunstig", groups.favourable),
        ("oordeel_kort.ongunstig", groups.unfavourable),
        ("oordeel_kort.hoger", groups.higher),
        ("oordeel_kort.lager", groups.lower),
    )
    place = voice.reference_place(against)
    named = {c.indicator.code: voice.topic(c.indicator) for c in groups.differing}
    by_name = len(named) <= _NAMED and not any(", " in name for name in named.values())
    parts: list[str] = []
    for key, items in keyed:
        if not items:
            continue
        words = voice.say(key)
        if not parts:
            words = voice.say("zin.dan", oordeel=words, verwijzingen=place)
        if by_name:
            names = voice.joined(named[item.indicator.code] for item in items)
            parts.append(voice.say("bijschrift.genoemd", oordeel=words, lijst=names))
        else:
            complete = total == groups.total
            first = voice.out_of(len(items), total, complete=complete)
            amount = voice.count(len(items)) if parts else first
            parts.append(voice.say("bijschrift.geteld", oordeel=words, aantal=amount))
    return parts


def trend_caption(narrator: Narrator, code: str) -> str:
    """Give what the comparison over the editions says; else the level of the last edition."""
    voice = narrator.voice
    trend = voice.analysis.trends[code]
    words = judged(voice, trend_comparisons(trend), levels=False)
    if words:
        topic = voice.label(trend.indicator)
        return voice.say("bijschrift.trend", onderwerp=topic, vergelijking=words)
    return value_message(voice, trend.indicator, trend.cells[-1])


def profile_caption(narrator: Narrator, codes: Sequence[str]) -> str:
    """Give which area is unfavourable on most of the columns, or that none differs."""
    voice = narrator.voice
    chosen = [voice.analysis.profiles[code] for code in codes if code in voice.analysis.profiles]
    groups = group_outcomes(c for profile in chosen for c in profile.comparisons)
    plural, whole = voice.level_plural(voice.analysis.local_areas), voice.whole
    if not groups.judged:
        return voice.say("bijschrift.profiel_geen_marge", gebieden=f"de {plural}", geheel=whole)
    if not groups.differing:
        return voice.say("bijschrift.profiel_geen", gebieden=plural, geheel=whole)
    counted = unfavourable_counts(voice, codes)
    most = counted[0][1] if counted else 0
    if most == 0:
        return voice.say("bijschrift.profiel_geen_ongunstig", gebieden=plural, geheel=whole)
    areas = [area for area, count in counted if count == most]
    if len(areas) > 1:
        return most_words(voice, areas, most, None)
    own = group_outcomes(profile_comparisons(chosen, areas[0].code))
    return most_words(voice, areas, most, len(own.judged))


def map_caption(narrator: Narrator, code: str) -> str:
    """Give what is on the map; which areas differ stands with the figure of the same indicator."""
    voice = narrator.voice
    topic = voice.label(voice.analysis.indicators[code])
    return voice.say("bijschrift.kaart", onderwerp=topic, geheel=voice.whole)


def areas_caption(narrator: Narrator, code: str) -> str:
    """Give which areas differ on one indicator."""
    voice = narrator.voice
    topic = voice.label(voice.analysis.indicators[code])
    finding = profile_finding(voice, code)
    if not finding:
        return topic
    words = finding[:1].lower() + finding[1:]
    return voice.say("bijschrift.gebieden", onderwerp=topic, beeld=words)


def bar_caption(narrator: Narrator, codes: Sequence[str]) -> str:
    """Give which of the bars shows the highest printed level; no claim of a difference."""
    voice = narrator.voice
    cells = [(voice.analysis.indicators[code], voice.analysis.cell(code)) for code in codes]
    shown = [(item, cell) for item, cell in cells if isinstance(cell, Published)]
    if not shown:
        hidden = next(cell for _, cell in cells if isinstance(cell, Hidden))
        return voice.sentence(voice.absence(hidden))
    return value_message(voice, *max(shown, key=lambda pair: pair[1].value))
