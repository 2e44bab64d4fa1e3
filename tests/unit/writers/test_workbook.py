"""Rows of a workbook to edit are as high as their words, and grow with what is added."""

import io
from datetime import date

from openpyxl import load_workbook

from vmreport.document.workbook import Workbook, WorkbookColumn, WorkbookSheet
from vmreport.writers.ooxml.package import read_zip
from vmreport.writers.workbook import write_workbook

COLUMNS = (WorkbookColumn("Maatregel", 20), WorkbookColumn("Status", 12))
ROWS = (("Kort", "loopt"), ("Een zin die niet op één regel van twintig tekens past", "loopt"))


def made() -> bytes:
    sheet = WorkbookSheet("Maatregelen", COLUMNS, ROWS)
    day = date(2024, 5, 14)
    return write_workbook(Workbook("Plan", "Plan", "Gemeente", (), day, "concept", (sheet,)))


def test_a_row_is_as_high_as_its_longest_cell():
    heights = load_workbook(io.BytesIO(made()))["Maatregelen"].row_dimensions
    assert heights[3].ht > 2.5 * heights[2].ht


def test_no_row_is_kept_from_growing():
    assert not [name for name, data in read_zip(made()).items() if b"customHeight" in data]
