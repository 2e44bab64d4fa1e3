"""Checks of the structure of a PDF: what a screen reader finds in it.

Cheap rules on the tag tree; they say in Dutch what veraPDF would say, and what it does not see
(heading order, captions, words of links). Source: ISO 14289-1; WCAG 2.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from vmreport.verify.pdf_consistency import structure_faults
from vmreport.verify.pdf_file import PdfFile
from vmreport.verify.pdf_structure import Structure
from vmreport.verify.pdf_tree import Element, LinkTarget
from vmreport.verify.report import Findings

__all__ = ["TAG_RULES", "check_tags"]

TAG_RULES = (
    "pdf.buiten-labels",
    "pdf.koppen",
    "pdf.alt-tekst",
    "pdf.tabellen",
    "pdf.tabelraster",
    "pdf.lijsten",
    "pdf.noten",
    "pdf.links",
    "pdf.bladwijzers",
    "pdf.tekst",
)
_REMAKE = "Herstel dit in het bronbestand en maak de PDF opnieuw."
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_LONGEST = 60


def check_tags(file: PdfFile, findings: Findings) -> None:
    """All rules of TAG_RULES; without a readable structure they are not checked."""
    if file.structure is None:
        findings.skipped(TAG_RULES, "Zonder labels is dit niet te zien.")
        return
    findings.ran(*TAG_RULES)
    structure = file.structure
    _outside(file, structure, findings)
    _headings(structure, findings)
    _figures(structure, findings)
    for number, table in enumerate(structure.root.below("Table"), 1):
        _table(table, number, findings)
    _lists(structure, findings)
    _notes(structure, findings)
    _links(file, structure, findings)
    _bookmarks(file, structure, findings)
    for number, text in enumerate(file.page_texts, 1):
        if _UNREADABLE.search(text):
            what = "hier staat een teken dat niet als tekst te lezen is"
            findings.fault("pdf.tekst", f"bladzijde {number}", what, _REMAKE)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _page(element: Element) -> str:
    """Give the page an element begins on, in words."""
    for item in element.walk():
        for kid in item.kids:
            if not isinstance(kid, Element):
                return f"bladzijde {kid.page + 1}"
    return ""


def _outside(file: PdfFile, structure: Structure, findings: Findings) -> None:
    for number, page in enumerate(structure.pages, 1):
        if page.untagged.strip():
            what = f"deze tekst staat buiten de structuur: “{_short(page.untagged)}”"
            findings.fault("pdf.buiten-labels", f"bladzijde {number}", what, _REMAKE)
    try:
        faults = [item for item in structure_faults(file.pdf) if "outside" not in item]
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, RuntimeError):
        faults = ["unreadable"]
    if faults:
        what = f"structuur en bladzijden passen op {len(faults)} plaatsen niet op elkaar"
        findings.fault("pdf.buiten-labels", "", what, _REMAKE)


def _headings(structure: Structure, findings: Findings) -> None:
    level = 0
    for found, text in structure.headings:
        if not text:
            what = f"een kop van niveau {found} heeft geen tekst"
            findings.fault("pdf.koppen", "", what, _REMAKE)
        elif found > level + 1:
            before = f"op niveau {level}" if level else "op geen kop"
            what = f"de kop “{_short(text)}” (niveau {found}) volgt {before}"
            findings.fault("pdf.koppen", "", what, _REMAKE)
        level = found
    if not level:
        findings.fault("pdf.koppen", "", "het document heeft geen koppen", _REMAKE)


def _figures(structure: Structure, findings: Findings) -> None:
    for number, figure in enumerate(structure.root.below("Figure"), 1):
        if not figure.alt.strip():
            what = f"figuur {number} heeft geen beschrijving"
            findings.fault("pdf.alt-tekst", _page(figure), what, _REMAKE)


def _table(table: Element, number: int, findings: Findings) -> None:
    caption = next((kid.text(notes=False) for kid in table.below("Caption")), "")
    named = f"tabel {number}" + (f" (“{_short(caption)}”)" if caption else "")
    where = _page(table)
    if not caption:
        findings.fault("pdf.tabellen", where, f"{named} heeft geen titel", _REMAKE)
    heads = list(table.below("TH"))
    if not heads:
        findings.fault("pdf.tabellen", where, f"{named} heeft geen kopcellen", _REMAKE)
    without = sum(1 for head in heads if "Scope" not in head.attributes)
    if without and not any("Headers" in cell.attributes for cell in table.below("TD")):
        what = f"{named} heeft {without} kopcellen die niet zeggen waarvoor zij gelden"
        findings.fault("pdf.tabellen", where, what, _REMAKE)
    widths = _row_widths(table)
    if len(set(widths)) > 1:
        usual = Counter(widths).most_common(1)[0][0]
        place = next(at for at, width in enumerate(widths, 1) if width != usual)
        what = f"{named} heeft in rij {place} {widths[place - 1]} kolommen in plaats van {usual}"
        findings.fault("pdf.tabelraster", where, what, _REMAKE)


def _row_widths(table: Element) -> list[int]:
    """Give how many columns each row covers, cells that reach down from above included."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []
    for row in table.below("TR"):
        width = sum(columns for _, columns in reaching)
        reaching = [(rows - 1, columns) for rows, columns in reaching if rows > 1]
        for cell in row.below("TH", "TD"):
            columns = int(cell.attributes.get("ColSpan", 1))
            rows = int(cell.attributes.get("RowSpan", 1))
            width += columns
            if rows > 1:
                reaching.append((rows - 1, columns))
        widths.append(width)
    return widths


