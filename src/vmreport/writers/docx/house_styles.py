"""All styles of a house as it comes from its tokens: the look of the Word file in one place.

The same sizes, colours and rules as the base stylesheet of PDF and HTML. A house style owner may
change any of them afterwards in Word, in reference.docx.
"""

from __future__ import annotations

from vmreport.writers.docx.block_styles import block_styles
from vmreport.writers.docx.house_look import Look
from vmreport.writers.docx.style_sheet import Style
from vmreport.writers.docx.text_styles import text_styles
from vmreport.writers.house_style import HouseStyle

__all__ = ["house_styles"]


def house_styles(house: HouseStyle) -> tuple[Style, ...]:
    """Give the paragraph and character styles of a house, each name of `names` once."""
    look = Look(house)
    return (*text_styles(look), *block_styles(look))
