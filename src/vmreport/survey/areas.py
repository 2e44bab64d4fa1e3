"""Areas: official codes and names, levels, and one consistent set of areas from many rows.

A local area needs no code; then its name is its code. Figures do not belong here.
Source: CBS code formats and StatLine spelling, domain page section 4.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from vmreport.assets import data_root
from vmreport.survey.model import Area, AreaLevel

__all__ = [
    "OFFICIAL",
    "AreaMention",
    "code_of",
    "from_bare_code",
    "from_statline",
    "has_statline_suffix",
    "is_total",
    "known_as",
    "level_of_code",
    "looks_official",
    "municipality_name",
    "normal_name",
    "official_code",
]

OFFICIAL: Mapping[str, str] = MappingProxyType(
    {
        "NL01": "Nederland",
        "LD01": "Noord-Nederland",
        "LD02": "Oost-Nederland",
        "LD03": "West-Nederland",
        "LD04": "Zuid-Nederland",
        "PV20": "Groningen",
        "PV21": "Fryslân",
        "PV22": "Drenthe",
        "PV23": "Overijssel",
        "PV24": "Flevoland",
        "PV25": "Gelderland",
        "PV26": "Utrecht",
        "PV27": "Noord-Holland",
        "PV28": "Zuid-Holland",
        "PV29": "Zeeland",
        "PV30": "Noord-Brabant",
        "PV31": "Limburg",
    }
)
"""Country, parts and provinces; `NL00` of older tables is read as `NL01`."""

_ALSO_KNOWN = MappingProxyType(
    {"friesland": "PV21", "nl": "NL01", "den haag": "GM0518", "den bosch": "GM0796"}
)
_TOTAL = re.compile(r"totaal\b.*", re.IGNORECASE)

_CODE_FORMATS: tuple[tuple[AreaLevel, re.Pattern[str]], ...] = (
    (AreaLevel.COUNTRY, re.compile(r"NL0[01]")),
    (AreaLevel.COUNTRY_PART, re.compile(r"LD0[1-4]")),
    (AreaLevel.PROVINCE, re.compile(r"PV(?:2[0-9]|3[01])")),
    (AreaLevel.MUNICIPALITY, re.compile(r"GM[0-9]{4}")),
    (AreaLevel.WARD, re.compile(r"WK[0-9]{6}")),
    (AreaLevel.NEIGHBOURHOOD, re.compile(r"BU[0-9]{8}")),
)
_OFFICIAL_START = re.compile(r"(?:NL|LD|PV|GM|WK|BU)[^A-Za-z]*[0-9]", re.IGNORECASE)
_SUFFIX_LEVELS = MappingProxyType(
    {
        "LD": AreaLevel.COUNTRY_PART,
        "PV": AreaLevel.PROVINCE,
        "RE": AreaLevel.POLICE_UNIT,
        "PD": AreaLevel.POLICE_DISTRICT,
        "BT": AreaLevel.BASE_TEAM,
        "gemeente": AreaLevel.MUNICIPALITY,
    }
)
_SUFFIX = re.compile(r"\s*\((LD|PV|RE|PD|BT|gemeente)\)$")
_NO_AREA = re.compile(
    r"stedennetwerk|stedelijk|^g4\b|^g32\b|^g40\b|overige gemeenten|^totaal\b", re.IGNORECASE
)
_BARE_LENGTHS = MappingProxyType(
    {
        AreaLevel.MUNICIPALITY: ("GM", 4),
        AreaLevel.WARD: ("WK", 6),
        AreaLevel.NEIGHBOURHOOD: ("BU", 8),
    }
)


@dataclass(frozen=True, slots=True)
class AreaMention:
    """An area as one row names it."""

    code: str
    """A code, or the name when there is no code."""
    name: str
    level: AreaLevel
    parent: str = ""
    """Code or name of the parent as delivered."""

    @property
    def is_named_only(self) -> bool:
        """Whether it was delivered without a code."""
        return self.code == self.name


def normal_name(name: str) -> str:
    """Give a name for comparing: NFC, case-folded, single spaces, without StatLine's suffix."""
    text = unicodedata.normalize("NFC", " ".join(name.split()))
    return _SUFFIX.sub("", text).casefold()


