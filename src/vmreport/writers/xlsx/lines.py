"""A document as lines: one cell of words each, with tables, figures and contents in between.

A workbook has no boxes, columns of text or pages; what stands in them is said line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, assert_never

from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    Contents,
    Cover,
    FieldList,
    Figure,
    Heading,
    KeyFigures,
    ListItem,
    NumberedList,
    Paragraph,
    ParagraphRole,
    Quote,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.inlines import Inlines, Text

__all__ = ["Item", "Line", "LineKind", "items_of"]

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_INDENT = "\u2003"


class LineKind(StrEnum):
    """What a line is, which decides its letters."""

    TITLE = "title"
    TOPIC = "topic"
    HEADING = "heading"
    LEAD = "lead"
    TEXT = "text"
    SMALL = "small"
    LABEL = "label"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of words."""

    kind: LineKind
    text: Inlines
    mark: str = ""
    """Bullet or number of a list, with its indent."""
    opens: Cover | Heading | None = None
    """The block that starts a sheet with this line."""


Item: TypeAlias = Line | Table | Figure | Contents

_ROLES = {
    ParagraphRole.BODY: LineKind.TEXT,
    ParagraphRole.LEAD: LineKind.LEAD,
    ParagraphRole.SMALL: LineKind.SMALL,
}


def items_of(blocks: Iterable[Block]) -> Iterator[Item]:
    """Yield what `blocks` say, line by line."""
    for block in blocks:
        yield from _items(block)


def _items(block: Block) -> Iterator[Item]:
    match block:
        case Cover():
            yield from _cover(block)
        case Heading():
            yield from _heading(block)
        case Paragraph(text, _, role):
            yield Line(_ROLES[role], text)
        case BulletList(items):
            yield from _list(items, 0, ordered=False)
        case NumberedList(items):
            yield from _list(items, 0, ordered=True)
        case Quote(text, speaker):
            yield Line(LineKind.LEAD, text)
            yield from _said(LineKind.SMALL, speaker)
        case FieldList(fields):
            for field in fields:
                yield from _said(LineKind.LABEL, field.label)
                yield from items_of(field.blocks)
        case Callout(_, title, inside):
            yield from _said(LineKind.LABEL, title)
            yield from items_of(inside)
        case KeyFigures():
            yield from _key_figures(block)
        case Table() | Figure() | Contents():
            yield block
        case AdvisorText(_, inside) | Sheet(inside) | SpokenNotes(inside):
            yield from items_of(inside)
        case _ as never:
            assert_never(never)


def _said(kind: LineKind, *texts: str) -> Iterator[Line]:
    for text in texts:
        if text:
            yield Line(kind, (Text(text),))


def _cover(block: Cover) -> Iterator[Line]:
    yield Line(LineKind.TITLE, (Text(block.title),), opens=block)
    yield from _said(LineKind.LEAD, block.subtitle)
    yield from _said(LineKind.LABEL, block.organisation)
    yield from _said(LineKind.TEXT, block.date, *block.lines)


def _heading(block: Heading) -> Iterator[Line]:
    first = block.level == 1
    kind = LineKind.TITLE if first else LineKind.HEADING
    opens = block if first else None
    above = " ".join(part for part in (block.label, block.topic) if part)
    if above:
        yield Line(LineKind.TOPIC, (Text(above),), opens=opens)
        opens = None
    yield Line(kind, block.text, opens=opens)


def _list(items: tuple[ListItem, ...], depth: int, *, ordered: bool) -> Iterator[Item]:
    """Yield items with their mark before the first paragraph; deeper lists stand further in."""
    indent = _INDENT * depth
    for number, item in enumerate(items, 1):
        mark = f"{indent}{_number(number, depth) if ordered else '•'} "
        for block in item.blocks:
            match block:
                case Paragraph(text, _, role):
                    yield Line(_ROLES[role], text, mark=mark)
                    mark = f"{indent}{_INDENT}"
                case BulletList(inside):
                    yield from _list(inside, depth + 1, ordered=False)
                case NumberedList(inside):
                    yield from _list(inside, depth + 1, ordered=True)
                case _:
                    yield from _items(block)


def _number(number: int, depth: int) -> str:
    """Give a number as Word prints it: 1. then a. then i."""
    if depth == 1 and number <= 26:
        return f"{chr(ord('a') + number - 1)}."
    if depth > 1 and number <= len(_ROMAN):
        return f"{_ROMAN[number - 1]}."
    return f"{number}."


def _key_figures(block: KeyFigures) -> Iterator[Line]:
    for figure in block.figures:
        yield from _said(LineKind.VALUE, figure.value)
        yield from _said(LineKind.LABEL, figure.label)
        for words, verdict in figure.comparisons:
            yield Line(LineKind.TEXT, (Text(f"{words} "), verdict))
        yield from _said(LineKind.SMALL, figure.note)
