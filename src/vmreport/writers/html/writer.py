"""Writes a document as one self-contained, accessible HTML file. No disk, no clock, no network."""

from __future__ import annotations

from vmreport.document.tree import ResolvedDocument
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.html.page import render_page
from vmreport.writers.html.stylesheet import Mode

__all__ = ["write_html"]


def write_html(document: ResolvedDocument, style: HouseStyle) -> bytes:
    """Give the HTML file as UTF-8; pictures, fonts and style are inside it.

    Raises ContentError (E590) for characters the fonts do not have.
    """
    return render_page(document, style, Mode.SCREEN).html.encode("utf-8")
