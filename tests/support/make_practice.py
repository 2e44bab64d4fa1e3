"""Makes the practice files of the Handleiding: the figures of Voorbeeldstad as a bureau delivers them.

The same rows as the sample dossier without the municipality's own questions, with headers and
names of indicators as people write them and a column that nobody needs.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from vmreport.assets import data_root
from vmreport.survey.codebook import load_codebook
from vmreport.writers.ooxml.package import canonical_zip, read_zip

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "oefening"
WORKBOOK = FOLDER / "cijfers-voorbeeldstad.xlsx"
TEXT = FOLDER / "cijfers-voorbeeldstad.csv"

_SOURCE = data_root() / "samples" / "voorbeeldstad" / "indicatoren.csv"
_COLUMNS = {
    "Jaar": "editie",
    "Gebiedscode": "gebied_code",
    "Gebied": "gebied",
    "Niveau": "niveau",
    "Indicator": "indicator",
    "Eenheid": "eenheid",
    "Waarde": "waarde",
    "Ondergrens": "ondergrens",
    "Bovengrens": "bovengrens",
    "Respondenten": "n",
    "Bron": "bron",
}
_NUMBERS = {"Jaar", "Waarde", "Ondergrens", "Bovengrens", "Respondenten"}
_FIXED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


def rows() -> Iterator[dict[str, str]]:
    """Give the delivered rows, header by header."""
    names = {code: item.name for code, item in load_codebook().indicators.items()}
    with _SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["indicator"] not in names:
                continue
            shown = row | {"indicator": names[row["indicator"]]}
            yield {head: shown[name] for head, name in _COLUMNS.items()} | {"Opmerking": ""}


def workbook() -> bytes:
    """Give the delivery in Excel; the same rows give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Cijfers Voorbeeldstad", "created": _FIXED})
    sheet = book.add_worksheet("Cijfers")
    bold = book.add_format({"bold": True})
    for number, row in enumerate(rows(), start=1):
        if number == 1:
            sheet.write_row(0, 0, list(row), bold)
        for column, (head, text) in enumerate(row.items()):
            if head in _NUMBERS and text[:1].isdigit():
                sheet.write_number(number, column, float(Decimal(text.replace(",", "."))))
            elif text:
                sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    sheet.set_column(2, 2, 20)
    sheet.set_column(4, 4, 60)
    book.close()
    return canonical_zip(read_zip(buffer.getvalue()))


def text() -> bytes:
    """Give the same delivery as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*_COLUMNS, "Opmerking"], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue().encode("utf-8")


if __name__ == "__main__":
    WORKBOOK.write_bytes(workbook())
    TEXT.write_bytes(text())
