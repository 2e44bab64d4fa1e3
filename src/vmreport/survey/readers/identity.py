"""What a row is about: its edition, its area and its indicator, each from its own cells.

A result is the thing itself or a `Fault` with the canonical column it belongs to; nothing is
guessed. Rows are not compared here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vmreport.survey.areas import (
    OFFICIAL,
    AreaMention,
    from_bare_code,
    is_total,
    level_of_code,
    looks_official,
    municipality_name,
    normal_name,
    official_code,
)
from vmreport.survey.codebook import Codebook
from vmreport.survey.model import AreaLevel, Indicator, Series
from vmreport.survey.readers.cells import Fault
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import Cell, TypedNumber, plain_text

__all__ = [
    "EDITIONS",
    "AreaCells",
    "read_area",
    "read_edition",
    "read_indicator",
]

EDITIONS: tuple[int, ...] = (2012, 2013, 2014, 2015, 2016, 2017, 2019, 2021, 2023, 2025)
"""Source: domain page section 1.3."""

_LAST = EDITIONS[-1]


def read_edition(text: str) -> int | Fault:
    """Give the edition; an odd year after the last known one is accepted (and noticed later)."""
    known = "2012 tot en met 2017, 2019, 2021, 2023 en 2025"
    if re.fullmatch(r"[0-9]{4}", text):
        year = int(text)
        if year in EDITIONS or (year > _LAST and year % 2 == 1 and year < 2100):
            return year
    shown = text[:20] or "leeg"
    return Fault(
        Code.EDITION,
        f"'{shown}' is geen editie van de Veiligheidsmonitor",
        f"gebruik een jaar met een meting: {known}",
    )


class AreaCells(NamedTuple):
    """The four cells about the area, as delivered."""

    code: Cell
    name: Cell
    level: Cell
    parent: Cell


def read_area(cells: AreaCells, code_style: str) -> AreaMention | tuple[str, Fault]:
    """Give the area of a row, or the column at fault. Source: risks A4, domain page section 4."""
    name = plain_text(cells.name)
    level = _level(plain_text(cells.level))
    if isinstance(level, Fault):
        return "niveau", level
    code = plain_text(cells.code)
    if code == "NL00":
        code = "NL01"
    if not code:
        return _area_by_name(name, level, plain_text(cells.parent))
    if isinstance(cells.code, TypedNumber) and code_style != "kaal":
        return "gebied_code", _bare(code, "de code is opgeslagen als getal")
    if code.isascii() and code.isdigit():
        if code_style != "kaal":
            return "gebied_code", _bare(code, f"'{code}' is een code zonder GM, WK of BU")
        full = from_bare_code(code, level or AreaLevel.MUNICIPALITY)
        if not full:
            return "gebied_code", _malformed(code)
        code = full
    expected = level_of_code(code)
    if expected is None and looks_official(code):
        return "gebied_code", _malformed(code)
    if expected is None and level is None:
        return "niveau", _no_level(code)
    if expected is not None and level is not None and expected is not level:
        what = f"code {code} is van niveau {expected}, er staat {level}"
        return "niveau", Fault(Code.LEVEL, what, "maak code en niveau gelijk")
    final = expected or level
    if final is None:
        return "niveau", _no_level(code)
    printed = OFFICIAL.get(code, "") or name or municipality_name(code)
    if not printed:
        what = f"gebied {code} heeft geen naam"
        return "gebied", Fault(Code.AREA_MISSING, what, "vul de kolom gebied")
    return AreaMention(code, printed, final, plain_text(cells.parent))


def _level(text: str) -> AreaLevel | Fault | None:
    if not text:
        return None
    try:
        return AreaLevel(text.casefold().replace("-", "_").replace(" ", "_"))
    except ValueError:
        known = ", ".join(level.value for level in AreaLevel)
        return Fault(Code.LEVEL, f"'{text[:30]}' is geen bekend niveau", f"kies uit: {known}")


def _area_by_name(
    name: str, level: AreaLevel | None, parent: str
) -> AreaMention | tuple[str, Fault]:
    """Give an area without code: official names get their code, local names are their own code."""
    if is_total(name):
        what = f"'{name[:40]}' is geen naam van een gebied"
        return "gebied", Fault(Code.AREA_MISSING, what, "vul de naam in van het gebied zelf")
    if not name:
        what = "gebied_code en gebied zijn allebei leeg"
        return "gebied_code", Fault(Code.AREA_MISSING, what, "vul minstens één van beide")
    if level is None and normal_name(name) == "nederland":
        level = AreaLevel.COUNTRY
    if level is None:
        return "niveau", _no_level(name)
    code = official_code(name, level)
    if not code and level in (AreaLevel.COUNTRY, AreaLevel.COUNTRY_PART, AreaLevel.PROVINCE):
        what = f"'{name}' is geen {level.value} die wij kennen"
        return "gebied", Fault(Code.AREA_MISSING, what, "vul gebied_code, of herstel de naam")
    return AreaMention(code or name, OFFICIAL.get(code, name), level, parent)


def _bare(code: str, what: str) -> Fault:
    return Fault(
        Code.BARE_CODE,
        what,
        f"schrijf de hele code als tekst (zoals GM{code.zfill(4)[:4]}), of zet in dossier.toml onder "
        '[regels] codestijl = "kaal"',
    )


def _malformed(code: str) -> Fault:
    meant = "".join(code.split()).upper()
    hint = "gemeente: GM en 4 cijfers, wijk: WK en 6, buurt: BU en 8, provincie: PV20 t/m PV31"
    if level_of_code(meant) is not None:
        hint = f"bedoelde u {meant}?"
    return Fault(Code.AREA_CODE, f"'{code[:30]}' is geen goede CBS-code", hint)


def _no_level(name: str) -> Fault:
    what = f"van '{name[:40]}' is het niveau niet bekend"
    return Fault(Code.LEVEL, what, "vul de kolom niveau: gemeente, wijk, buurt, kern, regio ...")


def read_indicator(
    codebook: Codebook, name: str, unit: str, base: str, series: Series
) -> Indicator | tuple[str, Fault]:
    """Give the one indicator meant; unit and base, when given, must be those of the codebook.

    Source: domain page section 1.6-1.7: unit and base are part of the identity.
    """
    if not name:
        what = "de indicator is niet ingevuld"
        return "indicator", Fault(Code.INDICATOR_UNKNOWN, what, "vul de naam of code in")
    by_name = codebook.find(name)
    if not by_name:
        return "indicator", _unknown(codebook, name)
    in_series = tuple(item for item in by_name if series in item.series)
    if not in_series:
        years = "2012-2019" if series is Series.B else "vanaf 2021"
        what = f"'{name}' bestaat alleen in de metingen {years}"
        return "indicator", Fault(Code.WRONG_SERIES, what, "gebruik de indicator van deze meting")
    found = tuple(item for item in codebook.find(name, unit, series) if item in in_series)
    if unit and not found:
        expected = " of ".join(f"'{item.unit_label}'" for item in in_series)
        what = f"de eenheid van '{name}' is {expected}, er staat '{unit}'"
        return "eenheid", Fault(Code.UNIT_OR_BASE, what, "herstel de eenheid of de indicator")
    if base:
        fitting = tuple(item for item in found if _same(item.base, base))
        if not fitting:
            expected = " of ".join(f"'{item.base}'" for item in found)
            what = f"de basis van '{name}' is {expected}, er staat '{base}'"
            return "basis", Fault(Code.UNIT_OR_BASE, what, "herstel de basis of de indicator")
        found = fitting
    if len(found) > 1:
        choices = "; ".join(f"{item.code} ({item.unit_label}, {item.base})" for item in found)
        what = f"'{name}' kan meer dan één indicator zijn"
        return "indicator", Fault(Code.INDICATOR_AMBIGUOUS, what, f"kies: {choices}")
    return found[0]


def _same(left: str, right: str) -> bool:
    return " ".join(left.casefold().split()) == " ".join(right.casefold().split())


def _unknown(codebook: Codebook, name: str) -> Fault:
    near = codebook.suggest(name)
    hint = (
        f"bedoelde u '{near}'?" if near else "controleer de naam, of zet hem bij de lokale vragen"
    )
    return Fault(Code.INDICATOR_UNKNOWN, f"indicator '{name[:80]}' is niet bekend", hint)
