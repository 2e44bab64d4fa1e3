"""aanbevelingen.docx as drafts: per heading a table of fields, the text, a table of measures."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vmreport.advice import form
from vmreport.advice.readers.draft import Draft, DraftCell, DraftRow, DraftTable
from vmreport.advice.readers.fields import FIELDS, FieldValue, keep_field
from vmreport.advice.readers.measures import COLUMNS
from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.word.blocks import WordBlock, WordTable, WordText
from vmreport.advice.readers.word.lines import cell_markdown, to_lines
from vmreport.advice.readers.word.styles import Role
from vmreport.advice.readers.wording import wording
from vmreport.errors import Place, Problems

__all__ = ["word_drafts"]

_FIELD_NAMES = frozenset(name.casefold() for name in FIELDS)
_PLAIN = frozenset(field.name.casefold() for field in form.FIELDS if field.plain)
_REQUEST = "gevraagd"
_COLUMN_NAMES = frozenset(name.casefold() for name in COLUMNS)
_TRAILING = re.compile(r"[\s:*]+$")


@dataclass(slots=True)
class _Section:
    """A heading with what stands under it."""

    heading: WordText
    blocks: list[WordBlock] = dataclasses.field(default_factory=list)


def word_drafts(blocks: Iterable[WordBlock], file: str, problems: Problems) -> tuple[Draft, ...]:
    """Give a draft per recommendation; blocks of the form that were not filled in are skipped."""
    sections = _sections(blocks, file, problems)
    drafts = [_draft(section, file, problems) for section in sections]
    empty = [draft for draft in drafts if _is_untouched(draft)]
    if empty:
        names = ", ".join(draft.heading.split(maxsplit=1)[0].rstrip(".") for draft in empty)
        problems.notice(
            "W399",
            empty[0].place,
            f"Niet ingevuld en niet in het rapport: {names}.",
            "Vul in, of verwijder wat u niet nodig hebt.",
        )
    return tuple(draft for draft in drafts if draft not in empty)


def _is_untouched(draft: Draft) -> bool:
    return (
        form.EMPTY_TITLE in draft.heading
        and not draft.fields
        and draft.text.is_blank
        and draft.measures is None
    )


def _sections(blocks: Iterable[WordBlock], file: str, problems: Problems) -> list[_Section]:
    sections: list[_Section] = []
    level = 0
    loose: WordBlock | None = None
    for block in blocks:
        if isinstance(block, WordText) and block.role is Role.HEADING and not _part(block):
            if not sections and block.plain.strip().casefold() == "aanbevelingen":
                continue
            level = level or block.level
            if block.level <= level:
                sections.append(_Section(block))
                continue
        if sections:
            sections[-1].blocks.append(block)
        elif not (isinstance(block, WordText) and block.role is Role.TITLE):
            loose = loose or block
    if loose is not None:
        what = "Boven de eerste aanbeveling staat tekst die nergens bij hoort."
        problems.problem("E342", loose.place, what, wording(file).begin)
    return sections


def _part(heading: WordText) -> str:
    """Give which part of a recommendation a heading begins; empty when it is no such heading."""
    words = heading.plain.strip(" :*").casefold()
    parts = (form.PART_TEXT, form.PART_MEASURES)
    return next((part for part in parts if part.casefold() == words), "")


def _draft(section: _Section, file: str, problems: Problems) -> Draft:
    fields: dict[str, FieldValue] = {}
    text: list[WordBlock] = []
    tables: list[WordTable] = []
    in_measures = False
    for block in section.blocks:
        if isinstance(block, WordTable) and _is_field_table(block):
            _read_fields(block, file, fields, problems)
        elif isinstance(block, WordTable) and (in_measures or _is_measure_table(block)):
            tables.append(block)
            in_measures = True
        elif isinstance(block, WordText) and block.role is Role.HEADING:
            in_measures = _part(block) == form.PART_MEASURES
            if not _part(block):
                what = f"Onbekend onderdeel van een aanbeveling: {block.plain}."
                problems.problem("E359", block.place, what, wording(file).measures)
        elif in_measures:
            what = "Onder Maatregelen staat tekst buiten de tabel."
            problems.problem("E358", block.place, what, "Zet de tekst boven de kop Maatregelen.")
        else:
            text.append(block)
    for table in tables[1:]:
        what = "Er zijn twee tabellen met maatregelen."
        problems.problem("E359", table.place, what, "Maak er één tabel van.")
    lines = to_lines(text, file, problems)
    measures = _measures(tables[0]) if tables else None
    return Draft(section.heading.markdown, section.heading.place, fields, lines, measures)


def _is_field_table(table: WordTable) -> bool:
    return len(table.rows[0]) == 2 and any(_label(row[0]) in _FIELD_NAMES for row in table.rows)


def _is_measure_table(table: WordTable) -> bool:
    names = {_label(cell) for cell in table.rows[0]}
    return "maatregel" in names and len(names & _COLUMN_NAMES) > 1


def _name(cell: tuple[WordText, ...]) -> str:
    """Give the words of a label or column head, without the star of a required field."""
    return _TRAILING.sub("", " ".join(text.plain for text in cell)).strip()


def _label(cell: tuple[WordText, ...]) -> str:
    return _name(cell).casefold()


def _read_fields(
    table: WordTable, file: str, fields: dict[str, FieldValue], problems: Problems
) -> None:
    for row, place in zip(table.rows, table.row_places, strict=True):
        label, value = row
        name = _name(label)
        if not name and not value:
            continue
        keep_field(name or "(leeg)", _value(name, value, place, file, problems), fields, problems)


def _value(
    name: str, cell: tuple[WordText, ...], place: Place, file: str, problems: Problems
) -> FieldValue:
    """Give what stands in a field: codes and choices as typed, the request as text, else words."""
    folded = name.casefold()
    if folded == _REQUEST:
        found = to_lines(cell, file, problems)
        return FieldValue(Lines(file, found.lines, 1, found.places or (place,)))
    lines = [
        (line, text.place)
        for text in cell
        for line in (text.plain if folded in _PLAIN else text.markdown).split("\n")
    ]
    places = tuple(where for _, where in lines) or (place,)
    return FieldValue(Lines(file, tuple(line for line, _ in lines), 1, places))


def _measures(table: WordTable) -> DraftTable | None:
    """Give the rows with words; None when there are none: an unused table of the form."""
    header = tuple(DraftCell(_name(cell), table.place) for cell in table.rows[0])
    names = [cell.text.casefold() for cell in header]
    rows = tuple(
        DraftRow(
            tuple(_cell(cell, name, place) for cell, name in zip(row, names, strict=True)), place
        )
        for row, place in zip(table.rows[1:], table.row_places[1:], strict=True)
        if any(row)
    )
    return DraftTable(header, rows, table.place) if rows else None


def _cell(cell: tuple[WordText, ...], name: str, row: Place) -> DraftCell:
    between = ", " if name == "partners" else " "
    return DraftCell(cell_markdown(cell, between=between), cell[0].place if cell else row)
