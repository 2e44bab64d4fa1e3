"""An .xlsx workbook as rows per visible sheet; nothing hidden, merged or uncomputed passes.

Read twice: with formulas, to name those without a computed value, and with the values. Source:
risks A6. What the cells mean, and under which code a fault is said, is for who reads the workbook.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

from vmreport.errors import Place
from vmreport.files.archive import ZIP_FAULTS, why_unsafe

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Report",
    "Sheet",
    "SheetRow",
    "TypedNumber",
    "WorkbookFault",
    "decimal_of_float",
    "read_sheets",
]

MAX_ROWS = 200_000
MAX_COLUMNS = 200

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


class WorkbookFault(Enum):
    """What can be wrong with a workbook, whatever it is about."""

    WRONG_KIND = auto()
    """An old .xls, with macros or a password, or no workbook at all."""
    DAMAGED = auto()
    UNSAFE = auto()
    """A zip bomb or an XML entity."""
    TOO_BIG = auto()
    HIDDEN = auto()
    """A sheet, row or column with content is hidden."""
    MERGED = auto()
    EXTERNAL_LINK = auto()
    FORMULA_WITHOUT_VALUE = auto()
    ERROR_CELL = auto()
    CELL_TYPE = auto()
    """A date, time or boolean."""
    MIXED_PERCENT = auto()
    """A column of numbers with and without percent format."""


Report: TypeAlias = Callable[[WorkbookFault, Place, str, str], None]
"""Takes a fault with its place, what is wrong and what to do (Dutch, without full stop)."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that the file stores as a number (Excel, Parquet), so without a decimal mark."""

    value: Decimal
    percent: bool = False
    """The cell has a percent format; `value` is what it shows, so 45 for a stored 0.45."""

    @property
    def text(self) -> str:
        """The number as Dutch text, never in exponent notation."""
        return format(self.value, "f").replace(".", ",")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with content; `cells` are texts without white space around them, or numbers."""

    number: int
    """1-based row, as the advisor sees it."""
    cells: tuple[str | TypedNumber, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet with content; every row has as many cells as the widest."""

    title: str
    header: tuple[str, ...]
    """Names of the columns for places: the first row, else the letter."""
    rows: tuple[SheetRow, ...]
    sound: bool
    """False when something in it was reported; what was wrong stands there as a blank."""


def read_sheets(data: bytes, file: str, report: Report) -> tuple[Sheet, ...]:
    """Give the visible sheets with content; empty when the file cannot be opened (reported)."""
    if _refused(data, file, report):
        return ()
    try:
        formulas = _open(data, values=False)
        values = _open(data, values=True) if _has_formulas(formulas) else formulas
        sheets = [
            _SheetReader(sheet, values[sheet.title], file, report).read()
            for sheet in formulas.worksheets
        ]
    except _FAULTS:
        _damaged(file, report)
        return ()
    return tuple(sheet for sheet in sheets if sheet is not None)


def _refused(data: bytes, file: str, report: Report) -> bool:
    place = Place(file)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            what, hint = "het bestand heeft een wachtwoord", "sla het op zonder wachtwoord"
        else:
            what, hint = "dit is een oud Excel-bestand (.xls)", "sla het op als .xlsx"
        report(WorkbookFault.WRONG_KIND, place, what, hint)
        return True
    if data.lstrip()[:1] == b"<":
        what = "dit is een webpagina of XML met de naam van een Excel-bestand"
        report(WorkbookFault.WRONG_KIND, place, what, "open het in Excel en sla het op als .xlsx")
        return True
    try:
        unsafe = why_unsafe(data, MAX_ROWS)
    except ZIP_FAULTS:
        _damaged(file, report)
        return True
    if unsafe:
        code = WorkbookFault.TOO_BIG if "rijen" in unsafe else WorkbookFault.UNSAFE
        what = f"het bestand wordt niet geopend: {unsafe}"
        report(code, place, what, "sla de tabel opnieuw op als .xlsx of lever CSV aan")
        return True
    if b"vbaProject.bin" in data or b"macrosheets/" in data:
        what = "het bestand bevat macro's (.xlsm)"
        report(WorkbookFault.WRONG_KIND, place, what, "sla het op als .xlsx, zonder macro's")
        return True
    return False


def _damaged(file: str, report: Report) -> None:
    what = "het bestand is beschadigd of is geen Excel-bestand"
    report(
        WorkbookFault.DAMAGED, Place(file), what, "vraag het opnieuw op, of sla het op als .xlsx"
    )


