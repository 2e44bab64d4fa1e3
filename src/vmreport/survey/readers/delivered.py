"""What a reader hands over: rows with a meaning and a place, and a report on the columns.

Areas and indicators are resolved here one row at a time; what rows say about each other is for
`rules` (figures) and `areas` (names, codes, parents).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vmreport.errors import Place, Problems
from vmreport.survey.areas import AreaMention
from vmreport.survey.codebook import Codebook
from vmreport.survey.model import AreaLevel, Indicator, Value
from vmreport.survey.readers.table import Grid

__all__ = [
    "ColumnReport",
    "Context",
    "Delivered",
    "DeliveredRow",
    "Reader",
    "Source",
    "UnmappedColumn",
]


@dataclass(frozen=True, slots=True)
class Context:
    """What every reader gets besides the grid."""

    codebook: Codebook
    problems: Problems
    decimal_mark: str = ""
    """`,` or `.` when declared in the dossier; empty means detect."""
    code_style: str = ""
    """`kaal` when areas come as bare numbers such as 0014."""
    area_level: AreaLevel | None = None
    """What areas are of which a file gives only names, as a dashboard does; None when not said."""
    municipality: AreaMention | None = None
    """The municipality it is all about, so that its own total is not taken for a wijk."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table stands and how its columns are called; shared by all its rows."""

    file: str
    sheet: str
    columns: Mapping[str, str]
    """Header as delivered, by canonical column name."""
    layout: str
    """How the layout is called, such as `tabel` or `StatLine`."""


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """One figure as delivered, its cells understood, not yet compared with other rows."""

    source: Source
    row: int
    edition: int
    area: AreaMention
    indicator: Indicator
    value: Value
    margin: Decimal | None = None
    """The half-width as delivered; the bounds in `value` were made from it."""
    n: int | None = None
    numerator: int | None = None
    population: int | None = None
    credit: str = ""
    """Printed source (`bron`)."""
    column: str = ""
    """Header of the column of the value when it is not `waarde`, as in a StatLine export."""
    explicit_percent: bool = False
    """The value carried a percent sign or format, so it is surely no fraction."""

    def place(self, name: str = "waarde") -> Place:
        """Give the place of one of its cells by canonical column name."""
        column = self.column or self.source.columns.get(name, name)
        return Place(self.source.file, self.source.sheet, self.row, column)


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """What a column of a file became."""

    file: str
    sheet: str
    column: str
    became: str
    """A canonical column, or indicator name with unit, in words."""
    values: int
    """Cells with content."""


@dataclass(frozen=True, slots=True)
class UnmappedColumn:
    """A column that was not used."""

    file: str
    sheet: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """Everything one grid gave."""

    rows: tuple[DeliveredRow, ...] = ()
    mapped: tuple[ColumnReport, ...] = ()
    unmapped: tuple[UnmappedColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One layout that can be read."""

    name: str
    find_header: Callable[[Grid], int | None]
    """Position of the header row when the grid has this layout, else None."""
    read: Callable[[Grid, int, Context], Delivered]
