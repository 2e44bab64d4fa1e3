"""A country of made-up municipalities: one table, one list, one model dossier, a canary in each.

Made from the sample Voorbeeldstad, with or without its ten wijken: codes and figures differ, and
every municipality has a name and a case number that no other has.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from vmreport.assets import data_root
from vmreport.batch.areas import area_dossiers
from vmreport.batch.plan import Report
from vmreport.errors import Problems

__all__ = ["Country", "code", "country", "key", "name", "number", "write_dossiers"]

SAMPLE = data_root() / "samples" / "voorbeeldstad"
_REGIONS = 5
_FIGURES = ("waarde", "ondergrens", "bovengrens")


class Country:
    """The three things a batch is made of."""

    def __init__(self, folder: Path) -> None:
        self.table = folder / "landelijk.csv"
        self.listing = folder / "lijst.csv"
        self.model = folder / "model"


def code(item: int) -> str:
    return f"GM8{item:03}"


def name(item: int) -> str:
    return f"Kanarie{'abcdefghij'[item // 100]}{'abcdefghij'[item // 10 % 10]}{'abcdefghij'[item % 10]}dorp"


def number(item: int) -> str:
    return f"ZK-{7_000_003 + 977 * item}"


def key(item: int) -> str:
    return f"{code(item)}-{name(item).casefold()}"


def country(folder: Path, count: int, *, wijken: bool = False) -> Country:
    """Write table, list and model for `count` municipalities."""
    made = Country(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_table(made.table, count, wijken=wijken)
    lines = ["gebied_code;naam;regio;zaaknummer"]
    lines += [f"{code(n)};{name(n)};RG99{n % _REGIONS:02};{number(n)}" for n in range(count)]
    made.listing.write_text("\n".join(lines) + "\n", "utf-8")
    made.model.mkdir()
    settings = (SAMPLE / "dossier.toml").read_text("utf-8")
    for old, new in (
        ('gemeente = "GM9901"', 'gemeente = "$gebied_code"'),
        ('naam = "Voorbeeldstad"', 'naam = "$naam"'),
        ('regio = "RG9901"', 'regio = "$regio"'),
        ('zaaknummer = "VB-2024-0117"', 'zaaknummer = "$zaaknummer"'),
        ('huisstijl = "voorbeeldstad"', 'huisstijl = "ccv"'),
    ):
        assert old in settings
        settings = settings.replace(old, new)
    (made.model / "dossier.toml").write_text(settings, "utf-8")
    return made


def write_dossiers(folder: Path, count: int, *, wijken: bool = False) -> tuple[Report, ...]:
    """Write `count` dossiers in `folder`, as a batch makes them from a country."""
    made = country(folder.parent / f"{folder.name}-land", count, wijken=wijken)
    problems = Problems()
    reports = area_dossiers(made.table, made.listing, made.model, folder, problems)
    assert not problems.blocking, problems.blocking
    return reports


def _write_table(path: Path, count: int, *, wijken: bool) -> None:
    with (SAMPLE / "indicatoren.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    local = {row["indicator"] for row in rows if row["indicator"].startswith("lokaal")}
    rows = [row for row in rows if row["indicator"] not in local]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["gebied_code"] == "NL01")
        for region in range(_REGIONS):
            made = {"gebied_code": f"RG99{region:02}", "gebied": f"Streek {'ABCDE'[region]}"}
            writer.writerows(row | made for row in rows if row["gebied_code"] == "RG9901")
        for item in range(count):
            made = {"gebied_code": code(item), "gebied": name(item), "ouder": ""}
            own = (row for row in rows if row["gebied_code"] == "GM9901")
            writer.writerows(_moved(row, item) | made for row in own)
            inside = (row for row in rows if wijken and row["ouder"] == "GM9901")
            writer.writerows(_moved(row, item) | _wijk(row, item) for row in inside)


def _wijk(row: dict[str, str], item: int) -> dict[str, str]:
    """Give what makes a wijk of the sample one of this municipality."""
    own = f"WK{code(item)[2:]}"
    return {"gebied_code": row["gebied_code"].replace("WK9901", own), "ouder": code(item)}


def _moved(row: dict[str, str], item: int) -> dict[str, str]:
    """Give a row with its figures a little higher or lower, the same for all three."""
    step = Decimal((item * 37) % 41 - 20) / 10
    numbers = {field: row[field] for field in _FIGURES if row[field]}
    if "%" not in row["eenheid"] or not all(text[0].isdigit() for text in numbers.values()):
        return row
    moved = {
        field: Decimal(text.rstrip("%").replace(",", ".")) + step for field, text in numbers.items()
    }
    if not all(0 < value < 100 for value in moved.values()):
        return row
    words = {field: str(value).replace(".", ",") for field, value in moved.items()}
    return row | words | {"teller": "", "inwoners": ""}
