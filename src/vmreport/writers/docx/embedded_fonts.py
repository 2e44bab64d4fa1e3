"""The house's font inside the Word file, so that it looks the same where the font is not installed.

Word keeps an embedded font as an obfuscated copy: its first 32 bytes are mixed with a key that
stands in the font table. Source: ECMA-376 part 4, 9.1.1 (embedded font obfuscation).
"""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_URL, UUID, uuid5

from vmreport.writers.docx.wml import Element, qn, w
from vmreport.writers.font_cutting import cut_font
from vmreport.writers.house_style import FontFamily
from vmreport.writers.ooxml.package import OFFICE, Package, Relationships

__all__ = ["embed_fonts"]

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_KEPT = frozenset(
    (
        *range(0x20, 0x180),  # Latin, Latin-1, Latin Extended-A: what Dutch and its names need
        *range(0x2010, 0x2040),  # dashes, quotes, bullets
        *range(0x2080, 0x208A),  # subscripts, as in CO₂
        *(0x20AC, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
        *(0x25A0, 0x25B2, 0x25B6, 0x25BC, 0x25C0, 0x25CB, 0x25CF, 0x2713, 0x2717),
    )
)
"""Characters kept, so that an advisor can go on typing; the shipped files stay unmodified."""
_FEATURES = ("kern", "liga", "clig", "calt", "locl", "ccmp", "mark", "mkmk", "tnum", "lnum")
"""What Word sets text with unless told otherwise; small capitals it makes itself."""
_NAMES = (1, 2, 3, 4, 5, 6)


def embed_fonts(fonts: FontFamily, table: Element, package: Package) -> Relationships:
    """Add regular, bold and italic as parts, name them in the font table, give its relationships."""
    links = Relationships()
    entry = next(
        (item for item in table.iter(qn("w:font")) if item.get(qn("w:name")) == fonts.family), None
    )
    if entry is None:
        entry = w("font", name=fonts.family)
        table.append(entry)
    faces = (
        ("embedRegular", fonts.regular),
        ("embedBold", fonts.bold),
        ("embedItalic", fonts.italic),
    )
    for number, (tag, path) in enumerate(faces, 1):
        data = cut_font(path, _KEPT, _FEATURES, _NAMES, hinting=True)
        key = uuid5(NAMESPACE_URL, hashlib.sha256(data).hexdigest())
        package.add(f"word/fonts/font{number}.odttf", _obfuscated(data, key), _CONTENT_TYPE)
        link = links.add(f"{OFFICE}/font", f"fonts/font{number}.odttf")
        made = w(tag, fontKey=f"{{{str(key).upper()}}}", subsetted="true")
        made.set(qn("r:id"), link)
        entry.append(made)
    return links


def _obfuscated(data: bytes, key: UUID) -> bytes:
    mask = key.bytes[::-1]
    head = bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:32]))
    return head + data[32:]
