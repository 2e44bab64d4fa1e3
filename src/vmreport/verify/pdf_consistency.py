"""Whether structure tree, parent tree and page content of a finished PDF agree.

Validators look at each of them; this looks at the references between them.
Source: ISO 32000-1, 14.7.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from vmreport.verify.pdf_structure import Source, open_pdf, read_structure
from vmreport.verify.pdf_text import Piece

__all__ = ["structure_faults"]


def structure_faults(source: Source) -> tuple[str, ...]:
    """Give where the tree and the content of the pages disagree; empty when all is well."""
    pdf = open_pdf(source)
    structure = read_structure(pdf)
    held = Counter(
        (kid.page, kid.mcid)
        for element in structure.root.walk()
        for kid in element.kids
        if isinstance(kid, Piece)
    )
    found: list[str] = []
    for number, page in enumerate(structure.pages):
        if page.untagged:
            found.append(f"page {number + 1}: text outside the structure: {page.untagged[:60]!r}")
        for mcid in page.pieces:
            if held[number, mcid] != 1:
                times = held[number, mcid]
                found.append(f"page {number + 1}: content {mcid} is held {times} times")
    return (*found, *_owners(pdf))


def _owners(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield where the parent tree names another owner than the element that holds the content."""
    root = pdf.Root.StructTreeRoot
    numbers = pikepdf.NumberTree(root.ParentTree)
    for item, page, kid in _leaves(root.K, None):
        if isinstance(kid, pikepdf.Dictionary):
            owner = numbers[int(kid.Obj.StructParent)]
            what = f"link {str(kid.Obj.get('/Contents', ''))!r}"
        else:
            owner = numbers[int(page.StructParents)][int(kid)]
            what = f"content {int(kid)}"
        if owner.objgen != item.objgen:
            yield f"{what} belongs to {item.S} {item.objgen} but names {owner.objgen}"


def _leaves(kids: Any, page: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield element, page, and MCID or reference to an object, of everything in the tree."""
    for item in kids if isinstance(kids, pikepdf.Array) else [kids]:
        here = item.get("/Pg", page)
        inside = item.get("/K", pikepdf.Array())
        for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if not isinstance(kid, pikepdf.Dictionary):
                yield item, here, kid
            elif "/S" in kid:
                yield from _leaves(kid, here)
            elif kid.get("/Type") == pikepdf.Name.OBJR:
                yield item, here, kid
            else:
                yield item, kid.get("/Pg", here), kid.MCID
