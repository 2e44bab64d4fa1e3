"""One rule for every text that comes in: which characters may stay, and how bytes become text.

For dossier.toml, the figures and the advisor's texts alike. What words may say belongs elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vmreport.errors import Place, Problems

__all__ = ["Decoded", "TextFault", "clean_text", "cleaned", "decode_text", "find_mojibake"]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 without tab and line ends, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use, with the noncharacters at its ends
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\ufff9-\ufffd]"
    "|[\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0003fffe-\U0003ffff\U0004fffe-\U0004ffff"
    "\U0005fffe-\U0005ffff\U0006fffe-\U0006ffff\U0007fffe-\U0007ffff\U0008fffe-\U0008ffff"
    "\U0009fffe-\U0009ffff\U000afffe-\U000affff\U000bfffe-\U000bffff\U000cfffe-\U000cffff"
    "\U000dfffe-\U000dffff\U000efffe-\U000effff]"
)
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+"
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class TextFault:
    """A character that may not be in a text."""

    line: int
    """0-based line in the text."""
    column: int
    """1-based character position in that line."""
    name: str
    """What it is, in Dutch, with its code point."""
    hint: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was in."""

    text: str
    encoding: str
    """`utf-8`, `utf-16-le`, `utf-16-be` or `cp1252`."""


def clean_text(text: str) -> tuple[str, tuple[TextFault, ...]]:
    """Give `text` in NFC with plain line ends, without refused characters, and what was refused.

    Vertical tab, form feed and the other line ends become a newline. Control characters,
    bidirectional overrides, private use characters, noncharacters, the replacement character and
    lone surrogates are faults and left out. Source: risks D11.
    """
    lined = _LINE_ENDS.sub("\n", text)
    faults = tuple(_fault(lined, match) for match in _REFUSED.finditer(lined))
    kept = _REFUSED.sub("", lined) if faults else lined
    return unicodedata.normalize("NFC", kept), faults


def cleaned(text: str, *, code: str, where: Place, problems: Problems) -> str:
    """Give the clean text and report every fault under `code`, line and column counted on."""
    kept, faults = clean_text(text)
    for fault in faults:
        row = None if where.row is None else where.row + fault.line
        column = where.column or (str(fault.column) if row is not None else "")
        place = Place(where.file, where.sheet, row, column)
        problems.problem(code, place, f"In de tekst staat {fault.name}.", fault.hint)
    return kept


def decode_text(data: bytes) -> Decoded | None:
    """Give the text of a file: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    None means: this is not a text file.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        return None
    for encoding in ("utf-8", "cp1252"):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return None


def find_mojibake(text: str) -> tuple[tuple[int, str, str], ...]:
    """Find UTF-8 that was once read as Windows-1252: (position, as it stands, as it was meant)."""
    found: list[tuple[int, str, str]] = []
    for match in _MOJIBAKE.finditer(text):
        meant = _repaired(match.group())
        if meant:
            found.append((match.start(), match.group(), meant))
    return tuple(found)


def _repaired(broken: str) -> str:
    data = b"".join(_byte_of(char) for char in broken)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _byte_of(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _fault(text: str, match: re.Match[str]) -> TextFault:
    position = match.start()
    line = text.count("\n", 0, position)
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    name, hint = _describe(match.group())
    return TextFault(line, column, f"{name} (U+{ord(match.group()):04X})", hint)


def _describe(char: str) -> tuple[str, str]:
    code = ord(char)
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return (
            "een teken uit een symbolenlettertype",
            "Vervang het teken; voor een opsomming typt u een streepje met een spatie.",
        )
    if code == 0xFFFD:
        return "een vraagteken-blokje", "Hier ging een teken verloren; typ het opnieuw."
    if 0x202A <= code <= 0x2069:
        return "een onzichtbaar teken voor de leesrichting", "Verwijder het of typ de tekst over."
    return "een onzichtbaar stuurteken", "Verwijder het of typ dit stukje tekst opnieuw."
