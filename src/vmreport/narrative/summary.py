"""The points of "In het kort": at most six, each a title and a sentence.

Which indicators differ comes from the rankings of `analysis`; where nothing can be judged, the
levels are the points and the last one says why.
"""

from __future__ import annotations

from vmreport.analysis.findings import Against, Hidden, NoVerdict, Ranking
from vmreport.narrative.areas import most_unfavourable
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.territory import change_sentence
from vmreport.narrative.themes import (
    MOST_NAMED,
    Groups,
    compared,
    level_with_references,
    ranked_sentence,
)
from vmreport.narrative.verdicts import no_verdict_reason
from vmreport.narrative.voice import Voice

__all__ = ["summary_points"]

_LIMIT = 6


def summary_points(voice: Voice, *, brief: bool = False) -> tuple[tuple[str, str], ...]:
    """Give (title, sentence) pairs: what goes well, concerns, change, areas, certainty.

    `brief` is for a slide: one finding named of each kind, and certainty only where it forbids
    every verdict.
    """
    most = 1 if brief else MOST_NAMED
    analysis = voice.analysis
    main = voice.main_reference
    rankings = {
        Against.COUNTRY: analysis.ranking_country,
        Against.REGION: analysis.ranking_region,
        Against.PREVIOUS: analysis.ranking_previous,
    }
    points: list[tuple[str, str]] = []
    groups = compared(voice, analysis.indicators, main)
    if main is not None and groups.judged:
        points += _against_main(voice, rankings[main], main, most)
    points += _region(voice, main, most)
    points += _change(voice, main, most)
    areas = most_unfavourable(voice)
    if areas:
        plural = voice.level_plural(analysis.local_areas)
        points.append((voice.say("kort.wijken", gebieden=plural), areas))
    certainty = _certainty(voice, groups)
    if not points:
        points = _levels(voice)
    if certainty and (voice.without_margins or not brief):
        points = [*points[: _LIMIT - 1], (voice.say("kort.zekerheid"), certainty)]
    return tuple((title, voice.sentence(text)) for title, text in points[:_LIMIT])


def _against_main(
    voice: Voice, ranking: Ranking, against: Against, most: int
) -> list[tuple[str, str]]:
    """Give what goes well and what needs attention; one point together where one of them lacks."""
    if ranking.strengths and ranking.concerns:
        return [
            (voice.say("kort.goed"), _strengths(voice, ranking, against, most)),
            (voice.say("kort.aandacht"), _concerns(voice, ranking, against, most)),
        ]
    title = voice.say("kort.vergeleken", verwijzing=voice.reference(against))
    if ranking.strengths:
        text, none = (
            _strengths(voice, ranking, against, most),
            voice.say("groep.ook_niet_ongunstig"),
        )
        return [(title, f"{text} {none}")]
    if ranking.concerns:
        text, none = _concerns(voice, ranking, against, most), voice.say("groep.ook_niet_gunstig")
        return [(title, f"{text} {none}")]
    place = voice.reference_place(against)
    return [(title, voice.say("groep.geen_van_beide", verwijzing=place))]


def _strengths(voice: Voice, ranking: Ranking, against: Against, most: int) -> str:
    total = _judged(voice, against)
    return ranked_sentence(voice, ranking.strengths, "gunstig", against, total, most=most)


def _concerns(voice: Voice, ranking: Ranking, against: Against, most: int) -> str:
    total = _judged(voice, against)
    return ranked_sentence(voice, ranking.concerns, "ongunstig", against, total, most=most)


def _judged(voice: Voice, against: Against) -> int:
    """Give on how many subjects the municipality can be compared with a reference."""
    return len(compared(voice, voice.analysis.indicators, against).judged)


