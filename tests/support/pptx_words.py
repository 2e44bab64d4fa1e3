"""Reads a deck back: slides in order with their titles, words, pictures and spoken text."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

__all__ = ["ReadSlide", "deck_parts", "read_deck"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FURNITURE = {"ftr", "sldNum", "dt", "sldImg"}


@dataclass(frozen=True)
class ReadSlide:
    title: str
    words: tuple[str, ...]
    """Of shapes and tables in reading order, title first."""
    spoken: tuple[str, ...]
    alts: tuple[str, ...]
    """Of every picture, chart and table frame; empty for one without words."""
    kinds: tuple[str, ...]
    """Local names of the shapes, in reading order."""
    footer: str
    charts: tuple[str, ...]
    """Names of the chart parts."""

    @property
    def text(self) -> str:
        return "".join((*self.words, *self.spoken))


def deck_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read_deck(data: bytes) -> list[ReadSlide]:
    """Give the slides in the order in which they are shown."""
    parts = deck_parts(data)
    main = etree.fromstring(parts["ppt/presentation.xml"])
    links = _links(parts, "ppt/presentation.xml")
    slides = [links[node.get(f"{_R}id")] for node in main.iter(f"{_P}sldId")]
    return [_slide(parts, name) for name in slides]


def _links(parts: dict[str, bytes], name: str) -> dict[str, str]:
    folder, base = posixpath.split(name)
    path = f"{folder}/_rels/{base}.rels"
    if path not in parts:
        return {}
    return {
        node.get("Id"): posixpath.normpath(posixpath.join(folder, node.get("Target")))
        for node in etree.fromstring(parts[path])
        if node.get("TargetMode") != "External"
    }


def _slide(parts: dict[str, bytes], name: str) -> ReadSlide:
    tree = etree.fromstring(parts[name]).find(f"{_P}cSld/{_P}spTree")
    links = _links(parts, name)
    shapes = [node for node in tree if node.tag in {f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame"}]
    titles = [node for node in shapes if _kind(node) in {"title", "ctrTitle"}]
    assert len(titles) == 1, name
    assert shapes[0] is titles[0], "the title is read first"
    footers = [node for node in shapes if _kind(node) == "ftr"]
    content = [node for node in shapes if _kind(node) not in _FURNITURE]
    notes = next((part for part in links.values() if "notesSlide" in part), None)
    return ReadSlide(
        title=" ".join(_texts(titles[0])),
        words=tuple(text for node in content for text in _texts(node)),
        spoken=_spoken(parts[notes]) if notes else (),
        alts=tuple(_alt(node) for node in content if node.tag != f"{_P}sp"),
        kinds=tuple(etree.QName(node).localname for node in content),
        footer=" ".join(text for node in footers for text in _texts(node)),
        charts=tuple(sorted(part for part in links.values() if "/charts/" in part)),
    )


def _kind(shape: etree._Element) -> str:
    mark = shape.find(f".//{_P}nvPr/{_P}ph")
    return mark.get("type", "body") if mark is not None else ""


def _texts(shape: etree._Element) -> tuple[str, ...]:
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in shape.iter(f"{_A}p"))
    return tuple(text for text in paragraphs if text)


def _alt(shape: etree._Element) -> str:
    return next(shape.iter(f"{_P}cNvPr")).get("descr", "")


def _spoken(part: bytes) -> tuple[str, ...]:
    tree = etree.fromstring(part)
    return tuple(
        text
        for shape in tree.iter(f"{_P}sp")
        if _kind(shape) not in _FURNITURE
        for text in _texts(shape)
    )
