"""Captions: the one message of a figure, from the findings it shows. Without a full stop.

The alt text, written from what is drawn, is in `alt_texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from vmreport.analysis.findings import Against, Hidden, Published
from vmreport.narrative.areas import profile_sentence, unfavourable_counts
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.sentences import judged, value_message
from vmreport.narrative.themes import compared, group_outcomes, tally
from vmreport.narrative.trends import trend_comparisons
from vmreport.narrative.voice import area_name

__all__ = ["bar_caption", "interval_caption", "map_caption", "profile_caption", "trend_caption"]


def interval_caption(
    narrator: Narrator, codes: Sequence[str], against: Against | None = None
) -> str:
    """Give how many of the rows differ from the reference."""
    voice = narrator.voice
    chosen = against or voice.main_reference
    text = tally(voice, compared(voice, codes, chosen), chosen)
    return voice.say("bijschrift.interval", telling=text.removesuffix("."))


def trend_caption(narrator: Narrator, code: str) -> str:
    """Give what the comparison over the editions says; else the level of the last edition."""
    voice = narrator.voice
    trend = voice.analysis.trends[code]
    topic = voice.sentence(voice.topic(trend.indicator))
    words = judged(voice, trend_comparisons(trend), levels=False)
    if words:
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
    names = voice.joined(area_name(area) for area, count in counted if count == most)
    return voice.sentence(
        voice.say(
            "bijschrift.profiel_meest", gebieden=names, geheel=whole, punten=voice.count(most)
        )
    )


def map_caption(narrator: Narrator, code: str) -> str:
    """Give which areas differ on one indicator."""
    voice = narrator.voice
    topic = voice.sentence(voice.topic(voice.analysis.indicators[code]))
    first = profile_sentence(voice, code).partition(". ")[0].removesuffix(".")
    return voice.say("bijschrift.kaart", onderwerp=topic, beeld=first[:1].lower() + first[1:])


def bar_caption(narrator: Narrator, codes: Sequence[str]) -> str:
    """Give which of the bars shows the highest printed level; no claim of a difference."""
    voice = narrator.voice
    cells = [(voice.analysis.indicators[code], voice.analysis.cell(code)) for code in codes]
    shown = [(item, cell) for item, cell in cells if isinstance(cell, Published)]
    if not shown:
        hidden = next(cell for _, cell in cells if isinstance(cell, Hidden))
        return voice.sentence(voice.absence(hidden))
    return value_message(voice, *max(shown, key=lambda pair: pair[1].value))
