"""Makes voortgang.xlsx of the fictitious Voorbeeldstad: the plan's workbook, filled in for July 2025.

Run as a script to write the file again; the same bytes on every run.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from vmreport.assets import data_root
from vmreport.document.workbook import Workbook
from vmreport.errors import Problems

FOLDER = data_root() / "samples" / "voorbeeldstad"

PROGRESS = {
    "Groepsscan en plan per groep": (
        "gereed",
        "Drie groepen zijn in beeld. Voor twee groepen ligt er een plan; de derde is uit elkaar gegaan.",
    ),
    "Jongerencentrum open tot 22.00 uur, vijf avonden per week": (
        "loopt",
        "Open op vier avonden. De vijfde avond start na de zomer, als er een beheerder is.",
    ),
    "Ambulant jongerenwerk op vrijdag en zaterdag": (
        "vertraagd",
        "Eén van de twee werkers is begonnen. Voor de tweede loopt de werving nog.",
    ),
    "Veiligheidsanalyse van het uitgaansgebied": (
        "gereed",
        "Het rapport is in maart besproken met bewoners en ondernemers.",
    ),
    "Convenant Veilig Uitgaan": (
        "loopt",
        "De tekst is klaar. Van de 24 zaken hebben er 15 toegezegd te tekenen.",
    ),
    "Horecastewards in het sluitingsuur": ("gepland", "Start na het tekenen van het convenant."),
    "Oefenlessen online oplichting op scholen": (
        "loopt",
        "Alle tweede klassen van dit schooljaar hebben de les gehad.",
    ),
    "Spreekuur digitale hulp": ("loopt", "Spreekuur op drie van de vier plekken, elke week."),
    "Snelle hulp na online oplichting": (
        "vertraagd",
        "Politie en gemeente zijn het nog niet eens over het delen van gegevens.",
    ),
    "Buurtbemiddeling in beide wijken vergroten": (
        "loopt",
        "Veertien van de twintig vrijwilligers zijn opgeleid.",
    ),
    "Welkom voor nieuwe buren": ("loopt", "Elke nieuwe huurder in Havenwijk krijgt bezoek."),
    "Straatbudget voor bewoners": ("loopt", "Zes straten doen mee; er is plaats voor negen."),
    "Avondschouw in Stationskwartier en Binnenstad": (
        "loopt",
        "In beide wijken is één schouw geweest. De lijst met plekken staat op de website.",
    ),
    "Snelle verbeteringen na de schouw": (
        "loopt",
        "Van de 31 punten zijn er 22 opgelost, vooral licht en snoeiwerk.",
    ),
    "Bewaakte stalling bij het station verlengen tot sluitingstijd": (
        "vervallen",
        "De stalling krijgt in 2026 een andere beheerder, die de tijden zelf verruimt.",
    ),
    "Meldpunt gestolen fiets via de website": ("loopt", "Het meldpunt is sinds april open."),
}


def progress_workbook() -> Workbook:
    """Give the plan's workbook with statuses and progress filled in."""
    from vmreport.compose.compose import metadata
    from vmreport.compose.plan_workbook import plan_workbook
    from vmreport.pipeline import _load

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "voorbeeldstad"
        root.mkdir()
        for path in FOLDER.iterdir():
            if path.name != "voortgang.xlsx":
                (root / path.name).write_bytes(path.read_bytes())
        loaded = _load(root, Problems())
    assert loaded is not None
    book = plan_workbook(
        loaded.material, metadata(loaded.kinds["uitvoeringsplan"], loaded.material)
    )
    sheet = book.sheets[0]
    headers = [column.header for column in sheet.columns]
    title, status, words = (headers.index(name) for name in ("Maatregel", "Status", "Voortgang"))
    rows = []
    for row in sheet.rows:
        cells = list(row)
        cells[status], cells[words] = PROGRESS[row[title]]
        rows.append(tuple(cells))
    return replace(book, sheets=(replace(sheet, rows=tuple(rows)), *book.sheets[1:]))


def main() -> None:
    from vmreport.writers.workbook import write_workbook

    (FOLDER / "voortgang.xlsx").write_bytes(write_workbook(progress_workbook()))


if __name__ == "__main__":
    main()
