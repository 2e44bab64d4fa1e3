"""Reading the shipped codebook files: groups of indicators and victim blocks, strictly.

A fault in these files is a fault in vmreport, so it is an `ImpossibleError`, not an input problem.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from vmreport.errors import ImpossibleError
from vmreport.survey.codebook_words import DIRECTION_WORDS, SERIES_WORDS, UNIT_WORDS
from vmreport.survey.model import Indicator

__all__ = ["PLACEMENT_REMARKS", "Row", "read_rows", "read_tables", "to_indicator"]

Row = dict[str, Any]
"""One indicator as the file says it, group values filled in."""

_SHARED: Final = frozenset(
    [
        "thema",
        "subthema",
        "eenheid",
        "eenheid_label",
        "basis",
        "richting",
        "veld",
        "veld_thema",
        "reeks",
        "voorwaardelijk",
        "pad",
        "zekerheid",
    ]
)
_ROW: Final = _SHARED | frozenset(
    [
        "nr",
        "code",
        "naam",
        "kort",
        "titel",
        "sleutel",
        "zin",
        "kop",
        "vraagtekst",
        "aliassen",
        "kerncijfer",
    ]
)
_BLOCK: Final = frozenset({"thema", "veld", "veld_thema", "pad", "delict"})
_OFFENCE: Final = frozenset(
    [
        "van",
        "code",
        "patroon",
        "subthema",
        "pad",
        "delict",
        "groep",
        "kort",
        "kort_kolom",
        "naam",
        "aliassen",
        "sleutel",
        "sleutel_aangifte",
        "aliassen_aangifte",
        "kerncijfer",
        "zeker",
        "volgorde",
    ]
)
_COLUMN: Final = frozenset(
    [
        "achtervoegsel",
        "titel",
        "sleutel",
        "naam",
        "kort",
        "eenheid_label",
        "basis",
        "richting",
        "zin",
        "kop",
    ]
)
_PLACE_DERIVED: Final = "De plaats in de StatLine-tabel is afgeleid."
_ORDER_UNKNOWN: Final = "De volgorde van de delicten in de StatLine-tabel is niet vastgesteld."
PLACEMENT_REMARKS: Final = frozenset({_PLACE_DERIVED, _ORDER_UNKNOWN})
"""Remarks about where a column stands in StatLine: for who maps files, not for who reads figures."""
_UNIT_DERIVED: Final = "De eenheid is afgeleid."


def read_tables(path: Path, known: Iterable[str]) -> Mapping[str, Any]:
    """Read a TOML file whose top-level keys must be among `known`."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    _refuse_unknown(content, frozenset(known), path.name)
    return content


def read_rows(path: Path) -> Iterator[Row]:
    """Give every indicator row of a codebook file, groups and blocks expanded, in file order."""
    content = read_tables(path, ("groep", "blok", "kolom", "patroon"))
    for group in content.get("groep", ()):
        shared = {key: value for key, value in group.items() if key != "indicator"}
        _refuse_unknown(shared, _SHARED, f"{path.name}: {group.get('subthema')}")
        for own in group["indicator"]:
            _refuse_unknown(own, _ROW, f"{path.name}: {own.get('code')}")
            yield shared | own
    for name, column in content.get("kolom", {}).items():
        _refuse_unknown(column, _COLUMN, f"{path.name}: kolom {name}")
    for block in content.get("blok", ()):
        _refuse_unknown(block, _BLOCK, f"{path.name}: {block.get('thema')}")
        for offence in block["delict"]:
            _refuse_unknown(offence, _OFFENCE, f"{path.name}: {offence.get('code')}")
            yield from _block_rows(block, offence, content)


def to_indicator(row: Row) -> Indicator:
    """Make the typed indicator of a row."""
    try:
        return Indicator(
            code=row["code"],
            name=row["naam"],
            short=row["kort"],
            unit=UNIT_WORDS[row["eenheid"]],
            unit_label=row["eenheid_label"],
            base=row["basis"],
            direction=DIRECTION_WORDS[row["richting"]],
            theme=row["thema"],
            subtheme=row["subthema"],
            field=row["veld"],
            field_theme=row["veld_thema"],
            series=SERIES_WORDS[row["reeks"]],
            sentence=row.get("zin", ""),
            heading=row.get("kop", ""),
            question=row.get("vraagtekst", ""),
            aliases=tuple(row.get("aliassen", ())),
            statline=_statline(row),
            headline=row.get("kerncijfer", False),
            conditional=row.get("voorwaardelijk", False),
            certainty=row.get("zekerheid", ""),
        )
    except KeyError as error:
        message = f"codeboek, {row.get('code')}: sleutel of waarde {error} klopt niet"
        raise ImpossibleError(message) from error


def _statline(row: Row) -> tuple[str, ...]:
    """Give the topic path with the printed title (CSV export) and with the OData key."""
    if not row.get("pad"):
        return ()
    last = (row.get("titel", row["naam"]), row.get("sleutel", ""))
    return tuple(f"{row['pad']}/{part}" for part in last if part)


def _block_rows(
    block: Mapping[str, Any], offence: Mapping[str, Any], content: Mapping[str, Any]
) -> Iterator[Row]:
    for offset, kind in enumerate(content["patroon"][offence["patroon"]]):
        column = content["kolom"][kind]
        main = kind == "slachtoffers"
        words = {
            "delict": offence["delict"],
            "groep": offence.get("groep", offence["kort"]),
            "kort": offence["kort"] if main else offence.get("kort_kolom", offence["kort"]),
        }
        words["klein"] = words["kort"].lower()
        row: Row = {key: column[key].format(**words) for key in ("naam", "kort", "basis")}
        row |= {
            "nr": offence["van"] + offset,
            "code": f"slachtoffer_{offence['code']}{column['achtervoegsel']}",
            "titel": column["titel"],
            "sleutel": offence.get("sleutel" if main else f"sleutel_{kind}", column["sleutel"]),
            "aliassen": offence.get("aliassen" if main else f"aliassen_{kind}", ()),
            "eenheid": "procent",
            "eenheid_label": column["eenheid_label"],
            "richting": column["richting"],
            "reeks": "B",
            "thema": block["thema"],
            "subthema": offence["subthema"],
            "veld": block["veld"],
            "veld_thema": block["veld_thema"],
            "pad": f"{block['pad']}/{offence['pad']}",
            "zin": column.get("zin", "").format(**words),
            "kop": column.get("kop", "").format(**words),
            "voorwaardelijk": not main,
            "zekerheid": _certainty(offence, main=main),
        }
        if main:
            row["naam"] = offence.get("naam", row["naam"])
            row["kerncijfer"] = offence.get("kerncijfer", False)
        yield row


def _certainty(offence: Mapping[str, Any], *, main: bool) -> str:
    """Say what about a victim column is not established.

    Source: 85146NED as read; the unit of the conditional columns is read for woninginbraak only.
    """
    sentences = []
    if not offence.get("zeker", True):
        sentences.append(_PLACE_DERIVED)
    if not offence.get("volgorde", True):
        sentences.append(_ORDER_UNKNOWN)
    if not main and offence["code"] != "woninginbraak":
        sentences.append(_UNIT_DERIVED)
    return " ".join(sentences)


def _refuse_unknown(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        message = f"codeboek {where}: onbekende sleutel {', '.join(unknown)}"
        raise ImpossibleError(message)
