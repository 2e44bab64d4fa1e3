"""Opens a Word, PowerPoint or Excel file for checking: parts, relationships, content types, safely parsed XML.

Hostile files are refused (bombs, document types, names that leave the package). No rules here.
Source: ECMA-376 part 2.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

__all__ = [
    "EXCEL",
    "NS",
    "POWERPOINT",
    "WORD",
    "OfficeFile",
    "PackageError",
    "Relationship",
    "attribute",
    "open_office",
    "tag",
    "text_of",
]

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "app": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": NS["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": NS["r"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": NS["wp"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": NS["a"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": NS["pic"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties": NS["app"].encode(),
    b"http://purl.oclc.org/ooxml/presentationml/main": NS["p"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": NS["c"].encode(),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": NS["x"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": NS["xdr"].encode(),
}
_MOST_PARTS = 5_000
_MOST_BYTES = 512 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"


class PackageError(ValueError):
    """The file is no readable Office file; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of a part to another part or to something outside."""

    source: str
    """The part it belongs to; empty for the package itself."""
    id: str
    kind: str
    """Last word of its type: `image`, `hyperlink`, `attachedTemplate`."""
    target: str
    """Part name for an internal one, the target as written for an external one."""
    external: bool


@dataclass(slots=True)
class OfficeFile:
    """The parts of an Office file; XML is parsed once, on first use."""

    parts: Mapping[str, bytes]
    main: str
    """Name of the main part: document, presentation or workbook."""
    _trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any | None:
        """Give the root of an XML part, or None when the part is not there.

        Raises PackageError when it is no well-formed XML or has a document type.
        """
        if name not in self.parts:
            return None
        if name not in self._trees:
            self._trees[name] = _parse(self.parts[name], name)
        return self._trees[name]

    @property
    def body(self) -> Any:
        """The root of the main part."""
        return self.tree(self.main)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Give the relationships of a part, or of the package for an empty name."""
        folder, base = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return ()
        return tuple(
            _relationship(part, folder, node) for node in root.iter(tag("rel:Relationship"))
        )

    def all_relationships(self) -> Iterator[Relationship]:
        """Yield the relationships of the package and of every part."""
        yield from self.relationships("")
        for name in self.parts:
            if not name.endswith(".rels"):
                yield from self.relationships(name)

    def linked(self, kind: str) -> tuple[str, ...]:
        """Give the parts the main document links to as `kind`, such as `header`."""
        found = self.relationships(self.main)
        return tuple(r.target for r in found if r.kind == kind and r.target in self.parts)

    def part_of(self, kind: str) -> Any | None:
        """Give the root of the one part linked as `kind`, such as `styles`."""
        names = self.linked(kind)
        return self.tree(names[0]) if names else None

    @property
    def kind(self) -> str:
        """Which program it is for: the tag of its main part, one of WORD, POWERPOINT, EXCEL."""
        return str(self.body.tag)

    def property_part(self, kind: str) -> Any | None:
        """Give the root of a part the package itself links to, such as `core-properties`."""
        names = [r.target for r in self.relationships("") if r.kind == kind]
        return self.tree(names[0]) if names else None

    def stories(self) -> tuple[tuple[str, Any], ...]:
        """Give every part of a Word file with text a reader sees: body, headers, footers, notes."""
        names = [self.main]
        for kind in ("header", "footer", "footnotes", "endnotes"):
            names += self.linked(kind)
        return tuple((name, self.tree(name)) for name in dict.fromkeys(names))

    def xml_parts(self) -> Iterator[tuple[str, Any]]:
        """Yield every XML part, relationships included."""
        for name in sorted(self.parts):
            if name.endswith((".xml", ".rels")):
                yield name, self.tree(name)


@cache
def tag(name: str) -> str:
    """Give the full name of `prefix:name`."""
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


WORD, POWERPOINT, EXCEL = tag("w:document"), tag("p:presentation"), tag("x:workbook")


def attribute(node: Any, name: str, default: str = "") -> str:
    """Give an attribute of the main namespace of Word."""
    return str(node.get(f"{{{NS['w']}}}{name}", default))


def text_of(node: Any) -> str:
    """Give the words below a node: text, tabs and line ends as spaces; no deleted text."""
    parts: list[str] = []
    for item in node.iter(tag("w:t"), tag("w:tab"), tag("w:br"), tag("w:noBreakHyphen")):
        if item.tag == tag("w:t"):
            parts.append(item.text or "")
        elif item.getparent().tag == tag("w:r"):
            parts.append("-" if item.tag == tag("w:noBreakHyphen") else " ")
    return "".join(parts)


def open_office(data: bytes) -> OfficeFile:
    """Open the bytes of a Word, PowerPoint or Excel file. Raises PackageError for others."""
    if data.startswith(_OLE):
        raise PackageError(
            "Dit is een oud Office-bestand (.doc, .xls) of het heeft een wachtwoord."
        )
    try:
        parts = _read(data)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, RuntimeError) as error:
        raise PackageError("Dit bestand is beschadigd of geen Office-bestand.") from error
    except NotImplementedError as error:
        raise PackageError(
            "Dit bestand is ingepakt op een manier die Office niet gebruikt."
        ) from error
    file = OfficeFile(parts, "")
    roots = [r.target for r in file.relationships("") if r.kind == "officeDocument"]
    if not roots or roots[0] not in parts:
        raise PackageError("Dit is geen Office-bestand: het hoofddeel ontbreekt.")
    file.main = roots[0]
    if file.kind not in (WORD, POWERPOINT, EXCEL):
        raise PackageError("Dit is geen document van Word, PowerPoint of Excel.")
    return file


def _read(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise PackageError("Dit bestand is uitgepakt te groot om te controleren.")
        names = [entry.filename for entry in entries]
        if len(set(names)) < len(names) or any(_outside(name) for name in names):
            raise PackageError("Dit bestand heeft onderdelen met een verboden of dubbele naam.")
        return {name: archive.read(name) for name in names if not name.endswith("/")}


def _outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name


def _parse(data: bytes, name: str) -> Any:
    if b"<!DOCTYPE" in data:
        raise PackageError(f"Onderdeel {name} heeft een documenttype; dat is niet toegestaan.")
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"Onderdeel {name} is beschadigd.") from error


def _relationship(part: str, folder: str, node: Any) -> Relationship:
    external = node.get("TargetMode") == "External"
    target = str(node.get("Target", ""))
    if not external:
        joined = (
            target.removeprefix("/") if target.startswith("/") else posixpath.join(folder, target)
        )
        target = posixpath.normpath(joined)
    kind = str(node.get("Type", "")).rpartition("/")[2]
    return Relationship(part, str(node.get("Id", "")), kind, target, external)
