"""Key figures side by side: the number large, what it is, compared with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import ClassVar

from vmreport.document.blocks import KeyFigure, KeyFigures
from vmreport.document.inlines import Text, plain_text
from vmreport.writers.ooxml.xml import Element
from vmreport.writers.pptx.frames import SIZES, Piece
from vmreport.writers.pptx.session import Session, SlideSession
from vmreport.writers.pptx.shapes import Box, body_properties, named, shape
from vmreport.writers.pptx.text import Line

__all__ = ["TilesPiece"]

_BESIDE = 4
"""Tiles that stand on one row."""
_GAP = 6.0
_INSET = 5.0
"""In mm."""
_SHORT = 7
"""Characters of a value that is set large; words instead of a number are smaller."""


@dataclass(frozen=True, slots=True)
class TilesPiece(Piece):
    """Two to eight tiles on one or two rows of equal height."""

    block: KeyFigures
    sizes: ClassVar[Sequence[float]] = (30.0, 28.0, 26.0, *SIZES)

    @property
    def _per_row(self) -> int:
        count = len(self.block.figures)
        return count if count <= _BESIDE else -(-count // 2)

    def _rows(self) -> list[tuple[KeyFigure, ...]]:
        figures, step = self.block.figures, self._per_row
        return [figures[at : at + step] for at in range(0, len(figures), step)]

    def _tile_width(self, width: float) -> float:
        return (width - _GAP * (self._per_row - 1)) / self._per_row

    def _row_height(
        self, row: tuple[KeyFigure, ...], deck: Session, wide: float, size: float
    ) -> float:
        inside = wide - 2 * _INSET
        heights = (deck.ruler.height(_lines(item, deck, size), inside) for item in row)
        return max(heights) + 2 * _INSET

    def height(self, session: Session, width: float, size: float) -> float:
        """Give the height of the rows with the room between them; endless where a word breaks."""
        wide = self._tile_width(width)
        lines = [line for item in self.block.figures for line in _lines(item, session, size)]
        if size > min(SIZES) and not all(
            _whole(line, session, wide - 2 * _INSET) for line in lines
        ):
            return inf
        heights = [self._row_height(row, session, wide, size) for row in self._rows()]
        return sum(heights) + _GAP * (len(heights) - 1)

    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give a field with words for each tile, in reading order."""
        wide = self._tile_width(box.width)
        made: list[Element] = []
        top = box.top
        for row in self._rows():
            high = self._row_height(row, slide.deck, wide, size)
            for place, item in enumerate(row):
                left = box.left + place * (wide + _GAP)
                made.append(_tile(item, slide, Box(left, top, wide, high), size))
            top += high + _GAP
        return made


def _tile(item: KeyFigure, slide: SlideSession, box: Box, size: float) -> Element:
    body = slide.text.body(_lines(item, slide.deck, size), body_properties(inset=_INSET))
    number = slide.next_shape()
    colour = slide.deck.house.colours.tint
    return shape(named(number, f"Kerncijfer {number}"), box, body, colour=colour)


def _whole(line: Line, deck: Session, room: float) -> bool:
    """Say whether every word of a line stands on one line."""
    words = plain_text(line.text).split(" ")
    return all(deck.ruler.width(word, line.letters) <= room for word in words)


def _lines(item: KeyFigure, deck: Session, size: float) -> list[Line]:
    house, grey = deck.house.colours.house, deck.house.colours.grey
    large = size * 2.0 if len(item.value) <= _SHORT else size * 1.1
    small = max(size * 0.72, 12.0)
    lines = [
        Line((Text(item.value),), deck.letters(large, house, bold=True)),
        Line((Text(item.label),), deck.letters(size * 0.85, bold=True)),
    ]
    for compared, verdict in item.comparisons:
        lines.append(Line((Text(compared),), deck.letters(small), above=small * 0.5))
        lines.append(Line((verdict,), deck.letters(small, bold=True)))
    if item.note:
        lines.append(Line((Text(item.note),), deck.letters(small, grey), above=small * 0.5))
    return lines
