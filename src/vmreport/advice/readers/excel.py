"""aanbevelingen.xlsx as drafts: one row per recommendation, and one sheet with the measures.

Texts in cells are our Markdown; a line break in a cell starts a new paragraph. Opening the workbook
safely is for `files.workbook`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from vmreport.advice import form
from vmreport.advice.readers.draft import Draft, DraftCell, DraftRow, DraftTable
from vmreport.advice.readers.fields import FieldValue
from vmreport.advice.readers.measures import COLUMNS
from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.text_file import clean_words
from vmreport.errors import Place, Problems
from vmreport.files.workbook import Report, Sheet, SheetRow, TypedNumber, WorkbookFault, read_sheets

__all__ = ["excel_drafts", "excel_measures"]

_NUMBER, _TITLE, _TEXT, _OF = "Nummer", "Titel", "Tekst", form.MEASURES_OF
_NAMES: Final = tuple(field.name for field in form.FIELDS)
_UNOPENED: Final = frozenset(
    {
        WorkbookFault.WRONG_KIND,
        WorkbookFault.DAMAGED,
        WorkbookFault.UNSAFE,
        WorkbookFault.TOO_BIG,
    }
)
_MARKER = re.compile(
    r"\s*(?:(?P<item>[-*+]|[0-9]{1,9}[.)])\s|(?P<quote>>)|(?P<row>\|)|(?P<box>:::))"
)
_INDENTED = re.compile(r"\s{2,}\S")


def excel_drafts(
    data: bytes, name: str, problems: Problems
) -> tuple[tuple[Draft, ...], tuple[tuple[str, Place], ...]]:
    """Give the recommendations as drafts, and the words of the sheet with instructions."""
    before = len(problems.blocking)
    delivered = read_sheets(data, name, _reporter(problems))
    sound = len(problems.blocking) == before
    sheets = _by_name(delivered, name, problems)
    titles = tuple(_words_of(sheets.get(form.SHEET_HELP.casefold()), name))
    if not sound:
        return (), titles
    main = sheets.get(form.SHEET_RECOMMENDATIONS.casefold())
    if main is None:
        what = f"Het blad {form.SHEET_RECOMMENDATIONS} ontbreekt of is leeg."
        problems.problem("E399", Place(name), what, "Gebruik het formulier van vmreport new.")
        return (), titles
    book = _Book(name, problems)
    table = book.table(main, (_NUMBER, _TITLE, _TEXT, *_NAMES), (_NUMBER, _TITLE, _TEXT))
    second = sheets.get(form.SHEET_MEASURES.casefold())
    measures = book.measures(second, _numbers(table)) if second is not None else {}
    return tuple(book.draft(row, measures) for row in table), titles


def excel_measures(
    data: bytes, name: str, problems: Problems
) -> tuple[tuple[DraftCell, DraftTable], ...]:
    """Give the rows of the sheet with measures of any workbook of ours, each as a table of one row.

    The first of a pair names the recommendation. Other sheets, such as those of an
    uitvoeringsplan, are not read.
    """
    before = len(problems.blocking)
    sheets = {
        sheet.title.strip().casefold(): sheet
        for sheet in read_sheets(data, name, _reporter(problems))
    }
    sheet = sheets.get(form.SHEET_MEASURES.casefold())
    if sheet is None or len(problems.blocking) > before:
        if len(problems.blocking) == before:
            what = f"Het blad {form.SHEET_MEASURES} ontbreekt of is leeg."
            problems.problem("E399", Place(name), what, "Gebruik het Excel-bestand van het plan.")
        return ()
    return _Book(name, problems).measure_rows(sheet)


def _reporter(problems: Problems) -> Report:
    def report(fault: WorkbookFault, place: Place, what: str, hint: str) -> None:
        code = "E390" if fault in _UNOPENED else "E398"
        problems.problem(
            code, place, f"{what[:1].upper()}{what[1:]}.", f"{hint[:1].upper()}{hint[1:]}."
        )

    return report


def _by_name(sheets: tuple[Sheet, ...], file: str, problems: Problems) -> Mapping[str, Sheet]:
    known = (form.SHEET_RECOMMENDATIONS, form.SHEET_MEASURES, form.SHEET_HELP)
    by_name = {name.casefold(): name for name in known}
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        title = sheet.title.strip().casefold()
        if title not in by_name:
            close = get_close_matches(title, by_name, n=1)
            meant = f"Bedoelde u {by_name[close[0]]}? " if close else ""
            problems.problem(
                "E399",
                Place(file, sheet.title),
                f"Onbekend blad: {sheet.title}.",
                f"{meant}Bekend zijn {', '.join(known)}; verwijder andere bladen.",
            )
        found[title] = sheet
    return found


def _words_of(sheet: Sheet | None, file: str) -> Iterator[tuple[str, Place]]:
    for row in sheet.rows if sheet is not None else ():
        for cell in row.cells:
            if isinstance(cell, str) and cell:
                yield cell, Place(file, sheet.title if sheet else "", row.number)


@dataclass(frozen=True, slots=True)
class _TableRow:
    """A row with something in it, by column."""

    cells: Mapping[str, str]
    """Filled cells only, by the official name of the column."""
    sheet: str
    number: int


def _numbers(rows: tuple[_TableRow, ...]) -> frozenset[str]:
    return frozenset(row.cells[_NUMBER].casefold() for row in rows if _NUMBER in row.cells)


@dataclass(frozen=True, slots=True)
class _Book:
    """One workbook being read."""

    file: str
    problems: Problems

    def table(
        self, sheet: Sheet, known: tuple[str, ...], required: tuple[str, ...]
    ) -> tuple[_TableRow, ...]:
        """Give the rows under the header, which is the first row of the sheet."""
        columns = self._columns(sheet, known, required)
        rows = (self._row(sheet, row, columns) for row in sheet.rows[1:])
        return tuple(row for row in rows if row.cells)

    def draft(self, row: _TableRow, measures: Mapping[str, DraftTable]) -> Draft:
        """Give one recommendation."""
        number, title = row.cells.get(_NUMBER, ""), row.cells.get(_TITLE, "")
        fields = {name: FieldValue(self._lines(row, name)) for name in _NAMES if name in row.cells}
        return Draft(
            heading=f"{number}. {title}" if number and title else number or title,
            place=self._place(row, _TITLE),
            fields=fields,
            text=self._lines(row, _TEXT),
            measures=measures.get(number.casefold()),
        )

    def measures(self, sheet: Sheet, numbers: frozenset[str]) -> Mapping[str, DraftTable]:
        """Give the measures by the lower-case number of their recommendation."""
        found: dict[str, list[DraftTable]] = {}
        for of, table in self.measure_rows(sheet):
            number = of.text.casefold()
            if number not in numbers:
                what = (
                    f"Deze maatregel hoort bij {of.text}; dat nummer staat niet op het blad "
                    f"{form.SHEET_RECOMMENDATIONS}."
                    if of.text
                    else "Bij deze maatregel staat niet bij welke aanbeveling zij hoort."
                )
                hint = "Vul het nummer van de aanbeveling in, zoals A1."
                self.problems.problem("E399", of.place, what, hint)
                continue
            found.setdefault(number, []).append(table)
        return {
            number: DraftTable(
                tables[0].header, tuple(row for one in tables for row in one.rows), tables[0].place
            )
            for number, tables in found.items()
        }

    def measure_rows(self, sheet: Sheet) -> tuple[tuple[DraftCell, DraftTable], ...]:
        """Give every row with the number of its recommendation, as a table of that row."""
        place = Place(self.file, sheet.title, sheet.rows[0].number)
        header = tuple(DraftCell(name, place) for name in COLUMNS)
        found: list[tuple[DraftCell, DraftTable]] = []
        for row in self.table(sheet, (_OF, *COLUMNS), (_OF, COLUMNS[0])):
            cells = tuple(
                DraftCell(" ".join(row.cells.get(name, "").split()), self._place(row, name))
                for name in COLUMNS
            )
            of = DraftCell(row.cells.get(_OF, ""), self._place(row, _OF))
            line = DraftRow(cells, self._place(row, COLUMNS[0]))
            found.append((of, DraftTable(header, (line,), place)))
        return tuple(found)

    def _columns(
        self, sheet: Sheet, known: tuple[str, ...], required: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Give the official name of every column; empty for one without a name."""
        by_name = {name.casefold(): name for name in known}
        place = Place(self.file, sheet.title, sheet.rows[0].number)
        names: list[str] = []
        for cell in sheet.rows[0].cells:
            written = _text(cell).rstrip(" *")
            name = by_name.get(written.casefold(), "")
            if written and not name:
                close = get_close_matches(written.casefold(), by_name, n=1)
                meant = f"Bedoelde u {by_name[close[0]]}? " if close else ""
                hint = f"{meant}Bekend zijn {', '.join(known)}."
                self.problems.problem("E352", place, f"Onbekende kolom: {written}.", hint)
            elif name and name in names:
                what = f"De kolom {name} staat er twee keer."
                self.problems.problem("E353", place, what, "Laat er één staan.")
            names.append(name)
        for name in required:
            if name not in names:
                hint = "Zet de kolommen van het formulier in de eerste rij."
                self.problems.problem("E399", place, f"De kolom {name} ontbreekt.", hint)
        return tuple(names)

    def _row(self, sheet: Sheet, row: SheetRow, columns: tuple[str, ...]) -> _TableRow:
        cells: dict[str, str] = {}
        for position, (cell, name) in enumerate(zip(row.cells, columns, strict=True), start=1):
            place = Place(self.file, sheet.title, row.number, name or str(position))
            text = clean_words(_text(cell), place, self.problems)
            if text and not name:
                what = "Hier staat iets in een kolom zonder naam."
                hint = "Geef de kolom een naam uit het formulier, of verwijder de inhoud."
                self.problems.problem("E399", place, what, hint)
            elif text:
                cells[name] = text
        return _TableRow(cells, sheet.title, row.number)

    def _place(self, row: _TableRow, column: str) -> Place:
        return Place(self.file, row.sheet, row.number, column)

    def _lines(self, row: _TableRow, column: str) -> Lines:
        lines = tuple(_paragraphs(row.cells.get(column, "")))
        places = (self._place(row, column),) * len(lines)
        return Lines(self.file, lines, row.number, places)


def _text(cell: str | TypedNumber) -> str:
    words = cell.text if isinstance(cell, TypedNumber) else cell.replace("_x000D_", "")
    return words.strip()


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a cell, with a blank line where a line break starts a new paragraph.

    Lines of one list, quote or table stay together, and so does an indented line with the item
    above it.
    """
    previous = ""
    for line in text.split("\n"):
        if previous.strip() and line.strip() and not _INDENTED.match(line):
            kind = _kind(line)
            if not kind or kind != _kind(previous):
                yield ""
        yield line
        previous = line


def _kind(line: str) -> str:
    match = _MARKER.match(line)
    return match.lastgroup or "" if match is not None else ""
