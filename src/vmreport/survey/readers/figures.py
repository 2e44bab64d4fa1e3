"""From the cells of one figure to a value: number, symbol, status, margin and bounds together.

Contradictions inside one row are found here; ranges and comparisons between rows are in `rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from vmreport.survey.model import (
    Absence,
    Estimate,
    Indicator,
    Missing,
    NotApplicable,
    Series,
    Suppressed,
    UnitKind,
    Value,
    series_of,
)
from vmreport.survey.readers.cells import NIL, Fault, Marks, Number, Symbol
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import Cell, is_blank, text_of

__all__ = ["RANGES", "STATUSES", "Figure", "FigureCells", "Report", "read_figure"]

Report: TypeAlias = Callable[[str, Code, str, str], None]
"""Called with canonical column, code, what and hint."""

RANGES: Mapping[UnitKind, tuple[int, int | None]] = MappingProxyType(
    {
        UnitKind.PERCENT: (0, 100),
        UnitKind.SCORE: (0, 10),
        UnitKind.MARK: (1, 10),
        UnitKind.PER_100: (0, None),
        UnitKind.SUM_SCORE: (0, None),
        UnitKind.INDEX: (0, None),
        UnitKind.COUNT: (0, None),
    }
)
"""Lowest and highest possible value per kind of unit; None is no upper end."""

STATUSES: Mapping[str, Symbol | str] = MappingProxyType(
    {
        "": "",
        "definitief": "",
        "voorlopig": "voorlopig",
        "nader voorlopig": "voorlopig",
        "*": "voorlopig",
        "**": "voorlopig",
        "onderdrukt": Suppressed(Absence.UNKNOWN),
        ".": Suppressed(Absence.UNKNOWN),
        "geheim": Suppressed(Absence.SECRET),
        "x": Suppressed(Absence.SECRET),
        "ontbreekt": Missing(),
        "n.v.t.": NotApplicable(),
        "nvt": NotApplicable(),
        "niet van toepassing": NotApplicable(),
    }
)
"""Words of the `status` column; an empty string means that the value speaks for itself."""


@dataclass(frozen=True, slots=True)
class FigureCells:
    """The cells that together say one figure."""

    value: Cell
    margin: Cell = ""
    lower: Cell = ""
    upper: Cell = ""
    status: Cell = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What those cells say."""

    value: Value
    margin: Decimal | None = None
    explicit_percent: bool = False


def read_figure(
    cells: FigureCells,
    indicator: Indicator,
    edition: int,
    marks: Marks,
    symbols: Mapping[str, Symbol],
    report: Report,
) -> Figure | None:
    """Give the figure, or None after reporting why it cannot be read."""
    read = _number_or_symbol(cells.value, marks, symbols)
    if isinstance(read, Fault):
        report("waarde", read.code, read.what, read.hint)
        return None
    status = STATUSES.get(text_of(cells.status).casefold())
    if status is None:
        known = "voorlopig, onderdrukt, geheim, ontbreekt of n.v.t."
        what = f"'{text_of(cells.status)}' is geen bekende status"
        report("status", Code.STATUS, what, f"kies uit {known}, of laat de cel leeg")
        return None
    if isinstance(read, Number):
        cells = _without_symbols(cells, symbols)
        return _estimate(read, status, cells, indicator, edition, marks, report)
    return _absence(read, status, cells, symbols, report)


def _without_symbols(cells: FigureCells, symbols: Mapping[str, Symbol]) -> FigureCells:
    """Read `.` or `x` in place of a margin as no margin."""
    bounds = (cells.margin, cells.lower, cells.upper)
    if not any(isinstance(cell, str) and cell in symbols and cell for cell in bounds):
        return cells
    margin, lower, upper = ("" if cell in symbols else cell for cell in bounds)
    return FigureCells(cells.value, margin, lower, upper, cells.status)


def _number_or_symbol(
    cell: Cell, marks: Marks, symbols: Mapping[str, Symbol]
) -> Number | Symbol | Fault:
    if isinstance(cell, str):
        key = cell.strip()
        symbol = symbols.get(key)
        if symbol is None and key.isalpha():
            symbol = symbols.get(key.casefold())
        if symbol is NIL:
            return Number(Decimal(0), key)
        if symbol is not None:
            return symbol
        if key == "-":
            return Fault(
                Code.NOT_A_NUMBER,
                "'-' kan nul of geen gegevens betekenen",
                "vul 0 in, of laat de waarde leeg met status ontbreekt",
            )
    return marks.read(cell)


def _absence(
    read: Symbol,
    status: Symbol | str,
    cells: FigureCells,
    symbols: Mapping[str, Symbol],
    report: Report,
) -> Figure | None:
    """Combine a symbol with a status; blank takes over the status, others must agree."""
    for name, cell in (
        ("marge", cells.margin),
        ("ondergrens", cells.lower),
        ("bovengrens", cells.upper),
    ):
        if not is_blank(cell) and text_of(cell) not in symbols:
            report(
                name,
                Code.BOUNDS_WITHOUT_VALUE,
                f"er staat een {name} ('{text_of(cell)}') zonder waarde",
                "verwijder de marge, of vul de waarde in",
            )
            return None
    value = _agree(read, status)
    if value is None:
        what = f"de waarde '{text_of(cells.value)}' past niet bij status '{text_of(cells.status)}'"
        report("status", Code.STATUS, what, "maak waarde en status gelijk")
        return None
    return Figure(value)


