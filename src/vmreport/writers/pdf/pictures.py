"""Charts painted straight into the page, from their marks: no SVG to write, read and interpret.

Stands in for WeasyPrint's picture of an SVG: handed over as a picture that is there already, by
its URL. Places are those of the SVG. Private WeasyPrint API for text (see `engine.hooks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, inf, radians, sin
from typing import Any, assert_never

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw import text as draw_text
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from vmreport.charts.canvas import Anchor, Area, Disc, Drawing, Line, Type, Words
from vmreport.charts.lettering import MM, FontSet, Style, font_set
from vmreport.charts.vector import points, steps

__all__ = ["ChartPicture"]

_PX = 96 / 25.4
"""CSS pixels in a millimetre."""
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
_OPERATORS = {"M": "m", "L": "l", "C": "c", "z": "h"}


class _TextStyle(dict[str, Any]):
    """A style of text, as WeasyPrint's text layout reads it."""

    font_config: Any = None


@dataclass(slots=True)
class _TextBox:
    """A line of text, as WeasyPrint's drawing of text reads it."""

    text: str
    style: _TextStyle
    pango_layout: Any
    baseline: float = 0.0


class ChartPicture:
    """A chart as a picture of WeasyPrint's."""

    def __init__(self, drawing: Drawing, fonts: Any) -> None:
        self._drawing = drawing
        self._fonts = fonts
        self._styles: dict[Type, _TextStyle] = {}

    def get_intrinsic_size(
        self, image_resolution: float, font_size: float
    ) -> tuple[float, float, float]:
        """Give width and height in CSS pixels, and their ratio."""
        del image_resolution, font_size
        width, height = self._drawing.width_mm, self._drawing.height_mm
        return width * _PX, height * _PX, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Paint the chart into `stream`, `width` CSS pixels wide; the ratio is the chart's own."""
        del height, style
        theme = self._drawing.theme
        faces = font_set(theme.family, theme.font_files())
        scale = width / self._drawing.width_mm * MM
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            stream.set_miter_limit(4)
            for mark in self._drawing.marks:
                match mark:
                    case Line():
                        stream.stream.append(_line(mark))
                    case Area() | Disc():
                        stream.stream.append(_shape(mark))
                    case Words():
                        self._words(stream, mark, faces)
                    case _ as never:
                        assert_never(never)

    def _words(self, stream: Any, mark: Words, faces: FontSet) -> None:
        style = self._style(mark.type, faces)
        layout, _, _, width, _, _ = line_break.split_first_line(
            mark.text, style, None, inf, justification_spacing=0
        )
        turn = radians(mark.angle)
        along, down = cos(turn), -sin(turn)
        start = -width * _SHARES[mark.anchor]
        x, y = mark.at[0] / MM + along * start, mark.at[1] / MM + down * start
        stream.stream.append(f"{_colour(mark.type.colour)} rg".encode())
        layout.reactivate(style)
        stream.begin_text()
        box = _TextBox(mark.text, style, layout)
        matrix = Matrix(along, down, down, -along, x, y)
        draw_text.draw_first_line(stream, box, "none", "none", matrix)
        stream.end_text()

    def _style(self, look: Type, faces: FontSet) -> _TextStyle:
        if look not in self._styles:
            style = _TextStyle(INITIAL_VALUES)
            style.font_config = self._fonts
            style["font_family"] = [faces.family]
            style["font_size"] = look.size
            style["font_weight"] = faces.weight(look.style)
            style["font_style"] = "italic" if look.style is Style.ITALIC else "normal"
            self._styles[look] = style
        return self._styles[look]


def _colour(colour: str) -> str:
    """Give `#rrggbb` as the numbers of a PDF."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


def _path(mark: Line | Area | Disc) -> str:
    parts: list[str] = []
    for kind, spots in steps(mark):
        parts += [f"{points(x)} {points(y)}" for x, y in spots]
        parts.append(_OPERATORS[kind])
    return " ".join(parts)


def _line(mark: Line) -> bytes:
    cap = 1 if mark.round_ends else 0
    dash = " ".join(points(part) for part in mark.dash)
    pen = f"{_colour(mark.colour)} RG {points(mark.width)} w {cap} J [{dash}] 0 d"
    return f"{pen} {_path(mark)} S".encode()


def _shape(mark: Area | Disc) -> bytes:
    fill = f"{_colour(mark.fill)} rg " if mark.fill else ""
    edge = f"{_colour(mark.edge)} RG {points(mark.width)} w 0 J [] 0 d " if mark.edge else ""
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    return f"{fill}{edge}{_path(mark)} {paint[bool(fill), bool(edge)]}".encode()
