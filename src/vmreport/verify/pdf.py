"""Checks a finished PDF: identification, language, tags, fonts, clean, and veraPDF when present.

Source: accessibility.md sections 1 and 2. Each subject has its own module; this runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

import pikepdf

from vmreport.verify import verapdf
from vmreport.verify.draft import DraftMarks, check_draft
from vmreport.verify.pdf_clean import check_pdf_clean
from vmreport.verify.pdf_file import PdfFile, open_checked
from vmreport.verify.pdf_tags import check_tags
from vmreport.verify.report import Findings
from vmreport.verify.rules import VERAPDF_RULES

__all__ = ["check_pdf"]

_REMAKE = "Herstel dit in het bronbestand en maak de PDF opnieuw."
_COUNTED = 500
"""veraPDF stops counting here."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ABSENT = "Daarvoor is veraPDF nodig. Installeer het met: pip install 'vmreport[verify]'."


def check_pdf(
    data: bytes,
    name: str,
    findings: Findings,
    *,
    families: Collection[str] = (),
    organisation: str = "",
    with_verapdf: bool = True,
) -> None:
    """Check a PDF; `name` is its file name, `families` the fonts it may use.

    `organisation` is who must be the author; empty means any organisation. Without
    `with_verapdf`, or when the extra is not installed, its three rules are not checked.
    Raises PdfFileError when it is no readable PDF.
    """
    file = open_checked(data, name)
    for check in (_titles, _language, _identification, _labels):
        check(file, findings)
    check_tags(file, findings)
    _fonts(file, findings, families)
    check_pdf_clean(file, findings, organisation)
    _draft(file, findings)
    if not with_verapdf:
        findings.skipped(VERAPDF_RULES, "Dat was deze keer niet gevraagd.")
    elif not verapdf.available():
        findings.skipped(VERAPDF_RULES, _ABSENT)
    else:
        _validate(file, findings)


def _titles(file: PdfFile, findings: Findings) -> None:
    findings.ran("pdf.titel")
    hint = "Geef het document een titel en maak de PDF opnieuw."
    title = file.metadata("dc:title")
    if not title:
        findings.fault("pdf.titel", "eigenschappen", "het bestand heeft geen titel", hint)
    info = file.info("Title")
    if title and info and info != title:
        what = f"de twee titels in het bestand verschillen: “{title}” en “{info}”"
        findings.fault("pdf.titel", "eigenschappen", what, hint)
    preferences = file.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not preferences.get("/DisplayDocTitle", False):
        what = "het venster toont de bestandsnaam in plaats van de titel"
        findings.fault("pdf.titel", "eigenschappen", what, _REMAKE)


def _language(file: PdfFile, findings: Findings) -> None:
    findings.ran("pdf.taal")
    language = str(file.pdf.Root.get("/Lang", ""))
    if not _LANGUAGE.fullmatch(language):
        what = f"de taal is “{language}”" if language else "het document heeft geen taal"
        findings.fault("pdf.taal", "eigenschappen", what, _REMAKE)
    spoken = () if file.structure is None else file.structure.languages
    for own, text in spoken:
        if not _LANGUAGE.fullmatch(own):
            what = f"de taal “{own}” bij “{text[:40]}” bestaat niet"
            findings.fault("pdf.taal", "", what, _REMAKE)


def _identification(file: PdfFile, findings: Findings) -> None:
    findings.ran("pdf.kenmerk")
    where = "eigenschappen"
    if file.xmp_fault:
        findings.fault("pdf.kenmerk", where, file.xmp_fault, _REMAKE)
    elif not file.part:
        findings.fault("pdf.kenmerk", where, "het bestand zegt niet dat het PDF/A is", _REMAKE)
    elif file.metadata("pdfaid:conformance").upper() != "A":
        what = f"het bestand is PDF/A-{file.part}, maar niet de toegankelijke vorm (a)"
        findings.fault("pdf.kenmerk", where, what, _REMAKE)
    if not file.xmp_fault and file.metadata("pdfuaid:part") != "1":
        findings.fault("pdf.kenmerk", where, "het bestand zegt niet dat het PDF/UA-1 is", _REMAKE)
    if file.pdf.is_encrypted:
        what = "het bestand is versleuteld; voorleessoftware kan dat niet altijd lezen"
        findings.fault("pdf.kenmerk", where, what, _REMAKE)


