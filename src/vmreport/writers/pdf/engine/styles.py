"""The value of a property that no rule sets: most of what is asked of a style.

Stands in for WeasyPrint's `ComputedStyle.__missing__` where no rule of the element has the
property, under its physical or its logical name: the parent's value, or the initial one.
Everything else (rules, formulas, what depends on other properties) goes to the original.
Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from vmreport.writers.pdf.engine.values import check_math

__all__ = ["missing"]

_OTHERWISE = frozenset(("display", "float", "page", "position"))
"""Properties with rules of their own, beside those of decorations."""
_NOTHING = object()
_missing: Any = css.ComputedStyle.__missing__


def _plain(name: str) -> bool:
    return name not in _OTHERWISE and not name.startswith(("text_decoration_", "__"))


_INHERITED = frozenset(filter(_plain, INHERITED))
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _plain(name) and name not in INHERITED | INITIAL_NOT_COMPUTED and not check_math(value)
}
_LOGICAL = {
    (name, direction): logical(block="ttb", inline=direction)
    for name, logical in PHYSICAL_FUNCTIONS.items()
    for direction in ("ltr", "rtl")
}
"""The logical name of each physical one, for lines that run from the left and from the right."""


def missing(self: Any, key: str) -> Any:
    """Stand in for `ComputedStyle.__missing__`."""
    cascaded, parent = self.cascaded, self.parent_style
    if parent is None or key in cascaded:
        return _missing(self, key)
    if key in PHYSICAL_FUNCTIONS and _LOGICAL[key, self["direction"]] in cascaded:
        return _missing(self, key)
    if key in _INHERITED:
        value = parent[key]
        if check_math(value):
            return _missing(self, key)
    else:
        value = _INITIAL.get(key, _NOTHING)
        if value is _NOTHING:
            return _missing(self, key)
    self[key] = value
    return value
