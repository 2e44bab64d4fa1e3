"""The document kinds a dossier can ask for: title, formats, limits; the prose is in the template."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmreport.errors import ContentError, Place, Problem

__all__ = ["DocumentKind", "load_kinds"]

TABLE = "documenten.toml"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document; texts may hold {editie} and {gebied}."""

    name: str
    title: str
    title_without_advice: str
    """For a dossier without recommendations."""
    short_title: str
    subject: str
    keywords: tuple[str, ...]
    formats: tuple[str, ...]

    @property
    def template(self) -> str:
        """The template's file name."""
        return f"{self.name}.md.j2"


_KEYS = {
    "titel": str,
    "titel_zonder_advies": str,
    "kort": str,
    "onderwerp": str,
    "trefwoorden": list,
    "vormen": list,
}


def load_kinds(folders: Sequence[Path]) -> Mapping[str, DocumentKind]:
    """Give the kinds by name; a table in an earlier folder replaces the shipped one of that name.

    Raises ContentError with every unknown or missing key.
    """
    rows: dict[str, tuple[str, dict[str, object]]] = {}
    for folder in reversed(folders):
        path = folder / TABLE
        if path.is_file():
            for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
                rows[name] = (path.name, row)
    problems = [
        Problem("E531", Place(file, column=f"{name}.{key}"), what, "Kijk naar de andere rijen.")
        for name, (file, row) in rows.items()
        for key, what in _faults(row)
    ]
    if problems:
        raise ContentError(problems)
    return {name: _kind(name, row) for name, (_, row) in rows.items()}


def _faults(row: Mapping[str, object]) -> list[tuple[str, str]]:
    unknown = [(key, "Deze sleutel bestaat niet.") for key in row if key not in _KEYS]
    wrong = [
        (key, "Deze sleutel ontbreekt of heeft een verkeerde waarde.")
        for key, kind in _KEYS.items()
        if not isinstance(row.get(key), kind)
    ]
    return unknown + wrong


def _kind(name: str, row: Mapping[str, object]) -> DocumentKind:
    def texts(key: str) -> tuple[str, ...]:
        value = row[key]
        return tuple(map(str, value)) if isinstance(value, list) else ()

    return DocumentKind(
        name=name,
        title=str(row["titel"]),
        title_without_advice=str(row["titel_zonder_advies"]),
        short_title=str(row["kort"]),
        subject=str(row["onderwerp"]),
        keywords=texts("trefwoorden"),
        formats=texts("vormen"),
    )
