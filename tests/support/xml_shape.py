"""XML as one compact line, so that a test can say what it expects to see.

`w:p/(w:pPr/w:pStyle{Quote},w:r/w:t"hoi")`: children in brackets, `w:val` in braces, text in quotes.
"""

from __future__ import annotations

from lxml import etree

__all__ = ["shape"]

_VAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


def shape(element: etree._Element) -> str:
    """Give the shape of an element."""
    made = f"{element.prefix}:{etree.QName(element).localname}"
    if element.get(_VAL):
        made += f"{{{element.get(_VAL)}}}"
    if element.text:
        made += f'"{element.text}"'
    children = [shape(child) for child in element]
    if len(children) == 1:
        return f"{made}/{children[0]}"
    return f"{made}/({','.join(children)})" if children else made
