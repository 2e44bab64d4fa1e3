"""The properties of an Office file: who, what and when, all from the metadata of the document.

Written anew; nothing of a template or of the machine that writes ends up in them.
Source: accessibility.md sections 6.1 and 8.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from vmreport.document.tree import Document
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships

__all__ = ["add_properties", "app_properties", "core_properties"]

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_APP_NAMES: Any = {None: _APP}
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def add_properties(package: Package, document: Document, main: str) -> None:
    """Add the properties and the relationships of the package; `main` is its leading part."""
    package.add("docProps/core.xml", core_properties(document), _CORE_TYPE)
    package.add("docProps/app.xml", app_properties(document), _APP_TYPE)
    root = Relationships()
    root.add(f"{OFFICE}/officeDocument", main)
    root.add(_CORE_LINK, "docProps/core.xml")
    root.add(f"{OFFICE}/extended-properties", "docProps/app.xml")
    package.add("_rels/.rels", root.part())


def core_properties(document: Document) -> bytes:
    """Give `docProps/core.xml`: all from the metadata, the organisation as author."""
    metadata = document.metadata
    moment = f"{metadata.date.isoformat()}T00:00:00Z"
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    for name, text in (
        (f"{{{_DC}}}title", metadata.title),
        (f"{{{_DC}}}subject", metadata.subject),
        (f"{{{_DC}}}creator", metadata.organisation),
        (f"{{{_CORE}}}keywords", ", ".join(metadata.keywords)),
        (f"{{{_CORE}}}lastModifiedBy", metadata.organisation),
        (f"{{{_CORE}}}revision", "1"),
        (f"{{{_TERMS}}}created", moment),
        (f"{{{_TERMS}}}modified", moment),
        (f"{{{_CORE}}}contentStatus", metadata.status),
        (f"{{{_DC}}}language", document.language),
    ):
        if text:
            made = etree.SubElement(root, name)
            made.text = text
            if name.startswith(f"{{{_TERMS}}}"):
                made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def app_properties(document: Document) -> bytes:
    """Give `docProps/app.xml`: the program and the organisation, no counts, no template."""
    root = etree.Element(f"{{{_APP}}}Properties", nsmap=_APP_NAMES)
    for name, text in (
        ("Application", document.metadata.generator),
        ("DocSecurity", "0"),
        ("Company", document.metadata.organisation),
    ):
        if text:
            etree.SubElement(root, f"{{{_APP}}}{name}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
