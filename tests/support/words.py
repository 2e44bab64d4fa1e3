"""What two renderings of one document are compared on: words without white space, and structure.

The readers of each format and of the model all give a `Reading`; comparing is done here, once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

__all__ = ["Item", "Reading", "TableGrid", "first_difference", "mark", "normalise"]

_DROPPED = re.compile("[\\s\u00ad\u200b\u2060\ufeff]")
_AROUND = 60


def normalise(text: str) -> str:
    """Give `text` in NFKC without white space and soft hyphens, and with one kind of hyphen."""
    plain = unicodedata.normalize("NFKC", text.replace("\u2011", "-"))
    return _DROPPED.sub("", plain.replace("\u2010", "-"))


def mark(number: int | str) -> str:
    """Give what stands in the words where the mark of a note stands."""
    return f"⟦{number}⟧"


@dataclass(frozen=True)
class TableGrid:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Item:
    """An item of a list: depth from 1, its number (0 for a bullet) and the words it opens with."""

    depth: int
    number: int
    text: str


@dataclass(frozen=True)
class Reading:
    """What one rendering says. All texts are normalised."""

    words: tuple[tuple[str, str], ...]
    """Pieces in reading order, each with where it stands."""
    notes: tuple[tuple[int, str], ...]
    headings: tuple[tuple[int, str], ...]
    """Level as in the model, and label, topic and text."""
    contents: tuple[tuple[int, str], ...]
    tables: tuple[TableGrid, ...]
    alts: tuple[str, ...]
    items: tuple[Item, ...]
    links: tuple[tuple[str, str], ...]
    languages: dict[str, str] = field(default_factory=dict)
    """All words in each language that is not that of the document."""
    language: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.words)


def first_difference(expected: Reading, actual: Reading) -> str:
    """Say where the words part: block, what was expected there, what stands there; '' if nowhere."""
    one, other = expected.text, actual.text
    if one == other:
        return ""
    pairs = zip(one, other, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    reached = 0
    where = "end of the document"
    for name, piece in expected.words:
        reached += len(piece)
        if reached > at:
            where = name
            break
    before = one[max(0, at - _AROUND) : at]
    return (
        f"in {where}, after …{before}\n"
        f"  expected: {one[at : at + _AROUND]}\n"
        f"  found:    {other[at : at + _AROUND]}"
    )
