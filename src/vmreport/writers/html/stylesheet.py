"""Builds the stylesheet of a document: fonts, base, house rules, column widths; values filled in.

Variables are replaced here rather than by the engine: the sheet stays small and fast, and a name
nobody defined is an error. No rules of its own except `@font-face` and `<col>` widths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from vmreport.assets import styles_root
from vmreport.errors import HouseStyleError, Place, Problem
from vmreport.writers.house_style import Colours, CoverGround, HouseStyle, TypeSize

__all__ = ["FontFace", "Mode", "Stylesheet", "build_stylesheet"]


class Mode(StrEnum):
    """For what the HTML is made: paged by the PDF writer, or read in a browser."""

    PRINT = "print"
    SCREEN = "screen"


FontFace: TypeAlias = tuple[str, int, str]
"""Where a face is found (a URL), its weight and its style."""


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The rules of a document, in the order in which they hold."""

    house: str
    """What all documents of a house share that are made for the same mode: read once."""
    own: str
    """Fonts, and the column widths of this document."""


_Length: TypeAlias = Callable[[float], str]
"""Turns printed points into a CSS length of the mode."""

_PROSE_MM = 126.0
_SCREEN_ROOT_PT = 10.5 / 1.0625
"""How many printed points make one rem: the text of 10.5 pt is 17 px on a screen."""


def build_stylesheet(
    style: HouseStyle,
    mode: Mode,
    *,
    faces: Sequence[FontFace],
    cover_art: str,
    widths: Iterable[int],
    letterhead: bool = False,
) -> Stylesheet:
    """Give the CSS; `cover_art` is a URL or empty, `widths` are tenths of a percent.

    `letterhead` adds the rules of papers without a title page.

    Raises HouseStyleError (E414) when a rule uses a variable that does not exist.
    """
    variables = _variables(style, mode, cover_art)
    base = _base("blocks.css") + _base("page.css" if mode is Mode.PRINT else "screen.css")
    if letterhead and mode is Mode.PRINT:
        base += _base("letterhead.css")
    house = [_fill(base, variables, "styles/base"), _fill(style.css, variables, "house.css")]
    own = [
        *(_font_face(style.fonts.family, face) for face in faces),
        *(f".w-{width} {{ width: {width / 10:g}%; }}" for width in sorted(set(widths))),
    ]
    return Stylesheet("\n".join(filter(None, house)), "\n".join(own))


@cache
def _base(name: str) -> str:
    text = (styles_root() / "base" / name).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/\n*", "", text, flags=re.DOTALL)


