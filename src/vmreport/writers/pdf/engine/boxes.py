"""What every box asks of its style again and again, worked out once per style.

Stands in for WeasyPrint's `resolve_percentages` where all lengths are absolute, and for
`is_in_normal_flow`. Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

__all__ = ["is_in_normal_flow", "resolve_percentages"]

_LENGTHS = (
    *(f"margin_{side}" for side in ("left", "right", "top", "bottom")),
    *(f"padding_{side}" for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_resolve_percentages: Any = percent.resolve_percentages
_in_normal_flow: Any = boxes.Box.is_in_normal_flow


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Stand in for `resolve_percentages`: give the box its lengths at once."""
    style = box.style
    try:
        lengths = style.vmreport_lengths
    except AttributeError:
        lengths = style.vmreport_lengths = _lengths(style)
    if lengths is None:
        _resolve_percentages(box, containing_block)
        return
    own = vars(box)
    own.update(lengths)
    collapse = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (collapse and hasattr(box, name)):
            own[name] = style[name]


def _lengths(style: Any) -> dict[str, Any] | None:
    """Give the used lengths of a style; None when one is a share, or counts its padding."""
    if style["box_sizing"] != "content-box":
        return None
    found: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value != "auto":
            if getattr(value, "unit", None) != "px":
                return None
            value = value.value
        elif name in {"min_width", "min_height"}:
            value = 0
        found[name] = value
    return found


def is_in_normal_flow(box: Any) -> bool:
    """Stand in for `Box.is_in_normal_flow`."""
    style = box.style
    place = style["float"], style["position"]
    try:
        known, outcome = style.vmreport_flow
        if known == place:
            return bool(outcome)
    except AttributeError:
        pass
    outcome = _in_normal_flow(box)
    style.vmreport_flow = place, outcome
    return bool(outcome)
