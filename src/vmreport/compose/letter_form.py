"""The form of a letter to the council, as data of a house style: fields, headings, order.

Every municipality has its own council papers; a form says how they look, never what this report
says. The words come from the dossier and the findings (`letter`), the parts from templates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmreport.assets import templates_root
from vmreport.compose.kinds import text_fault
from vmreport.errors import Place, Problems

__all__ = ["LETTER_FORM", "FormField", "FormHeading", "LetterForm", "load_letter_form"]

LETTER_FORM = "raadsbrief.toml"
"""File name of the form in a house style or a dossier's `huisstijl` folder."""
DEFAULT_FORM = "informatiebrief"
_LARGEST = 100_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_MOST_POINTS = 20


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the letter head: words of the form itself, or a fact of the dossier."""

    label: str
    text: str
    source: str
    """`datum`, `portefeuillehouder`, ... or a label of `[raad.extra]`; empty for own words."""
    required: bool
    place: Place


@dataclass(frozen=True, slots=True)
class FormHeading:
    """One heading of the letter with what stands under it."""

    title: str
    text: str
    source: str
    """A label of `[raad.extra]`; the heading is left out when the dossier does not give it."""
    parts: tuple[str, ...]
    """Names of template parts in `delen/brief/`."""
    required: bool
    place: Place


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A whole form; texts may hold the slots of a title."""

    name: str
    """What kind of paper it is: `Raadsinformatiebrief`."""
    subject: str
    fields: tuple[FormField, ...]
    headings: tuple[FormHeading, ...]
    salutation: str
    closing: tuple[str, ...]
    points: int
    """How many points of the summary and how many recommendations the letter may name."""


def load_letter_form(files: Sequence[Path], problems: Problems) -> LetterForm:
    """Give the form in the first of `files`, on top of the shipped example it names.

    Without files the letter of information. Problems (E441-E445) go to `problems`; the shipped
    form stands in for what is wrong.
    """
    own = _Source.read(files[0], problems) if files else None
    base = DEFAULT_FORM
    if own is not None and "vorm" in own.table:
        base = str(own.table["vorm"])
        if base not in _shipped():
            hint = f"Kies uit: {', '.join(_shipped())}."
            problems.problem("E445", own.place("vorm"), f"De vorm '{base}' bestaat niet.", hint)
            base = DEFAULT_FORM
    shipped = _Source.read(_folder() / f"{base}.toml", problems)
    sources = [source for source in (own, shipped) if source is not None]
    for source in sources:
        for key, index, inner, what, hint in source.faults():
            code = "E442" if hint.startswith("Bekend") else "E443"
            problems.problem(code, source.place(key, index, inner), what, hint)
    return _form(sources)


def _folder() -> Path:
    return templates_root() / "documents" / "raadsbrief"


def _shipped() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def _form(sources: Sequence[_Source]) -> LetterForm:
    """Put the form together: a key of the first source that has it in order wins."""

    def of(key: str, fallback: object) -> tuple[_Source, object]:
        for source in sources:
            if key in source.table and not source.wrong(key):
                return source, source.table[key]
        return sources[-1] if sources else _Source("", {}, ""), fallback

    fields_from, fields = of("veld", [])
    headings_from, headings = of("kop", [])
    closing = of("afsluiting", [])[1]
    points = of("punten", 4)[1]
    return LetterForm(
        name=str(of("soort", "")[1]),
        subject=str(of("onderwerp", "")[1]),
        fields=tuple(
            FormField(
                label=str(row["label"]),
                text=str(row.get("tekst", "")),
                source=str(row.get("bron", "")),
                required=row.get("verplicht") is True,
                place=fields_from.place("veld", number),
            )
            for number, row in enumerate(_rows(fields))
        ),
        headings=tuple(
            FormHeading(
                title=str(row["titel"]),
                text=str(row.get("tekst", "")),
                source=str(row.get("bron", "")),
                parts=tuple(map(str, _list(row.get("inhoud")))),
                required=row.get("verplicht") is True,
                place=headings_from.place("kop", number),
            )
            for number, row in enumerate(_rows(headings))
        ),
        salutation=str(of("aanhef", "")[1]),
        closing=tuple(map(str, _list(closing))),
        points=points if isinstance(points, int) else 4,
    )


def _sets(line: str, key: str) -> bool:
    return bool(key) and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", line) is not None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rows(value: object) -> list[dict[str, object]]:
    return [row for row in _list(value) if isinstance(row, dict)]


# -- reading and checking ---------------------------------------------------------------------


