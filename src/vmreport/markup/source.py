"""Advisor text as delivered: Markdown source that keeps its file and line numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vmreport.errors import Place

__all__ = ["SourceText"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A piece of Markdown with where it came from, so that every message can name the line."""

    markdown: str
    file: str
    first_line: int
    """1-based line in `file` of the first line of `markdown`."""
    key: str
    """Stable key of the block, such as `duiding.veiligheidsbeleving` or `advies.A1.tekst`."""
    places: tuple[Place, ...] = ()
    """Where each line of `markdown` stands when the file is no Markdown: a paragraph, a cell."""

    def place(self, line: int, column: str = "") -> Place:
        """Give the place of a 0-based line; `column` counts only in a file of Markdown."""
        if self.places:
            return self.places[min(line, len(self.places) - 1)]
        return Place(self.file, row=self.first_line + line, column=column)

    def place_at(self, position: int) -> Place:
        """Give the place of a character position in the Markdown."""
        line = self.markdown.count("\n", 0, position)
        column = position - self.markdown.rfind("\n", 0, position)
        return self.place(line, str(column))

    def with_markdown(self, markdown: str) -> SourceText:
        """Give the same source with other Markdown, line by line in the same place."""
        return replace(self, markdown=markdown)
