"""Makes the figures of the sample dossier "Provincie Groningen" from published CBS figures.

Needs the shared reference data; the table it writes holds facts with their source, nothing else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from support.make_voorbeeldstad import COLUMNS
from vmreport.assets import data_root
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Indicator, series_of

PATH = data_root() / "samples" / "groningen" / "indicatoren.csv"
EDITIONS = (2013, 2014, 2015, 2016, 2017)
AREAS = {
    "NL01": ("Nederland", "land", ""),
    "PV20": ("Groningen", "provincie", "NL01"),
}
SOURCES = (
    ("StatLine-export 81877NED", "CBS StatLine 81877NED"),
    ("veiligheidsmonitor-2019/bijlagen", "CBS, Veiligheidsmonitor 2019, bijlage 2"),
    ("longreads.cbs.nl/veiligheidsmonitor-2019", "CBS, Veiligheidsmonitor 2019"),
    ("www.cbs.nl", "CBS, nieuwsbericht"),
    ("download.cbs.nl", "CBS, Veiligheidsmonitor 2025, tabel 2.1.4 (tweedehands)"),
    ("criminaliteitinbeeld.nl", "CBS, via criminaliteitinbeeld.nl"),
    ("nrc.nl", "CBS, via NRC 2 maart 2020 (afgerond)"),
    ("volkskrant.nl", "CBS, via de Volkskrant (afgerond)"),
)


def rows(published: Path) -> Iterator[dict[str, str]]:
    """Give the rows in order of edition, area and codebook; one per figure, StatLine first."""
    book = load_codebook()
    places = {code: place for place, code in enumerate(book.indicators)}
    found: dict[tuple[int, str, int], dict[str, str]] = {}
    with published.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            edition = int(line["edition"])
            if (
                line["area_code"] not in AREAS
                or edition not in EDITIONS
                or line["theme"] == "Onderzoeksverantwoording"
            ):
                continue
            (item,) = book.find(line["indicator"], line["unit"], series_of(edition))
            key = (edition, line["area_code"], places[item.code])
            if key not in found or "StatLine-export" in line["source_url"]:
                found[key] = row(line, item)
    for key in sorted(found):
        yield found[key]


def row(line: Mapping[str, str], item: Indicator) -> dict[str, str]:
    """Give one row; the half-width that CBS printed stands under `marge`."""
    margin = ""
    if line["note"].startswith("marge +-"):
        margin = line["note"].removeprefix("marge +-").split(" ")[0]
    return dict.fromkeys(COLUMNS, "") | {
        "editie": line["edition"],
        "gebied_code": line["area_code"],
        **dict(zip(("gebied", "niveau", "ouder"), AREAS[line["area_code"]], strict=True)),
        "indicator": item.code,
        "eenheid": item.unit_label,
        "basis": item.base,
        "waarde": line["value"].replace(".", ","),
        "marge": margin,
        "bron": source(line["source_url"]),
    }


def source(address: str) -> str:
    """Give the printed source of an address; raises KeyError when it has no name here."""
    for part, name in SOURCES:
        if part in address:
            return name
    raise KeyError(address)


def table(published: Path) -> str:
    """Give the whole table as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(published))
    return out.getvalue()


if __name__ == "__main__":
    from support.shared import shared_data

    PATH.write_text(table(shared_data("vm_published_figures.csv")), encoding="utf-8", newline="")
