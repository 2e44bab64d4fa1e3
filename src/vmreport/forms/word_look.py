"""How our Word forms look: styles and lists. Calm, roomy, and clear where to type.

Which words stand in a form is for `word_forms`. Source of the styles: ECMA-376 part 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.advice.readers.word.styles import INSTRUCTION_STYLE
from vmreport.writers.docx.wml import Element, w

__all__ = [
    "BAR",
    "BULLETS",
    "FONT",
    "HAIRLINE",
    "INSTRUCTION",
    "LABEL",
    "NUMBERS",
    "SMALL",
    "TEXT",
    "THEME_COLOURS",
    "TINT",
    "numbering_part",
    "styles_part",
]

BAR = "1C3D66"
TINT = "EAEFF5"
HAIRLINE = "C3CAD3"
_PAPER = "F6F8FB"
_INK = "16202B"
_GREY = "515D6B"
FONT = "Calibri"

THEME_COLOURS = (
    *(_INK, "FFFFFF", BAR, TINT, BAR, "00695F", "A3460A", _GREY, "7D8997", HAIRLINE),
    *(BAR, _GREY),
)
"""Colours Word offers, in the order of a theme."""

INSTRUCTION = INSTRUCTION_STYLE
LABEL = "VmVeld"
SMALL = "VmKlein"
TEXT = "VmTekst"
"""A place to write: ordinary text with a bar beside it."""
BULLETS, NUMBERS = "1", "2"
"""Ids of the two lists."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style; sizes in half points, spaces in twentieths of a point."""

    id: str
    name: str
    size: int
    before: int = 0
    after: int = 120
    bold: bool = False
    italic: bool = False
    colour: str = _INK
    outline: int = -1
    numbering: str = ""
    bar: bool = False
    next: str = ""
    line: int = 264


_LOOKS = (
    _Look("Title", "Title", 52, after=40, bold=True, colour=BAR, line=240, next="Subtitle"),
    _Look("Subtitle", "Subtitle", 24, after=240, colour=_GREY, next="Normal"),
    _Look("Heading1", "heading 1", 32, 480, 140, bold=True, colour=BAR, outline=0, next=TEXT),
    _Look("Heading2", "heading 2", 25, 280, 100, bold=True, colour=BAR, outline=1, next=TEXT),
    _Look("Heading3", "heading 3", 22, 220, 80, bold=True, colour=BAR, outline=2, next=TEXT),
    _Look("ListBullet", "List Bullet", 22, after=60, numbering=BULLETS),
    _Look("ListNumber", "List Number", 22, after=60, numbering=NUMBERS),
    _Look("Quote", "Quote", 22, after=60, italic=True, colour=BAR),
    _Look("Caption", "caption", 20, 160, 60, bold=True),
    _Look(INSTRUCTION, INSTRUCTION, 18, after=60, colour=_GREY, line=250),
    _Look(SMALL, SMALL, 19, after=0, line=250),
    _Look(LABEL, LABEL, 21, after=0, bold=True, colour=BAR, line=250),
    _Look(TEXT, TEXT, 22, bar=True, next=TEXT),
)


def styles_part() -> Element:
    """Give the styles part."""
    part = w("styles", _defaults(), _normal())
    part.extend(_paragraph_style(look) for look in _LOOKS)
    part.append(_character_style("Strong", "Strong", "b"))
    part.append(_character_style("Emphasis", "Emphasis", "i"))
    part.append(_link_style())
    part.append(
        w(
            "style",
            w("name", val="Placeholder Text"),
            w("rPr", w("color", val=_GREY)),
            type="character",
            styleId="PlaceholderText",
        )
    )
    return part


def numbering_part() -> Element:
    """Give a list with bullets and one with numbers, three levels each."""
    part = w("numbering")
    for identifier, kind, signs in (
        (BULLETS, "bullet", ("•", "–", "•")),
        (NUMBERS, "decimal", ("%1.", "%2.", "%3.")),
    ):
        levels = [_level(depth, kind, sign) for depth, sign in enumerate(signs)]
        part.append(
            w(
                "abstractNum",
                w("multiLevelType", val="multilevel"),
                *levels,
                abstractNumId=identifier,
            )
        )
    for identifier in (BULLETS, NUMBERS):
        part.append(w("num", w("abstractNumId", val=identifier), numId=identifier))
    return part


def _level(depth: int, kind: str, sign: str) -> Element:
    indent = w("ind", left=360 * (depth + 1), hanging=360)
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", indent),
        ilvl=depth,
    )


def _defaults() -> Element:
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    look = w("rPr", fonts, w("color", val=_INK), w("sz", val=22), w("szCs", val=22))
    look.append(w("lang", val="nl-NL", eastAsia="nl-NL", bidi="ar-SA"))
    spacing = w("spacing", after=120, line=264, lineRule="auto")
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault", w("pPr", spacing)))


def _normal() -> Element:
    return w("style", w("name", val="Normal"), w("qFormat"), **_ids("Normal", default=True))


def _ids(identifier: str, *, default: bool = False) -> dict[str, str]:
    ids = {"type": "paragraph", "styleId": identifier}
    return {"type": "paragraph", "default": "1", "styleId": identifier} if default else ids


def _paragraph_style(look: _Look) -> Element:
    made = w("style", w("name", val=look.name), w("basedOn", val="Normal"), **_ids(look.id))
    if look.next:
        made.append(w("next", val=look.next))
    made.append(w("qFormat"))
    properties = w("pPr")
    if look.outline >= 0:
        properties.append(w("keepNext"))
    if look.numbering:
        properties.append(w("numPr", w("numId", val=look.numbering)))
    if look.bar:
        left = w("left", val="single", sz=24, space=10, color=HAIRLINE)
        properties.append(w("pBdr", left))
        properties.append(w("shd", val="clear", color="auto", fill=_PAPER))
    properties.append(
        w("spacing", before=look.before, after=look.after, line=look.line, lineRule="auto")
    )
    if look.bar:
        properties.append(w("ind", left=240))
    if look.outline >= 0:
        properties.append(w("outlineLvl", val=look.outline))
    made.append(properties)
    run = w("rPr")
    if look.bold:
        run.append(w("b"))
    if look.italic:
        run.append(w("i"))
    run.append(w("color", val=look.colour))
    run.extend((w("sz", val=look.size), w("szCs", val=look.size)))
    made.append(run)
    return made


def _character_style(identifier: str, name: str, toggle: str) -> Element:
    return w(
        "style", w("name", val=name), w("rPr", w(toggle)), type="character", styleId=identifier
    )


def _link_style() -> Element:
    look = w("rPr", w("color", val=BAR), w("u", val="single"))
    return w("style", w("name", val="Hyperlink"), look, type="character", styleId="Hyperlink")
