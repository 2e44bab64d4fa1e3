"""What must hold for every composed document before a writer may see it.

A wrong document is a bug in a template or in composition; the messages name the anchor nearby.
"""

from __future__ import annotations

import re
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
    Strong,
    Text,
    plain_text,
)
from vmreport.document.tree import Document, walk
from vmreport.errors import Place, Problem

__all__ = ["check"]

LEAKS = re.compile(
    r"\b(?:nan|None|undefined|Traceback|Infinity|lorem ipsum)\b|\{\{|\}\}|\{%|[\ue000-\uf8ff]"
)
"""Traces of a program or template in printed text. Source: risks A9."""


def check(document: Document) -> tuple[Problem, ...]:
    """Give everything that makes the document unfit to write; empty when it is sound."""
    return tuple(_Checker(document).problems())


def own_inlines(block: Block) -> tuple[Inlines, ...]:
    """Give the runs of text that belong to the block itself, in reading order."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Quote(text=text):
            return (text,)
        case Table():
            cells = tuple(cell.text for row in block.rows for cell in row.cells)
            return (block.caption, *cells, *block.notes)
        case Figure():
            return (block.caption, *block.notes)
        case Cover() | KeyFigures() | Contents() | FieldList() | BulletList() | NumberedList():
            return ()
        case Callout() | AdvisorText() | Sheet() | SpokenNotes():
            return ()
        case _:
            assert_never(block)


class _Checker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.near = "begin van het document"

    def problems(self) -> Iterator[Problem]:
        if not self.document.metadata.title.strip():
            yield self._problem("E510", "Het document heeft geen titel.", "Geef het een titel.")
        level = 0
        for block in walk(self.document.blocks):
            if isinstance(block, Heading):
                self.near = block.anchor
                if block.level > level + 1:
                    what = f"De kop '{plain_text(block.text)}' slaat een niveau over."
                    yield self._problem("E511", what, "Gebruik de kopniveaus zonder gat.")
                level = block.level
            yield from self._block(block)
        yield from self._sheets()

    def _block(self, block: Block) -> Iterator[Problem]:
        for inlines in own_inlines(block):
            yield from self._inlines(inlines)
        match block:
            case Heading() | Paragraph() | Quote():
                if not plain_text(block.text).strip() and not block.text:
                    what = f"Er staat een leeg onderdeel ({type(block).__name__})."
                    yield self._problem("E512", what, "Laat het weg of vul het.")
            case Figure():
                if not block.alt.strip():
                    what = f"Figuur '{block.anchor}' heeft geen alternatieve tekst."
                    yield self._problem("E513", what, "Beschrijf wat de figuur laat zien.")
                if not plain_text(block.caption).strip():
                    what = f"Figuur '{block.anchor}' heeft geen onderschrift."
                    yield self._problem("E514", what, "Geef de boodschap van de figuur.")
            case Table():
                yield from self._table(block)
            case Callout() | AdvisorText() | Sheet() | SpokenNotes():
                if not block.blocks:
                    what = f"Er staat een leeg onderdeel ({type(block).__name__})."
                    yield self._problem("E512", what, "Laat het weg of vul het.")
            case _:
                pass

    def _table(self, table: Table) -> Iterator[Problem]:
        if not plain_text(table.caption).strip():
            what = f"Tabel '{table.anchor}' heeft geen titel."
            yield self._problem("E514", what, "Geef de tabel een titel.")
        if not table.rows:
            what = f"Tabel '{table.anchor}' heeft geen rijen."
            yield self._problem("E515", what, "Laat de tabel weg of vul hem.")
        wrong = [i for i, row in enumerate(table.rows, 1) if len(row.cells) != len(table.columns)]
        if wrong:
            what = f"Tabel '{table.anchor}' heeft een ander aantal cellen in rij {wrong[0]}."
            yield self._problem("E516", what, "Geef elke rij evenveel cellen als kolommen.")
        if any(not column.header.strip() for column in table.columns):
            what = f"Tabel '{table.anchor}' heeft een kolom zonder kop."
            yield self._problem("E517", what, "Geef elke kolom een kop in woorden.")

    def _inlines(self, inlines: Inlines) -> Iterator[Problem]:
        for inline in inlines:
            match inline:
                case Text(text):
                    leak = LEAKS.search(text)
                    if leak:
                        what = f"In de tekst staat '{leak.group()}': '{text[:80]}'."
                        yield self._problem("E518", what, "Dit hoort niet in een document.")
                case Link(url, children):
                    if not url.startswith(("https://", "http://", "mailto:")):
                        what = f"De link naar '{url}' is geen webadres."
                        yield self._problem("E519", what, "Gebruik http(s) of mailto.")
                    yield from self._inlines(children)
                case Strong(children) | Emphasis(children):
                    yield from self._inlines(children)
                case Foreign(children=children) | Note(children=children):
                    yield from self._inlines(children)
                case _:
                    pass

    def _sheets(self) -> Iterator[Problem]:
        top = {id(block) for block in self.document.blocks}
        for block in walk(self.document.blocks):
            if isinstance(block, Sheet | Cover) and id(block) not in top:
                what = "Een eigen bladzijde staat binnen een ander onderdeel."
                yield self._problem("E520", what, "Zet een blad op het hoogste niveau.")

    def _problem(self, code: str, what: str, hint: str) -> Problem:
        return Problem(code, Place("document", column=self.near), what, hint)
