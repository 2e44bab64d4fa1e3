"""The blocks a report is made of: a closed union of frozen dataclasses.

Every writer matches on `Block` and ends in `assert_never`. A block says what it is, never how it
looks: no colours, centimetres, CSS classes or Word style names here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from vmreport.document.charts import ChartSpec
from vmreport.document.inlines import Inlines, Verdict

__all__ = [
    "AdvisorText",
    "Block",
    "BulletList",
    "Callout",
    "CalloutKind",
    "Cell",
    "Column",
    "ColumnKind",
    "Contents",
    "ContentsEntry",
    "Cover",
    "Field",
    "FieldList",
    "Figure",
    "Heading",
    "KeyFigure",
    "KeyFigures",
    "ListItem",
    "NumberedList",
    "Numbering",
    "Origin",
    "Paragraph",
    "ParagraphRole",
    "Quote",
    "Row",
    "Sheet",
    "SpokenNotes",
    "Table",
]


class Origin(StrEnum):
    """Who wrote a text: the machine from data, the advisor, or the template."""

    AUTO = "auto"
    ADVISOR = "advisor"
    FIXED = "fixed"


class Numbering(StrEnum):
    """How `resolve` numbers a heading."""

    NONE = "none"
    CHAPTER = "chapter"
    APPENDIX = "appendix"


class ParagraphRole(StrEnum):
    """What a paragraph does in its chapter."""

    BODY = "body"
    LEAD = "lead"
    """The one-sentence conclusion that opens a chapter."""
    SMALL = "small"
    """Colofon and remarks."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page."""

    title: str
    subtitle: str
    organisation: str
    """For whom the document is: the municipality or province."""
    date: str
    lines: tuple[str, ...] = ()
    """Author organisation, status, and what else the title page must say."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the message in `text`, the quiet topic line above it in `topic`."""

    level: int
    """1 to 4."""
    text: Inlines
    anchor: str
    topic: str = ""
    numbering: Numbering = Numbering.NONE
    listed: bool = True
    """Whether it stands in the contents list."""
    label: str = ""
    """Filled by `resolve`: "3", "3.1", "Bijlage A"; empty when not numbered."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Inlines
    origin: Origin
    role: ParagraphRole = ParagraphRole.BODY


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; usually a single paragraph, sometimes with a nested list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items without an order."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items with an order, counted from 1."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, with who in general terms."""

    text: Inlines
    speaker: str
    origin: Origin = Origin.ADVISOR


@dataclass(frozen=True, slots=True)
class Field:
    """A label with what belongs to it."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FieldList:
    """Labelled facts: colofon, the fields of a recommendation, a letter head."""

    fields: tuple[Field, ...]


class CalloutKind(StrEnum):
    """Why a text stands apart."""

    EXPLANATION = "explanation"
    WARNING = "warning"
    REQUEST = "request"
    """What is asked of the council."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A text that stands apart from the run of the chapter."""

    kind: CalloutKind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number: what it is, and what the comparisons say."""

    value: str
    """Printed number, or the words that stand in for it."""
    label: str
    comparisons: tuple[tuple[str, Verdict], ...] = ()
    """Compared with what ("Nederland: 24%") and the verdict."""
    note: str = ""
    """Margin, in words."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to six key figures side by side."""

    figures: tuple[KeyFigure, ...]


class ColumnKind(StrEnum):
    """What a column holds, which decides how it is aligned."""

    TEXT = "text"
    NUMBER = "number"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: header words (unit included), kind, and its share of the width."""

    header: str
    kind: ColumnKind = ColumnKind.TEXT
    share: float = 1.0
    """Relative room its words need; the writers turn shares into widths."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; its first cell is the row header. As many cells as columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row and row headers in the first column; no spans."""

    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    anchor: str
    notes: tuple[Inlines, ...] = ()
    """Lines directly under the table: source, base, what the signs mean."""
    label: str = ""
    """Filled by `resolve`: "Tabel 4"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with what a reader who cannot see it needs."""

    chart: ChartSpec
    caption: Inlines
    """The one message of the figure."""
    alt: str
    """What the chart shows, in words. Never empty: `check` refuses it."""
    anchor: str
    notes: tuple[Inlines, ...] = ()
    """Lines under the caption: source, edition, base, n, margin."""
    label: str = ""
    """Filled by `resolve`: "Figuur 2"."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list; below chapters a topic stands for its message."""

    level: int
    label: str
    topic: str
    text: str
    """Empty for a section that has a topic."""
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list down to `depth`, under a heading of its own; `resolve` fills the entries."""

    depth: int = 2
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvisorText:
    """Text that came from the advisor, with the key that leads back to its source."""

    key: str
    """Stable, such as `duiding.veiligheidsbeleving` or `advies.A1.tekst`."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks that start on a page of their own and are followed by a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    """Whether the content needs the long side of the page."""


@dataclass(frozen=True, slots=True)
class SpokenNotes:
    """What the speaker says at a slide; in a document for readers it stands in the text."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Cover
    | Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Quote
    | FieldList
    | Callout
    | KeyFigures
    | Table
    | Figure
    | Contents
    | AdvisorText
    | Sheet
    | SpokenNotes
)
