"""Every kind of sentence for the hand-made analyses, as one readable text."""

from __future__ import annotations

from collections.abc import Iterator

from support.findings import province_only, realistic, without_differences, without_margins
from vmreport.analysis.findings import Analysis
from vmreport.narrative import captions
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.phrases import load_phrases


def sample() -> str:
    phrases = load_phrases()
    parts = [
        ("EEN GEWONE GEMEENTE", realistic()),
        ("ZONDER MARGES", without_margins()),
        ("ZONDER AANTOONBARE VERSCHILLEN", without_differences()),
        ("EEN PROVINCIE", province_only()),
    ]
    lines: list[str] = []
    for title, analysis in parts:
        lines += [f"##### {title}", "", *_all(Narrator(phrases, analysis), analysis), ""]
    return "\n".join(lines).replace("\u00a0", "~").rstrip() + "\n"


def _all(narrator: Narrator, analysis: Analysis) -> Iterator[str]:
    yield "# In het kort"
    for title, text in narrator.summary_points():
        yield f"- {title}: {text}"
    yield from ("", "# Leeswijzer", *narrator.explanation(), narrator.rule_sentence(), "")
    for theme in dict.fromkeys(item.theme for item in analysis.indicators.values()):
        yield f"# Thema {theme}"
        yield f"kop: {narrator.theme_message(theme)}"
        yield f"conclusie: {narrator.theme_lead(theme)}"
        yield from (f"samenvatting: {text}" for text in narrator.theme_summary(theme))
        yield ""
    for code in analysis.indicators:
        yield f"## Indicator {code}"
        yield f"kop: {narrator.indicator_message(code)}"
        yield f"zinnen: {' '.join(narrator.indicator_sentences(code))}"
        yield f"marge: {narrator.margin_sentence(code)}"
        yield f"trend: {' '.join(narrator.trend_notes(code))}"
        yield f"wijken: {narrator.profile_sentence(code)}"
        yield f"bijschrift trend: {captions.trend_caption(narrator, code)}"
        if code in analysis.profiles:
            yield f"bijschrift kaart: {captions.map_caption(narrator, code)}"
        yield ""
    codes = tuple(analysis.indicators)
    yield "# Overig"
    yield f"bijschrift interval: {captions.interval_caption(narrator, codes)}"
    yield f"bijschrift staven: {captions.bar_caption(narrator, codes[:2])}"
    if analysis.local_areas:
        yield f"bijschrift profiel: {captions.profile_caption(narrator, codes)}"
    yield from (f"ranglijst: {t}" for t in narrator.ranking_sentences(analysis.ranking_country))
    for area in analysis.local_areas:
        yield f"gebied: {' '.join(narrator.area_sentences(area.code))}"
    for comparison in analysis.comparisons.values():
        full, short = narrator.verdict(comparison), narrator.short_verdict(comparison)
        where = narrator.voice.to_reference(comparison)
        yield (
            f"oordeel: {comparison.indicator.code}, {comparison.value.key.area} / {where}: "
            f"{full.sign} {full.word} | {short.sign} {short.word}"
        )
