"""SVG without what no reader needs: comments, metadata, empty groups, digits, long-winded styles.

Works on any SVG that matplotlib writes; knows nothing of charts.
"""

from __future__ import annotations

import re

from lxml import etree

__all__ = ["lean"]

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_LENGTHS = {"d", "x", "y", "transform", "stroke-width", "stroke-dasharray", "viewBox"}
_NEEDLESS = {
    ("stroke-dashoffset", "0"),
    ("stroke-linejoin", "miter"),
    ("text-anchor", "start"),
    ("version", "1.1"),
}


def lean(raw: bytes, width_mm: float, height_mm: float, family: str) -> bytes:
    """Give an SVG in one font family, lean and with its size in mm; places rounded to 0.01 pt."""
    root = etree.fromstring(raw, etree.XMLParser(remove_comments=True, resolve_entities=False))
    used = {str(use.get(f"{_XLINK}href", ""))[1:] for use in root.iter(f"{_SVG}use")}
    for element in [*root.iter(f"{_SVG}metadata", f"{_SVG}style")]:
        _remove(element)
    for element in list(root.iter()):
        element.text = element.text if element.tag == f"{_SVG}text" else None
        element.tail = None
        attributes = _attributes(element, used)
        element.attrib.clear()
        for name, value in attributes.items():
            element.set(name, value)
    for element in reversed([*root.iter(f"{_SVG}g", f"{_SVG}defs")]):
        if not len(element) or (element.tag == f"{_SVG}g" and not element.attrib):
            _remove(element)
    root.set("width", f"{width_mm:g}mm")
    root.set("height", f"{height_mm:g}mm")
    root.set("font-family", f"'{family}'")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def _attributes(element: etree._Element, used: set[str]) -> dict[str, str]:
    """Give the attributes with `style` taken apart (readers parse that faster), numbers short."""
    found = {str(name): str(value) for name, value in element.attrib.items()}
    for rule in found.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value:
            found[name.strip()] = value.strip()
    found.pop("font-family", None)
    if found.get("id") not in used:
        found.pop("id", None)
    if found.get("transform", "").startswith("rotate(-0 "):
        found.pop("transform")
    scaled = "scale" in found.get("transform", "")
    return {
        name: _NUMBER.sub(_short, " ".join(value.split()))
        if name in _LENGTHS and not scaled
        else value
        for name, value in found.items()
        if (name, value) not in _NEEDLESS
    }


def _short(number: re.Match[str]) -> str:
    short = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _remove(element: etree._Element) -> None:
    """Take an element out; the children of a group stay where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    if element.tag == f"{_SVG}g":
        for child in reversed(element):
            parent.insert(at, child)
    parent.remove(element)
