"""Stand-ins for typed blocks and inlines, so that they survive a trip through Markdown text.

A token is delimited by two private use characters that no input text may hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vmreport.document.blocks import Block
from vmreport.document.inlines import Inlines

__all__ = ["CLOSE", "INLINE_TOKEN", "OPEN", "TOKEN", "Tokens", "block_numbers"]

OPEN = "\ue000"
CLOSE = "\ue001"
TOKEN = re.compile(f"{OPEN}([BI])([0-9]+){CLOSE}")
INLINE_TOKEN = re.compile(f"{OPEN}I([0-9]+){CLOSE}")
_BLOCK_LINE = re.compile(f"\\s*(?:{OPEN}B[0-9]+{CLOSE}\\s*)+")
_BLOCK_TOKEN = re.compile(f"{OPEN}B([0-9]+){CLOSE}")


@dataclass(slots=True)
class Tokens:
    """The typed values of one text, each behind the token that stands in the text."""

    _blocks: list[tuple[Block, ...]] = field(default_factory=list)
    _inlines: list[Inlines] = field(default_factory=list)

    def block(self, blocks: tuple[Block, ...]) -> str:
        """Keep `blocks` and give the token; it must stand on a line of its own."""
        self._blocks.append(blocks)
        return f"{OPEN}B{len(self._blocks) - 1}{CLOSE}"

    def inline(self, inlines: Inlines) -> str:
        """Keep `inlines` and give the token, to stand anywhere in running text."""
        self._inlines.append(inlines)
        return f"{OPEN}I{len(self._inlines) - 1}{CLOSE}"

    def blocks_of(self, number: int) -> tuple[Block, ...] | None:
        """Give the blocks behind a token number, or None when it was never given out."""
        return self._blocks[number] if number < len(self._blocks) else None

    def inlines_of(self, number: int) -> Inlines | None:
        """Give the inlines behind a token number, or None when it was never given out."""
        return self._inlines[number] if number < len(self._inlines) else None


def block_numbers(line: str) -> tuple[int, ...]:
    """Give the numbers of the block tokens that fill `line`; empty when it holds anything else."""
    if OPEN not in line or not _BLOCK_LINE.fullmatch(line):
        return ()
    return tuple(int(match.group(1)) for match in _BLOCK_TOKEN.finditer(line))
