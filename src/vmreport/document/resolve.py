"""Numbers and cross-references, once, before any writer: labels, notes, contents, "figuur 3".

Idempotent: resolving a resolved document gives the same document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import assert_never

from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    Cell,
    Contents,
    ContentsEntry,
    Cover,
    Field,
    FieldList,
    Figure,
    Heading,
    KeyFigures,
    ListItem,
    NumberedList,
    Numbering,
    Paragraph,
    Quote,
    Row,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
    plain_text,
)
from vmreport.document.tree import Document, ResolvedDocument, Terms, walk
from vmreport.errors import ContentError, Place, Problem

__all__ = ["resolve"]

_NBSP = "\u00a0"


def resolve(document: Document) -> ResolvedDocument:
    """Give the document with every number, contents entry and cross-reference filled in.

    Raises ContentError when an anchor is used twice or a reference points nowhere.
    """
    numbers = _Numbers(document.terms)
    numbered = tuple(numbers.block(block) for block in document.blocks)
    texts = _Texts(numbers.targets, _entries(numbered))
    blocks = tuple(texts.block(block) for block in numbered)
    problems = [*numbers.problems, *texts.problems]
    if problems:
        raise ContentError(problems)
    return ResolvedDocument(replace(document, blocks=blocks))


def _entries(blocks: tuple[Block, ...]) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(
            level=block.level,
            label=block.label,
            topic=block.topic,
            text=plain_text(block.text) if block.level == 1 or not block.topic else "",
            anchor=block.anchor,
        )
        for block in walk(blocks)
        if isinstance(block, Heading) and block.listed
    )


class _Rewriter:
    """Rebuilds the tree block by block; subclasses say what happens to inlines and blocks."""

    def inline(self, inline: Inline) -> Inline:
        """Give the inline with its children rewritten."""
        match inline:
            case Text() | Verdict() | Reference():
                return inline
            case Strong(children):
                return Strong(self.inlines(children))
            case Emphasis(children):
                return Emphasis(self.inlines(children))
            case Foreign(language, children):
                return Foreign(language, self.inlines(children))
            case Link(url, children):
                return Link(url, self.inlines(children))
            case Note(children=children):
                return replace(inline, children=self.inlines(children))
            case _:
                assert_never(inline)

    def inlines(self, inlines: Inlines) -> Inlines:
        """Give the inlines rewritten in reading order."""
        return tuple(self.inline(inline) for inline in inlines)

    def lines(self, lines: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        """Give several runs of inlines rewritten."""
        return tuple(self.inlines(line) for line in lines)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Give the blocks rewritten in reading order."""
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        """Give the block with its inlines and children rewritten."""
        match block:
            case Cover() | KeyFigures() | Contents():
                return block
            case Heading(text=text) | Paragraph(text=text) | Quote(text=text):
                return replace(block, text=self.inlines(text))
            case BulletList(items):
                return BulletList(tuple(ListItem(self.blocks(item.blocks)) for item in items))
            case NumberedList(items):
                return NumberedList(tuple(ListItem(self.blocks(item.blocks)) for item in items))
            case FieldList(fields):
                return FieldList(
                    tuple(Field(item.label, self.blocks(item.blocks)) for item in fields)
                )
            case Callout(blocks=blocks) | AdvisorText(blocks=blocks):
                return replace(block, blocks=self.blocks(blocks))
            case Sheet(blocks=blocks) | SpokenNotes(blocks=blocks):
                return replace(block, blocks=self.blocks(blocks))
            case Table():
                caption = self.inlines(block.caption)
                rows = tuple(
                    Row(tuple(Cell(self.inlines(cell.text)) for cell in row.cells))
                    for row in block.rows
                )
                return replace(block, caption=caption, rows=rows, notes=self.lines(block.notes))
            case Figure():
                caption = self.inlines(block.caption)
                return replace(block, caption=caption, notes=self.lines(block.notes))
            case _:
                assert_never(block)


@dataclass(slots=True)
class _Counts:
    chapter: int = 0
    section: int = 0
    appendix: int = 0
    appendix_section: int = 0
    figure: int = 0
    table: int = 0
    note: int = 0


