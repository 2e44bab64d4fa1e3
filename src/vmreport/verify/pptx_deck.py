"""The slides of a PowerPoint file in the order in which they are shown. No rules here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vmreport.verify.office_package import OfficeFile, PackageError, tag

__all__ = ["OBJECTS", "Slide", "names_of", "placeholder", "read_slides", "texts_of"]

_FURNITURE = ("ftr", "sldNum", "dt", "sldImg")
_TITLES = ("title", "ctrTitle")
OBJECTS = tuple(tag(f"p:{name}") for name in ("pic", "graphicFrame", "sp", "cxnSp", "grpSp"))
"""What can stand on a slide."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide with its page of notes."""

    number: int
    root: Any
    notes: Any | None
    language: str
    """Language of text that names none itself."""

    @property
    def where(self) -> str:
        """The place in words."""
        return f"dia {self.number}"

    @property
    def objects(self) -> tuple[Any, ...]:
        """Everything on the slide in reading order, groups before what is in them."""
        return tuple(self.root.iter(*OBJECTS))

    @property
    def titles(self) -> tuple[Any, ...]:
        """The places for a title that are filled or not."""
        return tuple(node for node in self.objects if placeholder(node) in _TITLES)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every paragraph on the slide."""
        return texts_of(self.root)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every paragraph of the notes that is not about the page itself."""
        shapes = () if self.notes is None else self.notes.iter(tag("p:sp"))
        return tuple(
            text
            for shape in shapes
            if placeholder(shape) not in _FURNITURE
            for text in texts_of(shape)
        )

    @property
    def roots(self) -> Iterator[tuple[str, Any]]:
        """Yield slide and notes, each with its place in words."""
        yield self.where, self.root
        if self.notes is not None:
            yield f"notities bij dia {self.number}", self.notes


def read_slides(file: OfficeFile) -> tuple[Slide, ...]:
    """Give the slides of a presentation. Raises PackageError when one is missing."""
    links = {link.id: link.target for link in file.relationships(file.main)}
    found = file.body.find(f".//{tag('p:defaultTextStyle')}//{tag('a:defRPr')}[@lang]")
    language = "" if found is None else str(found.get("lang"))
    slides = []
    for number, node in enumerate(file.body.iter(tag("p:sldId")), 1):
        name = links.get(str(node.get(tag("r:id"))), "")
        root = file.tree(name)
        if root is None:
            raise PackageError(f"Dia {number} ontbreekt in het bestand.")
        notes = [r.target for r in file.relationships(name) if r.kind == "notesSlide"]
        slides.append(Slide(number, root, file.tree(notes[0]) if notes else None, language))
    return tuple(slides)


def texts_of(node: Any) -> tuple[str, ...]:
    """Give the paragraphs below a node that have words."""
    lines = ("".join(t.text or "" for t in p.iter(tag("a:t"))) for p in node.iter(tag("a:p")))
    return tuple(line.strip() for line in lines if line.strip())


def placeholder(shape: Any) -> str:
    """Give which place of the layout a shape fills: `title`, `ftr`; empty for none."""
    for child in shape:
        mark = child.find(f"{tag('p:nvPr')}/{tag('p:ph')}")
        if mark is not None:
            return str(mark.get("type", "obj"))
    return ""


def names_of(shape: Any) -> Any | None:
    """Give the element with name and description of a shape itself, not of what is in it."""
    for child in shape:
        names = child.find(tag("p:cNvPr"))
        if names is not None:
            return names
    return None
