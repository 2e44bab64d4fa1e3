"""Numbers as they are printed: rounding, signs, units, bands, shares in words, dates.

The only module that turns a number into text, and the only Dutch outside `phrases/nl.toml`: the
words here are true by the rule beside them. Sentences belong in `sentences`.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from vmreport.analysis.findings import Published
from vmreport.months import MONTHS
from vmreport.survey.model import UnitKind

__all__ = [
    "MINUS",
    "NBSP",
    "format_date",
    "format_interval",
    "format_iso",
    "format_points",
    "format_value",
    "in_table",
    "in_text",
    "interval_short",
    "n_band",
    "places_in_table",
    "places_in_text",
    "round_half_away",
    "rounded",
    "share_in_words",
    "whole_number",
]

NBSP = "\u00a0"
MINUS = "\u2212"

_ONE_DECIMAL = frozenset({UnitKind.MARK, UnitKind.SCORE, UnitKind.SUM_SCORE})
_BANDS = ((1000, 0), (500, 999), (250, 499), (100, 249), (50, 99))


def round_half_away(value: Decimal, places: int) -> Decimal:
    """Round once, half away from zero, never to minus zero.

    Source: risks A10; CBS tables and text agree this way (12,5 becomes 13).

    >>> round_half_away(Decimal("62.5"), 0), round_half_away(Decimal("-1.005"), 2)
    (Decimal('63'), Decimal('-1.01'))
    >>> round_half_away(Decimal("-0.04"), 1)
    Decimal('0.0')
    """
    result = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(result) if result.is_zero() else result


def rounded(value: Decimal, places: int) -> float:
    """Give the printed number as a float, so that charts plot what is printed."""
    return float(round_half_away(value, places))


def _plain(value: Decimal, places: int) -> str:
    number = round_half_away(value, places)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = MINUS if number < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def whole_number(value: int) -> str:
    """Give a count with a point between thousands, as Dutch councils write counts and amounts.

    >>> whole_number(65000)
    '65.000'
    """
    return _plain(Decimal(value), 0)


def format_value(value: Decimal, unit: UnitKind, *, places: int) -> str:
    """Give a value as printed: decimal comma, true minus, percent sign attached.

    Marks and scores always have a decimal, counts never.

    >>> format_value(Decimal("22.5"), UnitKind.PERCENT, places=0)
    '23%'
    >>> format_value(Decimal("7"), UnitKind.MARK, places=0)
    '7,0'
    >>> format_value(Decimal("-0.04"), UnitKind.INDEX, places=1)
    '0,0'
    """
    if unit in _ONE_DECIMAL:
        places = max(places, 1)
    if unit is UnitKind.COUNT:
        places = 0
    text = _plain(value, places)
    return f"{text}%" if unit is UnitKind.PERCENT else text


def places_in_text(unit: UnitKind) -> int:
    """Give the decimals in running text: whole percentages, one decimal for marks and scores."""
    return 0 if unit in (UnitKind.PERCENT, UnitKind.COUNT) else 1


def places_in_table(unit: UnitKind) -> int:
    """Give the decimals in tables and charts: one, none for counts."""
    return 0 if unit is UnitKind.COUNT else 1


def in_text(cell: Published, unit: UnitKind) -> str:
    """Give the value of a cell for running text."""
    return format_value(cell.value, unit, places=places_in_text(unit))


def in_table(cell: Published, unit: UnitKind) -> str:
    """Give the value of a cell for a table or a chart."""
    return format_value(cell.value, unit, places=places_in_table(unit))


def format_interval(lower: Decimal, upper: Decimal, unit: UnitKind, places: int) -> str:
    """Give a margin in words; bounds that print the same are said once.

    >>> format_interval(Decimal("83.1"), Decimal("87.6"), UnitKind.PERCENT, 0)
    'tussen 83% en 88%'
    >>> format_interval(Decimal("7.11"), Decimal("7.14"), UnitKind.MARK, 1)
    'rond 7,1'
    """
    low = format_value(lower, unit, places=places)
    high = format_value(upper, unit, places=places)
    return f"rond {low}" if low == high else f"tussen {low} en {high}"


def interval_short(lower: Decimal, upper: Decimal, unit: UnitKind, places: int) -> str:
    """Give a margin for a table cell whose column header carries the unit.

    With a negative bound the dash would look like a minus: then in words.

    >>> interval_short(Decimal("41.15"), Decimal("47.9"), UnitKind.PERCENT, 1)
    '41,2–47,9'
    """
    low = format_value(lower, unit, places=places).removesuffix("%")
    high = format_value(upper, unit, places=places).removesuffix("%")
    return f"{low} tot {high}" if MINUS in low + high else f"{low}–{high}"


def format_points(difference: Decimal, places: int = 1) -> str:
    """Give a difference between two percentages, in percentage points.

    >>> format_points(Decimal("-4.25")) == f"{MINUS}4,3{NBSP}procentpunt"
    True
    """
    return f"{_plain(difference, places)}{NBSP}procentpunt"


def n_band(n: int) -> str:
    """Give a number of answers as a band, so that no count can be worked out from a percentage.

    Source: risks B2.

    >>> n_band(99), n_band(250), n_band(12)
    ('50–99', '250–499', 'minder dan 50')
    """
    for low, high in _BANDS:
        if n >= low:
            return f"{low}–{high}" if high else f"{whole_number(low)} of meer"
    return "minder dan 50"


def format_date(day: date) -> str:
    """Give a date in words, without a locale.

    >>> format_date(date(2024, 5, 14)) == f"14{NBSP}mei 2024"
    True
    """
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def format_iso(text: str) -> str:
    """Give an ISO year, month or date in words.

    >>> format_iso("2015"), format_iso("2023-07")
    ('2015', 'juli 2023')
    """
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return format_date(date(int(year), int(month), int(day)))
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


# Shares in words. Each anchor has the words for exactly that share, all of them singular in Dutch,
# so that the verb behind them is that of "17% van de inwoners". Around an anchor `a`:
#   within  e = min(1/2, a/10) percentage point      the words alone      ("één op de vijf")
#   above, up to a + w                               "ruim ..."
#   below, down to a - w                             "bijna ..."
# with w = min(5/2, a/8). Elsewhere the number itself says it best, and there are no words. "Ruim"
# and "bijna" are decided on the unrounded value, so they are always true; the words alone are true
# to the whole percentage printed beside them.
_ANCHORS: tuple[tuple[Fraction, str], ...] = (
    (Fraction(1), "één op de honderd"),
    (Fraction(5), "één op de twintig"),
    (Fraction(10), "één op de tien"),
    (Fraction(25, 2), "één op de acht"),
    (Fraction(100, 7), "één op de zeven"),
    (Fraction(50, 3), "één op de zes"),
    (Fraction(20), "één op de vijf"),
    (Fraction(25), "één op de vier"),
    (Fraction(100, 3), "één op de drie"),
    (Fraction(50), "de helft"),
    (Fraction(200, 3), "twee derde"),
    (Fraction(75), "driekwart"),
)


def share_in_words(value: Decimal) -> str:
    """Give a percentage as readers say it, true for the unrounded value; empty without such words.

    Raises ValueError outside 0..100.

    >>> share_in_words(Decimal("19.6")), share_in_words(Decimal("34.9"))
    ('één op de vijf', 'ruim één op de drie')
    >>> share_in_words(Decimal("48.2")), share_in_words(Decimal("41"))
    ('bijna de helft', '')
    """
    share = Fraction(value)
    if not 0 <= share <= 100:
        raise ValueError(f"geen percentage: {value}")
    anchor, words = min(_ANCHORS, key=lambda item: abs(item[0] - share))
    gap = share - anchor
    if abs(gap) < min(Fraction(1, 2), anchor / 10):
        return words
    if abs(gap) > min(Fraction(5, 2), anchor / 8):
        return ""
    return f"ruim {words}" if gap > 0 else f"bijna {words}"
