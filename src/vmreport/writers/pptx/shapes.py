"""Shapes on a slide: places, text boxes, placeholders, pictures, frames for tables and charts.

Knows PresentationML and nothing of blocks. Source: ECMA-376 part 1, 19.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.writers.ooxml.xml import NAMESPACES, Element, element, mm_to_emu, qn
from vmreport.writers.pptx.text import solid

__all__ = [
    "Box",
    "body_properties",
    "fill",
    "frame",
    "geometry",
    "named",
    "picture",
    "placeholder",
    "shape",
    "transform",
]

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide in mm from its top left corner."""

    left: float
    top: float
    width: float
    height: float


def transform(tag: str, box: Box) -> Element:
    """Give where a shape stands, as `a:xfrm` or `p:xfrm`."""
    return element(
        tag,
        element("a:off", x=mm_to_emu(box.left), y=mm_to_emu(box.top)),
        element("a:ext", cx=mm_to_emu(box.width), cy=mm_to_emu(box.height)),
    )


def named(number: int, name: str, alt: str = "", *, decorative: bool = False) -> Element:
    """Give `p:cNvPr`; decoration says that it has no words."""
    made = element("p:cNvPr", id=number, name=name)
    if alt:
        made.set("descr", alt)
    if decorative:
        made.set("descr", "")
        mark = element("adec:decorative", val=1)
        made.append(element("a:extLst", element("a:ext", mark, uri=_DECORATIVE_EXTENSION)))
    return made


def geometry() -> Element:
    """Give a rectangle."""
    return element("a:prstGeom", element("a:avLst"), prst="rect")


def fill(colour: str) -> Element:
    """Give a fill; no colour is no fill."""
    return solid(colour) if colour else element("a:noFill")


def body_properties(*, inset: float = 0.0, top: float | None = None, anchor: str = "t") -> Element:
    """Give `a:bodyPr` with these insets in mm; text is never made smaller by PowerPoint."""
    sides = {name: mm_to_emu(inset) for name in ("lIns", "rIns", "bIns")}
    sides["tIns"] = mm_to_emu(inset if top is None else top)
    made = element("a:bodyPr", wrap="square", anchor=anchor, rtlCol=0)
    for name in ("lIns", "tIns", "rIns", "bIns"):
        made.set(name, str(sides[name]))
    made.append(element("a:noAutofit"))
    return made


def placeholder(
    names: Element,
    kind: str,
    text: Element,
    *,
    index: int = 0,
    box: Box | None = None,
) -> Element:
    """Give a shape that fills a place of the layout; with a box it stands elsewhere."""
    mark = element("p:ph", type=kind)
    if index:
        mark.set("idx", str(index))
    if kind in {"ftr", "sldNum"}:
        mark.set("sz", "quarter")
    own = element("p:spPr", *([transform("a:xfrm", box)] if box else []))
    return element("p:sp", _shape_names(names, mark), own, text)


def shape(names: Element, box: Box, text: Element | None, *, colour: str = "") -> Element:
    """Give a rectangle, with words in it or not."""
    own = element("p:spPr", transform("a:xfrm", box), geometry(), fill(colour))
    own.append(element("a:ln", element("a:noFill")))
    made = element("p:sp", _shape_names(names, None, is_text=text is not None), own)
    if text is not None:
        made.append(text)
    return made


def _shape_names(names: Element, mark: Element | None, *, is_text: bool = False) -> Element:
    kind = element("p:cNvSpPr", txBox=1) if is_text else element("p:cNvSpPr")
    if mark is not None:
        kind.append(element("a:spLocks", noGrp=1))
    return element(
        "p:nvSpPr", names, kind, element("p:nvPr", *([mark] if mark is not None else []))
    )


def picture(names: Element, box: Box, png: str, svg: str = "") -> Element:
    """Give a picture; `png` and `svg` are relationship ids, newer programs show the second."""
    blip = element("a:blip")
    blip.set(qn("r:embed"), png)
    if svg:
        vector = element("asvg:svgBlip")
        vector.set(qn("r:embed"), svg)
        blip.append(element("a:extLst", element("a:ext", vector, uri=_SVG_EXTENSION)))
    locks = element("p:cNvPicPr", element("a:picLocks", noChangeAspect=1))
    return element(
        "p:pic",
        element("p:nvPicPr", names, locks, element("p:nvPr")),
        element("p:blipFill", blip, element("a:stretch", element("a:fillRect"))),
        element("p:spPr", transform("a:xfrm", box), geometry()),
    )


def frame(names: Element, box: Box, content: Element, prefix: str) -> Element:
    """Give the frame of a table (`content` in namespace `a`) or a chart (`c`)."""
    uri = NAMESPACES["c"] if prefix == "c" else f"{NAMESPACES['a'].rpartition('/')[0]}/table"
    return element(
        "p:graphicFrame",
        element(
            "p:nvGraphicFramePr",
            names,
            element("p:cNvGraphicFramePr", element("a:graphicFrameLocks", noGrp=1)),
            element("p:nvPr"),
        ),
        transform("p:xfrm", box),
        element("a:graphic", element("a:graphicData", content, uri=uri)),
    )
