"""A sheet in millimetres, origin top left, on which charts put marks; and the finished drawing.

A mark is data: a line, an area, a disc, a piece of text. Chart kinds decide where marks stand;
`vector` and `render` turn them into files. Nothing here knows indicators, axes or verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from vmreport.charts.lettering import MM, FontSet, Style, font_set
from vmreport.charts.theme import ChartTheme

__all__ = [
    "LEADING",
    "Anchor",
    "Area",
    "Canvas",
    "Disc",
    "Drawing",
    "Line",
    "Mark",
    "Spot",
    "Type",
    "Words",
]

Spot: TypeAlias = tuple[float, float]
"""A place on the sheet: millimetres from the left and from the top."""

LEADING = 1.24
"""Distance of baselines, in ems."""

_MIDDLE = 0.285
"""How far a baseline stands under the optical middle of a line, in ems."""


class Anchor(StrEnum):
    """Which end of a text stands at its place."""

    START = "left"
    MIDDLE = "center"
    END = "right"


@dataclass(frozen=True, slots=True)
class Type:
    """How letters look: size in points, colour, style."""

    size: float
    colour: str
    style: Style = Style.REGULAR

    @property
    def em(self) -> float:
        """The size in mm."""
        return self.size * MM

    @property
    def line(self) -> float:
        """The distance of two baselines in mm."""
        return self.size * MM * LEADING


@dataclass(frozen=True, slots=True)
class Line:
    """A line through spots; `width` in mm, `dash` in mm drawn and left open by turns."""

    spots: tuple[Spot, ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape of one or more closed rings; an empty colour is no fill or no edge."""

    rings: tuple[tuple[Spot, ...], ...]
    fill: str
    edge: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A round mark; `radius` to the middle of its edge."""

    centre: Spot
    radius: float
    fill: str
    edge: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `at` is on its baseline, `angle` counter-clockwise in degrees."""

    text: str
    at: Spot
    type: Type
    anchor: Anchor = Anchor.START
    angle: float = 0.0


Mark: TypeAlias = Line | Area | Disc | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart. The same drawing serves every format; sizes are as printed."""

    width_mm: float
    height_mm: float
    theme: ChartTheme
    marks: tuple[Mark, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every line of text in the drawing, in the order it was set."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Words))

    def svg(self) -> bytes:
        """Give SVG with text as text: for PDF, where the page brings the font."""
        from vmreport.charts.vector import svg

        return svg(self, outlined=False)

    def svg_outlined(self) -> bytes:
        """Give SVG with text as shapes: for Word and for `<img>`, which see no page font."""
        from vmreport.charts.vector import svg

        return svg(self, outlined=True)

    def png(self, dpi: int = 200) -> bytes:
        """Give PNG on white at `dpi` dots per inch."""
        from vmreport.charts import render

        return render.png(self, dpi)


class Canvas:
    """The sheet being filled; marks set later lie over earlier ones."""

    def __init__(self, theme: ChartTheme, width: float) -> None:
        self.theme = theme
        self.width = width
        self.fonts: FontSet = font_set(theme.family, theme.font_files())
        self._marks: list[Mark] = []

    def text(self, colour: str = "", style: Style = Style.REGULAR) -> Type:
        """Give the lettering of labels and values."""
        return Type(self.theme.text_pt, colour or self.theme.ink, style)

    def small(self, colour: str = "", style: Style = Style.REGULAR) -> Type:
        """Give the lettering of axes, heads and notes."""
        return Type(self.theme.small_pt, colour or self.theme.grey, style)

    def measure(self, text: str, lettering: Type) -> float:
        """Give the width of a line of text in mm."""
        return self.fonts.width(text, lettering.size, lettering.style)

    def wrap(self, text: str, room: float, lettering: Type) -> tuple[str, ...]:
        """Break text into lines of at most `room` mm."""
        return self.fonts.wrap(text, room, lettering.size, lettering.style)

    def line(
        self,
        spots: Sequence[Spot],
        colour: str,
        width: float,
        dash: tuple[float, ...] = (),
        *,
        round_ends: bool = False,
    ) -> None:
        """Draw a line."""
        self._marks.append(Line(tuple(spots), colour, width, dash, round_ends))

    def area(self, spots: Sequence[Spot], fill: str, edge: str = "", width: float = 0.0) -> None:
        """Draw a filled shape of one ring."""
        self._marks.append(Area((tuple(spots),), fill, edge, width))

    def rings(
        self, rings: Sequence[Sequence[Spot]], fill: str, edge: str = "", width: float = 0.0
    ) -> None:
        """Draw a filled shape of several rings."""
        self._marks.append(Area(tuple(map(tuple, rings)), fill, edge, width))

    def box(
        self, at: Spot, width: float, height: float, fill: str, edge: str = "", line: float = 0.0
    ) -> None:
        """Draw a rectangle from its top left corner."""
        x, y = at
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.area(corners, fill, edge, line)

    def disc(
        self, centre: Spot, radius: float, fill: str, edge: str = "", width: float = 0.0
    ) -> None:
        """Draw a round mark."""
        self._marks.append(Disc(centre, radius, fill, edge, width))

    def words(
        self,
        text: str,
        at: Spot,
        lettering: Type,
        anchor: Anchor = Anchor.START,
        angle: float = 0.0,
    ) -> None:
        """Set one line of text on its baseline; empty text sets nothing."""
        if text.strip():
            self.measure(text, lettering)
            self._marks.append(Words(text, at, lettering, anchor, angle))

    def lines(
        self,
        lines: Sequence[str],
        centre: Spot,
        lettering: Type,
        anchor: Anchor = Anchor.START,
    ) -> None:
        """Set lines of text so that their optical middle is at the height of `centre`."""
        x, y = centre
        first = y + _MIDDLE * lettering.em - (len(lines) - 1) * lettering.line / 2
        for index, text in enumerate(lines):
            self.words(text, (x, first + index * lettering.line), lettering, anchor)

    def hanging(
        self, lines: Sequence[str], top: Spot, lettering: Type, anchor: Anchor = Anchor.START
    ) -> float:
        """Set lines of text down from `top` and give the height they take."""
        x, y = top
        height = lettering.line * len(lines)
        self.lines(lines, (x, y + height / 2), lettering, anchor)
        return height

    def finish(self, height: float) -> Drawing:
        """Close the sheet at `height` mm."""
        return Drawing(self.width, round(height, 3), self.theme, tuple(self._marks))
