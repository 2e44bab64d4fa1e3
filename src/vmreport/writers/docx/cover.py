"""The title page: logo, title, for whom, when, and what else it must say; or the logo alone."""

from __future__ import annotations

from vmreport.document.blocks import Cover
from vmreport.writers.cover_art import cover_art
from vmreport.writers.docx.figures import picture
from vmreport.writers.docx.logo import logo_picture
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import PLAIN, Element, paragraph, run, text_runs
from vmreport.writers.house_style import CoverArt
from vmreport.writers.ooxml.rasterise import rasterise

__all__ = ["cover", "letterhead"]


_LOGO_SHARE = 0.85
"""Width of the logo of a letterhead as a share of that on a title page."""


_ART_DPI = 110
_ART_SIZE = (210.0, 63.0)
"""Sides of the drawing of the cover in its own units."""


def _art(session: Session) -> Element | None:
    """Give the drawing over the title, as wide as the text; nothing when the house has none."""
    if session.house.cover.art is CoverArt.NONE:
        return None
    svg = cover_art(session.house, whole_page=False)
    wide = session.template.page.text_width * 25.4 / 1440
    png = session.add_picture("png", rasterise(svg, wide, dpi=_ART_DPI))
    high = wide * _ART_SIZE[1] / _ART_SIZE[0]
    return picture(session, (wide, high), png, svg=session.add_picture("svg", svg))


def cover(block: Cover, session: Session) -> list[Element]:
    """Give the paragraphs of the title page; the section after it is not made here."""
    lines = [
        (ParagraphStyle.TITLE, block.title),
        (ParagraphStyle.SUBTITLE, block.subtitle),
        (ParagraphStyle.COVER_ORGANISATION, block.organisation),
        (ParagraphStyle.COVER_DATE, block.date),
        *((ParagraphStyle.COVER_LINE, line) for line in block.lines),
    ]
    made = [paragraph(session.style(ParagraphStyle.COVER_LOGO), run(PLAIN, logo_picture(session)))]
    art = _art(session)
    if art is not None:
        made.append(paragraph(session.style(ParagraphStyle.COVER_ART), run(PLAIN, art)))
    made += [paragraph(session.style(style), *text_runs(text)) for style, text in lines if text]
    return made


def letterhead(session: Session) -> Element:
    """Give the logo over a paper without a title page."""
    style = session.style(ParagraphStyle.COVER_LOGO)
    return paragraph(style, run(PLAIN, logo_picture(session, share=_LOGO_SHARE, words=False)))
