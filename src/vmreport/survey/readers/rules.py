"""Rules about figures that need whole columns or several rows, declared as one pandera schema.

Every failure comes back with its row, in Dutch. The only place where figures are a data frame;
what single cells may look like is for `cells` and `figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import inf, isnan, nan
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from vmreport.errors import Place, Problems
from vmreport.survey.model import Estimate, UnitKind
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import DeliveredRow
from vmreport.survey.readers.figures import RANGES

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

__all__ = ["check_figures"]


class _Figures(NamedTuple):
    """What is compared of one row; not a number where nothing is given. Never printed."""

    value: float
    lower: float
    upper: float
    n: float
    numerator: float
    local: bool
    lowest: float
    highest: float


class _Rule(NamedTuple):
    passes: Callable[[_Figures], bool]
    column: str
    """Canonical column the message points at."""
    code: Code
    what: str
    """Template over the fields of the row."""
    hint: str


_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "range": _Rule(
            lambda f: f.lowest <= f.value <= f.highest,
            "waarde",
            Code.OUT_OF_RANGE,
            "{value} ligt niet {limits} ({unit})",
            "controleer het getal en de eenheid",
        ),
        "bounds_in_range": _Rule(
            lambda f: not (f.lower < f.lowest or f.upper > f.highest),
            "ondergrens",
            Code.OUT_OF_RANGE,
            "de grenzen {lower} en {upper} liggen niet {limits} ({unit})",
            "controleer de grenzen en de eenheid",
        ),
        "bounds_in_order": _Rule(
            lambda f: not f.lower > f.upper,
            "ondergrens",
            Code.BOUNDS_REVERSED,
            "de ondergrens {lower} is hoger dan de bovengrens {upper}",
            "wissel de grenzen om of herstel ze",
        ),
        "value_inside": _Rule(
            lambda f: f.lower > f.upper or not (f.value < f.lower or f.value > f.upper),
            "waarde",
            Code.VALUE_OUTSIDE,
            "{value} ligt buiten het eigen interval van {lower} tot {upper}",
            "controleer waarde en grenzen; staan de kolommen goed?",
        ),
        "numerator": _Rule(
            lambda f: not f.numerator > f.n,
            "teller",
            Code.COUNT_CONTRADICTS,
            "de teller {numerator} is groter dan n {n}",
            "controleer teller en n",
        ),
        "n_positive": _Rule(
            lambda f: f.n != 0,
            "n",
            Code.COUNT_CONTRADICTS,
            "er is een waarde, maar n is 0",
            "vul het aantal antwoorden in, of verwijder de waarde",
        ),
        "n_local": _Rule(
            lambda f: not f.local or not isnan(f.n),
            "n",
            Code.N_MISSING,
            "n ontbreekt voor {level} {area}",
            "vul het aantal antwoorden in: zonder n mag dit cijfer niet naar buiten",
        ),
    }
)
"""What each named check of the schema means to the advisor."""

_AREAS_NAMED = 3


def check_figures(rows: Sequence[DeliveredRow], out: Problems) -> None:
    """Report every figure that cannot be right. Source: risks A7, A8; product.md section 4."""
    estimates = [row for row in rows if isinstance(row.value, Estimate)]
    if not estimates:
        return
    _check_fractions(estimates, out)
    _notice_unknown_n(estimates, out)
    figures = [_figures(row) for row in estimates]
    if all(rule.passes(row) for row in figures for rule in _RULES.values()):
        return  # nearly always, and without a second of imports
    import pandas as pd
    import pandera.errors

    try:
        _schema().validate(pd.DataFrame(figures), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        failures = errors.failure_cases[["check", "index"]].drop_duplicates()
        for name, index in sorted(failures.itertuples(index=False), key=lambda pair: pair[1]):
            _report(str(name), estimates[int(index)], out)


def _figures(row: DeliveredRow) -> _Figures:
    def number(value: Decimal | int | None) -> float:
        return nan if value is None else float(value)

    value = row.value if isinstance(row.value, Estimate) else None
    low, high = RANGES[row.indicator.unit]
    return _Figures(
        value=number(value.value if value else None),
        lower=number(value.lower if value else None),
        upper=number(value.upper if value else None),
        n=number(row.n),
        numerator=number(row.numerator),
        local=row.area.level.is_local,
        lowest=float(low),
        highest=inf if high is None else float(high),
    )


@cache
def _schema() -> pa.DataFrameSchema:
    import pandas as pd
    import pandera.pandas as pa

    def check(name: str, rule: _Rule) -> pa.Check:
        def column(frame: pd.DataFrame) -> pd.Series[bool]:
            rows = (_Figures(*row) for row in frame.itertuples(index=False))
            return pd.Series([rule.passes(row) for row in rows], index=frame.index)

        return pa.Check(column, name=name, error=name, ignore_na=False)

    return pa.DataFrameSchema(checks=[check(name, rule) for name, rule in _RULES.items()])


def _report(name: str, row: DeliveredRow, out: Problems) -> None:
    rule = _RULES[name]
    value = row.value
    if not isinstance(value, Estimate):
        return
    lowest, highest = RANGES[row.indicator.unit]
    what = rule.what.format(
        value=value.text,
        lower=_dutch(value.lower),
        upper=_dutch(value.upper),
        limits=f"boven {lowest}" if highest is None else f"tussen {lowest} en {highest}",
        unit=row.indicator.unit_label,
        numerator=row.numerator,
        n=row.n,
        level=row.area.level.value,
        area=row.area.name,
    )
    out.problem(rule.code, row.place(rule.column), what, rule.hint)


def _dutch(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f").replace(".", ",")


def _check_fractions(rows: Sequence[DeliveredRow], out: Problems) -> None:
    """Refuse a file whose percentages are all at most 1, some with decimals: shares, it seems.

    A percent sign says that they are percentages after all. Source: risks A7.
    """
    tables: dict[tuple[str, str], list[DeliveredRow]] = {}
    for row in rows:
        if row.indicator.unit is UnitKind.PERCENT:
            tables.setdefault((row.source.file, row.source.sheet), []).append(row)
    for found in tables.values():
        values = [row.value.value for row in found if isinstance(row.value, Estimate)]
        if any(row.explicit_percent for row in found) or max(values) > 1 or min(values) < 0:
            continue
        if any(value != value.to_integral_value() for value in values):
            out.problem(
                Code.FRACTIONS_AS_PERCENT,
                replace(found[0].place(), row=None),
                "alle percentages zijn 1 of lager: het lijken delen van 1 in plaats van procenten",
                "vermenigvuldig met 100; zijn het echt zulke lage percentages, schrijf dan 0,5%",
            )


def _notice_unknown_n(rows: Sequence[DeliveredRow], out: Problems) -> None:
    """Say once per table that n is unknown for figures that may do without, and of which areas."""
    tables: dict[tuple[str, str], list[DeliveredRow]] = {}
    for row in rows:
        if row.n is None and not row.area.level.is_local:
            tables.setdefault((row.source.file, row.source.sheet), []).append(row)
    for (file, sheet), found in tables.items():
        areas = list(dict.fromkeys(row.area.name or row.area.code for row in found))
        more = f" en {len(areas) - _AREAS_NAMED} andere" if len(areas) > _AREAS_NAMED else ""
        count = f"{len(found)} {'cijfer' if len(found) == 1 else 'cijfers'}"
        named = f"{', '.join(areas[:_AREAS_NAMED])}{more}"
        out.notice(
            Code.N_UNKNOWN,
            Place(file, sheet),
            f"n ontbreekt bij {count} van {named}; het rapport zegt dan dat n onbekend is",
            "vul n in als het bekend is: dan kan het rapport op kleine aantallen letten",
        )
