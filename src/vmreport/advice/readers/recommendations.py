"""aanbevelingen.md: per recommendation a heading, its fields, its text and its measures."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from vmreport.advice.model import FindingRef, Goal, Priority, Recommendation
from vmreport.advice.readers.fields import FieldValue, read_fields
from vmreport.advice.readers.measures import read_measures
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.readers.sections import Lines, Section, split_sections
from vmreport.errors import Place, Problems

__all__ = ["AGAINST", "read_recommendations"]

AGAINST = ("nederland", "regio", "gemeente", "vorige")
_TITLE = re.compile(r"(?P<id>[A-Za-z]{0,3}[0-9]+(?:\.[0-9]+)*[a-z]?)[.:)]?\s+(?P<title>\S.*)")
_FINDING = re.compile(
    r"(?P<indicator>[^\s()]+)(?:\s+in\s+(?P<area>.+?))?(?:\s*\((?P<last>[^()]*)\))?"
)
_YEAR = re.compile(r"20[0-9]{2}")
_GOAL_FIELDS = ("Doel", "Doelindicator", "Doelgebied", "Streefwaarde", "Streefjaar")


def read_recommendations(lines: Lines, problems: Problems) -> tuple[Recommendation, ...]:
    """Give the recommendations; whatever is wrong or missing in one is reported."""
    intro, sections = split_sections(_without_main_title(lines, problems), 2)
    if not intro.is_blank:
        problems.problem(
            "E342",
            intro.words_place(),
            "Boven de eerste aanbeveling staat tekst die nergens bij hoort.",
            "Begin met ## A1. Titel van de aanbeveling.",
        )
    found: list[Recommendation] = []
    seen: dict[str, Place] = {}
    for section in sections:
        title = _TITLE.fullmatch(section.title)
        if title is None:
            problems.problem(
                "E350",
                section.place,
                f"Deze kop is geen nummer met een titel: {section.title or '(leeg)'}.",
                "Schrijf bijvoorbeeld ## A1. Meer licht rond het station.",
            )
            continue
        identifier = title["id"]
        if identifier.casefold() in seen:
            problems.problem(
                "E351",
                section.place,
                f"Aanbeveling {identifier} staat er twee keer (ook op regel {seen[identifier.casefold()].row}).",
                "Geef elke aanbeveling een eigen nummer.",
            )
        seen.setdefault(identifier.casefold(), section.place)
        found.append(_recommendation(identifier, title["title"], section, problems))
    return tuple(found)


def _without_main_title(lines: Lines, problems: Problems) -> Lines:
    intro, mains = split_sections(lines, 1)
    for index, main in enumerate(mains):
        if index or not intro.is_blank or main.title.casefold() != "aanbevelingen":
            problems.problem(
                "E350",
                main.place,
                f"Deze kop hoort hier niet: # {main.title}.",
                "Boven alles kan # Aanbevelingen staan; een aanbeveling begint met ## A1. Titel.",
            )
    if len(mains) == 1 and intro.is_blank:
        return mains[0].body
    return Lines(
        lines.file,
        tuple("" if line.startswith("# ") else line for line in lines.lines),
        lines.first_line,
    )


def _recommendation(
    identifier: str, title: str, section: Section, problems: Problems
) -> Recommendation:
    body, parts = split_sections(section.body, 3)
    fields, text = read_fields(body, problems)
    measures = tuple(
        item for part in _measure_parts(parts, problems) for item in read_measures(part, problems)
    )
    findings = _findings(fields.get("Bevindingen"), problems)
    priority = _priority(fields.get("Prioriteit"), problems)
    veld = _veld(fields.get("Veld"), problems)
    _report_missing(identifier, fields, section, text, problems)
    request = fields.get("Gevraagd")
    return Recommendation(
        id=identifier,
        title=plain_words(title, section.place, problems),
        text=text.source(f"advies.{identifier}.tekst"),
        findings=findings,
        priority=priority,
        field=veld,
        field_theme=_words(fields.get("Thema"), problems),
        goal=_goal(fields, problems),
        measures=measures,
        instrument=_words(fields.get("Instrument"), problems),
        request=request.lines.source(f"advies.{identifier}.gevraagd") if request else None,
        place=section.place,
    )


def _measure_parts(parts: tuple[Section, ...], problems: Problems) -> tuple[Lines, ...]:
    bodies: list[Lines] = []
    for part in parts:
        if part.title.casefold() != "maatregelen":
            close = get_close_matches(part.title.casefold(), ["maatregelen"], n=1)
            problems.problem(
                "E359",
                part.place,
                f"Onbekend onderdeel van een aanbeveling: ### {part.title}.",
                "Bedoelde u ### Maatregelen?"
                if close
                else "Alleen ### Maatregelen kan hier staan.",
            )
        elif bodies:
            problems.problem(
                "E359", part.place, "Er zijn twee onderdelen Maatregelen.", "Maak er één tabel van."
            )
        else:
            bodies.append(part.body)
    return tuple(bodies)


def _report_missing(
    identifier: str,
    fields: dict[str, FieldValue],
    section: Section,
    text: Lines,
    problems: Problems,
) -> None:
    examples = {
        "Bevindingen": "- **Bevindingen:** onveilig_buurt (nederland)",
        "Prioriteit": "- **Prioriteit:** hoog",
        "Veld": "- **Veld:** 1",
    }
    for name, example in examples.items():
        if name not in fields:
            problems.problem(
                "E354",
                section.place,
                f"Bij aanbeveling {identifier} ontbreekt {name}.",
                f"Voeg onder de kop een regel toe: {example}.",
            )
    if text.is_blank:
        problems.problem(
            "E354",
            section.place,
            f"Bij aanbeveling {identifier} ontbreekt de tekst.",
            "Schrijf onder de velden, na een witregel, wat u aanbeveelt en waarom.",
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
    if value is None or re.fullmatch("[1-5]", value.text):
        return value.text if value is not None else ""
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


def _goal(fields: dict[str, FieldValue], problems: Problems) -> Goal | None:
    given = [fields[name] for name in _GOAL_FIELDS if name in fields]
    if not given:
        return None
    if "Doel" not in fields:
        problems.problem(
            "E357",
            given[0].place,
            "Er is een streefwaarde, streefjaar of doelindicator zonder doel.",
            "Voeg een regel toe: - **Doel:** wat u wilt bereiken.",
        )
    if "Streefwaarde" in fields and "Doelindicator" not in fields:
        problems.problem(
            "E357",
            fields["Streefwaarde"].place,
            "Bij de streefwaarde ontbreekt de indicator waaraan u haar meet.",
            "Voeg een regel toe: - **Doelindicator:** onveilig_buurt.",
        )
    return Goal(
        text=_words(fields.get("Doel"), problems),
        indicator=_words(fields.get("Doelindicator"), problems),
        area=_words(fields.get("Doelgebied"), problems),
        target=_target(fields.get("Streefwaarde"), problems),
        year=_year(fields.get("Streefjaar"), problems),
        place=(fields.get("Doel") or given[0]).place,
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
