"""Checks a finished PowerPoint file: accessible, whole and clean.

Rules of the slides themselves are in `pptx_slides`; what all Office files share in `office_clean`
and `office_pictures`.
"""

from __future__ import annotations

import re

from vmreport.verify.draft import DraftMarks, check_draft
from vmreport.verify.office_clean import check_links, check_parts, check_paths, check_properties
from vmreport.verify.office_package import EXCEL, OfficeFile, open_office, tag
from vmreport.verify.office_pictures import check_media
from vmreport.verify.pptx_deck import Slide, read_slides
from vmreport.verify.pptx_slides import (
    check_hidden,
    check_language,
    check_link_texts,
    check_objects,
    check_reading_order,
    check_tables,
    check_titles,
)
from vmreport.verify.report import Findings
from vmreport.verify.xlsx import check_no_hidden

__all__ = ["check_slides"]

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w/]+/)?_rels/[\w.]*\.rels|docProps/(?:core|app)\.xml"
    r"|ppt/(?:presentation|presProps|viewProps|tableStyles)\.xml|ppt/theme/theme\d+\.xml"
    r"|ppt/(?:slides/slide|notesSlides/notesSlide)\d+\.xml"
    r"|ppt/slideMasters/slideMaster\d+\.xml|ppt/slideLayouts/slideLayout\d+\.xml"
    r"|ppt/notesMasters/notesMaster\d+\.xml|ppt/media/[\w.-]+"
    r"|ppt/charts/[\w.-]+\.xml|ppt/embeddings/[\w.-]+\.xlsx"
)
_CHECKS = (
    check_titles,
    check_reading_order,
    check_language,
    check_objects,
    check_tables,
    check_link_texts,
    check_hidden,
)


def check_slides(
    file: OfficeFile, name: str, findings: Findings, *, organisation: str = ""
) -> None:
    """Check a PowerPoint file; `name` is its file name.

    `organisation` is who must be the author; empty means any organisation.
    Raises PackageError when a part of it cannot be read.
    """
    slides = read_slides(file)
    title = _title(file, findings)
    for check in _CHECKS:
        check(slides, findings)
    check_properties(file, findings, organisation, "PowerPoint")
    check_parts(file, findings, _PARTS, "PowerPoint")
    check_links(file, findings)
    check_paths(file, findings)
    check_media(file, findings)
    _check_chart_data(file, findings)
    check_draft(_marks(file, name, title, slides), findings)


def _title(file: OfficeFile, findings: Findings) -> str:
    findings.ran("dia.titel")
    core = file.property_part("core-properties")
    title = "" if core is None else core.findtext(tag("dc:title"), "").strip()
    if not title:
        hint = "Vul in PowerPoint bij Bestand, Info de titel in."
        findings.fault("dia.titel", "eigenschappen", "het bestand heeft geen titel", hint)
    return title


def _check_chart_data(file: OfficeFile, findings: Findings) -> None:
    """Check the workbooks behind the charts: nothing in them that the chart does not show."""
    for name, data in sorted(file.parts.items()):
        if not name.endswith(".xlsx"):
            continue
        book = open_office(data)
        if book.kind != EXCEL:
            what = f"achter een grafiek zit geen werkmap ({name})"
            findings.fault("lek.bijlage", "", what, "Voeg de grafiek opnieuw in.")
            continue
        check_no_hidden(book, findings)
        check_links(book, findings)
        check_paths(book, findings)


def _marks(file: OfficeFile, name: str, title: str, slides: tuple[Slide, ...]) -> DraftMarks:
    core = file.property_part("core-properties")
    status = "" if core is None else core.findtext(tag("cp:contentStatus"), "")
    pages = tuple("\n".join(slide.texts) for slide in slides)
    texts = (*(text for slide in slides for text in (*slide.texts, *slide.spoken)),)
    return DraftMarks(name, title, status, pages, texts)
