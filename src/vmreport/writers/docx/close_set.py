"""Papers without a title page are set a little closer, so that they keep to their pages in Word too.

Only measures of styles change, never a style name: what is styled by name stays styled by name.
The shares are those of the printed paper (`styles/base/letterhead.css`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle, StyleName
from vmreport.writers.docx.template import Template
from vmreport.writers.docx.wml import Element, mm_to_twips, qn, w

__all__ = ["close_template"]


@dataclass(frozen=True, slots=True)
class _Closer:
    """Shares of what a style has: of its letters, the room before and after, the right indent."""

    letters: float = 1.0
    before: float = 1.0
    after: float = 1.0
    right: float = 1.0


_P, _C = ParagraphStyle, CharacterStyle
_LIST = _Closer(after=0.5, right=0.4)
_CLOSER: Mapping[StyleName, _Closer] = {
    _P.BODY: _Closer(after=0.5, right=0.3),
    _P.LEAD: _Closer(0.88, after=0.3, right=0.0),
    _P.SMALL: _Closer(after=0.5, right=0.0),
    _P.HEADING_1: _Closer(0.79, before=0.12, after=0.4),
    _P.HEADING_2: _Closer(0.87, before=0.4, after=0.25, right=0.0),
    _P.HEADING_3: _Closer(before=0.75),
    _P.COVER_LOGO: _Closer(before=0.0, after=0.0),
    **dict.fromkeys((_P.BULLET_1, _P.BULLET_2, _P.BULLET_3), _LIST),
    **dict.fromkeys((_P.NUMBER_1, _P.NUMBER_2, _P.NUMBER_3), _LIST),
    **dict.fromkeys((_P.CONTINUE_1, _P.CONTINUE_2, _P.CONTINUE_3), _LIST),
    _P.FIELD: _Closer(before=0.5, after=0.5),
    _P.FIELD_TEXT: _Closer(before=0.5, after=0.5, right=0.0),
    _P.FIGURE: _Closer(before=0.5, after=0.5),
    _P.CAPTION: _Closer(before=0.4, after=0.4),
    _P.SOURCE: _Closer(after=0.5),
    _P.TABLE_TEXT: _Closer(0.97, before=0.5, after=0.5),
    _P.TABLE_NUMBER: _Closer(0.97, before=0.5, after=0.5),
    _P.KEY_FIGURE: _Closer(0.95, before=0.3, after=0.5),
    _P.KEY_COMPARISON: _Closer(0.95, after=0.5),
    _P.KEY_NOTE: _Closer(before=0.5, after=0.5),
    _C.KEY_VALUE: _Closer(0.87),
}
_BOTTOM_MM = 7.0
_TOP_MM = 4.0
_LEAST_MM = 15.0


def close_template(template: Template) -> Template:
    """Change the styles of `template` and give it with smaller margins above and below."""
    for name, closer in _CLOSER.items():
        _apply(template.style(name), closer)
    _tab_at_right(template.style(_P.KEY_FIGURE), template.page.text_width)
    page, least = template.page, mm_to_twips(_LEAST_MM)
    return replace(
        template,
        page=replace(
            page,
            top=max(min(page.top, least), page.top - mm_to_twips(_TOP_MM)),
            bottom=max(min(page.bottom, least), page.bottom - mm_to_twips(_BOTTOM_MM)),
        ),
    )


def _tab_at_right(style: Element, width: int) -> None:
    """Let the one comparison of a key figure stand at the right of its line."""
    tabs = style.find(f"{qn('w:pPr')}/{qn('w:tabs')}")
    if tabs is not None:
        tabs.append(w("tab", val="right", pos=width))


def _apply(style: Element, closer: _Closer) -> None:
    for tag in ("sz", "szCs"):
        _scale(style.find(f"{qn('w:rPr')}/{qn(f'w:{tag}')}"), "val", closer.letters)
    spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    _scale(spacing, "before", closer.before)
    _scale(spacing, "after", closer.after)
    _scale(spacing, "line", closer.letters)
    _scale(style.find(f"{qn('w:pPr')}/{qn('w:ind')}"), "right", closer.right)


def _scale(node: Element | None, name: str, share: float) -> None:
    value = node.get(qn(f"w:{name}")) if node is not None else None
    if node is not None and value is not None:
        node.set(qn(f"w:{name}"), str(round(int(value) * share)))
