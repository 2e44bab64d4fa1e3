"""Dossiers that stretch the layout, made from the Voorbeeldstad sample: names, numbers, gaps.

Each case keeps the figures of the sample and changes one thing; the advisor's texts go where they
would name what is no longer there.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from vmreport.assets import data_root

SAMPLE = data_root() / "samples" / "voorbeeldstad"
LONG_NAMES = (
    "Alphen-Chaam",
    "Nissewaard",
    "Gemeente Midden-Groningen en omstreken",
    "Nieuwerkerk-Zevenhuizen-Moordrecht en Reeuwijk-Bodegravenland",
)
"""From usual to 60 characters; the last has no place to break but its hyphens."""
DOCUMENTS = ("raadsrapport", "raadsbrief", "factsheet", "wijkprofiel")

Row = dict[str, str]


def make(case: str, folder: Path) -> Path:
    """Write the dossier of a case and give its folder."""
    root = folder / "dossier"
    shutil.copytree(SAMPLE, root)
    CASES[case](root)
    return root


# -- edits ------------------------------------------------------------------------------------


def edit_rows(root: Path, change: Callable[[list[Row]], Iterable[Row]]) -> None:
    path = root / "indicatoren.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        names, rows = list(reader.fieldnames or ()), list(reader)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(rows))
    path.write_text(out.getvalue(), encoding="utf-8")


def edit_settings(root: Path, *replacements: tuple[str, str]) -> None:
    path = root / "dossier.toml"
    text = path.read_text(encoding="utf-8")
    for pattern, replacement in replacements:
        text, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
        assert count, pattern
    path.write_text(text, encoding="utf-8")


def without_texts(root: Path) -> None:
    """Leave out what the advisor wrote, the map and the own questions stay."""
    for name in ("aanbevelingen.md", "duiding.md", "kwalitatief.md", "voortgang.xlsx"):
        (root / name).unlink()


# -- cases ------------------------------------------------------------------------------------


def long_name(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        without_texts(root)
        recommendations(root, 6)

        def renamed(rows: list[Row]) -> Iterable[Row]:
            for row in rows:
                if row["gebied"] == "Voorbeeldstad":
                    row["gebied"] = name
                if row["gebied"] == "Regio Voorbeeldland":
                    row["gebied"] = "Regio Zuid-Hollandse Eilanden en Drechtsteden"
                yield row

        edit_rows(root, renamed)
        edit_settings(root, (r'^naam = "Voorbeeldstad"', f'naam = "{name}"'))

    return change


def one_ward(root: Path) -> None:
    without_texts(root)
    (root / "gebieden.geojson").unlink()
    edit_rows(
        root, lambda rows: [r for r in rows if r["niveau"] != "wijk" or r["gebied"] == "Tuinwijk"]
    )


def forty_wards(root: Path) -> None:
    without_texts(root)
    (root / "gebieden.geojson").unlink()

    def multiplied(rows: list[Row]) -> Iterable[Row]:
        yield from (row for row in rows if row["niveau"] != "wijk")
        for number in range(1, 5):
            for row in rows:
                if row["niveau"] == "wijk":
                    code = f"WK9901{int(row['gebied_code'][-2:]) + 20 * number:02}"
                    name = f"{row['gebied']} {('Noord', 'Oost', 'Zuid', 'West')[number - 1]}"
                    yield row | {"gebied_code": code, "gebied": name}

    edit_rows(root, multiplied)


def villages_and_neighbourhoods(root: Path) -> None:
    """Kernen and buurten instead of wijken, two of them with one name."""
    without_texts(root)
    (root / "gebieden.geojson").unlink()

    def relabelled(rows: list[Row]) -> Iterable[Row]:
        for row in rows:
            if row["gebied"] in ("Binnenstad", "Stationskwartier"):
                name = row["gebied"].replace("Binnenstad", "Noord")
                row |= {"niveau": "kern", "gebied": name, "gebied_code": ""}
            elif row["gebied"] in ("Tuinwijk", "Havenwijk"):
                name = row["gebied"].replace("Tuinwijk", "Noord")
                code = f"BU{row['gebied_code'][2:]}01"
                row |= {"niveau": "buurt", "gebied": name, "gebied_code": code}
            elif row["niveau"] == "wijk":
                continue
            yield row

    edit_rows(root, relabelled)


def no_references(root: Path) -> None:
    without_texts(root)
    edit_rows(
        root,
        lambda rows: [
            r | {"ouder": r["ouder"].replace("RG9901", "")}
            for r in rows
            if r["niveau"] not in ("land", "regio")
        ],
    )
    edit_settings(root, (r'^land = "NL01"', 'land = ""'), (r'^regio = "RG9901"', 'regio = ""'))


def no_previous_edition(root: Path) -> None:
    without_texts(root)
    edit_rows(root, lambda rows: [row for row in rows if row["editie"] == "2023"])
    edit_settings(root, (r"^vorige_editie = 2021\n", ""))


def no_recommendations(root: Path) -> None:
    for name in ("aanbevelingen.md", "voortgang.xlsx"):
        (root / name).unlink()


def no_local_areas(root: Path) -> None:
    without_texts(root)
    (root / "gebieden.geojson").unlink()
    edit_rows(root, lambda rows: [row for row in rows if row["niveau"] != "wijk"])


def recommendations(root: Path, count: int) -> None:
    parts = [
        f"## A{number}. Maak samen met bewoners, ondernemers en de politie een plan voor plek {number}\n\n"
        f"- **Bevindingen:** onveilig_buurt\n- **Prioriteit:** hoog\n- **Veld:** 1\n"
        f"- **Doel:** Inwoners voelen zich op plek {number} vaker veilig dan nu, ook in de avond en de nacht.\n"
        f"- **Gevraagd:** De raad wordt gevraagd het plan voor plek {number} op te nemen in het "
        "integraal veiligheidsplan en daar geld voor vrij te maken.\n\n"
        "Ga met elkaar langs de plek en spreek af wie wat doet.\n"
        for number in range(1, count + 1)
    ]
    (root / "aanbevelingen.md").write_text("\n".join(parts), encoding="utf-8")


def thirty_recommendations(root: Path) -> None:
    (root / "voortgang.xlsx").unlink()
    recommendations(root, 30)


def missing_margins(root: Path) -> None:
    without_texts(root)

    def stripped(rows: list[Row]) -> Iterable[Row]:
        for row in rows:
            yield row | {"ondergrens": "", "bovengrens": "", "marge": ""}

    edit_rows(root, stripped)


CASES: dict[str, Callable[[Path], None]] = {
    **{f"naam-van-{len(name)}": long_name(name) for name in LONG_NAMES},
    "een-wijk": one_ward,
    "veertig-wijken": forty_wards,
    "kernen-en-buurten": villages_and_neighbourhoods,
    "geen-wijken": no_local_areas,
    "zonder-referenties": no_references,
    "zonder-vorige-editie": no_previous_edition,
    "zonder-aanbevelingen": no_recommendations,
    "dertig-aanbevelingen": thirty_recommendations,
    "zonder-marges": missing_margins,
}
