"""Checks that a PDF holds nothing of people and computers: allow-lists of keys, and traces.

Source: risks.md B8, C1. A key that is not on its list is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from vmreport.verify.leaks import find_path, foreign_target, is_person
from vmreport.verify.pdf_file import PdfFile
from vmreport.verify.report import Findings

__all__ = ["check_pdf_clean"]


def _names(words: str) -> frozenset[str]:
    return frozenset(f"/{word}" for word in words.split())


_ALLOWED = {
    "/Catalog": "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout "
    "PageMode Outlines OutputIntents Metadata StructTreeRoot MarkInfo Lang AF",
    "/Page": "Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Group Tabs "
    "StructParents Annots Rotate UserUnit",
    "/Annot": "Type Subtype Rect Contents P F BS Border Dest A H QuadPoints StructParent C AP",
    "/StructElem": "Type S P ID Pg K A C R T Lang Alt E ActualText NS Ref AF",
    "/StructTreeRoot": "Type K IDTree ParentTree ParentTreeNextKey RoleMap ClassMap Namespaces",
    "/XObject": "Type Subtype BBox Matrix Resources Group Filter DecodeParms Length Width Height "
    "ColorSpace BitsPerComponent Intent ImageMask Mask SMask Decode Interpolate StructParent "
    "StructParents Name FormType",
    "/Metadata": "Type Subtype Length Filter",
}
_KEYS = {kind: _names(keys) for kind, keys in _ALLOWED.items()}
_INFO = _names("Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped")
_XMP = {
    "dc": "title creator description subject language date format publisher rights",
    "pdf": "Producer Keywords PDFVersion Trapped",
    "xmp": "CreatorTool CreateDate ModifyDate MetadataDate",
    "pdfaid": "part conformance amd corr rev",
    "pdfuaid": "part amd corr rev",
    "pdfaExtension": "schemas",
}
_XMP_NAMES = frozenset(
    f"{prefix}:{name}" for prefix, names in _XMP.items() for name in names.split()
)
_ACTIVE = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie"}
)
_AWAY = frozenset({"/GoToR", "/GoToE", "/Thread"})
_MARKUP = _names(
    "Text FreeText Highlight Underline StrikeOut Squiggly Popup Stamp Ink Caret Line Square Circle "
    "Polygon PolyLine Redact"
)
_EMBEDDING = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Sound", "/Movie", "/3D"})
_HINT = "Maak de PDF opnieuw uit een schoon bronbestand."


def check_pdf_clean(file: PdfFile, findings: Findings, organisation: str) -> None:
    """All rules `lek.…` that concern a PDF."""
    findings.ran("lek.onderdeel", "lek.macro", "lek.koppeling", "lek.opmerking", "lek.bijlage")
    findings.ran("lek.beeld")
    _properties(file, findings, organisation)
    for item in file.dictionaries():
        _dictionary(item, findings)
    _attachments(file, findings)
    _paths(file, findings)
    _hidden(file, findings)
    findings.ran("lek.versie")
    endings = file.data.count(b"%%EOF")
    if endings > 1 and b"/Linearized" not in file.data[:1024]:
        what = f"het bestand bewaart {endings - 1} eerdere versies"
        findings.fault("lek.versie", "", what, _HINT)


def _properties(file: PdfFile, findings: Findings, organisation: str) -> None:
    findings.ran("lek.auteur", "lek.eigenschap")
    for key in file.pdf.docinfo:
        if key not in _INFO:
            what = f"eigenschap {key[1:]} staat ingevuld"
            findings.fault("lek.eigenschap", "eigenschappen", what, _HINT)
    for item in file.xmp:
        if item.name not in _XMP_NAMES and item.values:
            what = f"eigenschap {item.name} staat ingevuld"
            findings.fault("lek.eigenschap", "eigenschappen", what, _HINT)
    authors = [file.info("Author")]
    authors += [value for item in file.xmp if item.name == "dc:creator" for value in item.values]
    named = [name for name in dict.fromkeys(authors) if name]
    hint = "Vul als auteur de organisatie in, geen persoon."
    if not named:
        findings.fault("lek.auteur", "eigenschappen", "er staat geen auteur in het bestand", hint)
    for name in named:
        if organisation and name != organisation:
            what = f"auteur is “{name}”, niet {organisation}"
            findings.fault("lek.auteur", "eigenschappen", what, hint)
        elif not organisation and is_person(name):
            what = f"auteur lijkt een persoon of account: “{name}”"
            findings.fault("lek.auteur", "eigenschappen", what, hint)


def _dictionary(item: Any, findings: Findings) -> None:
    kind = str(item.get("/Type", ""))
    if not kind and item.get("/Subtype") in ("/Image", "/Form") and "/BBox" in item:
        kind = "/XObject"
    allowed = _KEYS.get(kind)
    if allowed is not None:
        for key in sorted(set(item.keys()) - allowed - _harmless(item)):
            what = f"sleutel {key[1:]} in {kind[1:]} hoort niet in een schoon bestand"
            rule = "lek.macro" if key in ("/AA", "/OpenAction") else "lek.onderdeel"
            findings.fault(rule, "", what, _HINT)
    if kind == "/Annot":
        _annotation(item, findings)
    if "/JS" in item or item.get("/S") in _ACTIVE:
        findings.fault("lek.macro", "", "er zit een programma of opdracht in", _HINT)
    elif item.get("/S") in _AWAY:
        what = "een link opent een ander bestand"
        findings.fault("lek.koppeling", "", what, "Gebruik alleen links naar websites.")
    elif "/URI" in item and isinstance(item.URI, pikepdf.String) and foreign_target(str(item.URI)):
        what = f"een link gaat naar {str(item.URI)[:80]}"
        findings.fault("lek.koppeling", "", what, "Gebruik alleen links naar websites of e-mail.")
    if kind == "/XObject" and item.get("/Filter") == pikepdf.Name.DCTDecode:
        raw = item.read_raw_bytes()[:65536]
        if b"Exif\0\0" in raw or b"http://ns.adobe.com/xap/1.0/" in raw:
            findings.fault("lek.beeld", "", "een foto draagt gegevens mee (EXIF of XMP)", _HINT)


def _harmless(item: Any) -> frozenset[str]:
    """Give the keys that only say which page is shown first."""
    action = item.get("/OpenAction")
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") != pikepdf.Name.GoTo:
        return frozenset()
    return frozenset({"/OpenAction"})


def _annotation(item: Any, findings: Findings) -> None:
    kind = str(item.get("/Subtype", ""))
    if kind in _MARKUP:
        text = " ".join(str(item.get("/Contents", "")).split())[:60]
        what = f"er staat een opmerking in ({kind[1:]}): “{text}”"
        findings.fault("lek.opmerking", "", what, _HINT)
    elif kind in _EMBEDDING:
        findings.fault("lek.bijlage", "", f"er zit een ander bestand in ({kind[1:]})", _HINT)
    elif kind != "/Link":
        what = f"er zit een onderdeel {kind[1:]} in"
        findings.fault("lek.onderdeel", "", what, _HINT)


def _attachments(file: PdfFile, findings: Findings) -> None:
    """A PDF/A-3 may hold source data; everything else held or linked is a leak."""
    for item in file.dictionaries():
        if item.get("/Type") not in ("/Filespec", "/F") and "/EF" not in item:
            continue
        name = str(item.get("/UF", item.get("/F", "zonder naam")))
        if "/EF" not in item:
            what = f"er is een bestand gekoppeld in plaats van ingesloten: {name[:80]}"
            findings.fault("lek.koppeling", "", what, _HINT)
        elif file.part != "3" or "/AFRelationship" not in item:
            what = f"er zit een ander bestand in: {name[:80]}"
            hint = "Alleen een PDF/A-3 mag een bijlage met brongegevens hebben."
            findings.fault("lek.bijlage", "", what, hint)


def _paths(file: PdfFile, findings: Findings) -> None:
    findings.ran("lek.pad")
    hint = "Verwijder het pad, of schrijf alleen de naam van het bestand."
    for text in {*_strings(file), *(value for item in file.xmp for value in item.values)}:
        path = find_path(text)
        if path:
            findings.fault("lek.pad", "", f"er staat een pad: {path[:80]}", hint)
    for number, page in enumerate(file.page_texts, 1):
        path = find_path(page)
        if path:
            where = f"bladzijde {number}"
            findings.fault("lek.pad", where, f"er staat een pad: {path[:80]}", hint)


def _strings(file: PdfFile) -> Iterator[str]:
    """Yield every text value with a slash of some kind."""
    for item in file.dictionaries():
        for value in item.values():
            values = value.as_list() if isinstance(value, pikepdf.Array) else [value]
            for part in values:
                if isinstance(part, pikepdf.String):
                    text = str(part)
                    if "/" in text or "\\" in text:
                        yield text


def _hidden(file: PdfFile, findings: Findings) -> None:
    findings.ran("lek.verborgen")
    if "/OCProperties" in file.pdf.Root:
        findings.fault("lek.verborgen", "", "het bestand heeft lagen die uit kunnen staan", _HINT)
    for number, page in enumerate(file.pdf.pages, 1):
        try:
            modes = pikepdf.parse_content_stream(page, "Tr")
        except pikepdf.PdfError:
            continue
        if any(re.fullmatch(r"[37]", str(item.operands[0])) for item in modes):
            what = "er staat onzichtbare tekst op de bladzijde"
            findings.fault("lek.verborgen", f"bladzijde {number}", what, _HINT)
