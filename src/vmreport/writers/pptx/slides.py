"""One slide and its page of notes as parts."""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.document.blocks import Block, Cover, Heading
from vmreport.document.check import own_inlines
from vmreport.document.inlines import Inlines, Note, Text
from vmreport.document.tree import walk
from vmreport.writers.ooxml.package import OFFICE
from vmreport.writers.ooxml.xml import Element, element, serialise
from vmreport.writers.pptx.deck import PlannedSlide, too_full
from vmreport.writers.pptx.frames import TextPiece, stack
from vmreport.writers.pptx.lines import text_lines
from vmreport.writers.pptx.master import (
    COVER_LAYOUT,
    COVER_TITLE,
    NUMBER_FIELD,
    PARTS,
    ROOM,
    TEXT_LAYOUT,
    TITLE,
    TITLE_LAYOUT,
    common_slide,
)
from vmreport.writers.pptx.pieces import pieces_of
from vmreport.writers.pptx.session import Session, SlideSession
from vmreport.writers.pptx.shapes import Box, body_properties, named, placeholder, shape
from vmreport.writers.pptx.text import Letters, Line

__all__ = ["add_slide"]

_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0)
_COVER_SIZES = (40.0, 36.0, 32.0, 28.0)
_TOPIC = 15.0
_UNDER_TITLE = 6.0
"""Room under a title, in mm."""
_NOTE = 12.0
_COVER_WORDS = ((20.0, False), (18.0, True), (16.0, False), (14.0, False))
"""Size and weight of subtitle, organisation, date, and other lines on the cover."""


