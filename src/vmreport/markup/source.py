"""Advisor text as delivered: Markdown source that keeps its file and line numbers."""

from __future__ import annotations

from dataclasses import dataclass

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
