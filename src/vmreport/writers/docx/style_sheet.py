"""What a style of a reference.docx is made of: paragraph and character looks as `w:style`.

Measures in points and millimetres; which styles a house has is told in `house_styles`.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle, StyleName, TableStyle
from vmreport.writers.docx.wml import Element, mm_to_twips, w

__all__ = ["CharacterLook", "Edge", "ParagraphLook", "Style", "style_element", "style_id"]


@dataclass(frozen=True, slots=True)
class Edge:
    """A border: side, colour, width and distance from the text in points."""

    side: str
    """top, left, bottom, right or between."""
    colour: str
    width: float
    space: int = 0

    def element(self) -> Element:
        """Give the border; its width is kept in eighths of a point."""
        return w(
            self.side,
            val="single",
            sz=round(self.width * 8),
            space=self.space,
            color=_hex(self.colour),
        )


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Properties of a paragraph; spacing in points, indents in millimetres."""

    keep_next: bool | None = None
    keep_lines: bool | None = None
    edges: tuple[Edge, ...] = ()
    fill: str = ""
    tabs: tuple[tuple[float, str, str], ...] = ()
    """Position in millimetres, alignment, leader."""
    hyphenate: bool = True
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: bool = False
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    contextual: bool = False
    align: str = ""
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """Properties of letters; size in points."""

    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    size: float | None = None
    underline: bool | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """One style: name, what it builds on, what follows it, its looks."""

    name: StyleName
    based_on: StyleName | None = None
    next: StyleName | None = None
    paragraph: ParagraphLook = ParagraphLook()
    letters: CharacterLook = CharacterLook()
    priority: int = 50
    gallery: bool = True
    """Whether it stands in Word's gallery of styles."""


def style_id(name: StyleName) -> str:
    """Give the id of a style: its name without spaces, each word with a capital."""
    return "".join(word[:1].upper() + word[1:] for word in name.value.replace("-", " ").split())


def style_element(style: Style) -> Element:
    """Give `w:style` in schema order."""
    kinds = {ParagraphStyle: "paragraph", CharacterStyle: "character", TableStyle: "table"}
    made = w("style", type=kinds[type(style.name)], styleId=style_id(style.name))
    if style.name.value.startswith("VM "):
        made.set(made.nsmap["w"].join("{}") + "customStyle", "1")
    if style.name is ParagraphStyle.NORMAL:
        made.set(made.nsmap["w"].join("{}") + "default", "1")
    made.append(w("name", val=style.name.value))
    if style.based_on is not None:
        made.append(w("basedOn", val=style_id(style.based_on)))
    elif isinstance(style.name, CharacterStyle):
        made.append(w("basedOn", val="DefaultParagraphFont"))
    if style.next is not None:
        made.append(w("next", val=style_id(style.next)))
    made.append(w("uiPriority", val=style.priority))
    if style.gallery:
        made.append(w("qFormat"))
    if isinstance(style.name, ParagraphStyle):
        made.append(_paragraph(style.paragraph))
    letters = _letters(style.letters)
    if len(letters):
        made.append(letters)
    return made


def _switch(tag: str, value: bool | None) -> list[Element]:
    if value is None:
        return []
    return [w(tag)] if value else [w(tag, val=0)]


def _paragraph(look: ParagraphLook) -> Element:
    made = w("pPr", *_switch("keepNext", look.keep_next), *_switch("keepLines", look.keep_lines))
    if look.edges:
        made.append(w("pBdr", *(edge.element() for edge in look.edges)))
    if look.fill:
        made.append(w("shd", val="clear", color="auto", fill=_hex(look.fill)))
    if look.tabs:
        made.append(w("tabs", *(_tab(*tab) for tab in look.tabs)))
    if not look.hyphenate:
        made.append(w("suppressAutoHyphens"))
    spacing: dict[str, str | int] = {}
    for key, points in (("before", look.before), ("after", look.after), ("line", look.line)):
        if points is not None:
            spacing[key] = round(points * 20)
    if look.line is not None:
        spacing["lineRule"] = "exact" if look.exact else "atLeast"
    if spacing:
        made.append(w("spacing", **spacing))
    indents = (("left", look.left), ("right", look.right), ("hanging", look.hanging))
    found = {key: mm_to_twips(length) for key, length in indents if length is not None}
    if found:
        made.append(w("ind", **found))
    made.extend(_switch("contextualSpacing", look.contextual or None))
    if look.align:
        made.append(w("jc", val=look.align))
    if look.outline is not None:
        made.append(w("outlineLvl", val=look.outline))
    return made


def _tab(place: float, align: str, leader: str) -> Element:
    position = mm_to_twips(place)
    if leader:
        return w("tab", val=align, leader=leader, pos=position)
    return w("tab", val=align, pos=position)


def _letters(look: CharacterLook) -> Element:
    made = w("rPr", *_switch("b", look.bold), *_switch("i", look.italic))
    if look.colour:
        made.append(w("color", val=_hex(look.colour)))
    if look.size is not None:
        half_points = round(look.size * 2)
        made.extend((w("sz", val=half_points), w("szCs", val=half_points)))
    if look.underline is not None:
        made.append(w("u", val="single" if look.underline else "none"))
    if look.raised:
        made.append(w("vertAlign", val="superscript"))
    return made


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
