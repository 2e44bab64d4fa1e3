"""Styles of running text, headings, lists, contents, running lines and letters."""

from __future__ import annotations

from collections.abc import Iterator

from vmreport.writers.docx.house_look import INDENT, Look, type_look
from vmreport.writers.docx.names import CharacterStyle as C
from vmreport.writers.docx.names import ParagraphStyle as P
from vmreport.writers.docx.style_sheet import CharacterLook, Edge, ParagraphLook, Style
from vmreport.writers.house_style import TypeSize

__all__ = ["text_styles"]


def text_styles(look: Look) -> Iterator[Style]:
    """Give these styles in the look of a house."""
    yield from _text(look)
    yield from _headings(look)
    yield from _lists(look)
    yield from _contents(look)
    yield from _running(look)
    yield from _letters(look)


def _text(look: Look) -> Iterator[Style]:
    line, sizes = look.line, look.sizes
    yield Style(P.NORMAL, letters=CharacterLook(colour=look.colours.ink), priority=0)
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
            after=line * 0.7,
            line=sizes.lead.line,
            right=look.prose / 2,
        ),
        type_look(sizes.lead),
        priority=10,
    )
    yield Style(
        P.SMALL,
        P.BODY,
        paragraph=ParagraphLook(after=line / 2, line=sizes.small.line),
        letters=type_look(sizes.small, colour=look.colours.grey),
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


def _headings(look: Look) -> Iterator[Style]:
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

    yield heading(P.HEADING_1, 1, sizes.heading_1, line * 2, line)
    yield heading(P.CONTENTS_TITLE, 1, sizes.heading_1, line * 2, line)
    yield heading(P.HEADING_2, 2, sizes.heading_2, line * 1.5, line / 2)
    yield heading(P.HEADING_3, 3, sizes.heading_3, line, line / 4)
    yield heading(P.HEADING_4, 4, sizes.text, line, 0, colour=colours.grey)


def _lists(look: Look) -> Iterator[Style]:
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
                    left=INDENT * (level + 1),
                    hanging=0 if kind == 2 else INDENT,
                    right=look.prose,
                ),
                priority=12 + kind,
                gallery=level == 0 and kind < 2,
            )


def _contents(look: Look) -> Iterator[Style]:
    line, sizes = look.line, look.sizes
    names = (P.CONTENTS_1, P.CONTENTS_2, P.CONTENTS_3)
    for level, name in enumerate(names):
        yield Style(
            name,
            P.NORMAL,
            P.NORMAL,
            ParagraphLook(
                keep_lines=True,
                hyphenate=False,
                before=line * 0.3 if level == 0 else 0,
                after=line / 8,
                line=sizes.table.line,
                left=level * INDENT,
                tabs=((look.width, "right", "dot"),),
            ),
            letters=type_look(sizes.table),
            priority=39,
            gallery=False,
        )


def _running(look: Look) -> Iterator[Style]:
    sizes, grey = look.sizes, look.colours.grey
    small = type_look(sizes.small, colour=grey)
    for width, names in (
        (look.width, (P.HEADER, P.FOOTER)),
        (look.wide, (P.HEADER_WIDE, P.FOOTER_WIDE)),
    ):
        line = ParagraphLook(
            hyphenate=False, after=0, line=sizes.small.line, tabs=((width, "right", ""),)
        )
        for name in names:
            yield Style(name, P.NORMAL, None, line, small, priority=99, gallery=False)
    yield Style(
        P.FOOTNOTE,
        P.NORMAL,
        None,
        ParagraphLook(after=2, line=sizes.small.line, right=look.prose),
        type_look(sizes.small),
        priority=99,
        gallery=False,
    )


def _letters(look: Look) -> Iterator[Style]:
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
    tones = (
        (C.FAVOURABLE, colours.favourable, True),
        (C.UNFAVOURABLE, colours.unfavourable, True),
        (C.DIFFERENT, colours.house, True),
        (C.NO_DIFFERENCE, colours.grey, False),
        (C.UNKNOWN, colours.grey, False),
    )
    for name, colour, bold in tones:
        yield Style(name, letters=CharacterLook(bold=bold, colour=colour), priority=44)
