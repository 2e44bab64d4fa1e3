"""Reads the structure tree of a finished PDF: what assistive technology will find in it.

For tests and for `vmreport verify`; knows nothing of the program that made the file.
Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pikepdf

from vmreport.verify.pdf_text import Artifact, PageText, Piece, page_text
from vmreport.verify.pdf_tree import Element, authored, read_tree, runs

__all__ = [
    "Source",
    "Structure",
    "TableGrid",
    "open_pdf",
    "read_structure",
    "tag_tree",
    "tagged_words",
]

Source: TypeAlias = pikepdf.Pdf | bytes | Path | str
"""An open PDF, its bytes, or a file."""


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table as rows of cells."""

    caption: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    """Of each cell the kind (`TH/Column`, `TH/Row`, `TD`) and the words."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything read from one file."""

    root: Element
    pages: tuple[PageText, ...]
    fonts: Mapping[str, bool]
    """Base font names without subset prefix, and whether the file embeds them."""
    language: str
    """Of the document as a whole."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many elements have each role."""
        return MappingProxyType(dict(Counter(e.role for e in self.root.walk())))

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """Level and words of every heading."""
        levels = {f"H{level}": level for level in range(1, 7)}
        found = self.root.below(*levels)
        return tuple((levels[e.role], authored(e).text()) for e in found)

    @property
    def alt_texts(self) -> tuple[str, ...]:
        """The alternative text of every figure."""
        return tuple(figure.alt for figure in self.root.below("Figure"))

    @property
    def tables(self) -> tuple[TableGrid, ...]:
        """Every table as a grid."""
        return tuple(_grid(table) for table in self.root.below("Table"))

    @property
    def contents(self) -> tuple[tuple[int, str], ...]:
        """Depth (from 1) and words of every entry of contents lists, page number included."""
        entries = self.root.below("TOCI")
        return tuple((e.path.split("/").count("TOCI"), _entry_text(e)) for e in entries)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """ID and words of every footnote, its mark left out."""
        return tuple((n.id, authored(n).text()) for n in self.root.below("Note"))

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Language and words of every element that says its own."""
        spoken = (e for e in self.root.walk() if e.language)
        return tuple((e.language, e.text()) for e in spoken)

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Text that is no content, page by page."""
        return tuple(artifact for page in self.pages for artifact in page.artifacts)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Each run of text with the path of its element, in reading order; no footnotes."""
        parts = runs(self.root, notes=False)
        return tuple((path, text) for path, text in parts if path)

    @property
    def body(self) -> str:
        """The running text, white space folded: no footnotes, no artifacts, no figures."""
        return self.root.text(notes=False)

    @property
    def authored(self) -> str:
        """The running text without what a program adds: list and note marks, page numbers."""
        return authored(self.root).text()


def read_structure(source: Source) -> Structure:
    """Read a PDF: opened, its bytes, or a file. Raises ValueError when it has no structure tree."""
    pdf = open_pdf(source)
    pages = tuple(page_text(page, number) for number, page in enumerate(pdf.pages))
    root = read_tree(pdf, pages)
    return Structure(root, pages, _fonts(pdf), str(pdf.Root.get("/Lang", "")))


def tag_tree(source: Source) -> str:
    """Give the role tree as text: one element per line, indented, with what is said of it."""
    return "\n".join(_lines(read_structure(source).root, 0)) + "\n"


def tagged_words(source: Source) -> list[tuple[str, str]]:
    """Give each run of text with the path of its element, in reading order; no footnotes.

    Exactly the characters of the file with soft hyphens dropped: a space that is missing in the
    file is missing here.
    """
    return list(read_structure(source).words)


def open_pdf(source: Source) -> pikepdf.Pdf:
    """Open a PDF given as bytes or file; one that is open already is given back."""
    if isinstance(source, pikepdf.Pdf):
        return source
    return pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)


def _grid(table: Element) -> TableGrid:
    caption = next((authored(kid).text() for kid in table.below("Caption")), "")
    rows = tuple(
        tuple((_cell_kind(cell), authored(cell).text()) for cell in row.below("TH", "TD"))
        for row in table.below("TR")
    )
    return TableGrid(caption, rows)


def _cell_kind(cell: Element) -> str:
    scope = cell.attributes.get("Scope")
    return f"{cell.role}/{scope}" if scope else cell.role


def _entry_text(entry: Element) -> str:
    parts = (k.text() for k in entry.kids if isinstance(k, Element) and k.role != "TOC")
    return " ".join(parts)


def _lines(element: Element, depth: int) -> Iterator[str]:
    yield "  " * depth + " ".join([element.role, *_said(element)])
    words = ""
    for kid in (*element.kids, None):
        if isinstance(kid, Piece):
            words += ("|" if words else "") + kid.text.replace("\u00ad", "~")
            continue
        if words:
            yield "  " * (depth + 1) + f'"{words}"'
            words = ""
        if isinstance(kid, Element):
            yield from _lines(kid, depth + 1)
        elif kid is not None:
            yield "  " * (depth + 1) + f"-> {kid.target} ({kid.contents})"


def _said(element: Element) -> Iterator[str]:
    named = {"id": element.id, "lang": element.language, "E": element.expansion}
    yield from (f"{name}={value}" for name, value in named.items() if value)
    if element.alt:
        yield f'alt="{element.alt}"'
    for name, value in sorted(element.attributes.items()):
        shown = ",".join(map(str, value)) if isinstance(value, tuple) else value
        yield f"{name}={shown}"


def _fonts(pdf: pikepdf.Pdf) -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            embedded = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(item.FontName)[1:].split("+")[-1]] = embedded
    return MappingProxyType(dict(sorted(found.items())))
