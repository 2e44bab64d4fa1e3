"""All styles of a house as it comes from its tokens: the look of the Word file in one place.

The same sizes, colours and rules as the base stylesheet of PDF and HTML. A house style owner may
change any of them afterwards in Word, in reference.docx.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.writers.docx.names import CharacterStyle as C
from vmreport.writers.docx.names import ParagraphStyle as P
from vmreport.writers.docx.style_sheet import CharacterLook, Edge, ParagraphLook, Style
from vmreport.writers.house_style import CoverGround, HouseStyle, TypeSize

__all__ = ["house_styles"]

_PROSE = 132.0
"""Width of running text in millimetres: some 75 characters."""
_INDENT = 6.0
_FIELD = 45.0
_KEY = 34.0
_BAND = 8.5
"""What a band of colour takes beside its text."""
_CALLOUT = 4.5
_WHITE = "#ffffff"


class _House:
    """Short names for what the styles below use again and again."""

    def __init__(self, house: HouseStyle) -> None:
        self.colours = house.colours
        self.sizes = house.sizes
        self.width = house.page.text_width
        self.line = house.sizes.text.line
        self.prose = max(self.width - _PROSE, 0.0)
        tinted = house.cover.ground is CoverGround.TINT
        self.cover = house.colours.tint if tinted else house.colours.house
        self.on_cover = house.colours.ink if tinted else house.colours.on_house


def house_styles(house: HouseStyle) -> tuple[Style, ...]:
    """Give the paragraph and character styles of a house, each name of `names` once."""
    look = _House(house)
    return (
        *_text(look),
        *_headings(look),
        *_cover(look),
        *_lists(look),
        *_asides(look),
        *_callouts(look),
        *_key_figures(look),
        *_tables(look),
        *_contents(look),
        *_running(look),
        *_letters(look),
    )


def _type(size: TypeSize, **more: bool | str) -> CharacterLook:
    return CharacterLook(
        size=size.size, bold=bool(more.get("bold")) or None, colour=str(more.get("colour", ""))
    )


def _text(look: _House) -> Iterator[Style]:
    line, sizes = look.line, look.sizes
    yield Style(P.NORMAL, paragraph=ParagraphLook(), priority=0)
    yield Style(
        P.BODY,
        P.NORMAL,
        paragraph=ParagraphLook(after=line / 2, right=look.prose),
        priority=1,
    )
    yield Style(
        P.LEAD,
        P.BODY,
        P.BODY,
        ParagraphLook(
            keep_lines=True,
            keep_next=True,
            hyphenate=False,
            after=line,
            line=sizes.lead.line,
            right=look.prose / 2,
        ),
        _type(sizes.lead),
        priority=10,
    )
    yield Style(
        P.SMALL,
        P.BODY,
        paragraph=ParagraphLook(after=line / 2, line=sizes.small.line),
        letters=_type(sizes.small, colour=look.colours.grey),
        priority=30,
    )
    yield Style(
        P.SECTION_END,
        P.NORMAL,
        paragraph=ParagraphLook(before=0, after=0, line=1, exact=True),
        letters=CharacterLook(size=1),
        priority=99,
        gallery=False,
    )


def _headings(look: _House) -> Iterator[Style]:
    line, sizes, colours = look.line, look.sizes, look.colours

    def heading(
        name: P, level: int, size: TypeSize, before: float, after: float, **more: object
    ) -> Style:
        colour = str(more.get("colour", colours.ink))
        edges = (Edge("top", colours.house, 1.5, 7),) if level == 1 else ()
        return Style(
            name,
            P.NORMAL,
            P.BODY,
            ParagraphLook(
                keep_next=True,
                keep_lines=True,
                edges=edges,
                hyphenate=False,
                before=before,
                after=after,
                line=size.line,
                right=0 if level == 1 else look.prose / 2,
                outline=level - 1,
            ),
            CharacterLook(bold=True, size=size.size, colour=colour),
            priority=8 + level,
        )

    yield heading(P.HEADING_1, 1, sizes.heading_1, line * 3, line)
    yield heading(P.HEADING_2, 2, sizes.heading_2, line * 2, line / 2)
    yield heading(P.HEADING_3, 3, sizes.heading_3, line, line / 4)
    yield heading(P.HEADING_4, 4, sizes.text, line, 0, colour=colours.grey)


def _cover(look: _House) -> Iterator[Style]:
    line, sizes, ground = look.line, look.sizes, look.cover
    sides = (Edge("left", ground, 6, 18), Edge("right", ground, 6, 18))
    yield Style(
        P.COVER_LOGO,
        P.NORMAL,
        P.TITLE,
        ParagraphLook(after=line * 12, line=12),
        priority=40,
        gallery=False,
    )
    yield Style(
        P.TITLE,
        P.NORMAL,
        P.SUBTITLE,
        ParagraphLook(
            keep_next=True,
            keep_lines=True,
            fill=ground,
            hyphenate=False,
            after=0,
            edges=(Edge("top", ground, 12, 28), sides[0], Edge("bottom", ground, 1, 4), sides[1]),
            line=sizes.title.line,
            left=_BAND,
            right=_BAND,
        ),
        CharacterLook(bold=True, size=sizes.title.size, colour=look.on_cover),
        priority=5,
    )
    yield Style(
        P.SUBTITLE,
        P.NORMAL,
        P.COVER_ORGANISATION,
        ParagraphLook(
            fill=ground,
            hyphenate=False,
            before=0,
            after=line * 4,
            edges=(Edge("top", ground, 1, 4), sides[0], Edge("bottom", ground, 12, 28), sides[1]),
            line=sizes.lead.line,
            left=_BAND,
            right=_BAND,
        ),
        CharacterLook(size=sizes.lead.size, colour=look.on_cover),
        priority=6,
    )
    large = ParagraphLook(line=sizes.heading_2.line, after=0)
    yield Style(
        P.COVER_ORGANISATION,
        P.NORMAL,
        P.COVER_DATE,
        large,
        _type(sizes.heading_2, bold=True),
        priority=41,
    )
    yield Style(
        P.COVER_DATE,
        P.NORMAL,
        P.COVER_LINE,
        ParagraphLook(line=sizes.heading_2.line, after=line),
        _type(sizes.heading_2, colour=look.colours.grey),
        priority=42,
    )
    yield Style(
        P.COVER_LINE,
        P.NORMAL,
        paragraph=ParagraphLook(after=line / 4, right=look.prose),
        letters=CharacterLook(colour=look.colours.grey),
        priority=43,
    )


def _lists(look: _House) -> Iterator[Style]:
    bullets = (P.BULLET_1, P.BULLET_2, P.BULLET_3)
    numbers = (P.NUMBER_1, P.NUMBER_2, P.NUMBER_3)
    continued = (P.CONTINUE_1, P.CONTINUE_2, P.CONTINUE_3)
    for kind, names in enumerate((bullets, numbers, continued)):
        for level, name in enumerate(names):
            yield Style(
                name,
                P.BODY,
                paragraph=ParagraphLook(
                    after=look.line / 4,
                    left=_INDENT * (level + 1),
                    hanging=0 if kind == 2 else _INDENT,
                    right=look.prose,
                ),
                priority=12 + kind,
                gallery=level == 0 and kind < 2,
            )


def _asides(look: _House) -> Iterator[Style]:
    line, sizes, colours = look.line, look.sizes, look.colours
    bar = (Edge("left", colours.house, 1.5, 12),)
    yield Style(
        P.QUOTE,
        P.NORMAL,
        P.SPEAKER,
        ParagraphLook(
            keep_lines=True,
            keep_next=True,
            edges=bar,
            before=line,
            after=0,
            line=sizes.lead.line,
            left=_INDENT - 1,
            right=look.prose,
        ),
        CharacterLook(italic=True, size=sizes.lead.size),
        priority=20,
    )
    yield Style(
        P.SPEAKER,
        P.NORMAL,
        P.BODY,
        ParagraphLook(
            edges=bar,
            before=0,
            after=line,
            line=sizes.text.line,
            left=_INDENT - 1,
            right=look.prose,
        ),
        _type(sizes.small, colour=colours.grey),
        priority=21,
    )
    yield Style(
        P.FIELD,
        P.NORMAL,
        P.FIELD_TEXT,
        ParagraphLook(
            edges=(Edge("top", colours.hairline, 0.5, 3),),
            before=line / 5,
            after=line / 5,
            left=_FIELD,
            hanging=_FIELD,
            tabs=((_FIELD, "left", ""),),
        ),
        priority=22,
    )
    yield Style(
        P.FIELD_TEXT,
        P.NORMAL,
        paragraph=ParagraphLook(after=line / 5, left=_FIELD),
        priority=23,
    )


def _callouts(look: _House) -> Iterator[Style]:
    colours = look.colours
    kinds = (
        (P.EXPLANATION_TITLE, P.EXPLANATION, colours.tint, colours.tint, colours.ink),
        (P.WARNING_TITLE, P.WARNING, colours.unfavourable_tint, colours.unfavourable, colours.ink),
        (P.REQUEST_TITLE, P.REQUEST, _WHITE, colours.house, colours.house),
    )
    for place, (title, text, fill, bar, ink) in enumerate(kinds):
        frame = colours.house if text is P.REQUEST else fill
        edges = (
            Edge("top", frame, 1.5, 5),
            Edge("left", bar, 3, 10),
            Edge("bottom", frame, 1.5, 5),
            Edge("right", frame, 1.5, 10),
            Edge("between", fill, 0.25, 2),
        )
        yield Style(
            title,
            P.NORMAL,
            text,
            ParagraphLook(
                keep_next=True,
                keep_lines=True,
                edges=edges,
                fill=fill,
                hyphenate=False,
                before=look.line,
                after=0,
                left=_CALLOUT,
                right=_CALLOUT,
            ),
            CharacterLook(bold=True, size=look.sizes.heading_3.size, colour=ink),
            priority=24 + place,
        )
        yield Style(
            text,
            P.NORMAL,
            paragraph=ParagraphLook(
                edges=edges,
                fill=fill,
                before=0,
                after=look.line,
                contextual=True,
                left=_CALLOUT,
                right=_CALLOUT,
            ),
            priority=24 + place,
        )


def _key_figures(look: _House) -> Iterator[Style]:
    line, sizes, colours = look.line, look.sizes, look.colours
    small = TypeSize(sizes.table.size, sizes.table.line)
    yield Style(
        P.KEY_FIGURE,
        P.NORMAL,
        P.KEY_COMPARISON,
        ParagraphLook(
            keep_lines=True,
            edges=(Edge("top", colours.ink, 1, 3),),
            hyphenate=False,
            before=line * 0.8,
            after=0,
            left=_KEY,
            hanging=_KEY,
            tabs=((_KEY, "left", ""),),
        ),
        CharacterLook(bold=True),
        priority=27,
    )
    row = ParagraphLook(
        hyphenate=False,
        before=0,
        after=2,
        line=small.line,
        left=_KEY,
        tabs=((_KEY + 52, "left", ""),),
    )
    yield Style(P.KEY_COMPARISON, P.NORMAL, P.KEY_COMPARISON, row, _type(small), priority=28)
    yield Style(
        P.KEY_NOTE,
        P.NORMAL,
        P.BODY,
        ParagraphLook(before=0, after=line, line=small.line, left=_KEY),
        _type(small, colour=colours.grey),
        priority=29,
    )


def _tables(look: _House) -> Iterator[Style]:
    line, sizes, colours = look.line, look.sizes, look.colours
    yield Style(
        P.CAPTION,
        P.NORMAL,
        P.BODY,
        ParagraphLook(keep_lines=True, hyphenate=False, before=line / 2, after=line / 3),
        CharacterLook(bold=True),
        priority=31,
    )
    yield Style(
        P.FIGURE,
        P.NORMAL,
        P.CAPTION,
        ParagraphLook(keep_next=True, before=line, after=0, line=12),
        priority=32,
    )
    yield Style(
        P.SOURCE,
        P.NORMAL,
        paragraph=ParagraphLook(
            keep_lines=True,
            hyphenate=False,
            before=2,
            after=line * 1.5,
            line=sizes.small.line,
            contextual=True,
        ),
        letters=_type(sizes.small, colour=colours.grey),
        priority=33,
    )
    cell = ParagraphLook(before=2.75, after=2.75, line=sizes.table.line)
    head = ParagraphLook(keep_next=True, before=2.75, after=3.5, line=sizes.small.line)
    yield Style(P.TABLE_TEXT, P.NORMAL, None, cell, _type(sizes.table), priority=34)
    yield Style(
        P.TABLE_NUMBER, P.TABLE_TEXT, None, ParagraphLook(right=2, align="right"), priority=35
    )
    yield Style(P.TABLE_HEAD, P.NORMAL, None, head, _type(sizes.small, bold=True), priority=36)
    yield Style(
        P.TABLE_HEAD_NUMBER, P.TABLE_HEAD, None, ParagraphLook(right=2, align="right"), priority=37
    )


def _contents(look: _House) -> Iterator[Style]:
    line, sizes = look.line, look.sizes
    yield Style(
        P.CONTENTS_TITLE,
        P.NORMAL,
        P.CONTENTS_1,
        ParagraphLook(
            keep_next=True, keep_lines=True, before=0, after=line / 2, line=sizes.heading_2.line
        ),
        _type(sizes.heading_2, bold=True),
        priority=39,
    )
    names = (P.CONTENTS_1, P.CONTENTS_2, P.CONTENTS_3)
    for level, name in enumerate(names):
        yield Style(
            name,
            P.NORMAL,
            P.NORMAL,
            ParagraphLook(
                keep_lines=True,
                hyphenate=False,
                before=line / 3 if level == 0 else 0,
                after=line / 8,
                left=10,
                hanging=10,
                right=12,
                tabs=((10, "left", ""), (look.width, "right", "dot")),
            ),
            priority=39,
            gallery=False,
        )


def _running(look: _House) -> Iterator[Style]:
    sizes, grey = look.sizes, look.colours.grey
    small = _type(sizes.small, colour=grey)
    line = ParagraphLook(hyphenate=False, after=0, line=sizes.small.line)
    yield Style(P.HEADER, P.NORMAL, None, line, small, priority=99, gallery=False)
    yield Style(P.FOOTER, P.NORMAL, None, line, small, priority=99, gallery=False)
    yield Style(
        P.FOOTNOTE,
        P.NORMAL,
        None,
        ParagraphLook(after=2, line=sizes.small.line, right=look.prose),
        _type(sizes.small),
        priority=99,
        gallery=False,
    )


def _letters(look: _House) -> Iterator[Style]:
    sizes, colours = look.sizes, look.colours
    yield Style(C.STRONG, letters=CharacterLook(bold=True), priority=2)
    yield Style(C.EMPHASIS, letters=CharacterLook(italic=True), priority=3)
    yield Style(
        C.LINK,
        letters=CharacterLook(colour=colours.house, underline=True),
        priority=99,
        gallery=False,
    )
    yield Style(C.FOOTNOTE_MARK, letters=CharacterLook(raised=True), priority=99, gallery=False)
    topic = CharacterLook(bold=True, size=sizes.heading_3.size, colour=colours.house)
    yield Style(C.TOPIC, letters=topic, priority=15)
    yield Style(C.NUMBER, letters=CharacterLook(bold=True, colour=colours.house), priority=38)
    yield Style(C.FIELD_LABEL, letters=CharacterLook(bold=True, colour=colours.house), priority=22)
    yield Style(
        C.KEY_VALUE,
        letters=CharacterLook(bold=True, size=sizes.figure.size, colour=colours.house),
        priority=27,
    )
    tones = (
        (C.FAVOURABLE, colours.favourable, True),
        (C.UNFAVOURABLE, colours.unfavourable, True),
        (C.DIFFERENT, colours.house, True),
        (C.NO_DIFFERENCE, colours.grey, False),
        (C.UNKNOWN, colours.grey, False),
    )
    for name, colour, bold in tones:
        yield Style(name, letters=CharacterLook(bold=bold, colour=colour), priority=44)