def _agree(read: Symbol, status: Symbol | str) -> Value | None:
    if read is NIL or status is NIL or status == "voorlopig":
        return None
    if isinstance(status, str):
        return read
    if isinstance(read, Missing) or read == status:
        return status
    if isinstance(read, Suppressed) and isinstance(status, Suppressed):
        return Suppressed(Absence.SECRET)
    return None


def _estimate(
    number: Number,
    status: Symbol | str,
    cells: FigureCells,
    indicator: Indicator,
    edition: int,
    marks: Marks,
    report: Report,
) -> Figure | None:
    if not isinstance(status, str):
        what = f"er staat een getal én status '{text_of(cells.status)}'"
        report("status", Code.STATUS, what, "verwijder het getal, of verwijder de status")
        return None
    if number.percent and indicator.unit is not UnitKind.PERCENT:
        what = f"'{number.text}' heeft een procentteken, maar de eenheid is {indicator.unit_label}"
        report("waarde", Code.PERCENT_SIGN, what, "verwijder het procentteken of kies de indicator")
        return None
    bounds = _bounds(number, cells, indicator, edition, marks, report)
    if bounds is None:
        return None
    provisional = number.provisional or status == "voorlopig"
    value = Estimate(
        number.value, number.text, bounds.lower, bounds.upper, provisional, bounds.rebuilt
    )
    return Figure(value, bounds.margin, number.percent)


@dataclass(frozen=True, slots=True)
class _Bounds:
    lower: Decimal | None = None
    upper: Decimal | None = None
    margin: Decimal | None = None
    rebuilt: bool = False


_NO_BOUNDS = _Bounds()


def _bounds(
    number: Number,
    cells: FigureCells,
    indicator: Indicator,
    edition: int,
    marks: Marks,
    report: Report,
) -> _Bounds | None:
    """Give the interval as delivered, or made from a half-width.

    Source: domain page section 1.5: bounds of 2021+ can be asymmetric and are never rebuilt when
    given; a half-width is what CBS published for 2012-2019.
    """
    read = _numbers(cells, marks, report)
    if read is None:
        return None
    margin, lower, upper = read
    if margin is None and lower is None and upper is None:
        return _NO_BOUNDS
    if (lower is None) != (upper is None):
        absent = "ondergrens" if lower is None else "bovengrens"
        what = f"de {absent} ontbreekt terwijl de andere grens er wel is"
        report(absent, Code.ONE_BOUND, what, "vul beide grenzen in, of geen van beide")
        return None
    if margin is not None and margin < 0:
        report("marge", Code.MARGIN_CONTRADICTS, "de marge is kleiner dan 0", "vul een marge in")
        return None
    if lower is not None and upper is not None:
        return _given(lower, upper, margin, report)
    return _rebuilt(number.value, margin or Decimal(0), indicator, edition, report)


def _numbers(
    cells: FigureCells, marks: Marks, report: Report
) -> tuple[Decimal | None, Decimal | None, Decimal | None] | None:
    """Give half-width, lower and upper bound, each None when blank; None after a fault."""
    read: list[Decimal | None] = []
    names = ("marge", "ondergrens", "bovengrens")
    for name, cell in zip(names, (cells.margin, cells.lower, cells.upper), strict=True):
        found = None if is_blank(cell) else marks.read(cell)
        if isinstance(found, Fault):
            report(name, found.code, found.what, found.hint)
            return None
        read.append(None if found is None else found.value)
    return read[0], read[1], read[2]


def _given(
    lower: Decimal, upper: Decimal, margin: Decimal | None, report: Report
) -> _Bounds | None:
    if margin is not None:
        half = (upper - lower) / 2
        step = Decimal(1).scaleb(max(_exponent(margin), _exponent(lower), _exponent(upper)))
        if abs(half - margin) > step:
            what = f"de marge {margin} past niet bij de grenzen {lower} en {upper}".replace(
                ".", ","
            )
            report(
                "marge", Code.MARGIN_CONTRADICTS, what, "laat de marge weg of herstel de grenzen"
            )
            return None
    return _Bounds(lower, upper)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rebuilt(
    value: Decimal, margin: Decimal, indicator: Indicator, edition: int, report: Report
) -> _Bounds:
    """Make bounds from a half-width, cut at the ends of the scale."""
    if series_of(edition) is Series.B:
        report(
            "marge",
            Code.MARGIN_AFTER_2020,
            f"voor {edition} is een marge gegeven in plaats van twee grenzen",
            "gebruik liever de ondergrens en bovengrens: die kunnen ongelijk ver liggen",
        )
    lowest, highest = RANGES[indicator.unit]
    lower = max(value - margin, min(value, Decimal(lowest)))
    upper = value + margin
    if highest is not None:
        upper = min(upper, max(value, Decimal(highest)))
    return _Bounds(lower, upper, margin, rebuilt=True)
