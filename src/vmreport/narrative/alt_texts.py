"""Alternative texts: what a chart shows, for who cannot see it, from its printed numbers only.

Written from the spec, so it cannot say more than the chart. The message is the caption's
(`captions`); every number stands in a table, and the text says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import assert_never

from vmreport.document.charts import (
    AreaMap,
    BarChart,
    BarSeries,
    ChartSpec,
    GanttChart,
    IntervalChart,
    IntervalRow,
    LegendEntry,
    Point,
    ProfileMatrix,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Tone
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.phrases import Phrases, enumerate_words, sentence_case

__all__ = ["ALT_LIMIT", "alt_text", "full_alt_text"]

ALT_LIMIT = 600
"""Characters a screen reader user can hold; longer lists are cut with how many more."""

_LISTED = 4


def alt_text(spec: ChartSpec, phrases: Phrases) -> str:
    """Give the alternative text of a chart."""
    match spec:
        case IntervalChart():
            text = _interval(spec, phrases)
        case TrendChart():
            text = _trend(spec, phrases)
        case BarChart():
            text = _bars(spec, phrases)
        case ProfileMatrix():
            text = _profile(spec, phrases)
        case AreaMap():
            text = _map(spec, phrases)
        case GanttChart():
            text = _gantt(spec, phrases)
        case _:
            assert_never(spec)
    return re.sub(" +", " ", text)


def full_alt_text(spec: IntervalChart, phrases: Phrases) -> str:
    """Give everything an interval chart shows, row by row: for a document without tables."""
    rows = " ".join(_full_row(spec, row, phrases) for row in spec.rows)
    count = _amount(phrases, "alt.rij", "alt.rijen", len(spec.rows))
    text = phrases.say("alt_volledig.interval", rijen=count, naam=spec.name, lijst=rows)
    return re.sub(" +", " ", text)


def _full_row(spec: IntervalChart, row: IntervalRow, phrases: Phrases) -> str:
    if row.point is None:
        return phrases.say("alt_volledig.geen_cijfer", naam=row.label, reden=row.absent)
    names = (spec.previous_name, *spec.reference_names)
    others = "".join(
        phrases.say("alt_volledig.verwijzing", naam=name, waarde=point.text)
        for name, point in zip(names, (row.previous, *row.references), strict=True)
        if point is not None
    )
    verdict = ""
    if row.verdict is not None:
        title = spec.verdict_title[:1].lower() + spec.verdict_title[1:]
        verdict = phrases.say("alt_volledig.oordeel", titel=title, woord=row.verdict.word)
    return phrases.say(
        "alt_volledig.rij",
        naam=row.label,
        waarde=row.point.text,
        anders=others,
        oordeel=verdict,
    )


def _where(phrases: Phrases) -> str:
    return phrases.say("alt.waar")


def _amount(phrases: Phrases, one: str, many: str, amount: int) -> str:
    if amount == 1:
        return phrases.say(one)
    return phrases.say(many, aantal=whole_number(amount))


def _listed(phrases: Phrases, items: Iterable[str], limit: int = _LISTED) -> str:
    words = list(items)
    if len(words) > limit:
        more = len(words) - limit + 1
        words = [
            *words[: limit - 1],
            phrases.say("woord.nog_meer_gebieden", aantal=whole_number(more)),
        ]
    return enumerate_words(words, phrases.say("woord.en"))


def _extremes(phrases: Phrases, named: Sequence[tuple[str, Point]]) -> str:
    if not named:
        return phrases.say("alt.geen_waarden")
    high = max(named, key=lambda item: item[1].value)
    low = min(named, key=lambda item: item[1].value)
    if high[1].text == low[1].text:
        return phrases.say("alt.een_waarde", hoogste=high[0], hoog=high[1].text)
    return phrases.say(
        "alt.hoogste_laagste", hoogste=high[0], hoog=high[1].text, laagste=low[0], laag=low[1].text
    )


def _interval(spec: IntervalChart, phrases: Phrases) -> str:
    words = Counter(row.verdict.word for row in spec.rows if row.verdict is not None)
    verdicts = ""
    if words:
        counted = [
            phrases.say("alt.oordeel", aantal=whole_number(amount), woord=word)
            for word, amount in words.items()
        ]
        listed = enumerate_words(counted, phrases.say("woord.en"))
        title = spec.verdict_title or spec.name
        verdicts = phrases.say("alt.oordelen", titel=title, lijst=listed)
    absent = [
        phrases.say("alt.ontbreekt_item", naam=row.label, reden=row.absent)
        for row in spec.rows
        if row.absent
    ]
    missing = phrases.say("alt.ontbreekt", lijst=_listed(phrases, absent)) if absent else ""
    return phrases.say(
        "alt.interval",
        rijen=_amount(phrases, "alt.rij", "alt.rijen", len(spec.rows)),
        naam=spec.name,
        oordelen=verdicts,
        uitersten=_extremes(phrases, [(r.label, r.point) for r in spec.rows if r.point]),
        ontbreekt=missing,
        waar=_where(phrases),
    )


def _trend(spec: TrendChart, phrases: Phrases) -> str:
    breaks = "".join(
        phrases.say(
            "alt.breuk",
            na=str(item.after),
            voor=str(item.before),
            reden=item.note[:1].lower() + item.note[1:],
        )
        for item in spec.breaks
    )
    lines = [_line(line, spec, phrases) for line in spec.lines if line.points]
    converted = sorted({p.edition for line in spec.lines for p in line.points if p.converted})
    if converted:
        years = enumerate_words([str(year) for year in converted], phrases.say("woord.en"))
        breaks += phrases.say("omgerekend.alt", jaren=years)
    return phrases.say(
        "alt.trend",
        maat=spec.axis.label,
        eerste=str(min(spec.editions)),
        laatste=str(max(spec.editions)),
        lijnen=" ".join(lines[:_LISTED]) or phrases.say("alt.geen_waarden"),
        breuken=breaks,
        waar=_where(phrases),
    )


def _line(line: TrendLine, spec: TrendChart, phrases: Phrases) -> str:
    """Give where each stretch of a line begins and ends; over a break nothing is put together."""
    stretches: list[list[TrendPoint]] = [[]]
    for point in line.points:
        before = stretches[-1][-1].edition if stretches[-1] else point.edition
        if any(before <= item.after and item.before <= point.edition for item in spec.breaks):
            stretches.append([])
        stretches[-1].append(point)
    told = (
        ", ".join(
            phrases.say("alt.punt", waarde=item.point.text, jaar=str(item.edition))
            for item in dict.fromkeys((points[0], points[-1]))
        )
        for points in stretches
    )
    return phrases.say("alt.lijn", naam=line.name, punten="; ".join(told))


def _bars(spec: BarChart, phrases: Phrases) -> str:
    return phrases.say(
        "alt.staaf",
        maat=spec.axis.label,
        categorieen=_amount(phrases, "alt.categorie", "alt.categorieen", len(spec.categories)),
        reeksen=" ".join(_series(spec, series, phrases) for series in spec.series),
        waar=_where(phrases),
    )


def _series(spec: BarChart, series: BarSeries, phrases: Phrases) -> str:
    named = [
        (name, bar.point)
        for name, bar in zip(spec.categories, series.bars, strict=True)
        if bar.point is not None
    ]
    if not named:
        return phrases.say("alt.reeks_leeg", naam=series.name)
    high = max(named, key=lambda item: item[1].value)
    low = min(named, key=lambda item: item[1].value)
    if len(named) == 1:
        return phrases.say("alt.reeks_een", naam=series.name, hoogste=high[0], hoog=high[1].text)
    return phrases.say(
        "alt.reeks",
        naam=series.name,
        hoogste=high[0],
        hoog=high[1].text,
        laagste=low[0],
        laag=low[1].text,
    )


def _words(legend: Sequence[LegendEntry]) -> dict[tuple[Tone, str], str]:
    return {(entry.tone, entry.sign): entry.text for entry in legend}


def _profile(spec: ProfileMatrix, phrases: Phrases) -> str:
    words = _words(spec.legend)
    counted = Counter((cell.tone, cell.sign) for row in spec.rows for cell in row.cells)
    listed = [
        phrases.say("alt.oordeel", aantal=whole_number(counted[key]), woord=word)
        for key, word in words.items()
        if counted[key]
    ]
    worst = [(row.label, sum(c.tone is Tone.UNFAVOURABLE for c in row.cells)) for row in spec.rows]
    worst = sorted((item for item in worst if item[1]), key=lambda item: -item[1])
    most = ""
    if worst:
        names = [
            phrases.say("alt.meest_item", naam=name, aantal=whole_number(amount))
            for name, amount in worst[:3]
        ]
        most = phrases.say("alt.meest", lijst=enumerate_words(names, phrases.say("woord.en")))
    return phrases.say(
        "alt.profiel",
        rijen=_amount(phrases, "alt.gebied", "alt.gebieden", len(spec.rows)),
        kolommen=_amount(phrases, "alt.kolom", "alt.kolommen", len(spec.columns)),
        telling=phrases.say("alt.telling", lijst=enumerate_words(listed, phrases.say("woord.en"))),
        meest=most,
        waar=_where(phrases),
    )


def _map(spec: AreaMap, phrases: Phrases) -> str:
    classes = []
    for key, word in _words(spec.legend).items():
        names = [area.name for area in spec.areas if (area.tone, area.sign) == key]
        if names:
            listed = _listed(phrases, names, limit=6)
            classes.append(phrases.say("alt.klasse", woord=sentence_case(word), lijst=listed))
    return phrases.say(
        "alt.kaart",
        gebieden=_amount(phrases, "alt.gebied", "alt.gebieden", len(spec.areas)),
        klassen=" ".join(classes),
        waar=_where(phrases),
    )


def _gantt(spec: GanttChart, phrases: Phrases) -> str:
    rows = [row for group in spec.groups for row in group.rows]
    states = Counter(row.status for row in rows)
    counted = [
        phrases.say("alt.oordeel", aantal=whole_number(amount), woord=word)
        for word, amount in states.items()
    ]
    undated = [row.label for row in rows if row.first is None]
    missing = phrases.say("alt.ontbreekt", lijst=_listed(phrases, undated)) if undated else ""
    first, last = spec.years[0], spec.years[-1]
    return phrases.say(
        "alt.planning",
        maatregelen=_amount(phrases, "alt.maatregel", "alt.maatregelen", len(rows)),
        begin=f"{first.quarters[0]} {first.label}",
        eind=f"{last.quarters[-1]} {last.label}",
        telling=phrases.say("alt.telling", lijst=enumerate_words(counted, phrases.say("woord.en"))),
        ontbreekt=missing,
    )
