"""The title page: logo, title, for whom, when, and what else it must say; or the logo alone."""

from __future__ import annotations

from vmreport.document.blocks import Cover
from vmreport.writers.docx.logo import logo_picture
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import PLAIN, Element, paragraph, run, text_runs

__all__ = ["cover", "letterhead"]


_LOGO_SHARE = 0.85
"""Width of the logo of a letterhead as a share of that on a title page."""


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
    made += [paragraph(session.style(style), *text_runs(text)) for style, text in lines if text]
    return made


def letterhead(session: Session) -> Element:
    """Give the logo over a paper without a title page."""
    style = session.style(ParagraphStyle.COVER_LOGO)
    return paragraph(style, run(PLAIN, logo_picture(session, share=_LOGO_SHARE)))
