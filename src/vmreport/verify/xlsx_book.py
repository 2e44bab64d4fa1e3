"""The sheets of an Excel file: names, words of cells, tables, drawings. No rules here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vmreport.verify.office_package import OfficeFile, PackageError, tag

__all__ = ["Book", "Sheet", "TablePlace", "read_book"]

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CODE = re.compile(r"&(?:[LCRPNDTAFGZBIUSEXYHO]|K[0-9A-F]{6}|\d+|\"[^\"]*\")")
"""Codes in a page header: sides, page numbers, letters."""
_MOST_CELLS = 2_000_000
Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where an Excel table stands on a sheet."""

    top: int
    left: int
    bottom: int
    right: int
    has_header: bool

    def places(self) -> Iterator[Place]:
        """Yield its cells, head included."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    name: str
    hidden: bool
    root: Any
    cells: Mapping[Place, str]
    """The words or the number of every filled cell."""
    tables: tuple[TablePlace, ...]
    linked: frozenset[Place]
    """Cells that lead elsewhere."""
    drawings: tuple[Any, ...]
    """Name and description of every picture and chart."""

    @property
    def where(self) -> str:
        """The place in words."""
        return f"blad “{self.name}”"

    @property
    def running(self) -> str:
        """What is printed over and under every page, without its codes."""
        found = (node.text or "" for node in self.root.iter(tag("x:oddHeader"), tag("x:oddFooter")))
        return _CODE.sub(" ", " ".join(found)).replace("&&", "&")


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in their order."""

    sheets: tuple[Sheet, ...]


def read_book(file: OfficeFile) -> Book:
    """Give the sheets of a workbook. Raises PackageError when one is missing or too large."""
    links = {link.id: link.target for link in file.relationships(file.main)}
    shared = _shared(file)
    sheets = []
    for node in file.body.iter(tag("x:sheet")):
        name, label = links.get(str(node.get(tag("r:id"))), ""), str(node.get("name", ""))
        root = file.tree(name)
        if root is None:
            raise PackageError(f"Blad {label} ontbreekt in het bestand.")
        targets = [(link.kind, link.target) for link in file.relationships(name)]
        sheets.append(
            Sheet(
                label,
                str(node.get("state", "visible")) != "visible",
                root,
                _cells(root, shared),
                tuple(_tables(file, [t for kind, t in targets if kind == "table"])),
                frozenset(_linked(root)),
                tuple(_drawings(file, [t for kind, t in targets if kind == "drawing"])),
            )
        )
    return Book(tuple(sheets))


def _shared(file: OfficeFile) -> tuple[str, ...]:
    root = file.part_of("sharedStrings")
    nodes = () if root is None else root.iter(tag("x:si"))
    return tuple("".join(t.text or "" for t in node.iter(tag("x:t"))) for node in nodes)


def _cells(root: Any, shared: tuple[str, ...]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for cell in root.iter(tag("x:c")):
        text = cell.findtext(tag("x:v"), "")
        if cell.get("t") == "s" and text.isdecimal() and int(text) < len(shared):
            text = shared[int(text)]
        elif cell.get("t") == "inlineStr":
            text = "".join(t.text or "" for t in cell.iter(tag("x:t")))
        if text:
            found[_place(str(cell.get("r", "")))] = text
        if len(found) > _MOST_CELLS:
            raise PackageError("Een blad heeft te veel cellen om te controleren.")
    return found


def _place(name: str) -> Place:
    found = _CELL.fullmatch(name.replace("$", ""))
    if found is None:
        raise PackageError(f"De cel “{name}” bestaat niet.")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _area(ref: str) -> tuple[Place, Place]:
    first, _, last = ref.partition(":")
    return _place(first), _place(last or first)


def _tables(file: OfficeFile, names: list[str]) -> Iterator[TablePlace]:
    for name in names:
        root = file.tree(name)
        if root is None:
            raise PackageError(f"Onderdeel {name} ontbreekt in het bestand.")
        (top, left), (bottom, right) = _area(str(root.get("ref", "")))
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise PackageError("Een tabel heeft te veel cellen om te controleren.")
        yield TablePlace(top, left, bottom, right, root.get("headerRowCount", "1") != "0")


def _linked(root: Any) -> Iterator[Place]:
    for link in root.iter(tag("x:hyperlink")):
        yield _area(str(link.get("ref", "")))[0]


def _drawings(file: OfficeFile, names: list[str]) -> Iterator[Any]:
    for name in names:
        root = file.tree(name)
        if root is not None:
            yield from root.iter(tag("xdr:cNvPr"))