def _choice(value: object) -> str:
    return "" if isinstance(value, bool) else "Schrijf true of false."


def _lines(value: object) -> str:
    good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "" if good else 'Schrijf een lijst van teksten: ["een", "twee"].'


def _parts(value: object) -> str:
    good = isinstance(value, list) and all(
        isinstance(item, str) and _NAME.fullmatch(item) for item in value
    )
    return "" if good else 'Schrijf namen van delen: ["kernboodschap"].'


def _count(value: object) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_POINTS
    return "" if good else f"Schrijf een getal van 1 tot en met {_MOST_POINTS}."


def _tables(value: object) -> str:
    good = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return "" if good else "Schrijf voor elk een eigen kop met dubbele haken: [[veld]], [[kop]]."


_Check = Callable[[object], str]
_KEYS: Mapping[str, _Check] = {
    "vorm": text_fault,
    "soort": text_fault,
    "onderwerp": text_fault,
    "aanhef": text_fault,
    "afsluiting": _lines,
    "punten": _count,
    "veld": _tables,
    "kop": _tables,
}
_INNER: Mapping[str, tuple[str, Mapping[str, _Check]]] = {
    "veld": (
        "label",
        {"label": text_fault, "tekst": text_fault, "bron": text_fault, "verplicht": _choice},
    ),
    "kop": (
        "titel",
        {
            "titel": text_fault,
            "tekst": text_fault,
            "bron": text_fault,
            "inhoud": _parts,
            "verplicht": _choice,
        },
    ),
}
_Fault = tuple[str, int, str, str, str]
"""Key, number of the table, key in it, what, hint."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One form file: its values and its text, for the lines of problems."""

    file: str
    table: Mapping[str, object]
    text: str

    @classmethod
    def read(cls, path: Path, problems: Problems) -> _Source | None:
        """Give the file; None after saying why it cannot be read (E441)."""
        try:
            text = path.read_bytes()[:_LARGEST].decode("utf-8-sig")
            return cls(path.name, tomllib.loads(text), text)
        except (OSError, ValueError) as error:
            found = re.search(r"at line (\d+)", str(error))
            where = Place(path.name, row=int(found[1]) if found else None)
            what = "De vorm van de raadsbrief is niet te lezen."
            hint = "Kijk of elke tekst tussen aanhalingstekens staat; het is TOML in UTF-8."
            problems.problem("E441", where, what, hint)
            return None

    def place(self, key: str, index: int = 0, inner: str = "") -> Place:
        """Give file and line of a key, or of a key inside the table number `index` of `key`."""
        tables, start, inside = 0, None, False
        for number, line in enumerate(self.text.splitlines(), start=1):
            bare = line.strip()
            if bare.startswith("["):
                inside = bare == f"[[{key}]]" and tables == index
                tables += bare == f"[[{key}]]"
                start = number if inside else start
            elif _sets(bare, inner if inside else key if start is None else ""):
                return Place(self.file, row=number)
        return Place(self.file, row=start)

    def wrong(self, key: str) -> bool:
        """Whether anything under `key` is not as it should be."""
        return any(fault[0] == key for fault in self.faults())

    def faults(self) -> Iterator[_Fault]:
        """Yield everything that is not as a form should be."""
        for key, value in self.table.items():
            if key not in _KEYS:
                yield (
                    key,
                    0,
                    "",
                    f"De sleutel '{key}' bestaat niet.",
                    f"Bekend: {', '.join(_KEYS)}.",
                )
            elif hint := _KEYS[key](value):
                yield key, 0, "", f"De waarde van '{key}' is niet goed.", hint
            elif key in _INNER:
                yield from self._inner(key, _rows(value))

    def _inner(self, key: str, rows: Sequence[Mapping[str, object]]) -> Iterator[_Fault]:
        name, known = _INNER[key]
        for index, row in enumerate(rows):
            if name not in row:
                yield key, index, "", f"Hier ontbreekt '{name}'.", f'Schrijf {name} = "…".'
            if not (row.keys() & {"tekst", "bron", "inhoud"}):
                what = f"Bij dit onderdeel ({row.get(name, key)}) staat niet wat er moet komen."
                choices = ", ".join(item for item in known if item not in (name, "verplicht"))
                yield key, index, "", what, f"Vul een van deze in: {choices}."
            for inner, value in row.items():
                if inner not in known:
                    hint = f"Bekend: {', '.join(known)}."
                    yield key, index, inner, f"De sleutel '{inner}' bestaat niet.", hint
                elif hint := known[inner](value):
                    yield key, index, inner, f"De waarde van '{inner}' is niet goed.", hint
