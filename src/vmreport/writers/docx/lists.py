"""Bulleted and numbered lists, nested, in running text and inside callouts and fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vmreport.document.blocks import Block, BulletList, ListItem, NumberedList, Paragraph
from vmreport.writers.docx.inlines import inline_runs
from vmreport.writers.docx.names import ParagraphStyle
from vmreport.writers.docx.numbering import ListPlace
from vmreport.writers.docx.session import Session, Setting
from vmreport.writers.docx.wml import Element, paragraph, qn, set_space, w

__all__ = ["list_block"]

BlocksWriter = Callable[[tuple[Block, ...], Session, Setting], list[Element]]

_BULLETS = (ParagraphStyle.BULLET_1, ParagraphStyle.BULLET_2, ParagraphStyle.BULLET_3)
_NUMBERS = (ParagraphStyle.NUMBER_1, ParagraphStyle.NUMBER_2, ParagraphStyle.NUMBER_3)
_CONTINUED = (
    ParagraphStyle.CONTINUE_1,
    ParagraphStyle.CONTINUE_2,
    ParagraphStyle.CONTINUE_3,
)


def list_block(
    block: BulletList | NumberedList, session: Session, setting: Setting, write: BlocksWriter
) -> list[Element]:
    """Give the paragraphs of a list; `write` writes what else stands in an item."""
    level = setting.depth
    indent = None if setting.style is None else session.indent(setting.style)
    if isinstance(block, BulletList):
        number = session.numbering.bullets(indent)
    else:
        number = session.numbering.numbers(indent, level)
    place = ListPlace(number, level)
    items = [made for item in block.items for made in _item(item, place, session, setting, write)]
    if setting.style is None and level == 0:
        _close(items, session)
    return items


def _close(items: list[Element], session: Session) -> None:
    """Keep what follows a list as far off as it keeps from running text."""
    text = session.template.style(ParagraphStyle.BODY).find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    after = text.get(qn("w:after")) if text is not None else None
    if after is None or not items or items[-1].tag != qn("w:p"):
        return
    set_space(items[-1], after=int(after))


def _item(
    item: ListItem, place: ListPlace, session: Session, setting: Setting, write: BlocksWriter
) -> list[Element]:
    made: list[Element] = []
    inner = replace(setting, depth=setting.depth + 1)
    for position, block in enumerate(item.blocks):
        if not isinstance(block, Paragraph):
            made += write((block,), session, inner)
        elif position == 0:
            style, properties = _first(place, session, setting)
            made.append(paragraph(style, *inline_runs(block.text, session), properties=properties))
        else:
            made.append(_continued(block, session, setting, place))
    return made


def _first(place: ListPlace, session: Session, setting: Setting) -> tuple[str, list[Element]]:
    """Give style and numbering of an item; a plain bullet needs nothing beyond its style."""
    if setting.style is not None:
        return session.style(setting.style), [place.element()]
    bulleted = session.numbering.is_bullets(place.number)
    styles = _BULLETS if bulleted else _NUMBERS
    style = session.style(styles[min(place.level, len(styles) - 1)])
    plain = bulleted and place.level < len(styles)
    return style, [] if plain else [place.element()]


def _continued(block: Paragraph, session: Session, setting: Setting, place: ListPlace) -> Element:
    """Give a further paragraph of an item, as far in as its first."""
    content = inline_runs(block.text, session)
    if setting.style is None:
        style = _CONTINUED[min(place.level, len(_CONTINUED) - 1)]
        return paragraph(session.style(style), *content)
    left = session.numbering.text_indent(session.indent(setting.style), place.level)
    return paragraph(session.style(setting.style), *content, properties=[w("ind", left=left)])
