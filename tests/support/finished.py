"""Finished files for the tests of `verify`, and ways to plant a fault in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree

from support.docx_documents import small_document
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import Problems
from vmreport.verify.docx_package import NS, tag
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import HouseStyle, load_house_style
from vmreport.writers.pdf.writer import write_pdf

__all__ = [
    "DOCUMENT",
    "PDF_NAME",
    "WORD_NAME",
    "added",
    "edited",
    "final_word",
    "house",
    "linked",
    "pdf",
    "word",
    "xml",
]

PDF_NAME = "proef_concept.pdf"
WORD_NAME = "proef_concept.docx"
DOCUMENT = "word/document.xml"


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
    """Give the Word file after `change` of the root of one part."""
    parts = _parts(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return _zipped(parts)


def added(data: bytes, name: str, content: bytes) -> bytes:
    """Give the Word file with a part that was not there, or another content of one that was."""
    return _zipped(_parts(data) | {name: content})


def linked(data: bytes, part: str, kind: str, target: str, *, external: bool = False) -> bytes:
    """Give the Word file with one relationship more; its id is `rIdPlanted`."""
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
