"""Text layout with what styles have in common made once: how letters look, and lines met before.

Stands in for methods of WeasyPrint's `Layout` and for `split_first_line`. A look is everything of
a style that decides how text is set. Styles that agree in it copy one Pango layout instead of
setting up their own, and a text that stands on one line is laid out once per look; that layout
lives until it is painted. Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

__all__ = ["deactivate", "own_layout", "reactivate", "setup", "split_first_line", "strut"]

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);", override=True)

_PROPERTIES = (
    "direction",
    "font_language_override",
    "lang",
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "text_decoration_line",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "white_space",
    "tab_size",
)
"""Every property that laying out one line reads of a style."""
_setup: Any = line_break.Layout.setup
_set_text: Any = line_break.Layout.set_text
_split_first_line: Any = line_break.split_first_line
_strut: Any = line_break.strut


@dataclass(slots=True)
class _Look:
    """What the layouts of one look share, and the texts that stood on one line in it."""

    model: Any
    """A Pango layout as WeasyPrint sets it up, without text."""
    attributes: dict[str, Any]
    """What setting up says of the layout besides: language, places of decoration lines."""
    whole: dict[str, tuple[float, tuple[Any, ...]]] = field(default_factory=dict)
    """Width and outcome of `split_first_line` by text."""


def _look(style: Any) -> _Look:
    """Give the look of a style, which keeps it: styles do not change once text is laid out."""
    try:
        look: _Look = style.vmreport_look
    except AttributeError:
        looks = vars(style.font_config).setdefault("vmreport_looks", {})
        key = repr([style[name] for name in _PROPERTIES])
        if key not in looks:
            looks[key] = _new_look(style)
        look = style.vmreport_look = looks[key]
    return look


def _new_look(style: Any) -> _Look:
    layout: Any = line_break.Layout.__new__(line_break.Layout)
    _setup(layout, style)
    attributes = {**vars(layout)}
    del attributes["style"]
    return _Look(attributes.pop("layout"), attributes)


def setup(layout: Any, style: Any) -> None:
    """Stand in for `Layout.setup`: copy what the look has instead of making it."""
    look = _look(style)
    own = vars(layout)
    own.update(look.attributes)
    own["style"] = style
    own["layout"] = ffi.gc(pango.pango_layout_copy(look.model), gobject.g_object_unref)


def deactivate(layout: Any) -> None:
    """Stand in for `Layout.deactivate`: keep the layout until it is painted."""


def reactivate(layout: Any, style: Any) -> None:
    """Stand in for `Layout.reactivate`: nothing to do when the layout is as it will be painted."""
    kept = layout.style is style or layout.style.vmreport_look is _look(style)
    second = pango.pango_layout_get_line_readonly(layout.layout, 1)
    if kept and not layout.justification_spacing and second == ffi.NULL:
        return
    setup(layout, style)
    _set_text(layout, layout.text, justify=True)


def own_layout(layout: Any) -> Any:
    """Give a layout like this one that may be changed: others may be sharing it."""
    copy: Any = line_break.Layout.__new__(line_break.Layout)
    vars(copy).update(vars(layout))
    setup(copy, layout.style)
    _set_text(copy, layout.text, justify=True)
    return copy


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """Stand in for `split_first_line`: a text that fits as a whole looks the same in any room."""
    if justification_spacing:
        own: tuple[Any, ...] = _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        return own
    known = _look(style).whole
    room = inf if max_width is None else max_width
    if text in known:
        width, met = known[text]
        if width <= room:
            return met
    outcome: tuple[Any, ...] = _split_first_line(
        text, style, context, max_width, 0, is_line_start, minimum
    )
    layout, length, resume_at, width, _, _ = outcome
    whole = resume_at is None and layout.text == text and length == len(text.encode())
    if whole and width <= room and "\n" not in text:
        known[text] = width, outcome
    return outcome


def strut(style: Any) -> tuple[float, float]:
    """Stand in for `strut`: the line height and baseline of a style, looked up once per style."""
    try:
        found: tuple[float, float] = style.vmreport_strut
    except AttributeError:
        found = style.vmreport_strut = _strut(style)
    return found
