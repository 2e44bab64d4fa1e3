"""The geometric field of the title page, drawn from the house colours; decoration, never content.

`intervallen` shows dots with their margins, the picture this whole report is about; `tegels` a
pavement of quarter circles. Positions are fixed: the same style gives the same drawing.
"""

from __future__ import annotations

from typing import assert_never

from vmreport.writers.house_style import CoverArt, CoverGround, HouseStyle
from vmreport.writers.house_style.contrast import mix

__all__ = ["cover_art"]

_PAGE = (210.0, 297.0)
_FIELD_TOP, _FIELD_HEIGHT = 66.0, 142.0
_INTERVALS = (
    # start and end of the line, place of the dot, and of the hollow dot of the edition before
    (104, 150, 129, 0),
    (88, 160, 121, 140),
    (118, 172, 148, 0),
    (96, 138, 115, 130),
    (126, 190, 161, 0),
    (110, 152, 133, 118),
    (134, 182, 157, 0),
    (120, 200, 166, 148),
    (146, 188, 169, 0),
)
_TILES = (
    "  abcd  ab",
    " dcab dacb",
    "bad cabd a",
)
_TILE = 21.0


def cover_art(style: HouseStyle, *, whole_page: bool) -> bytes:
    """Give the drawing as SVG: the whole A4 page, or the band alone."""
    field = style.colours.house if style.cover.ground is CoverGround.HOUSE else style.colours.tint
    top = _FIELD_TOP if whole_page else 0.0
    shapes = []
    if whole_page:
        shapes.append(_rect(0, top, _PAGE[0], _FIELD_HEIGHT, field))
    match style.cover.art:
        case CoverArt.INTERVALS:
            shapes += _intervals(style, field, top)
        case CoverArt.TILES:
            shapes += _tiles(style, field, top)
        case CoverArt.NONE:
            pass
        case _:
            assert_never(style.cover.art)
    height = _PAGE[1] if whole_page else _TILE * 3
    size = f'width="{_PAGE[0]:g}mm" height="{height:g}mm" viewBox="0 0 {_PAGE[0]:g} {height:g}"'
    body = "\n".join(shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'.encode()


def _shades(style: HouseStyle, field: str) -> tuple[str, str, str]:
    """Give three solid colours from quiet to clear on the field."""
    front = "#ffffff" if field == style.colours.house else style.colours.house
    return mix(field, front, 0.22), mix(field, front, 0.45), mix(field, front, 0.85)


def _intervals(style: HouseStyle, field: str, top: float) -> list[str]:
    quiet, middle, clear = _shades(style, field)
    shapes = [
        f'<path d="M{x} {top + 7:g}V{top + 64:g}" stroke="{mix(field, quiet, 0.6)}" stroke-width="0.25"/>'
        for x in range(88, 205, 16)
    ]
    for row, (start, end, dot, before) in enumerate(_INTERVALS):
        y = top + 10 + row * 6.4
        shapes.append(
            f'<path d="M{start} {y:g}H{end}" stroke="{middle}" stroke-width="0.9" stroke-linecap="round"/>'
        )
        if before:
            shapes.append(
                f'<circle cx="{before}" cy="{y:g}" r="1.35" fill="{field}" stroke="{middle}" stroke-width="0.6"/>'
            )
        shapes.append(f'<circle cx="{dot}" cy="{y:g}" r="1.9" fill="{clear}"/>')
    return shapes


def _tiles(style: HouseStyle, field: str, top: float) -> list[str]:
    shades = _shades(style, field)
    shapes = []
    for row, line in enumerate(_TILES):
        for column, kind in enumerate(line):
            if kind == " ":
                continue
            shade = shades[(row * 2 + column) % 3]
            x, y = column * _TILE, top + row * _TILE
            shapes.append(f'<path d="{_quarter(kind, x, y, _TILE)}" fill="{shade}"/>')
    return shapes


def _quarter(kind: str, x: float, y: float, side: float) -> str:
    """Give a quarter disc in a square, its corner turned by `kind` (a, b, c or d)."""
    right, bottom = x + side, y + side
    arc = f"A{side:g} {side:g} 0 0"
    paths = {
        "a": f"M{x:g} {y:g}H{right:g}{arc} 1 {x:g} {bottom:g}Z",
        "b": f"M{right:g} {y:g}V{bottom:g}{arc} 1 {x:g} {y:g}Z",
        "c": f"M{right:g} {bottom:g}H{x:g}{arc} 1 {right:g} {y:g}Z",
        "d": f"M{x:g} {bottom:g}V{y:g}{arc} 1 {right:g} {bottom:g}Z",
    }
    return paths[kind]


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'
