"""Breaks Dutch compounds between their parts: our own list on top of the patterns of Pyphen.

WeasyPrint asks Pyphen where a word may break. Its patterns know syllables, not parts, and break
"jonge-renwerk". The words of our list go in as patterns that win from all others (the odd number 9
allows a break, the even 8 forbids one). How often and where a line may end is for the stylesheet.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyphen

from vmreport.assets import data_root

__all__ = ["know_compounds", "pattern_of"]

_ALLOWED = 9
_FORBIDDEN = 8
_LANGUAGE = "nl"


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
    pyphen.Pyphen(lang=_LANGUAGE)  # reads the patterns
    known = pyphen.hdcache[path]
    for entry in _entries(data_root() / "hyphenation" / "nl.txt"):
        letters, pattern = pattern_of(entry)
        known.patterns[letters] = pattern
        known.maxlen = max(known.maxlen, len(letters))
    known.cache.clear()


def _entries(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
