"""What earlier publications showed of the same figures: `eerder_gepubliceerd.csv` of a dossier.

The shape is that of the figures a report carries along (`cijfers.csv`), so that the file of last
time can be put down as it is. What an outsider can do with it is decided in `analysis`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from vmreport.errors import Place, Problems
from vmreport.survey.areas import level_of_code
from vmreport.survey.codebook import Codebook
from vmreport.survey.model import Area, AreaLevel, ObservationKey
from vmreport.survey.readers.files import read_grids
from vmreport.survey.readers.identity import EDITIONS
from vmreport.survey.readers.report import fold
from vmreport.survey.readers.table import (
    Grid,
    Row,
    Table,
    named_columns,
    plain_text,
    under_header,
)

__all__ = ["EarlierFigure", "load_earlier"]

_COLUMNS = ("editie", "gebied_code", "indicator", "waarde", "opmerking")
_OPTIONAL = ("gebied", "niveau", "ouder")
_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:[.\u00a0][0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_GUARDED = frozenset({"afgeschermd", "geheim"})
"""Remarks of a figure that was hidden so that nobody could be recognised."""


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """One figure of an earlier publication."""

    key: ObservationKey
    area: Area
    value: Decimal | None
    """None when it was hidden."""
    places: int
    """Decimals it was printed with."""
    is_guarded: bool
    """It was hidden so that nobody could be recognised."""


def load_earlier(path: Path, codebook: Codebook, problems: Problems) -> tuple[EarlierFigure, ...]:
    """Read what was published before; E803 (columns) and E804 (rows) go to `problems`.

    Figures that were hidden because they were unreliable or not known say nothing and are left out.
    """
    found = Problems()
    figures: dict[ObservationKey, EarlierFigure] = {}
    for grid in read_grids(path, path.name, found):
        for figure in _read(grid, codebook, found):
            before = figures.get(figure.key)
            if before is None or before.value is None or figure.places > before.places:
                figures[figure.key] = figure
    problems.extend(fold(found))
    return tuple(figures.values())


def _read(grid: Grid, codebook: Codebook, out: Problems) -> list[EarlierFigure]:
    table = under_header(grid, 0, out) if grid.rows else None
    if table is None:
        return []
    columns = named_columns(table, (*_COLUMNS, *_OPTIONAL))
    missing = [name for name in _COLUMNS if name not in columns]
    for name in missing:
        out.problem(
            "E803",
            table.place(table.header_row),
            f"kolom '{name}' ontbreekt",
            "neem het bestand cijfers.csv over dat bij het vorige rapport hoorde",
        )
    if missing:
        return []
    reader = _RowReader(table, columns, codebook, out)
    return [figure for row in table.rows if (figure := reader.read(row)) is not None]


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the rows of one table."""

    table: Table
    columns: Mapping[str, int]
    codebook: Codebook
    out: Problems

    def read(self, row: Row) -> EarlierFigure | None:
        """Give the figure of a row; None when it says nothing or is wrong, which is reported."""
        texts = {name: plain_text(row.cells[place]) for name, place in self.columns.items()}
        edition, area = self._edition(row, texts["editie"]), self._area(row, texts)
        code = texts["indicator"]
        if code not in self.codebook.indicators:
            what = f"'{code[:40]}' is geen indicator die wij kennen"
            self._fault(row, "indicator", what, "schrijf de code van de indicator")
            return None
        number = texts["waarde"].removesuffix("%")
        if number and not _NUMBER.fullmatch(number):
            what = f"'{number[:20]}' is geen getal zoals het gedrukt is"
            self._fault(row, "waarde", what, "schrijf het getal met een komma, zoals 12,5")
            return None
        if not edition or area is None:
            return None
        key = ObservationKey(edition, area.code, code)
        if not number:
            guarded = texts["opmerking"].casefold() in _GUARDED
            return EarlierFigure(key, area, None, 0, is_guarded=True) if guarded else None
        plain = re.sub(r"[.\u00a0]", "", number).replace("−", "-").replace(",", ".")
        places = len(plain.partition(".")[2])
        return EarlierFigure(key, area, Decimal(plain), places, is_guarded=False)

    def _fault(self, row: Row, name: str, what: str, hint: str) -> None:
        place: Place = self.table.place(row.number, self.columns[name])
        self.out.problem("E804", place, what, hint)

    def _edition(self, row: Row, text: str) -> int:
        if text.isascii() and text.isdigit() and int(text) in EDITIONS:
            return int(text)
        what = f"'{text[:20] or 'leeg'}' is geen editie van de Veiligheidsmonitor"
        self._fault(row, "editie", what, "schrijf het jaar, zoals 2023")
        return 0

    def _area(self, row: Row, texts: Mapping[str, str]) -> Area | None:
        code, said = texts["gebied_code"], texts.get("niveau", "").casefold()
        named = next((level for level in AreaLevel if level.value == said), None)
        level = level_of_code(code) or named
        if not code or level is None:
            what = f"van het gebied '{code[:30] or 'leeg'}' is het niveau niet bekend"
            hint = "vul gebied_code in, en bij een eigen gebied ook niveau (wijk, buurt of kern)"
            self._fault(row, "gebied_code", what, hint)
            return None
        return Area(code, texts.get("gebied") or code, level, texts.get("ouder", ""))
