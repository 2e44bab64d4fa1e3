"""The OPC package: parts, relationships, content types, and a zip that is the same every time.

Knows nothing of what the parts say. Bytes in, bytes out; no disk, no clock.
Source: ECMA-376 part 2; the recipe of the canonical zip is in accessibility.md section 8.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

__all__ = ["OFFICE", "Package", "Relationships", "canonical_zip", "read_zip"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Prefix of the relationship types of Office documents."""

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINK_NAMES: Any = {None: _RELATIONSHIPS}
_TYPE_NAMES: Any = {None: _CONTENT_TYPES}
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
_MAX_PART = 64 * 1024 * 1024


@dataclass(slots=True)
class Relationships:
    """The relationships of one part; the same target gets the same id."""

    _ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Give the id of the relationship, making it when it is new; `kind` is the full type."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def part(self) -> bytes:
        """Give the `.rels` part."""
        root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap=_LINK_NAMES)
        for (kind, target, external), identifier in self._ids.items():
            made = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
            made.set("Id", identifier)
            made.set("Type", kind)
            made.set("Target", target)
            if external:
                made.set("TargetMode", "External")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._ids)


@dataclass(slots=True)
class Package:
    """Parts by name without leading slash, with their content types and relationships."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        name: str,
        data: bytes,
        content_type: str = "",
        relationships: Relationships | None = None,
    ) -> None:
        """Add a part; `content_type` may be empty for png and svg."""
        self.parts[name] = data
        if content_type:
            self.types[name] = content_type
        if relationships:
            folder, base = posixpath.split(name)
            self.parts[posixpath.join(folder, "_rels", f"{base}.rels")] = relationships.part()

    def to_bytes(self) -> bytes:
        """Give the package as a canonical zip."""
        return canonical_zip(
            {"[Content_Types].xml": _content_types(self.parts, self.types), **self.parts}
        )


def _content_types(parts: Mapping[str, bytes], types: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap=_TYPE_NAMES)
    used = {name.rpartition(".")[2] for name in parts} | {"rels", "xml"}
    for extension in sorted(used & set(_DEFAULTS)):
        made = etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Default")
        made.set("Extension", extension)
        made.set("ContentType", _DEFAULTS[extension])
    for name in sorted(types):
        made = etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override")
        made.set("PartName", f"/{name}")
        made.set("ContentType", types[name])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def canonical_zip(parts: Mapping[str, bytes]) -> bytes:
    """Zip `parts`: content types and root relationships first, then sorted, dates fixed."""
    first = ("[Content_Types].xml", "_rels/.rels")
    order = [name for name in first if name in parts]
    order += sorted(name for name in parts if name not in first)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in order:
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


def read_zip(data: bytes) -> Mapping[str, bytes]:
    """Give the parts of a zip.

    Raises ValueError when it is no zip, or when a part is unreasonably large (over 64 MB).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size > _MAX_PART:
                    raise ValueError(entry.filename)
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from error
