"""Headings and the contents list."""

from __future__ import annotations

from vmreport.document.blocks import Contents, ContentsEntry, Heading, Numbering
from vmreport.errors import WriterError
from vmreport.writers.docx.fields import computed_field, field_begin, field_end, internal_link
from vmreport.writers.docx.inlines import inline_runs
from vmreport.writers.docx.names import HEADING_STYLES, CharacterStyle, ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import PLAIN, Element, RunLook, paragraph, run, text_runs, w

__all__ = ["contents", "heading"]

_ENTRY_STYLES = (
    ParagraphStyle.CONTENTS_1,
    ParagraphStyle.CONTENTS_2,
    ParagraphStyle.CONTENTS_3,
)


def heading(block: Heading, session: Session) -> Element:
    """Give a heading: topic and message in one paragraph, so that Word's outline shows both.

    Word takes the look of a number from the paragraph mark: before a topic it carries the style of
    the topic, so that the number is as quiet as the words it stands before.
    """
    topic = RunLook(style=session.style(CharacterStyle.TOPIC))
    content = inline_runs(block.text, session)
    properties: list[Element] = []
    numbering = session.numbering.for_heading(block)
    if numbering is not None:
        properties.append(numbering)
    if block.topic:
        content = [*text_runs(block.topic, topic), run(PLAIN, w("br")), *content]
        if block.label:
            properties.append(w("rPr", w("rStyle", val=topic.style)))
    return paragraph(
        session.style(_style(block)),
        *session.bookmarks.around(block.anchor, content),
        properties=properties,
    )


def _style(block: Heading) -> ParagraphStyle:
    """Give the heading style; one that the contents list leaves out has a style of its own.

    Word collects its contents list by the heading styles, and makes it anew when it is updated.
    """
    unlisted = not block.listed and block.level == 1 and block.numbering is Numbering.NONE
    return ParagraphStyle.CONTENTS_TITLE if unlisted else HEADING_STYLES[block.level - 1]


def contents(block: Contents, session: Session) -> Element:
    """Give the contents list as Word makes it, filled in, with page numbers where known.

    It collects by style only (no outline levels), so that unlisted headings stay out of it.

    Raises WriterError when an entry points at an anchor that no heading has.
    """
    entries = [_entry(entry, session) for entry in block.entries]
    if entries:
        begin = field_begin(f'TOC \\o "1-{block.depth}" \\h \\z')
        for place, made in enumerate(begin, 1):
            entries[0].insert(place, made)
        entries[-1].extend(field_end())
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w(
        "sdt",
        w("sdtPr", w("id", val=session.next_control()), gallery),
        w("sdtContent", *entries),
    )


def _entry(entry: ContentsEntry, session: Session) -> Element:
    if entry.anchor not in session.targets:
        raise WriterError(f"docx: contents entry for unknown anchor {entry.anchor!r}")
    bookmark = session.bookmarks.name(entry.anchor)
    topic = RunLook(style=session.style(CharacterStyle.TOPIC))
    number = topic if entry.topic else RunLook(style=session.style(CharacterStyle.NUMBER))
    words = text_runs(entry.label, number)
    if entry.label:
        words += text_runs(" ", number)
    if entry.topic:
        words += text_runs(entry.topic, topic)
    if entry.topic and entry.text:
        words.append(run(PLAIN, w("br")))
    words += text_runs(entry.text)
    page = session.pages.get(entry.anchor)
    if page is not None:
        words.append(run(PLAIN, w("tab")))
        words += computed_field(f"PAGEREF {bookmark} \\h", str(page))
    style = _ENTRY_STYLES[min(entry.level, len(_ENTRY_STYLES)) - 1]
    return paragraph(session.style(style), internal_link(bookmark, words))
