"""How wide the columns of a table are in Word, in twips.

Word breaks a word that is wider than its column anywhere, without a hyphen: a table must be sure.
"""

from __future__ import annotations

from itertools import accumulate

from vmreport.charts.lettering import Style, font_set
from vmreport.document.blocks import ColumnKind, Table
from vmreport.errors import ContentError
from vmreport.writers.column_widths import ColumnRuler
from vmreport.writers.house_style import HouseStyle

__all__ = ["TWIPS_PER_MM", "column_widths", "text_width"]

TWIPS_PER_MM = 1440 / 25.4
_SPARE = 1.07
_SPARE_BOLD = 1.04
"""What a text may come out wider in Word, whose bold is wider than the semibold measured here;
a table must be sure, a label may touch its text."""
_BESIDE = {ColumnKind.TEXT: 115, ColumnKind.VERDICT: 115, ColumnKind.NUMBER: 230}
"""Margins and indents of a cell, in twips."""


def column_widths(block: Table, house: HouseStyle, total: int) -> tuple[int, ...]:
    """Give the width of each column in twips; they add up to `total` exactly."""
    ruler = ColumnRuler.of(
        house,
        head_size=house.sizes.small.size,
        text_size=house.sizes.table.size,
        spare=_SPARE,
        beside={kind: twips / TWIPS_PER_MM for kind, twips in _BESIDE.items()},
    )
    return _exact(ruler.widths(block, total / TWIPS_PER_MM), total)


def _exact(shares: tuple[float, ...], total: int) -> tuple[int, ...]:
    whole = sum(shares)
    edges = [round(total * part / whole) for part in accumulate(shares)]
    return tuple(right - left for left, right in zip([0, *edges], edges, strict=False))


def text_width(text: str, size: float, house: HouseStyle, *, bold: bool = False) -> float:
    """Give the width in mm that a line of text in the letters of the house takes in Word."""
    theme = house.chart_theme
    fonts = font_set(theme.family, theme.font_files())
    style = Style.SEMIBOLD if bold else Style.REGULAR
    try:
        width = fonts.width(text, size, style)
    except ContentError:
        width = len(text) * fonts.width("n", size, style)
    return width * _SPARE_BOLD
