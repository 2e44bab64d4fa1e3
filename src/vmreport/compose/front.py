"""The title page and the key figures side by side."""

from __future__ import annotations

from collections.abc import Sequence

from vmreport.analysis.findings import Against, Comparison, Hidden, Published
from vmreport.compose.material import Material
from vmreport.document.blocks import Cover, KeyFigure, KeyFigures
from vmreport.document.inlines import Verdict
from vmreport.narrative.numbers import format_date
from vmreport.survey.model import Indicator

__all__ = ["cover", "tiles"]


def cover(material: Material, title: str, subtitle: str) -> Cover:
    """Give the title page of the report."""
    dossier = material.dossier
    made = material.phrases.say("rapport.opgesteld_door", wie=dossier.author.organisation)
    status = material.status.capitalize()
    lines = tuple(line for line in (made, status, dossier.banner) if line)
    return Cover(title, subtitle, dossier.name, format_date(dossier.date), lines)


def tiles(
    material: Material, indicators: Sequence[Indicator], *, short: bool = False
) -> KeyFigures | None:
    """Give key figures with their comparisons; None when there is no number to show.

    `short` leaves the margin and all but the main comparison to the chapters.
    """
    figures = tuple(_tile(material, indicator, short) for indicator in indicators)
    return KeyFigures(figures) if figures else None


def _tile(material: Material, indicator: Indicator, short: bool) -> KeyFigure:
    analysis, narrator = material.analysis, material.narrator
    cell = analysis.cell(indicator.code)
    if isinstance(cell, Hidden):
        return KeyFigure(narrator.absence_words(cell), narrator.voice.label(indicator))
    return KeyFigure(
        value=narrator.voice.number(cell, indicator),
        label=narrator.voice.tile_label(indicator, brief=short),
        comparisons=tuple(_comparisons(material, indicator, short)),
        note="" if short else narrator.margin_words(cell, indicator),
    )


def _comparisons(
    material: Material, indicator: Indicator, short: bool
) -> list[tuple[str, Verdict]]:
    found: list[tuple[str, Verdict]] = []
    main = material.charts.main_reference([indicator])
    every = (Against.PREVIOUS, Against.REGION, Against.COUNTRY)
    for against in ((main,) if main else ()) if short else every:
        comparison = material.analysis.comparison(indicator.code, against)
        if comparison is not None and isinstance(comparison.reference, Published):
            words = _reference_words(material, indicator, comparison)
            found.append((words, material.narrator.short_verdict(comparison)))
    return found


def _reference_words(material: Material, indicator: Indicator, comparison: Comparison) -> str:
    reference = comparison.reference
    name = material.charts.reference_name(comparison.against)
    if isinstance(reference, Hidden):
        return name
    value = material.narrator.voice.number(reference, indicator)
    return material.phrases.say("tegel.verwijzing", naam=name, waarde=value)
