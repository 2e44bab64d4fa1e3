"""What is said of one indicator over the editions: a heading, breaks, editions that lack.

A change is said only where a comparison says it; a break or a gap only where it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vmreport.analysis.findings import Analysis, Comparison, Hidden, Published, Trend
from vmreport.analysis.trend import breaks_between, converted_editions
from vmreport.narrative.converted import break_kind
from vmreport.narrative.sentences import judged, value_message
from vmreport.narrative.territory import change_sentence
from vmreport.narrative.voice import Voice
from vmreport.survey.territory import changes_between

__all__ = ["course_message", "edition_notes", "trend_comparisons", "trend_notes"]


def trend_comparisons(trend: Trend) -> tuple[Comparison, ...]:
    """Give the comparison with the previous and, when it is another edition, the first."""
    previous, first = trend.since_previous, trend.since_first
    if previous is None:
        return (first,) if first else ()
    if first is None or first.reference.key.edition == previous.reference.key.edition:
        return (previous,)
    return (previous, first)


def trend_notes(voice: Voice, code: str) -> tuple[str, ...]:
    """Give what a line over the editions leaves out: breaks of method, editions that are missing.

    Why an area became another one is told by `territory`, for every figure at once.
    """
    trend = voice.analysis.trends.get(code)
    if trend is None or not trend.cells:
        return ()
    converted = converted_editions(trend.cells)
    kinds = {years: break_kind(converted, *years) for years in trend.breaks}
    notes = [
        voice.say(f"trend.{kind}", na=str(after), voor=str(before))
        for (after, before), kind in kinds.items()
        if kind != "breuk_gebied"
    ]
    missing = _missing(voice.analysis, trend)
    if missing:
        key = "trend.ontbreekt" if len(missing) == 1 else "trend.ontbreken"
        notes.append(voice.say(key, jaren=voice.joined(map(str, missing))))
    return tuple(notes)


def edition_notes(
    voice: Voice, codes: Iterable[str], areas: Sequence[str], editions: Sequence[int]
) -> tuple[str, ...]:
    """Give why figures of several editions that stand in one table may not be compared.

    Nothing is drawn there, but a reader compares what stands side by side. Source: series break of
    2021 (domain page section 1.2); risks A14.
    """
    rows = [
        [
            cell
            for year in editions
            if isinstance(cell := voice.analysis.cell(code, area, year), Published)
        ]
        for code in codes
        for area in areas
    ]
    notes = [
        voice.say(f"trend.{kind}", na=str(after), voor=str(before))
        for after, before in breaks_between(editions)
        if (kind := _kind_in_table(rows, after))
    ]
    changed = changes_between(
        voice.analysis.changes, voice.analysis.municipality.code, min(editions), max(editions)
    )
    if voice.analysis.municipality.code in areas and changed:
        told = " ".join(change_sentence(voice, item) for item in changed)
        notes.append(voice.say("gebied_tijd.veranderd", zinnen=told))
    return tuple(notes)


def _kind_in_table(rows: Iterable[Sequence[Published]], after: int) -> str:
    """Give the phrase for a break after an edition; empty when no row has both sides of it."""
    told = ""
    for row in rows:
        early = [cell for cell in row if cell.key.edition <= after]
        if not early or all(cell.key.edition <= after for cell in row):
            continue
        if any(cell.conversion for cell in early):
            return "breuk_deels"
        told = "breuk"
    return told


def course_message(voice: Voice, code: str) -> str:
    """Give a heading over a trend: the change, or without a verdict the first and last level.

    Two levels beside each other claim nothing; the text under it says that the margin lacks. Over
    a break no levels stand beside each other.
    """
    indicator, cell = voice.analysis.indicators[code], voice.analysis.cell(code)
    message = value_message(voice, indicator, cell)
    trend = voice.analysis.trends.get(code)
    if trend is None or isinstance(cell, Hidden):
        return message
    words = judged(voice, trend_comparisons(trend), levels=False)
    if words:
        return voice.say("kop.met_verschil", bericht=message, vergelijking=words)
    since = max((before for _, before in trend.breaks), default=0)
    comparable = (item for item in trend.cells if item.key.edition >= since)
    first = next(item for item in comparable if isinstance(item, Published))
    if first.key.edition == cell.key.edition:
        return message
    text = voice.say(
        "kop.verloop",
        onderwerp=voice.topic(indicator),
        waarde=voice.number(cell, indicator),
        jaar=str(cell.key.edition),
        eerder=voice.number(first, indicator),
        eerste=voice.edition(first),
    )
    return voice.sentence(text)


def _missing(analysis: Analysis, trend: Trend) -> tuple[int, ...]:
    first, last = trend.cells[0].key.edition, trend.cells[-1].key.edition
    return tuple(year for year in analysis.missing_editions if first < year < last)
