"""Reads a resolved document as the formats are read: its words per block, and its structure.

Written against the model alone, apart from every writer, with a match over both closed unions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import assert_never

from support.words import Item, Reading, TableGrid, mark, nested, normalise
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
    NumberedList,
    Paragraph,
    Quote,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
)
from vmreport.document.tree import ResolvedDocument

__all__ = ["read_model"]


def read_model(document: ResolvedDocument) -> Reading:
    """Give what every rendering of `document` must say."""
    reader = _Reader()
    reader.blocks(document.blocks, 0)
    inside = _Reader()
    notes = tuple((note.number, normalise(inside.inlines(note.children))) for note in reader.notes)
    languages = {
        language: "".join(reader.languages[language] + inside.languages[language])
        for language in sorted({*reader.languages, *inside.languages})
    }
    return Reading(
        words=tuple((where, normalise(text)) for where, text in reader.words),
        notes=notes,
        headings=tuple(reader.headings),
        contents=nested(reader.contents),
        tables=tuple(reader.tables),
        alts=tuple(reader.alts),
        items=tuple(reader.items),
        links=(*reader.links, *inside.links),
        languages=languages,
        language=document.language,
        title=document.metadata.title,
    )


class _Reader:
    def __init__(self) -> None:
        self.words: list[tuple[str, str]] = []
        self.notes: list[Note] = []
        self.headings: list[tuple[int, str]] = []
        self.contents: list[tuple[int, str]] = []
        self.tables: list[TableGrid] = []
        self.alts: list[str] = []
        self.items: list[Item] = []
        self.links: list[tuple[str, str]] = []
        self.languages: dict[str, list[str]] = defaultdict(list)

    def say(self, block: Block, *texts: str) -> str:
        """Add the texts as the words of a block and give them normalised."""
        name = type(block).__name__
        anchor = getattr(block, "anchor", "")
        self.words += [(f"{name} {anchor}".strip(), text) for text in texts if text]
        return normalise("".join(texts))

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> None:
        for block in blocks:
            self.block(block, depth)

    def block(self, block: Block, depth: int) -> None:
        match block:
            case Cover(title, subtitle, organisation, date, lines):
                self.say(block, title, subtitle, organisation, date, *lines)
            case Heading():
                words = self.say(block, block.label, block.topic, self.inlines(block.text))
                self.headings.append((block.level, words))
            case Paragraph(text):
                self.say(block, self.inlines(text))
            case BulletList(items):
                for item in items:
                    self.item(item.blocks, 0, depth + 1)
            case NumberedList(items):
                for number, item in enumerate(items, 1):
                    self.item(item.blocks, number, depth + 1)
            case Quote(text, speaker):
                self.say(block, self.inlines(text), speaker)
            case FieldList(fields):
                for field in fields:
                    self.say(block, field.label)
                    self.blocks(field.blocks, depth)
            case Callout(_, title, blocks):
                self.say(block, title)
                self.blocks(blocks, depth)
            case KeyFigures():
                self.key_figures(block)
            case Table():
                self.table(block)
            case Figure():
                self.alts.append(normalise(block.alt))
                self.say(block, block.label, self.inlines(block.caption))
                self.say(block, *(self.inlines(note) for note in block.notes))
            case Contents(_, entries):
                for entry in entries:
                    words = self.say(block, entry.label, entry.topic, entry.text)
                    self.contents.append((entry.level, words))
            case AdvisorText(_, blocks) | Sheet(blocks) | SpokenNotes(blocks):
                self.blocks(blocks, depth)
            case _:
                assert_never(block)

    def item(self, blocks: tuple[Block, ...], number: int, depth: int) -> None:
        place, at = len(self.items), len(self.words)
        self.items.append(Item(depth, number, ""))
        self.blocks(blocks, depth)
        opening = normalise(self.words[at][1]) if len(self.words) > at else ""
        self.items[place] = Item(depth, number, opening)

    def key_figures(self, block: KeyFigures) -> None:
        for figure in block.figures:
            self.say(block, figure.value, figure.label)
            for compared, verdict in figure.comparisons:
                self.say(block, compared, self.inlines((verdict,)))
            self.say(block, figure.note)

    def table(self, block: Table) -> None:
        caption = self.say(block, block.label, self.inlines(block.caption))
        header = tuple(self.say(block, column.header) for column in block.columns)
        rows = tuple(
            tuple(self.say(block, self.inlines(cell.text)) for cell in row.cells)
            for row in block.rows
        )
        self.say(block, *(self.inlines(note) for note in block.notes))
        self.tables.append(TableGrid(caption, header, rows))

    def inlines(self, inlines: Inlines) -> str:
        return "".join(self._inlines(inlines))

    def _inlines(self, inlines: Inlines) -> Iterator[str]:
        for inline in inlines:
            match inline:
                case Text(text) | Reference(text=text):
                    yield text
                case Strong(children) | Emphasis(children):
                    yield from self._inlines(children)
                case Foreign(language, children):
                    text = self.inlines(children)
                    self.languages[language].append(normalise(text))
                    yield text
                case Link(url, children):
                    text = self.inlines(children)
                    self.links.append((url, normalise(text)))
                    yield text
                case Verdict(_, sign, word):
                    yield f"{sign}{word}"
                case Note(_, number):
                    self.notes.append(inline)
                    yield mark(number)
                case _:
                    assert_never(inline)
