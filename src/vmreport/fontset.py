"""What a font file holds: family, cut, characters and how wide they are; each is read once.

HarfBuzz reads it, in the version of our lock. The one answer to "can this be printed": a character without a glyph would come from another font
or print as a box, without a word. Source: risks.md E6.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault

__all__ = ["Face", "FontError", "Fontset", "describe", "fontset_of", "read_face", "shipped_fonts"]

_TABLES = frozenset(("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name"))
"""What every font has that can be used."""
_FAMILY_NAMES = (16, 1)
"""Names of the family: that of all its weights, else that of four cuts."""
_WEIGHT, _SELECTION = 4, 62
"""Where weight and cut stand in the table OS/2, as numbers of two bytes. Source: OpenType 1.9."""


class FontError(ValueError):
    """A font file cannot be used; the text says in Dutch what it is or lacks."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    family: str
    """As programs know it; empty when the file does not say."""
    weight: int
    """As in CSS: 400 is regular."""
    italic: bool
    widths: Mapping[str, float] = field(repr=False)
    """Advance of each character in ems."""


@dataclass(frozen=True, slots=True)
class Fontset:
    """The faces of a document taken together."""

    families: frozenset[str]
    """Names of the families, as programs know them."""
    characters: frozenset[str]
    """What every face has: text may be set in any of them."""

    def missing(self, text: str) -> tuple[str, ...]:
        """Give the characters of `text` that cannot be printed, each once, in order of place.

        White space and characters that only steer (soft hyphen, joiners) need no glyph.
        """
        if self.characters.issuperset(text):
            return ()
        return tuple(
            character
            for character in dict.fromkeys(text)
            if character not in self.characters
            and not character.isspace()
            and unicodedata.category(character) != "Cf"
        )


def describe(character: str) -> str:
    """Give a character with its code point, for a message: `“☃” (U+2603)`.

    A character that would merge with the quotes is shown by its code point alone.
    """
    code = f"U+{ord(character):04X}"
    return code if unicodedata.category(character)[0] == "M" else f"“{character}” ({code})"


def fontset_of(paths: Iterable[Path]) -> Fontset:
    """Give what the fonts of `paths` have in common.

    Raises EnvironmentFault when there is none or one cannot be read.
    """
    faces = {path: _usable(path) for path in sorted(paths)}
    if not faces:
        raise EnvironmentFault("De letters van vmreport ontbreken. Installeer vmreport opnieuw.")
    families = frozenset(face.family or path.stem for path, face in faces.items())
    return Fontset(families, frozenset.intersection(*(frozenset(f.widths) for f in faces.values())))


def shipped_fonts() -> Fontset:
    """Give the family in the package. Raises EnvironmentFault when it is not there or broken."""
    return fontset_of((styles_root() / "fonts").glob("*.[ot]tf"))


def read_face(path: Path) -> Face:
    """Read a font file. Raises OSError, and FontError when it is no font or has no characters."""
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, *changed: int) -> Face:
    import uharfbuzz

    del changed
    file = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
    if not _TABLES.issubset(file.table_tags) or len(file.reference_table("OS/2")) < _SELECTION + 2:
        raise FontError("is geen leesbaar letterbestand")
    font, ems = uharfbuzz.Font(file), file.upem
    glyphs = {code: font.get_nominal_glyph(code) for code in file.unicodes}
    if not glyphs:
        raise FontError("heeft geen tekens")
    about = file.reference_table("OS/2").data
    return Face(
        _family(file),
        int.from_bytes(about[_WEIGHT : _WEIGHT + 2], "big"),
        bool(about[_SELECTION + 1] & 1),
        {chr(code): font.get_glyph_h_advance(glyph) / ems for code, glyph in glyphs.items()},
    )


def _family(file: Any) -> str:
    """Give the name of the family, in English if it has one."""
    for number in _FAMILY_NAMES:
        languages = [entry.language for entry in file.list_names() if entry.name_id == number]
        for language in sorted(languages, key=lambda name: name != "en"):
            name = file.get_name(number, language)
            if name:
                return str(name)
    return ""


def _usable(path: Path) -> Face:
    try:
        return read_face(path)
    except (FontError, OSError) as error:
        message = f"Het letterbestand {path.name} is niet te lezen. Installeer vmreport opnieuw."
        raise EnvironmentFault(message) from error
