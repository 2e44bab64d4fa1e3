"""What must hold for a finished structure tree; validators let several of these pass.

Source: design/accessibility.md section 4.3, last line; risks.md E7.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.writers.pdf.tags.tree import Content, Node, nodes

__all__ = ["faults"]

_NO_TEXT = frozenset({"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR"})
_KIDS = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}


def faults(root: Node) -> Iterator[str]:
    """Yield what makes the tree unfit, in reading order, each with its page."""
    level = 0
    for node in nodes(root):
        for fault in (*_nesting(node), *_meaning(node)):
            yield f"page {node.page + 1}: {fault}"
        if len(node.role) == 2 and node.role[0] == "H" and node.role[1].isdigit():
            reached = int(node.role[1])
            if reached > level + 1:
                yield (
                    f"page {node.page + 1}: heading {node.words()!r} is {node.role} "
                    f"after {f'H{level}' if level else 'nothing'}"
                )
            level = reached


def _nesting(node: Node) -> Iterator[str]:
    allowed = _KIDS.get(node.role)
    for kid in node.kids:
        if isinstance(kid, Node) and allowed is not None and kid.role not in allowed:
            yield f"{kid.role} stands directly in {node.role}"
        if isinstance(kid, Content) and node.role in _NO_TEXT:
            yield f"{kid.text[:60]!r} stands directly in {node.role}"


def _meaning(node: Node) -> Iterator[str]:
    if node.role == "Figure" and not node.alt:
        yield "a figure has an empty alt text"
    if node.role == "Table":
        inside = {below.role for below in nodes(node)}
        if "TH" not in inside:
            yield f"a table has no header cells: {node.words()[:60]!r}"
        if "Caption" not in {kid.role for kid in node.kids if isinstance(kid, Node)}:
            yield f"a table has no caption: {node.words()[:60]!r}"
