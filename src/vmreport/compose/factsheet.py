"""What the one-page factsheet shows: headline, strengths, concerns, a small figure, the areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vmreport.analysis.findings import Against, Published, Ranked, Ranking
from vmreport.compose.material import Material
from vmreport.compose.themes import key_indicators
from vmreport.narrative.area_profiles import report_headline
from vmreport.narrative.areas import most_unfavourable
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.themes import compared
from vmreport.survey.model import UnitKind

__all__ = ["FactsheetView", "factsheet_view"]

SHOWN = 3
"""Strengths and concerns each; one row of tiles."""
ROWS = 4
"""Rows of the figure; more would not fit the page."""
LONG_NAMES = (95, 120)
"""Characters of headline and reference from which long names take a row of the figure each."""


@dataclass(frozen=True, slots=True)
class FactsheetView:
    """The factsheet as its template sees it."""

    kop: str
    inleiding: str
    sterk: tuple[str, ...]
    """Indicators that are better, against `sterk_tegen`."""
    sterk_kop: str
    sterk_tegen: str
    zorgen: tuple[str, ...]
    zorgen_kop: str
    zorgen_tegen: str
    figuur: tuple[str, ...]
    gebieden_kop: str
    gebieden: str
    bron: str


def factsheet_view(material: Material) -> FactsheetView:
    """Give the factsheet of the municipality; parts with nothing to show are empty."""
    say, narrator, analysis = material.phrases.say, material.narrator, material.analysis
    strong_against, strong = _side(material, strengths=True)
    weak_against, weak = _side(material, strengths=False)
    keys = key_indicators(material, analysis.indicators, 2 * ROWS)
    shares = [code for code in keys if material.indicator(code).unit is UnitKind.PERCENT]
    areas = most_unfavourable(narrator.voice)
    headline = report_headline(narrator.voice)
    rows = ROWS - sum(len(headline) + _named(material) > length for length in LONG_NAMES)
    return FactsheetView(
        kop=headline,
        inleiding=_lead(material),
        sterk=strong,
        sterk_kop=_title(material, "factsheet.sterk", strong_against) if strong else "",
        sterk_tegen=strong_against or "",
        zorgen=weak,
        zorgen_kop=_title(material, "factsheet.zorgen", weak_against) if weak else "",
        zorgen_tegen=weak_against or "",
        figuur=tuple(shares[:rows]),
        gebieden_kop=_areas(material) if areas else "",
        gebieden=narrator.voice.sentence(areas),
        bron=say("factsheet.bron", bronnen=_sources(material)),
    )


def _named(material: Material) -> int:
    """Give how long the name is that legend and caption repeat."""
    voice = material.narrator.voice
    main = voice.main_reference
    return len(voice.reference(main)) if main is not None else 0


def _sources(material: Material) -> str:
    """Give the sources of the municipality's own figures of this edition, each once."""
    cells = (material.analysis.cell(code) for code in material.analysis.indicators)
    names = dict.fromkeys(cell.source for cell in cells if isinstance(cell, Published))
    listed = "; ".join(name for name in names if name)
    return listed or material.phrases.say("verantwoording.bron_onbekend")


def _lead(material: Material) -> str:
    """Give how many points were compared and when a difference is named."""
    voice, say = material.narrator.voice, material.phrases.say
    if voice.without_margins:
        return say("factsheet.inleiding_zonder_marges")
    main = voice.main_reference
    judged = compared(voice, material.analysis.indicators, main).judged
    if main is None or not judged:
        return say("thema.geen_vergelijking")
    return say(
        "factsheet.inleiding_met_marges",
        aantal=whole_number(len(judged)),
        verwijzing=voice.reference(main),
    )


def _areas(material: Material) -> str:
    return material.narrator.voice.level_plural(material.analysis.local_areas).capitalize()


def _title(material: Material, key: str, against: Against | None) -> str:
    place = material.narrator.voice.reference_place(against, brief=True) if against else ""
    return material.phrases.say(key, verwijzing=place)


def _side(material: Material, *, strengths: bool) -> tuple[Against | None, tuple[str, ...]]:
    """Give the strongest findings of one kind: against the main reference, else since before."""
    analysis = material.analysis
    rankings = {
        Against.COUNTRY: analysis.ranking_country,
        Against.REGION: analysis.ranking_region,
        Against.PREVIOUS: analysis.ranking_previous,
    }
    main = material.narrator.voice.main_reference
    for against in dict.fromkeys((main, Against.PREVIOUS)):
        if against is not None:
            found = _codes(_of(rankings[against], strengths=strengths))
            if found:
                return against, found
    return None, ()


def _of(ranking: Ranking, *, strengths: bool) -> Sequence[Ranked]:
    return ranking.strengths if strengths else ranking.concerns


def _codes(ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """Give the codes, one of a subtheme before a second one."""
    codes = [item.comparison.indicator for item in ranked]
    first: dict[tuple[str, str], str] = {}
    for item in codes:
        first.setdefault((item.theme, item.subtheme), item.code)
    spread = [item.code for item in codes if item.code in first.values()]
    return tuple((spread + [i.code for i in codes if i.code not in spread])[:SHOWN])
