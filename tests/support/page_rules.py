"""What stands where on finished pages: how full they are, and what their last line is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from support.words import normalise

__all__ = ["Sheet", "sheets"]

POINTS_PER_MM = 72 / 25.4
_HEAD = 20 * POINTS_PER_MM
_FOOT = 15 * POINTS_PER_MM
"""Room of the running head and foot."""


@dataclass(frozen=True)
class Sheet:
    """One page: its text lines between running head and foot, in the order of the page."""

    number: int
    lines: tuple[str, ...]
    filled: float
    """How far down the text reaches, as a share of the room between head and foot."""
    foot: int
    """Pieces of text in the room of the running foot."""


def sheets(data: bytes) -> Iterator[Sheet]:
    """Give the pages of a PDF."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(pdf)):
            yield _sheet(pdf[index], index + 1)
    finally:
        pdf.close()


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    height = page.get_height()
    text = page.get_textpage()
    top, bottom = height - _HEAD, _FOOT
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    inside = [box for box in boxes if bottom < box[1] and box[3] < top]
    baselines: dict[int, list[tuple[float, float, float, float]]] = {}
    for box in inside:
        baselines.setdefault(round(box[1] / 4), []).append(box)
    lines = tuple(
        normalise(" ".join(text.get_text_bounded(*box) for box in sorted(row)))
        for _, row in sorted(baselines.items(), reverse=True)
    )
    lowest = min((box[1] for box in inside), default=top)
    foot = sum(box[1] <= bottom for box in boxes)
    return Sheet(number, lines, (top - lowest) / (top - bottom), foot)
