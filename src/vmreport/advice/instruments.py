"""The catalogue of instruments: what an advisor can choose, as data with source and version date.

`vmreport` suggests, it never chooses: which signals are present is for `compose`, which instrument
fits is for the advisor. A dossier's own `catalogi/instrumenten.toml` replaces or adds rows.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vmreport.advice.model import Advice, Recommendation
from vmreport.assets import data_root
from vmreport.errors import ImpossibleError, Place, Problems

__all__ = [
    "Instrument",
    "InstrumentKind",
    "current_instruments",
    "load_instruments",
    "shipped_instruments",
    "with_instruments",
]

_TEXTS = ("naam", "soort", "probleem", "bron", "adres", "gezien", "let_op")
_MAYBE_EMPTY = ("versie", "opvolger")
_LISTS = ("signalen", "ook")
_KNOWN = {*_TEXTS, *_MAYBE_EMPTY, *_LISTS, "vervallen"}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"20[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?|19[0-9]{2}")
_AT_LINE = re.compile(r"at line (\d+), column (\d+)")


class InstrumentKind(StrEnum):
    """Whether figures can point at it."""

    INSTRUMENT = "instrument"
    SERVICE = "dienst"
    """Training, procesbegeleiding, projectleiding: no signal, chosen by the advisor only."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One row of the catalogue."""

    id: str
    name: str
    """Official name, as printed."""
    kind: InstrumentKind
    problem: str
    signals: tuple[str, ...]
    """Indicator codes whose unfavourable finding can point at the problem."""
    source: str
    address: str
    version: str
    """ISO year, month or date of what the source says; empty when the source has no date."""
    seen: str
    """ISO month in which the source was looked at."""
    caution: str
    other_names: tuple[str, ...] = ()
    """Other names by which advisors write it."""
    retired: bool = False
    successor: str = ""
    """Id of what replaced it; empty when nothing did."""

    @property
    def dated(self) -> str:
        """The date to print: of the version, or else of looking at the source."""
        return self.version or self.seen


@cache
def shipped_instruments() -> Mapping[str, Instrument]:
    """Give the shipped catalogue. Raises ImpossibleError when it contradicts itself."""
    problems = Problems()
    found = _read(data_root() / "catalogi" / "instrumenten.toml", problems)
    _check_successors(found, Place("instrumenten.toml"), problems)
    if problems.items:
        raise ImpossibleError("\n".join(map(str, problems.items)))
    return MappingProxyType(found)


def current_instruments() -> tuple[Instrument, ...]:
    """Give the shipped instruments an advisor can choose now, by name."""
    found = (item for item in shipped_instruments().values() if not item.retired)
    return tuple(sorted(found, key=lambda item: item.name.casefold()))


def load_instruments(path: Path | None, problems: Problems) -> Mapping[str, Instrument]:
    """Give the catalogue by id; rows of the dossier's own file replace those of the same id.

    E383 (unreadable), E384 (unknown or missing key, wrong value) are added to `problems`.
    """
    shipped = shipped_instruments()
    if path is None:
        return shipped
    own = _read(path, problems)
    both = {**shipped, **own}
    _check_successors(both, Place(path.name), problems)
    return MappingProxyType(both)


def with_instruments(
    advice: Advice, instruments: Mapping[str, Instrument], problems: Problems
) -> Advice:
    """Give the advice with the id of every instrument, whichever of its names was written.

    E385: an instrument that is not in the catalogue, with the nearest. W385: one that was retired.
    """
    by_name = {name.casefold(): key for key, row in instruments.items() for name in _names(row)}
    recommendations: list[Recommendation] = []
    for item in advice.recommendations:
        key = by_name.get(" ".join(item.instrument.casefold().split()), "")
        recommendations.append(replace(item, instrument=key))
        if not item.instrument:
            continue
        found = instruments.get(key)
        if found is None:
            near = _nearest(item.instrument, instruments)
            meant = f"Bedoelde u {near}? " if near else ""
            what = f"Het instrument '{item.instrument}' bij aanbeveling {item.id} is niet bekend."
            known = ", ".join(
                sorted(key for key, value in instruments.items() if not value.retired)
            )
            problems.problem("E385", item.place, what, f"{meant}Bekend zijn {known}.")
        elif found.retired:
            after = instruments.get(found.successor)
            instead = f"Gebruik {after.id} ({after.name})." if after else "Kies een ander."
            what = f"Het instrument '{found.name}' bij aanbeveling {item.id} is vervallen."
            problems.notice("W385", item.place, what, instead)
    return replace(advice, recommendations=tuple(recommendations))


def _names(instrument: Instrument) -> tuple[str, ...]:
    return (instrument.id, instrument.name, *instrument.other_names)


