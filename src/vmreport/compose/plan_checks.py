"""What an advisor is told about recommendations and goals: suggestions and doubts, never decisions.

Each is a notice with a place; only a code that does not exist stops a build. The checks on how a
goal is put come from the CCV checklist for safety plans (items 1, 5 and 6).
Source: council.md 5.3 and 7; product.md 5.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from vmreport.advice.instruments import Instrument
from vmreport.advice.model import FindingRef, Priority, Recommendation
from vmreport.advice.safety_plan import PlannedMeasure
from vmreport.analysis.findings import Against, Comparison, Outcome, Published, Ranked, Valuation
from vmreport.compose.goals import GoalFacts, comparison_of, find_area, goal_facts
from vmreport.compose.material import Material
from vmreport.compose.review_checks import list_unreviewed
from vmreport.errors import Place
from vmreport.narrative.numbers import format_interval, format_value

__all__ = ["check_plan", "suggest"]

MOST_HIGH = 5
"""Recommendations with high priority; more is no choice. Source: CCV checklist, item 5 (few)."""
MOST_NAMED = 5
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_MEANS = re.compile(
    r"^(?:(?:in|vanaf|uiterlijk|voor|eind|tot)\s+\S+\s+)*(?:(?:hebben|heeft|zijn|is|gaan|gaat|komt|staat|"
    r"staan|houden|houdt|organiseren|organiseert|voeren|voert|maken|maakt|stellen|stelt)\s+)?"
    r"(?:wij |we |er |een |het |de |meer |extra )*"
    r"(?:camera\w*|convenant\w*|plan\b|plan van aanpak|project\w*|overleg\w*|werkgroep\w*|campagne\w*|"
    r"voorlicht\w*|training\w*|cursus\w*|handhav\w*|toezicht\w*|onderzoek\w*|pilot\w*|inzet\w*|"
    r"opstellen|uitvoeren|invoeren|organiseren|aanstellen)",
    re.IGNORECASE,
)
"""A goal that opens with an activity. Source: CCV checklist, item 6: a goal is not a means."""


def check_plan(material: Material) -> None:
    """Say what is doubtful; codes W362, W372, W373, W376 to W380, E376 and E377."""
    items = material.advice.recommendations
    for item in items:
        _check_findings(material, item)
        facts = goal_facts(material, item)
        if facts is not None:
            _check_goal(material, facts)
    _check_measures(material)
    _check_signals(material)
    _report_many(material, items)


def suggest(material: Material) -> None:
    """Say what the advisor might look at: W370 (findings without advice), W371 (instruments), W754."""
    items = material.advice.recommendations
    if items:
        list_unreviewed(material)
        _suggest_findings(material, items)
        _suggest_instruments(material, items)


# -- what a recommendation rests on ---------------------------------------------------------------


def _check_findings(material: Material, item: Recommendation) -> None:
    """W372: a figure that is not there. W362: a comparison without a shown difference."""
    for ref in item.findings:
        area = find_area(material.analysis, ref.area)
        if area is None or ref.indicator not in material.codebook.indicators:
            continue  # said where the finding is printed: E365, E366
        cell = material.analysis.cell(ref.indicator, area=area.code)
        if not isinstance(cell, Published):
            reason = material.narrator.absence_words(cell)
            what = f"Aanbeveling {item.id} rust op een cijfer dat er niet is ({ref.indicator}): {reason}."
            hint = (
                "Kies een bevinding met een cijfer, of leg in de tekst uit waarop het advies rust."
            )
            material.problems.notice(
                "W372", ref.place, what, hint, about=f"{_about(item, ref)}: {reason}"
            )
            continue
        comparison = comparison_of(material.analysis, ref)
        if comparison is not None and comparison.outcome in (
            Outcome.UNKNOWN,
            Outcome.NO_DIFFERENCE,
        ):
            verdict = material.narrator.verdict(comparison).word
            what = (
                f"Aanbeveling {item.id} rust op een bevinding zonder verschil "
                f"({ref.indicator}, {ref.against}): {verdict}."
            )
            hint = "Kies een bevinding met een aantoonbaar verschil of leg in de tekst uit waarom."
            material.problems.notice(
                "W362", ref.place, what, hint, about=f"{_about(item, ref)}: {verdict}"
            )


def _about(item: Recommendation, ref: FindingRef) -> str:
    return " ".join(part for part in (item.id, ref.indicator, ref.area, ref.against) if part)


# -- goals ----------------------------------------------------------------------------------------


def _check_goal(material: Material, facts: GoalFacts) -> None:
    say, goal = material.problems.notice, facts.goal
    name = f"Het doel van aanbeveling {facts.recommendation.id}"
    missing = [
        word
        for word, there in (
            ("een indicator", facts.indicator is not None),
            ("een streefwaarde", facts.target is not None),
            ("een streefjaar", goal.year is not None),
        )
        if not there
    ]
    if missing:
        hint = "Zonder maatstaf is niet te zeggen of het doel is gehaald."
        say(
            "W376",
            goal.place,
            f"{name} heeft geen maatstaf: er is niet {', '.join(missing)}.",
            hint,
            about=f"{goal.text} ({', '.join(missing)})",
        )
    if _MEANS.match(goal.text):
        hint = "Schrijf wat er voor inwoners verandert; zet wat u doet bij de maatregelen."
        say("W380", goal.place, f"{name} lijkt een middel: '{goal.text}'", hint, about=goal.text)
    if facts.wrong_way:
        value, target = _numbers(facts)
        what = f"{name} gaat de ongunstige kant op: van {value} naar {target}."
        say(
            "W379",
            goal.place,
            what,
            "Controleer de streefwaarde.",
            about=f"{goal.text} {value} {target}",
        )
    elif facts.inside_margin:
        cell, indicator = facts.measured, facts.indicator
        if cell is None or indicator is None or cell.lower is None or cell.upper is None:
            return
        margin = format_interval(cell.lower, cell.upper, indicator.unit, 1)
        target = _numbers(facts)[1]
        what = f"De streefwaarde {target} ligt binnen de marge van de nulmeting ({margin})."
        hint = (
            "Een nieuwe meting kan er ook zonder verandering op uitkomen; kies een verdere waarde."
        )
        say("W373", goal.place, what, hint, about=f"{goal.text} {target} {margin}")


def _numbers(facts: GoalFacts) -> tuple[str, str]:
    cell, indicator, target = facts.measured, facts.indicator, facts.target
    if cell is None or indicator is None or target is None:
        return "", ""
    return (
        format_value(cell.value, indicator.unit, places=1),
        format_value(target, indicator.unit, places=1),
    )


def _report_many(material: Material, items: Sequence[Recommendation]) -> None:
    high = [item for item in items if item.priority is Priority.HIGH]
    if len(high) > MOST_HIGH:
        what = f"Er zijn {len(high)} aanbevelingen met prioriteit hoog."
        hint = f"Kies er hoogstens {MOST_HIGH}; anders geeft de volgorde de raad geen houvast."
        ids = ", ".join(item.id for item in high)
        material.problems.notice("W378", high[MOST_HIGH].place, what, hint, about=ids)


# -- measures -------------------------------------------------------------------------------------


def _check_measures(material: Material) -> None:
    owners = {name.casefold(): name for name in material.dossier.planning.owners}
    for planned in material.plan.measures:
        _check_yardstick(material, planned)
        owner = planned.measure.owner
        if owners and owner and owner.casefold() not in owners:
            close = difflib.get_close_matches(owner.casefold(), owners, n=1)
            meant = f"Bedoelde u {owners[close[0]]}? " if close else ""
            what = f"Trekker '{owner}' van {planned.id} staat niet in de lijst van trekkers."
            hint = (
                f"{meant}Vul de lijst in dossier.toml aan ([plan], trekkers) of verbeter de naam."
            )
            material.problems.notice("W377", planned.measure.place, what, hint, about=owner)


def _check_yardstick(material: Material, planned: PlannedMeasure) -> None:
    written = planned.measure.indicator
    if not _CODE.fullmatch(written) or written in material.codebook.indicators:
        return
    close = material.codebook.suggest(written)
    meant = f"Bedoelde u {close}? " if close else ""
    what = f"De indicator '{written}' van maatregel {planned.id} bestaat niet."
    hint = f"{meant}Gebruik een code uit de cijfers, of schrijf de maatstaf in woorden."
    material.problems.problem("E376", planned.measure.place, what, hint)


def _check_signals(material: Material) -> None:
    for instrument in material.instruments.values():
        for code in instrument.signals:
            if code in material.codebook.indicators:
                continue
            close = material.codebook.suggest(code)
            meant = f"Bedoelde u {close}?" if close else "Gebruik de code uit de cijfers."
            what = f"Signaal '{code}' van instrument {instrument.id} is geen bekende indicator."
            material.problems.problem("E377", Place("instrumenten.toml"), what, meant)


# -- suggestions ----------------------------------------------------------------------------------


def _suggest_findings(material: Material, items: Sequence[Recommendation]) -> None:
    """W370: unfavourable findings of a theme on which no recommendation rests."""
    used = {ref.indicator for item in items for ref in item.findings}
    used |= {item.goal.indicator for item in items if item.goal is not None}
    themes: dict[str, list[Comparison]] = {}
    for comparison in _concerns(material):
        code = comparison.indicator.code
        if code not in used:
            themes.setdefault(comparison.indicator.theme, []).append(comparison)
    for theme, found in themes.items():
        name = material.codebook.theme(theme).name
        listed = _listed(f"{item.indicator.code} ({item.against.value})" for item in _once(found))
        what = f"{name}: geen aanbeveling rust op deze ongunstige bevindingen: {listed}."
        hint = "Kijk of een advies nodig is. Dit is een suggestie; u beslist."
        every = ", ".join(item.indicator.code for item in _once(found))
        where = Place(items[0].place.file)
        material.problems.notice("W370", where, what, hint, about=f"{theme}: {every}")


def _suggest_instruments(material: Material, items: Sequence[Recommendation]) -> None:
    """W371: an instrument whose signals are unfavourable and that nobody chose."""
    chosen = {item.instrument for item in items}
    present: dict[str, Comparison] = {}
    for comparison in _concerns(material):
        present.setdefault(comparison.indicator.code, comparison)
    for instrument in material.instruments.values():
        signals = [present[code] for code in instrument.signals if code in present]
        if instrument.id in chosen or instrument.retired or not signals:
            continue
        listed = _listed(f"{item.indicator.code} ({item.against.value})" for item in signals)
        what = (
            f"Instrument {instrument.id} ({instrument.name}) past misschien: {listed}. "
            f"Bedoeld voor: {instrument.problem}."
        )
        hint = f"{instrument.caution} Dit is een suggestie; u beslist."
        about = f"{instrument.id}: {', '.join(item.indicator.code for item in signals)}"
        where = _where(items, instrument, signals)
        material.problems.notice("W371", where, what, hint, about=about)


def _where(
    items: Sequence[Recommendation], instrument: Instrument, signals: Sequence[Comparison]
) -> Place:
    """Give the recommendation that rests on one of the signals, else the file as a whole."""
    codes = {item.indicator.code for item in signals} & set(instrument.signals)
    for item in items:
        if codes & {ref.indicator for ref in item.findings}:
            return item.place
    return Place(items[0].place.file)


def _concerns(material: Material) -> tuple[Comparison, ...]:
    """Give the unfavourable findings of the municipality, strongest first.

    Against the main reference of the report and the previous edition.
    """
    analysis = material.analysis
    rankings = {
        Against.COUNTRY: analysis.ranking_country,
        Against.REGION: analysis.ranking_region,
        Against.PREVIOUS: analysis.ranking_previous,
    }
    kinds = dict.fromkeys((material.narrator.voice.main_reference, Against.PREVIOUS))
    found: list[Ranked] = []
    for against in kinds:
        if against in rankings:
            found += rankings[against].concerns
    return tuple(
        item.comparison for item in found if item.comparison.valuation is Valuation.UNFAVOURABLE
    )


def _once(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    first: dict[str, Comparison] = {}
    for item in comparisons:
        first.setdefault(item.indicator.code, item)
    return tuple(first.values())


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    more = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" en nog {more}" if more > 0 else "")
