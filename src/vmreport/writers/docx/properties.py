"""Parts of a Word file beside its body: settings, footnotes, fonts.

All written anew; nothing of a template or of the machine that writes ends up in them.
Source: accessibility.md sections 6.1, 6.2 and 8.
"""

from __future__ import annotations

from vmreport.writers.docx.template import Template
from vmreport.writers.docx.wml import Element, qn, w

__all__ = ["font_table", "footnotes", "settings"]

_WORD = "http://schemas.microsoft.com/office/word"
_HYPHENATION_ZONE = 425
_DEFAULT_TAB = 709
_FALLBACK = "Calibri"


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
