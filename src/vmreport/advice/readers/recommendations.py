"""Recommendations checked: from drafts, whatever file they came from, to typed values.

How a file becomes drafts is for its reader: `markdown`, `word`, `excel`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from vmreport.advice.form import plan_fields
from vmreport.advice.model import FindingRef, Goal, Priority, Recommendation
from vmreport.advice.readers.draft import Draft
from vmreport.advice.readers.fields import FieldValue
from vmreport.advice.readers.measures import read_measures
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.readers.review import read_review
from vmreport.advice.readers.wording import also_at, wording
from vmreport.errors import Place, Problems

__all__ = ["AGAINST", "check_recommendations"]

AGAINST = ("nederland", "regio", "gemeente", "vorige")
_HEADING = re.compile(r"(?P<id>[A-Za-z]{0,3}[0-9]+(?:\.[0-9]+)*[a-z]?)[.:)]?\s+(?P<title>\S.*)")
_FINDING = re.compile(
    r"(?P<indicator>[^\s()]+)(?:\s+in\s+(?P<area>.+?))?(?:\s*\((?P<last>[^()]*)\))?"
)
_YEAR = re.compile(r"20[0-9]{2}")
_REQUIRED = {
    "Bevindingen": "onveilig_buurt (nederland)",
    "Prioriteit": "hoog",
    "Veld": "1",
}
"""Fields every recommendation has, with an example."""
_GOAL_FIELDS = ("Doel", "Doelindicator", "Doelgebied", "Streefwaarde", "Streefjaar")


def check_recommendations(
    drafts: Iterable[Draft], problems: Problems
) -> tuple[Recommendation, ...]:
    """Give the recommendations; whatever is wrong or missing in one is reported."""
    found: list[Recommendation] = []
    seen: dict[str, Place] = {}
    for draft in drafts:
        heading = _HEADING.fullmatch(draft.heading)
        if heading is None:
            problems.problem(
                "E350",
                draft.place,
                f"Deze kop is geen nummer met een titel: {draft.heading or '(leeg)'}.",
                wording(draft.place.file).heading,
            )
            continue
        identifier = heading["id"]
        if identifier.casefold() in seen:
            problems.problem(
                "E351",
                draft.place,
                f"Aanbeveling {identifier} staat er twee keer ({also_at(seen[identifier.casefold()])}).",
                "Geef elke aanbeveling een eigen nummer.",
            )
        seen.setdefault(identifier.casefold(), draft.place)
        found.append(_recommendation(identifier, heading["title"], draft, problems))
    return tuple(found)


def _recommendation(
    identifier: str, title: str, draft: Draft, problems: Problems
) -> Recommendation:
    fields = draft.fields
    measures = read_measures(draft.measures, problems) if draft.measures is not None else ()
    findings = _findings(fields.get("Bevindingen"), problems)
    priority = _priority(fields.get("Prioriteit"), problems)
    veld = _veld(fields.get("Veld"), problems)
    _report_missing(identifier, draft, problems)
    request = fields.get("Gevraagd")
    return Recommendation(
        id=identifier,
        title=plain_words(title, draft.place, problems),
        text=draft.text.source(f"advies.{identifier}.tekst"),
        findings=findings,
        priority=priority,
        field=veld,
        field_theme=_words(fields.get("Thema"), problems),
        goal=_goal(fields, problems),
        measures=measures,
        instrument=_words(fields.get("Instrument"), problems),
        request=request.lines.source(f"advies.{identifier}.gevraagd") if request else None,
        place=draft.place,
        review=read_review(fields, draft.place, problems),
    )


def _report_missing(identifier: str, draft: Draft, problems: Problems) -> None:
    words = wording(draft.place.file)
    for name, example in _REQUIRED.items():
        if name not in draft.fields:
            problems.problem(
                "E354",
                draft.place,
                f"Bij aanbeveling {identifier} ontbreekt {name}.",
                words.field.format(naam=name, voorbeeld=example),
            )
    if draft.text.is_blank:
        problems.problem(
            "E354",
            draft.place,
            f"Bij aanbeveling {identifier} ontbreekt de tekst.",
            words.text,
        )


def _words(value: FieldValue | None, problems: Problems) -> str:
    return plain_words(value.text, value.place, problems) if value is not None else ""


def _priority(value: FieldValue | None, problems: Problems) -> Priority:
    words = value.text.casefold() if value is not None else ""
    known = [priority.value for priority in Priority]
    if value is not None and words not in known:
        close = get_close_matches(words, known, n=1)
        problems.problem(
            "E355",
            value.place,
            f"Prioriteit is {value.text}; dat kan niet.",
            f"{f'Bedoelde u {close[0]}? ' if close else ''}Kies uit {', '.join(known)}.",
        )
    return Priority(words) if words in known else Priority.LOW


def _veld(value: FieldValue | None, problems: Problems) -> str:
    """Give the number of the veld, written as `3`, `3 Jeugd en veiligheid` or the name alone."""
    if value is None:
        return ""
    written = " ".join(value.text.casefold().split())
    for number, name in plan_fields().items():
        folded = name.casefold()
        if written in (number, folded, f"{number} {folded}", f"{number}. {folded}"):
            return number
    problems.problem(
        "E355",
        value.place,
        f"Veld is {value.text}; dat kan niet.",
        "Schrijf het nummer van het veld in het Kernbeleid Veiligheid: 1, 2, 3, 4 of 5.",
    )
    return ""


def _findings(value: FieldValue | None, problems: Problems) -> tuple[FindingRef, ...]:
    if value is None:
        return ()
    found: list[FindingRef] = []
    for offset, line in enumerate(value.lines.lines):
        place = value.lines.place(offset)
        for written in line.replace("\\_", "_").replace("`", "").split(";"):
            ref = _finding(written.strip(), place, problems) if written.strip() else None
            if ref is None:
                continue
            if any(_same(ref, other) for other in found):
                problems.problem(
                    "E356",
                    place,
                    f"Deze bevinding staat er twee keer: {written.strip()}.",
                    "Noem haar één keer.",
                )
            found.append(ref)
    return tuple(found)


def _same(one: FindingRef, other: FindingRef) -> bool:
    return (one.indicator, one.area.casefold(), one.against) == (
        other.indicator,
        other.area.casefold(),
        other.against,
    )


def _finding(written: str, place: Place, problems: Problems) -> FindingRef | None:
    """Read `indicator`, `indicator in gebied` and a comparison between brackets at the end."""
    match = _FINDING.fullmatch(written)
    if match is None:
        problems.problem(
            "E356",
            place,
            f"Dit is geen bevinding: {written[:60]}.",
            "Schrijf bijvoorbeeld onveilig_buurt in Centrum (gemeente), met ; tussen bevindingen.",
        )
        return None
    indicator, area, last = match["indicator"], match["area"] or "", match["last"]
    if last is None or last.strip().casefold() in AGAINST:
        return FindingRef(indicator, area.strip(), (last or "").strip().casefold(), place)
    close = get_close_matches(last.strip().casefold(), AGAINST, n=1, cutoff=0.7)
    if area and not close:  # a name such as Bergen (NH.)
        return FindingRef(indicator, f"{area.strip()} ({last})", "", place)
    problems.problem(
        "E356",
        place,
        f"Onbekende vergelijking: ({last}).",
        f"{f'Bedoelde u {close[0]}? ' if close else ''}Kies uit {', '.join(AGAINST)}.",
    )
    return None


def _goal(fields: Mapping[str, FieldValue], problems: Problems) -> Goal | None:
    given = [fields[name] for name in _GOAL_FIELDS if name in fields]
    if not given:
        return None
    if "Doel" not in fields:
        problems.problem(
            "E357",
            given[0].place,
            "Er is een streefwaarde, streefjaar of doelindicator zonder doel.",
            wording(given[0].place.file).field.format(naam="Doel", voorbeeld="wat u wilt bereiken"),
        )
    if "Streefwaarde" in fields and "Doelindicator" not in fields:
        problems.problem(
            "E357",
            fields["Streefwaarde"].place,
            "Bij de streefwaarde ontbreekt de indicator waaraan u haar meet.",
            wording(given[0].place.file).field.format(
                naam="Doelindicator", voorbeeld="onveilig_buurt"
            ),
        )
    return Goal(
        text=_words(fields.get("Doel"), problems),
        indicator=_words(fields.get("Doelindicator"), problems),
        area=_words(fields.get("Doelgebied"), problems),
        target=_target(fields.get("Streefwaarde"), problems),
        year=_year(fields.get("Streefjaar"), problems),
        place=(fields.get("Doel") or given[0]).place,
        target_place=fields["Streefwaarde"].place if "Streefwaarde" in fields else None,
    )


def _target(value: FieldValue | None, problems: Problems) -> str:
    if value is None:
        return ""
    text = value.text.removesuffix("%").strip()
    try:
        finite = Decimal(text.replace(",", ".")).is_finite()
    except InvalidOperation:
        finite = False
    if not finite:
        problems.problem(
            "E355",
            value.place,
            f"Streefwaarde is {value.text}; dat is geen getal.",
            "Schrijf één getal, zoals 30 of 7,1.",
        )
    return text


def _year(value: FieldValue | None, problems: Problems) -> int | None:
    if value is None:
        return None
    if _YEAR.fullmatch(value.text):
        return int(value.text)
    problems.problem(
        "E355",
        value.place,
        f"Streefjaar is {value.text}; dat is geen jaar.",
        "Schrijf een jaar, zoals 2027.",
    )
    return None
