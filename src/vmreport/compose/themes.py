"""How the indicators of a theme are dealt over sections and figures of its chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from vmreport.analysis.findings import Against, Analysis, Hidden, Outcome, Published
from vmreport.compose.material import Material
from vmreport.compose.views import GroupView, ThemeView
from vmreport.narrative.themes import compared, differences, group_sentences
from vmreport.survey.codebook import Theme
from vmreport.survey.model import Indicator, UnitKind

__all__ = [
    "areas_per_table",
    "deal",
    "group_message",
    "key_indicators",
    "theme_view",
    "theme_views",
]

MOST_ROWS = 10
"""Rows of one figure; more would not fit beside its caption."""
FEWEST_ROWS = 3
MOST_NAMES = 3
"""Subthemes that share one figure; a heading cannot name more."""
TREND_EDITIONS = 3
"""From this many editions on, every key figure of a theme gets its trend."""
MOST_TRENDS = 2
MOST_AREA_COLUMNS = 6
SCALES = (UnitKind.SCORE, UnitKind.MARK)


def key_indicators(material: Material, codes: Iterable[str], most: int) -> tuple[str, ...]:
    """Give the key figures among `codes`: those the dossier chose, then the codebook's headlines.

    Only indicators with a number for the municipality in this edition.
    """
    shown = [code for code in codes if isinstance(material.analysis.cell(code), Published)]
    chosen = [code for code in material.dossier.key_figures if code in shown]
    headlines = [code for code in shown if material.indicator(code).headline]
    return tuple(dict.fromkeys(chosen + headlines))[:most]


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
    )


def areas_per_table(analysis: Analysis, codes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the indicators measured in local areas, in parts of at most six columns."""
    measured = [code for code in codes if code in analysis.profiles]
    if not measured:
        return ()
    parts = -(-len(measured) // MOST_AREA_COLUMNS)
    size = -(-len(measured) // parts)
    return tuple(tuple(measured[i : i + size]) for i in range(0, len(measured), size))


def _trends(analysis: Analysis, codes: Sequence[str]) -> tuple[str, ...]:
    """Give the key figures whose course says something: a shown change, or three editions."""
    found: list[str] = []
    longest = 0
    for code in codes:
        trend = analysis.trends.get(code)
        if trend is None:
            continue
        measured = sum(isinstance(cell, Published) for cell in trend.cells)
        change = trend.since_previous
        changed = change is not None and change.outcome in (Outcome.HIGHER, Outcome.LOWER)
        if measured >= TREND_EDITIONS or (measured > 1 and changed):
            found.append(code)
            longest = max(longest, measured)
    return tuple(found[: MOST_TRENDS if longest >= TREND_EDITIONS else 1])


def _groups(
    material: Material, theme: Theme, indicators: Sequence[Indicator]
) -> tuple[GroupView, ...]:
    """Deal the indicators over figures: shares by subtheme, scores together, conditional ones."""
    shares = [i for i in indicators if i.unit is UnitKind.PERCENT and not i.conditional]
    scores = [i for i in indicators if i.unit in SCALES]
    conditional = [i for i in indicators if i.unit is UnitKind.PERCENT and i.conditional]
    conditional = [i for i in conditional if isinstance(material.analysis.cell(i.code), Published)]
    parts: list[tuple[str, str, list[Indicator]]] = [
        (_names(material, members), "intervallen", members) for members in deal(shares)
    ]
    if len(scores) >= FEWEST_ROWS:
        parts.append((material.phrases.say("rapport.scores"), "intervallen", scores))
    if len(conditional) >= FEWEST_ROWS:
        name = material.phrases.say("rapport.voorwaardelijk")
        parts.append((name, "staven", conditional[:MOST_ROWS]))
    scale = tuple(item.code for item in shares)
    return tuple(
        _group(
            material,
            members,
            name=name if len(parts) > 1 else material.phrases.say("rapport.de_cijfers"),
            several=len(parts) > 1,
            anchor=f"{theme.id}-{number}",
            kind=kind,
            scale=scale if members and members[0] in shares else (),
        )
        for number, (name, kind, members) in enumerate(parts, 1)
    )


def deal(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """Deal indicators over as few figures as fit, evenly, and subthemes whole where they fit."""
    if not indicators:
        return []
    figures = -(-len(indicators) // MOST_ROWS)
    target = len(indicators) / figures
    packed: list[list[Indicator]] = [[]]
    for _, group in groupby(indicators, key=lambda item: item.subtheme):
        members = list(group)
        while members:
            last = packed[-1]
            room = MOST_ROWS - len(last)
            whole = len(members) <= room and (not last or len(last) + len(members) <= target + 2)
            if not whole and last:
                packed.append([])
                continue
            last.extend(members[:MOST_ROWS])
            members = members[MOST_ROWS:]
    return _without_slivers(packed)


def _without_slivers(packed: list[list[Indicator]]) -> list[list[Indicator]]:
    """Give figures of one or two rows to their neighbour when that has room."""
    kept: list[list[Indicator]] = []
    for part in packed:
        if kept and len(part) < FEWEST_ROWS and len(kept[-1]) + len(part) <= MOST_ROWS + 2:
            kept[-1].extend(part)
        else:
            kept.append(part)
    return kept


def _names(material: Material, members: Sequence[Indicator]) -> str:
    """Give the subthemes of a figure; of more than three the two with most rows."""
    voice = material.narrator.voice
    names = list(dict.fromkeys(item.subtheme for item in members))
    if len(names) > MOST_NAMES:
        rows = Counter(item.subtheme for item in members)
        largest = [name for name, _ in rows.most_common(MOST_NAMES - 1)]
        named = ", ".join(_inside(name) for name in names if name in largest)
        return voice.sentence(material.phrases.say("rapport.en_meer", namen=named))
    return voice.sentence(voice.joined(_inside(name) for name in names))


def _group(
    material: Material,
    members: Sequence[Indicator],
    *,
    name: str,
    several: bool,
    anchor: str,
    kind: str,
    scale: tuple[str, ...],
) -> GroupView:
    codes = tuple(item.code for item in members)
    message = group_message(material, codes) if several else ""
    return GroupView(
        naam=name if message else "",
        kop=message or name,
        anker=anchor,
        zinnen=_sentences(material, members),
        soort=kind,
        indicatoren=codes,
        schaal=scale,
    )


def _sentences(material: Material, members: Sequence[Indicator]) -> tuple[str, ...]:
    """Give what the outcomes say: against the main reference, then what changed since before."""
    voice = material.narrator.voice
    codes = [item.code for item in members]
    against = material.charts.main_reference(members)
    sentences = list(group_sentences(voice, compared(voice, codes, against), against))
    if against is not Against.PREVIOUS:
        before = compared(voice, codes, Against.PREVIOUS)
        if before.differing:
            sentences += differences(voice, before, Against.PREVIOUS)
    return tuple(sentences)


def _inside(name: str) -> str:
    """Give a heading as it stands inside an enumeration; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def group_message(material: Material, codes: Sequence[str], beside: Against | None = None) -> str:
    """Give the finding that heads a section; empty when no indicator of it reads as a sentence.

    `beside` is the reference of the only figure under it, which then always speaks too.
    """
    telling = material.indicator(_telling(material, codes))
    shares = telling.unit is UnitKind.PERCENT and telling.sentence
    reads = shares or telling.unit in SCALES
    return material.narrator.indicator_message(telling.code, beside) if reads else ""


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