def add_slide(planned: PlannedSlide, number: int, session: Session) -> None:
    """Add the part of a slide, and of its notes when something is said at it.

    Raises ContentError (E544) when its words do not fit.
    """
    slide = SlideSession(session)
    if isinstance(planned.opening, Cover):
        layout = COVER_LAYOUT
        shapes = _cover(planned.opening, slide)
        if planned.blocks:
            raise too_full(planned)
    else:
        layout = TEXT_LAYOUT if _has_body(planned) else TITLE_LAYOUT
        title, high = _title(planned.opening, planned, slide)
        top = TITLE.top + high + _UNDER_TITLE
        shapes = [title, *_content(planned, slide, top), *_footer(slide)]
    slide.links.add(f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{layout}.xml")
    colours = element("p:clrMapOvr", element("a:masterClrMapping"))
    made = element("p:sld", common_slide(shapes), colours)
    if planned.spoken:
        slide.links.add(f"{OFFICE}/notesSlide", f"../notesSlides/notesSlide{number}.xml")
        _add_notes(planned, number, session)
    session.package.add(
        f"ppt/slides/slide{number}.xml",
        serialise(made, keep=("a", "r", "p")),
        f"{PARTS}slide+xml",
        slide.links,
    )


def _has_body(planned: PlannedSlide) -> bool:
    return any(isinstance(piece, TextPiece) for piece in pieces_of(planned.blocks))


def _title(heading: Heading, planned: PlannedSlide, slide: SlideSession) -> tuple[Element, float]:
    """Give topic and message as one title, which alone says what the slide is about; its height."""
    deck = slide.deck
    above = " ".join(part for part in (heading.label, heading.topic) if part)
    topic = deck.letters(_TOPIC, deck.house.colours.house, bold=True)
    first = [Line((Text(above),), topic)] if above else []
    for size in _TITLE_SIZES:
        message = Line(heading.text, deck.letters(size, bold=True), above=2.0 if above else 0.0)
        lines = [*first, message]
        if deck.ruler.height(lines, TITLE.width) <= TITLE.height:
            body = slide.text.body(lines, body_properties())
            high = deck.ruler.height(lines, TITLE.width)
            return placeholder(named(slide.next_shape(), "Titel"), "title", body), high
    raise too_full(planned)


def _content(planned: PlannedSlide, slide: SlideSession, top: float) -> list[Element]:
    bottom = ROOM.top + ROOM.height
    deck = slide.deck
    notes = [
        Line(
            (Text(f"{note.number} "), *note.children), deck.letters(_NOTE, deck.house.colours.grey)
        )
        for note in _notes(planned.blocks)
    ]
    below = deck.ruler.height(notes, ROOM.width) + 2.0 if notes else 0.0
    room = Box(ROOM.left, top, ROOM.width, bottom - top - below)
    shapes = stack(tuple(pieces_of(planned.blocks)), slide, room)
    if shapes is None:
        raise too_full(planned)
    if notes:
        box = Box(ROOM.left, bottom - below + 2.0, ROOM.width, below - 2.0)
        body = slide.text.body(notes, body_properties())
        shapes.append(shape(named(slide.next_shape(), "Noten"), box, body))
    return shapes


def _notes(blocks: list[Block]) -> Iterator[Note]:
    for block in walk(tuple(blocks)):
        for inlines in own_inlines(block):
            yield from _notes_in(inlines)


def _notes_in(inlines: Inlines) -> Iterator[Note]:
    for inline in inlines:
        if isinstance(inline, Note):
            yield inline
        elif hasattr(inline, "children"):
            yield from _notes_in(inline.children)


def _footer(slide: SlideSession) -> list[Element]:
    """Give what stands on every slide: which deck, its status, what the reader must know."""
    metadata = slide.deck.document.metadata
    parts = (metadata.running_title, metadata.status, metadata.banner)
    words = " · ".join(part for part in parts if part)
    letters = slide.deck.letters(_NOTE, slide.deck.house.colours.grey)
    made = []
    if words:
        line = Line((Text(words),), letters)
        made.append(_filled("Voettekst", "ftr", 3, [line], slide, anchor="ctr"))
    body = slide.text.body([], body_properties(anchor="ctr"))
    body[-1].clear()
    look = slide.text.look(letters)
    number = element("a:fld", look, id=NUMBER_FIELD, type="slidenum")
    shown = element("a:t")
    shown.text = "‹nr.›"
    number.append(shown)
    body[-1].extend((element("a:pPr", algn="r"), number))
    made.append(placeholder(named(slide.next_shape(), "Dianummer"), "sldNum", body, index=4))
    return made


def _cover(cover: Cover, slide: SlideSession) -> list[Element]:
    deck = slide.deck
    title = Line((Text(cover.title),), deck.letters(_COVER_SIZES[-1], bold=True))
    for size in _COVER_SIZES:
        line = Line((Text(cover.title),), deck.letters(size, bold=True))
        if deck.ruler.height([line], COVER_TITLE.width) <= COVER_TITLE.height:
            title = line
            break
    looks = [Letters(size, deck.house.colours.ink, bold) for size, bold in _COVER_WORDS]
    texts = (cover.subtitle, cover.organisation, cover.date, *cover.lines)
    lines = [
        Line((Text(text),), looks[min(place, 3)], above=0.0 if place in {0, 2} else 3.0)
        for place, text in enumerate(texts)
        if text
    ]
    made = [_filled("Titel", "ctrTitle", 0, [title], slide, anchor="b")]
    if lines:
        made.append(_filled("Ondertitel", "subTitle", 1, lines, slide))
    return made


def _filled(
    name: str, kind: str, index: int, lines: list[Line], slide: SlideSession, *, anchor: str = "t"
) -> Element:
    body = slide.text.body(lines, body_properties(anchor=anchor))
    return placeholder(named(slide.next_shape(), name), kind, body, index=index)


def _add_notes(planned: PlannedSlide, number: int, session: Session) -> None:
    """Add the page with what is said: the slide small, the words below it."""
    page = SlideSession(session)
    page.links.add(f"{OFFICE}/notesMaster", "../notesMasters/notesMaster1.xml")
    page.links.add(f"{OFFICE}/slide", f"../slides/slide{number}.xml")
    image = element(
        "p:sp",
        element(
            "p:nvSpPr",
            named(page.next_shape(), "Dia"),
            element("p:cNvSpPr", element("a:spLocks", noGrp=1, noRot=1, noChangeAspect=1)),
            element("p:nvPr", element("p:ph", type="sldImg", idx=2)),
        ),
        element("p:spPr"),
    )
    notes = [
        Line((Text(f"{note.number} "), *note.children), session.letters(_NOTE))
        for note in _notes(planned.spoken)
    ]
    lines = [*text_lines(planned.spoken, _NOTE, session.house), *notes]
    body = page.text.body(lines, element("a:bodyPr"))
    words = placeholder(named(page.next_shape(), "Notities"), "body", body, index=3)
    colours = element("p:clrMapOvr", element("a:masterClrMapping"))
    made = element("p:notes", common_slide([image, words]), colours)
    session.package.add(
        f"ppt/notesSlides/notesSlide{number}.xml",
        serialise(made, keep=("a", "r", "p")),
        f"{PARTS}notesSlide+xml",
        page.links,
    )
