"""Inlines as runs: words, emphasis, languages, links, verdicts, notes, cross-references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from vmreport.document.blocks import Heading
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Verdict,
)
from vmreport.errors import WriterError
from vmreport.writers.docx.fields import computed_field, internal_link
from vmreport.writers.docx.names import TONE_STYLES, CharacterStyle, ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import PLAIN, Element, RunLook, paragraph, qn, run, text_runs, w
from vmreport.writers.ooxml.package import OFFICE, Relationships

__all__ = ["inline_runs", "verdict_runs"]

_SAFE = ("http://", "https://", "mailto:")
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Part:
    """The part that runs end up in: the body or the notes."""

    session: Session
    links: Relationships
    is_note: bool = False


def inline_runs(inlines: Inlines, session: Session, look: RunLook = PLAIN) -> list[Element]:
    """Give the content of a paragraph in the body.

    Raises WriterError for a link that is not http(s) or mailto, and for a reference to an anchor
    that no heading, figure or table has.
    """
    return _runs(inlines, _Part(session, session.links), look)


def _runs(inlines: Inlines, part: _Part, look: RunLook) -> list[Element]:
    return [made for inline in inlines for made in _inline(inline, part, look)]


def _inline(inline: Inline, part: _Part, look: RunLook) -> list[Element]:
    match inline:
        case Text(text):
            return text_runs(text, look)
        case Strong(children):
            return _runs(children, part, _strong(look, part.session))
        case Emphasis(children):
            return _runs(children, part, _emphasis(look, part.session))
        case Foreign(language, children):
            return _runs(children, part, replace(look, language=language))
        case Link():
            return [_link(inline, part, look)]
        case Verdict():
            return verdict_runs(inline, part.session)
        case Note():
            return [_note(inline, part)]
        case Reference():
            return _reference(inline, part.session, look)
        case _ as never:
            assert_never(never)


def _strong(look: RunLook, session: Session) -> RunLook:
    """Give the style Strong, or bold inside a run that has a style already."""
    if look.style:
        return replace(look, bold=True)
    return replace(look, style=session.style(CharacterStyle.STRONG))


def _emphasis(look: RunLook, session: Session) -> RunLook:
    if look.style:
        return replace(look, italic=True)
    return replace(look, style=session.style(CharacterStyle.EMPHASIS))


def _link(link: Link, part: _Part, look: RunLook) -> Element:
    if not link.url.startswith(_SAFE):
        raise WriterError(f"docx: link to {link.url!r} is not http, https or mailto")
    style = part.session.style(CharacterStyle.LINK)
    made = w("hyperlink", *_runs(link.children, part, replace(look, style=style)), history=1)
    identifier = part.links.add(f"{OFFICE}/hyperlink", link.url, external=True)
    made.set(qn("r:id"), identifier)
    return made


def verdict_runs(verdict: Verdict, session: Session) -> list[Element]:
    """Give sign and word in the character style of the tone, never parted over two lines."""
    style = session.style(TONE_STYLES[verdict.tone])
    words = f"{verdict.sign}{_NBSP}{verdict.word}" if verdict.sign else verdict.word
    return text_runs(words, RunLook(style=style))


def _note(note: Note, part: _Part) -> Element:
    """Put a footnote in its part and give the mark in the text; Word numbers both."""
    if part.is_note:
        raise WriterError(f"docx: note {note.number} stands inside a note")
    session = part.session
    identifier = len(session.notes) + 1
    if note.number != identifier:
        raise WriterError(f"docx: note {note.number} is number {identifier} in reading order")
    mark = RunLook(style=session.style(CharacterStyle.FOOTNOTE_MARK))
    slot = len(session.notes)
    session.notes.append(w("footnote", id=identifier))
    content = _runs(note.children, _Part(session, session.note_links, is_note=True), PLAIN)
    session.notes[slot].append(
        paragraph(
            session.style(ParagraphStyle.FOOTNOTE),
            run(mark, w("footnoteRef")),
            *text_runs(" "),
            *content,
        )
    )
    return run(mark, w("footnoteReference", id=identifier))


def _reference(reference: Reference, session: Session, look: RunLook) -> list[Element]:
    """Give a link whose number is a REF field, so that it follows when chapters or figures move.

    Only the number is computed: the words before it keep their own case and spaces. But the number
    of an appendix holds a word itself ("Bijlage B"), which LibreOffice computes too whatever the
    field says; so that word stands inside the field.
    """
    target = session.targets.get(reference.anchor)
    if target is None:
        raise WriterError(f"docx: reference to unknown anchor {reference.anchor!r}")
    bookmark = session.bookmarks.name(reference.anchor)
    text = reference.text
    label = target.label.replace(_NBSP, " ")
    words = text.replace(_NBSP, " ")
    numbered = isinstance(target, Heading)
    computed = label if numbered else label.rpartition(" ")[2]
    if not computed or not words.casefold().endswith(computed.casefold()):
        return [internal_link(bookmark, text_runs(text, look))]
    before, result = text[: len(text) - len(computed)], text[len(text) - len(computed) :]
    code = f"REF {bookmark} \\r \\h" if numbered else f"REF {bookmark} \\h"
    content = [*text_runs(before, look), *computed_field(code, result, look)]
    return [internal_link(bookmark, content)]
