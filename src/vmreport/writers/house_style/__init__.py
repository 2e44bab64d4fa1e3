"""House styles: tokens, logo, fonts and a little CSS, read strictly and checked on contrast.

Blocks and their words are no part of this; neither is the base stylesheet of the HTML and PDF.
"""

from vmreport.writers.house_style.load import load_house_style
from vmreport.writers.house_style.model import (
    Colours,
    CoverArt,
    CoverGround,
    CoverStyle,
    FontFamily,
    HouseStyle,
    Logo,
    PageStyle,
    RunningText,
    Sizes,
    TypeSize,
)

__all__ = [
    "Colours",
    "CoverArt",
    "CoverGround",
    "CoverStyle",
    "FontFamily",
    "HouseStyle",
    "Logo",
    "PageStyle",
    "RunningText",
    "Sizes",
    "TypeSize",
    "load_house_style",
]
