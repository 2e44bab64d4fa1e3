"""What the chapters beside the themes say: areas, own questions, voices, conclusions, fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vmreport.advice.model import VoiceKind
from vmreport.analysis.findings import Outcome, Published, Valuation
from vmreport.compose.environment import Ready
from vmreport.compose.files import slug
from vmreport.compose.material import Material
from vmreport.compose.themes import MOST_ROWS, areas_per_table
from vmreport.compose.views import (
    AreasView,
    AreaView,
    FieldView,
    LocalView,
    VoicesView,
    VoiceView,
)
from vmreport.narrative.captions import profile_caption
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.voice import area_name
from vmreport.survey.codebook import LOCAL_THEME
from vmreport.survey.model import Indicator, UnitKind

__all__ = ["areas_view", "by_difference", "conclusions", "fields_view", "local_view", "voices_view"]

MOST_PROFILE_COLUMNS = 12
FEATURED = 2
MOST_AREA_SENTENCES = 4
"""Of one area in the council report; more stands in its own profile."""


def areas_view(material: Material) -> AreasView | None:
    """Give the chapter on local areas; None when none were measured."""
    analysis, narrator = material.analysis, material.narrator
    if not analysis.profiles:
        return None
    codes = _profile_columns(material)
    featured = tuple(by_difference(material)[:FEATURED])
    plural = narrator.voice.level_plural(analysis.local_areas)
    whole = narrator.voice.whole
    return AreasView(
        naam=plural.capitalize(),
        kop=profile_caption(narrator, codes),
        conclusie=narrator.voice.sentence(
            material.phrases.say(
                "rapport.gebieden",
                gebieden=plural,
                geheel=whole,
                aantal=whole_number(len(analysis.local_areas)),
            )
        ),
        zinnen=tuple(
            material.phrases.say(
                "rapport.thema_zin",
                thema=narrator.voice.sentence(narrator.voice.topic(material.indicator(code))),
                conclusie=narrator.profile_sentence(code),
            )
            for code in featured
        ),
        indicatoren=codes,
        uitgelicht=featured,
        geheel=whole,
        kaart=bool(material.shapes),
        delen=areas_per_table(analysis, tuple(analysis.indicators)),
        lijst=tuple(_areas_one_by_one(material)),
        samengevoegd=tuple(filter(None, map(narrator.merged_sentence, analysis.local_areas))),
    )


def _areas_one_by_one(material: Material) -> Iterator[AreaView]:
    """Give every local area; a kern and a buurt of one name are told apart by their level."""
    areas = material.analysis.local_areas
    shared = Counter(area_name(area) for area in areas)
    met = Counter[str]()
    for area in areas:
        name = area_name(area)
        if shared[name] > 1:
            name = f"{name} ({material.phrases.say(f'niveau.{area.level.value}')})"
        met[name] += 1
        anchor = slug(name) if met[name] == 1 else f"{slug(name)}-{met[name]}"
        told = material.narrator.area_sentences(area.code)[:MOST_AREA_SENTENCES]
        yield AreaView(name, Ready(anchor), told)


def _profile_columns(material: Material) -> tuple[str, ...]:
    """Give the columns of the profile: key figures first, then what differs most, codebook order."""
    profiles = material.analysis.profiles
    headline = [code for code in profiles if material.indicator(code).headline]
    chosen = set(
        (headline + [c for c in by_difference(material) if c not in headline])[
            :MOST_PROFILE_COLUMNS
        ]
    )
    return tuple(code for code in profiles if code in chosen)


def by_difference(material: Material) -> list[str]:
    """Give the profiled indicators, those on which most areas differ first."""
    profiles = material.analysis.profiles

    def differing(code: str) -> int:
        found = profiles[code].comparisons
        return sum(item.outcome in (Outcome.HIGHER, Outcome.LOWER) for item in found)

    return sorted(profiles, key=lambda code: (-differing(code), list(profiles).index(code)))


def local_view(material: Material) -> LocalView | None:
    """Give the chapter on the municipality's own questions; None when there are none."""
    analysis, narrator = material.analysis, material.narrator
    own = [item for item in analysis.indicators.values() if item.is_local]
    shown = [item for item in own if isinstance(analysis.cell(item.code), Published)]
    if not shown:
        return None
    shares = [item.code for item in shown if item.unit is UnitKind.PERCENT]
    sentences = [" ".join(narrator.indicator_sentences(item.code)) for item in shown]
    return LocalView(
        kop=narrator.indicator_message(_leading(material, shown).code),
        conclusie=material.phrases.say(
            "rapport.lokale_vragen",
            aantal=whole_number(len(own)),
            gebied=narrator.area_name(analysis.municipality),
        ),
        zinnen=tuple(sentences),
        indicatoren=tuple(shares[:MOST_ROWS]),
        alle=tuple(item.code for item in own),
    )


def _leading(material: Material, indicators: list[Indicator]) -> Indicator:
    """Give the first own question with a shown difference since before, else the first."""
    for item in indicators:
        trend = material.analysis.trends.get(item.code)
        change = trend.since_previous if trend else None
        if change is not None and change.valuation is not Valuation.NEUTRAL:
            return item
    return indicators[0]


def voices_view(material: Material) -> VoicesView | None:
    """Give the chapter of three voices; None when the advisor brought no other voices."""
    kinds = [kind for kind in VoiceKind if any(v.kind is kind for v in material.advice.voices)]
    if not kinds:
        return None
    say = material.phrases.say
    return VoicesView(
        cijfers=_per_theme(material),
        lijst=tuple(VoiceView(Ready(kind.value), say(f"stem.{kind.value}")) for kind in kinds),
    )


def _per_theme(material: Material) -> tuple[str, ...]:
    """Give one sentence per measured theme: what its figures say as a whole."""
    say, narrator = material.phrases.say, material.narrator
    measured = {item.theme for item in material.analysis.indicators.values()}
    return tuple(
        say("rapport.thema_zin", thema=theme.name, conclusie=f"{narrator.theme_message(theme.id)}.")
        for theme in material.codebook.themes
        if theme.id in measured and theme.id != LOCAL_THEME
    )


def conclusions(material: Material) -> tuple[str, ...]:
    """Give the points of the summary page as sentences; how sure they are is said there."""
    points = material.narrator.summary_points()
    sure = material.phrases.say("kort.zekerheid")
    found = tuple(text for title, text in points if title != sure)
    return found or tuple(text for _, text in points)


def fields_view(material: Material) -> tuple[FieldView, ...]:
    """Give the velden of the Kernbeleid with their measured indicators, theme by theme."""
    say = material.phrases.say
    views: list[FieldView] = []
    for field in material.codebook.fields:
        order = {name: i for i, name in enumerate(field.themes)}
        found = [i for i in material.analysis.indicators.values() if i.field == field.id]
        found.sort(key=lambda item: order.get(item.field_theme, len(order)))
        if found:
            title = say("rapport.veld_titel", veld=field.name)
            codes = tuple(item.code for item in found)
            views.append(FieldView(Ready(field.id), field.name, title, codes))
    return tuple(views)
