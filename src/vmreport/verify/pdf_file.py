"""Opens a PDF for checking: the document, its XMP metadata as plain properties, its fonts.

No rules here. Source: ISO 32000-1, 14.3 (metadata); ISO 16684-1 (XMP).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree

from vmreport.verify.pdf_structure import Structure, read_structure

__all__ = ["PdfFile", "PdfFileError", "XmpProperty", "open_checked"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
}


class PdfFileError(ValueError):
    """The file is no readable PDF; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class XmpProperty:
    """One property of the metadata stream."""

    name: str
    """Such as `dc:title`; another namespace stands in full before the colon."""
    values: tuple[str, ...]


@dataclass(slots=True)
class PdfFile:
    """A PDF under check."""

    name: str
    """The file name."""
    data: bytes
    pdf: pikepdf.Pdf
    xmp: tuple[XmpProperty, ...]
    xmp_fault: str
    """Why the metadata stream could not be read; empty when it could or is not there."""
    structure: Structure | None
    structure_fault: str
    """Why the structure could not be read; empty when it could."""

    def metadata(self, name: str) -> str:
        """Give the first value of a property of the metadata stream, or an empty string."""
        found = (item.values for item in self.xmp if item.name == name)
        return next((values[0] for values in found if values), "")

    def info(self, key: str) -> str:
        """Give an entry of the document information, or an empty string."""
        return str(self.pdf.docinfo.get(f"/{key}", "")).strip()

    @property
    def part(self) -> str:
        """Which part of PDF/A the file says it follows; empty when it does not say."""
        return self.metadata("pdfaid:part")

    @property
    def page_texts(self) -> tuple[str, ...]:
        """Everything printed, page by page, artifacts included; empty without a structure."""
        if self.structure is None:
            return ()
        return tuple(
            "\n".join(
                [
                    *(piece.text for piece in page.pieces.values()),
                    *(artifact.text for artifact in page.artifacts),
                    page.untagged,
                ]
            )
            for page in self.structure.pages
        )

    def dictionaries(self) -> Iterator[Any]:
        """Yield every dictionary and stream dictionary of the file, direct ones too."""
        for item in self.pdf.objects:
            yield from _dictionaries(item)


def open_checked(data: bytes, name: str) -> PdfFile:
    """Open the bytes of a PDF. Raises PdfFileError when they are none."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise PdfFileError("Dit bestand heeft een wachtwoord.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise PdfFileError("Dit bestand is beschadigd of geen PDF.") from error
    if not pages:
        raise PdfFileError("Dit bestand heeft geen bladzijden.")
    xmp, xmp_fault = _metadata(pdf)
    structure, structure_fault = _structure(pdf)
    return PdfFile(name, data, pdf, xmp, xmp_fault, structure, structure_fault)


def _structure(pdf: pikepdf.Pdf) -> tuple[Structure | None, str]:
    if "/StructTreeRoot" not in pdf.Root:
        return None, "het bestand heeft geen labels (structuur)"
    try:
        return read_structure(pdf), ""
    except (
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
        IndexError,
        RuntimeError,
        RecursionError,
        pikepdf.PdfError,
    ):
        return None, "de labels (structuur) in het bestand zijn beschadigd"


def _metadata(pdf: pikepdf.Pdf) -> tuple[tuple[XmpProperty, ...], str]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return (), ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        data = stream.read_bytes()
        if b"<!DOCTYPE" in data:
            return (), "de eigenschappen (XMP) hebben een documenttype"
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        return (), "de eigenschappen (XMP) zijn beschadigd"
    return tuple(_properties(root)), ""


def _properties(root: Any) -> Iterator[XmpProperty]:
    for description in root.iter(f"{{{_RDF}}}Description"):
        if description.getparent() is None or description.getparent().tag != f"{{{_RDF}}}RDF":
            continue
        for key, value in description.attrib.items():
            if not str(key).startswith((f"{{{_RDF}}}", f"{{{_XML}}}")):
                yield XmpProperty(_short(str(key)), (str(value).strip(),))
        for node in description.iterchildren(etree.Element):
            items = node.findall(f".//{{{_RDF}}}li")
            texts = [" ".join("".join(item.itertext()).split()) for item in items or [node]]
            yield XmpProperty(_short(node.tag), tuple(text for text in texts if text))


def _short(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{local}"


def _dictionaries(item: Any) -> Iterator[Any]:
    if isinstance(item, pikepdf.Array):
        for part in item.as_list():
            if not getattr(part, "is_indirect", False):
                yield from _dictionaries(part)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        for part in item.values():
            if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
                yield from _dictionaries(part)
