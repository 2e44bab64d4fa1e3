"""The raw shape every file is brought into: a grid of cells with places, nothing interpreted.

What a cell means is for `cells` and `figures`; what a column means is for `tidy` and `statline`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from vmreport.errors import Place, Problems
from vmreport.files.workbook import MAX_COLUMNS, MAX_ROWS, TypedNumber
from vmreport.survey.readers.codes import Code

__all__ = [
    "MAX_COLUMNS",
    "MAX_RECORDS",
    "MAX_ROWS",
    "MAX_TEXT_COLUMNS",
    "Cell",
    "Grid",
    "Row",
    "Table",
    "TypedNumber",
    "bad_characters",
    "check_cells",
    "is_blank",
    "named_columns",
    "plain_text",
    "text_of",
    "under_header",
]


MAX_TEXT_COLUMNS = 400
"""Columns of a text or JSON file. The whole of StatLine table 85146NED has 227; a workbook has fewer,
because there a stray cell far to the right costs memory before anything can be refused."""
MAX_RECORDS = 1_000_000
"""Records of a JSON file: an observation per record makes more of them than rows of a table."""

Cell: TypeAlias = str | TypedNumber


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file or sheet."""

    number: int
    """1-based line or spreadsheet row, as the advisor sees it."""
    cells: tuple[Cell, ...]
    """Texts without white space around them."""


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of one file or one sheet, header included, empty rows left out."""

    file: str
    sheet: str
    rows: tuple[Row, ...]
    separator: str = ""
    """Of a text file; empty for files that store cells."""
    records: str = ""
    """Name of the set of records this is, such as `UntypedDataSet`; `?` when a JSON file does not
    say; empty for files that are no records."""
    companions: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    """Sets of records that explain this one, by name: code lists, properties of columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid under its header; every row has exactly as many cells as the header."""

    file: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Give the place of a row and column position; the column by its header."""
        name = "" if column is None else self.header[column]
        return Place(self.file, self.sheet, row, name)


def text_of(cell: Cell) -> str:
    """Give the cell as text."""
    return cell.text if isinstance(cell, TypedNumber) else cell


_GUARDED = ("'=", "'+", "'-", "'@")
"""How `write_canonical` keeps a spreadsheet from running a text as a formula (risks D12)."""


def plain_text(cell: Cell) -> str:
    """Give the cell as NFC text with single spaces, without the guard against formulas."""
    text = unicodedata.normalize("NFC", " ".join(text_of(cell).split()))
    return text[1:] if text.startswith(_GUARDED) else text


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell == ""


_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MOJIBAKE = re.compile(
    "[ÂÃ][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
    "\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|â€|\ufffd|[\u0080-\u009f]"
)


def bad_characters(text: str) -> tuple[Code, str, str] | None:
    """Give code, what and hint for the first character that must not be in a cell, else None.

    Source: risks D11 (controls, bidi) and A13 (wrongly decoded text).
    """
    if text.isascii() and text.isprintable():
        return None
    if found := _FORBIDDEN.search(text):
        return (
            Code.FORBIDDEN_CHARACTER,
            f"er staat een onzichtbaar teken (U+{ord(found[0]):04X}) op plaats {found.start() + 1}",
            "verwijder het teken, bijvoorbeeld door de cel opnieuw te typen",
        )
    if found := _MOJIBAKE.search(text):
        shown = "".join(one if one.isprintable() else f"(U+{ord(one):04X})" for one in found[0])
        return (
            Code.MOJIBAKE,
            f"letters met accenten zijn onderweg verminkt: '{shown}'",
            "lever het bestand opnieuw aan als UTF-8, of herstel de naam (zoals Súdwest-Fryslân)",
        )
    return None


def check_cells(file: str, sheet: str, row: Row, header: tuple[str, ...], out: Problems) -> bool:
    """Report every cell of `row` with characters that must not be there; say whether all is well."""
    clean = True
    for position, cell in enumerate(row.cells):
        if isinstance(cell, str) and (bad := bad_characters(cell)):
            column = header[position] if position < len(header) else str(position + 1)
            if bad_characters(column):
                column = str(position + 1)
            code, what, hint = bad
            out.problem(code, Place(file, sheet, row.number, column), what, hint)
            clean = False
    return clean


def under_header(grid: Grid, index: int, out: Problems, footers: bool = False) -> Table | None:
    """Give the rows below `grid.rows[index]`, after checking names and the number of fields.

    Trailing columns without name and content are dropped. With `footers` a closing line of one
    filled cell is no row. Returns None when the header itself cannot be used.
    """
    head = grid.rows[index]
    names = [plain_text(cell) for cell in head.cells]
    body = list(grid.rows[index + 1 :])
    if footers:
        while body and sum(not is_blank(cell) for cell in body[-1].cells) == 1:
            body.pop()
    while names and not names[-1] and _column_is_empty(body, len(names) - 1):
        names.pop()
    header = tuple(names)
    usable = True
    for position, name in enumerate(header):
        if not name and not _column_is_empty(body, position):
            out.problem(
                Code.COLUMN_UNNAMED,
                Place(grid.file, grid.sheet, head.number, str(position + 1)),
                f"kolom {position + 1} heeft geen naam maar wel inhoud",
                "geef de kolom een naam of verwijder hem",
            )
            usable = False
    rows = tuple(_fitting(grid, head, body, len(header), out))
    return Table(grid.file, grid.sheet, head.number, header, rows) if usable else None


def named_columns(table: Table, names: Iterable[str]) -> dict[str, int]:
    """Give the places of the columns that a header names, whatever its capitals."""
    header = [name.casefold() for name in table.header]
    return {name: header.index(name) for name in names if name in header}


def _column_is_empty(rows: Iterable[Row], position: int) -> bool:
    return all(position >= len(row.cells) or is_blank(row.cells[position]) for row in rows)


def _fitting(grid: Grid, head: Row, body: list[Row], width: int, out: Problems) -> Iterable[Row]:
    """Give the rows that fit the header, cut or filled to its width where nothing is lost."""
    for row in body:
        cells = row.cells
        if len(cells) == width:
            yield row
        elif not grid.separator and len(cells) < width:
            yield Row(row.number, cells + ("",) * (width - len(cells)))
        elif len(cells) == len(head.cells) and _blank_from(cells, width):
            yield Row(row.number, cells[:width])
        else:
            _report_width(grid, row, width, out)


def _blank_from(cells: tuple[Cell, ...], start: int) -> bool:
    return all(is_blank(cell) for cell in cells[start:])


def _report_width(grid: Grid, row: Row, width: int, out: Problems) -> None:
    place = Place(grid.file, grid.sheet, row.number)
    count = len(row.cells)
    what = f"{count} {'veld' if count == 1 else 'velden'}, kop heeft {width}"
    if grid.separator == "," and count > width and _split_decimals(row.cells):
        out.problem(
            Code.SEPARATOR,
            place,
            f"{what}: de komma is zowel scheidingsteken als decimaalteken",
            "sla het bestand op met een puntkomma tussen de kolommen",
        )
    else:
        hint = "maak het aantal velden gelijk aan de kop; let op een extra scheidingsteken"
        out.problem(Code.FIELD_COUNT, place, what, hint)


def _split_decimals(cells: tuple[Cell, ...]) -> bool:
    """Whether two neighbouring whole numbers can be the halves of one number with a comma."""
    digits = [isinstance(cell, str) and cell.isdigit() for cell in cells]
    return any(left and right for left, right in itertools.pairwise(digits))
