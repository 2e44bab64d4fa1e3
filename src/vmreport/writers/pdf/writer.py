"""Writes a document as PDF with WeasyPrint: no network, no system fonts, no clock, no warnings.

The structure tree is the business of `tags`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vmreport.collector import collector_held
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import WriterError
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.html.page import render_page
from vmreport.writers.html.stylesheet import Mode
from vmreport.writers.pdf.attachments import Attachment, prepare
from vmreport.writers.pdf.engine import (
    read_page,
    read_rules,
    swift_engine,
    with_room,
)
from vmreport.writers.pdf.fetcher import AssetFetcher, RefusedError
from vmreport.writers.pdf.finisher import finish
from vmreport.writers.pdf.fonts import SealedFonts, sealed_fonts
from vmreport.writers.pdf.hyphenation import know_compounds
from vmreport.writers.pdf.journal import strict_libraries
from vmreport.writers.pdf.pictures import ChartPicture
from vmreport.writers.pdf.tags import own_structure_tree

__all__ = ["PdfResult", "write_pdf"]


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A finished PDF with what others need to know of its pages."""

    data: bytes
    pages: Mapping[str, int]
    """The printed page number of each anchor: the cover is page 1."""
    page_count: int


def write_pdf(
    document: ResolvedDocument, style: HouseStyle, *, attachments: Sequence[Attachment] = ()
) -> PdfResult:
    """Give `document` as PDF/UA-1 and PDF/A-2a (with `attachments` PDF/A-3a) in the look of `style`.

    Raises ContentError (E590) for characters without a glyph; WriterError when the layout engine
    warns or asks for anything that is not in memory, when the structure would be wrong, or when
    an attachment has no usable name; EnvironmentFault when a font or WeasyPrint cannot be used.
    """
    variant = "pdf/a-3a" if attachments else "pdf/a-2a"
    files = prepare(attachments, document.metadata.date)
    know_compounds()
    try:
        with (
            sealed_fonts(style.fonts) as fonts,
            strict_libraries(document.metadata.title),
            collector_held(),
            swift_engine(),
        ):
            return _made(document, style, fonts, variant, files)
    except RefusedError as error:
        raise WriterError(f"PDF of “{document.metadata.title}”: {error}") from error


def practise(document: ResolvedDocument, style: HouseStyle) -> None:
    """Read page and rules of a document as `write_pdf` does, and go no further: for a warm start.

    Starts no threads. Raises what `write_pdf` raises before layout.
    """
    page = render_page(document, style, Mode.PRINT)
    read_rules(read_page(page.html, AssetFetcher(page.assets)))


@with_room
def _made(
    document: ResolvedDocument,
    style: HouseStyle,
    fonts: SealedFonts,
    variant: str,
    files: Sequence[Any],
) -> PdfResult:
    """Lay out and write; all that was laid out is forgotten before the collector looks for it."""
    page = render_page(document, style, Mode.PRINT)
    source = read_page(page.html, AssetFetcher(page.assets))
    charts = {url: ChartPicture(item, fonts) for url, item in page.drawings.items()}
    laid_out = source.render(font_config=fonts, pdf_variant=variant, cache=charts)
    with own_structure_tree():
        data = laid_out.write_pdf(finisher=finish, pdf_variant=variant, attachments=files)
    return PdfResult(data, MappingProxyType(_anchor_pages(laid_out)), len(laid_out.pages))


def _anchor_pages(laid_out: Any) -> dict[str, int]:
    pages: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    return pages
