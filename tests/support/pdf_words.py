"""Reads a finished PDF through its structure tree: words in reading order, and structure.

Left out, because the tree marks them as artifacts: running heads and feet, page numbers, repeated
table heads. Page numbers of the contents list and the marks of lists are taken off here.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf

from support.words import Item, Reading, TableGrid, item_number, mark, normalise
from vmreport.verify.pdf_structure import read_structure
from vmreport.verify.pdf_text import Piece
from vmreport.verify.pdf_tree import Element, LinkTarget

__all__ = ["read_pdf"]

_HEADING = re.compile(r"H[1-6]")


def read_pdf(data: bytes) -> Reading:
    """Give what a screen reader finds in the file."""
    structure = read_structure(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = str(pdf.docinfo.Title)
    root = structure.root
    notes = [element for element in root.walk() if element.role == "Note"]
    return Reading(
        words=tuple(_words(root)),
        notes=tuple(map(_note, notes)),
        headings=_headings(root),
        contents=tuple(_contents(root)),
        tables=tuple(_table(table) for table in root.below("Table")),
        alts=tuple(normalise(figure.alt) for figure in root.below("Figure"))[_logos(root) :],
        items=tuple(_items(root, 0)),
        links=tuple(_links([root, *notes])),
        languages=_languages([root, *notes]),
        language=structure.language,
        title=title,
    )


def _kids(element: Element) -> tuple[Element, ...]:
    return tuple(kid for kid in element.kids if isinstance(kid, Element))


def _is_marked(element: Element) -> bool:
    """Whether the items of a list carry a bullet or number (a list of fields has labels)."""
    return element.role == "L" and element.attributes.get("ListNumbering", "None") != "None"


def _is_call(element: Element) -> bool:
    """Whether the element is the mark of a note in the text; contents entries hold links."""
    return element.role == "Reference" and not any(element.below("Link"))


def _words(element: Element, *, marked: bool = False) -> Iterator[tuple[str, str]]:
    in_entry = element.role == "Link" and "/TOCI/" in element.path
    last = element.kids[-1] if in_entry else None
    for kid in element.kids:
        if isinstance(kid, Piece):
            if kid is last and kid.text.strip().isdecimal():
                continue
            yield element.path, normalise(kid.text)
        elif isinstance(kid, Element) and kid.role not in {"Note", "Figure"}:
            if _is_call(kid):
                yield kid.path, mark("".join(text for _, text in _words(kid)))
            elif not (marked and kid.role == "Lbl"):
                yield from _words(kid, marked=_is_marked(kid) or (marked and kid.role == "LI"))


def _text(element: Element) -> str:
    return "".join(text for _, text in _words(element))


def _note(note: Element) -> tuple[int, str]:
    label = next(kid for kid in note.walk() if kid.role == "Lbl")
    number = re.search(r"\d+", _text(label))
    assert number is not None, "a note without its number"
    return int(number[0]), _text(note).replace(_text(label), "", 1)


def _headings(root: Element) -> tuple[tuple[int, str], ...]:
    """Give the headings with the levels of the model: under a cover title all stand one lower."""
    found = [(int(e.role[1]), _text(e)) for e in root.walk() if _HEADING.fullmatch(e.role)]
    if not _logos(root):
        return tuple(found)
    assert found[0][0] == 1
    return tuple((level - 1, text) for level, text in found[1:])


def _logos(root: Element) -> int:
    """Give 1 when the document opens with a cover, whose logo is the first picture."""
    return int(
        bool(root.kids) and isinstance(root.kids[0], Element) and root.kids[0].role == "Figure"
    )


def _contents(root: Element) -> Iterator[tuple[int, str]]:
    for entry in root.below("TOCI"):
        own = (_text(kid) for kid in _kids(entry) if kid.role != "TOC")
        yield entry.path.split("/").count("TOC"), "".join(own)


def _table(table: Element) -> TableGrid:
    caption = "".join(_text(kid) for kid in _kids(table) if kid.role == "Caption")
    header, *rows = (tuple(_text(cell) for cell in _kids(row)) for row in table.below("TR"))
    for place, row in enumerate(table.below("TR")):
        scopes = [cell.attributes.get("Scope") for cell in _kids(row)]
        wanted = ["Column"] * len(header) if not place else ["Row", *[None] * (len(header) - 1)]
        assert scopes == wanted, f"header cells of a table: {scopes}"
    return TableGrid(caption, header, tuple(rows))


def _items(element: Element, depth: int) -> Iterator[Item]:
    inner = depth + _is_marked(element)
    for kid in _kids(element):
        if kid.role == "LI" and inner > depth:
            label = next((_text(k) for k in _kids(kid) if k.role == "Lbl"), "")
            body = next((k for k in _kids(kid) if k.role == "LBody"), kid)
            yield Item(inner, item_number(label, inner), _opening(body))
        yield from _items(kid, inner)


def _opening(body: Element) -> str:
    first = _kids(body)[0] if _kids(body) else body
    return _text(first if first.role == "P" else body)


def _links(roots: list[Element]) -> Iterator[tuple[str, str]]:
    for element in _outside_notes(roots):
        targets = [kid.target for kid in element.kids if isinstance(kid, LinkTarget)]
        if element.role == "Link" and targets and not targets[0].startswith("#"):
            assert len(set(targets)) == 1
            yield targets[0], _text(element)


def _languages(roots: list[Element]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in _outside_notes(roots):
        if element.language and element.role != "Document":
            found[element.language].append(_text(element))
    return {language: "".join(found[language]) for language in sorted(found)}


def _outside_notes(roots: list[Element]) -> Iterator[Element]:
    """Yield the elements below each root, those of notes apart."""
    for root in roots:
        stack = [root]
        while stack:
            element = stack.pop()
            yield element
            stack += [kid for kid in reversed(_kids(element)) if kid.role != "Note"]
