"""Checks a finished Word file: accessible, whole and clean. Source: accessibility.md section 6.5.

Each rule lives in the module of its subject; this runs them all and adds the marks of a draft.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vmreport.verify.docx_clean import check_clean
from vmreport.verify.docx_colours import check_colours
from vmreport.verify.docx_context import Context
from vmreport.verify.docx_drawings import check_drawings
from vmreport.verify.docx_fields import (
    check_bookmarks,
    check_controls,
    check_fields,
    check_references,
)
from vmreport.verify.docx_tables import check_tables
from vmreport.verify.docx_text import (
    check_fonts,
    check_headings,
    check_language,
    check_links,
    check_lists,
    check_spacers,
    check_styles,
    check_title,
)
from vmreport.verify.draft import DraftMarks, check_draft
from vmreport.verify.office_package import OfficeFile, attribute, tag, text_of
from vmreport.verify.office_pictures import check_media
from vmreport.verify.report import Findings

__all__ = ["check_word"]

_CHECKS = (
    check_title,
    check_language,
    check_headings,
    check_tables,
    check_drawings,
    check_lists,
    check_spacers,
    check_links,
    check_colours,
    check_bookmarks,
    check_references,
    check_fields,
    check_controls,
    check_styles,
)


def check_word(
    file: OfficeFile,
    name: str,
    findings: Findings,
    *,
    families: Collection[str] = (),
    organisation: str = "",
) -> None:
    """Check a Word file; `name` is its file name, `families` the fonts it may use.

    `organisation` is who must be the author; empty means any organisation.
    Raises PackageError when a part of it cannot be read.
    """
    context = Context(file, findings)
    for check in _CHECKS:
        check(context)
    if families:
        check_fonts(context, families)
    check_media(file, findings)
    check_clean(context, organisation)
    check_draft(_marks(context, name), findings)


def _marks(context: Context, name: str) -> DraftMarks:
    core = context.file.property_part("core-properties")
    title = "" if core is None else core.findtext(tag("dc:title"), "")
    status = "" if core is None else core.findtext(tag("cp:contentStatus"), "")
    texts = tuple(text_of(paragraph) for paragraph in context.paragraphs())
    return DraftMarks(name, title, status, tuple(_running(context)), texts)


def _running(context: Context) -> Iterator[str]:
    """Yield what runs along on each kind of page of each section, header and footer together."""
    links = {link.id: link.target for link in context.file.relationships(context.file.main)}
    settings = context.file.part_of("settings")
    even = settings is not None and settings.find(tag("w:evenAndOddHeaders")) is not None
    shown: dict[tuple[str, str], str] = {}
    for section in context.file.body.iter(tag("w:sectPr")):
        for node in section.iter(tag("w:headerReference"), tag("w:footerReference")):
            root = context.file.tree(links.get(str(node.get(tag("r:id"))), ""))
            kind = str(node.tag).rpartition("}")[2], attribute(node, "type", "default")
            shown[kind] = "" if root is None else text_of(root)
        kinds = ["default", *(["even"] if even else [])]
        kinds += ["first"] if section.find(tag("w:titlePg")) is not None else []
        for kind_of_page in kinds:
            parts = ("headerReference", "footerReference")
            yield " ".join(shown.get((part, kind_of_page), "") for part in parts)
