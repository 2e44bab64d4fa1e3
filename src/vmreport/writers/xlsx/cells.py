"""Words into cells: text, emphasis, links and notes; never a formula.

Source: risks.md D12: what starts like a formula is forced to be text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, assert_never

from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
)
from vmreport.errors import WriterError
from vmreport.writers.xlsx.formats import Formats

__all__ = ["CellWriter", "Look"]

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAFE = ("http://", "https://", "mailto:")
_LONGEST = 32_767
"""Characters that Excel keeps in a cell."""
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of a cell's format, without those that depend on its words."""

    properties: dict[str, object]

    def plus(self, **more: object) -> Look:
        """Give the look with more properties."""
        return Look({**self.properties, **more})


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    look: Look
    url: str = ""


@dataclass(slots=True)
class CellWriter:
    """Writes words into the cells of one workbook and keeps the notes it meets."""

    formats: Formats
    notes: list[Inlines] = field(default_factory=list)

    def write(self, sheet: Any, row: int, column: int, inlines: Inlines, look: Look) -> None:
        """Write `inlines` into one cell; an empty cell keeps its lines.

        Raises WriterError when the text is longer than a cell can hold.
        """
        pieces = [piece for piece in self._pieces(inlines, look) if piece.text]
        text = "".join(piece.text for piece in pieces)
        if len(text) > _LONGEST:
            raise WriterError(f"xlsx: a cell of {len(text)} characters is longer than Excel allows")
        forced = {"quote_prefix": True} if text.startswith(_LIKE_A_FORMULA) else {}
        url = next((piece.url for piece in pieces if piece.url), "")
        if not pieces:
            sheet.write_blank(row, column, None, self.format(look))
        elif url:
            made = self.format(look.plus(underline=1, **forced))
            sheet.write_url(row, column, url, made, text)
        elif all(piece.look == pieces[0].look for piece in pieces):
            sheet.write_string(row, column, text, self.format(pieces[0].look.plus(**forced)))
        else:
            fragments = [part for p in pieces for part in (self.format(p.look), p.text)]
            sheet.write_rich_string(row, column, *fragments, self.format(look.plus(**forced)))

    def format(self, look: Look) -> Any:
        """Give the format with the properties of `look`."""
        return self.formats.make(**look.properties)

    def _pieces(self, inlines: Inlines, look: Look) -> Iterator[_Piece]:
        for inline in inlines:
            match inline:
                case Text(text) | Reference(text=text):
                    yield _Piece(text, look)
                case Strong(children):
                    yield from self._pieces(children, look.plus(bold=True))
                case Emphasis(children):
                    yield from self._pieces(children, look.plus(italic=True))
                case Foreign(children=children):
                    yield from self._pieces(children, look)
                case Link(url, children):
                    if not url.startswith(_SAFE):
                        raise WriterError(f"xlsx: link to {url!r} is not http, https or mailto")
                    for piece in self._pieces(children, look):
                        yield _Piece(piece.text, piece.look, url)
                case Verdict(tone, sign, word):
                    words = _NBSP.join(part for part in (sign, word) if part)
                    yield _Piece(words, look.plus(font_color=self.formats.tone(tone)))
                case Note(children, number):
                    self.notes.append((Text(f"[{number}] "), *children))
                    yield _Piece(f" [{number}]", look)
                case _ as never:
                    assert_never(never)
