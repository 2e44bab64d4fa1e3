"""What the styles of a Word file mean: heading, quote, title, instruction; Dutch or English names.

A style that is based on a known one means the same. How text looks is of no interest here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from vmreport.advice.readers.word.package import Element, attribute, on, w

__all__ = ["INSTRUCTION_STYLE", "Role", "Style", "Styles"]

INSTRUCTION_STYLE = "VmUitleg"
"""Id of the style of instructions in our own form."""

_HEADING = re.compile(r"(?:heading|kop|überschrift) ?([1-9])")
_MAX_CHAIN = 20


class Role(Enum):
    """What a paragraph is because of its style."""

    TEXT = auto()
    HEADING = auto()
    TITLE = auto()
    QUOTE = auto()
    CAPTION = auto()
    INSTRUCTION = auto()


_ROLES = {
    "title": Role.TITLE,
    "titel": Role.TITLE,
    "subtitle": Role.TITLE,
    "ondertitel": Role.TITLE,
    "quote": Role.QUOTE,
    "citaat": Role.QUOTE,
    "intense quote": Role.QUOTE,
    "intensequote": Role.QUOTE,
    "duidelijk citaat": Role.QUOTE,
    "duidelijkcitaat": Role.QUOTE,
    "quotations": Role.QUOTE,
    "caption": Role.CAPTION,
    "bijschrift": Role.CAPTION,
    INSTRUCTION_STYLE.casefold(): Role.INSTRUCTION,
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style brings along, with what it is based on."""

    role: Role = Role.TEXT
    level: int = 0
    """Of a heading, from 1."""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    list_id: str = ""
    list_level: int = 0


class Styles:
    """The styles of one file, by id."""

    def __init__(self, part: Element | None) -> None:
        found = part.iterfind(w("style")) if part is not None else ()
        self._elements = {attribute(style, "styleId"): style for style in found}
        self._known: dict[str, Style] = {}
        self._default = next(
            (
                identifier
                for identifier, style in self._elements.items()
                if attribute(style, "type") == "paragraph"
                and attribute(style, "default") in {"1", "true"}
            ),
            "",
        )

    def of_paragraph(self, properties: Element | None) -> Style:
        """Give the style of a paragraph with these `w:pPr`."""
        chosen = properties.find(w("pStyle")) if properties is not None else None
        return self.get(attribute(chosen) or self._default)

    def of_run(self, properties: Element | None) -> Style:
        """Give the character style of a run with these `w:rPr`."""
        chosen = properties.find(w("rStyle")) if properties is not None else None
        return self.get(attribute(chosen))

    def get(self, identifier: str) -> Style:
        """Give a style by id; an ordinary one when it is not known."""
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        return self._known[identifier]

    def _read(self, identifier: str) -> Style:
        role, level, list_id, list_level = Role.TEXT, 0, "", 0
        toggles: dict[str, bool] = {}
        current = identifier
        for _ in range(_MAX_CHAIN):
            element = self._elements.get(current)
            if role is Role.TEXT:
                role, level = _role(current, element)
            if element is None:
                break
            for name in ("b", "i", "vanish"):
                value = on(element.find(w("rPr")), name)
                if value is not None:
                    toggles.setdefault(name, value)
            numbering = element.find(f"{w('pPr')}/{w('numPr')}")
            if numbering is not None and not list_id:
                list_id = attribute(numbering.find(w("numId")))
                depth = attribute(numbering.find(w("ilvl")))
                list_level = int(depth) if depth.isdecimal() else 0
            current = attribute(element.find(w("basedOn")))
            if not current:
                break
        return Style(
            role,
            level,
            toggles.get("b", False),
            toggles.get("i", False),
            toggles.get("vanish", False),
            list_id,
            list_level,
        )


def _role(identifier: str, element: Element | None) -> tuple[Role, int]:
    name = attribute(element.find(w("name"))) if element is not None else ""
    for written in (name.casefold(), identifier.casefold()):
        heading = _HEADING.fullmatch(written)
        if heading is not None:
            return Role.HEADING, int(heading[1])
        if written in _ROLES:
            return _ROLES[written], 0
    return Role.TEXT, 0
