"""Reads the text of PDF pages by marked content: what belongs to which number, what is artifact.

Exact Unicode, from the ToUnicode tables of the fonts; ActualText wins over what is painted. Knows
content streams, not the structure tree.
Source: ISO 32000-1, 9.4, 9.10.3 and 14.6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

__all__ = ["Artifact", "PageText", "Piece", "page_text"]

_BEGIN = frozenset({"BMC", "BDC"})
_SHOW = frozenset({"Tj", "'", '"', "TJ"})
_OPERATORS = " ".join(("q Q Tf Do EMC", *sorted(_BEGIN), *sorted(_SHOW)))
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_LOST = "\ufffd"
"""Stands for a glyph that says no character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of marked content."""

    page: int
    """0-based."""
    mcid: int
    text: str
    """Exactly as it is read: soft hyphens kept, no space made up at line ends."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Text that is no content."""

    page: int
    kind: str
    """Pagination or Layout; empty when not said."""
    subtype: str
    """Header or Footer; usually empty."""
    text: str


@dataclass(frozen=True, slots=True)
class PageText:
    """What is painted on a page."""

    pieces: Mapping[int, Piece]
    """By MCID, in the order of painting."""
    artifacts: tuple[Artifact, ...]
    """Only those with text."""
    untagged: str
    """Text that is neither content nor artifact; empty on a sound page."""


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence."""

    mcid: int | None
    kind: str | None
    """None when it is no artifact."""
    subtype: str
    instead: str | None
    text: list[str] = field(default_factory=list)


def page_text(page: pikepdf.Page, number: int) -> PageText:
    """Give the text of `page`, whose 0-based number is `number`."""
    return _Reader(number).read(page)


class _Reader:
    def __init__(self, number: int) -> None:
        self.number = number
        self.pieces: dict[int, Piece] = {}
        self.artifacts: list[Artifact] = []
        self.untagged: list[str] = []
        self.marks: list[_Mark] = []
        self.fonts: dict[tuple[int, int], _Font] = {}

    def read(self, page: pikepdf.Page) -> PageText:
        self._stream(page, page.resources)
        return PageText(self.pieces, tuple(self.artifacts), "".join(self.untagged))

    def _stream(self, source: Any, resources: Any) -> None:
        saved: list[_Font | None] = []
        font: _Font | None = None
        for instruction in pikepdf.parse_content_stream(source, _OPERATORS):
            operator = str(instruction.operator)
            operands = instruction.operands
            if operator == "q":
                saved.append(font)
            elif operator == "Q":
                font = saved.pop()
            elif operator == "Tf":
                font = self._font(resources, operands[0])
            elif operator in _SHOW and font is not None:
                self._show(font.decode(operands[-1]))
            elif operator in _BEGIN:
                self.marks.append(_mark(operator, operands))
            elif operator == "EMC":
                self._end(self.marks.pop())
            elif operator == "Do":
                self._form(resources, operands[0])

    def _show(self, text: str) -> None:
        (self.marks[-1].text if self.marks else self.untagged).append(text)

    def _end(self, mark: _Mark) -> None:
        text = "".join(mark.text) if mark.instead is None else mark.instead
        if mark.mcid is not None:
            self.pieces[mark.mcid] = Piece(self.number, mark.mcid, text)
        elif mark.kind is None:
            self._show(text)
        elif text:
            self.artifacts.append(Artifact(self.number, mark.kind, mark.subtype, text))

    def _form(self, resources: Any, name: Any) -> None:
        form = resources.XObject[name]
        if form.get("/Subtype") == pikepdf.Name.Form:
            self._stream(form, form.get("/Resources", resources))

    def _font(self, resources: Any, name: Any) -> _Font:
        font = resources.Font[name]
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = _Font(font)
        return self.fonts[font.objgen]


def _mark(operator: str, operands: Any) -> _Mark:
    tag = str(operands[0])
    values = operands[1] if operator == "BDC" else None
    if not isinstance(values, pikepdf.Dictionary):
        values = pikepdf.Dictionary()
    kind = str(values.get("/Type", ""))[1:] if tag == "/Artifact" else None
    mcid = values.get("/MCID")
    instead = values.get("/ActualText")
    return _Mark(
        mcid=None if mcid is None else int(mcid),
        kind=kind,
        subtype=str(values.get("/Subtype", ""))[1:],
        instead=None if instead is None else str(instead),
    )


class _Font:
    """From codes to characters."""

    def __init__(self, font: Any) -> None:
        self.width = 2 if font.get("/Subtype") == pikepdf.Name.Type0 else 1
        table = font.get("/ToUnicode")
        self.characters = {} if table is None else _to_unicode(table.read_bytes())

    def decode(self, shown: Any) -> str:
        """Give the text of a string, or of an array of strings and shifts."""
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        codes = (raw[at : at + self.width] for at in range(0, len(raw), self.width))
        return "".join(self.characters.get(int.from_bytes(code), _LOST) for code in codes)


def _to_unicode(table: bytes) -> dict[int, str]:
    """Read a ToUnicode table: single characters and ranges."""
    characters: dict[int, str] = {}
    for kind, body in _BLOCK.findall(table):
        tokens = [_token(match) for match in _TOKEN.finditer(body)]
        if kind == b"bfchar":
            pairs = zip(tokens[::2], tokens[1::2], strict=True)
            characters |= {int.from_bytes(code): _utf16(text) for code, text in pairs}
        else:
            _ranges(tokens, characters)
    return characters


def _token(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] is None else bytes.fromhex(match[1].decode("ascii"))


def _ranges(tokens: list[bytes], characters: dict[int, str]) -> None:
    at = 0
    while at < len(tokens):
        first, last = (int.from_bytes(token) for token in tokens[at : at + 2])
        at += 2
        if tokens[at] == b"[":
            for code in range(first, last + 1):
                at += 1
                characters[code] = _utf16(tokens[at])
            at += 2
            continue
        start = _utf16(tokens[at])
        for code in range(first, last + 1):
            characters[code] = start[:-1] + chr(ord(start[-1]) + code - first)
        at += 1


def _utf16(raw: bytes) -> str:
    return raw.decode("utf-16-be", errors="replace")