def _lists(structure: Structure, findings: Findings) -> None:
    for found in structure.root.below("L"):
        roles = [kid.role for kid in found.kids if isinstance(kid, Element)]
        if not roles or any(role not in ("LI", "Caption", "L") for role in roles):
            what = "een lijst heeft iets anders in zich dan onderdelen"
            findings.fault("pdf.lijsten", _page(found), what, _REMAKE)
    for item in structure.root.below("LI"):
        if not any(isinstance(kid, Element) and kid.role == "LBody" for kid in item.kids):
            what = f"het lijstonderdeel “{_short(item.text())}” heeft geen inhoud"
            findings.fault("pdf.lijsten", _page(item), what, _REMAKE)


def _notes(structure: Structure, findings: Findings) -> None:
    ids = Counter(note.id for note in structure.root.below("Note"))
    for note in structure.root.below("Note"):
        if not note.id or ids[note.id] > 1:
            what = f"de voetnoot “{_short(note.text())}” heeft geen eigen nummer"
            findings.fault("pdf.noten", _page(note), what, _REMAKE)


def _links(file: PdfFile, structure: Structure, findings: Findings) -> None:
    held = 0
    for link in structure.root.below("Link"):
        targets = [kid for kid in link.kids if isinstance(kid, LinkTarget)]
        held += len(targets)
        text = link.text()
        if not targets:
            what = f"de link “{_short(text)}” gaat nergens naartoe"
        elif not text or not all(target.contents.strip() for target in targets):
            what = f"de link “{_short(text)}” heeft geen leesbare omschrijving"
        elif _ADDRESS.fullmatch(text):
            what = f"de link “{_short(text)}” is een kaal webadres"
        else:
            continue
        findings.fault("pdf.links", _page(link), what, _REMAKE)
    drawn = sum(1 for _ in link_annotations(file.pdf))
    if drawn > held:
        what = f"{drawn - held} links staan op de bladzijde maar niet in de structuur"
        findings.fault("pdf.links", "", what, _REMAKE)


def link_annotations(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every link annotation on the pages."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") == pikepdf.Name.Link:
                yield annotation


def _bookmarks(file: PdfFile, structure: Structure, findings: Findings) -> None:
    titles = list(_outline_titles(file.pdf.Root.get("/Outlines")))
    headings = {_folded(text) for _, text in structure.headings}
    if not titles:
        if len(file.pdf.pages) > 1 and headings:
            what = "het document heeft geen bladwijzers"
            findings.fault("pdf.bladwijzers", "", what, _REMAKE)
        return
    for title in titles:
        if not title.strip():
            findings.fault("pdf.bladwijzers", "", "een bladwijzer heeft geen naam", _REMAKE)
        elif not any(_folded(title) in text or text in _folded(title) for text in headings):
            what = f"bij bladwijzer “{_short(title)}” hoort geen kop"
            findings.fault("pdf.bladwijzers", "", what, _REMAKE)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _outline_titles(node: Any, depth: int = 0) -> Iterator[str]:
    item = None if node is None or depth > 20 else node.get("/First")
    seen = set()
    while item is not None and item.objgen not in seen:
        seen.add(item.objgen)
        yield str(item.get("/Title", ""))
        yield from _outline_titles(item, depth + 1)
        item = item.get("/Next")
