"""The table of conversion factors of a dossier: which factor brings which earlier figures over.

One strict row per factor; what is done with them is for `conversion`. Source: CBS publishes
conversion factors for the redesign of 2021, national and regional (domain page sections 1 and 2).
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
from vmreport.survey.model import Indicator, Series, series_of
from vmreport.survey.readers.cells import Fault, Marks, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.files import read_grids
from vmreport.survey.readers.identity import EDITIONS, read_indicator
from vmreport.survey.readers.report import fold
from vmreport.survey.readers.table import (
    Grid,
    Row,
    Table,
    named_columns,
    plain_text,
    under_header,
)

__all__ = ["EVERYWHERE", "Factor", "load_factors"]

EVERYWHERE = "alle"
"""Word for all areas; said in so many words, because CBS has national and regional factors."""

_COLUMNS = ("indicator", "editie", "gebied_code", "factor", "bron")
_OPTIONAL = ("van_indicator",)
_RANGE = re.compile(r"([0-9]{4})\s*(?:-|–|t/m)\s*([0-9]{4})")
_HIGHEST = Decimal(10)
"""A factor above this, or below one over it, is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor and what it is for."""

    source: Indicator
    """Whose figures are converted, in the series of 2012-2019."""
    target: Indicator
    """What they become, in the series of 2021 and later."""
    editions: tuple[int, ...]
    area: str
    """Code of the area, or EVERYWHERE."""
    factor: Decimal
    credit: str
    """Who published it."""
    place: Place


def load_factors(path: Path, codebook: Codebook, problems: Problems) -> tuple[Factor, ...]:
    """Read the factors; problems go to `problems`, the rows that are sound are given."""
    found = Problems()
    factors: list[Factor] = []
    for grid in read_grids(path, path.name, found):
        factors += _read(grid, codebook, found)
    _check_unique(factors, found)
    problems.extend(fold(found))
    return tuple(factors)


def _read(grid: Grid, codebook: Codebook, out: Problems) -> list[Factor]:
    table = under_header(grid, 0, out) if grid.rows else None
    if table is None:
        return []
    columns = named_columns(table, (*_COLUMNS, *_OPTIONAL))
    missing = [name for name in _COLUMNS if name not in columns]
    for name in missing:
        what, hint = f"kolom '{name}' ontbreekt", f"voeg de kolom '{name}' toe"
        out.problem(Code.COLUMN_MISSING, table.place(table.header_row), what, hint)
    for position, name in enumerate(table.header):
        if name and name.casefold() not in (*_COLUMNS, *_OPTIONAL):
            what, hint = f"kolom '{name}' wordt niet gebruikt", "controleer de naam van de kolom"
            place = table.place(table.header_row, position)
            out.notice(Code.COLUMN_UNKNOWN, place, what, hint)
    if missing:
        return []
    marks = survey_marks(row.cells[columns["factor"]] for row in table.rows)
    reader = _RowReader(table, columns, marks, codebook, out)
    return [factor for row in table.rows if (factor := reader.read(row)) is not None]


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the rows of one table of factors."""

    table: Table
    columns: Mapping[str, int]
    marks: Marks
    codebook: Codebook
    out: Problems

    def read(self, row: Row) -> Factor | None:
        """Give the factor of a row, or None after reporting everything wrong with it."""
        texts = {name: plain_text(row.cells[place]) for name, place in self.columns.items()}
        target = self._indicator(row, "indicator", texts["indicator"], Series.B)
        own = texts.get("van_indicator", "")
        column = "van_indicator" if own else "indicator"
        source = self._indicator(row, column, own or texts["indicator"], Series.A)
        editions = self._editions(row, texts["editie"])
        area = self._area(row, texts["gebied_code"])
        factor = self._factor(row)
        if not texts["bron"]:
            self._fault(row, "bron", "de bron van de factor is leeg", "noem wie hem publiceerde")
        if target is None or source is None or not editions or not area or factor is None:
            return None
        if source.unit is not target.unit:
            what = f"'{source.unit_label}' en '{target.unit_label}' zijn verschillende maten"
            self._fault(row, column, what, "een factor brengt alleen dezelfde maat over")
            return None
        if not texts["bron"]:
            return None
        place = self.table.place(row.number)
        return Factor(source, target, editions, area, factor, texts["bron"], place)

    def _fault(self, row: Row, name: str, what: str, hint: str, code: Code = Code.FACTOR) -> None:
        place = self.table.place(row.number, self.columns[name])
        self.out.problem(code, place, what, hint)

    def _indicator(self, row: Row, column: str, name: str, series: Series) -> Indicator | None:
        found = read_indicator(self.codebook, name, "", "", series)
        if isinstance(found, Indicator):
            return found
        fault = found[1]
        hint = fault.hint
        if fault.code is Code.WRONG_SERIES and series is Series.A:
            hint = "noem in de kolom van_indicator welk cijfer van 2012-2019 omgerekend wordt"
        self._fault(row, column, fault.what, hint, fault.code)
        return None

    def _editions(self, row: Row, text: str) -> tuple[int, ...]:
        """Give the editions of 2012-2019 that a text names: one, several, a range or all."""
        known = tuple(year for year in EDITIONS if series_of(year) is Series.A)
        if text.casefold() == EVERYWHERE:
            return known
        wanted: list[int] = []
        for part in re.split(r"\s*(?:,|\ben\b)\s*", text):
            if found := _RANGE.fullmatch(part):
                first, last = int(found[1]), int(found[2])
                wanted += [year for year in known if first <= year <= last]
                if first in known and last in known:
                    continue
            elif part.isascii() and part.isdigit() and int(part) in known:
                wanted.append(int(part))
                continue
            what = f"'{text[:30]}' zijn geen edities van 2012 tot en met 2019"
            hint = f"schrijf bijvoorbeeld 2019, 2017 en 2019, 2012-2019, of {EVERYWHERE}"
            self._fault(row, "editie", what, hint)
            return ()
        return tuple(dict.fromkeys(wanted))

    def _area(self, row: Row, text: str) -> str:
        if text.casefold() == EVERYWHERE:
            return EVERYWHERE
        code = "NL01" if text == "NL00" else text
        if code and (level_of_code(code) is not None or not text.isdigit()):
            return code
        what = f"'{text[:30] or 'leeg'}' is geen gebied"
        hint = f"schrijf de code van het gebied (zoals GM0546), of {EVERYWHERE} voor elk gebied"
        self._fault(row, "gebied_code", what, hint)
        return ""

    def _factor(self, row: Row) -> Decimal | None:
        read = self.marks.read(row.cells[self.columns["factor"]])
        if isinstance(read, Fault):
            self._fault(row, "factor", read.what, read.hint, read.code)
            return None
        if read.percent or not 1 / _HIGHEST <= read.value <= _HIGHEST:
            what = f"'{read.text}' kan geen omrekenfactor zijn"
            self._fault(row, "factor", what, "schrijf een getal rond 1, zoals 0,94")
            return None
        return read.value


def _check_unique(factors: list[Factor], out: Problems) -> None:
    """Refuse two factors for the same figure; the same factor twice is harmless."""
    seen: dict[tuple[str, int, str], Factor] = {}
    for item in factors:
        for edition in item.editions:
            key = (item.target.code, edition, item.area)
            first = seen.setdefault(key, item)
            same = first.factor == item.factor and first.source.code == item.source.code
            if first is not item and not same:
                what = (
                    f"voor {item.target.name}, {edition}, {item.area} staat in rij "
                    f"{first.place.row} een andere factor"
                )
                out.problem(Code.DUPLICATE, item.place, what, "laat één van beide rijen weg")
