"""What stays on one page, judged by how much text it holds: the same in print and in Word.

Nothing is laid out here; how a format keeps it together belongs to its writer.
"""

from __future__ import annotations

import math

from vmreport.document.blocks import Block, FieldList, Paragraph, Quote
from vmreport.document.inlines import plain_text
from vmreport.document.tree import walk
from vmreport.writers.house_style import HouseStyle

__all__ = ["LINE_CHARACTERS", "characters", "fields_stay_whole"]

LINE_CHARACTERS = 72
"""About how many characters of running text stand on a line."""
_WHOLE_FIELDS_PT = 300.0
"""Labelled facts up to this height are not broken over pages."""
_PADDING_LINES = 0.6
"""What each fact takes beside its lines."""


def characters(blocks: tuple[Block, ...]) -> int:
    """Give about how much running text stands in `blocks`."""
    return sum(len(plain_text(b.text)) for b in walk(blocks) if isinstance(b, Paragraph | Quote))


def fields_stay_whole(block: FieldList, style: HouseStyle) -> bool:
    """Whether labelled facts take so little room that they stay on one page."""
    paragraphs = [
        len(plain_text(part.text))
        for field in block.fields
        for part in walk(field.blocks)
        if isinstance(part, Paragraph | Quote)
    ]
    lines = sum(math.ceil(length / LINE_CHARACTERS) for length in paragraphs)
    lines += math.ceil(len(block.fields) * _PADDING_LINES)
    return lines * style.sizes.text.line <= _WHOLE_FIELDS_PT
