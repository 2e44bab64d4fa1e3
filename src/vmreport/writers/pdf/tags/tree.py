"""The structure tree while it is being built: elements, marked content, link areas.

Knows roles and how elements may nest, not boxes, PDF objects or HTML.
Source: ISO 32000-1, 14.8.4 (standard structure types); design/accessibility.md section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

__all__ = ["Content", "Kid", "LinkArea", "Node", "nodes", "take_blanks", "tidy"]

_GROUPING = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
"""Elements in which loose text gets a paragraph of its own."""
_MIXED = frozenset({"LBody", "TD", "TH", "Note", "Caption"})
"""Elements that hold text directly, unless blocks stand beside it."""
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
    line: int = 0
    """Pieces with the same number stand on one line, with nothing between them."""
    broken_word: bool = False
    """Whether the line ends in a hyphen that is not in the text."""

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


def take_blanks(root: Node) -> Iterator[Content]:
    """Take white space out of the tree, and yield it: nothing is painted there."""
    for node in nodes(root):
        blank = [kid for kid in node.kids if isinstance(kid, Content) and kid.blank]
        if blank:
            node.kids = [kid for kid in node.kids if kid not in blank]
            yield from blank


def tidy(node: Node) -> None:
    """Put what is below `node` in order, bottom-up: empty elements go, loose text gets a P."""
    for kid in node.kids:
        if isinstance(kid, Node):
            tidy(kid)
    node.kids = [kid for kid in node.kids if _filled(kid)]
    if node.role in _GROUPING or (node.role in _MIXED and _has_blocks(node)):
        node.kids = list(_wrap_runs(node.kids))


def _filled(kid: Kid) -> bool:
    return not isinstance(kid, Node) or bool(kid.kids) or kid.role in _MAY_BE_EMPTY


def _loose(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.inline


def _has_blocks(node: Node) -> bool:
    return any(not _loose(kid) and not _is_label(kid) for kid in node.kids)


def _is_label(kid: Kid) -> bool:
    return isinstance(kid, Node) and kid.role == "Lbl"


def _wrap_runs(kids: list[Kid]) -> Iterator[Kid]:
    """Yield `kids` with a P around each run of loose text."""
    for loose, run in groupby(kids, key=_loose):
        if loose:
            inside = list(run)
            yield Node("P", kids=inside, page=inside[0].page)
        else:
            yield from run
