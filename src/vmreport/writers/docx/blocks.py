"""Blocks as body elements: one function per block, one match over the closed union."""

from __future__ import annotations

from typing import assert_never

from vmreport.document.blocks import (
    AdvisorText,
    Block,
    BulletList,
    Callout,
    Contents,
    Cover,
    FieldList,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    NumberedList,
    Paragraph,
    Quote,
    Sheet,
    SpokenNotes,
    Table,
)
from vmreport.document.blocks import Field as LabelledField
from vmreport.document.inlines import Verdict
from vmreport.errors import WriterError
from vmreport.writers.docx.columns import TWIPS_PER_MM, text_width
from vmreport.writers.docx.controls import control
from vmreport.writers.docx.cover import cover
from vmreport.writers.docx.figures import figure
from vmreport.writers.docx.headings import contents, heading
from vmreport.writers.docx.inlines import inline_runs, verdict_runs
from vmreport.writers.docx.lists import list_block
from vmreport.writers.docx.names import (
    CALLOUT_STYLES,
    ROLE_STYLES,
    CharacterStyle,
    ParagraphStyle,
)
from vmreport.writers.docx.session import Session, Setting
from vmreport.writers.docx.tables import table
from vmreport.writers.docx.wml import (
    PLAIN,
    Element,
    RunLook,
    keep_together,
    paragraph,
    run,
    set_space,
    text_runs,
    w,
)
from vmreport.writers.together import fields_stay_whole

__all__ = ["write_blocks"]

_ONE_LINE = 76
"""Characters of label and comparison that stand on one line beside the number."""
_UNDER_LABELS = 180
"""Space between the last key figure or labelled fact and what follows, in twips."""

_BESIDE = 7
"""Characters of a key figure that leave room for its words on the same line."""


def write_blocks(blocks: tuple[Block, ...], session: Session, setting: Setting) -> list[Element]:
    """Give the body elements of `blocks` in reading order."""
    return [made for block in blocks for made in _block(block, session, setting)]


def _block(block: Block, session: Session, setting: Setting) -> list[Element]:
    match block:
        case Cover():
            return cover(block, session)
        case Heading():
            return [heading(block, session)]
        case Paragraph():
            return [_paragraph(block, session, setting)]
        case BulletList() | NumberedList():
            return list_block(block, session, setting, write_blocks)
        case Quote():
            return _quote(block, session)
        case FieldList():
            return _fields(block, session, setting)
        case Callout():
            return _callout(block, session, setting)
        case KeyFigures(figures):
            return _key_figures(figures, session)
        case Table():
            return table(block, session, setting)
        case Figure():
            return figure(block, session, session.page(setting).text_width)
        case Contents():
            return [contents(block, session)]
        case AdvisorText(key, inside):
            return [control(key, write_blocks(inside, session, setting), session)]
        case SpokenNotes(inside):
            style = ParagraphStyle.EXPLANATION
            return write_blocks(inside, session, Setting(style=style, wide=setting.wide))
        case Sheet():
            raise WriterError("docx: a sheet stands inside another block")
        case _ as never:
            assert_never(never)


def _paragraph(block: Paragraph, session: Session, setting: Setting) -> Element:
    style = setting.style or ROLE_STYLES[block.role]
    return paragraph(session.style(style), *inline_runs(block.text, session))


def _quote(block: Quote, session: Session) -> list[Element]:
    words = paragraph(
        session.style(ParagraphStyle.QUOTE),
        *inline_runs(block.text, session),
        properties=[w("keepNext")] if block.speaker else [],
    )
    if not block.speaker:
        return [words]
    return [words, paragraph(session.style(ParagraphStyle.SPEAKER), *text_runs(block.speaker))]


def _fields(block: FieldList, session: Session, setting: Setting) -> list[Element]:
    made = [part for item in block.fields for part in _field(item, session, setting)]
    if fields_stay_whole(block, session.house):
        keep_together(made)
    if made and setting.style is None:
        set_space(made[-1], after=_UNDER_LABELS)
    return made


