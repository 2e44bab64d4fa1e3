"""What is asked of the values of a style for every box, answered at once for the usual ones.

Stands in for WeasyPrint's `check_math` (is this value a formula?), `get_color` (a colour, or that
of the text) and `layout_box_backgrounds` (for boxes with nothing behind them).
Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import functions
from weasyprint.css.properties import Dimension
from weasyprint.draw import color
from weasyprint.layout import background

__all__ = ["check_math", "get_color", "layout_box_backgrounds"]

_PLAIN = frozenset((str, int, float, type(None), Dimension))
"""Kinds of values that are no formula and hold none."""
_ZERO = (0, "px")
_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_SQUARE = dict.fromkeys(_RADII, (0, 0))
_check_math: Any = functions.check_math
_get_color: Any = color.get_color
_layout_box_backgrounds: Any = background.layout_box_backgrounds


def check_math(token: Any) -> bool:
    """Stand in for `check_math`."""
    kind = type(token)
    if kind in _PLAIN:
        return False
    if kind is tuple:
        return any(type(item) not in _PLAIN and check_math(item) for item in token)
    return bool(_check_math(token))


def get_color(style: Any, key: str) -> Any:
    """Stand in for `get_color`: a colour is only compared with a word when it is one."""
    value = style[key]
    return style["color"] if type(value) is str and value == "currentcolor" else value


def layout_box_backgrounds(
    page: Any,
    box: Any,
    get_image_from_uri: Any,
    layout_children: bool = True,
    style: Any = None,
) -> None:
    """Stand in for `layout_box_backgrounds`."""
    if style is not None or box is page or not _has_nothing(box.style):
        _layout_box_backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    vars(box).update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)
    box.background = None


def _has_nothing(style: Any) -> bool:
    """Tell whether there is nothing to paint behind a box, and its corners are square."""
    try:
        return bool(style.vmreport_nothing_behind)
    except AttributeError:
        nothing = style.vmreport_nothing_behind = (
            all(_ZERO in style[radius] for radius in _RADII)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and _paints_nothing(style)
        )
        return nothing


def _paints_nothing(style: Any) -> bool:
    if style["visibility"] == "hidden":
        return True
    images = any(kind == "url" or image for kind, image in style["background_image"])
    return not images and get_color(style, "background_color").alpha == 0
