"""What two renderings of one document are compared on: words without white space, and structure.

The readers of each format and of the model all give a `Reading`; comparing is done here, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = [
    "Item",
    "Reading",
    "TableGrid",
    "first_difference",
    "item_number",
    "mark",
    "nested",
    "normalise",
]

_DROPPED = re.compile("[\\s\u00ad\u200b\u2060\ufeff]")
_AROUND = 60
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def normalise(text: str) -> str:
    """Give `text` in NFKC without white space and soft hyphens, and with one kind of hyphen."""
    plain = unicodedata.normalize("NFKC", text.replace("\u2011", "-"))
    return _DROPPED.sub("", plain.replace("\u2010", "-"))


def mark(number: int | str) -> str:
    """Give what stands in the words where the mark of a note stands."""
    return f"⟦{number}⟧"


def item_number(printed: str, depth: int) -> int:
    """Give the number of an item from what stands before it: 1. then a. then i., by depth from 1.

    0 when it is a bullet, or a number that is not the one of its depth.
    """
    word = printed.strip().removesuffix(".")
    if depth == 1:
        return int(word) if word.isdecimal() else 0
    if depth == 2:
        return ord(word) - ord("a") + 1 if re.fullmatch("[a-z]", word) else 0
    return _ROMAN.index(word) + 1 if word in _ROMAN else 0


def nested(entries: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Give how deep each entry stands in the list that entries with these levels make.

    An entry of level 2 without one of level 1 above it stands at the edge.
    """
    made: list[tuple[int, str]] = []
    above: list[int] = []
    for level, text in entries:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        made.append((len(above), text))
    return tuple(made)


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