def _fill(css: str, variables: Mapping[str, str], file: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in variables:
            problem = Problem(
                "E414",
                Place(file),
                f"De variabele --{match[1]} bestaat niet.",
                "Gebruik een van: " + ", ".join(f"--{name}" for name in sorted(variables)) + ".",
            )
            raise HouseStyleError([problem])
        return variables[match[1]]

    return re.sub(r"var\(--([\w-]+)\)", value, css)


def _font_face(family: str, face: FontFace) -> str:
    url, weight, slant = face
    return (
        f'@font-face {{ font-family: "{family}"; src: url("{url}"); '
        f"font-weight: {weight}; font-style: {slant}; }}"
    )


def _variables(style: HouseStyle, mode: Mode, cover_art: str) -> dict[str, str]:
    def length(points: float) -> str:
        return f"{points:.4g}pt" if mode is Mode.PRINT else f"{points / _SCREEN_ROOT_PT:.4g}rem"

    variables = {
        field.name.replace("_", "-"): getattr(style.colours, field.name)
        for field in fields(Colours)
    }
    variables["family"] = f'"{style.fonts.family}"' + (
        "" if mode is Mode.PRINT else ", system-ui, sans-serif"
    )
    variables["root-size"] = length(style.sizes.text.size) if mode is Mode.PRINT else "100%"
    variables |= _type(style, length) | _spaces(style, mode, length) | _cover(style, cover_art)
    return variables | (_print(style) if mode is Mode.PRINT else _screen(style, length))


def _type(style: HouseStyle, length: _Length) -> dict[str, str]:
    sizes = style.sizes
    named = {
        "text": sizes.text,
        "small": sizes.small,
        "table": sizes.table,
        "lead": sizes.lead,
        "h1": sizes.heading_1,
        "h2": sizes.heading_2,
        "h3": sizes.heading_3,
        "title": sizes.title,
        "title-long": TypeSize(
            round(sizes.title.size * 0.72, 1), round(sizes.title.line * 0.75, 1)
        ),
        "figure": sizes.figure,
        "note": sizes.note,
        "h1-close": _closer(sizes.heading_1, 0.83),
        "h2-close": _closer(sizes.heading_2, 0.87),
        "lead-close": _closer(sizes.lead, 0.88),
        "figure-close": _closer(sizes.figure, 0.87),
    }
    variables = {f"{name}-size": length(size.size) for name, size in named.items()}
    variables |= {f"{name}-line": length(size.line) for name, size in named.items()}
    return variables | {"topic-size": length(sizes.text.size)}


def _closer(size: TypeSize, share: float) -> TypeSize:
    """Give a smaller size for papers that must hold their text on few pages."""
    return TypeSize(round(size.size * share, 1), round(size.line * share, 1))


def _spaces(style: HouseStyle, mode: Mode, length: _Length) -> dict[str, str]:
    line = style.sizes.text.line
    spaces = {
        "eighth": 0.125,
        "quarter": 0.25,
        "half": 0.5,
        "three-quarters": 0.75,
        "line": 1,
        "line-2": 2,
        "line-3": 3,
        "line-4": 4,
    }
    printed = mode is Mode.PRINT
    return {
        **{name: length(line * share) for name, share in spaces.items()},
        "indent": length(line),
        "gutter": "6mm" if printed else "1.5rem",
        "callout-pad": length(line * 0.75),
        "field-pad": length(line * 0.3),
        "hair": "0.4pt" if printed else "1px",
        "line-mark": "0.6pt" if printed else "1px",
        "rule": "1.2pt" if printed else "2px",
        "rule-2": "3pt" if printed else "4px",
        "prose": f"{_PROSE_MM:g}mm" if printed else "38rem",
        "lead-width": f"{_PROSE_MM + 14:g}mm" if printed else "42rem",
        "heading-width": "none",
    }


def _cover(style: HouseStyle, cover_art: str) -> dict[str, str]:
    on_house = style.cover.ground is CoverGround.HOUSE
    return {
        "cover-ground": style.colours.house if on_house else style.colours.tint,
        "cover-ink": style.colours.on_house if on_house else style.colours.house,
        "cover-art": f'url("{cover_art}")' if cover_art else "none",
    }


def _print(style: HouseStyle) -> dict[str, str]:
    page, small = style.page, style.sizes.small
    width = page.text_width

    def tile(count: int) -> str:
        return f"{(width - 6 * (count - 1)) / count - 0.05:.2f}mm"

    def panel(count: int) -> str:
        """Give the room inside a tile with a ground of its own: closer together, padded."""
        return f"{(width - 2 * (count - 1)) / count - 3.05:.2f}mm"

    running = f'{small.size:g}pt/{small.line:g}pt "{style.fonts.family}"'
    return {
        "page-margins": f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm",
        "running-font": running,
        "running-strong": f"600 {running}",
        "cover-origin": f"{-page.left:g}mm {-page.top:g}mm",
        "cover-height": f"{297 - page.top - page.bottom - 1:g}mm",
        "cover-band-bottom": f"{297 - 208 - page.bottom - 1 + 12:g}mm",
        "cover-facts-top": f"{220 - page.top:g}mm",
        "logo-width": f"{style.logo.width:g}mm",
        "letterhead-bottom": f"{max(min(16, page.bottom), page.bottom - 6):g}mm",
        "letterhead-rise": f"{min(9 - page.top, 0):g}mm",
        "tile-2": tile(2),
        "tile-3": tile(3),
        "tile-4": tile(4),
        "panel-2": panel(2),
        "panel-3": panel(3),
        "panel-4": panel(4),
        "field-label": f"{width - _PROSE_MM:g}mm",
        "field-label-out": f"{_PROSE_MM - width:g}mm",
        "field-label-text": f"{width - _PROSE_MM - 5:g}mm",
    }


def _screen(style: HouseStyle, length: _Length) -> dict[str, str]:
    sizes = style.sizes
    return {
        "side": "1.25rem",
        "screen-width": "52rem",
        "logo-width": f"{style.logo.width / 4.2:.3g}rem",
        "cover-art-width": "min(100%, 46rem)",
        "cover-space": "calc(min(30vw, 13.8rem) + 1rem)",
        "h1-small-size": length(sizes.heading_1.size * 0.8),
        "title-small-size": length(sizes.title.size * 0.66),
    }
