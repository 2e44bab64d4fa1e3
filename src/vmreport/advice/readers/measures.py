"""The table of measures under a recommendation."""

from __future__ import annotations

from difflib import get_close_matches

from vmreport.advice.model import Measure
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.readers.sections import Lines
from vmreport.errors import Place, Problems
from vmreport.markup.tables import is_delimiter_row, split_row

__all__ = ["COLUMNS", "read_measures"]

COLUMNS = (
    "Actiepunt",
    "Maatregel",
    "Resultaat",
    "Trekker",
    "Partners",
    "Start",
    "Einde",
    "Middelen",
    "Indicator",
    "Status",
    "Voortgang",
)
_BY_NAME = {name.casefold(): name for name in COLUMNS}
_EXAMPLE = "| Maatregel | Resultaat | Trekker | Partners | Start | Einde | Middelen | Status |"


def read_measures(body: Lines, problems: Problems) -> tuple[Measure, ...]:
    """Give the measures of the one table in `body`."""
    rows = [(index, line) for index, line in enumerate(body.lines) if line.strip()]
    if len(rows) < 2 or not is_delimiter_row(rows[1][1]):
        problems.problem(
            "E358",
            body.words_place(),
            "Onder Maatregelen staat geen tabel.",
            f"Begin met de regel {_EXAMPLE} en daaronder een regel | --- | --- | ….",
        )
        return ()
    columns = _columns(split_row(rows[0][1]), body.place(rows[0][0]), problems)
    measures: list[Measure] = []
    for index, line in rows[2:]:
        place = body.place(index)
        if "|" not in line:
            problems.problem(
                "E358",
                place,
                "Onder Maatregelen staat tekst buiten de tabel.",
                "Zet de tekst boven de kop Maatregelen.",
            )
            continue
        measure = _measure(split_row(line), columns, place, problems)
        measures += [measure] if measure is not None else []
    if not rows[2:]:
        problems.problem(
            "E358", body.words_place(), "De tabel Maatregelen is leeg.", "Vul hem of verwijder hem."
        )
    return tuple(measures)


def _columns(cells: tuple[str, ...], place: Place, problems: Problems) -> tuple[str, ...]:
    names: list[str] = []
    for cell in cells:
        written = plain_words(cell, place, problems)
        name = _BY_NAME.get(written.casefold(), "")
        if not name:
            close = get_close_matches(written.casefold(), _BY_NAME, n=1)
            meant = f"Bedoelde u {_BY_NAME[close[0]]}? " if close else ""
            problems.problem(
                "E358",
                place,
                f"Onbekende kolom: {written or '(leeg)'}.",
                f"{meant}Bekend zijn {', '.join(COLUMNS)}.",
            )
        elif name in names:
            problems.problem(
                "E358", place, f"De kolom {name} staat er twee keer.", "Laat er één staan."
            )
        names.append(name)
    if "Maatregel" not in names:
        problems.problem("E358", place, "De kolom Maatregel ontbreekt.", f"Schrijf {_EXAMPLE}.")
    return tuple(names)


def _measure(
    cells: tuple[str, ...], columns: tuple[str, ...], place: Place, problems: Problems
) -> Measure | None:
    if len(cells) != len(columns):
        problems.problem(
            "E358",
            place,
            f"Deze rij heeft {len(cells)} cellen, de kop van de tabel {len(columns)}.",
            "Zet in elke rij evenveel | als in de kop; typ \\| voor een streep in de tekst.",
        )
        return None
    words = [plain_words(cell, place, problems) for cell in cells]
    values = dict(zip(columns, words, strict=True))
    if "Maatregel" in columns and not values["Maatregel"]:
        problems.problem(
            "E358", place, "In deze rij ontbreekt de maatregel.", "Vul de kolom Maatregel."
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
        place=place,
        action=values.get("Actiepunt", ""),
        indicator=values.get("Indicator", ""),
        progress=values.get("Voortgang", ""),
    )
