"""What the styles of a house are made from: its colours, sizes and widths under short names."""

from __future__ import annotations

from vmreport.writers.docx.style_sheet import CharacterLook
from vmreport.writers.house_style import CoverGround, HouseStyle, TypeSize

__all__ = ["INDENT", "Look", "type_look"]

INDENT = 6.0
"""How far a list stands in, in millimetres."""
_PROSE = 132.0
"""Width of running text in millimetres: some 75 characters."""


class Look:
    """Short names for what the styles use again and again; widths in millimetres."""

    def __init__(self, house: HouseStyle) -> None:
        self.colours = house.colours
        self.sizes = house.sizes
        self.width = house.page.text_width
        self.wide = house.page.landscape_width
        self.line = house.sizes.text.line
        self.prose = max(self.width - _PROSE, 0.0)
        """What running text leaves free at the right."""
        tinted = house.cover.ground is CoverGround.TINT
        self.cover = house.colours.tint if tinted else house.colours.house
        self.on_cover = house.colours.ink if tinted else house.colours.on_house


def type_look(size: TypeSize, *, bold: bool | None = None, colour: str = "") -> CharacterLook:
    """Give letters of a size; the line belongs to the paragraph."""
    return CharacterLook(size=size.size, bold=bold, colour=colour)
