"""Reads a Word file back as the other formats are read: words in reading order, and structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from support.docx_reading import (
    Caption,
    Content,
    ContentsLine,
    DocxHeading,
    DocxParagraph,
    DocxTable,
    ListLine,
    Picture,
    part,
    parts,
    qn,
    read_docx,
)
from support.words import Item, Reading, TableGrid, item_number, nested, normalise

__all__ = ["read_word"]


def read_word(data: bytes) -> Reading:
    """Give what Word shows and reads aloud."""
    content = read_docx(data, note_marks=True)
    texts = [(type(b).__name__, text) for b in content.blocks for text in _texts(b)]
    bodies = [part(data, "word/document.xml"), part(data, "word/footnotes.xml")]
    return Reading(
        words=tuple((place, normalise(text)) for place, text in texts),
        notes=tuple((i, normalise(note)) for i, note in enumerate(content.notes, 1)),
        headings=tuple((b.level, normalise(b.label + b.text)) for b in content.of(DocxHeading)),
        contents=nested((b.level, normalise(b.text)) for b in content.of(ContentsLine)),
        tables=tuple(_tables(content.blocks)),
        alts=tuple(normalise(picture.alt) for picture in _pictures(content.blocks)),
        items=tuple(map(_item, content.of(ListLine))),
        links=tuple(_links(data, bodies)),
        languages=_languages(bodies, content.language),
        language=content.language,
        title=content.title,
    )


def _texts(block: Content) -> tuple[str, ...]:
    match block:
        case DocxHeading(_, label, text):
            return (label, text)
        case DocxTable(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Picture():
            return ()
        case _:
            return (block.text,)


def _pictures(blocks: tuple[Content, ...]) -> list[Picture]:
    """Give the pictures of the text; those of a cover stand before its title or decorate it."""
    title = next(
        (i for i, b in enumerate(blocks) if isinstance(b, DocxParagraph) and b.style == "Title"), -1
    )
    start = next(
        (i for i in range(title + 1, len(blocks)) if not _is_cover(blocks[i])), len(blocks)
    )
    pictures = [block for block in blocks[start:] if isinstance(block, Picture)]
    assert not any(picture.decorative for picture in pictures)
    return pictures


def _is_cover(block: Content) -> bool:
    if isinstance(block, Picture):
        return block.decorative
    return isinstance(block, DocxParagraph) and block.style.startswith(("Subtitle", "VM Omslag"))


def _item(line: ListLine) -> Item:
    depth = line.level + 1
    number = item_number(line.mark, depth) if line.ordered else 0
    return Item(depth, number, normalise(line.text))


def _tables(blocks: tuple[Content, ...]) -> Iterator[TableGrid]:
    for before, block in pairwise(blocks):
        if isinstance(block, DocxTable):
            assert isinstance(before, Caption), "a table without its caption above it"
            assert block.header_rows == 1
            header, *rows = (tuple(map(normalise, row)) for row in block.rows)
            yield TableGrid(normalise(before.text), header, tuple(rows))


def _links(data: bytes, bodies: list[etree._Element]) -> Iterator[tuple[str, str]]:
    found = parts(data)
    for body, name in zip(bodies, ("document", "footnotes"), strict=True):
        targets = _targets(found.get(f"word/_rels/{name}.xml.rels"))
        for link in body.iter(qn("w:hyperlink")):
            if link.get(qn("r:id")) is not None:
                words = "".join(map(_run_words, link.iter(qn("w:r"))))
                yield targets[link.get(qn("r:id"))], normalise(words)


def _targets(relationships: bytes | None) -> dict[str, str]:
    if relationships is None:
        return {}
    root = etree.fromstring(relationships)
    return {entry.get("Id"): entry.get("Target") for entry in root}


def _languages(bodies: list[etree._Element], main: str) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for body in bodies:
        for run in body.iter(qn("w:r")):
            language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
            if language is not None and language.get(qn("w:val")) not in {None, main}:
                found[language.get(qn("w:val"))].append(normalise(_run_words(run)))
    return {language: "".join(found[language]) for language in sorted(found)}


def _run_words(run: etree._Element) -> str:
    hyphens = {qn("w:noBreakHyphen"): "-"}
    return "".join(
        hyphens.get(node.tag, node.text if node.tag == qn("w:t") else "") for node in run
    )
