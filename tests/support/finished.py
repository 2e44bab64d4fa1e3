"""Finished files for the tests of `verify`, and ways to plant a fault in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree

from support.chart_specs import EXAMPLES
from support.documents import document_of
from support.docx_documents import small_document
from support.slide_documents import slide_blocks, slide_heading
from vmreport.document.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Figure,
    Row,
    Table,
)
from vmreport.document.inlines import Text
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import Problems
from vmreport.verify.office_package import NS, tag
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import HouseStyle, load_house_style
from vmreport.writers.pdf.writer import write_pdf
from vmreport.writers.pptx import write_pptx
from vmreport.writers.xlsx import write_xlsx

__all__ = [
    "BOOK_NAME",
    "DOCUMENT",
    "PDF_NAME",
    "SLIDES_NAME",
    "WORD_NAME",
    "added",
    "book",
    "edited",
    "final_word",
    "house",
    "linked",
    "pdf",
    "slides",
    "word",
    "xml",
]

PDF_NAME = "proef_concept.pdf"
SLIDES_NAME = "proef_concept.pptx"
BOOK_NAME = "proef_concept.xlsx"
WORD_NAME = "proef_concept.docx"
DOCUMENT = "word/document.xml"
DRAFT = {
    "title": "Proef (concept)",
    "running_title": "Proef",
    "organisation": "Gemeente Voorbeeldstad",
    "status": "concept",
}


@cache
def house() -> HouseStyle:
    """Give the default house style."""
    problems = Problems()
    style = load_house_style("ccv", problems)
    assert style is not None
    return style


def _document(status: str) -> ResolvedDocument:
    document = small_document()
    marked = f" ({status})" if status else ""
    metadata = document.metadata
    metadata = replace(metadata, title=f"{metadata.title}{marked}", status=status)
    return ResolvedDocument(replace(document, metadata=metadata))


@cache
def word() -> bytes:
    """Give a sound Word file of a draft."""
    return write_docx(_document("concept"), house())


@cache
def final_word() -> bytes:
    """Give a sound Word file of a final document."""
    return write_docx(_document(""), house())


@cache
def pdf() -> bytes:
    """Give a sound PDF of a draft."""
    return write_pdf(_document("concept"), house()).data


@cache
def slides() -> bytes:
    """Give a sound deck of a draft, with every kind of block that a slide can hold."""
    return write_pptx(document_of(*slide_blocks(), **DRAFT), house())


@cache
def book() -> bytes:
    """Give a sound workbook of a draft: text, contents, a table and a chart as a picture."""
    return write_xlsx(document_of(*_book_blocks(), **DRAFT), house())


def _book_blocks() -> tuple[Block, ...]:
    columns = (Column("Wat"), Column("Cijfer", ColumnKind.NUMBER))
    rows = tuple(Row((Cell((Text(name),)), Cell((Text("1,5"),)))) for name in ("een", "twee"))
    figure = Figure(EXAMPLES[0](), (Text("Onderschrift"),), "Een figuur met cijfers.", "fig")
    return (
        Cover("Titel", "Onder", "Stad", "14 mei 2024", ("Concept",)),
        slide_heading("Inhoud", "inhoud"),
        Contents(1),
        slide_heading("Cijfers", "cijfers"),
        Table((Text("Titel"),), columns, rows, "tab"),
        slide_heading("Figuur", "figuur"),
        figure,
    )


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, part: str, change: Callable[[Any], object]) -> bytes:
    """Give the file after `change` of the root of one part."""
    parts = _parts(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return _zipped(parts)


def added(data: bytes, name: str, content: bytes) -> bytes:
    """Give the file with a part that was not there, or another content of one that was."""
    return _zipped(_parts(data) | {name: content})


def linked(data: bytes, part: str, kind: str, target: str, *, external: bool = False) -> bytes:
    """Give the file with one relationship more; its id is `rIdPlanted`."""
    folder, _, base = part.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    parts = _parts(data)
    parts.setdefault(name, f'<Relationships xmlns="{NS["rel"]}"/>'.encode())
    data = _zipped(parts)

    def add(root: Any) -> None:
        node = etree.SubElement(root, tag("rel:Relationship"))
        node.set("Id", "rIdPlanted")
        node.set("Type", f"{NS['r']}/{kind}")
        node.set("Target", target)
        if external:
            node.set("TargetMode", "External")

    return edited(data, name, add)


def xml(text: str) -> Any:
    """Give an element of the main namespaces from its text."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NS.items())
    return etree.fromstring(f"<root {spaces}>{text}</root>")[0]
