"""JSON files with records as grids: one set, a page of one, or several sets that belong together.

A record is a row; the names of its fields count as row 1, so the first record is row 2 in messages,
as in a Parquet file. What the fields mean is for `odata_v3` and `odata_v4`. Source: risks A5, A17,
D14, E9 and J01-J04.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from vmreport.errors import Place, Problems
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import (
    MAX_RECORDS,
    MAX_TEXT_COLUMNS,
    Cell,
    Grid,
    Row,
    TypedNumber,
    bad_characters,
)

__all__ = ["NULL", "PACKAGE", "data_file", "read_records", "with_companions"]

NULL = "\N{SYMBOL FOR NULL}"
"""How JSON `null` stands in a grid: a blank text and no value are two things."""

PACKAGE = "vmreport"
"""Name of the set in which `vmreport fetch-statline` says what it fetched."""

_DATA = ("UntypedDataSet", "TypedDataSet", "Observations")
"""Sets with figures, best first: untyped keeps the symbols that say why a figure is not there."""
_EXPLAINING = ("TableInfos", "DataProperties", "MeasureCodes", "MeasureGroups", "Properties")
_MAX_COMPANION = 20_000_000
"""Bytes of a file that is read along."""
_MAX_DIGITS = 40

_Record: TypeAlias = Mapping[str, Any]


class _DoubleKeyError(ValueError):
    """An object names a key twice; which of both holds is not ours to choose."""


def read_records(data: bytes, file: str, out: Problems) -> tuple[Grid, ...]:
    """Give the one grid of a JSON file with records; empty when a problem makes it unreadable."""
    content = _parse(data, file, out)
    if content is None:
        return ()
    name, records, companions = _sets(content, Path(file).stem)
    if records is None:
        out.problem(
            Code.NOTHING_TO_READ,
            Place(file),
            "dit is geen JSON met cijfers van CBS: er staat geen lijst met gegevens in",
            "lever het bestand zoals OData of cbsodata het geeft (UntypedDataSet of Observations)",
        )
        return ()
    if not _is_whole(content, records, file, out):
        return ()
    return _grid(name, records, companions, file, out)


def data_file(folder: Path, name: str, out: Problems) -> Path | None:
    """Give the file with figures in a folder of OData files; None after reporting there is none."""
    found = [folder / f"{item}.json" for item in _DATA if (folder / f"{item}.json").is_file()]
    if not found:
        out.problem(
            Code.NOTHING_TO_READ,
            Place(name),
            "in deze map staat geen UntypedDataSet.json, TypedDataSet.json of Observations.json",
            "noem de map waarin de tabel van CBS is opgeslagen, of een bestand",
        )
        return None
    if len(found) > 1:
        out.notice(
            Code.READ_ALONGSIDE,
            Place(name),
            f"er staan meer bestanden met cijfers; gelezen is {found[0].name}",
            "geen actie nodig: dit bestand zegt ook waarom een cijfer ontbreekt",
        )
    return found[0]


def with_companions(grid: Grid, path: Path, out: Problems) -> Grid:
    """Give the grid with the sets that stand beside it in files of their own, as cbsodata saves them.

    Only beside a file called after its set, so that a file with a name of its own is never
    explained by what happens to lie next to it.
    """
    if grid.companions or path.stem not in _DATA or not grid.rows:
        return grid
    fields = [cell for cell in grid.rows[0].cells if isinstance(cell, str)]
    wanted = {*_EXPLAINING, *fields, *(f"{field}Codes" for field in fields)}
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for other in sorted(path.parent.glob("*.json")):
        if other.stem in wanted and other != path and other.stat().st_size <= _MAX_COMPANION:
            records = _companion(other, out)
            if records is not None:
                found[other.stem] = records
    if found:
        out.notice(
            Code.READ_ALONGSIDE,
            Place(grid.file),
            f"meegelezen uit dezelfde map: {', '.join(f'{name}.json' for name in found)}",
            "geen actie nodig: hierin staan namen, codes en eenheden",
        )
    return replace(grid, companions=found)


def _companion(path: Path, out: Problems) -> tuple[Mapping[str, str], ...] | None:
    content = _parse(path.read_bytes(), path.name, out)
    if content is None:
        return None
    records = _list_of(content)
    if records is None and isinstance(content, dict):
        records = [content]
    return None if records is None else _texts(records)


def _parse(data: bytes, file: str, out: Problems) -> Any:
    """Give the content of a JSON file, None after reporting that it cannot be read."""
    try:
        text = data.decode("utf-8-sig")
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_decimal,
            parse_constant=str,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        what, hint = "de tekens zijn niet te lezen als UTF-8", "vraag het bestand opnieuw op"
        out.problem(Code.ENCODING, Place(file), what, hint)
    except _DoubleKeyError as error:
        what, hint = f"een gegeven noemt '{error}' twee keer", "vraag het bestand opnieuw op"
        out.problem(Code.JSON_SHAPE, Place(file), what, hint)
    except json.JSONDecodeError as error:
        what = "het JSON-bestand is afgebroken of beschadigd"
        hint = "vraag het bestand opnieuw op"
        out.problem(Code.DAMAGED, Place(file, row=error.lineno), what, hint)
    except (RecursionError, ValueError, ArithmeticError, MemoryError):
        what, hint = "het JSON-bestand is niet te lezen", "vraag het bestand opnieuw op"
        out.problem(Code.DAMAGED, Place(file), what, hint)
    return None


def _decimal(text: str) -> Decimal:
    if len(text) > _MAX_DIGITS:
        raise ValueError(text[:20])
    number = Decimal(text)
    if not -_MAX_DIGITS < number.adjusted() < _MAX_DIGITS:
        raise ValueError(text)
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _DoubleKeyError(next(key for key in keys if keys.count(key) > 1))
    return made


def _sets(
    content: Any, stem: str
) -> tuple[str, Sequence[_Record] | None, Mapping[str, tuple[Mapping[str, str], ...]]]:
    """Give the name of the set with figures, its records, and the sets that explain it."""
    records = _list_of(content)
    if records is not None:
        return (stem if stem in _DATA else "?"), records, MappingProxyType({})
    if not isinstance(content, dict):
        return "", None, MappingProxyType({})
    sets = {name: _list_of(value) for name, value in content.items()}
    name = next((item for item in _DATA if sets.get(item) is not None), "")
    companions = {
        key: _texts(value) for key, value in sets.items() if value is not None and key not in _DATA
    }
    if isinstance(package := content.get(PACKAGE), dict):
        companions[PACKAGE] = _texts([package])
    return name, sets.get(name), companions


def _list_of(value: Any) -> list[_Record] | None:
    """Give a list of records, bare or as a page (`{"value": [...]}`)."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    return None


