"""`vmreport import`: delivered files to the canonical table, saying what became of every column.

Reading is done by the same readers as for a report; nothing is guessed on the way.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from vmreport.errors import Level, Place, Problem, Problems
from vmreport.survey.area_register import register_areas
from vmreport.survey.areas import OFFICIAL, AreaMention
from vmreport.survey.codebook import Codebook
from vmreport.survey.load import check_rows, deliver, merge
from vmreport.survey.model import (
    Absence,
    AreaLevel,
    Estimate,
    Missing,
    NotApplicable,
    Suppressed,
    Value,
)
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.columns import CANONICAL
from vmreport.survey.readers.delivered import (
    ColumnReport,
    Context,
    DeliveredRow,
    UnmappedColumn,
)
from vmreport.survey.readers.files import file_name
from vmreport.survey.readers.report import fold

__all__ = ["ImportResult", "import_files", "is_empty_table", "write_canonical"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What the files gave and what they did not."""

    rows: tuple[DeliveredRow, ...]
    mapped: tuple[ColumnReport, ...]
    unmapped: tuple[UnmappedColumn, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Give a Dutch line per column: what it became, or that it did not, and why."""
        kept = [f"{column.file}: {column.column} -> {column.became}" for column in self.mapped]
        lost = [
            f"{column.file}: {column.column} is niet overgenomen: {column.why}"
            for column in self.unmapped
        ]
        return (*kept, *lost)


def import_files(
    files: Sequence[Path],
    codebook: Codebook,
    problems: Problems,
    *,
    decimal_mark: str = "",
    area_level: AreaLevel | None = None,
    municipality: AreaMention | None = None,
) -> ImportResult:
    """Read `files` and report per column what it became, or why not.

    What the advisor can still fill in in the table, n of kernen, wijken and buurten, is a notice
    here; a build refuses it. A table without a single figure is a problem.
    """
    found = Problems()
    root = Path(os.path.commonpath([path.resolve().parent for path in files])) if files else Path()
    context = Context(codebook, found, decimal_mark, "", area_level, municipality)
    parts = deliver(files, context, root)
    rows = tuple(row for part in parts for row in part.rows)
    register = register_areas(rows, found)
    check_rows(rows, found)
    kept = tuple(merge(rows, register, found).values())
    if parts and not kept and not found.blocking:
        found.problem(
            Code.NOTHING_USED,
            Place(file_name(files[0], root)),
            "er is geen enkel cijfer overgenomen",
            "zie de meldingen over de kolommen, en controleer of dit het goede bestand is",
        )
    problems.extend(map(_to_fill_in, fold(_counted(found, kept))))
    return ImportResult(
        kept,
        tuple(column for part in parts for column in part.mapped),
        tuple(column for part in parts for column in part.unmapped),
    )


_NAMED_ONE_BY_ONE = 5
"""Figures of kernen, wijken and buurten without n that are named one by one."""
_AREAS_NAMED = 3


def is_empty_table(path: Path) -> bool:
    """Whether a file is our table without a figure, as `vmreport new` writes it: free to replace."""
    header = ";".join(CANONICAL).encode()
    try:
        with path.open("rb") as file:
            start = file.read(len(header) + 10)
    except OSError:
        return False
    return start.removeprefix(codecs.BOM_UTF8).strip() == header


def _counted(found: Problems, rows: Sequence[DeliveredRow]) -> Problems:
    """Give the problems with one for each table of which many figures miss n, as dashboards do."""
    tables = Counter(_table(item.where) for item in found.items if item.code == Code.N_MISSING)
    many = {table for table, times in tables.items() if times > _NAMED_ONE_BY_ONE}
    counted = Problems()
    counted.extend(
        item
        for item in found.items
        if item.code != Code.N_MISSING or _table(item.where) not in many
    )
    for table in many:
        areas = dict.fromkeys(
            row.area.name
            for row in rows
            if _table(row.place()) == table and row.area.level.is_local and row.n is None
        )
        named = ", ".join(list(areas)[:_AREAS_NAMED])
        what = (
            f"n ontbreekt bij {tables[table]} cijfers van kernen, wijken of buurten, zoals {named}"
        )
        counted.problem(Code.N_MISSING, table, what, "")
    return counted


def _table(place: Place) -> Place:
    return Place(place.file, place.sheet)


def _to_fill_in(item: Problem) -> Problem:
    """Give a missing n as a notice: an import makes the table in which it is filled in."""
    if item.code != Code.N_MISSING:
        return item
    hint = "vul n in in de nieuwe tabel; zonder n mag zo'n cijfer niet in een rapport"
    return replace(item, code=Code.N_TO_FILL_IN, hint=hint, level=Level.NOTICE)


def write_canonical(rows: Iterable[DeliveredRow]) -> bytes:
    """Give rows as a canonical CSV: UTF-8 without BOM, `;`, decimal comma.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which our own
    reader takes off again; numbers are never touched. Source: risks D12.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(CANONICAL)
    for row in rows:
        writer.writerow(_cells(row))
    return text.getvalue().encode("utf-8")


def _cells(row: DeliveredRow) -> tuple[str, ...]:
    value = row.value
    lower = upper = None
    if isinstance(value, Estimate) and row.margin is None:
        lower, upper = value.lower, value.upper
    area = row.area
    return (
        str(row.edition),
        "" if area.is_named_only else _safe(area.code),
        _safe(OFFICIAL.get(area.code, area.name)),
        area.level.value,
        _safe(area.parent),
        _safe(row.indicator.code),
        _safe(row.indicator.unit_label),
        _safe(row.indicator.base),
        _number(value.value if isinstance(value, Estimate) else None)
        + ("%" if row.explicit_percent and _needs_sign(value) else ""),
        _number(row.margin),
        _number(lower),
        _number(upper),
        _count(row.n),
        _count(row.numerator),
        _count(row.population),
        _safe(row.credit),
        _status(value),
    )


def _needs_sign(value: Value) -> bool:
    """Whether a percentage is so low that without its sign it could be taken for a share."""
    return isinstance(value, Estimate) and value.value <= 1


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f").replace(".", ",")


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _status(value: Value) -> str:
    match value:
        case Estimate():
            return "voorlopig" if value.provisional else ""
        case Suppressed(reason):
            return "geheim" if reason is Absence.SECRET else "onderdrukt"
        case Missing():
            return "ontbreekt"
        case NotApplicable():
            return "n.v.t."