class _Numbers(_Rewriter):
    """First pass: labels of headings, figures, tables and notes; where references may point."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.counts = _Counts()
        self.top = Numbering.NONE
        self.targets: dict[str, str] = {}
        self.problems: list[Problem] = []

    def block(self, block: Block) -> Block:
        """Number what carries a label, then what stands inside it, in reading order."""
        match block:
            case Heading():
                block = replace(block, numbering=self._numbering(block))
                block = replace(block, label=self._heading_label(block))
                self._target(block.anchor, self._heading_words(block))
            case Figure():
                self.counts.figure += 1
                label = f"{self.terms.figure} {self.counts.figure}"
                block = replace(block, label=label)
                self._target(block.anchor, _in_a_sentence(label))
            case Table():
                self.counts.table += 1
                label = f"{self.terms.table} {self.counts.table}"
                block = replace(block, label=label)
                self._target(block.anchor, _in_a_sentence(label))
            case _:
                pass
        return super().block(block)

    def inline(self, inline: Inline) -> Inline:
        """Number notes in the order in which their marks are read."""
        if isinstance(inline, Note):
            self.counts.note += 1
            inline = replace(inline, number=self.counts.note)
        return super().inline(inline)

    def _numbering(self, heading: Heading) -> Numbering:
        """Give how a heading is numbered: a section follows its chapter or appendix."""
        if heading.level == 1:
            self.top = heading.numbering
            return heading.numbering
        numbered = heading.level == 2 and heading.numbering is not Numbering.NONE
        return self.top if numbered else Numbering.NONE

    def _heading_label(self, heading: Heading) -> str:
        counts = self.counts
        match heading.numbering, heading.level:
            case Numbering.CHAPTER, 1:
                counts.chapter, counts.section = counts.chapter + 1, 0
                return str(counts.chapter)
            case Numbering.CHAPTER, 2:
                counts.section += 1
                return f"{counts.chapter}.{counts.section}"
            case Numbering.APPENDIX, 1:
                counts.appendix, counts.appendix_section = counts.appendix + 1, 0
                return f"{self.terms.appendix} {ascii_uppercase[counts.appendix - 1]}"
            case Numbering.APPENDIX, 2:
                counts.appendix_section += 1
                return f"{ascii_uppercase[counts.appendix - 1]}.{counts.appendix_section}"
            case _:
                return ""

    def _heading_words(self, heading: Heading) -> str:
        if not heading.label:
            return f"‘{heading.topic or plain_text(heading.text)}’"
        if heading.level > 1:
            return f"{self.terms.section.lower()}{_NBSP}{heading.label}"
        if heading.numbering is Numbering.APPENDIX:
            return _in_a_sentence(heading.label)
        return f"{self.terms.chapter.lower()}{_NBSP}{heading.label}"

    def _target(self, anchor: str, words: str) -> None:
        if anchor in self.targets:
            what = f"Het anker '{anchor}' komt twee keer voor in het document."
            hint = "Geef elk onderdeel een eigen anker."
            self.problems.append(Problem("E501", Place("document"), what, hint))
        self.targets[anchor] = words


class _Texts(_Rewriter):
    """Second pass: words of cross-references and the entries of contents lists."""

    def __init__(self, targets: dict[str, str], entries: tuple[ContentsEntry, ...]) -> None:
        self.targets = targets
        self.entries = entries
        self.problems: list[Problem] = []

    def block(self, block: Block) -> Block:
        """Fill a contents list; rewrite the rest."""
        if isinstance(block, Contents):
            entries = tuple(entry for entry in self.entries if entry.level <= block.depth)
            return replace(block, entries=entries)
        return super().block(block)

    def inline(self, inline: Inline) -> Inline:
        """Fill the words of a cross-reference."""
        if isinstance(inline, Reference):
            words = self.targets.get(inline.anchor)
            if words is None:
                what = f"De verwijzing naar '{inline.anchor}' wijst nergens naar."
                hint = "Verwijs naar een figuur, tabel of kop die in dit document staat."
                self.problems.append(Problem("E502", Place("document"), what, hint))
                return inline
            return replace(inline, text=words)
        return super().inline(inline)


def _in_a_sentence(label: str) -> str:
    """Give "figuur 3": small, and the number never on the next line."""
    return (label[:1].lower() + label[1:]).replace(" ", _NBSP)
