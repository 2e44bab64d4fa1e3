"""The onderzoeksverantwoording, in the order CBS uses; what is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vmreport.analysis.disclosure.policy import policy_of
from vmreport.analysis.disclosure.relations import Weighing
from vmreport.analysis.findings import Hidden, Published
from vmreport.compose.material import Material
from vmreport.compose.views import PartView
from vmreport.narrative.converted import conversion_sources
from vmreport.narrative.numbers import format_points, whole_number
from vmreport.survey.codebook_toml import PLACEMENT_REMARKS
from vmreport.survey.model import Absence, Area

__all__ = ["accountability", "sources"]

_PARTS = (
    ("veldwerk", "fieldwork"),
    ("steekproef", "sample"),
    ("respons", "response"),
    ("vragenlijst", "questionnaire"),
    ("weging", "weighting"),
    ("marges", "margins"),
    ("breuken", "breaks"),
)
"""CBS, VM 2021 onderzoeksverantwoording: veldwerk, steekproef, respons, vragenlijst, weging,
betrouwbaarheidsmarges, methodebreuken."""


def accountability(material: Material) -> tuple[PartView, ...]:
    """Give the parts with their paragraphs; the rules of this report come after those of CBS."""
    say = material.phrases.say
    parts = [
        PartView(
            say(f"verantwoording.{key}"),
            (getattr(material.dossier.research, name) or say("verantwoording.onbekend"),),
        )
        for key, name in _PARTS
    ]
    changed = _changed(material)
    if changed:
        own = (material.dossier.research.breaks,) if material.dossier.research.breaks else ()
        parts[-1] = PartView(parts[-1].kop, (*own, changed))
    converted = _converted(material)
    if converted:
        parts.append(PartView(say("omgerekend.kop"), converted))
    merged = _merged(material)
    if merged:
        parts.append(PartView(say("verantwoording.samengevoegd"), merged))
    parts.append(PartView(say("verantwoording.regels"), _rules(material)))
    parts.append(PartView(say("verantwoording.verborgen"), _hidden(material)))
    uncertain = _uncertain(material)
    if uncertain:
        parts.append(PartView(say("verantwoording.onzeker"), uncertain))
    text = say("verantwoording.bronnen_zin", bronnen=sources(material))
    parts.append(PartView(say("verantwoording.bronnen"), (text,)))
    return tuple(parts)


def sources(material: Material) -> str:
    """Give the sources of the figures of this report, each once, in order of appearance."""
    shown = material.analysis.indicators
    cells = (cell for cell in material.analysis.cells.values() if cell.key.indicator in shown)
    names = dict.fromkeys(cell.source for cell in cells if isinstance(cell, Published))
    listed = [name for name in names if name]
    return "; ".join(listed) or material.phrases.say("verantwoording.bron_onbekend")


def _changed(material: Material) -> str:
    """Give how the municipality itself changed since the first edition; empty when it did not."""
    changes = material.analysis.changes
    if not changes:
        return ""
    return material.phrases.say(
        "verantwoording.gebied_veranderd",
        zinnen=" ".join(material.narrator.change_sentences()),
        bronnen="; ".join(dict.fromkeys(item.source for item in changes)),
    )


def _converted(material: Material) -> tuple[str, ...]:
    """Give which earlier figures were converted, by which factors, and what is assumed."""
    analysis, say = material.analysis, material.phrases.say
    shown = [cell for cell in analysis.cells.values() if cell.key.indicator in analysis.indicators]
    sources = conversion_sources(shown)
    if not sources:
        return ()
    lines = [say("omgerekend.uitleg", bronnen="; ".join(sources))]
    if any(isinstance(cell, Published) and cell.conversion and cell.has_margin for cell in shown):
        lines.append(say("omgerekend.marge"))
    for area in analysis.areas.values():
        if listed := "; ".join(_factors(material, area)):
            name = material.narrator.area_name(area)
            lines.append(say("omgerekend.factoren", gebied=name, lijst=listed))
    return tuple(lines)


def _factors(material: Material, area: Area) -> Iterator[str]:
    """Give every factor used for an area with its indicator and editions."""
    analysis = material.analysis
    for indicator in analysis.indicators.values():
        years: dict[Decimal, list[str]] = {}
        for edition in analysis.editions:
            cell = analysis.cell(indicator.code, area.code, edition)
            if isinstance(cell, Published) and cell.conversion:
                years.setdefault(cell.conversion.factor, []).append(str(edition))
        for factor, editions in years.items():
            yield material.phrases.say(
                "omgerekend.factor",
                onderwerp=indicator.short,
                jaren=material.narrator.voice.joined(editions),
                factor=format(factor.normalize(), "f").replace(".", ","),
            )


def _merged(material: Material) -> tuple[str, ...]:
    """Give which areas are shown as one, and how their figures are made."""
    sentences = map(material.narrator.merged_sentence, material.analysis.local_areas)
    found = tuple(filter(None, sentences))
    return (*found, material.phrases.say("verantwoording.samengevoegd_marge")) if found else ()


def _rules(material: Material) -> tuple[str, ...]:
    say, narrator = material.phrases.say, material.narrator
    lines = [narrator.rule_sentence(), say("verantwoording.afronding")]
    missing = material.analysis.missing_editions
    if missing:
        editions = narrator.voice.joined(str(edition) for edition in missing)
        lines.append(say("verantwoording.ontbrekende_edities", edities=editions))
    if material.analysis.local_areas:
        lines.append(say("verantwoording.gebieden"))
    if material.analysis.weighings:
        lines.append(_disclosure(material))
    return tuple(lines)


def _disclosure(material: Material) -> str:
    """Give how uncertain a hidden figure stays, and what the sums of areas were weighed by."""
    say, analysis = material.phrases.say, material.analysis
    policy, used = policy_of(analysis.thresholds), analysis.weighings
    points = format_points(policy.points, 0 if policy.points % 1 == 0 else 1)
    lines = [say("onthulling.regel", aantal=whole_number(policy.answers), punten=points)]
    if analysis.answers_linked:
        lines.append(say("onthulling.antwoorden"))
    if used >= {Weighing.RESIDENTS, Weighing.ANSWERS}:
        lines.append(say("onthulling.weging_beide"))
    elif Weighing.RESIDENTS in used:
        lines.append(say("onthulling.weging_inwoners"))
    elif Weighing.ANSWERS in used:
        lines.append(say("onthulling.weging_antwoorden"))
    if Weighing.EQUAL in used:
        lines.append(say("onthulling.weging_gelijk"))
    return " ".join(lines)


def _hidden(material: Material) -> tuple[str, ...]:
    """Give how many cells of this edition have no number, by reason; never which count was small."""
    say, narrator = material.phrases.say, material.narrator
    counts: dict[str, int] = {}
    total = 0
    for cell in material.analysis.cells.values():
        if cell.key.edition != material.analysis.edition:
            continue
        total += 1
        if isinstance(cell, Hidden) and cell.reason is not Absence.MISSING:
            words = narrator.absence_words(cell)
            counts[words] = counts.get(words, 0) + 1
    if not counts:
        return (say("verantwoording.niets_verborgen", totaal=str(total)),)
    listed = narrator.voice.joined(
        say("verantwoording.verborgen_deel", aantal=str(count), reden=reason)
        for reason, count in counts.items()
    )
    return (say("verantwoording.verborgen_zin", totaal=str(total), delen=listed),)


def _uncertain(material: Material) -> tuple[str, ...]:
    """Give what is not established about the indicators used, each remark once."""
    remarks: dict[str, list[str]] = {}
    for indicator in material.analysis.indicators.values():
        remark = indicator.certainty
        for placement in PLACEMENT_REMARKS:
            remark = remark.replace(placement, "").strip()
        if remark:
            remarks.setdefault(remark, []).append(indicator.short)
    if not remarks:
        return ()
    listed = tuple(
        material.phrases.say(
            "verantwoording.onzeker_zin", opmerking=remark.rstrip("."), indicatoren="; ".join(names)
        )
        for remark, names in remarks.items()
    )
    return (material.phrases.say("verantwoording.onzeker_inleiding"), *listed)
