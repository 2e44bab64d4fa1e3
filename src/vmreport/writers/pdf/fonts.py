"""A font configuration that knows no fonts but those the page brings along.

Private WeasyPrint API (version pinned; held by a contract test): the Fontconfig object is made
empty instead of from the machine's settings, so no system font can ever be used.
"""

from __future__ import annotations

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

__all__ = ["SealedFonts"]

ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


class SealedFonts(FontConfiguration):
    """WeasyPrint's font configuration, starting from nothing. Make a new one per document."""

    def __init__(self) -> None:  # the parent loads the machine's fonts
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(
            ffi.cast("PangoFcFontMap *", self.font_map), self._config
        )
        fontconfig.FcConfigDestroy(self._config)  # the font map keeps its own reference
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}
