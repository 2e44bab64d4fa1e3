"""The Excel form for recommendations: one row per recommendation, one sheet for measures, help."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from vmreport.advice.form import (
    FIELDS,
    MEASURES,
    MEASURES_OF,
    PRIORITIES,
    SHEET_HELP,
    SHEET_MEASURES,
    SHEET_RECOMMENDATIONS,
    STATUSES,
    FormField,
    plan_fields,
)
from vmreport.advice.instruments import current_instruments
from vmreport.writers.ooxml.package import canonical_zip, read_zip

__all__ = ["excel_form"]

_ROWS = 40
_INSTRUMENTS_ROW = 41
"""Row of the help sheet, from 0, with the heading above the instruments."""
_BASE = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
_LINES = {"border": 1, "border_color": "#C3CAD3"}
_NUMBERS = ("Streefwaarde", "Streefjaar")
"""Columns where Excel may keep a number as a number."""
_FIXED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OWN = (
    FormField("Nummer", "Een nummer, zoals A1.", required=True, width=10),
    FormField("Titel", "Wat u aanbeveelt, in één regel.", required=True, width=40),
    FormField(
        "Tekst",
        "Wat u aanraadt en waarom. Met Alt+Enter begint u een nieuwe alinea. Een opsomming begint "
        'met een streepje en een spatie. Een cijfer haalt u op met {{ cijfer("onveilig_buurt") }}.',
        required=True,
        width=70,
    ),
)
_MEASURE_OWN = FormField(
    MEASURES_OF, "Het nummer van de aanbeveling, zoals A1.", required=True, width=14
)
_STEPS = (
    (
        "Vul op het blad Aanbevelingen één rij per aanbeveling in, en op het blad Maatregelen één rij "
        "per maatregel. Een sterretje (*) betekent: verplicht."
    ),
    (
        "Zet het bestand als aanbevelingen.xlsx in de map van het dossier, en haal aanbevelingen.docx "
        "daar weg."
    ),
    (
        "Verberg geen rijen of kolommen en voeg geen cellen samen; dan kan het bestand niet gelezen "
        "worden."
    ),
)


def excel_form(subtitle: str) -> bytes:
    """Give the workbook; the same words give the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Aanbevelingen", "created": _FIXED})
    number, title, text = _OWN
    _sheet(book, SHEET_RECOMMENDATIONS, (number, title, *FIELDS, text))
    _sheet(book, SHEET_MEASURES, (_MEASURE_OWN, *MEASURES))
    _help(book, subtitle)
    book.close()
    return canonical_zip(read_zip(buffer.getvalue()))


def _sheet(book: Any, name: str, fields: Sequence[FormField]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format(
        {**_BASE, **_LINES, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1C3D66"}
    )
    body = book.add_format({**_BASE, **_LINES, "num_format": "@"})
    number = book.add_format({**_BASE, **_LINES, "align": "left"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 22)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, field.width)
        sheet.write_string(0, column, f"{field.name} *" if field.required else field.name, head)
        for row in range(1, _ROWS + 1):
            sheet.write_blank(row, column, None, number if field.name in _NUMBERS else body)
        sheet.data_validation(1, column, _ROWS, column, _rule(field))


def _rule(field: FormField) -> dict[str, Any]:
    """Give the help that appears beside a cell, and the list to choose from where there is one."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": field.name,
        "input_message": field.help[:255],
    }
    if field.name == "Prioriteit":
        return {**rule, "validate": "list", "source": list(PRIORITIES), "error_type": "warning"}
    if field.name == "Status" and field in FIELDS:
        return {**rule, "validate": "list", "source": list(STATUSES), "error_type": "warning"}
    if field.name == "Veld":
        choices = [f"{number} {name}" for number, name in plan_fields().items()]
        return {**rule, "validate": "list", "source": choices, "error_type": "warning"}
    if field.name == "Instrument":
        first, last = _INSTRUMENTS_ROW + 2, _INSTRUMENTS_ROW + 1 + len(current_instruments())
        source = f"={SHEET_HELP}!$A${first}:$A${last}"
        return {**rule, "validate": "list", "source": source, "error_type": "warning"}
    return rule


def _help(book: Any, subtitle: str) -> None:
    sheet = book.add_worksheet(SHEET_HELP)
    title = book.add_format({**_BASE, "bold": True, "font_size": 18, "font_color": "#1C3D66"})
    heading = book.add_format({"font_name": "Calibri", "bold": True, "font_size": 13})
    grey = book.add_format({**_BASE, "font_color": "#515D6B"})
    bold = book.add_format({**_BASE, **_LINES, "bold": True, "bg_color": "#EAEFF5"})
    plain = book.add_format({**_BASE, **_LINES})
    words = book.add_format(_BASE)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "Uitleg", title)
    sheet.write_string(1, 1, subtitle, grey)
    row = 3
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_string(row, 0, f"Stap {number}", words)
        sheet.write_string(row, 1, step, words)
        sheet.set_row(row, _height(step))
        row += 1
    for name, fields in (
        (SHEET_RECOMMENDATIONS, (*_OWN[:2], *FIELDS, _OWN[2])),
        (SHEET_MEASURES, (_MEASURE_OWN, *MEASURES)),
    ):
        row += 1
        sheet.write_string(row, 0, f"Blad {name}", heading)
        row += 1
        for field in fields:
            sheet.write_string(row, 0, f"{field.name} *" if field.required else field.name, bold)
            sheet.write_string(row, 1, field.help, plain)
            sheet.set_row(row, _height(field.help))
            row += 1
    sheet.write_string(_INSTRUMENTS_ROW, 0, "Instrumenten", heading)
    for row, item in enumerate(current_instruments(), start=_INSTRUMENTS_ROW + 1):
        sheet.write_string(row, 0, item.name, bold)
        sheet.write_string(row, 1, item.problem, plain)
        sheet.set_row(row, max(_height(item.problem), _height(item.name, 28)))


def _height(words: str, width: int = 85) -> float:
    """Give the height in points of a row of help: not every program makes room by itself."""
    return 16.0 * -(-len(words) // width)