def _texts(records: Sequence[_Record]) -> tuple[Mapping[str, str], ...]:
    return tuple(
        {key: "" if value is None else str(value).strip() for key, value in record.items()}
        for record in records
    )


def _is_whole(content: Any, records: Sequence[_Record], file: str, out: Problems) -> bool:
    """Refuse a page that announces another one, and a set with fewer records than were counted."""
    if not isinstance(content, dict):
        return True
    package = content.get(PACKAGE)
    counted = content.get("odata.count", content.get("@odata.count"))
    if isinstance(package, dict):
        counted = package.get("aantal", counted)
    more = content.get("odata.nextLink") or content.get("@odata.nextLink")
    if more:
        what = (
            f"dit is niet de hele tabel: na deze {len(records)} gegevens komt een volgende pagina"
        )
    elif counted is not None and str(counted) != str(len(records)):
        what = f"er staan {len(records)} gegevens in, maar er zijn er {counted} geteld"
    else:
        return True
    hint = "haal de hele tabel op, bijvoorbeeld met vmreport fetch-statline"
    out.problem(Code.INCOMPLETE, Place(file), what, hint)
    return False


def _grid(
    name: str,
    records: Sequence[_Record],
    companions: Mapping[str, tuple[Mapping[str, str], ...]],
    file: str,
    out: Problems,
) -> tuple[Grid, ...]:
    fields = tuple(dict.fromkeys(key for record in records for key in record))
    if not records:
        out.problem(Code.NOT_READABLE, Place(file), "er staan geen cijfers in", "lever de cijfers")
        return ()
    if len(records) > MAX_RECORDS or len(fields) > MAX_TEXT_COLUMNS:
        what = f"het bestand heeft {len(records)} gegevens van {len(fields)} velden"
        hint = f"hoogstens {MAX_RECORDS} en {MAX_TEXT_COLUMNS}; lever alleen wat nodig is"
        out.problem(Code.TOO_BIG, Place(file), what, hint)
        return ()
    check = _Check(file, out)
    rows = [Row(1, tuple(check.cell(field, 1, field) for field in fields))]
    for number, record in enumerate(records, start=2):
        cells = (check.cell(record.get(field, ""), number, field) for field in fields)
        rows.append(Row(number, tuple(cells)))
    return (Grid(file, "", tuple(rows), "", name, companions),) if check.clean else ()


@dataclass(slots=True)
class _Check:
    """Turns values into cells, and remembers the texts that were fine."""

    file: str
    out: Problems
    clean: bool = True
    fine: dict[str, str] = field(default_factory=dict)

    def cell(self, value: Any, row: int, name: str) -> Cell:
        """Give a value as cell; a value that cannot be one is reported and left blank."""
        if isinstance(value, Decimal):
            return TypedNumber(value)
        if value is None:
            return NULL
        if not isinstance(value, str):
            what = f"hier staat geen getal of tekst, maar {_kind(value)}"
            place = Place(self.file, "", row, name)
            self.out.problem(Code.JSON_SHAPE, place, what, "lever losse getallen en teksten")
            self.clean = False
            return ""
        text = self.fine.get(value)
        if text is None:
            text = unicodedata.normalize("NFC", value.strip())
            if bad := bad_characters(text):
                code, what, hint = bad
                self.out.problem(code, Place(self.file, "", row, name), what, hint)
                self.clean = False
            self.fine[value] = text
        return text


def _kind(value: Any) -> str:
    return "ja of nee" if isinstance(value, bool) else "een samengesteld gegeven"