def _field(item: LabelledField, session: Session, setting: Setting) -> list[Element]:
    """Give a label with its text beside it, and what else belongs to it below, as far in."""
    label = text_runs(item.label, RunLook(style=session.style(CharacterStyle.FIELD_LABEL)))
    style = session.style(ParagraphStyle.FIELD)
    inside = Setting(style=ParagraphStyle.FIELD_TEXT, wide=setting.wide)
    match item.blocks:
        case (Paragraph(text), *rest):
            gap = w("tab") if _fits_beside(item.label, session) else w("br")
            first = paragraph(style, *label, run(PLAIN, gap), *inline_runs(text, session))
            return [first, *write_blocks(tuple(rest), session, inside)]
        case blocks:
            keep = [w("keepNext")] if blocks else []
            first = paragraph(style, *label, properties=keep)
            set_space(first, after=0)
            return [first, *write_blocks(blocks, session, inside)]


def _fits_beside(label: str, session: Session) -> bool:
    """Tell whether a label leaves its text to begin where the texts of other fields begin."""
    room = session.indent(ParagraphStyle.FIELD) / TWIPS_PER_MM
    return text_width(label, session.house.sizes.text.size, session.house, bold=True) < room


def _callout(block: Callout, session: Session, setting: Setting) -> list[Element]:
    title, text = CALLOUT_STYLES[block.kind]
    lines = [paragraph(session.style(title), *text_runs(block.title))] if block.title else []
    inside = Setting(style=text, wide=setting.wide)
    return [*lines, *write_blocks(block.blocks, session, inside)]


def _comparison_fits(item: KeyFigure) -> bool:
    """Whether the one comparison has room on the line of its label."""
    if len(item.comparisons) != 1 or item.note:
        return False
    against, verdict = item.comparisons[0]
    return len(item.label) + len(against) + len(verdict.word) <= _ONE_LINE


def _beside(against: str, verdict: Verdict, session: Session) -> list[Element]:
    """Give the one comparison of a close-set paper at the right of its own line."""
    return [run(PLAIN, w("tab")), *text_runs(f"{against} "), *verdict_runs(verdict, session)]


def _key_figures(figures: tuple[KeyFigure, ...], session: Session) -> list[Element]:
    made = [part for item in figures for part in _key_figure(item, session)]
    if made:
        keep_together(made)
        set_space(made[-1], after=_UNDER_LABELS)
    return made


def _key_figure(item: KeyFigure, session: Session) -> list[Element]:
    """Give number and label on one line, each comparison on its own, then the margin."""
    beside = len(item.value) <= _BESIDE
    look = CharacterStyle.KEY_VALUE if beside else CharacterStyle.KEY_WORDS
    value = text_runs(item.value, RunLook(style=session.style(look)))
    gap = w("tab") if beside else w("br")
    opening = [*value, run(PLAIN, gap), *text_runs(item.label)]
    style = session.style(ParagraphStyle.KEY_FIGURE)
    if session.document.metadata.letterhead and _comparison_fits(item):
        return [paragraph(style, *opening, *_beside(*item.comparisons[0], session))]
    follows = bool(item.comparisons) or bool(item.note)
    made = [paragraph(style, *opening, properties=[w("keepNext")] if follows else [])]
    comparison = session.style(ParagraphStyle.KEY_COMPARISON)
    for place, (against, verdict) in enumerate(item.comparisons, 1):
        last = place == len(item.comparisons) and not item.note
        content = [*text_runs(against), run(PLAIN, w("tab")), *verdict_runs(verdict, session)]
        made.append(paragraph(comparison, *content, properties=[] if last else [w("keepNext")]))
    if item.note:
        made.append(paragraph(session.style(ParagraphStyle.KEY_NOTE), *text_runs(item.note)))
    return made
