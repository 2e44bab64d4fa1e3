"""The document as indented text: every block, word, number, alt text and origin, for eyes and diffs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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
    ParagraphRole,
    Quote,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.charts import chart_words
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

__all__ = ["block_text", "outline"]


def outline(document: ResolvedDocument) -> str:
    """Give the whole document as text, two spaces of indent per level of nesting."""
    meta = document.metadata
    head = [
        f"document: {meta.title}",
        f"  organisation: {meta.organisation}",
        f"  date: {meta.date.isoformat()}  language: {document.language}",
        f"  status: {meta.status or '-'}  banner: {meta.banner or '-'}",
    ]
    return "\n".join([*head, *_blocks(document.blocks, 0)]) + "\n"


def block_text(blocks: tuple[Block, ...]) -> str:
    """Give blocks as the same text, numbered or not: every word and number they print."""
    return "\n".join(_blocks(blocks, 0))


def _blocks(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    for block in blocks:
        for line in _block(block):
            yield "  " * depth + line
        yield from _nested(block, depth + 1)


def _nested(block: Block, depth: int) -> Iterator[str]:
    match block:
        case BulletList(items) | NumberedList(items):
            for item in items:
                yield "  " * depth + "-"
                yield from _blocks(item.blocks, depth + 1)
        case FieldList(fields):
            for field in fields:
                yield "  " * depth + f"{field.label}:"
                yield from _blocks(field.blocks, depth + 1)
        case Callout(blocks=blocks) | AdvisorText(blocks=blocks):
            yield from _blocks(blocks, depth)
        case Sheet(blocks=blocks) | SpokenNotes(blocks=blocks):
            yield from _blocks(blocks, depth)
        case _:
            pass


def _block(block: Block) -> Iterator[str]:
    match block:
        case Cover():
            yield f"cover: {block.title} | {block.subtitle} | {block.organisation} | {block.date}"
            yield from (f"  {line}" for line in block.lines)
        case Heading():
            topic = f"({block.topic}) " if block.topic else ""
            label = f"{block.label} " if block.label else ""
            yield f"h{block.level} {label}{topic}{_text(block.text)}  #{block.anchor}"
        case Paragraph():
            role = "" if block.role is ParagraphRole.BODY else f" {block.role}"
            yield f"p[{block.origin}{role}] {_text(block.text)}"
        case BulletList():
            yield "bullets"
        case NumberedList():
            yield "numbered"
        case Quote():
            yield f"quote[{block.origin}] {_text(block.text)} -- {block.speaker}"
        case FieldList():
            yield "fields"
        case Callout():
            yield f"callout[{block.kind}] {block.title}"
        case KeyFigures():
            yield "key figures"
            for figure in block.figures:
                yield f"  {figure.value} {figure.label} ({figure.note})"
                for words, verdict in figure.comparisons:
                    yield f"    {words}: {verdict.sign} {verdict.word}"
        case Table():
            yield f"table {block.label}: {_text(block.caption)}  #{block.anchor}"
            yield "  | " + " | ".join(column.header for column in block.columns)
            for row in block.rows:
                yield "  | " + " | ".join(_text(cell.text) for cell in row.cells)
            yield from (f"  note: {_text(note)}" for note in block.notes)
        case Figure():
            yield f"figure {block.label}: {_text(block.caption)}  #{block.anchor}"
            yield f"  chart {type(block.chart).__name__}: {' | '.join(chart_words(block.chart))}"
            yield f"  alt: {block.alt}"
            yield from (f"  note: {_text(note)}" for note in block.notes)
        case Contents():
            yield f"contents to level {block.depth}"
            for entry in block.entries:
                words = " ".join(part for part in (entry.label, entry.topic, entry.text) if part)
                yield f"  {'  ' * (entry.level - 1)}{words}"
        case AdvisorText():
            yield f"advisor text {block.key}"
        case Sheet():
            yield "sheet landscape" if block.landscape else "sheet"
        case SpokenNotes():
            yield "spoken notes"
        case _:
            assert_never(block)


def _text(inlines: Inlines) -> str:
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Strong(children):
                parts.append(f"**{_text(children)}**")
            case Emphasis(children):
                parts.append(f"*{_text(children)}*")
            case Foreign(language, children):
                parts.append(f"[{_text(children)}]@{language}")
            case Link(url, children):
                parts.append(f"[{_text(children)}]({url})")
            case Verdict(tone, sign, word):
                parts.append(f"<{tone} {sign} {word}>")
            case Note(children, number):
                parts.append(f"^{number}[{_text(children)}]")
            case Reference(anchor, text):
                parts.append(f"{{{text}→{anchor}}}")
            case _:
                assert_never(inline)
    return "".join(parts)
