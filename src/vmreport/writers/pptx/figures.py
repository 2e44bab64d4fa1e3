"""A chart on a slide: PowerPoint's own where it has the kind, else the drawing; as large as fits.

A chart is made at the size it has in print and then scaled as a whole, so that letters, lines and
signs keep their proportions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Protocol, TypeVar

from vmreport.charts.draw import Drawing, draw
from vmreport.charts.theme import ChartTheme
from vmreport.document.blocks import Figure
from vmreport.document.charts import AreaMap
from vmreport.errors import WriterError
from vmreport.writers.office_charts import NativeChart, native_chart
from vmreport.writers.ooxml.xml import Element, element, qn, serialise_chart
from vmreport.writers.pptx.frames import Piece
from vmreport.writers.pptx.session import Session, SlideSession
from vmreport.writers.pptx.shapes import Box, body_properties, frame, named, picture, shape
from vmreport.writers.pptx.tables import caption_line
from vmreport.writers.pptx.text import Line, Ruler

__all__ = ["FigurePiece"]

_LEAST = 60.0
"""Least height of a figure, in mm."""
_GAP = 2.0
_NOTE = 12.0
_SCALES = tuple(step / 20 for step in range(20, 43))
"""How much larger than in print a chart may be."""
_SHARES = (1.0, 0.85, 0.7, 0.55)
"""Parts of the width in which a drawing is tried."""
_ASIDE, _ASIDE_GAP = 0.24, 8.0
"""Part of the width for words at the right of a drawing, and the room between, in mm."""
_MAP_SCALE = 1.3
"""Larger, and names no longer fit in the areas of a map."""
_PNG_DPI = 220
_LARGEST_SIGN = 72
_SMALLEST_SIGN = 2


@dataclass(frozen=True, slots=True)
class FigurePiece(Piece):
    """Chart, caption, notes."""

    block: Figure
    grows = True

    @property
    def stands_beside(self) -> bool:
        """Say so for a map, which is about as high as wide."""
        return isinstance(self.block.chart, AreaMap)

    def _words(self, deck: Session) -> list[Line]:
        grey = deck.house.colours.grey
        caption = caption_line(self.block.label, self.block.caption, deck)
        return [caption, *(Line(note, deck.letters(_NOTE, grey)) for note in self.block.notes)]

    def height(self, session: Session, width: float, size: float) -> float:
        """Give the least height; letters of running text do not matter here."""
        del size
        return _LEAST + _GAP + session.ruler.height(self._words(session), width)

    def shapes(self, slide: SlideSession, box: Box, size: float) -> list[Element]:
        """Give the chart in the largest scale that fits, then its words.

        Raises WriterError when there are no words for who cannot see the chart.
        """
        del size
        if not self.block.alt.strip():
            raise WriterError(f"pptx: figure {self.block.anchor!r} has no alternative text")
        words = self._words(slide.deck)
        ruler = slide.deck.ruler
        below = ruler.height(words, box.width)
        under = Box(box.left, box.top, box.width, box.height - below - _GAP)
        made = _native(self.block, slide, under)
        if made is not None:
            chart, taken = made
            place = Box(box.left, box.top + taken + _GAP, box.width, below)
            return [chart, _text(words, place, slide)]
        drawing, room = _best(self.block, slide.deck, (under, *self._beside(words, box, ruler)))
        chart = _placed(self.block, drawing, slide, room)
        if room is under:
            place = Box(
                box.left, box.top + drawing[1] * drawing[0].height_mm + _GAP, box.width, below
            )
        else:
            left = room.left + room.width + _ASIDE_GAP
            place = Box(left, box.top, box.left + box.width - left, box.height)
        return [chart, _text(words, place, slide)]

    def _beside(self, words: list[Line], box: Box, ruler: Ruler) -> Iterator[Box]:
        """Yield the room of the drawing where its words stand at the right of it and fit there."""
        aside = box.width * _ASIDE
        is_map = isinstance(self.block.chart, AreaMap)
        if not is_map and ruler.height(words, aside) <= box.height:
            yield Box(box.left, box.top, box.width - aside - _ASIDE_GAP, box.height)


def _text(words: list[Line], place: Box, slide: SlideSession) -> Element:
    number = slide.next_shape()
    body = slide.text.body(words, body_properties())
    return shape(named(number, f"Onderschrift {number}"), place, body)


def _native(block: Figure, slide: SlideSession, room: Box) -> tuple[Element, float] | None:
    deck = slide.deck
    theme, day = deck.house.chart_theme, deck.document.metadata.date

    def make(scale: float) -> NativeChart | None:
        return native_chart(block.chart, theme, width_mm=room.width / scale, day=day)

    found = _largest(make, room.height)
    if found is None:
        return None
    made, scale = found
    part = scaled(made.chart, scale)
    link = element("c:externalData", element("c:autoUpdate", val=0))
    link.set(qn("r:id"), "rId1")
    part.append(link)
    identifier = deck.chart(slide.links, serialise_chart(part), made.workbook)
    content = element("c:chart")
    content.set(qn("r:id"), identifier)
    names = named(slide.next_shape(), block.label, block.alt)
    high = made.height_mm * scale
    place = Box(room.left, room.top, room.width, high)
    return frame(names, place, content, "c"), high


def _narrowed(
    block: Figure, theme: ChartTheme, room: Box, share: float
) -> tuple[Drawing, float] | None:
    """Give the drawing in a part of the width: what is high for its width gets larger so."""
    width = room.width * share
    most = _MAP_SCALE if isinstance(block.chart, AreaMap) else _SCALES[-1]
    scales = [scale for scale in _SCALES if scale <= most]
    return _largest(
        lambda scale: draw(block.chart, theme, width_mm=width / scale), room.height, scales
    )


def _best(block: Figure, deck: Session, rooms: Sequence[Box]) -> tuple[tuple[Drawing, float], Box]:
    """Give the drawing in the largest scale, and the room it is in; the first room when equal."""
    theme = deck.house.chart_theme
    shares = _SHARES[:1] if isinstance(block.chart, AreaMap) else _SHARES
    fitting = [
        (found, room)
        for room in rooms
        for share in shares
        if (found := _narrowed(block, theme, room, share))
    ]
    if fitting:
        return max(fitting, key=lambda item: item[0][1])
    drawing = draw(block.chart, theme, width_mm=rooms[0].width)
    return (drawing, rooms[0].height / drawing.height_mm), rooms[0]


def _placed(
    block: Figure, drawing: tuple[Drawing, float], slide: SlideSession, room: Box
) -> Element:
    made, scale = drawing
    deck = slide.deck
    png = deck.picture(slide.links, "png", made.png(dpi=_PNG_DPI))
    svg = deck.picture(slide.links, "svg", made.svg_outlined())
    place = Box(room.left, room.top, made.width_mm * scale, made.height_mm * scale)
    return picture(named(slide.next_shape(), block.label, block.alt), place, png, svg)


class _Made(Protocol):
    """A chart at the size it has in print."""

    @property
    def height_mm(self) -> float: ...


M = TypeVar("M", bound=_Made)


def _largest(
    make: Callable[[float], M | None], height: float, scales: Sequence[float] = _SCALES
) -> tuple[M, float] | None:
    """Give the chart in the largest scale in which it is not higher than `height`.

    None when there is no such chart, or none that fits at the size it has in print.
    """
    best: tuple[M, float] | None = None
    low, high = 0, len(scales) - 1
    while low <= high:
        middle = (low + high) // 2
        made = make(scales[middle])
        if made is None:
            return None
        if made.height_mm * scales[middle] <= height:
            best, low = (made, scales[middle]), middle + 1
        else:
            high = middle - 1
    return best


def scaled(chart: Element, scale: float) -> Element:
    """Give a chart part with letters, lines and signs `scale` times as large."""
    made = deepcopy(chart)
    for node in made.iter():
        match node.tag:
            case tag if tag in _LETTERS:
                _multiply(node, "sz", scale)
            case tag if tag == qn("a:ln"):
                _multiply(node, "w", scale)
            case tag if tag == qn("a:bodyPr"):
                for side in ("lIns", "rIns"):
                    _multiply(node, side, scale)
            case tag if tag == _SIGN:
                size = round(float(node.get("val", "5")) * scale)
                node.set("val", str(min(max(size, _SMALLEST_SIGN), _LARGEST_SIGN)))
            case _:
                continue
    return made


_LETTERS = frozenset((qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")))
_SIGN = qn("c:size")


def _multiply(node: Element, name: str, scale: float) -> None:
    value = node.get(name)
    if value is not None:
        node.set(name, str(round(int(value) * scale)))
