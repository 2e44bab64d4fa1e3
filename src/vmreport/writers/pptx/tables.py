"""A table on a slide: real rows and a header row, its caption above and its notes below."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from vmreport.document.blocks import Cell, ColumnKind, Table
from vmreport.document.inlines import Inlines, Strong, Text, plain_text
from vmreport.writers.ooxml.xml import Element, element, mm_to_emu
from vmreport.writers.pptx.frames import Piece
from vmreport.writers.pptx.session import Session, SlideSession
from vmreport.writers.pptx.shapes import Box, body_properties, frame, named, shape
from vmreport.writers.pptx.text import Letters, Line, solid

__all__ = ["TablePiece", "caption_line"]

_BESIDE = 2.4
_ABOVE = 1.6
"""Margins of a cell, in mm."""
_GAP = 2.5
_NOTE = 12.0
_SHARE = 0.8
"""Letters of a table beside those of running text."""


def caption_line(label: str, caption: Inlines, deck: Session) -> Line:
    """Give label and caption of a table or a figure as one line."""
    return Line((Strong((Text(f"{label}  "),)), *caption), deck.letters(14.0))


@dataclass(frozen=True, slots=True)
class TablePiece(Piece):
    """Caption, table, notes."""

    block: Table

    def _widths(self, width: float) -> list[float]:
        shares = [column.share for column in self.block.columns]
        edges = [width * part / sum(shares) for part in accumulate(shares)]
        return [right - left for left, right in zip([0.0, *edges], edges, strict=False)]

    def _letters(self, deck: Session, size: float) -> Letters:
        return deck.letters(max(round(size * _SHARE), 12.0))

    def _row_heights(self, deck: Session, width: float, size: float) -> list[float]:
        letters = self._letters(deck, size)
        head = deck.letters(letters.size, bold=True)
        rows: list[list[Line]] = [
            [Line((Text(column.header),), head) for column in self.block.columns]
        ]
        rows += [[Line(cell.text, letters) for cell in row.cells] for row in self.block.rows]
        widths = [wide - 2 * _BESIDE for wide in self._widths(width)]
        return [
            max(deck.ruler.height([line], wide) for line, wide in zip(row, widths, strict=True))
            + 2 * _ABOVE
            for row in rows
        ]

    def _around(self, deck: Session) -> tuple[list[Line], list[Line]]:
        grey = deck.house.colours.grey
        notes = [Line(note, deck.letters(_NOTE, grey)) for note in self.block.notes]
        return [caption_line(self.block.label, self.block.caption, deck)], notes

    def height(self, session: Session, width: float, size: float) -> float:
        """Give the height of caption, rows and notes."""
        above, below = self._around(session)
        words = [session.ruler.height(lines, width) + _GAP for lines in (above, below) if lines]
        return sum(self._row_heights(session, width, size)) + sum(words)

    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give caption, table and notes in reading order."""
        deck = slide.deck
        above, below = self._around(deck)
        heights = self._row_heights(deck, box.width, size)
        high = deck.ruler.height(above, box.width)
        caption = _words(above, slide, Box(box.left, box.top, box.width, high))
        top = box.top + high + _GAP
        place = Box(box.left, top, box.width, sum(heights))
        number = slide.next_shape()
        names = named(number, self.block.label, plain_text(self.block.caption))
        made = [caption, frame(names, place, self._table(slide, box.width, heights, size), "a")]
        if below:
            high = deck.ruler.height(below, box.width)
            under = Box(box.left, top + sum(heights) + _GAP, box.width, high)
            made.append(_words(below, slide, under))
        return made

    def _table(
        self, slide: SlideSession, width: float, heights: list[float], size: float
    ) -> Element:
        grid = [element("a:gridCol", w=mm_to_emu(wide)) for wide in self._widths(width)]
        made = element(
            "a:tbl", element("a:tblPr", firstRow=1, firstCol=1), element("a:tblGrid", *grid)
        )
        letters = self._letters(slide.deck, size)
        head = slide.deck.letters(letters.size, bold=True)
        headers = tuple(Cell((Text(column.header),)) for column in self.block.columns)
        rows = [headers, *(row.cells for row in self.block.rows)]
        for place, (cells, high) in enumerate(zip(rows, heights, strict=True)):
            row = element("a:tr", h=mm_to_emu(high))
            for cell, column in zip(cells, self.block.columns, strict=True):
                look = head if place == 0 else letters
                number = column.kind is ColumnKind.NUMBER
                last = place in {0, len(rows) - 1}
                row.append(_cell(cell, look, slide, number=number, is_head=place == 0, edge=last))
            made.append(row)
        return made


def _words(lines: list[Line], slide: SlideSession, box: Box) -> Element:
    number = slide.next_shape()
    body = slide.text.body(lines, body_properties())
    return shape(named(number, f"Tekst {number}"), box, body)


def _cell(
    cell: Cell, letters: Letters, slide: SlideSession, *, number: bool, is_head: bool, edge: bool
) -> Element:
    body = slide.text.body(
        [Line(cell.text, letters, right=number)], element("a:bodyPr"), "a:txBody"
    )
    colours = slide.deck.house.colours
    colour, thick = (colours.house, 12_700) if edge else (colours.hairline, 6_350)
    properties = element("a:tcPr", anchor="b" if is_head else "t")
    for name, side in (("marL", _BESIDE), ("marR", _BESIDE), ("marT", _ABOVE), ("marB", _ABOVE)):
        properties.set(name, str(mm_to_emu(side)))
    for name in ("lnL", "lnR", "lnT"):
        properties.append(element(f"a:{name}", element("a:noFill")))
    properties.append(element("a:lnB", solid(colour), w=thick))
    properties.append(solid(colours.tint) if is_head else element("a:noFill"))
    return element("a:tc", body, properties)
