"""WordprocessingML as lxml elements: namespaces, element builder, runs, paragraphs, serialising.

Knows XML and nothing of reports: no block, no house style, no file.
Source: ECMA-376 part 1 (WordprocessingML); element order follows its schemas.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from vmreport.errors import WriterError
from vmreport.writers.ooxml.xml import NAMESPACES, Element, element, mm_to_emu, qn, serialise_chart
from vmreport.writers.ooxml.xml import serialise as serialise_part

__all__ = [
    "NAMESPACES",
    "PLAIN",
    "Element",
    "RunLook",
    "element",
    "keep_together",
    "mm_to_emu",
    "mm_to_twips",
    "paragraph",
    "qn",
    "run",
    "serialise",
    "serialise_chart",
    "set_space",
    "text_runs",
    "w",
]

_W = f"{{{NAMESPACES['w']}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPECIAL = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen", "\t": "tab", "\n": "br"}
"""Characters that Word keeps as elements instead of as text."""
_AFTER_SPACING = frozenset(
    f"{_W}{tag}" for tag in ("ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")
)
"""What the schema puts after `w:spacing` in the properties of a paragraph, as far as used."""


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Build a `w:` element; attributes are `w:` attributes too."""
    made = etree.Element(_W + tag, nsmap={"w": NAMESPACES["w"]})
    for key, value in attributes.items():
        made.set(_W + key, str(value))
    made.extend(children)
    return made


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run carries: a character style by id, and what nests inside that style."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    language: str = ""

    def properties(self) -> Element | None:
        """Give `w:rPr`, or nothing for an ordinary run."""
        if self == PLAIN:
            return None
        made = w("rPr")
        if self.style:
            made.append(w("rStyle", val=self.style))
        if self.bold:
            made.append(w("b"))
        if self.italic:
            made.append(w("i"))
        if self.language:
            made.append(w("lang", val=self.language))
        return made


PLAIN = RunLook()


def run(look: RunLook, *content: Element) -> Element:
    """Build a run holding `content`."""
    made = w("r")
    properties = look.properties()
    if properties is not None:
        made.append(properties)
    made.extend(content)
    return made


def _pieces(text: str) -> Iterable[Element]:
    """Yield `w:t` for words and elements for the characters Word spells as elements."""
    start = 0
    for place, character in enumerate(text):
        if character in _SPECIAL:
            if place > start:
                yield _words(text[start:place])
            yield w(_SPECIAL[character])
            start = place + 1
    if start < len(text):
        yield _words(text[start:])


def _words(text: str) -> Element:
    made = w("t")
    try:
        made.text = text
    except ValueError as error:
        raise WriterError(f"docx: a control character reached the writer in {text!r}") from error
    if text != text.strip() or "  " in text:
        made.set(_XML_SPACE, "preserve")
    return made


def text_runs(text: str, look: RunLook = PLAIN) -> list[Element]:
    """Build the run for `text`; no text, no run.

    Raises WriterError when the text holds a character that XML cannot carry.
    """
    return [run(look, *_pieces(text))] if text else []


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Build a paragraph in the style with id `style`; `properties` in schema order."""
    made_properties = w("pPr", w("pStyle", val=style), *properties)
    return w("p", made_properties, *content)


def keep_together(made: Sequence[Element]) -> None:
    """Keep paragraphs on one page, whatever their styles say; what is no paragraph is left."""
    for item in made[:-1]:
        if item.tag == qn("w:p") and item[0].find(qn("w:keepNext")) is None:
            item[0].insert(1, w("keepNext"))  # right after the style, as the schema has it


def set_space(made: Element, **twips: int) -> None:
    """Set the space `before` or `after` a paragraph, whatever its style says."""
    properties = made[0]
    place = next((node for node in properties if node.tag in _AFTER_SPACING), None)
    spacing = w("spacing", **twips)
    if place is None:
        properties.append(spacing)
    else:
        place.addprevious(spacing)


def mm_to_twips(millimetres: float) -> int:
    """Convert to twentieths of a point, the unit of Word's page and table measures."""
    return round(millimetres * 1440 / 25.4)


def serialise(root: Element) -> bytes:
    """Give the bytes of a part of a Word file."""
    return serialise_part(root, keep=("w",))
