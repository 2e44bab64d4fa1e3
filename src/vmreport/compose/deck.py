"""What a presentation to the council shows: which themes, which rows, in ten to fourteen slides."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import TemplateError

from vmreport.analysis.findings import Outcome, Published
from vmreport.compose.chapters import by_difference
from vmreport.compose.material import Material
from vmreport.compose.themes import TREND_EDITIONS, group_message, key_indicators, theme_views
from vmreport.compose.views import DeckView, FindingView, GroupView, ThemeView
from vmreport.narrative.captions import profile_caption
from vmreport.survey.codebook import LOCAL_THEME
from vmreport.survey.model import Indicator

__all__ = ["DeckFunctions", "deck_view"]

FEWEST, MOST = 10, 14
"""Slides of a presentation. Source: design/product.md 3."""
_ALWAYS = 4
"""Cover, key figures, what stands out, how sure the figures are."""
MOST_ROWS = 6
"""Rows of a figure that the back row of a council room can read."""
MOST_COLUMNS = 6
"""Columns of an overview of areas that can be read there."""
_LEAST_ROWS = 2
MOST_TRENDS = 3
"""Courses in one deck: a dossier with little to tell gets fewer slides, not more of the same."""


class DeckFunctions:
    """What a template of a presentation may ask: words and values, no blocks."""

    def __init__(self, material: Material, key_rows: int) -> None:
        self.material = material
        self.key_rows = key_rows

    def by_name(self) -> dict[str, object]:
        """Give the functions by the name templates use."""
        return {
            "bericht": self.bericht,
            "verloop": self.verloop,
            "onderwerp": self.onderwerp,
            "gesproken": self.gesproken,
            "presentatie": self.presentatie,
        }

    def bericht(self, indicator: str) -> str:
        """Give the message of one indicator, as a title says it."""
        return self.material.narrator.indicator_message(self._known(indicator).code)

    def verloop(self, indicator: str) -> str:
        """Give the message of the course of one indicator, as a title says it."""
        return self.material.narrator.course_message(self._known(indicator).code)

    def onderwerp(self, indicator: str) -> str:
        """Give the short name of one indicator."""
        return self._known(indicator).short

    def gesproken(self, indicatoren: Sequence[str]) -> tuple[str, ...]:
        """Give what a speaker says about indicators, one text for each."""
        codes = [self._known(code).code for code in indicatoren]
        return tuple(" ".join(self.material.narrator.indicator_sentences(code)) for code in codes)

    def presentatie(self) -> DeckView:
        """Give what a presentation shows."""
        material = self.material
        keys = key_indicators(material, material.analysis.indicators, self.key_rows)
        return deck_view(material, theme_views(material), keys=keys)

    def _known(self, code: str) -> Indicator:
        known = self.material.codebook.indicators.get(str(code))
        if known is None:
            message = f"indicator '{code}' bestaat niet"
            raise TemplateError(message)
        return known


def deck_view(material: Material, themes: Sequence[ThemeView], *, keys: Sequence[str]) -> DeckView:
    """Give the findings of a presentation; the local questions have a slide of their own."""
    others = _ALWAYS + _optional(material)
    trends = _trends(material, themes, keys)
    candidates = [
        finding
        for theme in themes
        if theme.id != LOCAL_THEME and (finding := _finding(material, theme)) is not None
    ]
    room = MOST - others - min(len(trends), 1)
    chosen = sorted(candidates, key=lambda item: _weight(material, item, keys))[:room]
    order = list(material.analysis.profiles)
    columns = sorted(by_difference(material)[:MOST_COLUMNS], key=order.index)
    left = min(max(FEWEST - others - len(chosen), 1), MOST_TRENDS)
    return DeckView(
        bevindingen=tuple(item for item in candidates if item in chosen),
        trends=trends[:left],
        gebieden=tuple(columns),
        gebieden_kop=profile_caption(material.narrator, columns) if columns else "",
    )


def _optional(material: Material) -> int:
    """Count the slides that a dossier may have: areas, map, own questions, advice, request."""
    local = any(item.is_local for item in material.analysis.indicators.values())
    return sum(
        (
            bool(material.analysis.profiles),
            bool(material.analysis.profiles and material.shapes),
            local,
            bool(material.advice.recommendations),
            bool(material.dossier.council.request),
        )
    )


def _weight(material: Material, item: FindingView, keys: Sequence[str]) -> tuple[int, int]:
    """Give the sort key of a theme: most key figures first, then most shown differences."""
    codes = [c for c in material.analysis.indicators if material.indicator(c).theme == item.id]
    return -sum(code in keys for code in codes), -sum(_differs(material, code) for code in codes)


def _differs(material: Material, code: str) -> bool:
    main = material.charts.main_reference([material.indicator(code)])
    found = material.analysis.comparison(code, main) if main else None
    return found is not None and found.outcome in (Outcome.HIGHER, Outcome.LOWER)


def _finding(material: Material, theme: ThemeView) -> FindingView | None:
    """Give the slide of a theme: the group with most shown differences, at most six rows."""
    groups = [group for group in theme.groepen if len(group.indicatoren) >= _LEAST_ROWS]
    if not groups:
        return None
    group = max(groups, key=lambda item: sum(_differs(material, code) for code in item.indicatoren))
    rows = _rows(material, theme, group)
    beside = material.charts.main_reference([material.indicator(code) for code in rows])
    return FindingView(
        id=theme.id,
        naam=theme.naam,
        kop=group_message(material, rows, beside) or theme.kop,
        conclusie=theme.conclusie,
        zinnen=group.zinnen or theme.samenvatting,
        soort=group.soort,
        indicatoren=rows,
    )


def _rows(material: Material, theme: ThemeView, group: GroupView) -> tuple[str, ...]:
    """Give the rows in their order: key figures and shown differences before the rest."""
    codes = group.indicatoren
    ordered = sorted(
        codes, key=lambda code: (code not in theme.kerncijfers, not _differs(material, code))
    )
    kept = set(ordered[:MOST_ROWS])
    return tuple(code for code in codes if code in kept)


def _trends(
    material: Material, themes: Sequence[ThemeView], keys: Sequence[str]
) -> tuple[str, ...]:
    """Give the indicators whose course says something, key figures first."""
    found = [code for theme in themes for code in theme.trends]
    others = [code for theme in themes for code in theme.indicatoren]
    more = [code for code in (*keys, *others) if _editions(material, code) >= TREND_EDITIONS]
    ordered = sorted(dict.fromkeys(found), key=lambda code: code not in keys)
    return tuple(dict.fromkeys((*ordered, *more)))


def _editions(material: Material, code: str) -> int:
    """Count the editions in which an indicator has a number."""
    trend = material.analysis.trends.get(code)
    return sum(isinstance(cell, Published) for cell in trend.cells) if trend else 0
