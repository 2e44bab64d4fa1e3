"""A recommendation as it was found, before anything is checked: the same for every kind of file.

Markdown, Word and Excel each make drafts; `recommendations` and `measures` check them, so that a
fault gets one message, whatever the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vmreport.advice.readers.fields import FieldValue
from vmreport.advice.readers.sections import Lines
from vmreport.errors import Place

__all__ = ["Draft", "DraftCell", "DraftRow", "DraftTable"]


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell of the measures table, as Markdown on one line."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A measure as found."""

    cells: tuple[DraftCell, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DraftTable:
    """The measures of one recommendation; every row has as many cells as the header."""

    header: tuple[DraftCell, ...]
    rows: tuple[DraftRow, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Draft:
    """One recommendation as found; texts are Markdown that keeps its places."""

    heading: str
    """Number and title, such as `A1. Meer licht rond het station`."""
    place: Place
    fields: Mapping[str, FieldValue]
    """By their official name; only the fields that were filled in."""
    text: Lines
    measures: DraftTable | None
