"""The title page and the key figures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vmreport.analysis.findings import Against, Comparison, Hidden, NoVerdict, Published
from vmreport.compose.material import Material
from vmreport.document.blocks import Cover, KeyFigure, KeyFigures
from vmreport.document.inlines import Verdict
from vmreport.narrative.numbers import format_date
from vmreport.survey.model import Indicator

__all__ = ["cover", "tiles"]

LONGEST_NAME = 24
"""Characters of a reference that fit beside its value in a narrow tile."""
_APART = (NoVerdict.SERIES_BREAK, NoVerdict.OTHER_TERRITORY)
"""Measured in another way or of another area: a value beside it would invite to compare."""


def cover(material: Material, title: str, subtitle: str, day: date) -> Cover:
    """Give the title page of the report."""
    dossier = material.dossier
    made = material.phrases.say("rapport.opgesteld_door", wie=dossier.author.organisation)
    status = material.status.capitalize()
    lines = tuple(line for line in (made, status, dossier.banner) if line)
    return Cover(title, subtitle, dossier.name, format_date(day), lines)


def tiles(
    material: Material,
    indicators: Sequence[Indicator],
    *,
    short: bool = False,
    against: Against | None = None,
) -> KeyFigures | None:
    """Give key figures with their comparisons; None when there is no number to show.

    They are those of the area the document is about. `short` leaves the margin and all but the
    main comparison, or the one with `against`, to the chapters.
    """
    figures = tuple(_tile(material, indicator, short, against) for indicator in indicators)
    return KeyFigures(figures) if figures else None


def _tile(
    material: Material, indicator: Indicator, short: bool, against: Against | None
) -> KeyFigure:
    analysis, narrator = material.analysis, material.narrator
    cell = analysis.cell(indicator.code, material.area_code)
    if isinstance(cell, Hidden):
        return KeyFigure(narrator.absence_words(cell), narrator.voice.label(indicator))
    return KeyFigure(
        value=narrator.voice.number(cell, indicator),
        label=narrator.voice.tile_label(indicator, brief=short),
        comparisons=tuple(_comparisons(material, indicator, short, against)),
        note="" if short else narrator.margin_words(cell, indicator),
    )


def _comparisons(
    material: Material, indicator: Indicator, short: bool, against: Against | None
) -> list[tuple[str, Verdict]]:
    """Give each reference with its value and verdict; none that cannot stand beside this value."""
    found: list[tuple[str, Verdict]] = []
    for kind in _references(material, indicator, short, against):
        comparison = material.analysis.comparison(indicator.code, kind, material.area_code)
        if comparison is None or comparison.no_verdict in _APART:
            continue
        if isinstance(comparison.reference, Published):
            name = _reference_name(material, kind, narrow=short, noun=against is not None)
            words = _reference_words(material, indicator, comparison, name)
            found.append((words, material.narrator.short_verdict(comparison)))
    return found


def _references(
    material: Material, indicator: Indicator, short: bool, against: Against | None
) -> tuple[Against, ...]:
    if against is not None:
        return (against,)
    if material.area is not None:
        every = (Against.MUNICIPALITY, Against.PREVIOUS)
        return every[:1] if short else every
    if not short:
        return (Against.PREVIOUS, Against.REGION, Against.COUNTRY)
    main = material.charts.main_reference([indicator])
    return (main,) if main else ()


def _reference_name(material: Material, against: Against, *, narrow: bool, noun: bool) -> str:
    """Give "Regio Twente"; "Regio" where a heading named it, or where a tile has no room for it."""
    name = material.charts.reference_name(against)
    region = material.analysis.region
    if region and against is Against.REGION and (noun or (narrow and len(name) > LONGEST_NAME)):
        return material.narrator.level_noun(region).capitalize()
    return name


def _reference_words(
    material: Material, indicator: Indicator, comparison: Comparison, name: str
) -> str:
    reference = comparison.reference
    if isinstance(reference, Hidden):
        return name
    value = material.narrator.voice.number(reference, indicator)
    return material.phrases.say("tegel.verwijzing", naam=name, waarde=value)
