"""Sentences of a text the advisor wrote, each with its place in the file.

What is said about a sentence belongs in `lint`, `claims`, `readability` and `wording`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vmreport.errors import Place
from vmreport.markup.source import SourceText

__all__ = ["Sentence", "own_words", "sentences"]

_MASKED = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+", re.DOTALL)
"""What is no prose: codes, addresses, tags."""
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STAND_IN = "\u00a4"
"""What a placeholder becomes: no letter, no digit and no space, so that a sentence keeps it."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?![a-z])|\n\s*\n|\n(?=\s*(?:[-*#>]|\d+[.)])\s)")
"""A mark before a small letter ends nothing: `bijv. een plein`."""
_NO_PROSE = re.compile(r"[ \t]*(?:>|\||:::|#{1,6}[ \t]).*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source with where it starts; `plain` has what is no prose blanked out."""

    source: SourceText
    start: int
    text: str
    plain: str

    def place(self, offset: int = 0) -> Place:
        """Give file, line and character position of an offset in the sentence.

        A text without a key is one value on its line, so that a position says nothing.
        """
        found = self.source.place_at(self.start + offset)
        if self.source.key or self.source.places:
            return found
        return Place(found.file, found.sheet, found.row)

    @property
    def words(self) -> str:
        """The sentence on one line, as the advisor wrote it."""
        return " ".join(self.text.split())


def sentences(source: SourceText) -> Iterator[Sentence]:
    """Yield the sentences of a text, quotes and tables included."""
    text = _PLACEHOLDER.sub(lambda match: _blank(match[0], _STAND_IN), source.markdown)
    yield from _cut(source, text)


def own_words(source: SourceText) -> Iterator[Sentence]:
    """Yield the sentences of running text: no headings, tables or quotes, which are others' words.

    A placeholder becomes a digit, because a reader meets one figure there.
    """
    lines = (
        _blank(line) if _NO_PROSE.fullmatch(line) else line for line in source.markdown.split("\n")
    )
    text = _PLACEHOLDER.sub(lambda match: "0" + _blank(match[0][1:], _STAND_IN), "\n".join(lines))
    yield from _cut(source, text)


def _cut(source: SourceText, text: str) -> Iterator[Sentence]:
    masked = _MASKED.sub(lambda match: _blank(match[0]), text)
    start = 0
    for end in [*(m.span() for m in _SENTENCE_END.finditer(masked)), (len(masked), len(masked))]:
        piece = masked[start : end[0]]
        lead = len(piece) - len(piece.lstrip())
        first = start + lead
        if piece.strip() or source.markdown[start : end[0]].strip():
            first = first if piece.strip() else start
            yield Sentence(source, first, source.markdown[first : end[0]], masked[first : end[0]])
        start = end[1]


def _blank(text: str, stand_in: str = " ") -> str:
    return "".join("\n" if character == "\n" else stand_in for character in text)
