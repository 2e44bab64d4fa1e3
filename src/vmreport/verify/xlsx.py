"""Checks a finished Excel file: accessible tables, whole and clean.

Source: Analysis Function guidance on accessible spreadsheets; WCAG 1.3.1; risks.md C1.
"""

from __future__ import annotations

import re

from vmreport.verify.draft import DraftMarks, check_draft
from vmreport.verify.office_clean import check_links, check_parts, check_paths, check_properties
from vmreport.verify.office_package import OfficeFile, tag
from vmreport.verify.office_pictures import alt_fault, check_media
from vmreport.verify.report import Findings, shortened
from vmreport.verify.xlsx_book import Book, Sheet, read_book

__all__ = ["check_book", "check_no_formulas", "check_no_hidden"]

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w/]+/)?_rels/[\w.]*\.rels|docProps/(?:core|app)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings)\.xml|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/tables/table\d+\.xml|xl/metadata\.xml"
    r"|xl/drawings/drawing\d+\.xml|xl/media/[\w.-]+|xl/charts/[\w.-]+\.xml"
)
_EMPTY_NAME = re.compile(r"(?:blad|sheet|tabelle|feuil)\s?\d*", re.IGNORECASE)
_YES = ("1", "true", "on")
_BUILT_IN = "_xlnm."


def check_book(file: OfficeFile, name: str, findings: Findings, *, organisation: str = "") -> None:
    """Check an Excel file; `name` is its file name.

    `organisation` is who must be the author; empty means any organisation.
    Raises PackageError when a part of it cannot be read.
    """
    book = read_book(file)
    core = file.property_part("core-properties")
    title = "" if core is None else core.findtext(tag("dc:title"), "").strip()
    findings.ran("blad.titel")
    if not title:
        hint = "Vul in Excel bij Bestand, Info de titel in."
        findings.fault("blad.titel", "eigenschappen", "het bestand heeft geen titel", hint)
    _check_names(book, findings)
    _check_tables(book, findings)
    _check_merged(book, findings)
    _check_pictures(book, findings)
    check_no_formulas(file, findings)
    check_no_hidden(file, findings)
    check_properties(file, findings, organisation, "Excel")
    check_parts(file, findings, _PARTS, "Excel")
    check_links(file, findings)
    check_paths(file, findings)
    check_media(file, findings)
    status = "" if core is None else core.findtext(tag("cp:contentStatus"), "")
    pages = tuple(sheet.running for sheet in book.sheets)
    texts = tuple(text for sheet in book.sheets for text in sheet.cells.values())
    check_draft(DraftMarks(name, title, status, pages, texts), findings)


def _check_names(book: Book, findings: Findings) -> None:
    """Rule blad.naam: sheets have a name that says something, and start in A1."""
    findings.ran("blad.naam")
    for sheet in book.sheets:
        if _EMPTY_NAME.fullmatch(sheet.name.strip()):
            what = f"de naam “{sheet.name}” zegt niet wat er op het blad staat"
            findings.fault("blad.naam", sheet.where, what, "Geef het blad een eigen naam.")
        if not sheet.cells:
            findings.fault("blad.naam", sheet.where, "het blad is leeg", "Verwijder het blad.")
        elif not sheet.cells.get((1, 1), "").strip():
            what = "cel A1 is leeg; daar begint voorleessoftware"
            findings.fault("blad.naam", sheet.where, what, "Zet de titel van het blad in A1.")


def _check_tables(book: Book, findings: Findings) -> None:
    """Rules blad.tabel and blad.leeg: cells side by side are an Excel table with filled cells."""
    findings.ran("blad.tabel", "blad.leeg")
    hint = "Selecteer de cellen en kies in Excel Invoegen, Tabel, met veldnamen."
    for sheet in book.sheets:
        wide = {row for row, column in sheet.cells if column > 1}
        inside = {row for table in sheet.tables for row in range(table.top, table.bottom + 1)}
        links = {row for row, _ in sheet.linked}
        loose = sorted(wide - inside - links)
        # One list of links with their words is a contents list: its head is the row above.
        if loose and not (links and loose == [min(links) - 1]):
            what = f"rij {loose[0]} heeft cellen naast elkaar die geen tabel zijn"
            findings.fault("blad.tabel", sheet.where, what, hint)
        if len(sheet.tables) > 1:
            what = f"er staan {len(sheet.tables)} tabellen op één blad"
            findings.notice("blad.tabel", sheet.where, what, "Geef elke tabel een eigen blad.")
        for table in sheet.tables:
            if not table.has_header:
                findings.fault("blad.tabel", sheet.where, "een tabel heeft geen koprij", hint)
            empty = [place for place in table.places() if not sheet.cells.get(place, "").strip()]
            if empty:
                what = f"{len(empty)} cellen van een tabel zijn leeg"
                say = "Schrijf in elke cel wat er is, of waarom er niets is."
                findings.notice("blad.leeg", sheet.where, what, say)


def _check_merged(book: Book, findings: Findings) -> None:
    """Rule blad.samengevoegd: no merged cells."""
    findings.ran("blad.samengevoegd")
    for sheet in book.sheets:
        for merged in sheet.root.iter(tag("x:mergeCell")):
            what = f"de cellen {merged.get('ref')} zijn samengevoegd"
            findings.fault("blad.samengevoegd", sheet.where, what, "Splits de cellen in Excel.")


def _check_pictures(book: Book, findings: Findings) -> None:
    """Rule blad.alt-tekst: pictures and charts are described or decoration."""
    findings.ran("blad.alt-tekst")
    hint = "Kies in Excel bij de afbeelding Alternatieve tekst weergeven en beschrijf haar."
    for sheet in book.sheets:
        for names in sheet.drawings:
            wrong = alt_fault(names)
            if wrong:
                what = f"“{names.get('name') or 'afbeelding zonder naam'}” {wrong}"
                findings.fault("blad.alt-tekst", sheet.where, what, hint)


def check_no_formulas(file: OfficeFile, findings: Findings) -> None:
    """Rule blad.formule: cells hold what is printed, not how it was made."""
    findings.ran("blad.formule")
    for sheet in read_book(file).sheets:
        for cell in sheet.root.iter(tag("x:c")):
            if cell.find(tag("x:f")) is not None:
                what = f"cel {cell.get('r')} bevat een formule"
                findings.fault(
                    "blad.formule", sheet.where, what, "Plak de waarden zonder formules."
                )


def check_no_hidden(file: OfficeFile, findings: Findings) -> None:
    """Rule lek.verborgen: no hidden sheets, rows, columns or names."""
    findings.ran("lek.verborgen")
    hint = "Verwijder wat verborgen is, of maak het zichtbaar."
    book = read_book(file)
    for sheet in book.sheets:
        if sheet.hidden:
            findings.fault("lek.verborgen", sheet.where, "het blad is verborgen", hint)
        for what in _hidden_cells(sheet):
            findings.fault("lek.verborgen", sheet.where, what, hint)
    for name in file.body.iter(tag("x:definedName")):
        label = str(name.get("name", ""))
        if name.get("hidden", "0") in _YES and not label.startswith(_BUILT_IN):
            what = f"de naam “{shortened(label)}” is verborgen"
            findings.fault("lek.verborgen", "werkmap", what, hint)


def _hidden_cells(sheet: Sheet) -> tuple[str, ...]:
    found = []
    for kind, words in (("x:row", "rijen"), ("x:col", "kolommen")):
        count = sum(node.get("hidden", "0") in _YES for node in sheet.root.iter(tag(kind)))
        if count:
            found.append(f"er zijn verborgen {words}")
    return tuple(found)
