"""Sentences about one indicator over the editions: change, breaks, editions that lack.

A change is said only where a comparison says it; a break or a gap only where it is there.
"""

from __future__ import annotations

from vmreport.analysis.findings import (
    Analysis,
    Comparison,
    Hidden,
    NoVerdict,
    Outcome,
    Published,
    Trend,
)
from vmreport.analysis.trend import converted_editions
from vmreport.narrative.converted import break_kind, conversion_sentence
from vmreport.narrative.sentences import judged, value_message
from vmreport.narrative.territory import change_sentence
from vmreport.narrative.verdicts import no_verdict_reason
from vmreport.narrative.voice import Voice
from vmreport.survey.territory import changes_between

__all__ = ["course_message", "trend_comparisons", "trend_sentence"]


def trend_comparisons(trend: Trend) -> tuple[Comparison, ...]:
    """Give the comparison with the previous and, when it is another edition, the first."""
    previous, first = trend.since_previous, trend.since_first
    if previous is None:
        return (first,) if first else ()
    if first is None or first.reference.key.edition == previous.reference.key.edition:
        return (previous,)
    return (previous, first)


def trend_sentence(voice: Voice, code: str) -> str:
    """Give what the editions show of one indicator; empty when it has no trend."""
    trend = voice.analysis.trends.get(code)
    if trend is None or not trend.cells:
        return ""
    last = trend.cells[-1]
    sentences: list[str] = []
    if isinstance(last, Hidden):
        year, reason = str(last.key.edition), voice.absence(last)
        sentences.append(voice.say("trend.geen_cijfer", jaar=year, reden=reason))
    elif len(trend.cells) == 1:
        sentences.append(voice.say("trend.een_meting", jaar=str(last.key.edition)))
    else:
        sentences += _changes(voice, trend, last)
    for after, before in trend.breaks:
        sentences.append(_break(voice, trend, after, before))
    missing = _missing(voice.analysis, trend)
    if missing:
        key = "trend.ontbreekt" if len(missing) == 1 else "trend.ontbreken"
        sentences.append(voice.say(key, jaren=voice.joined(map(str, missing))))
    told = conversion_sentence(voice, trend.cells)
    return " ".join([*(voice.sentence(text) for text in sentences), *filter(None, [told])])


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


def _break(voice: Voice, trend: Trend, after: int, before: int) -> str:
    """Give why two neighbouring editions are not compared."""
    years = {"na": str(after), "voor": str(before)}
    kind = break_kind(converted_editions(trend.cells), after, before)
    if kind != "breuk_gebied":
        return voice.say(f"trend.{kind}", **years)
    analysis = voice.analysis
    changes = changes_between(analysis.changes, analysis.municipality.code, after, before)
    reason = " ".join(change_sentence(voice, item) for item in changes)
    return voice.say("trend.breuk_anders", reden=reason, **years)


def _changes(voice: Voice, trend: Trend, last: Published) -> list[str]:
    comparisons = trend_comparisons(trend)
    year, value = str(last.key.edition), voice.number(last, trend.indicator)
    sentences = []
    words = judged(voice, comparisons, levels=True)
    if words:
        text = voice.say("trend.vergelijking", jaar=year, waarde=value, vergelijking=words)
        sentences.append(text)
    open_ones = [c for c in comparisons if c.outcome is Outcome.UNKNOWN]
    unknown = [c for c in open_ones if c.no_verdict is NoVerdict.MARGIN_UNKNOWN]
    if unknown:
        names = voice.joined((_with_level(voice, item) for item in unknown), either=True)
        sentences.append(
            voice.say("trend.niet_te_zeggen", jaar=year, waarde=value, verwijzing=names)
        )
    for item in open_ones:
        # A break is told once, by the breaks of the trend itself.
        if item.no_verdict in (NoVerdict.REFERENCE_HIDDEN, NoVerdict.REFERENCE_MISSING):
            reason = no_verdict_reason(item, voice.phrases)
            names = voice.to_reference(item)
            sentences.append(voice.say("zin.niet_te_vergelijken", verwijzingen=names, reden=reason))
    return sentences


def _with_level(voice: Voice, comparison: Comparison) -> str:
    level = voice.printed(comparison.reference, comparison.indicator)
    return voice.say("zin.verwijzing", plaats=voice.to_reference(comparison), niveau=level)


def _missing(analysis: Analysis, trend: Trend) -> tuple[int, ...]:
    first, last = trend.cells[0].key.edition, trend.cells[-1].key.edition
    return tuple(year for year in analysis.missing_editions if first < year < last)
