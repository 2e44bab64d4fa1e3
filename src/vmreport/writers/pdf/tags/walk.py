"""Walks the boxes of the laid-out pages and hangs what was painted in the structure tree.

One visit per box; the first rule that fits decides. Private WeasyPrint API, see `hook`.
Source: design/accessibility.md section 4.4; the numbers in the comments are those of its table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from vmreport.writers.pdf.tags import elements
from vmreport.writers.pdf.tags.content import PageContent
from vmreport.writers.pdf.tags.tree import Content, LinkArea, Node

__all__ = ["Walker"]

_Key = tuple[int, str]
_HYPHENS = ("-\u200b", "\u2010")
"""What a line ends in where the program broke a word (`hyphenate-character` of the stylesheet)."""


class Walker:
    """Builds one tree over all pages: an element split over pages or lines stays one element."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.faults: list[str] = []
        self._nodes: dict[_Key, Node] = {}
        self._bodies: dict[int, Node] = {}
        """The LBody of each list item, by the identity of its LI."""
        self._open: set[_Key] = set()
        self._lists: list[Node] = []
        self._calls: dict[int, tuple[Node, Node]] = {}
        """Where each footnote is called, by the identity of its HTML element."""
        self._notes = 0
        self._contents_depth = 0
        self._page: PageContent
        self._line = 0
        self._lines = 0
        self._special: dict[str, Callable[[Any, Node], None]] = {
            "img": self._image,
            "nav": self._navigation,
            "li": self._list_item,
            "dt": self._term,
            "dd": self._description,
            "a": self._link,
            "thead": self._row_group,
            "tfoot": self._row_group,
            "caption": self._caption,
        }

    def walk(self, page: PageContent) -> None:
        """Hang everything painted on `page` in the tree, or make it an artifact."""
        self._page = page
        self._visit(page.page_box, self.root)
        for text in page.left_over():
            self.faults.append(f"page {page.number + 1}: {text[:60]!r} belongs to no element")

    def _visit(self, box: Any, parent: Node) -> None:
        if isinstance(box, AbsolutePlaceholder):  # 1
            box = box._box  # noqa: SLF001 - see hook
        if isinstance(box, boxes.TextBox):  # 2
            self._text(box, parent)
        elif isinstance(box, boxes.MarginBox):  # 4
            side = "Footer" if "bottom" in box.at_keyword else "Header"
            self._artifact(box, "Pagination", side)
        elif isinstance(box, boxes.FootnoteAreaBox):  # 5
            for child in box.children:
                self._note(child, parent)
        elif box.is_leader:  # 6
            self._artifact(box, "Layout")
            self._start_line()
        elif isinstance(box, boxes.LineBox):  # 1
            around = self._line
            self._start_line()
            self._into(box, parent)
            self._line = around
        elif _is_frame(box):  # 7
            self._into(box, parent)
        elif elements.hidden(box.element):  # 8
            self._artifact(box, "Layout")
        elif "::" in box.element_tag:  # 9
            self._pseudo(box, parent)
        elif (id(box.element), box.element_tag) in self._open:  # 10
            self._drop_link(box)
            self._into(box, parent)
        else:
            self._special.get(box.element_tag, self._element)(box, parent)  # 11 to 15

    def _start_line(self) -> None:
        """Let what comes stand apart from what was painted before."""
        self._lines += 1
        self._line = self._lines

    def _into(self, box: Any, node: Node) -> None:
        for child in box.children:
            self._visit(child, node)
        if isinstance(box, boxes.ReplacedBox):  # 3
            mcid = self._page.take(box)
            if mcid is not None:
                node.kids.append(Content(self._page.number, mcid, "", picture=True))

    def _inside(self, box: Any, node: Node) -> None:
        """Visit what is in `box` with its element open, so that anonymous boxes are seen through."""
        key = (id(box.element), box.element_tag)
        self._open.add(key)
        self._into(box, node)
        self._open.discard(key)

    def _text(self, box: Any, node: Node) -> None:
        mcid = self._page.take(box)
        if mcid is None:
            return
        text = _painted(box)
        ending = next((end for end in _HYPHENS if text.endswith(end)), "")
        if ending:
            text = text.removesuffix(ending).rstrip("\u00ad") + "\u00ad"
            self._page.say_instead(mcid, text)
        content = Content(self._page.number, mcid, text, line=self._line, broken_word=bool(ending))
        node.kids.append(content)

    def _artifact(self, box: Any, kind: str, subtype: str = "") -> None:
        """Make everything in `box` an artifact and take its links off the page."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see hook
        self._drop_link(box)
        for child in box.children:
            self._artifact(child, kind, subtype)
        mcid = self._page.take(box)
        if mcid is not None:
            self._page.make_artifact(mcid, kind, subtype)

    def _drop_link(self, box: Any) -> None:
        if box.link_annotation:
            self._page.drop_link(box.link_annotation)

    def _node(self, box: Any, parent: Node, role: str) -> Node:  # 15
        """Give the element of `box`: the one begun on an earlier line or page, or a new one."""
        key = (id(box.element), box.element_tag)
        node = self._nodes.get(key)
        if node is None:
            node = Node(role, box.element, page=self._page.number)
            self._nodes[key] = node
            parent.kids.append(node)
            elements.describe(node, box, self._page.height)
        return node

    def _element(self, box: Any, parent: Node) -> None:
        role = elements.role_of(box)
        if role is None:  # 14
            self._drop_link(box)
            self._inside(box, parent)
            return
        if role == "L" and self._contents_depth:  # 12
            role = "TOC"
        node = self._node(box, parent, role)
        self._drop_link(box)
        if role == "L":
            self._lists.append(node)
        self._inside(box, node)
        if role == "L":
            self._lists.pop()

    def _image(self, box: Any, parent: Node) -> None:  # 11
        alt = box.element.get("alt")
        if alt is None:
            self.faults.append(f"page {self._page.number + 1}: a picture has no alt text")
        self._drop_link(box)
        if not alt:
            self._artifact(box, "Layout")
        else:
            self._inside(box, self._node(box, parent, "Figure"))

    def _navigation(self, box: Any, parent: Node) -> None:  # 12
        is_contents = box.element.get("role") == "doc-toc"
        self._contents_depth += is_contents
        self._inside(box, parent)
        self._contents_depth -= is_contents

    def _list_item(self, box: Any, parent: Node) -> None:
        if self._contents_depth:
            self._inside(box, self._node(box, parent, "TOCI"))
            return
        item = self._node(box, parent, "LI")
        self._inside(box, self._body(item))

    def _body(self, item: Node) -> Node:
        """Give the LBody of a list item."""
        body = self._bodies.get(id(item))
        if body is None:
            body = self._bodies[id(item)] = Node("LBody", page=self._page.number)
            item.kids.append(body)
        return body

    def _term(self, box: Any, parent: Node) -> None:
        del parent
        key = (id(box.element), box.element_tag)
        if key not in self._nodes:
            self._lists[-1].kids.append(Node("LI", page=self._page.number))
        self._inside(box, self._node(box, self._last_item(), "Lbl"))

    def _description(self, box: Any, parent: Node) -> None:
        del parent
        key = (id(box.element), box.element_tag)
        body = self._nodes.setdefault(key, self._body(self._last_item()))
        self._inside(box, body)

    def _last_item(self) -> Node:
        items = self._lists[-1].kids
        if not any(isinstance(item, Node) for item in items):
            items.append(Node("LI", page=self._page.number))
        return next(item for item in reversed(items) if isinstance(item, Node))

    def _link(self, box: Any, parent: Node) -> None:
        known = self._nodes.get((id(box.element), box.element_tag))
        if known is None and self._contents_depth:
            reference = Node("Reference", page=self._page.number)
            parent.kids.append(reference)
            parent = reference
        node = self._node(box, parent, "Link" if box.element.get("href") else "Span")
        if box.link_annotation:
            node.kids.append(LinkArea(self._page.number, box.link_annotation))
        self._inside(box, node)

    def _row_group(self, box: Any, parent: Node) -> None:  # 13
        known = self._nodes.get((id(box.element), box.element_tag))
        if known is not None and known.page != self._page.number:
            self._artifact(box, "Pagination")
        else:
            self._element(box, parent)

    def _caption(self, box: Any, parent: Node) -> None:
        node = self._node(box, parent, "Caption")
        parent.kids.remove(node)
        parent.kids.insert(0, node)
        self._inside(box, node)

    def _pseudo(self, box: Any, parent: Node) -> None:  # 9
        self._drop_link(box)
        kind = box.element_tag.partition("::")[2]
        if kind == "marker":
            self._marker(box, parent)
        elif kind == "footnote-marker":
            self._into(box, self._node(box, parent, "Lbl"))
        elif kind == "footnote-call":
            node = self._node(box, parent, "Reference")
            self._calls[id(box.element)] = (parent, node)
            self._into(box, node)
        else:
            self._into(box, parent)

    def _marker(self, box: Any, body: Node) -> None:
        item = self._nodes.get((id(box.element), "li"), body)
        if item.role == "TOCI":
            self._artifact(box, "Layout")
            return
        label = self._node(box, body, "Lbl")
        if label in body.kids:
            body.kids.remove(label)
            item.kids.insert(0, label)
        self._into(box, label)

    def _note(self, box: Any, parent: Node) -> None:
        if isinstance(box, boxes.LineBox) or box.element is None:
            self._visit(box, parent)
            return
        key = (id(box.element), "note")
        note = self._nodes.get(key)
        if note is None:
            call = self._calls.get(id(box.element))
            if call is None:
                self.faults.append(f"page {self._page.number + 1}: a footnote is called nowhere")
                call = (parent, parent)
            self._notes += 1
            note = Node("Note", box.element, page=self._page.number, id=f"note-{self._notes}")
            elements.describe(note, box, self._page.height)
            self._nodes[key] = note
            _insert_behind(note, *call)
        self._inside(box, note)


def _painted(box: Any) -> str:
    """Give the text as it stands on the page: its layout may keep a space that the box lost."""
    painted: str = box.pango_layout.text if box.text.strip() else ""
    return painted


def _is_frame(box: Any) -> bool:
    """Say whether the box stands for no element of its own."""
    return (
        box.element is None or box.element_tag in {"html", "body"} or isinstance(box, boxes.PageBox)
    )


def _insert_behind(note: Node, parent: Node, reference: Node) -> None:
    at = parent.kids.index(reference) + 1 if reference in parent.kids else len(parent.kids)
    parent.kids.insert(at, note)
