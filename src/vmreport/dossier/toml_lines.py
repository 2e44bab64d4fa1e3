"""On which line a key of a TOML file stands; tomllib parses but does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["KeyPath", "key_lines", "line_of"]

KeyPath = tuple[str, ...]

_PART = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_PARTS = re.compile(_PART)
_SCAN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}]")


def key_lines(text: str) -> Mapping[KeyPath, int]:
    """Give the 1-based line of every table and key of a valid TOML text.

    Of tables in a list (`[[lijst]]`) each has its number, from 0, after the name; the name alone is
    the first.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    open_quote, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not open_quote and depth == 0:
            header = _TABLE.fullmatch(line)
            if header is not None:
                table = _path(header.group(2))
                lines.setdefault(table, number)
                if header.group(1) == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, str(counts[table]))
                    lines[table] = number
                continue
            key = _KEY.match(line)
            if key is not None:
                lines.setdefault(table + _path(key.group(1)), number)
                open_quote, depth = _after(line[key.end() :], "", 0)
            continue
        open_quote, depth = _after(line, open_quote, depth)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """Give the line of a key, or of the nearest table around it; 1 when neither is in the file."""
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 1


def _path(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _PARTS.findall(dotted))


def _after(line: str, open_quote: str, depth: int) -> tuple[str, int]:
    """Follow multi-line strings and arrays over one line: what is still open at its end."""
    position = 0
    while position < len(line):
        if open_quote:
            end = line.find(open_quote, position)
            if end < 0:
                return open_quote, depth
            position, open_quote = end + 3, ""
            continue
        match = _SCAN.search(line, position)
        if match is None:
            break
        position = match.end()
        found = match.group()
        if found in ('"""', "'''"):
            open_quote = found
        elif found in ("[", "{"):
            depth += 1
        elif found in ("]", "}"):
            depth -= 1
    return open_quote, depth
