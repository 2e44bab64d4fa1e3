"""What an HTML element is in the structure tree: its role and its attributes.

One row per element; how boxes are walked is told in `walk`.
Source: design/accessibility.md sections 4.4 and 4.5.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from weasyprint.formatting_structure import boxes

from vmreport.writers.pdf.tags.tree import Node

__all__ = ["describe", "hidden", "role_of"]

_SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PX = 0.75
"""Points per CSS pixel."""

_ROLES = MappingProxyType(
    dict.fromkeys(("p", "address", "pre"), "P")
    | {f"h{level}": f"H{level}" for level in range(1, 7)}
    | dict.fromkeys(("section", "aside", "figure"), "Sect")
    | {"article": "Art", "blockquote": "BlockQuote"}
    | dict.fromkeys(("ul", "ol", "dl"), "L")
    | dict.fromkeys(("caption", "figcaption"), "Caption")
    | dict.fromkeys(("img", _SVG), "Figure")
    | dict.fromkeys(("strong", "em", "b", "i", "sup", "sub", "abbr"), "Span")
    | {"a": "Link", "code": "Code", "q": "Quote"}
    | {"table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
    | {"tr": "TR", "th": "TH", "td": "TD"}
)
_NUMBERING = MappingProxyType(
    {
        "disc": "/Disc",
        "circle": "/Circle",
        "square": "/Square",
        "decimal": "/Decimal",
        "lower-alpha": "/LowerAlpha",
        "lower-latin": "/LowerAlpha",
        "upper-alpha": "/UpperAlpha",
        "upper-latin": "/UpperAlpha",
        "lower-roman": "/LowerRoman",
        "upper-roman": "/UpperRoman",
    }
)


def hidden(element: Any) -> bool:
    """Say whether the element is decoration."""
    return element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}


def role_of(box: Any) -> str | None:
    """Give the standard structure type of the box's element; None when it is only a container."""
    role = _ROLES.get(box.element_tag)
    if role is None and _language(box.element):
        return "Span" if isinstance(box, boxes.InlineLevelBox) else "Div"
    return role


def describe(node: Node, box: Any, page_height: float) -> None:
    """Give `node` what its element says of it; `page_height` in CSS pixels."""
    element = box.element
    node.language = _language(element)
    match node.role:
        case "Figure":
            _figure(node, box, page_height)
        case "L":
            kind = "none" if box.element_tag == "dl" else box.style["list_style_type"]
            node.set("List", ListNumbering=_NUMBERING.get(kind, "/None"))
        case "Table":
            if element.get("data-summary"):
                node.set("Table", Summary=element.get("data-summary"))
        case "TH" | "TD":
            _cell(node, box)
        case "Span" if element.tag == "abbr":
            node.expansion = element.get("title", "")


def _language(element: Any) -> str:
    language: str = element.get("lang") or element.get(_XML_LANG) or ""
    return language


def _figure(node: Node, box: Any, page_height: float) -> None:
    element = box.element
    title = element.find(_SVG_TITLE) if element.tag == _SVG else None
    words = element.get("alt") or element.get("aria-label") or (title is not None and title.text)
    node.alt = " ".join((words or "").split())
    left, top = box.content_box_x() * _PX, (page_height - box.content_box_y()) * _PX
    edges = (left, top - box.height * _PX, left + box.width * _PX, top)
    node.set(
        "Layout",
        Placement="/Block" if isinstance(box, boxes.BlockLevelBox) else "/Inline",
        BBox=tuple(round(edge, 2) for edge in edges),
    )


def _cell(node: Node, box: Any) -> None:
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    spans = {name: count for name, count in spans.items() if count != 1}
    if spans:
        node.set("Table", **spans)
    if node.role == "TH":
        scope = box.element.get("scope", "")
        if scope.startswith(("row", "col")):
            node.set("Table", Scope="/Row" if scope.startswith("row") else "/Column")
