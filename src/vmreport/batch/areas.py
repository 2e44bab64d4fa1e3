"""Dossiers made on the fly: one national table, a list of municipalities, and a model dossier.

The model is a folder like any dossier. In its dossier.toml stands `$gebied_code`, `$naam` or any
other column of the list where municipalities differ; `$$` is a dollar sign. The figures come from
the table: those of the municipality and what lies in it, of the country, and of every area that
its line in the list names (such as its region).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from vmreport.batch.fingerprint import input_files
from vmreport.batch.plan import SETTINGS, Report, check_names
from vmreport.compose.files import slug
from vmreport.errors import Place, Problems
from vmreport.survey.area_register import AreaRegister, register_areas
from vmreport.survey.codebook import Codebook, load_codebook
from vmreport.survey.importing import import_files, write_canonical
from vmreport.survey.local_questions import load_local_questions
from vmreport.survey.model import AreaLevel
from vmreport.survey.readers.delivered import DeliveredRow
from vmreport.survey.readers.table import plain_text, under_header
from vmreport.survey.readers.text_files import read_text

__all__ = ["area_dossiers"]

_CODE, _NAME = "gebied_code", "naam"
_COLUMN = re.compile(r"[a-z_][a-z0-9_]*")
_FIGURES = re.compile(r"indicatoren\.(csv|xlsx|parquet)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One municipality of the list."""

    row: int
    values: Mapping[str, str]


def area_dossiers(
    table: Path, listing: Path, model: Path, target: Path, problems: Problems
) -> tuple[Report, ...]:
    """Write a dossier per line of `listing` in `target` and give the reports.

    Nothing is written when there is a problem: E826 (list), E827 (no figures), E828 (twice in the
    list), E829 (model), and what the reader of the table says.
    """
    lines = _read_list(listing, problems)
    settings = _read_model(model, lines, listing.name, problems)
    result = import_files((table,), _codebook(model, problems), problems)
    if problems.blocking or settings is None:
        return ()
    register = register_areas(result.rows, Problems())
    rows = _rows_of(result.rows, register)
    inside = _inside(register)
    reports, texts = [], []
    for line in lines:
        code = line.values[_CODE]
        if code not in rows:
            what = f"Van {code} ({line.values[_NAME]}) staan geen cijfers in {table.name}."
            hint = "Herstel de code, of haal de regel uit de lijst."
            problems.problem("E827", Place(listing.name, row=line.row, column=_CODE), what, hint)
            continue
        key = "-".join(part for part in (code, slug(line.values[_NAME])) if part)
        reports.append(Report(key, target / key))
        wanted = {code, *inside.get(code, ()), *_named(line, register)}
        texts.append(
            (
                _filled(settings, line),
                [
                    _within(row, wanted, register)
                    for area in rows
                    for row in rows[area]
                    if area in wanted
                ],
            )
        )
    check_names(reports, problems)
    if problems.blocking:
        return ()
    for report, (text, figures) in zip(reports, texts, strict=True):
        _write(report.dossier, model, text, write_canonical(figures))
    return tuple(reports)


def _read_list(listing: Path, problems: Problems) -> tuple[_Line, ...]:
    """Read the list strictly: every column as text, every municipality once."""
    grids = read_text(listing.read_bytes(), listing.name, problems)
    tables = [under_header(grid, 0, problems) for grid in grids]
    if not tables or tables[0] is None:
        return ()
    found = tables[0]
    header = [name.casefold() for name in found.header]
    place = Place(listing.name, row=1)
    for name in (_CODE, _NAME):
        if name not in header:
            what = f"De lijst heeft geen kolom {name}."
            problems.problem("E826", place, what, f"Zet {_CODE} en {_NAME} in de eerste regel.")
            return ()
    lines = [
        _Line(row.number, dict(zip(header, map(plain_text, row.cells), strict=True)))
        for row in found.rows
    ]
    _check_lines(lines, listing.name, problems)
    return tuple(lines)


