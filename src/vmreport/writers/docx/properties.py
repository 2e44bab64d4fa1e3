"""Parts that say something about the file: properties, settings, footnotes, fonts.

All written anew; nothing of a template or of the machine that writes ends up in them.
Source: accessibility.md sections 6.1, 6.2 and 8.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from vmreport.document.tree import Document
from vmreport.writers.docx.template import Template
from vmreport.writers.docx.wml import Element, qn, w

__all__ = ["app_properties", "core_properties", "font_table", "footnotes", "settings"]

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_APP_NAMES: Any = {None: _APP}
_WORD = "http://schemas.microsoft.com/office/word"
_HYPHENATION_ZONE = 425
_DEFAULT_TAB = 709
_FALLBACK = "Calibri"


def core_properties(document: Document) -> bytes:
    """Give `docProps/core.xml`: all from the metadata, the organisation as author."""
    metadata = document.metadata
    moment = f"{metadata.date.isoformat()}T00:00:00Z"
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    for name, text in (
        (f"{{{_DC}}}title", metadata.title),
        (f"{{{_DC}}}subject", metadata.subject),
        (f"{{{_DC}}}creator", metadata.organisation),
        (f"{{{_CORE}}}keywords", ", ".join(metadata.keywords)),
        (f"{{{_CORE}}}lastModifiedBy", metadata.organisation),
        (f"{{{_CORE}}}revision", "1"),
        (f"{{{_TERMS}}}created", moment),
        (f"{{{_TERMS}}}modified", moment),
        (f"{{{_CORE}}}contentStatus", metadata.status),
        (f"{{{_DC}}}language", document.language),
    ):
        if text:
            made = etree.SubElement(root, name)
            made.text = text
            if name.startswith(f"{{{_TERMS}}}"):
                made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def app_properties(document: Document) -> bytes:
    """Give `docProps/app.xml`: the program and the organisation, no counts, no template."""
    root = etree.Element(f"{{{_APP}}}Properties", nsmap=_APP_NAMES)
    for name, text in (
        ("Application", document.metadata.generator),
        ("DocSecurity", "0"),
        ("Company", document.metadata.organisation),
    ):
        if text:
            etree.SubElement(root, f"{{{_APP}}}{name}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settings(language: str, *, notes: bool = False, fonts: bool = False) -> Element:
    """Give the settings of a document for Word 2013 and later, with or without notes and fonts."""
    embedding = [w("embedTrueTypeFonts"), w("saveSubsetFonts")] if fonts else []
    separators = [w("footnotePr", w("footnote", id=-1), w("footnote", id=0))] if notes else []
    compatibility = [
        w("compatSetting", name=name, uri=_WORD, val=value)
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    ]
    colours = {
        "bg1": "light1",
        "t1": "dark1",
        "bg2": "light2",
        "t2": "dark2",
        **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
        "hyperlink": "hyperlink",
        "followedHyperlink": "followedHyperlink",
    }
    return w(
        "settings",
        w("zoom", percent=100),
        *embedding,
        w("defaultTabStop", val=_DEFAULT_TAB),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=2),
        w("hyphenationZone", val=_HYPHENATION_ZONE),
        w("doNotHyphenateCaps"),
        w("characterSpacingControl", val="doNotCompress"),
        *separators,
        w("compat", *compatibility),
        w("themeFontLang", val=language),
        w("clrSchemeMapping", **colours),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def footnotes(notes: list[Element], style: str) -> Element:
    """Give the footnotes part: the two separators Word asks for, then the notes."""

    def line(kind: str, number: int) -> Element:
        tag = "separator" if kind == "separator" else "continuationSeparator"
        properties = w(
            "pPr",
            w("pStyle", val=style),
            w("spacing", before=0, after=60, line=240, lineRule="auto"),
        )
        return w("footnote", w("p", properties, w("r", w(tag))), type=kind, id=number)

    return w("footnotes", line("separator", -1), line("continuationSeparator", 0), *notes)


def font_table(template: Template) -> Element:
    """Give the template's fonts; each that has none gets a common font to fall back on."""
    fonts = template.fonts
    for font in fonts.iterchildren(qn("w:font")):
        if font.find(qn("w:altName")) is None and font.get(qn("w:name")) != _FALLBACK:
            font.insert(0, w("altName", val=_FALLBACK))
    return fonts
