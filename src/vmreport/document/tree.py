"""The whole document: metadata that every format needs, and its blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NewType

from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    FieldList,
    NumberedList,
    Sheet,
    SpokenNotes,
)

__all__ = ["Document", "Metadata", "ResolvedDocument", "Terms", "children", "walk"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The few words that `resolve` and the writers need, in the language of the document."""

    figure: str
    """"Figuur", as in a caption; cross-references use it in lower case."""
    table: str
    appendix: str
    contents: str
    """"Inhoud", the name of the contents list for readers who cannot see its heading."""
    chapter: str
    """"Hoofdstuk", for references to a numbered chapter."""
    section: str
    """"Paragraaf", for references to a numbered section."""
    source: str
    notes: str
    """Heading above the footnotes of an HTML page."""
    page: str
    """"Pagina", for the running footer."""
    skip_to_content: str
    """The skip link of the HTML page."""
    cover: str
    """"Voorblad", the name of the first sheet of a workbook."""
    sheet: str
    """"Blad", heading over the sheets in the contents of a workbook."""
    topic: str
    """"Onderwerp", heading over what stands on those sheets."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in the properties of the file and on every page."""

    title: str
    organisation: str
    """The author: an organisation, never a person."""
    subject: str
    keywords: tuple[str, ...]
    date: date
    """The date on the document: an input, never today."""
    status: str
    """Printed status, such as "concept"; empty when final."""
    banner: str
    """Printed on every page, such as "fictieve voorbeeldgegevens"; may be empty."""
    running_title: str
    """Short title in the running header."""
    generator: str
    """Program and version, for the file properties."""
    letterhead: bool = False
    """Whether the first page carries the logo: papers without a title page."""


@dataclass(frozen=True, slots=True)
class Document:
    """A composed document, not yet numbered."""

    metadata: Metadata
    language: str
    """BCP 47, `nl-NL`."""
    terms: Terms
    blocks: tuple[Block, ...]


ResolvedDocument = NewType("ResolvedDocument", Document)
"""A document whose numbers, contents and cross-references are filled in; only `resolve` makes it."""


def children(block: Block) -> tuple[Block, ...]:
    """Give the blocks directly inside `block`, in reading order."""
    match block:
        case BulletList(items) | NumberedList(items):
            return tuple(child for item in items for child in item.blocks)
        case FieldList(fields):
            return tuple(child for item in fields for child in item.blocks)
        case Callout(blocks=blocks) | AdvisorText(blocks=blocks):
            return blocks
        case Sheet(blocks=blocks) | SpokenNotes(blocks=blocks):
            return blocks
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, containers before what they hold, in reading order."""
    for block in blocks:
        yield block
        yield from walk(children(block))
