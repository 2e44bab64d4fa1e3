"""The measures under a recommendation, checked; which table they stand in is the reader's matter."""

from __future__ import annotations

from difflib import get_close_matches

from vmreport.advice import form
from vmreport.advice.model import Measure
from vmreport.advice.readers.draft import DraftCell, DraftRow, DraftTable
from vmreport.advice.readers.plain_words import plain_words
from vmreport.errors import Place, Problems

__all__ = ["COLUMNS", "read_measures"]

COLUMNS = tuple(field.name for field in (*form.MEASURES, *form.MORE_MEASURES))
"""The columns of the table, in order."""
_BY_NAME = {name.casefold(): name for name in COLUMNS}


def read_measures(table: DraftTable, problems: Problems) -> tuple[Measure, ...]:
    """Give the measures of a table; unknown and missing columns and empty measures are problems."""
    columns = _columns(table.header, table.place, problems)
    return tuple(_measure(row, columns, problems) for row in table.rows)


def _columns(cells: tuple[DraftCell, ...], place: Place, problems: Problems) -> tuple[str, ...]:
    names: list[str] = []
    for cell in cells:
        written = plain_words(cell.text, cell.place, problems)
        name = _BY_NAME.get(written.casefold(), "")
        if not name:
            close = get_close_matches(written.casefold(), _BY_NAME, n=1)
            meant = f"Bedoelde u {_BY_NAME[close[0]]}? " if close else ""
            problems.problem(
                "E358",
                cell.place,
                f"Onbekende kolom: {written or '(leeg)'}.",
                f"{meant}Bekend zijn {', '.join(COLUMNS)}.",
            )
        elif name in names:
            problems.problem(
                "E358", cell.place, f"De kolom {name} staat er twee keer.", "Laat er één staan."
            )
        names.append(name)
    if "Maatregel" not in names:
        hint = f"Begin de tabel met de kolommen {', '.join(COLUMNS)}."
        problems.problem("E358", place, "De kolom Maatregel ontbreekt.", hint)
    return tuple(names)


def _measure(row: DraftRow, columns: tuple[str, ...], problems: Problems) -> Measure:
    words = [plain_words(cell.text, cell.place, problems) for cell in row.cells]
    values = dict(zip(columns, words, strict=True))
    if "Maatregel" in columns and not values["Maatregel"]:
        problems.problem(
            "E358", row.place, "In deze rij ontbreekt de maatregel.", "Vul de kolom Maatregel."
        )
    partners = tuple(part.strip() for part in values.get("Partners", "").split(","))
    return Measure(
        title=values.get("Maatregel", ""),
        result=values.get("Resultaat", ""),
        owner=values.get("Trekker", ""),
        partners=tuple(part for part in partners if part),
        start=values.get("Start", ""),
        end=values.get("Einde", ""),
        means=values.get("Middelen", ""),
        status=values.get("Status", ""),
        place=row.place,
        action=values.get("Actiepunt", ""),
        indicator=values.get("Indicator", ""),
        progress=values.get("Voortgang", ""),
    )
