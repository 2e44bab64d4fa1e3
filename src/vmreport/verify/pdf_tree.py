"""The structure tree of a finished PDF as data: elements, the text in them, their attributes.

Source: ISO 32000-1, 14.7 and 14.8. What is asked of a tree is in `pdf_structure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeAlias

import pikepdf

from vmreport.verify.pdf_text import PageText, Piece

__all__ = ["Element", "Kid", "LinkTarget", "authored", "read_tree", "runs"]

_INLINE = frozenset({"Span", "Link", "Reference", "Code", "Quote"})


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """An annotation that a structure element refers to."""

    page: int
    """0-based."""
    contents: str
    """What is said of it."""
    target: str
    """The web address, or `#anchor` for a place in the document."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element."""

    role: str
    path: str
    """Roles from Document down to this one, with slashes."""
    kids: tuple[Kid, ...]
    alt: str
    language: str
    expansion: str
    id: str
    attributes: Mapping[str, Any]
    """Of all owners together, as plain values: `Scope` is `Column`, `BBox` four numbers."""

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def below(self, *roles: str) -> Iterator[Element]:
        """Yield the elements below this one that have one of `roles`."""
        return (element for element in self.walk() if element.role in roles)

    def text(self, *, notes: bool = True) -> str:
        """Give the words in it, white space folded, soft hyphens dropped."""
        return " ".join("".join(text for _, text in runs(self, notes=notes)).split())


Kid: TypeAlias = Element | Piece | LinkTarget


def read_tree(pdf: pikepdf.Pdf, pages: Sequence[PageText]) -> Element:
    """Give the Document element. Raises ValueError when there is no tree or it does not hold."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        raise ValueError("the PDF has no structure tree")
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    kids = tree.K if isinstance(tree.K, pikepdf.Array) else [tree.K]
    return _TreeReader(pages, numbers).element(kids[0], "", None)


def runs(element: Element, *, notes: bool) -> Iterator[tuple[str, str]]:
    """Yield each run of text with the path of its element, and a line feed at edges of blocks.

    Joined, they are what is read: exactly the characters of the file, soft hyphens dropped,
    figures left out. No space is made up at line ends.
    """
    for path, pieces in groupby(_flow(element, notes=notes), key=lambda part: part[0]):
        text = "".join("\n" if piece is None else piece.text for _, piece in pieces)
        yield path, text.replace("\u00ad", "")


def authored(element: Element, numbering: str = "None") -> Element:
    """Give `element` without footnotes and what a program adds to what was written.

    That is: marks of list items and footnotes, and the page numbers of contents lists.
    """
    numbering = element.attributes.get("ListNumbering", numbering)
    kids = element.kids
    if element.path.endswith("TOCI/Reference/Link"):
        last = max(at for at, kid in enumerate(kids) if isinstance(kid, Piece))
        kids = kids[:last]
    kept = (
        authored(kid, numbering) if isinstance(kid, Element) else kid
        for kid in kids
        if not (isinstance(kid, Element) and _added(kid, element, numbering))
    )
    return replace(element, kids=tuple(kept))


def _added(kid: Element, parent: Element, numbering: str) -> bool:
    match kid.role:
        case "Note":
            return True
        case "Reference":
            return parent.role != "TOCI"
        case "Lbl":
            return parent.role == "Note" or numbering != "None"
        case _:
            return False


def _flow(element: Element, *, notes: bool) -> Iterator[tuple[str, Piece | None]]:
    """Yield the pieces below `element`, and None at the edges of every block."""
    for kid in element.kids:
        if isinstance(kid, Piece):
            yield element.path, kid
        elif isinstance(kid, Element) and kid.role != "Figure" and (notes or kid.role != "Note"):
            edge = [] if kid.role in _INLINE else [("", None)]
            yield from edge
            yield from _flow(kid, notes=notes)
            yield from edge


class _TreeReader:
    def __init__(self, pages: Sequence[PageText], numbers: Mapping[Any, int]) -> None:
        self.pages = pages
        self.numbers = numbers

    def element(self, item: Any, above: str, page: int | None) -> Element:
        role = str(item.S)[1:]
        path = f"{above}/{role}" if above else role
        here = self.numbers[item.Pg.objgen] if "/Pg" in item else page
        kids = item.get("/K", pikepdf.Array())
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        return Element(
            role=role,
            path=path,
            kids=tuple(self._kid(kid, path, here) for kid in kids),
            alt=str(item.get("/Alt", "")),
            language=str(item.get("/Lang", "")),
            expansion=str(item.get("/E", "")),
            id=str(item.get("/ID", "")),
            attributes=_attributes(item.get("/A")),
        )

    def _kid(self, kid: Any, path: str, page: int | None) -> Kid:
        if not isinstance(kid, pikepdf.Dictionary):
            return self._piece(page, int(kid))
        if "/S" in kid:
            return self.element(kid, path, page)
        here = self.numbers[kid.Pg.objgen] if "/Pg" in kid else page
        if kid.get("/Type") == pikepdf.Name.OBJR:
            return _link(kid.Obj, here or 0)
        return self._piece(here, int(kid.MCID))

    def _piece(self, page: int | None, mcid: int) -> Piece:
        if page is None or mcid not in self.pages[page].pieces:
            raise ValueError(f"the structure refers to content {mcid} that is on no page")
        return self.pages[page].pieces[mcid]


def _link(annotation: Any, page: int) -> LinkTarget:
    action = annotation.get("/A")
    target = (
        str(action.get("/URI", "")) if action is not None else f"#{annotation.get('/Dest', '')}"
    )
    return LinkTarget(page, str(annotation.get("/Contents", "")), target)


def _attributes(value: Any) -> Mapping[str, Any]:
    entries = [] if value is None else value if isinstance(value, pikepdf.Array) else [value]
    found: dict[str, Any] = {}
    for entry in entries:
        found |= {key[1:]: _plain(item) for key, item in entry.items() if key != "/O"}
    return MappingProxyType(found)


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return tuple(_plain(item) for item in value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    return int(value) if isinstance(value, int) else float(value)
