"""What is replaced in WeasyPrint while a PDF is made, and how that is guarded.

Everything stands in for a function that is looked up by name when it is called; the names are put
back afterwards. The version is checked when a PDF is made. tests/unit/pdf/test_engine.py holds
the text of every function that is replaced to a fingerprint, and pages with and without the
replacements to each other: run it first when WeasyPrint is upgraded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint.css
from weasyprint.css import computed_values, functions, tokens, units
from weasyprint.draw import border, color
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import (
    absolute,
    background,
    block,
    column,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.layout import float as layout_float
from weasyprint.pdf.fonts import Font
from weasyprint.text import line_break

from vmreport.writers.pdf.engine import (
    boxes,
    looks,
    numbers,
    painting,
    sheets,
    styles,
    subsets,
    values,
)

__all__ = ["REPLACED", "Replacement", "swift_engine"]

_LOCK = threading.RLock()
_LAYOUT = (percent, absolute, block, column, layout_float, grid, inline, page, table)
"""Modules that resolve the lengths of boxes."""
_VALUES = (functions, weasyprint.css, tokens, computed_values, inline, preferred, percent)
"""Modules that ask whether a value is a formula."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A function that stands in for a function or class of WeasyPrint, wherever that is known."""

    owners: tuple[Any, ...]
    """Modules and classes that know it by `name`."""
    name: str
    ours: Callable[..., Any]


REPLACED = (
    Replacement((line_break.Layout,), "setup", looks.setup),
    Replacement((line_break.Layout,), "deactivate", looks.deactivate),
    Replacement((line_break.Layout,), "reactivate", looks.reactivate),
    Replacement((line_break, inline, preferred), "split_first_line", looks.split_first_line),
    Replacement((line_break, inline, units, computed_values), "strut", looks.strut),
    Replacement((draw_text,), "draw_first_line", painting.draw_first_line),
    Replacement(_LAYOUT, "resolve_percentages", boxes.resolve_percentages),
    Replacement((Box,), "is_in_normal_flow", boxes.is_in_normal_flow),
    Replacement((weasyprint.css,), "CSS", sheets.stylesheet),
    Replacement((weasyprint.css.ComputedStyle,), "__missing__", styles.missing),
    Replacement((pydyf,), "_to_bytes", numbers.to_bytes),
    Replacement((Font,), "_harfbuzz_subset", subsets.cut),
    Replacement(_VALUES, "check_math", values.check_math),
    Replacement((color, border, draw_text), "get_color", values.get_color),
    Replacement((background,), "layout_box_backgrounds", values.layout_box_backgrounds),
)
"""In the order in which they are put in place."""


@contextmanager
def swift_engine() -> Iterator[None]:
    """Have WeasyPrint use our functions inside the block; others wait for their turn.

    Documents must be laid out and written inside one block.
    """
    with _LOCK:
        before = [
            (owner, item.name, getattr(owner, item.name))
            for item in REPLACED
            for owner in item.owners
        ]
        try:
            for item in REPLACED:
                for owner in item.owners:
                    setattr(owner, item.name, item.ours)
            yield
        finally:
            for owner, name, original in before:
                setattr(owner, name, original)
