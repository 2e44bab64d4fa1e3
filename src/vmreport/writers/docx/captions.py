"""Captions and the lines under tables and figures, shared by both."""

from __future__ import annotations

from vmreport.document.inlines import Inlines
from vmreport.writers.docx.fields import computed_field
from vmreport.writers.docx.inlines import inline_runs
from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import Element, RunLook, paragraph, text_runs, w

__all__ = ["caption", "source_lines"]

_EN_SPACE = "\u2002"


def caption(
    label: str, words: Inlines, anchor: str, session: Session, *, keep_next: bool
) -> Element:
    """Give a caption whose number Word can recompute; the bookmark holds the number."""
    look = RunLook(style=session.style(CharacterStyle.NUMBER))
    content = [*_label(label, anchor, session, look), *inline_runs(words, session)]
    properties = [w("keepNext")] if keep_next else []
    return paragraph(session.style(ParagraphStyle.CAPTION), *content, properties=properties)


def _label(label: str, anchor: str, session: Session, look: RunLook) -> list[Element]:
    """Give "Figuur 3" with a SEQ field for the number, in the bookmark that references show."""
    term, number = label.replace("\u00a0", " ").rpartition(" ")[::2]
    if not term or not number.isdecimal():
        made = session.bookmarks.around(anchor, text_runs(label, look))
    else:
        code = f"SEQ {term} \\* ARABIC"
        if session.next_caption(term) != int(number):
            session.set_caption(term, int(number))
            code += f" \\r {number}"
        field = computed_field(code, number, look)
        made = [
            *text_runs(label[: len(term) + 1], look),
            *session.bookmarks.around(anchor, field),
        ]
    return [*made, *text_runs(_EN_SPACE)] if label else made


def source_lines(notes: tuple[Inlines, ...], session: Session) -> list[Element]:
    """Give the lines directly under a table or caption."""
    style = session.style(ParagraphStyle.SOURCE)
    return [
        paragraph(
            style,
            *inline_runs(note, session),
            properties=[w("keepNext")] if place < len(notes) else [],
        )
        for place, note in enumerate(notes, 1)
    ]