def _open(data: bytes, *, values: bool) -> Workbook:
    with _without_numpy():
        import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Warnings of openpyxl are about parts that we do not read: styles, validation, pictures.
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


@contextmanager
def _without_numpy() -> Iterator[None]:
    """Let what is imported inside do without numpy, unless it is there already.

    openpyxl imports it to know its numbers when it writes; we read. It costs as much as openpyxl.
    """
    if "numpy" in sys.modules:
        yield
        return
    sys.modules["numpy"] = None  # type: ignore[assignment] # None is how Python hides a module
    try:
        yield
    finally:
        del sys.modules["numpy"]


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
    report: Report
    sound: bool = True

    def read(self) -> Sheet | None:
        """Give the rows of the sheet, None when it is empty or cannot be used at all."""
        used = [cell for cell in _cells(self.sheet) if cell.value != ""]
        if not used:
            return None
        if self.sheet.sheet_state != "visible":
            self._hidden(Place(self.file, self.sheet.title), f"blad '{self.sheet.title}'")
            return None
        if self._too_big(used):
            return None
        width = max(cell.column for cell in used)
        self._look_for_hidden(used)
        self._look_for_merged(used)
        header = self._header(used, width)
        rows: dict[int, list[str | TypedNumber]] = {}
        for cell in used:
            cells = rows.setdefault(cell.row, [""] * width)
            cells[cell.column - 1] = self._cell(cell, header[cell.column - 1])
        self._look_for_mixed_percent(used, header)
        found = tuple(SheetRow(number, tuple(cells)) for number, cells in sorted(rows.items()))
        return Sheet(self.sheet.title, header, found, self.sound)

    def _say(self, fault: WorkbookFault, place: Place, what: str, hint: str) -> None:
        self.sound = False
        self.report(fault, place, what, hint)

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
                self._say(
                    WorkbookFault.TOO_BIG,
                    self._place(cell, _letter(cell.column)),
                    f"in cel {cell.coordinate} staat iets, ver buiten de tabel",
                    f"verwijder de inhoud; hoogstens {MAX_ROWS} rijen en {MAX_COLUMNS} kolommen",
                )
                return True
        return False

    def _hidden(self, place: Place, what: str) -> None:
        hint = "maak het zichtbaar, of verwijder het als het niet mee hoeft"
        self._say(WorkbookFault.HIDDEN, place, f"{what} is verborgen en heeft inhoud", hint)

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
                self._say(
                    WorkbookFault.MERGED,
                    Place(self.file, self.sheet.title, merged.min_row, _letter(merged.min_col)),
                    f"de cellen {merged.coord} zijn samengevoegd",
                    "splits de cellen en vul elke cel",
                )

    def _cell(self, cell: SheetCell, name: str) -> str | TypedNumber:
        """Give what a cell holds, or a blank after reporting why it cannot be used."""
        value = cell.value
        kind = cell.data_type
        if kind == "f":
            formula = str(getattr(value, "text", value))
            if _EXTERNAL.search(formula):
                return self._bad(
                    cell,
                    name,
                    WorkbookFault.EXTERNAL_LINK,
                    "de formule haalt haar waarde uit een ander bestand",
                    "plak de waarde",
                )
            computed = self.values[cell.coordinate]
            value, kind = computed.value, computed.data_type
            if value is None:
                return self._bad(
                    cell,
                    name,
                    WorkbookFault.FORMULA_WITHOUT_VALUE,
                    "de formule heeft geen uitkomst",
                    "open en bewaar in Excel, of plak de waarde",
                )
        if kind == "e":
            return self._bad(
                cell,
                name,
                WorkbookFault.ERROR_CELL,
                f"de cel bevat de fout {value}",
                "herstel de formule",
            )
        if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
            return self._bad(
                cell,
                name,
                WorkbookFault.CELL_TYPE,
                "de cel bevat een datum, tijd of ja/nee",
                "vul tekst of een getal in",
            )
        if isinstance(value, int | float):
            return _typed(value, percent="%" in str(cell.number_format))
        return str(value).strip()

    def _bad(
        self, cell: SheetCell, name: str, fault: WorkbookFault, what: str, hint: str
    ) -> str | TypedNumber:
        """Report a cell and give a blank in its place; the sheet is not used any further."""
        self._say(fault, self._place(cell, name), f"cel {cell.coordinate}: {what}", hint)
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
                self._say(
                    WorkbookFault.MIXED_PERCENT,
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
