"""Which pieces the blocks of a slide are; running text that stands together is one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vmreport.document.blocks import Block, Callout, Figure, KeyFigures, Table
from vmreport.writers.pptx.figures import FigurePiece
from vmreport.writers.pptx.frames import CalloutPiece, Piece, TextPiece
from vmreport.writers.pptx.tables import TablePiece
from vmreport.writers.pptx.tiles import TilesPiece

__all__ = ["pieces_of"]


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """Yield the pieces of a slide in reading order."""
    run: list[Block] = []
    is_first = True
    for block in blocks:
        piece = _own_piece(block)
        if piece is None:
            run.append(block)
            continue
        if run:
            yield TextPiece(tuple(run), is_first)
            run, is_first = [], False
        yield piece
    if run:
        yield TextPiece(tuple(run), is_first)


def _own_piece(block: Block) -> Piece | None:
    """Give the piece of a block that is no running text."""
    match block:
        case Callout():
            return CalloutPiece(block)
        case KeyFigures():
            return TilesPiece(block)
        case Table():
            return TablePiece(block)
        case Figure():
            return FigurePiece(block)
        case _:
            return None
