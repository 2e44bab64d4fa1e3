"""What stands below a title: pieces with a height, set under each other in the largest letters.

A piece says how high it is in letters of a size and makes its shapes in a place. Figures take
what the words leave.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from vmreport.document.blocks import Block, Callout, CalloutKind
from vmreport.document.inlines import Text
from vmreport.writers.ooxml.xml import Element
from vmreport.writers.pptx.lines import text_lines
from vmreport.writers.pptx.session import Session, SlideSession
from vmreport.writers.pptx.shapes import Box, body_properties, named, placeholder, shape
from vmreport.writers.pptx.text import Line

__all__ = ["SIZES", "CalloutPiece", "Piece", "TextPiece", "stack"]

SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
"""Sizes of running text that are tried, in points; smaller cannot be read in a council room."""
_GAP = 5.0
"""Space between pieces, in mm."""
_INSET = 5.0
_LEFT_SHARE = 0.34
"""Of the width, for words beside a figure."""


class Piece(ABC):
    """Something that takes the width of the slide."""

    grows = False
    """Whether it takes the height that is left."""

    sizes: ClassVar[Sequence[float]] = SIZES
    """Sizes that are tried where it stands alone."""

    @property
    def stands_beside(self) -> bool:
        """Whether it stands better beside words than under them."""
        return False

    @abstractmethod
    def height(self, session: Session, width: float, size: float) -> float:
        """Give its height in mm in letters of `size` points; of what grows, the least."""

    @abstractmethod
    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give its shapes in this place."""


@dataclass(frozen=True, slots=True)
class TextPiece(Piece):
    """Running text; the first on a slide fills the place that the layout has for it."""

    blocks: tuple[Block, ...]
    is_body: bool

    def height(self, session: Session, width: float, size: float) -> float:
        """Give the height of the lines."""
        return session.ruler.height(text_lines(self.blocks, size, session.house), width)

    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give one text box."""
        lines = text_lines(self.blocks, size, slide.deck.house)
        body = slide.text.body(lines, body_properties())
        number = slide.next_shape()
        names = named(number, f"Tekst {number}")
        if self.is_body:
            return [placeholder(names, "body", body, index=1, box=box)]
        return [shape(names, box, body)]


@dataclass(frozen=True, slots=True)
class CalloutPiece(Piece):
    """A text that stands apart, on a tint."""

    block: Callout

    def _lines(self, session: Session, size: float) -> tuple[Line, ...]:
        lines = text_lines(self.block.blocks, size, session.house)
        if not self.block.title:
            return lines
        title = session.letters(size, session.house.colours.house, bold=True)
        return (Line((Text(self.block.title),), title), *lines)

    def height(self, session: Session, width: float, size: float) -> float:
        """Give the height of the lines with the edges of the field."""
        inside = width - 2 * _INSET
        return session.ruler.height(self._lines(session, size), inside) + 2 * _INSET

    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give one field with words."""
        colours = slide.deck.house.colours
        warns = self.block.kind is CalloutKind.WARNING
        body = slide.text.body(self._lines(slide.deck, size), body_properties(inset=_INSET))
        number = slide.next_shape()
        names = named(number, f"Kader {number}")
        colour = colours.unfavourable_tint if warns else colours.tint
        return [shape(names, box, body, colour=colour)]


def stack(pieces: Sequence[Piece], slide: SlideSession, room: Box) -> list[Element] | None:
    """Give the shapes of `pieces` under each other; None when they do not fit in any size."""
    if len(pieces) == 2 and pieces[1].stands_beside:
        return _side_by_side(pieces[0], pieces[1], slide, room)
    found = _fitting(pieces, slide.deck, room)
    if found is None:
        return None
    size, heights = found
    shapes: list[Element] = []
    top = room.top
    for piece, height in zip(pieces, heights, strict=True):
        shapes += piece.shapes(slide, Box(room.left, top, room.width, height), size)
        top += height + _GAP
    return shapes


def _side_by_side(
    words: Piece, figure: Piece, slide: SlideSession, room: Box
) -> list[Element] | None:
    """Give words at the left, first read, and a figure at the right."""
    left = Box(room.left, room.top, room.width * _LEFT_SHARE, room.height)
    wide = room.width - left.width - 2 * _GAP
    right = Box(room.left + room.width - wide, room.top, wide, room.height)
    for size in SIZES[2:]:
        high = words.height(slide.deck, left.width, size)
        if high <= room.height:
            place = Box(left.left, left.top, left.width, high)
            return [*words.shapes(slide, place, size), *figure.shapes(slide, right, size)]
    return None


def _fitting(
    pieces: Sequence[Piece], session: Session, room: Box
) -> tuple[float, list[float]] | None:
    """Give the largest size in which all pieces fit, and their heights in it."""
    growing = [place for place, piece in enumerate(pieces) if piece.grows]
    sizes = pieces[0].sizes if len(pieces) == 1 else SIZES
    for size in SIZES[2:] if growing else sizes:
        heights = [piece.height(session, room.width, size) for piece in pieces]
        left = room.height - sum(heights) - _GAP * (len(pieces) - 1)
        if left >= 0:
            for place in growing:
                heights[place] += left / len(growing)
            return size, heights
    return None
