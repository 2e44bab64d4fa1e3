"""The logo as a picture in the line: decoration, because the organisation stands beside it."""

from __future__ import annotations

from vmreport.writers.docx.figures import picture
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import Element
from vmreport.writers.ooxml.pictures import logo_files

__all__ = ["logo_picture"]


def logo_picture(session: Session, *, share: float = 1.0, words: bool = True) -> Element:
    """Give the house's logo, `share` of its width; a drawing gets a PNG beside it.

    Without `words` it is decoration: the paper says in words who it is from.
    """
    logo = session.house.logo
    files = logo_files(logo)
    png = session.add_picture("png", files.png)
    svg = session.add_picture("svg", files.svg) if files.svg else ""
    width = logo.width * share
    alt = logo.alt if words else ""
    return picture(session, (width, width / files.ratio), png, svg=svg, alt=alt)
