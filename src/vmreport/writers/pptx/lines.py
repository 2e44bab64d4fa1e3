"""Running text of a slide as lines: paragraphs, lists, quotes, fields, small headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vmreport.document.blocks import (
    Block,
    BulletList,
    Contents,
    FieldList,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    ParagraphRole,
    Quote,
)
from vmreport.document.inlines import Inlines, Text
from vmreport.errors import WriterError
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.pptx.text import Bullet, Letters, Line

__all__ = ["text_lines"]

_BETWEEN = 0.45
_BETWEEN_ITEMS = 0.3
"""Space above a paragraph and above an item, in ems."""
_SMALL = 0.78
_NUMBERS = (Bullet.NUMBER, Bullet.LETTER, Bullet.ROMAN)


def text_lines(blocks: Iterable[Block], size: float, house: HouseStyle) -> tuple[Line, ...]:
    """Give running text as lines in letters of `size` points; the first has no space above it."""
    lines = tuple(_Lines(size, house).blocks(blocks))
    return (replace(lines[0], above=0.0), *lines[1:]) if lines else ()


class _Lines:
    def __init__(self, size: float, house: HouseStyle) -> None:
        self.size = size
        self.colours = house.colours

    def letters(self, share: float = 1.0, colour: str = "", *, bold: bool = False) -> Letters:
        size = max(round(self.size * share * 2) / 2, 12.0)
        return Letters(size, colour or self.colours.ink, bold)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Line]:
        match block:
            case Paragraph(text, _, role):
                small = role is ParagraphRole.SMALL
                look = self.letters(_SMALL, self.colours.grey) if small else self.letters()
                yield self._line(text, look)
            case BulletList(items):
                yield from self._list(items, 1, ordered=False)
            case NumberedList(items):
                yield from self._list(items, 1, ordered=True)
            case Quote(text, speaker):
                yield self._line(text, replace(self.letters(), italic=True))
                if speaker:
                    yield self._line(
                        (Text(speaker),), self.letters(_SMALL, self.colours.grey), above=0.0
                    )
            case FieldList(fields):
                for field in fields:
                    label = self.letters(_SMALL, self.colours.house, bold=True)
                    yield self._line((Text(field.label),), label)
                    for place, line in enumerate(self.blocks(field.blocks)):
                        yield replace(line, above=0.0) if place == 0 else line
            case Heading(text=text, topic=topic, label=label):
                above = " ".join(part for part in (label, topic) if part)
                if above:
                    yield self._line((Text(above),), self.letters(_SMALL, self.colours.house))
                yield self._line(text, self.letters(colour=self.colours.house, bold=True))
            case Contents(entries=entries):
                for entry in entries:
                    words = " ".join(
                        part for part in (entry.label, entry.topic, entry.text) if part
                    )
                    yield self._line((Text(words),), self.letters(), depth=max(entry.level - 1, 0))
            case _:
                raise WriterError(f"pptx: a {type(block).__name__} stands inside running text")

    def _list(self, items: tuple[ListItem, ...], depth: int, *, ordered: bool) -> Iterator[Line]:
        for number, item in enumerate(items, 1):
            bullet = _NUMBERS[min(depth, 3) - 1] if ordered else Bullet.DISC
            for block in item.blocks:
                match block:
                    case BulletList(inside):
                        yield from self._list(inside, depth + 1, ordered=False)
                    case NumberedList(inside):
                        yield from self._list(inside, depth + 1, ordered=True)
                    case _:
                        for line in self.block(block):
                            yield replace(
                                line,
                                bullet=bullet,
                                depth=depth,
                                start=number,
                                above=self.size * _BETWEEN_ITEMS,
                            )
                            bullet = Bullet.NONE

    def _line(
        self, text: Inlines, letters: Letters, *, depth: int = 0, above: float | None = None
    ) -> Line:
        space = self.size * _BETWEEN if above is None else above
        return Line(text, letters, depth=depth, above=space)
