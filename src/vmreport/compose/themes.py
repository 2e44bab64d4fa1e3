"""How the indicators of a theme are dealt over sections and figures of its chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from vmreport.analysis.findings import Analysis, Hidden, Outcome, Published
from vmreport.compose.material import Material
from vmreport.compose.views import GroupView, ThemeView
from vmreport.narrative.themes import compared, group_sentences
from vmreport.survey.codebook import Theme
from vmreport.survey.model import Indicator, UnitKind

__all__ = ["areas_per_table", "key_indicators", "theme_view", "theme_views"]

MOST_ROWS = 14
"""Rows of one figure; more would not fit beside its caption."""
FEWEST_ROWS = 3
MOST_NAMES = 3
"""Subthemes that share one figure; a heading cannot name more."""
TREND_EDITIONS = 3
"""From this many editions on, every key figure of a theme gets its trend."""
MOST_TRENDS = 2
MOST_AREA_COLUMNS = 8
SCALES = (UnitKind.SCORE, UnitKind.MARK)


def key_indicators(material: Material, codes: Iterable[str], most: int) -> tuple[str, ...]:
    """Give the key figures among `codes`: those the dossier chose, else the codebook's headlines.

    Only indicators with a number for the municipality in this edition.
    """
    chosen = material.dossier.key_figures
    wanted = [
        code
        for code in codes
        if (code in chosen if chosen else material.indicator(code).headline)
        and isinstance(material.analysis.cell(code), Published)
    ]
    ordered = sorted(wanted, key=chosen.index) if chosen else wanted
    return tuple(ordered[:most])


def theme_views(material: Material) -> tuple[ThemeView, ...]:
    """Give a view for every theme that was measured, in the order of the codebook."""
    views = (theme_view(material, theme) for theme in material.codebook.themes)
    return tuple(view for view in views if view is not None)


def theme_view(material: Material, theme: Theme) -> ThemeView | None:
    """Give the chapter of one theme; None when it was not measured in this edition."""
    analysis, narrator = material.analysis, material.narrator
    indicators = [item for item in analysis.indicators.values() if item.theme == theme.id]
    if not any(isinstance(analysis.cell(item.code), Published) for item in indicators):
        return None
    codes = tuple(item.code for item in indicators)
    tiles = key_indicators(material, codes, most=3)
    return ThemeView(
        id=theme.id,
        naam=theme.name,
        kop=narrator.theme_message(theme.id),
        conclusie=narrator.theme_lead(theme.id),
        kerncijfers=tiles,
        samenvatting=narrator.theme_summary(theme.id),
        groepen=_groups(material, theme, indicators),
        trends=_trends(analysis, tiles or codes),
        duiding=material.has_duiding(theme.id),
        indicatoren=codes,
        gebiedsdelen=areas_per_table(analysis, codes),
    )


def areas_per_table(analysis: Analysis, codes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the indicators measured in local areas, in parts of at most eight columns."""
    measured = [code for code in codes if code in analysis.profiles]
    if not measured:
        return ()
    parts = -(-len(measured) // MOST_AREA_COLUMNS)
    size = -(-len(measured) // parts)
    return tuple(tuple(measured[i : i + size]) for i in range(0, len(measured), size))


def _trends(analysis: Analysis, codes: Sequence[str]) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    for code in codes:
        trend = analysis.trends.get(code)
        measured = [cell for cell in trend.cells if isinstance(cell, Published)] if trend else []
        if len(measured) > 1:
            found.append((len(measured), code))
    longest = max((count for count, _ in found), default=0)
    most = MOST_TRENDS if longest >= TREND_EDITIONS else 1
    return tuple(code for _, code in found[:most])


def _groups(
    material: Material, theme: Theme, indicators: Sequence[Indicator]
) -> tuple[GroupView, ...]:
    """Deal the indicators over figures: shares by subtheme, scores together, conditional ones."""
    shares = [i for i in indicators if i.unit is UnitKind.PERCENT and not i.conditional]
    scores = [i for i in indicators if i.unit in SCALES]
    conditional = [i for i in indicators if i.unit is UnitKind.PERCENT and i.conditional]
    conditional = [i for i in conditional if isinstance(material.analysis.cell(i.code), Published)]
    scale = tuple(item.code for item in shares)
    say = material.phrases.say
    groups = [
        _group(material, theme, number, members, names, "intervallen", scale)
        for number, (names, members) in enumerate(_packed(shares), 1)
    ]
    if len(scores) >= FEWEST_ROWS:
        name = say("rapport.scores")
        number = len(groups) + 1
        groups.append(_group(material, theme, number, scores, [name], "intervallen", ()))
    if len(conditional) >= FEWEST_ROWS:
        name = say("rapport.voorwaardelijk")
        number = len(groups) + 1
        members = conditional[:MOST_ROWS]
        groups.append(_group(material, theme, number, members, [name], "staven", ()))
    return tuple(groups)


def _packed(
    indicators: Sequence[Indicator],
) -> list[tuple[list[str], list[Indicator]]]:
    """Join neighbouring subthemes until a figure is well filled, never over its limit."""
    by_name: Callable[[Indicator], str] = lambda item: item.subtheme  # noqa: E731 - one use
    subthemes = [(name, list(members)) for name, members in groupby(indicators, key=by_name)]
    packed: list[tuple[list[str], list[Indicator]]] = []
    for name, members in subthemes:
        for start in range(0, len(members), MOST_ROWS):
            part = members[start : start + MOST_ROWS]
            fits = packed and len(packed[-1][1]) + len(part) <= MOST_ROWS
            if fits and len(packed[-1][0]) < MOST_NAMES:
                last_names, last = packed[-1]
                if name not in last_names:
                    last_names.append(name)
                last.extend(part)
            else:
                packed.append(([name], list(part)))
    return packed


def _group(
    material: Material,
    theme: Theme,
    number: int,
    members: Sequence[Indicator],
    names: Sequence[str],
    kind: str,
    scale: tuple[str, ...],
) -> GroupView:
    voice = material.narrator.voice
    codes = tuple(item.code for item in members)
    against = material.charts.main_reference(members)
    sentences = group_sentences(voice, compared(voice, codes, against), against)
    name = voice.sentence(voice.joined(_inside(name) for name in names))
    message = _message(material, codes)
    return GroupView(
        naam=name if message else "",
        kop=message or name,
        anker=f"{theme.id}-{number}",
        zinnen=sentences,
        soort=kind,
        indicatoren=codes,
        schaal=scale,
    )


def _inside(name: str) -> str:
    """Give a heading as it stands inside an enumeration; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _message(material: Material, codes: Sequence[str]) -> str:
    """Give the finding that heads a section; empty when no indicator of it reads as a sentence."""
    telling = material.indicator(_telling(material, codes))
    shares = telling.unit is UnitKind.PERCENT and telling.sentence
    reads = shares or telling.unit in SCALES
    return material.narrator.indicator_message(telling.code) if reads else ""


def _telling(material: Material, codes: Sequence[str]) -> str:
    """Give the indicator that leads a section: the strongest shown difference, else the first.

    Strength comes from the rankings of the analysis, so noise cannot choose the heading.
    """
    analysis = material.analysis
    rankings = (analysis.ranking_region, analysis.ranking_country, analysis.ranking_previous)
    ranked = [
        (item.strength, item.comparison.indicator.code)
        for ranking in rankings
        for item in (*ranking.strengths, *ranking.concerns)
        if item.comparison.indicator.code in codes
        and item.comparison.outcome is not Outcome.UNKNOWN
    ]
    if ranked:
        top = max(strength for strength, _ in ranked)
        return next(code for strength, code in ranked if strength == top)
    shown = [code for code in codes if not isinstance(analysis.cell(code), Hidden)]
    return (shown or list(codes))[0]
