"""Styles of what stands apart: cover, quotes, fields, callouts, key figures, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vmreport.writers.docx.house_look import INDENT, Look, type_look
from vmreport.writers.docx.names import CharacterStyle as C
from vmreport.writers.docx.names import ParagraphStyle as P
from vmreport.writers.docx.style_sheet import CharacterLook, Edge, ParagraphLook, Style

__all__ = ["block_styles"]

_FIELD = 47.0
_KEY = 30.0
_VALUE_SHARE = 0.65
"""Size of a key figure, which stands beside its words here, against one that stands above."""
_BAND = 8.5
"""What a band of colour takes beside its text, in millimetres."""
_CALLOUT = 4.5


def block_styles(look: Look) -> Iterator[Style]:
    """Give these styles in the look of a house."""
    yield from _cover_band(look)
    yield from _cover_facts(look)
    yield from _quotes(look)
    yield from _fields(look)
    yield from _callouts(look)
    yield from _key_figures(look)
    yield from _key_values(look)
    yield from _captions(look)
    yield from _tables(look)


def _cover_band(look: Look) -> Iterator[Style]:
    line, sizes, ground = look.line, look.sizes, look.cover
    sides = (Edge("left", ground, 6, 18), Edge("right", ground, 6, 18))
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
            after=line * 2,
            edges=(Edge("top", ground, 1, 4), sides[0], Edge("bottom", ground, 12, 28), sides[1]),
            line=sizes.lead.line,
            left=_BAND,
            right=_BAND,
        ),
        CharacterLook(size=sizes.lead.size, colour=look.on_cover),
        priority=6,
    )


def _cover_facts(look: Look) -> Iterator[Style]:
    line, sizes = look.line, look.sizes
    yield Style(
        P.COVER_LOGO,
        P.NORMAL,
        P.TITLE,
        ParagraphLook(after=line * 6, line=12),
        priority=40,
        gallery=False,
    )
    yield Style(
        P.COVER_ART,
        P.NORMAL,
        P.TITLE,
        ParagraphLook(keep_next=True, fill=look.cover, after=0, line=12),
        priority=40,
        gallery=False,
    )
    yield Style(
        P.COVER_ORGANISATION,
        P.NORMAL,
        P.COVER_DATE,
        ParagraphLook(line=sizes.heading_2.line, before=line * 2, after=0),
        type_look(sizes.heading_2, bold=True),
        priority=41,
    )
    yield Style(
        P.COVER_DATE,
        P.NORMAL,
        P.COVER_LINE,
        ParagraphLook(line=sizes.heading_2.line, after=line),
        type_look(sizes.heading_2, colour=look.colours.grey),
        priority=42,
    )
    yield Style(
        P.COVER_LINE,
        P.NORMAL,
        paragraph=ParagraphLook(after=line / 4, right=look.prose),
        letters=CharacterLook(colour=look.colours.grey),
        priority=43,
    )


def _quotes(look: Look) -> Iterator[Style]:
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
            left=INDENT - 1,
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
            left=INDENT - 1,
            right=look.prose,
        ),
        type_look(sizes.small, colour=colours.grey),
        priority=21,
    )


def _fields(look: Look) -> Iterator[Style]:
    line, colours = look.line, look.colours
    yield Style(
        P.FIELD,
        P.NORMAL,
        P.FIELD_TEXT,
        ParagraphLook(
            edges=(
                Edge("top", colours.hairline, 0.5, 3),
                Edge("between", colours.hairline, 0.5, 3),
            ),
            before=line / 10,
            after=line / 10,
            left=_FIELD,
            hanging=_FIELD,
            tabs=((_FIELD, "left", ""),),
        ),
        priority=22,
    )
    yield Style(
        P.FIELD_TEXT,
        P.NORMAL,
        paragraph=ParagraphLook(after=line / 10, left=_FIELD),
        priority=23,
    )


def _callouts(look: Look) -> Iterator[Style]:
    """Yield title and text of each kind: the title closed at the top, the text at the bottom."""
    colours = look.colours
    kinds = (
        (P.EXPLANATION_TITLE, P.EXPLANATION, colours.tint, colours.tint, colours.ink),
        (P.WARNING_TITLE, P.WARNING, colours.unfavourable_tint, colours.unfavourable, colours.ink),
        (P.REQUEST_TITLE, P.REQUEST, colours.tint, colours.house, colours.house),
    )
    for place, (title, text, fill, bar, ink) in enumerate(kinds):
        left, right = Edge("left", bar, 3, 10), Edge("right", fill, 3, 10)
        top, bottom = Edge("top", fill, 3, 5), Edge("bottom", fill, 1, 6)
        ground = ParagraphLook(fill=fill, left=_CALLOUT, right=_CALLOUT, before=0, after=0)
        head = replace(
            ground,
            keep_next=True,
            keep_lines=True,
            edges=(top, left, right),
            hyphenate=False,
            before=look.line,
        )
        letters = CharacterLook(bold=True, size=look.sizes.heading_3.size, colour=ink)
        yield Style(title, P.NORMAL, text, head, letters, priority=24 + place)
        edges = (left, bottom, right, Edge("between", fill, 0.5, 5))
        under = replace(ground, edges=edges, after=look.line, contextual=True)
        yield Style(text, P.NORMAL, None, under, priority=24 + place)


def _key_figures(look: Look) -> Iterator[Style]:
    line, sizes, colours = look.line, look.sizes, look.colours
    yield Style(
        P.KEY_FIGURE,
        P.NORMAL,
        P.KEY_COMPARISON,
        ParagraphLook(
            keep_lines=True,
            edges=(Edge("top", colours.ink, 0.75, 2),),
            hyphenate=False,
            before=line * 0.2,
            after=0,
            line=sizes.table.line,
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
        after=1,
        line=sizes.table.line,
        left=_KEY,
        tabs=((_KEY + 52, "left", ""),),
    )
    yield Style(P.KEY_COMPARISON, P.NORMAL, None, row, type_look(sizes.table), priority=28)
    yield Style(
        P.KEY_NOTE,
        P.NORMAL,
        P.BODY,
        ParagraphLook(before=0, after=line * 0.5, line=sizes.table.line, left=_KEY),
        type_look(sizes.table, colour=colours.grey),
        priority=29,
    )


def _key_values(look: Look) -> Iterator[Style]:
    sizes, colours = look.sizes, look.colours
    yield Style(
        C.KEY_VALUE,
        letters=CharacterLook(
            bold=True, size=sizes.figure.size * _VALUE_SHARE, colour=colours.house
        ),
        priority=27,
    )
    words = CharacterLook(bold=True, size=sizes.heading_2.size, colour=colours.house)
    yield Style(C.KEY_WORDS, letters=words, priority=27)


def _captions(look: Look) -> Iterator[Style]:
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
        letters=type_look(sizes.small, colour=colours.grey),
        priority=33,
    )


def _tables(look: Look) -> Iterator[Style]:
    sizes = look.sizes
    cell = ParagraphLook(before=2.75, after=2.75, line=sizes.table.line)
    head = ParagraphLook(keep_next=True, before=2.75, after=3.5, line=sizes.small.line)
    yield Style(P.TABLE_TEXT, P.NORMAL, None, cell, type_look(sizes.table), priority=34)
    yield Style(
        P.TABLE_NUMBER, P.TABLE_TEXT, None, ParagraphLook(right=2, align="right"), priority=35
    )
    yield Style(P.TABLE_HEAD, P.NORMAL, None, head, type_look(sizes.small, bold=True), priority=36)
    yield Style(
        P.TABLE_HEAD_NUMBER, P.TABLE_HEAD, None, ParagraphLook(right=2, align="right"), priority=37
    )
