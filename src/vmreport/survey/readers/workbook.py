"""An .xlsx workbook as grids, one per visible sheet; nothing hidden, merged or uncomputed passes.

Read twice: with formulas, to name those without a computed value, and with the values. Source:
risks A6. What the cells mean is for `cells` and `figures`.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from vmreport.errors import Place, Problems
from vmreport.survey.readers.archive import ZIP_FAULTS, why_unsafe
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Grid,
    Row,
    TypedNumber,
    check_cells,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["decimal_of_float", "read_workbook"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXTERNAL = re.compile(r"\[[0-9]+\]|\[[^\]]*\.xls")
_FAULTS = (
    *ZIP_FAULTS,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    AssertionError,
    ArithmeticError,
    MemoryError,
    RecursionError,
    struct.error,
)
"""What openpyxl raises on damaged workbooks (XML errors are SyntaxErrors). Source: risks E9."""


def read_workbook(data: bytes, file: str, out: Problems) -> tuple[Grid, ...]:
    """Give a grid per visible sheet with content; empty when a problem makes it unreadable."""
    if _refused(data, file, out):
        return ()
    try:
        formulas = _open(data, values=False)
        values = _open(data, values=True) if _has_formulas(formulas) else formulas
        grids = [
            _SheetReader(sheet, values[sheet.title], file, out).grid()
            for sheet in formulas.worksheets
        ]
    except _FAULTS:
        _damaged(file, out)
        return ()
    return tuple(grid for grid in grids if grid is not None)


def _refused(data: bytes, file: str, out: Problems) -> bool:
    place = Place(file)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            what, hint = "het bestand heeft een wachtwoord", "sla het op zonder wachtwoord"
        else:
            what, hint = "dit is een oud Excel-bestand (.xls)", "sla het op als .xlsx"
        out.problem(Code.WRONG_KIND, place, what, hint)
        return True
    if data.lstrip()[:1] == b"<":
        what = "dit is een webpagina of XML met de naam van een Excel-bestand"
        out.problem(Code.WRONG_KIND, place, what, "open het in Excel en sla het op als .xlsx")
        return True
    try:
        unsafe = why_unsafe(data, MAX_ROWS)
    except ZIP_FAULTS:
        _damaged(file, out)
        return True
    if unsafe:
        code = Code.TOO_BIG if "rijen" in unsafe else Code.UNSAFE
        what = f"het bestand wordt niet geopend: {unsafe}"
        out.problem(code, place, what, "sla de tabel opnieuw op als .xlsx of lever CSV aan")
        return True
    if b"vbaProject.bin" in data or b"macrosheets/" in data:
        what = "het bestand bevat macro's (.xlsm)"
        out.problem(Code.WRONG_KIND, place, what, "sla het op als .xlsx, zonder macro's")
        return True
    return False


def _damaged(file: str, out: Problems) -> None:
    what = "het bestand is beschadigd of is geen Excel-bestand"
    out.problem(Code.DAMAGED, Place(file), what, "vraag het opnieuw op, of sla het op als .xlsx")


def _open(data: bytes, *, values: bool) -> Workbook:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Warnings of openpyxl are about parts that we do not read: styles, validation, pictures.
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _cells(sheet: Worksheet) -> Iterator[SheetCell]:
    """Give the cells that exist; asking openpyxl for rows would make all cells in the gaps."""
    stored = sheet._cells  # noqa: SLF001 - no public way (openpyxl 3.1)
    for key in sorted(stored):
        cell = stored[key]
        if cell.value is not None:
            yield cell  # the rest of a merged range has no value


def _has_formulas(book: Workbook) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets for cell in _cells(sheet))


def decimal_of_float(number: float) -> Decimal:
    """Give a stored floating-point number as Excel shows it: 15 significant digits."""
    return Decimal(format(number, ".15g"))


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet; `sheet` has the formulas, `values` what they came to."""

    sheet: Worksheet
    values: Worksheet
    file: str
    out: Problems

    def grid(self) -> Grid | None:
        """Give the sheet as a grid, None when it is empty or has a problem of its own."""
        used = [cell for cell in _cells(self.sheet) if cell.value != ""]
        if not used:
            return None
        if self.sheet.sheet_state != "visible":
            self._hidden(Place(self.file, self.sheet.title), f"blad '{self.sheet.title}'")
            return None
        if self._too_big(used):
            return None
        width = max(cell.column for cell in used)
        before = len(self.out.blocking)
        self._look_for_hidden(used)
        self._look_for_merged(used)
        header = self._header(used, width)
        rows: dict[int, list[Cell]] = {}
        for cell in used:
            cells = rows.setdefault(cell.row, [""] * width)
            cells[cell.column - 1] = self._cell(cell, header[cell.column - 1])
        self._look_for_mixed_percent(used, header)
        found = tuple(Row(number, tuple(cells)) for number, cells in sorted(rows.items()))
        for row in found:
            check_cells(self.file, self.sheet.title, row, header, self.out)
        if len(self.out.blocking) > before:
            return None
        return Grid(self.file, self.sheet.title, tuple(row for row in found if any(row.cells)))

    def _header(self, used: list[SheetCell], width: int) -> tuple[str, ...]:
        """Give the names of the columns for places: the first row, else the letter."""
        first = min(cell.row for cell in used)
        names = {cell.column: str(cell.value).strip() for cell in used if cell.row == first}
        letters = (_letter(column) for column in range(1, width + 1))
        return tuple(names.get(column) or letter for column, letter in enumerate(letters, start=1))

    def _place(self, cell: SheetCell, name: str) -> Place:
        return Place(self.file, self.sheet.title, cell.row, name)

    def _too_big(self, used: list[SheetCell]) -> bool:
        for cell in used:
            if cell.row > MAX_ROWS + 1 or cell.column > MAX_COLUMNS:
                self.out.problem(
                    Code.TOO_BIG,
                    self._place(cell, _letter(cell.column)),
                    f"in cel {cell.coordinate} staat iets, ver buiten de tabel",
                    f"verwijder de inhoud; hoogstens {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen",
                )
                return True
        return False

    def _hidden(self, place: Place, what: str) -> None:
        hint = "maak het zichtbaar, of verwijder het als het niet mee hoeft"
        self.out.problem(Code.HIDDEN, place, f"{what} is verborgen en heeft inhoud", hint)

    def _look_for_hidden(self, used: list[SheetCell]) -> None:
        title = self.sheet.title
        for number in sorted({cell.row for cell in used}):
            if number in self.sheet.row_dimensions and self.sheet.row_dimensions[number].hidden:
                self._hidden(Place(self.file, title, number), f"rij {number}")
        filled = {cell.column for cell in used}
        for dimension in self.sheet.column_dimensions.values():
            if dimension.hidden:
                dimension.reindex()
                last = min(dimension.max or 0, MAX_COLUMNS)
                for column in range(dimension.min or 1, last + 1):
                    if column in filled:
                        letter = _letter(column)
                        self._hidden(Place(self.file, title, None, letter), f"kolom {letter}")

    def _look_for_merged(self, used: list[SheetCell]) -> None:
        last_row = max(cell.row for cell in used)
        last_column = max(cell.column for cell in used)
        for merged in self.sheet.merged_cells.ranges:
            if merged.min_row <= last_row and merged.min_col <= last_column:
                self.out.problem(
                    Code.MERGED,
                    Place(self.file, self.sheet.title, merged.min_row, _letter(merged.min_col)),
                    f"de cellen {merged.coord} zijn samengevoegd",
                    "splits de cellen en vul elke cel",
                )

    def _cell(self, cell: SheetCell, name: str) -> Cell:
        """Give what a cell holds, or a blank after reporting why it cannot be used."""
        value = cell.value
        kind = cell.data_type
        if kind == "f":
            formula = str(getattr(value, "text", value))
            if _EXTERNAL.search(formula):
                return self._bad(
                    cell,
                    name,
                    Code.EXTERNAL_LINK,
                    "de formule haalt haar waarde uit een ander bestand",
                    "plak de waarde",
                )
            computed = self.values[cell.coordinate]
            value, kind = computed.value, computed.data_type
            if value is None:
                return self._bad(
                    cell,
                    name,
                    Code.FORMULA_WITHOUT_VALUE,
                    "de formule heeft geen uitkomst",
                    "open en bewaar in Excel, of plak de waarde",
                )
        if kind == "e":
            return self._bad(
                cell, name, Code.ERROR_CELL, f"de cel bevat de fout {value}", "herstel de formule"
            )
        if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
            return self._bad(
                cell,
                name,
                Code.CELL_TYPE,
                "de cel bevat een datum, tijd of ja/nee",
                "vul tekst of een getal in",
            )
        if isinstance(value, int | float):
            return _typed(value, percent="%" in str(cell.number_format))
        return str(value).strip()

    def _bad(self, cell: SheetCell, name: str, code: Code, what: str, hint: str) -> Cell:
        """Report a cell and give a blank in its place; the sheet is not used any further."""
        self.out.problem(code, self._place(cell, name), f"cel {cell.coordinate}: {what}", hint)
        return ""

    def _look_for_mixed_percent(self, used: list[SheetCell], header: tuple[str, ...]) -> None:
        """Refuse a column with and without percent format: 0,45 would stand beside 45."""
        formats: dict[int, set[bool]] = {}
        for cell in used:
            if isinstance(self.values[cell.coordinate].value, int | float):
                percent = "%" in str(cell.number_format)
                formats.setdefault(cell.column, set()).add(percent)
        for column, found in sorted(formats.items()):
            if len(found) > 1:
                self.out.problem(
                    Code.MIXED_PERCENT,
                    Place(self.file, self.sheet.title, None, header[column - 1]),
                    "in deze kolom staan getallen met en zonder procentopmaak",
                    "zet de opmaak van de hele kolom op Standaard en vul 45 in voor 45%",
                )


def _typed(value: float, *, percent: bool) -> TypedNumber:
    number = Decimal(value) if isinstance(value, int) else decimal_of_float(value)
    return TypedNumber(number * 100 if percent else number, percent=percent)


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
