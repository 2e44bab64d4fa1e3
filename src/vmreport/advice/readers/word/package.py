"""From the bytes of a .docx to its XML parts; anything that is not a plain document is refused.

What the parts say is for the modules beside this one. Source: risks D6, D7, E9, H13.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from vmreport.errors import Place, Problems
from vmreport.files.archive import ZIP_FAULTS, why_unsafe

__all__ = ["Element", "WordFile", "attribute", "on", "open_word", "w"]

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for this type

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RTF = b"{\\rtf"
_PLAIN_DOCX = "Open het in Word en kies Opslaan als, Word-document (.docx)."
_FAULTS = (*ZIP_FAULTS, etree.XMLSyntaxError, MemoryError)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a document that are read."""

    name: str
    """Path inside the dossier, as messages name it."""
    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Mapping[str, Element]
    """The notes by their id."""
    links: Mapping[str, str]
    """External addresses by relationship id."""
    margins: tuple[Element, ...]
    """Headers and footers: not read, but looked at for words."""


def w(name: str) -> str:
    """Give the lxml name of a WordprocessingML element or attribute."""
    return f"{_W}{name}"


def attribute(element: Element | None, name: str = "val") -> str:
    """Give a `w:` attribute as text, empty when there is none."""
    return str(element.get(w(name), "")) if element is not None else ""


def on(properties: Element | None, name: str) -> bool | None:
    """Say whether a toggle such as `w:b` is on or off; None when it is not given."""
    found = properties.find(w(name)) if properties is not None else None
    if found is None:
        return None
    return attribute(found) not in {"0", "false", "off", "none"}


def open_word(data: bytes, name: str, problems: Problems) -> WordFile | None:
    """Give the parts of a .docx; None after saying (E390) why it is not opened."""
    fault = _why_not(data)
    if fault is None:
        try:
            return _parts(data, name)
        except _Refused as refused:
            fault = (refused.what, refused.hint)
        except _FAULTS:
            fault = ("Het bestand is beschadigd of is geen Word-bestand.", _PLAIN_DOCX)
    problems.problem("E390", Place(name), *fault)
    return None


class _Refused(Exception):  # noqa: N818 - caught in this module, never seen outside
    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def _why_not(data: bytes) -> tuple[str, str] | None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "Het bestand heeft een wachtwoord.", "Bewaar het zonder wachtwoord."
        return "Dit is een oud Word-bestand (.doc) met de naam van een .docx.", _PLAIN_DOCX
    if data.startswith(_RTF) or data.lstrip()[:1] == b"<":
        what = (
            "Dit is een ander soort bestand (RTF, XML of een webpagina) met de naam van een .docx."
        )
        return what, _PLAIN_DOCX
    try:
        unsafe = why_unsafe(data)
    except ZIP_FAULTS:
        return "Het bestand is beschadigd of is geen Word-bestand.", _PLAIN_DOCX
    if unsafe:
        return f"Het bestand wordt niet geopend: {unsafe}.", _PLAIN_DOCX
    return None


def _parts(data: bytes, name: str) -> WordFile:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        parts = {part: archive.read(part) for part in names if part.endswith((".xml", ".rels"))}
    main = _main_part(parts, names)
    document = _xml(parts, main)
    body = document.find(w("body")) if document is not None else None
    if body is None:
        what = "Dit Word-bestand is bewaard in een vorm die niet gelezen wordt (Strict Open XML)."
        raise _Refused(what, _PLAIN_DOCX)
    related = _related(parts, main)
    footnotes = _xml(parts, _target(related, "footnotes"))
    notes = footnotes.iterfind(w("footnote")) if footnotes is not None else ()
    margins = (_xml(parts, item[1]) for item in related if item[0] in {"header", "footer"})
    return WordFile(
        name=name,
        body=body,
        styles=_xml(parts, _target(related, "styles")),
        numbering=_xml(parts, _target(related, "numbering")),
        footnotes={attribute(note, "id"): note for note in notes},
        links={item[2]: item[1] for item in related if item[0] == "hyperlink"},
        margins=tuple(margin for margin in margins if margin is not None),
    )


def _main_part(parts: Mapping[str, bytes], names: set[str]) -> str:
    macros = "Bewaar het als Word-document (.docx), zonder macro's."
    if any("vbaproject" in name.casefold() for name in names):
        raise _Refused("Het bestand bevat macro's (.docm).", macros)
    types = _xml(parts, "[Content_Types].xml")
    overrides = types.iter(_OVERRIDE) if types is not None else ()
    kinds = {str(item.get("PartName")): str(item.get("ContentType")) for item in overrides}
    main = _target(_related(parts, ""), "officeDocument")
    kind = kinds.get(f"/{main}", "")
    if "macroEnabled" in kind:
        raise _Refused("Het bestand is een Word-bestand met macro's (.docm).", macros)
    if kind != _MAIN_TYPE:
        raise _Refused("Dit is geen Word-document (.docx).", _PLAIN_DOCX)
    return main


def _xml(parts: Mapping[str, bytes], name: str) -> Element | None:
    """Parse a part; nothing is fetched and nothing expanded (entities are refused before this)."""
    if name not in parts:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(parts[name], parser)


def _related(parts: Mapping[str, bytes], name: str) -> tuple[tuple[str, str, str], ...]:
    """Give kind, target and id of what a part points to; targets inside as full names."""
    folder, base = posixpath.split(name)
    root = _xml(parts, posixpath.join(folder, "_rels", f"{base}.rels"))
    found: list[tuple[str, str, str]] = []
    for item in root.iter(_RELATIONSHIP) if root is not None else ():
        kind = str(item.get("Type", ""))
        target = str(item.get("Target", ""))
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if kind.startswith(_R):
            found.append((kind.rpartition("/")[2], target, str(item.get("Id", ""))))
    return tuple(found)


def _target(related: tuple[tuple[str, str, str], ...], kind: str) -> str:
    return next((target for found, target, _ in related if found == kind), "")
