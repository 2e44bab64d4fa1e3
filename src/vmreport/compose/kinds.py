"""The document kinds a dossier can ask for: title, formats, limits; the prose is in the template."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmreport.errors import ContentError, Place, Problem
from vmreport.narrative.phrases import sentence_case

__all__ = ["PER_AREA", "DocumentKind", "PageLimits", "filled", "load_kinds", "text_fault"]

TABLE = "documenten.toml"
PER_AREA = "gebied"
"""Value of `per` for a kind that makes one document for each local area."""
FORMATS = ("pdf", "docx", "html", "xlsx", "pptx")
_BODIES = ("raad", "raad_van", "leden", "college", "college_van")
SLOTS = ("editie", "gebied", "gemeente", "soort", "brief", "jaar", "tot_en_met", *_BODIES)
"""What a text may hold: edition, area of the document, municipality, noun for the area, name of
the letter to the council, first and last year of the plan, who gets the report (with and without
`van`), its members, who presents it. A slot at the start of a text gets a capital."""
_SLOT = re.compile(r"\{([^{}]*)\}")
_MOST_PAGES = 1000
MEASURES = "maatregelen"


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How many finished pages a document may have."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document; texts may hold the slots of `SLOTS`."""

    name: str
    title: str
    title_without_advice: str
    """For a dossier without recommendations."""
    short_title: str
    subject: str
    keywords: tuple[str, ...]
    formats: tuple[str, ...]
    pages: PageLimits | None = None
    """Measured on the finished PDF; None is no limit."""
    per: str = ""
    """`gebied` for one document per local area, empty for one in all."""
    letterhead: bool = False
    """Whether the first page carries the logo: for papers without a title page."""
    numbered: bool = True
    """Whether headings get numbers."""
    carries_figures: bool = False
    """Whether its PDF carries the published figures when the dossier asks for that."""
    by_status_date: bool = False
    """Whether it is dated on the peildatum of the plan: what it tells is of that day."""
    workbook: str = ""
    """`maatregelen`: its xlsx is the workbook of measures to edit, not its tables."""

    @property
    def template(self) -> str:
        """The template's file name."""
        return f"{self.name}.md.j2"

    @property
    def per_area(self) -> bool:
        """Whether every local area gets a document of its own."""
        return self.per == PER_AREA


def filled(text: str, values: Mapping[str, str]) -> str:
    """Give `text` with its slots filled; a plain replacement, so a value is never a format."""
    whole = _SLOT.sub(lambda match: values.get(match[1], match[0]), text)
    return sentence_case(whole) if text.startswith("{") else whole


def load_kinds(folders: Sequence[Path]) -> Mapping[str, DocumentKind]:
    """Give the kinds by name; a table in an earlier folder replaces the shipped one of that name.

    Raises ContentError (E531) with every unknown, missing or wrong key and its line.
    """
    rows: dict[str, tuple[Path, object]] = {}
    problems: list[Problem] = []
    for folder in reversed(folders):
        path = folder / TABLE
        if path.is_file():
            rows |= {name: (path, row) for name, row in _read(path, problems).items()}
    for name, (path, row) in rows.items():
        for key, what, hint in _faults(row):
            where = Place(path.name, row=_line(path, name, key), column=f"{name}.{key}".rstrip("."))
            problems.append(Problem("E531", where, what, hint))
    if problems:
        raise ContentError(problems)
    return {name: _kind(name, row) for name, (_, row) in rows.items() if isinstance(row, dict)}


def _read(path: Path, problems: list[Problem]) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found = re.search(r"at line (\d+)", str(error))
        where = Place(path.name, row=int(found[1]) if found else None)
        what = "Deze tabel met documenten is niet te lezen."
        hint = "Kijk of elke tekst tussen aanhalingstekens staat en elke lijst tussen [ en ]."
        problems.append(Problem("E531", where, what, hint))
        return {}


def _line(path: Path, name: str, key: str) -> int | None:
    """Give the line of a key in the table `name`, else that of the table itself."""
    inside, start = False, None
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        bare = text.strip()
        if bare.startswith("["):
            inside = bare.strip("[] \"'") == name
            start = number if inside else start
        elif inside and key and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", bare):
            return number
    return start


