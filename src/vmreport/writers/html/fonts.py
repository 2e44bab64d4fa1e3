"""The shipped fonts in a page: whole for print, cut to the used characters for one file.

Also the check that every character has a glyph, before anything is drawn: a missing one would
come from another font, or print as a box, without a word. Source: design/risks.md E6.
"""

from __future__ import annotations

import io
import re
from functools import cache
from html import unescape
from pathlib import Path

from vmreport.errors import ContentError, Place, Problem
from vmreport.fontset import describe, fontset_of
from vmreport.writers.font_cutting import cut_font
from vmreport.writers.house_style import FontFamily, HouseStyle
from vmreport.writers.html.assets import AssetStore
from vmreport.writers.html.stylesheet import FontFace

__all__ = ["print_faces", "require_characters", "screen_faces"]

_FEATURES = ("kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "lnum")
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–•‐-·"
"""Characters a browser or stylesheet may add: list marks, hyphens, digits."""


def print_faces(style: HouseStyle, store: AssetStore) -> tuple[FontFace, ...]:
    """Give the faces as whole files; the PDF engine cuts them to size itself."""
    return tuple(
        (store.add(_bytes(path), "font/ttf"), weight, slant)
        for path, weight, slant in style.fonts.faces
    )


def screen_faces(style: HouseStyle, store: AssetStore, html: str) -> tuple[FontFace, ...]:
    """Give the faces as WOFF2 with the glyphs of the characters in `html`."""
    characters = frozenset(map(ord, unescape(html) + _ALWAYS))
    slanted = "<em>" in html or 'class="quote' in html
    return tuple(
        (store.add(_cut(path, characters), "font/woff2"), weight, slant)
        for path, weight, slant in style.fonts.faces
        if weight != 700 and (slant == "normal" or slanted)
    )


def require_characters(html: str, fonts: FontFamily) -> None:
    """Raise ContentError (E590), naming each character in `html` that a face does not have."""
    text = unescape(re.sub(r"<[^>]*>", "", html))
    missing = fontset_of(path for path, _, _ in fonts.faces).missing(text)
    if missing:
        raise ContentError([_missing(character, text, fonts.family) for character in missing])


def _missing(character: str, text: str, family: str) -> Problem:
    at = text.index(character)
    around = " ".join(text[max(0, at - 30) : at + 30].split())
    what = f"Het teken {describe(character)} zit niet in {family}: “{around}”."
    hint = "Vervang het in de tekst door een gewoon letterteken."
    return Problem("E590", Place("document"), what, hint)


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _cut(path: Path, characters: frozenset[int]) -> bytes:
    from fontTools.ttLib import TTFont

    small = cut_font(path, characters, _FEATURES, _NAMES, hinting=False)
    out = io.BytesIO()
    with TTFont(io.BytesIO(small), recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue()
