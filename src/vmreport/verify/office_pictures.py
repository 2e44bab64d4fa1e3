"""Checks of pictures in an Office file: words for who cannot see them, data they carry along."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from lxml import etree

from vmreport.verify.office_package import NS, OfficeFile
from vmreport.verify.report import Findings, shortened

__all__ = ["alt_fault", "check_media"]

_FILE_NAME = re.compile(r"[\w -]+\.(?:png|jpe?g|svg|gif|emf|wmf|bmp|tiff?)", re.IGNORECASE)
_EMPTY_WORDS = re.compile(
    r"(?:afbeelding|figuur|grafiek|picture|image|logo)?\s*\d*\.?", re.IGNORECASE
)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SPEAKING = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"})
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"


def alt_fault(node: Any) -> str:
    """Give what is wrong with the description of a drawing, or an empty string."""
    words = str(node.get("descr", "")).strip()
    marks = node.iter(f"{{{NS['adec']}}}decorative")
    decorative = any(str(mark.get("val")) in ("1", "true") for mark in marks)
    if decorative:
        return "is versiering en heeft toch een beschrijving" if words else ""
    if not words:
        return "heeft geen beschrijving"
    if _FILE_NAME.fullmatch(words) or _EMPTY_WORDS.fullmatch(words):
        return f"heeft als beschrijving “{shortened(words)}”; dat zegt niets"
    return ""


def check_media(file: OfficeFile, findings: Findings) -> None:
    """Rule lek.beeld: pictures hold no texts, dates or links of their own."""
    findings.ran("lek.beeld")
    hint = "Bewaar de afbeelding opnieuw zonder gegevens (metadata) en voeg haar opnieuw in."
    for name, data in file.parts.items():
        if "/media/" not in f"/{name}":
            continue
        for what in sorted(set(_traces(data))):
            findings.fault("lek.beeld", name, what, hint)


def _traces(data: bytes) -> Iterator[str]:
    if data.startswith(_SIGNATURE):
        for kind in _png_chunks(data):
            if kind in _SPEAKING:
                yield f"de afbeelding draagt gegevens mee ({kind.decode()})"
    elif data.startswith(b"\xff\xd8"):
        if b"Exif\0\0" in data[:65536] or b"http://ns.adobe.com/xap/1.0/" in data[:65536]:
            yield "de foto draagt gegevens mee (EXIF of XMP)"
    elif b"<svg" in data[:4096]:
        yield from _svg_traces(data)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8]
        at += 12 + size


def _svg_traces(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield "de tekening is beschadigd"
        return
    for node in root.iter():
        if isinstance(node, etree._Comment):  # noqa: SLF001 - the type of comments has no public name
            yield "de tekening bevat een opmerking"
        elif not isinstance(node.tag, str):
            continue
        elif node.tag in (f"{_SVG}script", f"{_SVG}foreignObject"):
            yield "de tekening bevat een programma of vreemde inhoud"
        elif node.tag == f"{_SVG}metadata" and len(node):
            yield "de tekening draagt gegevens mee (metadata)"
        else:
            target = str(node.get("href") or node.get(_XLINK) or "#")
            if not target.startswith(("#", "data:")):
                yield "de tekening verwijst naar een ander bestand"
