"""From a path to delivered rows: which kind of file, which layout, which reader.

To add an input layout: one module with `find_header` and `read`, and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from vmreport.errors import Place, Problems
from vmreport.survey.readers import base_file, dashboard, odata_v3, odata_v4, statline, tidy
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import Context, Delivered, Reader
from vmreport.survey.readers.parquet import read_parquet
from vmreport.survey.readers.record_files import data_file, read_records, with_companions
from vmreport.survey.readers.table import Grid
from vmreport.survey.readers.text_files import read_text
from vmreport.survey.readers.workbook import read_workbook

__all__ = ["KINDS", "READERS", "file_name", "read_file", "read_grids"]

READERS: tuple[Reader, ...] = (
    Reader("OData v4", odata_v4.find_header, odata_v4.read),
    Reader("OData v3", odata_v3.find_header, odata_v3.read),
    Reader("StatLine", statline.find_header, statline.read),
    Reader("BBGA", base_file.find_header, base_file.read),
    Reader("dashboard", dashboard.find_header, dashboard.read),
    Reader("indicatorentabel", tidy.find_header, tidy.read),
)
"""Layouts, in the order in which they are tried."""

_ReadGrids: TypeAlias = Callable[[bytes, str, Problems], tuple[Grid, ...]]

KINDS: Mapping[str, _ReadGrids] = MappingProxyType(
    {
        ".csv": read_text,
        ".txt": read_text,
        ".tsv": read_text,
        ".xlsx": read_workbook,
        ".parquet": read_parquet,
        ".json": read_records,
    }
)
"""Kinds of file by extension."""

_MAX_BYTES = 100_000_000
_HEADER_WITHIN = 20
"""Rows in which we look for a header that has a title above it."""
_REFUSED = MappingProxyType(
    {
        ".xls": (
            "dit is een oud Excel-bestand (.xls)",
            "open het in Excel en sla het op als .xlsx",
        ),
        ".xlsm": ("dit is een Excel-bestand met macro's", "sla het op als .xlsx, zonder macro's"),
        ".xlsb": ("dit is een binair Excel-bestand (.xlsb)", "sla het op als .xlsx"),
        ".ods": ("dit is een LibreOffice-bestand (.ods)", "sla het op als .xlsx of CSV"),
        ".sav": ("dit is een SPSS-bestand", "lever uitkomsten per gebied aan, geen antwoorden"),
    }
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ".xlsx"),
    (b"\xd0\xcf\x11\xe0", ".xlsx"),
    (b"PAR1", ".parquet"),
)


def file_name(path: Path, root: Path) -> str:
    """Give the name of a file for messages: relative to the dossier where that is possible."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def read_file(path: Path, name: str, context: Context) -> tuple[Delivered, ...]:
    """Give what each grid of a file delivers; nothing is raised for a bad file.

    A folder is read as the OData table that is saved in it.
    """
    if path.is_dir():
        found = data_file(path, name, context.problems)
        if found is None:
            return ()
        path, name = found, f"{name}/{found.name}"
    grids = read_grids(path, name, context.problems)
    delivered: list[Delivered] = []
    unknown: list[Grid] = []
    for grid in grids:
        for reader in READERS:
            header = reader.find_header(grid)
            if header is not None:
                part = reader.read(grid, header, context)
                _report_nothing(part, grid, context.problems)
                delivered.append(part)
                break
        else:
            unknown.append(grid)
    _report_unknown(unknown, some=bool(delivered), out=context.problems)
    return tuple(delivered)


def _report_nothing(part: Delivered, grid: Grid, out: Problems) -> None:
    """Say that a table gave nothing, when its reader had nothing to say about its cells."""
    if part.unmapped and not part.rows and not part.mapped:
        out.notice(
            Code.NOTHING_USED_HERE,
            Place(grid.file, grid.sheet),
            "uit deze tabel is geen enkel cijfer overgenomen: geen kolom is herkend",
            "controleer of dit de goede tabel is, en zie per kolom de reden",
        )


def read_grids(path: Path, name: str, out: Problems) -> tuple[Grid, ...]:
    """Give the grids of a file of a kind that we read; nothing is raised for a bad file."""
    place = Place(name)
    suffix = path.suffix.casefold()
    if suffix in _REFUSED:
        what, hint = _REFUSED[suffix]
        out.problem(Code.WRONG_KIND, place, what, hint)
        return ()
    if suffix not in KINDS:
        what = f"bestanden met '{suffix or 'geen extensie'}' worden niet gelezen"
        out.problem(Code.WRONG_KIND, place, what, "lever CSV, XLSX, Parquet of JSON aan")
        return ()
    try:
        if path.stat().st_size > _MAX_BYTES:
            what = f"het bestand is groter dan {_MAX_BYTES // 1_000_000} MB"
            out.problem(Code.TOO_BIG, place, what, "lever alleen de rijen van dit rapport aan")
            return ()
        data = path.read_bytes()
    except OSError:
        what = "het bestand is niet te openen"
        out.problem(Code.NOT_READABLE, place, what, "controleer naam en rechten")
        return ()
    if not data:
        out.problem(Code.NOT_READABLE, place, "het bestand is leeg", "lever de cijfers aan")
        return ()
    return _read_as(suffix, data, path, name, out)


def _read_as(suffix: str, data: bytes, path: Path, name: str, out: Problems) -> tuple[Grid, ...]:
    """Read by extension, unless the first bytes say that it is something else."""
    real = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    place = Place(name)
    if real and real != suffix and KINDS[suffix] is not KINDS[real]:
        what = f"dit is geen {suffix} maar een {real}-bestand"
        out.problem(Code.WRONG_KIND, place, what, f"geef het bestand de extensie {real}")
        return ()
    if KINDS[suffix] in (read_text, read_records) and data.lstrip()[:1] == b"<":
        wanted = suffix.removeprefix(".").upper()
        what = f"dit is een webpagina of XML en geen {wanted}"
        out.problem(Code.WRONG_KIND, place, what, f"download de tabel als {wanted}")
        return ()
    grids = KINDS[suffix](data, name, out)
    return tuple(with_companions(grid, path, out) for grid in grids) if suffix == ".json" else grids


def _report_unknown(grids: list[Grid], *, some: bool, out: Problems) -> None:
    for grid in grids:
        place = Place(grid.file, grid.sheet, grid.rows[0].number if grid.rows else None)
        what = "de kop is niet die van een bestand met cijfers dat wij kennen"
        lower = _header_lower_down(grid)
        if lower:
            hint = f"de kop staat op rij {lower}: verwijder de rijen erboven"
            out.problem(Code.NOTHING_TO_READ, place, "boven de kop staat nog iets", hint)
        elif some:
            hint = "geen actie nodig als hier geen cijfers staan"
            out.notice(Code.SHEET_SKIPPED, place, f"blad overgeslagen: {what}", hint)
        else:
            hint = "gebruik de kolommen editie, gebied_code, gebied, niveau, indicator, waarde, ..."
            out.problem(Code.NOTHING_TO_READ, place, what, hint)


def _header_lower_down(grid: Grid) -> int | None:
    """Give the row of our header when a title stands above it."""
    rows = grid.rows[1:_HEADER_WITHIN]
    fits = (row for row in rows if tidy.find_header(Grid(grid.file, grid.sheet, (row,))) == 0)
    return next((row.number for row in fits), None)
