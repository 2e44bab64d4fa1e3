"""The master, its layouts and the page of notes, made from the tokens of a house style.

Nothing comes from a template of PowerPoint, so nothing of one travels along: no pictures of
others, no unused layouts, no printer settings, no thumbnail.
"""

from __future__ import annotations

from dataclasses import dataclass

from vmreport.writers.cover_art import cover_art
from vmreport.writers.house_style import CoverArt, CoverGround
from vmreport.writers.ooxml.package import OFFICE, Relationships
from vmreport.writers.ooxml.pictures import logo_files
from vmreport.writers.ooxml.rasterise import rasterise
from vmreport.writers.ooxml.theme import house_theme, theme_part
from vmreport.writers.ooxml.xml import Element, element, mm_to_emu, qn, serialise
from vmreport.writers.pptx.session import Session
from vmreport.writers.pptx.shapes import (
    Box,
    body_properties,
    fill,
    geometry,
    named,
    picture,
    shape,
    transform,
)
from vmreport.writers.pptx.text import solid

__all__ = [
    "COVER_LAYOUT",
    "COVER_TEXT",
    "COVER_TITLE",
    "NOTES_BODY",
    "NOTES_IMAGE",
    "NOTES_SIZE",
    "PARTS",
    "ROOM",
    "SLIDE_SIZE",
    "TEXT_LAYOUT",
    "TITLE",
    "TITLE_LAYOUT",
    "add_masters",
    "body_levels",
    "common_slide",
]

SLIDE_SIZE = (338.667, 190.5)
"""Wide screen, 16 to 9, in mm."""
NOTES_SIZE = (190.5, 254.0)
_LEFT, _WIDTH = 16.0, 306.667
TITLE = Box(_LEFT, 11.0, _WIDTH, 31.0)
ROOM = Box(_LEFT, 46.0, _WIDTH, 128.0)
"""Where pieces are set, between title and footer."""
_FOOTER = Box(_LEFT, 179.5, 210.0, 6.5)
_NUMBER = Box(_LEFT + _WIDTH - 16.0, 179.5, 16.0, 6.5)
_LOGO_HEIGHT, _LOGO_WIDTH = 8.0, 44.0
_LOGO_RIGHT = _NUMBER.left - 4.0
_ART_HEIGHT = 101.6
COVER_TITLE = Box(_LEFT, 108.0, 230.0, 32.0)
COVER_TEXT = Box(_LEFT, 142.0, 230.0, 40.0)
NOTES_IMAGE = Box(20.0, 16.0, 150.5, 84.66)
NOTES_BODY = Box(20.0, 110.0, 150.5, 128.0)
_NOTES_NUMBER = Box(140.5, 241.0, 30.0, 7.0)

PARTS = "application/vnd.openxmlformats-officedocument.presentationml."
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
COVER_LAYOUT, TEXT_LAYOUT, TITLE_LAYOUT = 1, 2, 3
"""Numbers of the layouts."""
_MASTER_ID = 2_147_483_648
_COLOUR_MAP = {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hlink": "hlink",
    "folHlink": "folHlink",
}
_TITLE_PT, _COVER_PT, _BODY_PT, _FOOTER_PT, _NOTES_PT = 28, 40, 20, 12, 12


@dataclass(frozen=True, slots=True)
class _Layout:
    number: int
    name: str
    kind: str
    shapes: tuple[Element, ...]


def common_slide(shapes: list[Element]) -> Element:
    """Give `p:cSld` with `shapes` in reading order."""
    zero = Box(0, 0, 0, 0)
    group = transform("a:xfrm", zero)
    group.append(element("a:chOff", x=0, y=0))
    group.append(element("a:chExt", cx=0, cy=0))
    names = element("p:nvGrpSpPr", named(1, ""), element("p:cNvGrpSpPr"), element("p:nvPr"))
    tree = element("p:spTree", names, element("p:grpSpPr", group), *shapes)
    return element("p:cSld", tree)


