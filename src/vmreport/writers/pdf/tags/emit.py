"""Writes the finished tree into the PDF: elements, parent tree, names, catalog.

Knows PDF objects, not boxes or HTML.
Source: ISO 32000-1, 14.7 and 14.8; design/accessibility.md section 4.3, steps 4 to 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from vmreport.writers.pdf.tags.content import PageContent
from vmreport.writers.pdf.tags.tree import Content, LinkArea, Node, nodes

__all__ = ["write_tree"]


def write_tree(pdf: Any, root: Node, pages: Sequence[PageContent]) -> None:
    """Add `root` to `pdf` and tie it to the content of `pages` and to the link areas."""
    emitter = _Emitter(pdf, pdf.page_references, [[b"null"] * page.pieces for page in pages])
    structure = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(structure)
    emitter.add(root, structure.reference)
    structure["K"] = pydyf.Array([emitter.reference(root)])
    structure["ParentTree"] = emitter.parent_tree()
    structure["ParentTreeNextKey"] = len(pages) + len(emitter.links)
    names = emitter.names(root)
    if names is not None:
        structure["IDTree"] = names
    pdf.catalog["StructTreeRoot"] = structure.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


@dataclass(slots=True)
class _Emitter:
    pdf: Any
    pages: Sequence[bytes]
    """References to the page objects."""
    owners: list[list[bytes]]
    """By page and MCID the reference of the element that holds the piece."""
    links: list[tuple[Node, Any]] = field(default_factory=list)
    _references: dict[int, bytes] = field(default_factory=dict)

    def reference(self, node: Node) -> bytes:
        return self._references[id(node)]

    def add(self, node: Node, parent: bytes) -> None:
        """Add `node` and what is below it; parents get lower object numbers than their kids."""
        entry = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self.pdf.add_object(entry)
        self._references[id(node)] = entry.reference
        home = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if home is not None:
            entry["Pg"] = self.pages[home]
        words = {"Alt": node.alt, "Lang": node.language, "E": node.expansion, "ID": node.id}
        entry |= {name: pydyf.String(text) for name, text in words.items() if text}
        if node.attributes or node.header_ids:
            entry["A"] = _attributes(node)
        kids = pydyf.Array()
        for kid in node.kids:
            match kid:
                case Node():
                    self.add(kid, entry.reference)
                    kids.append(self.reference(kid))
                case Content():
                    self.owners[kid.page][kid.mcid] = entry.reference
                    kids.append(self._content(kid, home))
                case LinkArea():
                    kids.append(self._link(node, kid))
        entry["K"] = kids

    def _content(self, content: Content, home: int | None) -> Any:
        if content.page == home:
            return content.mcid
        page = self.pages[content.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": content.mcid})

    def _link(self, node: Node, area: LinkArea) -> Any:
        words = node.element.get("aria-label") or node.element.get("title")
        words = words or "".join(node.element.itertext()).replace("\u00ad", "")
        area.annotation["Contents"] = pydyf.String(" ".join(words.split()))
        self.links.append((node, area.annotation))
        page = self.pages[area.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": area.annotation.reference, "Pg": page})

    def parent_tree(self) -> bytes:
        """Give the number tree from pages and link areas to the elements that own them."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            numbers += [page, self._add(pydyf.Array(owners))]
        for number, (node, annotation) in enumerate(self.links, start=len(self.pages)):
            annotation["StructParent"] = number
            numbers += [number, self.reference(node)]
        return self._add(pydyf.Dictionary({"Nums": numbers}))

    def names(self, root: Node) -> bytes | None:
        """Give the name tree from IDs to elements; None when no element has one."""
        named = sorted((node.id.encode("ascii"), node) for node in nodes(root) if node.id)
        if not named:
            return None
        names = pydyf.Array()
        for name, node in named:
            names += [pydyf.String(name.decode("ascii")), self.reference(node)]
        return self._add(pydyf.Dictionary({"Names": names}))

    def _add(self, item: Any) -> bytes:
        self.pdf.add_object(item)
        reference: bytes = item.reference
        return reference


def _attributes(node: Node) -> Any:
    owners = {owner: dict(values) for owner, values in node.attributes.items()}
    if node.header_ids:
        owners.setdefault("Table", {})["Headers"] = [pydyf.String(id_) for id_ in node.header_ids]
    entries = [
        pydyf.Dictionary({"O": f"/{owner}"} | {name: _value(v) for name, v in values.items()})
        for owner, values in owners.items()
    ]
    return entries[0] if len(entries) == 1 else pydyf.Array(entries)


def _value(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return pydyf.Array(value)
    if isinstance(value, str) and not value.startswith("/"):
        return pydyf.String(value)
    return value
