"""aanbevelingen.md as drafts: per recommendation a heading, its fields, its text, its measures."""

from __future__ import annotations

from difflib import get_close_matches

from vmreport.advice.readers.draft import Draft, DraftCell, DraftRow, DraftTable
from vmreport.advice.readers.fields import read_fields
from vmreport.advice.readers.sections import Lines, Section, split_sections
from vmreport.advice.readers.wording import wording
from vmreport.errors import Problems
from vmreport.markup.tables import is_delimiter_row, split_row

__all__ = ["markdown_drafts"]

_EXAMPLE = "| Maatregel | Resultaat | Trekker | Partners | Start | Einde | Middelen | Status |"


def markdown_drafts(lines: Lines, problems: Problems) -> tuple[Draft, ...]:
    """Give a draft per `## A1. Titel`; text that belongs nowhere is a problem."""
    intro, sections = split_sections(_without_main_title(lines, problems), 2)
    if not intro.is_blank:
        problems.problem(
            "E342",
            intro.words_place(),
            "Boven de eerste aanbeveling staat tekst die nergens bij hoort.",
            wording(lines.file).begin,
        )
    return tuple(_draft(section, problems) for section in sections)


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


def _draft(section: Section, problems: Problems) -> Draft:
    body, parts = split_sections(section.body, 3)
    fields, text = read_fields(body, problems)
    tables = [_table(part, problems) for part in _measure_parts(parts, problems)]
    return Draft(section.title, section.place, fields, text, tables[0] if tables else None)


def _measure_parts(parts: tuple[Section, ...], problems: Problems) -> tuple[Lines, ...]:
    bodies: list[Lines] = []
    for part in parts:
        if part.title.casefold() != "maatregelen":
            close = get_close_matches(part.title.casefold(), ["maatregelen"], n=1)
            problems.problem(
                "E359",
                part.place,
                f"Onbekend onderdeel van een aanbeveling: {part.title}.",
                "Bedoelde u ### Maatregelen?" if close else wording(part.place.file).measures,
            )
        elif bodies:
            problems.problem(
                "E359", part.place, "Er zijn twee onderdelen Maatregelen.", "Maak er één tabel van."
            )
        else:
            bodies.append(part.body)
    return tuple(bodies)


def _table(body: Lines, problems: Problems) -> DraftTable | None:
    rows = [(index, line) for index, line in enumerate(body.lines) if line.strip()]
    if len(rows) < 2 or not is_delimiter_row(rows[1][1]):
        problems.problem(
            "E358",
            body.words_place(),
            "Onder Maatregelen staat geen tabel.",
            f"Begin met de regel {_EXAMPLE} en daaronder een regel | --- | --- | ….",
        )
        return None
    header = _row(body, *rows[0])
    found: list[DraftRow] = []
    for index, line in rows[2:]:
        row = _row(body, index, line)
        if "|" not in line:
            problems.problem(
                "E358",
                row.place,
                "Onder Maatregelen staat tekst buiten de tabel.",
                "Zet de tekst boven de kop Maatregelen.",
            )
        elif len(row.cells) != len(header.cells):
            problems.problem(
                "E358",
                row.place,
                f"Deze rij heeft {len(row.cells)} cellen, de kop van de tabel {len(header.cells)}.",
                "Zet in elke rij evenveel | als in de kop; typ \\| voor een streep in de tekst.",
            )
        else:
            found.append(row)
    if not rows[2:]:
        problems.problem(
            "E358", header.place, "De tabel Maatregelen is leeg.", "Vul hem of verwijder hem."
        )
    return DraftTable(header.cells, tuple(found), header.place)


def _row(body: Lines, index: int, line: str) -> DraftRow:
    place = body.place(index)
    return DraftRow(tuple(DraftCell(cell, place) for cell in split_row(line)), place)