def _labels(file: PdfFile, findings: Findings) -> None:
    findings.ran("pdf.labels")
    if file.structure_fault:
        findings.fault("pdf.labels", "", file.structure_fault, _REMAKE)
    mark = file.pdf.Root.get("/MarkInfo", pikepdf.Dictionary())
    if not mark.get("/Marked", False):
        findings.fault("pdf.labels", "", "het bestand zegt niet dat het gelabeld is", _REMAKE)
    loose = [
        number
        for number, page in enumerate(file.pdf.pages, 1)
        if "/Annots" in page.obj and page.obj.get("/Tabs") != pikepdf.Name.S
    ]
    if loose:
        what = "de Tab-toets volgt hier niet de leesvolgorde"
        findings.fault("pdf.labels", _numbers(loose), what, _REMAKE)


def _fonts(file: PdfFile, findings: Findings, families: Collection[str]) -> None:
    findings.ran("pdf.letters")
    known = {_plain(family) for family in families}
    for font in file.dictionaries():
        if font.get("/Type") != pikepdf.Name.Font or font.get("/Subtype") == pikepdf.Name.Type0:
            continue
        name = str(font.get("/BaseFont", "/zonder naam"))[1:].split("+")[-1].rstrip(",")
        descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if not embedded and font.get("/Subtype") != pikepdf.Name.Type3:
            what = f"het lettertype {name} is niet ingesloten"
            findings.fault("pdf.letters", "", what, _REMAKE)
        if known and not any(_plain(name).startswith(family) for family in known):
            what = f"het lettertype {name} is niet meegeleverd"
            hint = f"Gebruik alleen {' of '.join(sorted(families))}."
            findings.fault("pdf.letters", "", what, hint)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _draft(file: PdfFile, findings: Findings) -> None:
    running = texts = None
    if file.structure is not None:
        pages = file.structure.pages
        running = tuple(" ".join(artifact.text for artifact in page.artifacts) for page in pages)
        texts = file.page_texts
    title = file.metadata("dc:title") or file.info("Title")
    check_draft(DraftMarks(file.name, title, "", running, texts), findings)


def _validate(file: PdfFile, findings: Findings) -> None:
    findings.ran(*VERAPDF_RULES)
    part: verapdf.Profile = "3a" if file.part == "3" else "2a"
    for rule, label, profile in (
        ("pdf.pdfa", f"PDF/A-{part}", part),
        ("pdf.pdfua", "PDF/UA-1", "ua1"),
    ):
        failures = verapdf.validate(file.data, profile)
        for key, group in _grouped(failures, lambda item: (item.clause, item.test)):
            what = (
                f"regel {key[0]}-{key[1]} van {label} geldt {_times(len(group))} niet: "
                f"{group[0].message}"
            )
            findings.fault(rule, _pages(group), what, _REMAKE)
    for message, group in _grouped(
        verapdf.validate(file.data, "contrast"), lambda item: item.message
    ):
        numbers = re.findall(r"\d+(?:\.\d+)?", message)
        said = f"{float(numbers[0]):.2f}".replace(".", ",") if numbers else "te laag"
        what = f"tekst heeft {_times(len(group))} contrast {said}; nodig is 4,5 (3 vanaf 18 punt)"
        hint = "Kies een donkerder tekst of een lichter vlak."
        findings.fault("pdf.contrast", _pages(group), what, hint)


def _grouped(
    failures: Iterable[verapdf.Failure], key: Callable[[verapdf.Failure], Any]
) -> list[tuple[Any, list[verapdf.Failure]]]:
    groups: dict[Any, list[verapdf.Failure]] = {}
    for failure in failures:
        groups.setdefault(key(failure), []).append(failure)
    return list(groups.items())


def _times(number: int) -> str:
    return f"{number} keer" if number < _COUNTED else f"{_COUNTED} keer of vaker"


def _pages(group: list[verapdf.Failure]) -> str:
    return _numbers(sorted({failure.page for failure in group if failure.page}))


def _numbers(pages: list[int]) -> str:
    """Give the first page numbers in words."""
    if not pages:
        return ""
    shown = ", ".join(map(str, pages[:5])) + (" …" if len(pages) > 5 else "")
    return f"bladzijde {shown}"
