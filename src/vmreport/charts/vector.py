"""Marks as lean SVG: what a reader needs and nothing else, places rounded to 0.01 pt.

Text stays text (for a page that brings the font) or becomes shapes (for a picture that cannot see
the fonts of its page). Where marks stand is decided by the chart kinds, never here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal, TypeAlias, assert_never

from vmreport.charts.canvas import Anchor, Area, Disc, Drawing, Line, Spot, Words
from vmreport.charts.lettering import MM, FontSet, Style, font_set
from vmreport.charts.outlines import Outlines, outlines_of

__all__ = ["Step", "points", "steps", "svg"]

Step: TypeAlias = tuple[Literal["M", "L", "C", "z"], tuple[Spot, ...]]
"""Part of an outline: move, line, curve or close, with its spots in mm."""
_CIRCLE = 0.5522847498
"""Handle length of four curves that make a circle."""
_ANCHORS = {
    Anchor.START: "",
    Anchor.MIDDLE: ' text-anchor="middle"',
    Anchor.END: ' text-anchor="end"',
}
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def svg(drawing: Drawing, *, outlined: bool) -> bytes:
    """Write a drawing as SVG, text as text or as shapes. Same drawing, same bytes.

    Raises EnvironmentFault when a font is not as it must be.
    """
    theme = drawing.theme
    fonts = font_set(theme.family, theme.font_files())
    shapes = _Shapes(fonts) if outlined else None
    body = "".join(_marks(drawing, fonts, shapes))
    size = f'width="{drawing.width_mm:g}mm" height="{drawing.height_mm:g}mm"'
    box = f'viewBox="0 0 {points(drawing.width_mm)} {points(drawing.height_mm)}"'
    look = f"font-family=\"'{escape(theme.family)}'\""
    links = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if outlined else ""
    defs = shapes.definitions() if shapes else ""
    head = f'<svg{links} xmlns="http://www.w3.org/2000/svg" {size} {box} {look}>'
    return f"{head}{defs}{body}</svg>".encode()


def _marks(drawing: Drawing, fonts: FontSet, shapes: _Shapes | None) -> Iterator[str]:
    for mark in drawing.marks:
        match mark:
            case Line():
                yield _line(mark)
            case Area() | Disc():
                yield _shape(mark)
            case Words():
                yield shapes.words(mark) if shapes else _words(mark, fonts)
            case _ as never:
                assert_never(never)


def _short(points: float) -> str:
    """Give a length in points; like a printed number, without needless digits."""
    short = f"{points:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def points(mm: float) -> str:
    """Give a length in points, as it stands in a file."""
    return _short(round(mm / MM, 6))


def steps(mark: Line | Area | Disc) -> Iterator[Step]:
    """Yield the outline of a mark."""
    match mark:
        case Line(spots):
            yield from _ring(spots)
        case Area(rings):
            for ring in rings:
                yield from _ring(ring)
                yield "z", ()
        case Disc(centre, radius):
            yield from _circle(centre, radius)


def _ring(spots: Iterable[Spot]) -> Iterator[Step]:
    for place, spot in enumerate(spots):
        yield "L" if place else "M", (spot,)


def _path(mark: Line | Area | Disc) -> str:
    parts: list[str] = []
    for kind, spots in steps(mark):
        parts.append(kind)
        parts += [f"{points(x)} {points(y)}" for x, y in spots]
    return " ".join(parts)


def _line(mark: Line) -> str:
    dash = ",".join(points(part) for part in mark.dash)
    return (
        f'<path d="{_path(mark)}" fill="none"'
        + (f' stroke-dasharray="{dash}"' if dash else "")
        + f' stroke="{mark.colour.lower()}" stroke-width="{points(mark.width)}"'
        + (' stroke-linecap="round"' if mark.round_ends else "")
        + "/>"
    )


def _shape(mark: Area | Disc) -> str:
    edge, width = mark.edge.lower(), points(mark.width)
    stroke = f' stroke="{edge}" stroke-width="{width}"' if edge else ""
    return f'<path d="{_path(mark)}" fill="{mark.fill.lower() or "none"}"{stroke}/>'


def _circle(centre: Spot, radius: float) -> Iterator[Step]:
    x, y = centre
    r, k = radius, radius * _CIRCLE
    yield "M", ((x + r, y),)
    yield from (
        ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("C", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
    )
    yield "z", ()


def _words(mark: Words, fonts: FontSet) -> str:
    x, y = (points(part) for part in mark.at)
    weight = fonts.weight(mark.type.style)
    turn = f' transform="rotate({_short(-mark.angle)} {x} {y})"' if mark.angle else ""
    return (
        f'<text x="{x}" y="{y}"{turn}'
        + (' font-style="italic"' if mark.type.style is Style.ITALIC else "")
        + (f' font-weight="{weight}"' if weight != 400 else "")
        + f' font-size="{mark.type.size:g}px"{_ANCHORS[mark.anchor]}'
        + f' fill="{mark.type.colour.lower()}">{escape(mark.text, quote=False)}</text>'
    )


class _Shapes:
    """The letters of one drawing as shapes: each is drawn once and used by number."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._numbers: dict[tuple[Style, str], int] = {}

    def words(self, mark: Words) -> str:
        """Give the shapes of a line of text at its place; blanks have none."""
        style = mark.type.style
        outlines = self._outlines(style)
        glyphs, width = outlines.set_line(mark.text)
        scale = mark.type.size / outlines.units
        start = -width * _SHARES[mark.anchor]
        uses = "".join(
            f'<use xlink:href="#g{self._number(style, glyph)}"{_aside(place + start)}/>'
            for glyph, place in glyphs
            if outlines.path(glyph)
        )
        x, y = (points(part) for part in mark.at)
        turn = f" rotate({_short(-mark.angle)})" if mark.angle else ""
        place = f"translate({x} {y}){turn} scale({scale:.6g} {-scale:.6g})"
        return f'<g transform="{place}" fill="{mark.type.colour.lower()}">{uses}</g>'

    def definitions(self) -> str:
        """Give the shapes that were used."""
        paths = (
            f'<path id="g{number}" d="{self._outlines(style).path(glyph)}"/>'
            for (style, glyph), number in self._numbers.items()
        )
        return f"<defs>{''.join(paths)}</defs>"

    def _outlines(self, style: Style) -> Outlines:
        return outlines_of(self._fonts.path(style))

    def _number(self, style: Style, glyph: str) -> int:
        return self._numbers.setdefault((style, glyph), len(self._numbers))


def _aside(units: float) -> str:
    return f' x="{_short(units)}"' if units else ""
