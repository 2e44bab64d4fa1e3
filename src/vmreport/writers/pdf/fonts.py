"""A font configuration that knows no fonts but those the page brings along.

Private WeasyPrint API (version pinned; held by a contract test): the Fontconfig object is made
empty instead of from the machine's settings, so no system font can ever be used. Finding a font
for a size of text costs Pango a thread each time it is new; documents in one family share what
was found, which is a tenth of the work of a short paper.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from vmreport.writers.house_style import FontFamily

__all__ = ["SealedFonts", "sealed_fonts"]

_FAMILIES = 4
"""Families whose fonts are kept open."""

ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


@contextmanager
def sealed_fonts(family: FontFamily) -> Iterator[SealedFonts]:
    """Give the fonts of one document; when it fails, nobody meets what it opened, perhaps by half."""
    try:
        yield SealedFonts(family)
    except BaseException:
        _opened.cache_clear()
        raise


class SealedFonts(FontConfiguration):
    """WeasyPrint's font configuration, starting from nothing. Make a new one per document."""

    def __init__(self, family: FontFamily | None = None) -> None:
        """Share the fonts of `family` with other documents; None shares nothing."""
        opened = _opened(family) if family else _Opened()
        vars(self).update(vars(opened))
        self._opened = opened
        self._folder = None  # the parent removes it
        self.strut_layouts: dict[object, object] = {}

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> Any:
        """Open a font, unless it is: its URL is the fingerprint of its bytes."""
        add: Any = self._opened.add_font_face
        return add(rule_descriptors, url_fetcher)


class _Opened(FontConfiguration):
    """The fonts themselves, which live as long as somebody uses them."""

    def __init__(self) -> None:  # the parent loads the machine's fonts
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(
            ffi.cast("PangoFcFontMap *", self.font_map), self._config
        )
        fontconfig.FcConfigDestroy(self._config)  # the font map keeps its own reference
        self._folder = Path(tempfile.mkdtemp(prefix="vmreport-fonts-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


@lru_cache(maxsize=_FAMILIES)
def _opened(family: FontFamily) -> _Opened:
    del family
    return _Opened()
