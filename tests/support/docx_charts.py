"""Reads Word's own charts back: where their series point, what they keep, what the workbook has."""

from __future__ import annotations

import io
import posixpath
from dataclasses import dataclass
from itertools import product

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from support.docx_reading import parts, qn

__all__ = ["C", "FoundChart", "Reference", "charts", "printed"]

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Reference:
    """A `c:f` with the cells kept beside it; None for an empty cell."""

    formula: str
    kept: tuple[str | None, ...]
    format: str


@dataclass(frozen=True)
class FoundChart:
    """A chart with the workbook it opens."""

    alt: str
    root: etree._Element
    book: bytes

    @property
    def references(self) -> list[Reference]:
        """Give all references of the series."""
        return [_reference(node) for node in self.root.iter(f"{C}numRef", f"{C}strRef")]

    def cells(self, formula: str, *, values: bool = True) -> tuple[object, ...]:
        """Give the cells of a formula; `values` or else what was typed."""
        sheet = load_workbook(io.BytesIO(self.book), data_only=values)["Cijfers"]
        left, top, right, bottom = range_boundaries(formula.partition("!")[2])
        places = product(range(top, bottom + 1), range(left, right + 1))
        return tuple(sheet.cell(row, column).value for row, column in places)

    def columns(self, *, values: bool = True) -> list[tuple[str, list[object]]]:
        """Give the columns of the workbook: name and filled cells."""
        sheet = load_workbook(io.BytesIO(self.book), data_only=values)["Cijfers"]
        return [
            (str(column[0].value or ""), [c.value for c in column[1:] if c.value is not None])
            for column in sheet.iter_cols()
        ]

    def texts(self) -> list[str]:
        """Give every paragraph of words that is set in the chart itself."""
        a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
        lines = ("".join(t.text or "" for t in p.iter(f"{a}t")) for p in self.root.iter(f"{a}p"))
        return [line for line in lines if line]


def _reference(node: etree._Element) -> Reference:
    cache = node.find(f"{C}numCache") if node.tag == f"{C}numRef" else node.find(f"{C}strCache")
    count = int(cache.find(f"{C}ptCount").get("val"))
    kept: list[str | None] = [None] * count
    for point in cache.iter(f"{C}pt"):
        kept[int(point.get("idx"))] = point.findtext(f"{C}v")
    return Reference(node.findtext(f"{C}f"), tuple(kept), cache.findtext(f"{C}formatCode") or "")


def _links(found: dict[str, bytes], name: str) -> dict[str, str]:
    folder, base = posixpath.split(name)
    root = etree.fromstring(found[f"{folder}/_rels/{base}.rels"])
    return {
        link.get("Id"): posixpath.normpath(posixpath.join(folder, link.get("Target")))
        for link in root.iter(_REL)
        if link.get("TargetMode") != "External"
    }


def charts(data: bytes) -> list[FoundChart]:
    """Give the charts of a Word file in reading order, by following its links."""
    found = parts(data)
    body = etree.fromstring(found["word/document.xml"])
    links = _links(found, "word/document.xml")
    made = []
    for node in body.iter(f"{C}chart"):
        name = links[node.get(qn("r:id"))]
        root = etree.fromstring(found[name])
        book = _links(found, name)[root.find(f"{C}externalData").get(qn("r:id"))]
        inline = next(node.iterancestors(qn("wp:inline")))
        made.append(FoundChart(inline.find(qn("wp:docPr")).get("descr"), root, found[book]))
    return made


def printed(number: float, code: str) -> str:
    """Print a number as a Dutch Word would by a format of the kind we write."""
    positive, _, negative = code.removeprefix("[$-413]").partition(";")
    chosen = negative if number < 0 else positive
    text = ""
    while chosen:
        if chosen.startswith('"'):
            words, _, chosen = chosen[1:].partition('"')
            text += words
            continue
        digits = chosen[: len(chosen) - len(chosen.lstrip("0."))]
        assert digits, code
        chosen = chosen[len(digits) :]
        text += f"{abs(number):.{len(digits.partition('.')[2])}f}".replace(".", ",")
    return text
