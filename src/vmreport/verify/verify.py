"""Checks finished files, PDF, Word, PowerPoint or Excel: one report per file. The one entrance of this package."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from vmreport.fontset import shipped_fonts
from vmreport.verify.docx import check_word
from vmreport.verify.office_package import EXCEL, POWERPOINT, PackageError, open_office
from vmreport.verify.pdf import check_pdf
from vmreport.verify.pdf_file import PdfFileError
from vmreport.verify.pptx import check_slides
from vmreport.verify.report import Findings, Report
from vmreport.verify.xlsx import check_book

__all__ = ["verify_bytes", "verify_files"]

_LARGEST = 500 * 1024 * 1024


def verify_files(
    paths: Sequence[Path], *, organisation: str = "", with_verapdf: bool = True
) -> tuple[Report, ...]:
    """Check each file and give a report per file; nothing is raised for a bad file.

    `organisation` is who must be the author; empty means any organisation.
    """
    reports = []
    for path in paths:
        try:
            if path.stat().st_size > _LARGEST:
                reports.append(Report(str(path), unreadable="Het bestand is groter dan 500 MB."))
                continue
            data = path.read_bytes()
        except OSError:
            reports.append(Report(str(path), unreadable="Het bestand is er niet of is afgesloten."))
            continue
        reports.append(
            verify_bytes(data, str(path), organisation=organisation, with_verapdf=with_verapdf)
        )
    return tuple(reports)


def verify_bytes(
    data: bytes, file: str, *, organisation: str = "", with_verapdf: bool = True
) -> Report:
    """Check the bytes of a PDF or Office file; `file` is its name in the report."""
    findings = Findings()
    name = Path(file).name
    families = shipped_fonts().families
    try:
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            _check_office(data, name, findings, families, organisation)
        elif b"%PDF-" in data[:1024]:
            check_pdf(
                data,
                name,
                findings,
                families=families,
                organisation=organisation,
                with_verapdf=with_verapdf,
            )
        else:
            return Report(
                file, unreadable="Dit is geen PDF en geen bestand van Word, PowerPoint of Excel."
            )
    except (PackageError, PdfFileError) as error:
        return Report(file, unreadable=str(error))
    return findings.report(file)


def _check_office(
    data: bytes, name: str, findings: Findings, families: Collection[str], organisation: str
) -> None:
    opened = open_office(data)
    if opened.kind == POWERPOINT:
        check_slides(opened, name, findings, organisation=organisation)
    elif opened.kind == EXCEL:
        check_book(opened, name, findings, organisation=organisation)
    else:
        check_word(opened, name, findings, families=families, organisation=organisation)
