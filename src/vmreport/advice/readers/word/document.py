"""A Word file of the advisor in one call: as Markdown lines, or as drafts of recommendations."""

from __future__ import annotations

from dataclasses import replace

from vmreport.advice.readers.draft import Draft
from vmreport.advice.readers.sections import Lines
from vmreport.advice.readers.word.blocks import WordBlock, WordText, read_blocks
from vmreport.advice.readers.word.lines import to_lines
from vmreport.advice.readers.word.package import open_word
from vmreport.advice.readers.word.recommendations import word_drafts
from vmreport.advice.readers.word.styles import Role
from vmreport.errors import Place, Problems

__all__ = ["Titles", "read_word_drafts", "word_lines"]

Titles = tuple[tuple[str, Place], ...]
"""The words of the titles above the first heading, with their places."""

_DEEPEST = 2


def word_lines(
    data: bytes, name: str, problems: Problems, *, status: str
) -> tuple[Lines | None, Titles]:
    """Give a text as Markdown lines, None when it cannot be used, and its titles."""
    blocks = _blocks(data, name, problems, status)
    if blocks is None:
        return None, ()
    titles, rest = _without_titles(blocks)
    flat = [_heading_in_reach(block, problems) for block in rest]
    return to_lines(flat, name, problems), titles


def read_word_drafts(
    data: bytes, name: str, problems: Problems, *, status: str
) -> tuple[tuple[Draft, ...], Titles]:
    """Give the recommendations as drafts, and the titles of the file."""
    blocks = _blocks(data, name, problems, status)
    if blocks is None:
        return (), ()
    titles, rest = _without_titles(blocks)
    return word_drafts(rest, name, problems), titles


def _blocks(
    data: bytes, name: str, problems: Problems, status: str
) -> tuple[WordBlock, ...] | None:
    file = open_word(data, name, problems)
    return read_blocks(file, problems, status=status) if file is not None else None


def _without_titles(blocks: tuple[WordBlock, ...]) -> tuple[Titles, tuple[WordBlock, ...]]:
    """Take off the title and subtitle at the start: they name the file, they are no advice."""
    count = 0
    while count < len(blocks) and _is_title(blocks[count]):
        count += 1
    titles = tuple(
        (block.plain, block.place) for block in blocks[:count] if isinstance(block, WordText)
    )
    return titles, blocks[count:]


def _is_title(block: WordBlock) -> bool:
    return isinstance(block, WordText) and block.role is Role.TITLE


def _heading_in_reach(block: WordBlock, problems: Problems) -> WordBlock:
    if not isinstance(block, WordText) or block.role is not Role.HEADING:
        return block
    if block.level <= _DEEPEST:
        return block
    problems.problem(
        "E315",
        block.place,
        f"Deze kop is te diep (Kop {block.level}).",
        "Gebruik hier alleen Kop 1 en Kop 2.",
    )
    return replace(block, level=_DEEPEST)
