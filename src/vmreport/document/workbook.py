"""A workbook as data: sheets with a header row and rows of words. How it is written is elsewhere.

Only words and whole numbers, never formulas; every text is final.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Workbook", "WorkbookColumn", "WorkbookSheet"]


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A column: its header, its width, and what may be filled in."""

    header: str
    width: int
    """In characters."""
    choices: tuple[str, ...] = ()
    """What a cell may hold; empty when anything may."""
    choices_hint: str = ""
    """What the program says when a cell is filled with anything else."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One table: a header row, and rows with as many cells as there are columns."""

    name: str
    """At most 31 characters, without `[]:*?/\\`."""
    columns: tuple[WorkbookColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook with what stands in its file properties."""

    title: str
    subject: str
    organisation: str
    """The author: an organisation, never a person."""
    keywords: tuple[str, ...]
    date: date
    """The date on the document: an input, never today."""
    status: str
    sheets: tuple[WorkbookSheet, ...]
