"""Breaks Dutch compounds between their parts: our own list on top of the patterns of Pyphen.

WeasyPrint asks Pyphen where a word may break. Its patterns know syllables, not parts, and break
"jonge-renwerk". The words of our list go in as patterns that win from all others (the odd number 9
allows a break, the even 8 forbids one). How often and where a line may end is for the stylesheet.

Pyphen's own patterns are read as Pyphen would, per shape instead of per pattern: a fifth of the time.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pyphen

from vmreport.assets import data_root

__all__ = ["know_compounds", "pattern_of", "patterns_of"]

_ALLOWED = 9
_FORBIDDEN = 8
_LANGUAGE = "nl"
_DIGITS = "0123456789"
_UNUSUAL = re.compile(r"[^\S\n]|\^\^|[/=%#]|HYPHENMIN")
"""What a file of patterns can have beyond patterns; ours of Dutch has nothing of it."""


def pattern_of(entry: str) -> tuple[str, tuple[int, tuple[int, ...]]]:
    """Give the letters of a line of the list with their pattern, as Pyphen keeps it.

    >>> pattern_of("-plan")
    ('plan', (0, (9, 8, 8, 8)))
    >>> pattern_of("wijk-raad")
    ('.wijkraad', (2, (8, 8, 8, 9, 8, 8, 8)))
    """
    first, *others = entry.split("-")
    values = [_FORBIDDEN] * (len(first) - 1) if first else []
    for part in others:
        values += [_ALLOWED, *[_FORBIDDEN] * (len(part) - 1)]
    if not first:
        return "".join(others), (0, tuple(values))
    return f".{first}{''.join(others)}", (2, tuple(values))


@cache
def know_compounds() -> None:
    """Teach Pyphen the compounds of the list, once per process."""
    path = pyphen.LANGUAGES[_LANGUAGE]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = _dictionary(path)
    known = pyphen.hdcache[path]
    for entry in _entries(data_root() / "hyphenation" / "nl.txt"):
        letters, pattern = pattern_of(entry)
        known.patterns[letters] = pattern
        known.maxlen = max(known.maxlen, len(letters))
    known.cache.clear()


def _dictionary(path: Path) -> Any:
    encoding, _, text = path.read_bytes().partition(b"\n")
    patterns = patterns_of(text.decode(encoding.decode("ascii")))
    if patterns is None:
        return pyphen.HyphDict(path)
    known = object.__new__(pyphen.HyphDict)
    known.patterns, known.cache = patterns, {}
    known.maxlen = max(map(len, patterns))
    return known


def patterns_of(text: str) -> dict[str, tuple[int, tuple[int, ...]]] | None:
    r"""Give the patterns of a file as Pyphen keeps them; None when there is more in it.

    Thousands of patterns differ in their letters only: their values are worked out once.

    >>> patterns_of(".a4\n.aan5\nb2c")
    {'.a': (2, (4,)), '.aan': (4, (5,)), 'bc': (1, (2,))}
    """
    if _UNUSUAL.search(text):
        return None
    shape = str.maketrans(dict.fromkeys(set(text) - {*_DIGITS, "\n"}, "x"))
    shapes = text.translate(shape).split("\n")
    letters = text.translate(str.maketrans("", "", _DIGITS)).split("\n")
    values = {shape: _values(shape) for shape in set(shapes)}
    found = zip(letters, map(values.__getitem__, shapes), strict=True)
    return {word: value for word, value in found if value is not None}


def _values(shape: str) -> tuple[int, tuple[int, ...]] | None:
    """Give the values between the letters of a pattern with where they begin; None without any."""
    values = [int(digit or "0") for digit, _ in pyphen.parse(shape)]
    some = [place for place, value in enumerate(values) if value]
    return (some[0], tuple(values[some[0] : some[-1] + 1])) if some else None


def _entries(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
