"""Paints a line of text from Pango's glyphs in one sweep, and the same line again from memory.

Stands in for WeasyPrint's `draw_first_line`: the same bytes for plain text; anything else (cut
with an ellipsis, colour fonts, raised glyphs, glyphs that are missing) is left to WeasyPrint.
Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from vmreport.writers.pdf.engine.looks import own_layout

__all__ = ["draw_first_line"]

_draw_first_line: Any = draw_text.draw_first_line
_GLYPH = struct.Struct("=Iiiii")
"""PangoGlyphInfo: glyph, width, x offset, y offset, flags."""
_SPECIAL = pango.PANGO_GLYPH_EMPTY
"""From here on numbers say what is wrong with a glyph."""
_BREAKS = re.compile("[\n\r\u2028\u2029]")
_KNOWN_SIZES = pango.pango_version() >= 14802
"""Whether Pango says the true size of a font. Source: Pango issue 530."""


class _NotPlainError(Exception):
    """The line holds something that is left to WeasyPrint."""


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> list[Any]:
    """Stand in for `draw_first_line`: paint the line, give its emojis (none)."""
    layout = textbox.pango_layout
    if text_overflow == "ellipsis" or block_ellipsis != "none":
        textbox.pango_layout = own_layout(layout)
        return _whole(stream, textbox, text_overflow, block_ellipsis, matrix)
    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return []
    try:
        painted = layout.vmreport_painted
    except AttributeError:
        if _BREAKS.search(layout.text):
            return _whole(stream, textbox, text_overflow, block_ellipsis, matrix)
        try:
            painted = list(_runs(stream, layout))
        except _NotPlainError:
            return _whole(stream, textbox, text_overflow, block_ellipsis, matrix)
        layout.vmreport_painted = painted
    stream.set_text_matrix(*matrix.values)
    for font, size, shown in painted:
        stream.set_font_size(font, size)
        stream.show_text(shown)
    return []


def _whole(stream: Any, textbox: Any, *rest: Any) -> list[Any]:
    emojis: list[Any] = _draw_first_line(stream, textbox, *rest)
    return emojis


def _runs(stream: Any, layout: Any) -> Iterator[tuple[str, float, str]]:
    """Yield font name, size and what is shown, per stretch of one font."""
    line = pango.pango_layout_get_line_readonly(layout.layout, 0)
    run = line.runs[0]
    last: Any = None
    font: Any = None
    name, size, shown = "", 0.0, ""
    while run != ffi.NULL:
        item = run.data
        run = run.next
        pango_font = item.item.analysis.font
        if pango_font != last:
            last = pango_font
            font, new_size = stream.add_font(pango_font)
            if not _KNOWN_SIZES or font.bitmap or font.svg or font.png or font.colr:
                raise _NotPlainError
            if shown:
                yield name, size, shown
            name, size, shown = font.hash, new_size, ""
        shown += _shown(stream, layout, item, font, size)
    yield name, size, shown


def _shown(stream: Any, layout: Any, item: Any, font: Any, size: float) -> str:
    """Give the glyphs of one run as the PDF operator wants them."""
    glyphs = item.glyphs
    count = glyphs.num_glyphs
    parts = ["<"]
    widths, known = font.widths, font.to_unicode
    buffer = ffi.buffer(glyphs.glyphs, count * _GLYPH.size)
    for place, (glyph, width, aside, rise, _) in enumerate(_GLYPH.iter_unpack(buffer)):
        if glyph >= _SPECIAL or rise:
            raise _NotPlainError
        if glyph not in known:
            known[glyph] = _letters(layout, item, place)
        offset = aside / size
        parts.append(f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}")
        if glyph not in widths:
            rectangle = stream.logical_rect
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, rectangle
            )
            widths[glyph] = round(rectangle.width * 1000 * FROM_UNITS / size)
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
    if parts[-1].endswith("<"):
        parts[-1] = parts[-1][:-1]
    else:
        parts.append(">")
    return "".join(parts)


def _letters(layout: Any, item: Any, place: int) -> str:
    """Give the letters that a glyph stands for. Right-to-left runs count backwards."""
    clusters, count, offset = item.glyphs.log_clusters, item.glyphs.num_glyphs, item.item.offset
    backwards = item.item.analysis.level % 2
    at_end = place == (0 if backwards else count - 1)
    after = item.item.length if at_end else clusters[place - 1 if backwards else place + 1]
    text: bytes = layout.text.encode()
    return text[offset + clusters[place] : offset + after].decode()
