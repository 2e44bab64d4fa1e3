"""The canonical columns, the names under which they are delivered, and matching a header to them.

Source: product.md section 1. What stands in the columns is for `tidy`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from vmreport.errors import Problems
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import Table

__all__ = ["ALIASES", "CANONICAL", "match_columns", "recognised"]

CANONICAL: tuple[str, ...] = (
    "editie",
    "gebied_code",
    "gebied",
    "niveau",
    "ouder",
    "indicator",
    "eenheid",
    "basis",
    "waarde",
    "marge",
    "ondergrens",
    "bovengrens",
    "n",
    "teller",
    "inwoners",
    "bron",
    "status",
)
"""In the order in which they are written."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "edition": "editie",
        "year": "editie",
        "jaar": "editie",
        "area_code": "gebied_code",
        "gebiedscode": "gebied_code",
        "gebiedcode": "gebied_code",
        "area": "gebied",
        "area_name": "gebied",
        "gebiedsnaam": "gebied",
        "gebied_naam": "gebied",
        "level": "niveau",
        "area_level": "niveau",
        "gebiedsniveau": "niveau",
        "parent": "ouder",
        "unit": "eenheid",
        "base": "basis",
        "value": "waarde",
        "margin": "marge",
        "betrouwbaarheidsmarge": "marge",
        "lower": "ondergrens",
        "upper": "bovengrens",
        "respondenten": "n",
        "numerator": "teller",
        "population": "inwoners",
        "source": "bron",
    }
)

_REQUIRED = ("editie", "indicator", "waarde")


def _canonical(header: str) -> str:
    name = re.sub(r"[\s\-]+", "_", header.strip().casefold())
    return name if name in CANONICAL else ALIASES.get(name, "")


def recognised(header: tuple[str, ...]) -> int:
    """Count the canonical columns in a header."""
    return len({found for name in header if (found := _canonical(name))})


def match_columns(table: Table, out: Problems) -> Mapping[str, int] | None:
    """Give the position of each canonical column; None when a required one is not there.

    Two columns with one meaning are a problem, a column we do not know is a notice.
    """
    positions: dict[str, int] = {}
    seen: dict[str, int] = {}
    for position, name in enumerate(table.header):
        key = _canonical(name) or " ".join(name.casefold().split())
        if not name:
            continue
        if key in seen:
            _report_twice(table, seen[key], position, out)
            continue
        seen[key] = position
        if key in CANONICAL:
            positions[key] = position
        else:
            out.notice(
                Code.COLUMN_UNKNOWN,
                table.place(table.header_row, position),
                f"kolom '{name}' wordt niet gebruikt",
                "controleer de naam als deze kolom wel nodig is",
            )
    missing = [name for name in _REQUIRED if name not in positions]
    if not {"gebied", "gebied_code"} & positions.keys():
        missing.append("gebied_code")
    for name in missing:
        out.problem(
            Code.COLUMN_MISSING,
            table.place(table.header_row),
            f"kolom '{name}' ontbreekt",
            f"voeg de kolom '{name}' toe",
        )
    return None if missing else MappingProxyType(positions)


def _report_twice(table: Table, first: int, second: int, out: Problems) -> None:
    names = sorted({table.header[first], table.header[second]})
    out.problem(
        Code.COLUMN_TWICE,
        table.place(table.header_row, second),
        f"kolom {first + 1} en kolom {second + 1} betekenen hetzelfde: {' en '.join(names)}",
        "laat één van beide weg",
    )


def filled(table: Table, position: int) -> int:
    """Count the cells of a column that hold something."""
    cells = [row.cells[position] for row in table.rows]
    return len(cells) - cells.count("")
