"""The shapes of letters, and how close they stand: for charts whose text is drawn, not typed.

Reads the font file itself: outlines, widths and kerning of pairs.
Source: OpenType 1.9, GPOS lookup types 2 and 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

__all__ = ["Outlines", "outlines_of"]

_PAIRS, _EXTENSION = 2, 9


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A subtable that kerns pairs."""

    places: dict[str, int]
    """Place in the table of the letters at the left."""
    table: Any

    def between(self, left: str, right: str) -> int | None:
        """Give what moves `right` from `left`; None when the table does not know them."""
        place = self.places.get(left)
        if place is None:
            return None
        if self.table.Format == 1:
            for record in self.table.PairSet[place].PairValueRecord:
                if record.SecondGlyph == right:
                    return _advance(record.Value1)
            return None
        first = self.table.ClassDef1.classDefs.get(left, 0)
        second = self.table.ClassDef2.classDefs.get(right, 0)
        return _advance(self.table.Class1Record[first].Class2Record[second].Value1)


class Outlines:
    """One font file, as far as drawing letters needs it. Lengths are font units."""

    def __init__(self, path: Path) -> None:
        font: Any = TTFont(BytesIO(path.read_bytes()), lazy=True)
        self._letters: dict[int, str] = font.getBestCmap()
        self._widths = font["hmtx"].metrics
        self._glyphs = font.getGlyphSet()
        self._pairs = tuple(_pair_tables(font))
        self._paths: dict[str, str] = {}
        self._kerns: dict[tuple[str, str], int] = {}
        self.units: int = font["head"].unitsPerEm

    def set_line(self, text: str) -> tuple[tuple[tuple[str, int], ...], int]:
        """Give the glyphs of `text` with their places, and the width of all."""
        placed: list[tuple[str, int]] = []
        at, last = 0, ""
        for letter in text:
            glyph = self._letters.get(ord(letter), ".notdef")
            at += self._kern(last, glyph) if last else 0
            placed.append((glyph, at))
            at += self._widths[glyph][0]
            last = glyph
        return tuple(placed), at

    def path(self, glyph: str) -> str:
        """Give the outline of a glyph as SVG path data, y upwards; empty for a blank."""
        if glyph not in self._paths:
            pen = SVGPathPen(self._glyphs, ntos=lambda number: f"{number:g}")
            self._glyphs[glyph].draw(pen)
            self._paths[glyph] = pen.getCommands()
        return self._paths[glyph]

    def _kern(self, left: str, right: str) -> int:
        pair = left, right
        if pair not in self._kerns:
            found = (table.between(left, right) for table in self._pairs)
            self._kerns[pair] = next((kern for kern in found if kern is not None), 0)
        return self._kerns[pair]


@lru_cache(maxsize=16)
def outlines_of(path: Path) -> Outlines:
    """Give the outlines of a font file that `lettering` has found in order."""
    return Outlines(path)


def _pair_tables(font: Any) -> list[_Pairs]:
    """Give the subtables that kern pairs, in the order in which they are tried."""
    if "GPOS" not in font:
        return []
    table = font["GPOS"].table
    features = [f.Feature for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    numbers = sorted({number for feature in features for number in feature.LookupListIndex})
    found = []
    for number in numbers:
        for subtable in table.LookupList.Lookup[number].SubTable:
            inner = subtable.ExtSubTable if subtable.LookupType == _EXTENSION else subtable
            if inner.LookupType == _PAIRS:
                places = {glyph: place for place, glyph in enumerate(inner.Coverage.glyphs)}
                found.append(_Pairs(places, inner))
    return found


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)