def _check_lines(lines: Sequence[_Line], name: str, problems: Problems) -> None:
    if not lines:
        what = "In de lijst staat geen enkele gemeente."
        problems.problem("E826", Place(name), what, "Zet onder de kop een regel per gemeente.")
    seen: dict[str, int] = {}
    for line in lines:
        code = line.values[_CODE]
        place = Place(name, row=line.row, column=_CODE)
        if not code or not line.values[_NAME]:
            what = "In deze regel ontbreekt de code of de naam."
            problems.problem("E826", place, what, "Vul beide in, of haal de regel weg.")
        elif code in seen:
            what = f"{code} staat ook in rij {seen[code]}."
            problems.problem("E828", place, what, "Laat één van beide regels weg.")
        seen.setdefault(code, line.row)


def _read_model(
    model: Path, lines: Sequence[_Line], listing: str, problems: Problems
) -> Template | None:
    """Give the settings of the model; every name in it must be a column of the list."""
    path = model / SETTINGS
    place = Place(f"{model.name}/{SETTINGS}")
    try:
        settings = Template(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        what = "Dit bestand is er niet, of is niet te lezen."
        problems.problem("E829", place, what, "Zet er een dossier.toml met $gebied_code en $naam.")
        return None
    if not settings.is_valid():
        what = "Er staat een los dollarteken in."
        problems.problem(
            "E829", place, what, "Schrijf $naam voor een kolom, en $$ voor een dollarteken."
        )
        return None
    columns = sorted(name for name in (lines[0].values if lines else ()) if _COLUMN.fullmatch(name))
    names = settings.get_identifiers()
    for name in names:
        if lines and name not in columns:
            what = f"${name} is geen kolom van {listing}."
            hint = f"Kies uit: {', '.join(f'${column}' for column in columns)}."
            problems.problem("E829", place, what, hint)
    if _CODE not in names:
        what = f"Nergens staat ${_CODE}, dus alle dossiers zouden over dezelfde gemeente gaan."
        problems.problem("E829", place, what, f'Schrijf onder [dossier]: gemeente = "${_CODE}".')
    return settings


def _codebook(model: Path, problems: Problems) -> Codebook:
    codebook, local = load_codebook(), model / "lokale_vragen.toml"
    return (
        codebook.with_local(load_local_questions(local, problems)) if local.is_file() else codebook
    )


def _rows_of(
    rows: Iterable[DeliveredRow], register: AreaRegister
) -> Mapping[str, list[DeliveredRow]]:
    found: dict[str, list[DeliveredRow]] = {}
    for row in rows:
        found.setdefault(register.codes[row.area], []).append(row)
    return found


def _inside(register: AreaRegister) -> Mapping[str, set[str]]:
    """Give for every area the local areas that lie in it, at any depth."""
    found: dict[str, set[str]] = {}
    for code, area in register.areas.items():
        if not area.level.is_local:
            continue
        parent, seen = area.parent, {code}
        while parent and parent not in seen:
            found.setdefault(parent, set()).add(code)
            seen.add(parent)
            parent = register.areas[parent].parent if parent in register.areas else ""
    return found


def _named(line: _Line, register: AreaRegister) -> set[str]:
    """Give the country and the areas that a line names in one of its columns."""
    values = set(line.values.values())
    return {
        code
        for code, area in register.areas.items()
        if area.level is AreaLevel.COUNTRY or code in values
    }


def _within(row: DeliveredRow, wanted: set[str], register: AreaRegister) -> DeliveredRow:
    """Give a row without its parent when the report has no figures of that area."""
    parent = register.areas[register.codes[row.area]].parent
    if not row.area.parent or parent in wanted:
        return row
    return replace(row, area=replace(row.area, parent=""))


def _filled(settings: Template, line: _Line) -> str:
    values = {
        name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in line.values.items()
    }
    return settings.substitute(values)


def _write(dossier: Path, model: Path, settings: str, figures: bytes) -> None:
    for path in input_files(model):
        inner = path.relative_to(model)
        if len(inner.parts) == 1 and (_FIGURES.fullmatch(inner.name) or inner.name == SETTINGS):
            continue
        (dossier / inner).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, dossier / inner)
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / SETTINGS).write_text(settings, encoding="utf-8")
    (dossier / "indicatoren.csv").write_bytes(figures)
