"""What one cell says: the grammar of numbers, the decimal mark of a file, and the CBS symbols.

Nothing is repaired: what is neither a number nor a known symbol is a fault with a hint. Which
numbers belong together is for `figures`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Literal, TypeAlias

from vmreport.survey.model import Absence, Missing, NotApplicable, Suppressed
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import Cell, TypedNumber

__all__ = [
    "CANONICAL_SYMBOLS",
    "NIL",
    "STATLINE_SYMBOLS",
    "DecimalMark",
    "Fault",
    "Marks",
    "Number",
    "Symbol",
    "parse_count",
    "parse_number",
    "survey_marks",
]

DecimalMark: TypeAlias = Literal[",", "."]


class _Nil(Enum):
    """CBS `-`: nil, so the number 0 and not an absence."""

    NIL = "-"


NIL = _Nil.NIL
Symbol: TypeAlias = Suppressed | Missing | NotApplicable | _Nil

_UNKNOWN = Suppressed(Absence.UNKNOWN)
_SECRET = Suppressed(Absence.SECRET)

CANONICAL_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        "": Missing(),
        ".": _UNKNOWN,
        "x": _SECRET,
        "geheim": _SECRET,
        "onderdrukt": _UNKNOWN,
        "ontbreekt": Missing(),
        "n.v.t.": NotApplicable(),
        "nvt": NotApplicable(),
    }
)
"""Symbols in our own table. A blank is missing. `-` is refused: CBS prints it for nil, dashboards
print it for no data, and the two must not be confused (domain page, sections 5 and 7C)."""

STATLINE_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {"": NotApplicable(), ".": _UNKNOWN, "x": _SECRET, "-": NIL}
)
"""Source: legend of the CBS tables (domain page, section 5); a blank cannot occur logically."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stood in a cell."""

    value: Decimal
    text: str
    percent: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read."""

    code: Code
    what: str
    hint: str


_SPACES = "\u00a0\u202f\u2009 "
_MINUS = str.maketrans({"\u2212": "-"})
_PLAIN = re.compile(r"-?[0-9]+")
_GROUPED_BY_SPACE = re.compile(rf"-?[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_WITH_MARK: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        ",": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
        ".": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
    }
)
_USUAL: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        ",": re.compile(r"-?[0-9]{1,9}(?:,[0-9]{1,2})?"),
        ".": re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,2})?"),
    }
)
"""How nearly all numbers stand in a file: nothing in them can be read in another way."""
_SHOWN = re.compile(r"-?[0-9]+([,.])[0-9]{1,2}")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_MAX_DIGITS = 30


def _bare(text: str) -> tuple[str, bool, bool]:
    """Give the number part, and whether `%` and a provisional star stood behind it."""
    bare = text.strip().translate(_MINUS)
    provisional = bare.endswith("*")
    if provisional:
        bare = bare.removesuffix("*").removesuffix("*").rstrip(_SPACES)
    percent = bare.endswith("%")
    if percent:
        bare = bare[:-1].rstrip(_SPACES)
    return bare, percent, provisional


def parse_number(cell: Cell, mark: DecimalMark | None) -> Number | Fault:
    """Read a number with `mark` as decimal mark; `None` means that the file shows no mark.

    Accepts a typed number, a minus as U+2212, thousands in groups of three, `%` and `*` behind.
    """
    if isinstance(cell, TypedNumber):
        return Number(cell.value, cell.text, percent=cell.percent)
    bare, percent, provisional = _bare(cell)
    if len(bare) > _MAX_DIGITS:
        return Fault(Code.NOT_A_NUMBER, f"'{bare[:20]}…' is te lang voor een getal", "zie de bron")
    if _PLAIN.fullmatch(bare):
        return Number(Decimal(bare), cell.strip(), percent, provisional)
    if mark is None and _AMBIGUOUS.fullmatch(bare):
        return _ambiguous(bare)
    use = mark or _mark_of(bare) or ","
    grouped = _GROUPED_BY_SPACE.fullmatch(bare)
    plain = re.sub(rf"[{_SPACES}]", "", bare) if grouped else bare
    if not _WITH_MARK[use].fullmatch(plain):
        return _not_a_number(cell.strip(), bare, use)
    thousands = "." if use == "," else ","
    value = Decimal(plain.replace(thousands, "").replace(use, "."))
    return Number(value, cell.strip(), percent, provisional)


def _ambiguous(bare: str) -> Fault:
    return Fault(
        Code.AMBIGUOUS_NUMBER,
        f"'{bare}' kan duizend of een komma-getal zijn",
        "schrijf het getal zonder punt voor duizendtallen, of zeg welk decimaalteken het bestand "
        "gebruikt: vmreport import ... --decimaalteken, of decimaalteken in dossier.toml onder "
        "[regels]",
    )


def _not_a_number(text: str, bare: str, mark: str) -> Fault:
    other = "." if mark == "," else ","
    if _WITH_MARK[other].fullmatch(bare):
        return Fault(
            Code.MIXED_DECIMAL_MARK,
            f"'{bare}' heeft een ander decimaalteken dan de rest van het bestand ('{mark}')",
            f"schrijf alle getallen met '{mark}' als decimaalteken",
        )
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    return Fault(
        Code.NOT_A_NUMBER,
        f"'{shown}' is geen getal en geen bekend teken",
        "vul een getal in, of een van de tekens . (onderdrukt), x (geheim), n.v.t.",
    )


def _mark_of(bare: str) -> DecimalMark | None:
    """Give the decimal mark that a number shows beyond doubt, else None."""
    if _AMBIGUOUS.fullmatch(bare) or _PLAIN.fullmatch(bare):
        return None
    fits_comma = _WITH_MARK[","].fullmatch(bare) is not None
    fits_point = _WITH_MARK["."].fullmatch(bare) is not None
    if fits_comma == fits_point:
        return None
    return "," if fits_comma else "."


@dataclass(frozen=True, slots=True)
class Marks:
    """Which decimal mark a file uses and how sure that is."""

    mark: DecimalMark | None
    """The mark declared, or the only or most frequent one; None when no number shows one."""
    declared: bool = False
    _read: dict[str, Number | Fault] = field(default_factory=dict, repr=False, compare=False)
    """What texts of this file were read as: the same few come back in every row."""

    def read(self, cell: Cell) -> Number | Fault:
        """Read a number; thousands with a point are ambiguous unless the mark was declared."""
        if isinstance(cell, TypedNumber):
            return parse_number(cell, self.mark)
        found = self._read.get(cell)
        if found is None:
            found = self._read[cell] = self._parse(cell)
        return found

    def _parse(self, cell: str) -> Number | Fault:
        if self.mark is not None and _USUAL[self.mark].fullmatch(cell):
            return Number(Decimal(cell.replace(self.mark, ".")), cell)
        if not self.declared and self.mark is not None:
            bare = _bare(cell)[0]
            if _AMBIGUOUS.fullmatch(bare) and self.mark not in bare:
                return _ambiguous(bare)
        return parse_number(cell, self.mark)


def survey_marks(cells: Iterable[Cell], declared: str = "") -> Marks:
    """Find the one decimal mark of all `cells`; a declared one wins.

    With both marks in one file the most frequent is the mark (the comma when equal), and the
    others become faults where they stand.
    """
    if declared in (",", "."):
        return Marks("," if declared == "," else ".", declared=True)
    counts = {",": 0, ".": 0}
    for cell, times in Counter(cells).items():
        if not isinstance(cell, str) or ("," not in cell and "." not in cell):
            continue
        if usual := _SHOWN.fullmatch(cell):
            counts[usual[1]] += times
        else:
            bare = _GROUPS.sub("", _bare(cell)[0])
            if shown := _mark_of(bare):
                counts[shown] += times
    if not any(counts.values()):
        return Marks(None)
    return Marks("." if counts["."] > counts[","] else ",")


_GROUPS = re.compile(rf"(?<=[0-9])[{_SPACES}](?=[0-9]{{3}})")


def parse_count(cell: Cell, marks: Marks) -> int | Fault:
    """Read a whole number of people, 0 or more. Source: risks A8 (a weighted n is no n)."""
    number = marks.read(cell)
    if isinstance(number, Fault):
        if number.code is Code.NOT_A_NUMBER:
            return replace(number, hint="vul een heel aantal in, of laat de cel leeg")
        return number
    whole = number.value == number.value.to_integral_value()
    typed = isinstance(cell, TypedNumber)
    if number.percent or number.provisional or number.value < 0 or not whole:
        return _not_a_count(number.text)
    if not typed and number.value.as_tuple().exponent != 0:
        return _not_a_count(number.text)
    return int(number.value)


def _not_a_count(text: str) -> Fault:
    return Fault(
        Code.NOT_A_COUNT,
        f"'{text}' is geen heel aantal",
        "vul het ongewogen aantal in, zonder decimalen (een gewogen n is geen aantal)",
    )
