"""Fills in the forms of `vmreport new` as a person does: in the cells, lists and empty lines."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

__all__ = ["fill_form", "fill_sheet"]


def fill_form(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Fill in a form and save it.

    Each row says where and what: `Kop A1`, `Aanbeveling A1` (its fields follow), a field such as `Prioriteit`, `Tekst`, `Maatregel 1`
    (cells separated by `;`), or the heading of an interpretation. `<br>` begins a new line.
    """
    document = Document(str(path))
    block = 0
    for where, what in rows:
        if where.startswith("Kop "):
            block = int(where.removeprefix("Kop A"))
            _type_heading(document, where.removeprefix("Kop "), what)
        elif where.startswith("Aanbeveling A"):
            block = int(where.removeprefix("Aanbeveling A"))
        elif where.startswith("Maatregel "):
            row = document.tables[2 * block - 1].rows[int(where.split()[1])]
            for cell, words in zip(row.cells, what.split(";"), strict=True):
                cell.paragraphs[0].add_run(words.strip())
        elif block and where != "Tekst":
            _answer(_field(document.tables[2 * block - 2], where), what)
        else:
            nth = block if where == "Tekst" else 1
            _type_text(_under(document.paragraphs, where, nth), what)
    document.save(str(path))


def fill_sheet(
    path: Path, sheet: str, rows: Sequence[Sequence[str]], number: int | None = None
) -> None:
    """Fill in a row of a sheet, else its first empty one: column and content per row of the table."""
    book = openpyxl.load_workbook(path)
    cells = book[sheet]
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in cells[1]}
    free = (row for row in range(2, 1000) if not any(cell.value for cell in cells[row]))
    row = number or next(free)
    for where, what in rows:
        cells.cell(row, columns[where]).value = what.replace("<br>", "\n")
    book.save(path)


def _type_heading(document, number: str, what: str) -> None:
    heading = next(p for p in document.paragraphs if p.text.startswith(f"{number}. "))
    heading.runs[0].text = f"{number}. {what}"
    for run in heading.runs[1:]:
        run.text = ""


def _field(table, name: str) -> _Cell:
    for row in table.rows:
        if row.cells[0].paragraphs[0].text.rstrip(" *") == name:
            return row.cells[1]
    message = f"het formulier heeft geen veld {name}"
    raise AssertionError(message)


def _answer(cell: _Cell, what: str) -> None:
    """Choose from a list as Word does it, or type."""
    control = next(cell._tc.iter(qn("w:sdt")), None)
    if control is None:
        _type_text(cell.paragraphs[0], what)
        return
    choices = {item.get(qn("w:displayText")) for item in control.iter(qn("w:listItem"))}
    assert what in choices, f"{what} staat niet in de lijst {sorted(choices)}"
    for mark in (*control.iter(qn("w:showingPlcHdr")), *control.iter(qn("w:rStyle"))):
        mark.getparent().remove(mark)
    next(control.iter(qn("w:t"))).text = what


def _under(paragraphs: Sequence[Paragraph], heading: str, nth: int) -> Paragraph:
    """Give the first empty line under the nth heading of this name."""
    places = [
        i for i, p in enumerate(paragraphs) if p.text == heading and "Heading" in p.style.name
    ]
    start = places[nth - 1]
    return next(p for p in paragraphs[start + 1 :] if not p.text)


def _type_text(paragraph: Paragraph, what: str) -> None:
    lines = what.split("<br>")
    empty = deepcopy(paragraph._p)
    paragraph.add_run(lines[0].strip())
    last = paragraph._p
    for line in lines[1:]:
        copy = deepcopy(empty)
        last.addnext(copy)
        Paragraph(copy, paragraph._parent).add_run(line.strip())
        last = copy