def _nearest(written: str, instruments: Mapping[str, Instrument]) -> str:
    """Give the id that is most like what was written, by id or by name."""
    names = {name.casefold(): key for key, row in instruments.items() for name in _names(row)}
    plain = written.casefold().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(plain, names, n=1) or difflib.get_close_matches(
        written.casefold(), names, n=1
    )
    return names[near[0]] if near else ""


def _read(path: Path, problems: Problems) -> dict[str, Instrument]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        what = "Dit bestand is niet te lezen als tekst in UTF-8."
        problems.problem("E383", Place(path.name), what, "Bewaar het opnieuw als UTF-8.")
        return {}
    except tomllib.TOMLDecodeError as error:
        spot = _AT_LINE.search(str(error))
        place = Place(path.name, row=int(spot[1]) if spot else None)
        hint = 'Schrijf elke regel als sleutel = "waarde".'
        problems.problem("E383", place, "Deze regel is geen geldige TOML.", hint)
        return {}
    lines = text.splitlines()
    found: dict[str, Instrument] = {}
    for key, row in tree.items():
        place = Place(path.name, row=_line(lines, key))
        faults = _faults(key, row)
        for what, hint in faults:
            problems.problem("E384", place, what, hint)
        if not faults:
            found[key] = _instrument(key, row)
    return found


def _line(lines: list[str], key: str) -> int | None:
    return next((n for n, line in enumerate(lines, 1) if line.strip() == f"[{key}]"), None)


def _faults(key: str, row: Any) -> list[tuple[str, str]]:
    if not _ID.fullmatch(key) or not isinstance(row, dict):
        what = f"'{key}' is geen tabel met een id van kleine letters."
        return [(what, 'Begin met een regel [mijn_instrument] en daaronder naam = "…".')]
    faults: list[tuple[str, str]] = []
    for name in row.keys() - _KNOWN:
        close = difflib.get_close_matches(name, sorted(_KNOWN), n=1)
        hint = f"Bedoelde u {close[0]}?" if close else f"Bekend zijn {', '.join(sorted(_KNOWN))}."
        faults.append((f"De sleutel '{name}' van {key} bestaat niet.", hint))
    faults += [
        (f"Bij {key} ontbreekt {name}.", f'Voeg toe: {name} = "…".')
        for name in _TEXTS
        if not (isinstance(row.get(name), str) and row[name].strip())
    ]
    return faults + _wrong_values(key, row)


def _wrong_values(key: str, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    for name in _LISTS:
        given = row.get(name, [])
        if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
            faults.append((f"'{name}' van {key} is geen lijst.", f'Schrijf {name} = ["…"].'))
    kinds = [kind.value for kind in InstrumentKind]
    if isinstance(row.get("soort"), str) and row["soort"] not in kinds:
        faults.append((f"De soort van {key} is '{row['soort']}'.", f"Kies {' of '.join(kinds)}."))
    if not isinstance(row.get("vervallen", False), bool):
        faults.append((f"'vervallen' van {key} is geen true of false.", "Schrijf true of false."))
    for name in ("versie", "gezien"):
        value = row.get(name, "")
        if not isinstance(value, str) or (value and not _DATE.fullmatch(value)):
            what = f"De {name} van {key} is geen datum."
            faults.append((what, f'Schrijf een jaar, maand of dag: {name} = "2023-07".'))
    if not isinstance(row.get("opvolger", ""), str):
        faults.append((f"De opvolger van {key} is geen id.", 'Schrijf opvolger = "…".'))
    if row.get("soort") == InstrumentKind.SERVICE and row.get("signalen"):
        what = f"De dienst {key} heeft signalen; een dienst wordt nooit voorgesteld."
        faults.append((what, "Laat signalen leeg, of maak er een instrument van."))
    return faults


def _instrument(key: str, row: Mapping[str, Any]) -> Instrument:
    return Instrument(
        id=key,
        name=row["naam"],
        kind=InstrumentKind(row["soort"]),
        problem=row["probleem"],
        signals=tuple(row.get("signalen", ())),
        source=row["bron"],
        address=row["adres"],
        version=row.get("versie", ""),
        seen=row["gezien"],
        caution=row["let_op"],
        other_names=tuple(row.get("ook", ())),
        retired=row.get("vervallen", False),
        successor=row.get("opvolger", ""),
    )


def _check_successors(
    instruments: Mapping[str, Instrument], place: Place, problems: Problems
) -> None:
    for item in instruments.values():
        if item.successor and item.successor not in instruments:
            what = f"De opvolger '{item.successor}' van {item.id} bestaat niet."
            problems.problem("E384", place, what, "Noem een id uit de lijst.")
