"""How wide the columns of a table are: the shares of the model, bent so that words fit.

Word breaks a word that is wider than its column anywhere, without a hyphen. A column therefore gets
at least its longest word, and where there is room a number or a verdict stays on one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from vmreport.charts.lettering import FontSet, Style, font_set
from vmreport.document.blocks import Column, ColumnKind, Table
from vmreport.document.inlines import plain_text
from vmreport.errors import ContentError
from vmreport.writers.house_style import HouseStyle

__all__ = ["TWIPS_PER_MM", "column_widths", "shared_widths", "text_width"]

TWIPS_PER_MM = 1440 / 25.4
_SPARE = 1.07
_SPARE_BOLD = 1.04
"""What a text may come out wider in Word, whose bold is wider than the semibold measured here;
a table must be sure, a label may touch its text."""
_BESIDE = 115
_BESIDE_NUMBER = 230
"""Margins and indents of a cell, in twips."""
_BREAKS = ("-", "/", "\u2013")


def shared_widths(columns: tuple[Column, ...], total: int) -> tuple[int, ...]:
    """Share `total` twips over the columns; the widths add up exactly."""
    return _exact([column.share for column in columns], total)


def column_widths(block: Table, house: HouseStyle, total: int) -> tuple[int, ...]:
    """Give the width of each column in twips; they add up to `total` exactly."""
    ruler = _Ruler(house)
    shares = [float(width) for width in shared_widths(block.columns, total)]
    whole: tuple[frozenset[ColumnKind], ...] = (
        frozenset({ColumnKind.NUMBER, ColumnKind.VERDICT}),
        frozenset({ColumnKind.NUMBER}),
        frozenset(),
    )
    needs = shares
    for kinds in whole:
        needs = [ruler.needs(block, place, kinds) for place in range(len(block.columns))]
        if sum(needs) <= total:
            return _exact(_raised(shares, needs), total)
    return _exact(needs, total)


def _exact(shares: list[float], total: int) -> tuple[int, ...]:
    whole = sum(shares)
    edges = [round(total * part / whole) for part in accumulate(shares)]
    return tuple(right - left for left, right in zip([0, *edges], edges, strict=False))


def _raised(shares: list[float], needs: list[float]) -> list[float]:
    """Raise what is under its need; what has more gives up the difference in proportion."""
    short = sum(max(need - share, 0.0) for share, need in zip(shares, needs, strict=True))
    spare = sum(max(share - need, 0.0) for share, need in zip(shares, needs, strict=True))
    given = short / spare if spare else 0.0
    return [
        need if share <= need else share - (share - need) * given
        for share, need in zip(shares, needs, strict=True)
    ]


class _Ruler:
    """Measures the texts of a table in the letters of the house, in twips."""

    def __init__(self, house: HouseStyle) -> None:
        theme = house.chart_theme
        self._fonts = font_set(theme.family, theme.font_files())
        self._head = house.sizes.small.size
        self._text = house.sizes.table.size

    def needs(self, block: Table, place: int, whole: frozenset[ColumnKind]) -> float:
        """Give the least width of a column; cells of the kinds in `whole` stay on one line."""
        column = block.columns[place]
        texts = [plain_text(row.cells[place].text) for row in block.rows]
        if column.kind not in whole:
            texts = [word for text in texts for word in _pieces(text)]
        return self._widest(texts, column)

    def _widest(self, cells: Iterable[str], column: Column) -> float:
        widths = [self._width(word, self._head, Style.SEMIBOLD) for word in _pieces(column.header)]
        widths += [self._width(text, self._text, Style.REGULAR) for text in cells]
        beside = _BESIDE_NUMBER if column.kind is ColumnKind.NUMBER else _BESIDE
        return max(widths, default=0.0) * _SPARE + beside

    def _width(self, text: str, size: float, style: Style) -> float:
        return _measured(self._fonts, text, size, style) * TWIPS_PER_MM


def text_width(text: str, size: float, house: HouseStyle, *, bold: bool = False) -> float:
    """Give the width in mm that a line of text in the letters of the house takes in Word."""
    theme = house.chart_theme
    fonts = font_set(theme.family, theme.font_files())
    return _measured(fonts, text, size, Style.SEMIBOLD if bold else Style.REGULAR) * _SPARE_BOLD


def _measured(fonts: FontSet, text: str, size: float, style: Style) -> float:
    try:
        return fonts.width(text, size, style)
    except ContentError:
        # A sign the font lacks: Word takes it from another font, about as wide as an n.
        return len(text) * fonts.width("n", size, style)


def _pieces(text: str) -> list[str]:
    """Cut a text where Word may break it."""
    for sign in _BREAKS:
        text = text.replace(sign, f"{sign} ")
    return text.split(" ")
