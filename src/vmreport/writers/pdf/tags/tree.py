"""The structure tree while it is being built: elements, marked content, link areas.

Knows roles and how elements may nest, not boxes, PDF objects or HTML.
Source: ISO 32000-1, 14.8.4 (standard structure types); design/accessibility.md section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

__all__ = ["Content", "Kid", "LinkArea", "Node", "nodes", "tidy"]

_GROUPING = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
"""Elements in which loose text gets a paragraph of its own."""
_MIXED = frozenset({"LBody", "TD", "TH", "Note", "Caption"})
"""Elements that hold text directly, unless blocks stand beside it."""
_STRUCTURE = frozenset({"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR"})
"""Elements that hold other elements only."""
_INLINE = frozenset({"Span", "Link", "Reference", "Note", "Code", "Quote"})
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


@dataclass(slots=True, eq=False)
class Content:
    """A run of marked content on a page."""

    page: int
    """0-based."""
    mcid: int
    text: str
    """What is painted; empty for a picture."""
    picture: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.picture and not self.text.strip()


@dataclass(slots=True, eq=False)
class LinkArea:
    """A rectangle on a page that can be clicked; the annotation is a `pydyf.Dictionary`."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element."""

    role: str
    element: Any = None
    """The HTML element it was made for, if any."""
    kids: list[Kid] = field(default_factory=list)
    page: int = 0
    """The 0-based page on which it begins."""
    alt: str = ""
    language: str = ""
    expansion: str = ""
    id: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By owner: Layout, List, Table."""
    header_ids: tuple[str, ...] = ()

    @property
    def inline(self) -> bool:
        """Whether it stands in a line of text."""
        if self.role == "Figure":
            return self.attributes.get("Layout", {}).get("Placement") == "/Inline"
        return self.role in _INLINE

    def set(self, owner: str, **values: Any) -> None:
        """Add attributes of `owner`."""
        self.attributes.setdefault(owner, {}).update(values)

    def words(self) -> str:
        """Give the text in it with white space folded, for messages."""
        parts = [c.text for n in nodes(self) for c in n.kids if isinstance(c, Content)]
        return " ".join(" ".join(parts).split())


Kid: TypeAlias = Node | Content | LinkArea


def nodes(node: Node) -> Iterator[Node]:
    """Yield `node` and every element below it, in reading order."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from nodes(kid)


def tidy(node: Node) -> Iterator[Content]:
    """Put the elements below `node` in order, bottom-up; yield content that nobody needs to read.

    Empty elements go, loose text gets a paragraph, white space between blocks becomes an artifact.
    """
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from tidy(kid)
    node.kids = [kid for kid in node.kids if _filled(kid)]
    if node.role in _GROUPING or (node.role in _MIXED and _has_blocks(node)):
        yield from _wrap_runs(node)
    elif node.role in _STRUCTURE:
        blank = [kid for kid in node.kids if isinstance(kid, Content) and kid.blank]
        node.kids = [kid for kid in node.kids if kid not in blank]
        yield from blank


def _filled(kid: Kid) -> bool:
    return not isinstance(kid, Node) or bool(kid.kids) or kid.role in _MAY_BE_EMPTY


def _loose(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.inline


def _has_blocks(node: Node) -> bool:
    return any(not _loose(kid) and not _is_label(kid) for kid in node.kids)


def _is_label(kid: Kid) -> bool:
    return isinstance(kid, Node) and kid.role == "Lbl"


def _wrap_runs(node: Node) -> Iterator[Content]:
    """Replace each run of loose text in `node` by a P; yield the white space that is left over."""
    kids: list[Kid] = []
    run: Node | None = None
    for kid in node.kids:
        if not _loose(kid):
            kids.append(kid)
            run = None
            continue
        if run is None:
            run = Node("P", page=kid.page)
            kids.append(run)
        run.kids.append(kid)
    node.kids = []
    for kid in kids:
        if isinstance(kid, Node) and kid.role == "P" and kid.element is None and _all_blank(kid):
            yield from (content for content in kid.kids if isinstance(content, Content))
        else:
            node.kids.append(kid)


def _all_blank(node: Node) -> bool:
    return all(isinstance(kid, Content) and kid.blank for kid in node.kids)

