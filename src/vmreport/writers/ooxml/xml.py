"""Office XML as lxml elements: namespaces, element builder, reading and serialising parts.

Knows XML and nothing of reports or of one kind of file.
Source: ECMA-376 part 1; element order follows its schemas.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

__all__ = [
    "NAMESPACES",
    "Element",
    "element",
    "mm_to_emu",
    "parse_part",
    "pt_to_emu",
    "qn",
    "serialise",
    "serialise_chart",
]

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for this type

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}


def qn(name: str) -> str:
    """Give the lxml name of a prefixed name: `a:p` becomes `{http…}p`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Build an element of any namespace; plain attribute names stay without a namespace."""
    prefix, local = name.split(":")
    space = NAMESPACES[prefix]
    made = etree.Element(f"{{{space}}}{local}", nsmap={prefix: space})
    for key, value in attributes.items():
        made.set(key, str(value))
    made.extend(children)
    return made


def mm_to_emu(millimetres: float) -> int:
    """Convert to English metric units, the unit of DrawingML."""
    return round(millimetres * 36_000)


def pt_to_emu(points: float) -> int:
    """Convert points to English metric units."""
    return round(points * 12_700)


def parse_part(data: bytes) -> Element:
    """Parse XML of unknown origin: no entities, no network, no document type.

    Raises ValueError when it is not well-formed or has a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if b"<!DOCTYPE" in data:
        raise ValueError("document type")
    return root


def serialise(root: Element, keep: Iterable[str] = ()) -> bytes:
    """Give the bytes of a part: UTF-8, standalone, namespaces cleaned, no indentation.

    `keep` names prefixes that stay declared even when nothing uses them.
    """
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=list(keep))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def serialise_chart(root: Element) -> bytes:
    """Give the bytes of a chart part, its prefixes as Office writes them."""
    prefixes = {prefix: NAMESPACES[prefix] for prefix in ("c", "a", "r")}
    etree.cleanup_namespaces(root, top_nsmap=prefixes, keep_ns_prefixes=list(prefixes))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