def has_statline_suffix(name: str) -> bool:
    """Whether a StatLine name says what kind of area it is, as `Groningen (PV)` does."""
    return _SUFFIX.search(" ".join(name.split())) is not None


def level_of_code(code: str) -> AreaLevel | None:
    """Give the level of a well-formed CBS code, else None."""
    return next((level for level, form in _CODE_FORMATS if form.fullmatch(code)), None)


def looks_official(code: str) -> bool:
    """Whether a code starts as a CBS code and so must be well-formed (`GM99`, `Gm0014x`)."""
    return _OFFICIAL_START.match(code) is not None


def from_bare_code(code: str, level: AreaLevel) -> str:
    """Give the full code for a bare number such as `0014` or `14`; empty when it cannot be one."""
    prefix, length = _BARE_LENGTHS.get(level, ("", 0))
    if not prefix or not code.isascii() or not code.isdigit() or len(code) > length:
        return ""
    return prefix + code.zfill(length)


@cache
def _municipalities() -> Mapping[str, str]:
    """Codes and names 2012-2025. Source: CBS, Gemeentelijke indeling."""
    path = data_root() / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return MappingProxyType({row["code"]: row["naam"] for row in rows})


def _without_addition(name: str) -> str:
    """Give a name without what tells it from a namesake: `bergen` for `bergen (nh.)`."""
    return re.sub(r"\s*\([^()]*\)$", "", name)


@cache
def _codes_by_name() -> Mapping[tuple[AreaLevel, str], tuple[str, ...]]:
    found: dict[tuple[AreaLevel, str], tuple[str, ...]] = {}
    for code, name in (*OFFICIAL.items(), *_municipalities().items()):
        level = level_of_code(code) or AreaLevel.MUNICIPALITY
        full = normal_name(name)
        for key in {(level, full), (level, _without_addition(full))}:
            found[key] = (*found.get(key, ()), code)
    return MappingProxyType(found)


def municipality_name(code: str) -> str:
    """Give the official name of a municipality code, empty when it is not in our list."""
    return _municipalities().get(code, "")


def is_total(name: str) -> bool:
    """Whether a name is that of a total (`Totaal`, `Totaal stad`), which is no area of its own."""
    return _TOTAL.fullmatch(name.strip()) is not None


def known_as(name: str, code: str) -> bool:
    """Whether an official code has this name in our list; an addition as in `(O.)` may be left out.

    True for a code that is not in the list: there is nothing to compare with.
    """
    official = OFFICIAL.get(code, "") or municipality_name(code)
    normal = normal_name(name)
    return (
        not official
        or normal == normal_name(official)
        or normal == _without_addition(normal_name(official))
        or _ALSO_KNOWN.get(normal, "") == code
    )


def official_code(name: str, level: AreaLevel) -> str:
    """Give the code that belongs to an official name of that level; empty unless exactly one."""
    normal = normal_name(name)
    if (known := _ALSO_KNOWN.get(normal, "")) and level_of_code(known) is level:
        return known
    codes = _codes_by_name().get((level, normal), ())
    return codes[0] if len(codes) == 1 else ""


def code_of(text: str, areas: Iterable[Area]) -> str:
    """Give the code of the area with this code or name among `areas`; empty unless exactly one."""
    normal = normal_name(text)
    found = [area.code for area in areas if area.code == text or normal_name(area.name) == normal]
    return found[0] if len(found) == 1 else ""


def from_statline(name: str) -> AreaMention | None:
    """Give the area for a StatLine region name; None for what is no area (`Sterk stedelijk`).

    `Groningen (PV)` is the province, `Groningen (gemeente)` and names without suffix are
    municipalities. Source: domain page section 4.
    """
    text = unicodedata.normalize("NFC", " ".join(name.split()))
    if not text or _NO_AREA.search(text):
        return None
    found = _SUFFIX.search(text)
    plain = _SUFFIX.sub("", text)
    if found:
        level = _SUFFIX_LEVELS[found[1]]
    elif normal_name(text) == "nederland":
        level = AreaLevel.COUNTRY
    else:
        level = AreaLevel.MUNICIPALITY
    code = official_code(plain, level)
    official = OFFICIAL.get(code, "") or municipality_name(code)
    return AreaMention(code or plain, official or plain, level)