# -- what a row may say -----------------------------------------------------------------------


def text_fault(value: object) -> str:
    """Give what to do about a text that is empty or has an unknown slot; empty when it is right."""
    if not isinstance(value, str) or not value.strip():
        return "Schrijf een tekst tussen aanhalingstekens."
    unknown = [slot for slot in _SLOT.findall(value) if slot not in SLOTS]
    known = ", ".join(f"{{{slot}}}" for slot in SLOTS)
    return f"De plek {{{unknown[0]}}} bestaat niet; kies uit {known}." if unknown else ""


def _is_texts(value: object) -> str:
    good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "" if good else 'Schrijf een lijst van teksten: ["een", "twee"].'


def _is_formats(value: object) -> str:
    good = isinstance(value, list) and value and all(item in FORMATS for item in value)
    return "" if good else f"Kies een of meer van {', '.join(FORMATS)}."


def _is_pages(value: object) -> str:
    good = (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
        and 1 <= value[0] <= value[1] <= _MOST_PAGES
    )
    return "" if good else "Schrijf het kleinste en het grootste aantal: [1, 2]."


def _is_per(value: object) -> str:
    return "" if value == PER_AREA else f'Schrijf "{PER_AREA}", of laat de regel weg.'


def _is_workbook(value: object) -> str:
    return "" if value == MEASURES else f'Schrijf "{MEASURES}", of laat de regel weg.'


def _is_choice(value: object) -> str:
    return "" if isinstance(value, bool) else "Schrijf true of false."


_REQUIRED: Mapping[str, Callable[[object], str]] = {
    "titel": text_fault,
    "titel_zonder_advies": text_fault,
    "kort": text_fault,
    "onderwerp": text_fault,
    "trefwoorden": _is_texts,
    "vormen": _is_formats,
}
_OPTIONAL: Mapping[str, Callable[[object], str]] = {
    "bladzijden": _is_pages,
    "per": _is_per,
    "briefhoofd": _is_choice,
    "genummerd": _is_choice,
    "werkmap": _is_workbook,
    "cijfers": _is_choice,
    "op_peildatum": _is_choice,
}


def _faults(row: object) -> Iterable[tuple[str, str, str]]:
    """Yield (key, what, hint) of everything wrong with a row."""
    if not isinstance(row, dict):
        yield (
            "",
            "Hier hoort een tabel van een document.",
            "Schrijf [naam] met de sleutels eronder.",
        )
        return
    known = {**_REQUIRED, **_OPTIONAL}
    for key in row:
        if key not in known:
            yield key, "Deze sleutel bestaat niet.", f"Bekend zijn: {', '.join(known)}."
    for key in _REQUIRED:
        if key not in row:
            yield key, f"De sleutel '{key}' ontbreekt.", "Kijk naar de andere rijen."
    for key, check in known.items():
        hint = check(row[key]) if key in row else ""
        if hint:
            yield key, f"De waarde van '{key}' is niet goed.", hint


def _kind(name: str, row: Mapping[str, object]) -> DocumentKind:
    def texts(key: str) -> tuple[str, ...]:
        value = row[key]
        return tuple(map(str, value)) if isinstance(value, list) else ()

    pages = row.get("bladzijden")
    return DocumentKind(
        name=name,
        title=str(row["titel"]),
        title_without_advice=str(row["titel_zonder_advies"]),
        short_title=str(row["kort"]),
        subject=str(row["onderwerp"]),
        keywords=texts("trefwoorden"),
        formats=texts("vormen"),
        pages=PageLimits(*pages) if isinstance(pages, list) else None,
        per=str(row.get("per", "")),
        letterhead=row.get("briefhoofd") is True,
        numbered=row.get("genummerd") is not False,
        workbook=str(row.get("werkmap", "")),
        carries_figures=row.get("cijfers") is True,
        by_status_date=row.get("op_peildatum") is True,
    )
