"""Pieces of DrawingML charts: fills, lines, lettering, places. Knows XML, not what a chart says.

Source: ECMA-376 part 1, 21.1 and 21.2; element order follows its schemas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vmreport.writers.ooxml.xml import Element, element, mm_to_emu

__all__ = [
    "NO_FILL",
    "Letters",
    "body_look",
    "c",
    "extension",
    "flag",
    "line",
    "no_line",
    "offset",
    "place",
    "rich",
    "shape",
    "solid",
    "text_look",
    "value",
    "whole",
]

NO_FILL = ""
"""A colour that is none."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: size in points, colour as `#rrggbb`."""

    size: float
    colour: str
    family: str
    bold: bool = False
    italic: bool = False


def c(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Build a `c:` element."""
    return element(f"c:{tag}", *children, **attributes)


def value(tag: str, val: str | float) -> Element:
    """Build a `c:` element that is nothing but its `val`."""
    return c(tag, val=str(val))


def flag(tag: str, *, on: bool) -> Element:
    """Build a `c:` element that says yes or no."""
    return c(tag, val=1 if on else 0)


def extension(uri: str, content: Element) -> Element:
    """Give `c:extLst` with one extension."""
    return c("extLst", c("ext", content, uri=uri))


def solid(colour: str) -> Element:
    """Give a fill of one colour; no colour is no fill."""
    if not colour:
        return element("a:noFill")
    return element("a:solidFill", element("a:srgbClr", val=colour.removeprefix("#").upper()))


def line(colour: str, width_mm: float, dash: str = "") -> Element:
    """Give a line; `dash` is a preset of DrawingML such as `dash` or `sysDot`."""
    made = element("a:ln", solid(colour), w=mm_to_emu(width_mm), cap="flat")
    if dash:
        made.append(element("a:prstDash", val=dash))
    made.append(element("a:round"))
    return made


def no_line() -> Element:
    """Give a line that is not there."""
    return element("a:ln", element("a:noFill"))


def shape(fill: str | None, edge: Element) -> Element:
    """Give the look of a shape; a fill of None leaves filling out, as a line does."""
    return c("spPr", *([] if fill is None else [solid(fill)]), edge)


def _run_look(tag: str, letters: Letters) -> Element:
    return element(
        f"a:{tag}",
        solid(letters.colour),
        element("a:latin", typeface=letters.family),
        lang="nl-NL",
        sz=round(letters.size * 100),
        b=int(letters.bold),
        i=int(letters.italic),
    )


def body_look(*, wraps: bool = True, rotation: int | None = None) -> Element:
    """Give how text stands in its box; text that does not wrap keeps the lines it was given."""
    made = element(
        "a:bodyPr",
        vert="horz",
        wrap="square" if wraps else "none",
        lIns=19050,
        tIns=0,
        rIns=19050,
        bIns=0,
        anchor="ctr",
    )
    if rotation is not None:
        made.set("rot", str(rotation))
    return made


def text_look(letters: Letters, *, wraps: bool = True) -> Element:
    """Give `c:txPr`."""
    look = element("a:pPr", _run_look("defRPr", letters))
    end = element("a:endParaRPr", lang="nl-NL")
    return c("txPr", body_look(wraps=wraps), element("a:lstStyle"), element("a:p", look, end))


def rich(
    lines: Iterable[Iterable[tuple[str, Letters]]],
    *,
    align: str = "ctr",
    rotation: int | None = None,
) -> Element:
    """Give `c:tx` with lines of words; every line is a paragraph of runs."""
    made = c("rich", body_look(wraps=False, rotation=rotation), element("a:lstStyle"))
    for runs in lines:
        paragraph = element("a:p")
        for text, letters in runs:
            words = element("a:t")
            words.text = whole(text)
            if not len(paragraph):
                paragraph.append(element("a:pPr", _run_look("defRPr", letters), algn=align))
            paragraph.append(element("a:r", _run_look("rPr", letters), words))
        made.append(paragraph)
    return c("tx", made)


def whole(text: str) -> str:
    """Give a text without the hyphens that only show where a word is broken."""
    return text.replace("\u00ad", "")


def _number(share: float) -> str:
    return f"{share:.5f}".rstrip("0").rstrip(".") or "0"


def place(
    left: float,
    top: float,
    width: float | None = None,
    height: float | None = None,
    *,
    inner: bool = False,
) -> Element:
    """Give a place in shares of the chart, from its top left corner."""
    made = c("manualLayout")
    if inner:
        made.append(value("layoutTarget", "inner"))
    made.extend((value("xMode", "edge"), value("yMode", "edge")))
    made.extend((value("x", _number(left)), value("y", _number(top))))
    if width is not None:
        made.append(value("w", _number(width)))
    if height is not None:
        made.append(value("h", _number(height)))
    return c("layout", made)


def offset(right: float, down: float) -> Element:
    """Give how far a label stands from where it would stand, in shares of the chart."""
    return c("layout", c("manualLayout", value("x", _number(right)), value("y", _number(down))))