def add_masters(session: Session) -> None:
    """Add the master with its layouts, the master of notes, and the themes of both."""
    theme = theme_part(house_theme(session.house))
    for number in (1, 2):
        session.package.add(f"ppt/theme/theme{number}.xml", theme, _THEME_TYPE)
    links = Relationships()
    layouts = _layouts(session)
    identifiers = [
        links.add(f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
        for number in layouts
    ]
    links.add(f"{OFFICE}/theme", "../theme/theme1.xml")
    master = _master(session, identifiers, links)
    session.package.add(
        "ppt/slideMasters/slideMaster1.xml",
        serialise(master, keep=("a", "r", "p")),
        f"{PARTS}slideMaster+xml",
        links,
    )
    _notes_master(session)


# -- the master of slides -------------------------------------------------------------------------


def _master(session: Session, identifiers: list[str], links: Relationships) -> Element:
    colours = session.house.colours
    shapes = [
        _rule(2, session),
        _logo(3, session, links),
        _place(4, "Titel", "title", TITLE, anchor="t"),
        _place(5, "Tekst", "body", ROOM, index=1),
        _place(6, "Voettekst", "ftr", _FOOTER, index=3, anchor="ctr"),
        _place(7, "Dianummer", "sldNum", _NUMBER, index=4, anchor="ctr"),
    ]
    slide = common_slide(shapes)
    slide.insert(0, element("p:bg", element("p:bgPr", solid("#ffffff"), element("a:effectLst"))))
    listed = [
        _with_id(element("p:sldLayoutId", id=_MASTER_ID + number), identifier)
        for number, identifier in enumerate(identifiers, 1)
    ]
    styles = element(
        "p:txStyles",
        element("p:titleStyle", _level("lvl1pPr", session, _TITLE_PT, colours.ink, bold=True)),
        element("p:bodyStyle", *body_levels(session, _BODY_PT)),
        element("p:otherStyle", *body_levels(session, _BODY_PT)),
    )
    return element(
        "p:sldMaster",
        slide,
        element("p:clrMap", **_COLOUR_MAP),
        element("p:sldLayoutIdLst", *listed),
        _header_footer(),
        styles,
    )


def _with_id(made: Element, identifier: str) -> Element:
    made.set(qn("r:id"), identifier)
    return made


def _header_footer() -> Element:
    return element("p:hf", hdr=0, dt=0)


def _level(tag: str, session: Session, size: float, colour: str, *, bold: bool = False) -> Element:
    look = element(
        "a:defRPr",
        solid(colour),
        element("a:latin", typeface="+mn-lt"),
        element("a:ea", typeface="+mn-ea"),
        element("a:cs", typeface="+mn-cs"),
        lang=session.document.language,
        sz=round(size * 100),
        b=int(bold),
    )
    return element(
        f"a:{tag}",
        element("a:lnSpc", element("a:spcPct", val=100_000)),
        element("a:spcBef", element("a:spcPts", val=0)),
        element("a:buNone"),
        look,
        marL=0,
        indent=0,
        algn="l",
        rtl=0,
    )


def body_levels(session: Session, size: float = _BODY_PT) -> list[Element]:
    """Give the five levels of ordinary text, in the letters of the house."""
    ink = session.house.colours.ink
    return [_level(f"lvl{number}pPr", session, size, ink) for number in range(1, 6)]


def _place(
    number: int,
    name: str,
    kind: str,
    box: Box,
    *,
    index: int = 0,
    anchor: str = "t",
    **more: Element,
) -> Element:
    """Give a place for words, as masters and layouts have them."""
    mark = element("p:ph", type=kind)
    if index:
        mark.set("idx", str(index))
    if kind in {"ftr", "sldNum"}:
        mark.set("sz", "quarter")
    words = element("a:p")
    if kind == "sldNum":
        field = element("a:fld", element("a:rPr", lang="nl-NL"), id=NUMBER_FIELD, type="slidenum")
        text = element("a:t")
        text.text = "‹nr.›"
        field.append(text)
        words.append(field)
    words.append(element("a:endParaRPr", lang="nl-NL"))
    lists = more.get("lists")
    return element(
        "p:sp",
        element(
            "p:nvSpPr",
            named(number, name),
            element("p:cNvSpPr", element("a:spLocks", noGrp=1)),
            element("p:nvPr", mark),
        ),
        element("p:spPr", transform("a:xfrm", box), geometry()),
        element(
            "p:txBody",
            body_properties(anchor=anchor),
            lists if lists is not None else _own_style(kind),
            words,
        ),
    )


NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Any fixed identifier of a field will do."""


def _own_style(kind: str) -> Element:
    """Give the small grey letters of a footer; other places follow the master."""
    made = element("a:lstStyle")
    if kind in {"ftr", "sldNum"}:
        look = element("a:defRPr", element("a:solidFill", element("a:schemeClr", val="tx2")))
        look.set("sz", str(_FOOTER_PT * 100))
        side = "r" if kind == "sldNum" else "l"
        made.append(element("a:lvl1pPr", look, algn=side))
    return made


def _rule(number: int, session: Session) -> Element:
    """Give the line of the house over every title."""
    box = Box(_LEFT, 6.5, _WIDTH, 0.9)
    names = named(number, "Lijn", decorative=True)
    return shape(names, box, None, colour=session.house.colours.house)


def _logo(
    number: int, session: Session, links: Relationships, right: float = _LOGO_RIGHT
) -> Element:
    """Give the logo in the footer, as large as fits there."""
    logo = session.house.logo
    files = logo_files(logo)
    wide = min(_LOGO_WIDTH, _LOGO_HEIGHT * files.ratio)
    high = wide / files.ratio
    middle = _FOOTER.top + _FOOTER.height / 2
    png = session.picture(links, "png", files.png)
    svg = session.picture(links, "svg", files.svg) if files.svg else ""
    place = Box(right - wide, middle - high / 2, wide, high)
    return picture(named(number, "Logo", logo.alt), place, png, svg)


# -- layouts --------------------------------------------------------------------------------------


def _layouts(session: Session) -> dict[int, None]:
    """Add the layouts and give their numbers in order."""
    links = Relationships()
    cover = _Layout(COVER_LAYOUT, "Titeldia", "title", tuple(_cover_shapes(session, links)))
    footer = (
        _place(8, "Voettekst", "ftr", _FOOTER, index=3, anchor="ctr"),
        _place(9, "Dianummer", "sldNum", _NUMBER, index=4, anchor="ctr"),
    )
    title = _place(2, "Titel", "title", TITLE)
    text = (title, _place(3, "Tekst", "body", ROOM, index=1), *footer)
    _add_layout(session, cover, links)
    _add_layout(session, _Layout(TEXT_LAYOUT, "Titel en tekst", "obj", text), Relationships())
    alone = (_place(2, "Titel", "title", TITLE), *(_copy(item) for item in footer))
    _add_layout(session, _Layout(TITLE_LAYOUT, "Alleen titel", "titleOnly", alone), Relationships())
    return dict.fromkeys((COVER_LAYOUT, TEXT_LAYOUT, TITLE_LAYOUT))


def _copy(item: Element) -> Element:
    from copy import deepcopy

    return deepcopy(item)


def _cover_shapes(session: Session, links: Relationships) -> list[Element]:
    """Give the art and the logo of the house, and places for title and words."""
    colours = session.house.colours
    made: list[Element] = []
    if session.house.cover.art is not CoverArt.NONE:
        deep = session.house.cover.ground is CoverGround.HOUSE
        field = colours.house if deep else colours.tint
        box = Box(0, 0, SLIDE_SIZE[0], _ART_HEIGHT)
        made.append(shape(named(6, "Vlak", decorative=True), box, None, colour=field))
        svg = cover_art(session.house, whole_page=False)
        png = session.picture(links, "png", rasterise(svg, SLIDE_SIZE[0], dpi=110))
        vector = session.picture(links, "svg", svg)
        made.append(picture(named(2, "Beeld", decorative=True), box, png, vector))
    large = element("a:lstStyle", _level("lvl1pPr", session, _COVER_PT, colours.ink, bold=True))
    made.append(_logo(3, session, links, _LEFT + _WIDTH))
    made.append(_place(4, "Titel", "ctrTitle", COVER_TITLE, anchor="b", lists=large))
    made.append(_place(5, "Ondertitel", "subTitle", COVER_TEXT, index=1))
    return made


def _add_layout(session: Session, layout: _Layout, links: Relationships) -> None:
    links.add(f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")
    slide = common_slide(list(layout.shapes))
    slide.set("name", layout.name)
    colours = element("p:clrMapOvr", element("a:masterClrMapping"))
    made = element("p:sldLayout", slide, colours, type=layout.kind, preserve=1)
    if layout.number == COVER_LAYOUT:
        made.set("showMasterSp", "0")
    session.package.add(
        f"ppt/slideLayouts/slideLayout{layout.number}.xml",
        serialise(made, keep=("a", "r", "p")),
        f"{PARTS}slideLayout+xml",
        links,
    )


# -- the master of notes --------------------------------------------------------------------------


def _notes_master(session: Session) -> None:
    links = Relationships()
    links.add(f"{OFFICE}/theme", "../theme/theme2.xml")
    image = element(
        "p:sp",
        element(
            "p:nvSpPr",
            named(2, "Dia"),
            element("p:cNvSpPr", element("a:spLocks", noGrp=1, noRot=1, noChangeAspect=1)),
            element("p:nvPr", element("p:ph", type="sldImg", idx=2)),
        ),
        element(
            "p:spPr",
            transform("a:xfrm", NOTES_IMAGE),
            geometry(),
            fill(""),
            element("a:ln", solid(session.house.colours.hairline), w=mm_to_emu(0.25)),
        ),
    )
    shapes = [
        image,
        _place(3, "Notities", "body", NOTES_BODY, index=3),
        _place(4, "Dianummer", "sldNum", _NOTES_NUMBER, index=5, anchor="b"),
    ]
    made = element(
        "p:notesMaster",
        common_slide(shapes),
        element("p:clrMap", **_COLOUR_MAP),
        element("p:notesStyle", *body_levels(session, _NOTES_PT)),
    )
    session.package.add(
        "ppt/notesMasters/notesMaster1.xml",
        serialise(made, keep=("a", "r", "p")),
        f"{PARTS}notesMaster+xml",
        links,
    )
