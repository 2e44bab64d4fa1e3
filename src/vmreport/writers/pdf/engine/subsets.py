"""Fonts cut to size without a new type of array for every number of glyphs.

Stands in for `_harfbuzz_subset` of WeasyPrint's fonts: the original, with arrays that take their
length from what is in them. With the length in the name of the type cffi parses C for each length,
which takes longer than the cutting, and keeps what it parsed for good. Private WeasyPrint API, see
`hooks`. Proposed to WeasyPrint: docs/upstream/weasyprint-font-arrays.md.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

__all__ = ["cut"]

_LENGTH = re.compile(r"\[\d+\]$")
_harfbuzz_subset: Any = fonts.Font._harfbuzz_subset  # noqa: SLF001 - replaced, see `hooks`


class _Arrays:
    """cffi, with arrays as long as their content."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, kind: str, *content: Any) -> Any:
        """Give new memory."""
        return ffi.new(_LENGTH.sub("[]", kind) if content else kind, *content)


_ARRAYS = _Arrays()


def cut(font: Any, to_unicode: Any, hinting: Any) -> None:
    """Stand in for `Font._harfbuzz_subset`."""
    vars(fonts)["ffi"] = _ARRAYS
    try:
        _harfbuzz_subset(font, to_unicode, hinting)
    finally:
        vars(fonts)["ffi"] = ffi
