"""GFM table rows: splitting a line into cells, and how much room columns need."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["column_shares", "is_delimiter_row", "split_row"]

_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_LONGEST_LINE = 40


def split_row(line: str) -> tuple[str, ...]:
    r"""Give the cells of a table row, trimmed, with `\|` as a literal bar."""
    cells: list[str] = []
    current: list[str] = []
    for position, char in enumerate(line):
        if char != "|":
            current.append(char)
        elif position and line[position - 1] == "\\":
            current[-1] = "|"
        else:
            cells.append("".join(current).strip())
            current = []
    cells.append("".join(current).strip())
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def is_delimiter_row(line: str) -> bool:
    """Whether the line is the `| --- | ---: |` under a table header."""
    return "-" in line and "|" in line and _DELIMITER.fullmatch(line) is not None


def column_shares(columns: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Give the relative room of columns, each the words of its cells, header first.

    A column needs its longest word, and beyond that room for its text up to a line of about 40
    characters; twice the room for twice the text would starve the narrow columns.
    """
    return tuple(_room(cells) for cells in columns)


def _room(cells: Sequence[str]) -> float:
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
    longest_text = max((len(cell) for cell in cells), default=1)
    return float(max(longest_word, min(longest_text, _LONGEST_LINE), 4))
