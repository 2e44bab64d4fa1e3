"""The letters of charts: which file has which style, how wide text is, where it may break.

Reads the font files themselves, so no system font and no drawing library is involved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from vmreport.errors import ContentError, EnvironmentFault, Place, Problem
from vmreport.fontset import FontError, read_face

__all__ = ["MM", "FontSet", "Style", "font_set"]

MM = 25.4 / 72
"""Millimetres in a point."""

_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
_SOFT_HYPHEN = "\u00ad"
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])|(?<=/)(?=\w)")


class Style(StrEnum):
    """The three cuts charts use."""

    REGULAR = "regular"
    ITALIC = "italic"
    SEMIBOLD = "semibold"


@dataclass(frozen=True, slots=True)
class _Cut:
    """One font file, as far as laying out needs it."""

    path: Path
    family: str
    weight: int
    italic: bool
    widths: Mapping[str, float] = field(repr=False)
    """Advance of each character in ems."""


@dataclass(frozen=True, slots=True)
class FontSet:
    """The cuts of one family, with measuring and breaking of text. Lengths are millimetres."""

    family: str
    cuts: dict[Style, _Cut]

    def path(self, style: Style) -> Path:
        """Give the font file of a style."""
        return self.cuts[style].path

    def weight(self, style: Style) -> int:
        """Give the CSS weight of a style."""
        return self.cuts[style].weight

    def width(self, text: str, size_pt: float, style: Style = Style.REGULAR) -> float:
        """Give the width of `text` in mm; kerning left out, so never less than printed.

        Raises ContentError naming the text and the code point when the font lacks a character.
        """
        widths = self.cuts[style].widths
        try:
            ems = sum([widths[letter] for letter in text])
        except KeyError as error:
            raise ContentError([_missing(text, str(error.args[0]), self.family)]) from None
        return ems * size_pt * MM

    def wrap(
        self, text: str, room: float, size_pt: float, style: Style = Style.REGULAR
    ) -> tuple[str, ...]:
        """Break `text` into the fewest lines of at most `room` mm, of about equal length.

        Breaks at spaces (two lines: rather before a bracket), after hyphens and slashes between
        letters, at soft hyphens; a word wider than `room` is divided. Nothing is left out.
        """
        pieces = self._pieces(text, room, size_pt, style)
        lines = self._fill(pieces, room, size_pt, style)
        if len(lines) < 2:
            return lines
        before, _, after = text.partition(" (")
        aside = (before, f"({after}")
        if len(lines) == 2 and after and self._widest(aside, size_pt, style) <= room:
            return aside
        low, high = room * 0.5, room
        for _ in range(6):
            middle = (low + high) / 2
            if len(self._fill(pieces, middle, size_pt, style)) == len(lines):
                high = middle
            else:
                low = middle
        return self._fill(pieces, high, size_pt, style)

    def _widest(self, lines: tuple[str, ...], size_pt: float, style: Style) -> float:
        return max(self.width(line, size_pt, style) for line in lines)

    def _pieces(self, text: str, room: float, size_pt: float, style: Style) -> list[str]:
        """Cut `text` where it may break; a piece starts with the space that stands before it."""
        pieces: list[str] = []
        for index, word in enumerate(text.split(" ")):
            lead = " " if index else ""
            for part in _AFTER_HYPHEN.split(word):
                pieces += self._divided(lead + part, room, size_pt, style)
                lead = ""
        return pieces

    def _divided(self, word: str, room: float, size_pt: float, style: Style) -> list[str]:
        """Give a word that fits as it is, another in parts that end in a soft hyphen."""
        if self.width(word.replace(_SOFT_HYPHEN, ""), size_pt, style) <= room:
            return [word.replace(_SOFT_HYPHEN, "")]
        parts = word.split(_SOFT_HYPHEN)
        cut: list[str] = []
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            rest = part
            while self.width(f"{rest}-", size_pt, style) > room and len(rest) > 3:
                at = self._division(rest, room, size_pt, style)
                cut.append(rest[:at] + _SOFT_HYPHEN)
                rest = rest[at:]
            cut.append(rest if last else rest + _SOFT_HYPHEN)
        return cut

    def _division(self, word: str, room: float, size_pt: float, style: Style) -> int:
        """Give the last place in `word` where a part with hyphen fits, between syllables if any."""
        fits = 1
        for at in range(2, len(word)):
            if self.width(f"{word[:at]}-", size_pt, style) > room:
                break
            fits = at
        for at in range(min(fits, len(word) - 2), max(1, fits - 7), -1):
            before, after = word[at - 1].lower(), word[at].lower()
            follows = word[at + 1].lower()
            if after not in _VOWELS and follows in _VOWELS and before.isalpha():
                return at
        return fits

    def _fill(
        self, pieces: list[str], room: float, size_pt: float, style: Style
    ) -> tuple[str, ...]:
        lines: list[str] = []
        line = ""
        for piece in pieces:
            joined = line.removesuffix(_SOFT_HYPHEN) + piece
            shown = joined.replace(_SOFT_HYPHEN, "-")
            if line and self.width(shown, size_pt, style) > room + 1e-6:
                lines.append(line.replace(_SOFT_HYPHEN, "-"))
                joined = piece.removeprefix(" ")
            line = joined
        if line or not lines:
            lines.append(line.replace(_SOFT_HYPHEN, "-"))
        return tuple(lines)


@lru_cache(maxsize=16)
def font_set(family: str, paths: tuple[Path, ...]) -> FontSet:
    """Read the font files of `family` and choose the three cuts.

    Raises EnvironmentFault when a file is missing or broken, is of another family, or when the
    regular, the italic or the semibold (a bold will do) is not among them.
    """
    cuts = [_read(path) for path in paths]
    for cut in cuts:
        if cut.family != family:
            raise EnvironmentFault(
                f"Het lettertypebestand {cut.path.name} is van de familie {cut.family!r}; "
                f"verwacht was {family!r}. Controleer de lettertypen van de huisstijl."
            )
    upright = sorted((cut for cut in cuts if not cut.italic), key=lambda cut: cut.weight)
    strong = [cut for cut in upright if 600 <= cut.weight <= 700]
    regular = [cut for cut in upright if cut.weight == 400]
    italic = [cut for cut in cuts if cut.italic and cut.weight == 400]
    for wanted, found in (("normaal", regular), ("cursief", italic), ("halfvet", strong)):
        if not found:
            raise EnvironmentFault(
                f"Van het lettertype {family!r} ontbreekt de snede {wanted}. "
                "Voeg het bestand toe aan de lettertypen van de huisstijl."
            )
    chosen = {Style.REGULAR: regular[0], Style.ITALIC: italic[0], Style.SEMIBOLD: strong[0]}
    return FontSet(family, chosen)


def _read(path: Path) -> _Cut:
    try:
        face = read_face(path)
    except (OSError, FontError) as error:
        raise EnvironmentFault(
            f"Het lettertypebestand {path.name} is er niet of is beschadigd ({error}). "
            "Installeer vmreport opnieuw of herstel de huisstijl."
        ) from error
    return _Cut(path, face.family, face.weight, face.italic, face.widths)


def _missing(text: str, letter: str, family: str) -> Problem:
    return Problem(
        "E561",
        Place("figuur"),
        f"In de tekst {text!r} van een figuur staat het teken U+{ord(letter):04X}, "
        f"dat lettertype {family} niet heeft.",
        "Vervang het teken in de brontekst door een gewone letter of een gewoon leesteken.",
    )
