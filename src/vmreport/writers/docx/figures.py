"""Figures: charts that Word can edit, the others as PNG with the drawing itself (SVG) beside it.

Pictures that decorate are made here too.
"""

from __future__ import annotations

from vmreport.charts.draw import draw
from vmreport.document.blocks import Figure
from vmreport.document.charts import ChartSpec
from vmreport.errors import WriterError
from vmreport.writers.docx.captions import caption, source_lines
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import (
    NAMESPACES,
    PLAIN,
    Element,
    element,
    mm_to_emu,
    paragraph,
    qn,
    run,
    w,
)
from vmreport.writers.office_charts import NativeChart, native_chart

__all__ = ["figure", "picture"]

_PICTURE = NAMESPACES["pic"]
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_PNG_DPI = 200
_TWIPS_PER_MM = 1440 / 25.4


def figure(block: Figure, session: Session, width: int) -> list[Element]:
    """Give picture, caption and the lines under it; `width` in twips.

    Raises WriterError when there are no words for who cannot see the picture.
    """
    if not block.alt.strip():
        raise WriterError(f"docx: figure {block.anchor!r} has no alternative text")
    drawing = chart(block.chart, block.alt, session, width / _TWIPS_PER_MM)
    style = session.style(ParagraphStyle.FIGURE)
    return [
        paragraph(style, run(PLAIN, drawing), properties=[w("keepNext")]),
        caption(block.label, block.caption, block.anchor, session, keep_next=bool(block.notes)),
        *source_lines(block.notes, session),
    ]


def chart(spec: ChartSpec, alt: str, session: Session, width_mm: float) -> Element:
    """Give the drawing of a chart."""
    native = native_chart(
        spec,
        session.house.chart_theme,
        width_mm=width_mm,
        day=session.document.metadata.date,
    )
    if native is not None:
        return _native(native, alt, session)
    drawn = draw(spec, session.house.chart_theme, width_mm=width_mm)
    png = session.add_picture("png", drawn.png(dpi=_PNG_DPI))
    svg = session.add_picture("svg", drawn.svg_outlined())
    return picture(session, (drawn.width_mm, drawn.height_mm), png, svg=svg, alt=alt)


def _native(chart: NativeChart, alt: str, session: Session) -> Element:
    """Give Word's own chart in the line; its parts are kept by the session."""
    number = session.next_drawing()
    link = element("c:chart")
    link.set(qn("r:id"), session.add_chart(chart.chart, chart.workbook))
    return inline_drawing(
        element("wp:docPr", id=number, name=f"Grafiek {number}", descr=alt),
        (mm_to_emu(chart.width_mm), mm_to_emu(chart.height_mm)),
        element("a:graphicData", link, uri=NAMESPACES["c"]),
        locked=False,
    )


def picture(
    session: Session, size_mm: tuple[float, float], png: str, *, svg: str = "", alt: str = ""
) -> Element:
    """Give a picture that stands in the line; without words for it, it is decoration.

    `png` and `svg` are relationship ids; Word 2016 and later show the second.
    """
    number = session.next_drawing()
    width, height = (mm_to_emu(side) for side in size_mm)
    name = f"Afbeelding {number}"
    properties = element("wp:docPr", id=number, name=name, descr=alt)
    if not alt:
        properties.append(_extension(_DECORATIVE_EXTENSION, element("adec:decorative", val=1)))
    content = element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", id=number, name=name),
            element("pic:cNvPicPr"),
        ),
        element("pic:blipFill", _blip(png, svg), element("a:stretch", element("a:fillRect"))),
        _shape(width, height),
    )
    return inline_drawing(
        properties, (width, height), element("a:graphicData", content, uri=_PICTURE)
    )


def inline_drawing(
    properties: Element, extent: tuple[int, int], content: Element, *, locked: bool = True
) -> Element:
    """Give a drawing that stands in the line of text; `content` is its `a:graphicData`.

    A `locked` one keeps its proportions when someone pulls at it.
    """
    locks = [element("a:graphicFrameLocks", noChangeAspect=1)] if locked else []
    frame = element("wp:cNvGraphicFramePr", *locks)
    return w(
        "drawing",
        element(
            "wp:inline",
            element("wp:extent", cx=extent[0], cy=extent[1]),
            element("wp:effectExtent", l=0, t=0, r=0, b=0),
            properties,
            frame,
            element("a:graphic", content),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        ),
    )


def _extension(uri: str, content: Element) -> Element:
    return element("a:extLst", element("a:ext", content, uri=uri))


def _blip(png: str, svg: str) -> Element:
    made = element("a:blip")
    made.set(qn("r:embed"), png)
    if svg:
        vector = element("asvg:svgBlip")
        vector.set(qn("r:embed"), svg)
        made.append(_extension(_SVG_EXTENSION, vector))
    return made


def _shape(width: int, height: int) -> Element:
    return element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", cx=width, cy=height)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
