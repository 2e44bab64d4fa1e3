"""Cutting the lines of a Markdown file at its headings, line numbers kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vmreport.errors import Place
from vmreport.markup.source import SourceText

__all__ = ["Lines", "Section", "split_sections"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*")


@dataclass(frozen=True, slots=True)
class Lines:
    """Consecutive lines of a file."""

    file: str
    lines: tuple[str, ...]
    first_line: int
    """1-based line in the file of the first of them."""
    places: tuple[Place, ...] = ()
    """Where each line stands when the file is no Markdown: a paragraph, a cell."""

    @property
    def is_blank(self) -> bool:
        """Whether there are no words."""
        return not any(line.strip() for line in self.lines)

    def place(self, index: int = 0) -> Place:
        """Give the place of a line, counted from 0."""
        if self.places:
            return self.places[min(index, len(self.places) - 1)]
        return Place(self.file, row=self.first_line + index)

    def words_place(self) -> Place:
        """Give the place of the first line with words, or else of the first line."""
        found = (index for index, line in enumerate(self.lines) if line.strip())
        return self.place(next(found, 0))

    def part(self, start: int, end: int | None = None) -> Lines:
        """Give the lines from `start` up to `end`, counted from 0."""
        places = self.places[start:end]
        return Lines(self.file, self.lines[start:end], self.first_line + start, places)

    def source(self, key: str) -> SourceText:
        """Give the lines as Markdown, without blank lines around it."""
        filled = [index for index, line in enumerate(self.lines) if line.strip()]
        if not filled:
            return SourceText("", self.file, self.first_line, key, self.places[:1])
        part = self.part(filled[0], filled[-1] + 1)
        return SourceText("\n".join(part.lines), self.file, part.first_line, key, part.places)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines up to the next heading of its level."""

    title: str
    """As written; empty when the heading is."""
    place: Place
    body: Lines


def split_sections(lines: Lines, level: int) -> tuple[Lines, tuple[Section, ...]]:
    """Give the lines before the first heading of `level`, and the sections from there on."""
    heads: list[tuple[int, str]] = []
    for index, line in enumerate(lines.lines):
        match = _HEADING.fullmatch(line)
        if match is not None and len(match.group(1)) == level:
            heads.append((index, (match["title"] or "").strip()))
    ends = [*(index for index, _ in heads), len(lines.lines)][1:]
    sections = tuple(
        Section(title, lines.place(index), lines.part(index + 1, end))
        for (index, title), end in zip(heads, ends, strict=True)
    )
    return lines.part(0, heads[0][0] if heads else None), sections
