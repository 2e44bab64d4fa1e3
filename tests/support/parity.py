"""Compares what a format says with what the model says, part by part, in words a person can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

from support.docx_words import read_word
from support.html_words import read_html
from support.pdf_words import read_pdf
from support.words import Reading, first_difference

__all__ = ["PARTS", "READERS", "differences"]

READERS: Mapping[str, Callable[[bytes], Reading]] = MappingProxyType(
    {"pdf": read_pdf, "docx": read_word, "html": read_html}
)
PARTS = ("notes", "headings", "contents", "tables", "alts", "items", "links")
"""The parts of a reading that are compared entry by entry, besides the words."""


def differences(expected: Reading, actual: Reading) -> list[str]:
    """Give every way in which `actual` is not what `expected` says; the first of each part."""
    found = [f"words: {words}"] if (words := first_difference(expected, actual)) else []
    for part in PARTS:
        found += _unequal(part, getattr(expected, part), getattr(actual, part))
    for name in ("languages", "language", "title"):
        if getattr(expected, name) != getattr(actual, name):
            found.append(f"{name}: {getattr(expected, name)!r} is {getattr(actual, name)!r}")
    return found


def _unequal(part: str, expected: Sequence[object], actual: Sequence[object]) -> list[str]:
    for place, (one, other) in enumerate(zip_longest(expected, actual), 1):
        if one != other:
            return [f"{part} {place}: expected {one!r}\n  found {other!r}"]
    return []
