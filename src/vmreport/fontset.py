"""Which characters and families the shipped fonts have; a font file is read once, when asked for.

The one answer to "can this be printed": a character without a glyph would come from another font
or print as a box, without a word. Source: risks.md E6.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault

__all__ = ["Fontset", "describe", "fontset_of", "shipped_fonts"]


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
    faces = [_face(path) for path in sorted(paths)]
    if not faces:
        raise EnvironmentFault("De letters van vmreport ontbreken. Installeer vmreport opnieuw.")
    families = frozenset(family for family, _ in faces)
    return Fontset(families, frozenset.intersection(*(known for _, known in faces)))


def shipped_fonts() -> Fontset:
    """Give the family in the package. Raises EnvironmentFault when it is not there or broken."""
    return fontset_of((styles_root() / "fonts").glob("*.[ot]tf"))


@cache
def _face(path: Path) -> tuple[str, frozenset[str]]:
    try:
        with TTFont(io.BytesIO(path.read_bytes()), lazy=True) as font:
            names = font["name"]
            family = str(names.getDebugName(16) or names.getDebugName(1) or path.stem)
            return family, frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, OSError, KeyError, AssertionError) as error:
        message = f"Het letterbestand {path.name} is niet te lezen. Installeer vmreport opnieuw."
        raise EnvironmentFault(message) from error
