"""The print page as WeasyPrint wants it, without the HTML parser and its universal rules.

Our page is well-formed but for elements that never have content, so the XML parser of the
standard library reads it. WeasyPrint's own stylesheet has rules for footnotes and margin notes
that match every element of a page; ours keeps them for the elements that can have them. It also
has rules for all sixteen boxes in the margins of every page: ours are those that the page names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
from weasyprint import CSS, HTML
from weasyprint import html as weasyprint_html
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import ffi

from vmreport.errors import WriterError
from vmreport.writers.pdf.engine.sheets import is_shared, stylesheet

__all__ = [
    "COUNTERS",
    "MARGIN_RULE",
    "NARROWED",
    "lean_rules",
    "read_page",
    "read_rules",
    "well_formed",
]

_VOID = re.compile(r"<(meta|img|col|br)\b([^<>]*[^<>/])?>")
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
NARROWED = (
    ("\n::marker {", "\nli::marker {"),
    ("\n::footnote-call {", "\n.note::footnote-call {"),
    ("\n::footnote-marker {", "\n.note::footnote-marker {"),
    ("\n::note-call {", "\n.margin-note::note-call {"),
    ("\n::note-marker {", "\n.margin-note::note-marker {"),
    ("\n::note-callback {", "\n.margin-note::note-callback {"),
)
"""Rules of WeasyPrint for every element, and for which elements they are here."""
MARGIN_RULE = re.compile(r"\n *@((?:top|right|bottom|left)-[a-z-]+) *\{[^{}]*\}")
"""A rule of WeasyPrint's for a box in the margin of each page."""
_MARGIN_BOX = re.compile(r"@((?:top|right|bottom|left)-[a-z-]+)")
_KINDS = (
    "char[4]",
    "char[]",
    "FcChar8 **",
    "hb_codepoint_t[]",
    "hb_tag_t[100]",
    "PangoFcFontMap *",
    "PangoLogAttr[]",
    "PangoRectangle *",
    "unsigned int *",
)
"""What WeasyPrint asks cffi for while it makes a PDF; each is parsed as C the first time."""
COUNTERS = "\n/* Counters */\n"
"""Where WeasyPrint's counter styles begin, at the end: a page gets them parsed already."""


class _Page(HTML):
    """A page of our own making."""

    def __init__(self, root: Any, url_fetcher: Any, margins: frozenset[str]) -> None:
        # the parent would parse
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self._margins = margins

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        del forms
        return [lean_rules(self._margins)]


def read_page(html: str, url_fetcher: Any) -> HTML:
    """Give the page for rendering; raises WriterError when it is not well-formed."""
    try:
        root = ET.fromstring(well_formed(html))  # noqa: S314 - of our own making
    except ET.ParseError as error:
        raise WriterError(f"PDF: the page is not well-formed: {error}") from error
    return _Page(root, url_fetcher, frozenset(_MARGIN_BOX.findall(html)))


def read_rules(page: HTML) -> None:
    """Read what rendering asks for of a page and others like it: it is remembered."""
    page._ua_stylesheets()  # noqa: SLF001 - ours
    for sheet in page.etree_element.iter("style"):
        if is_shared(sheet.text):
            stylesheet(string=sheet.text)
    for kind in _KINDS:
        ffi.typeof(kind)


def well_formed(html: str) -> str:
    """Give our HTML as XML: elements without content are closed, stylesheets are kept as they are."""
    parts = _SHEET.split(html)
    parts[::2] = [_VOID.sub(r"<\1\2/>", part) for part in parts[::2]]
    parts[1::2] = [f"<style><![CDATA[{sheet}]]></style>" for sheet in parts[1::2]]
    return "".join(parts)


@cache
def lean_rules(margins: frozenset[str]) -> Any:
    """Give WeasyPrint's stylesheet for fewer elements, and for the named boxes in margins only."""
    rules, _, _ = weasyprint_html.UA.partition(COUNTERS)
    for everywhere, here in NARROWED:
        rules = rules.replace(everywhere, here)
    rules = MARGIN_RULE.sub(lambda rule: rule[0] if rule[1] in margins else "", rules)
    return CSS(string=rules, counter_style=CounterStyle())
