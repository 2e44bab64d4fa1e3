"""An .xlsx workbook with figures as grids, one per visible sheet.

Opening it safely is for `files.workbook`; what the cells mean is for `cells` and `figures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vmreport.errors import Place, Problems
from vmreport.files.workbook import Sheet, WorkbookFault, read_sheets
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import Grid, Row, check_cells

__all__ = ["read_workbook"]

_CODES: Mapping[WorkbookFault, Code] = MappingProxyType(
    {
        WorkbookFault.WRONG_KIND: Code.WRONG_KIND,
        WorkbookFault.DAMAGED: Code.DAMAGED,
        WorkbookFault.UNSAFE: Code.UNSAFE,
        WorkbookFault.TOO_BIG: Code.TOO_BIG,
        WorkbookFault.HIDDEN: Code.HIDDEN,
        WorkbookFault.MERGED: Code.MERGED,
        WorkbookFault.EXTERNAL_LINK: Code.EXTERNAL_LINK,
        WorkbookFault.FORMULA_WITHOUT_VALUE: Code.FORMULA_WITHOUT_VALUE,
        WorkbookFault.ERROR_CELL: Code.ERROR_CELL,
        WorkbookFault.CELL_TYPE: Code.CELL_TYPE,
        WorkbookFault.MIXED_PERCENT: Code.MIXED_PERCENT,
    }
)


def read_workbook(data: bytes, file: str, out: Problems) -> tuple[Grid, ...]:
    """Give a grid per visible sheet with content; empty when a problem makes it unreadable."""

    def report(fault: WorkbookFault, place: Place, what: str, hint: str) -> None:
        out.problem(_CODES[fault], place, what, hint)

    grids = [_grid(sheet, file, out) for sheet in read_sheets(data, file, report)]
    return tuple(grid for grid in grids if grid is not None)


def _grid(sheet: Sheet, file: str, out: Problems) -> Grid | None:
    """Give the sheet as a grid, None when something in it was reported."""
    sound = sheet.sound
    rows = tuple(Row(row.number, row.cells) for row in sheet.rows)
    for row in rows:
        sound = check_cells(file, sheet.title, row, sheet.header, out) and sound
    return Grid(file, sheet.title, tuple(row for row in rows if any(row.cells))) if sound else None