def _region(voice: Voice, main: Against | None, most: int) -> list[tuple[str, str]]:
    region = voice.analysis.region
    ranking = voice.analysis.ranking_region
    if region is None or main is Against.REGION:
        return []
    groups = compared(voice, voice.analysis.indicators, Against.REGION)
    if not groups.judged:
        return []
    title = voice.say("kort.vergeleken", verwijzing=voice.reference(Against.REGION))
    if not groups.differing:
        return [(title, voice.say("groep.geen_enkel", verwijzing=voice.named(region)))]
    return [(title, _both(voice, ranking, Against.REGION, most))]


def _both(voice: Voice, ranking: Ranking, against: Against, most: int) -> str:
    """Give strengths and concerns that there are; both kinds lack when only neutral ones differ."""
    sentences = []
    if ranking.strengths:
        sentences.append(_strengths(voice, ranking, against, most))
    if ranking.concerns:
        sentences.append(_concerns(voice, ranking, against, most))
    place = voice.reference_place(against)
    return " ".join(sentences) or voice.say("groep.geen_van_beide", verwijzing=place)


def _change(voice: Voice, main: Against | None, most: int) -> list[tuple[str, str]]:
    year = voice.analysis.previous_edition
    changes = voice.analysis.changes
    if year is None and (changes or len(voice.analysis.editions) > 1):
        text = (
            voice.say("kort.geen_vorige_gebied", reden=change_sentence(voice, changes[-1]))
            if changes
            else voice.say("kort.geen_vorige")
        )
        return [(voice.say("kort.verandering"), text)]
    if year is None or main is Against.PREVIOUS:
        return []
    groups = compared(voice, voice.analysis.indicators, Against.PREVIOUS)
    if not groups.judged:
        return []
    title = voice.say("kort.veranderd", jaar=voice.previous_year)
    if not groups.differing:
        return [(title, voice.say("groep.geen_enkel", verwijzing=voice.previous_year))]
    return [(title, _both(voice, voice.analysis.ranking_previous, Against.PREVIOUS, most))]


def _levels(voice: Voice) -> list[tuple[str, str]]:
    analysis = voice.analysis
    seen = [code for code in analysis.indicators if voice.published(code)]
    chosen = [code for code in seen if analysis.indicators[code].headline] or seen
    return [
        (voice.label(analysis.indicators[code]), level_with_references(voice, code))
        for code in chosen
    ]


def _certainty(voice: Voice, groups: Groups) -> str:
    if voice.without_margins:
        return voice.say("kort.geen_marge")
    total = len(voice.analysis.indicators)
    sentences = []
    lacking = len([c for c in groups.unknown if c.no_verdict is NoVerdict.MARGIN_UNKNOWN])
    if lacking:
        sentences.append(
            voice.say(
                "kort.deels_geen_marge", aantal=whole_number(lacking), totaal=whole_number(total)
            )
        )
    cells = [voice.analysis.cell(code) for code in voice.analysis.indicators]
    hidden = [cell for cell in cells if isinstance(cell, Hidden)]
    if hidden:
        reasons = voice.joined(dict.fromkeys(voice.absence(cell) for cell in hidden))
        sentences.append(
            voice.say(
                "kort.verborgen",
                aantal=whole_number(len(hidden)),
                totaal=whole_number(total),
                reden=reasons,
            )
        )
    sentences += _country_without_margin(voice)
    broken = [c for c in groups.unknown if c.no_verdict is NoVerdict.SERIES_BREAK]
    if broken:
        reason = no_verdict_reason(broken[0], voice.phrases)
        names = voice.to_reference(broken[0])
        sentences.append(voice.say("zin.niet_te_vergelijken", verwijzingen=names, reden=reason))
    return " ".join(sentences)


def _country_without_margin(voice: Voice) -> list[str]:
    """Say why the country is shown and not judged, where none of its figures has a margin."""
    country = voice.analysis.country
    found = compared(voice, voice.analysis.indicators, Against.COUNTRY)
    if country is None or found.judged or not found.without_margin:
        return []
    return [voice.say("kort.land_geen_marge", gebied=voice.named(country))]
