"""Writes a resolved document as a deck: the parts put together."""

from __future__ import annotations

from vmreport.document.tree import ResolvedDocument
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.package import OFFICE, Relationships
from vmreport.writers.ooxml.properties import add_properties
from vmreport.writers.ooxml.xml import Element, element, mm_to_emu, qn, serialise
from vmreport.writers.pptx.deck import plan_slides
from vmreport.writers.pptx.master import NOTES_SIZE, PARTS, SLIDE_SIZE, add_masters, body_levels
from vmreport.writers.pptx.session import Session
from vmreport.writers.pptx.slides import add_slide

__all__ = ["write_pptx"]

_FIRST_SLIDE = 256
"""Least id of a slide. Source: ECMA-376 part 1, 19.7.13."""
_MASTER_ID = 2_147_483_648
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style of PowerPoint that is no style."""


def write_pptx(document: ResolvedDocument, style: HouseStyle) -> bytes:
    """Give `document` as a deck in the house style; same document, same bytes.

    Raises ContentError when a slide has no title (E542), not a title of its own (E543) or too many
    words (E544), and as `charts.draw` does; WriterError for what no slide can hold.
    """
    session = Session(document, style)
    slides = plan_slides(document.blocks)
    add_masters(session)
    for number, planned in enumerate(slides, 1):
        add_slide(planned, number, session)
    _presentation(session, len(slides))
    add_properties(session.package, document, "ppt/presentation.xml")
    return session.package.to_bytes()


def _presentation(session: Session, count: int) -> None:
    """Add the part that names all others."""
    links = Relationships()
    master = links.add(f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml")
    notes = links.add(f"{OFFICE}/notesMaster", "notesMasters/notesMaster1.xml")
    slides = [
        _linked("p:sldId", links.add(f"{OFFICE}/slide", f"slides/slide{number}.xml"), number)
        for number in range(1, count + 1)
    ]
    for kind, content in (
        ("presProps", element("p:presentationPr")),
        ("viewProps", element("p:viewPr")),
        ("tableStyles", element("a:tblStyleLst", **{"def": _NO_STYLE})),
    ):
        data = serialise(content, keep=("a", "r", "p"))
        session.package.add(f"ppt/{kind}.xml", data, f"{PARTS}{kind}+xml")
        links.add(f"{OFFICE}/{kind}", f"{kind}.xml")
    links.add(f"{OFFICE}/theme", "theme/theme1.xml")
    made = element(
        "p:presentation",
        element("p:sldMasterIdLst", _linked("p:sldMasterId", master, _MASTER_ID)),
        element("p:notesMasterIdLst", _linked("p:notesMasterId", notes)),
        element("p:sldIdLst", *slides),
        element("p:sldSz", cx=mm_to_emu(SLIDE_SIZE[0]), cy=mm_to_emu(SLIDE_SIZE[1])),
        element("p:notesSz", cx=mm_to_emu(NOTES_SIZE[0]), cy=mm_to_emu(NOTES_SIZE[1])),
        _default_text(session),
        saveSubsetFonts=1,
    )
    session.package.add(
        "ppt/presentation.xml",
        serialise(made, keep=("a", "r", "p")),
        f"{PARTS}presentation.main+xml",
        links,
    )


def _linked(name: str, identifier: str, number: int | None = None) -> Element:
    made = element(name)
    if number is not None:
        made.set("id", str(number if number >= _FIRST_SLIDE else _FIRST_SLIDE + number - 1))
    made.set(qn("r:id"), identifier)
    return made


def _default_text(session: Session) -> Element:
    language = element("a:defPPr", element("a:defRPr", lang=session.document.language))
    return element("p:defaultTextStyle", language, *body_levels(session))
