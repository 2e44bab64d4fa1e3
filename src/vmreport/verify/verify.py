"""Checks finished files, PDF or Word: one report per file. The one entrance of this package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vmreport.fontset import shipped_fonts
from vmreport.verify.docx import check_word
from vmreport.verify.docx_package import PackageError
from vmreport.verify.pdf import check_pdf
from vmreport.verify.pdf_file import PdfFileError
from vmreport.verify.report import Findings, Report

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
    """Check the bytes of a PDF or Word file; `file` is its name in the report."""
    findings = Findings()
    name = Path(file).name
    families = shipped_fonts().families
    try:
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            check_word(data, name, findings, families=families, organisation=organisation)
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
            return Report(file, unreadable="Dit is geen PDF en geen Word-bestand (.docx).")
    except (PackageError, PdfFileError) as error:
        return Report(file, unreadable=str(error))
    return findings.report(file)
