"""An advisor's text file as clean lines: size, encoding, front matter, broken characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from vmreport.errors import Place, Problems
from vmreport.markup.text_rules import clean_text, cleaned, decode_text, find_mojibake

__all__ = [
    "MAX_BYTES",
    "TextFile",
    "check_area",
    "clean_words",
    "file_name",
    "read_bytes",
    "read_text_file",
]

MAX_BYTES = 2_000_000
"""Largest text file that is read. Source: risks R11."""
_MAX_LINE = 20_000
_MAX_RUN = 100_000
_FRONT_KEYS = ("gemeente",)
_FRONT_LINE = re.compile(r"(?P<key>\w+)\s*:\s*(?P<value>.*?)\s*")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The lines after the front matter, with the line number of the first."""

    name: str
    """Path inside the dossier, as messages name it."""
    lines: tuple[str, ...]
    first_line: int
    """1-based line in the file of `lines[0]`."""


def read_text_file(path: Path, *, root: Path, area: str, problems: Problems) -> TextFile | None:
    """Give the text of an advisor's file; None when it cannot be used at all.

    `area` is the area code of the dossier; front matter that names another one is a problem.
    """
    name = file_name(path, root)
    text = _read(path, name, problems)
    if text is None:
        return None
    text = _without_mojibake(text, name, problems)
    text = cleaned(text, code="E305", where=Place(name, row=1), problems=problems)
    lines = text.split("\n")
    if _has_endless_text(lines, name, problems):
        return None
    skipped = _front_matter(lines, name, area, problems)
    return TextFile(name, tuple(lines[skipped:]), skipped + 1)


def file_name(path: Path, root: Path) -> str:
    """Give the name of a file for messages: relative to the dossier where that is possible."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def read_bytes(path: Path, name: str, limit: int, problems: Problems) -> bytes | None:
    """Give the bytes of a file of at most `limit` bytes; None after saying why not."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limit else b""
    except OSError:
        problems.problem(
            "E301",
            Place(name),
            "Dit bestand kan niet gelezen worden.",
            "Sluit het en probeer opnieuw.",
        )
        return None
    if size > limit:
        megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
        problems.problem(
            "E302",
            Place(name),
            f"Dit bestand is {megabytes} MB; ten hoogste {limit // 1_000_000} MB wordt gelezen.",
            "Controleer of dit het goede bestand is; er hoort alleen tekst in.",
        )
        return None
    return data


def clean_words(text: str, place: Place, problems: Problems) -> str:
    """Give words from a Word or Excel file without characters that may not be there (reported)."""
    for _, broken, meant in find_mojibake(text):
        problems.problem(
            "E304",
            place,
            f"Hier staat {broken}; een teken is onderweg verkeerd omgezet.",
            f"Vervang het door: {meant}.",
        )
    kept, faults = clean_text(text)
    for fault in faults:
        problems.problem("E305", place, f"In de tekst staat {fault.name}.", fault.hint)
    return kept


def check_area(code: str, area: str, place: Place, problems: Problems) -> None:
    """Report a file that says it is for another area than the dossier. Source: risks R32."""
    if area and code != area:
        problems.problem(
            "E307",
            place,
            f"Dit bestand is voor {code or 'een onbekende gemeente'}; dit dossier is voor {area}.",
            "Zet het goede bestand in de map, of verbeter de code.",
        )


def _has_endless_text(lines: list[str], name: str, problems: Problems) -> bool:
    """Report a line or a run of lines so long that it cannot be meant as a paragraph."""
    size = 0
    for number, line in enumerate(lines, start=1):
        size = size + len(line) if line.strip() else 0
        if len(line) > _MAX_LINE or size > _MAX_RUN:
            problems.problem(
                "E302",
                Place(name, row=number),
                f"Hier staan {max(len(line), size)} tekens zonder witregel.",
                "Verdeel de tekst over alinea's, met een witregel ertussen.",
            )
            return True
    return False


def _read(path: Path, name: str, problems: Problems) -> str | None:
    data = read_bytes(path, name, MAX_BYTES, problems)
    if data is None:
        return None
    decoded = decode_text(data)
    if decoded is None:
        problems.problem(
            "E303",
            Place(name),
            "Dit is geen tekstbestand.",
            "Bewaar het als platte tekst met codering UTF-8.",
        )
        return None
    if decoded.encoding != "utf-8":
        problems.notice(
            "W303",
            Place(name),
            f"Dit bestand is niet in UTF-8 bewaard maar in {decoded.encoding}; zo is het gelezen.",
            "Controleer letters met accenten, of bewaar het bestand opnieuw als UTF-8.",
        )
    return decoded.text


def _without_mojibake(text: str, name: str, problems: Problems) -> str:
    """Report broken characters, and give the text repaired so that nothing is said twice."""
    pieces: list[str] = []
    done = 0
    for position, broken, meant in find_mojibake(text):
        row = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        problems.problem(
            "E304",
            Place(name, row=row, column=str(column)),
            f"Hier staat {broken}; een teken is onderweg verkeerd omgezet.",
            f"Vervang het door: {meant}.",
        )
        pieces += [text[done:position], meant]
        done = position + len(broken)
    return "".join([*pieces, text[done:]])


def _front_matter(lines: list[str], name: str, area: str, problems: Problems) -> int:
    """Check the fields between the first `---` and the next; give how many lines that takes."""
    if lines[0].strip() != "---":
        return 0
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    if end is None:
        problems.problem(
            "E306",
            Place(name, row=1),
            "Het bestand begint met ---, maar een tweede regel --- ontbreekt.",
            "Zet --- onder de velden, of verwijder de eerste regel.",
        )
        return 1
    for row, line in enumerate(lines[1:end], start=2):
        if line.strip():
            _front_field(line.strip(), Place(name, row=row), area, problems)
    return end + 1


def _front_field(line: str, place: Place, area: str, problems: Problems) -> None:
    match = _FRONT_LINE.fullmatch(line)
    key = match["key"].casefold() if match is not None else ""
    if match is None or key not in _FRONT_KEYS:
        close = get_close_matches(key, _FRONT_KEYS, n=1)
        problems.problem(
            "E306",
            place,
            f"Onbekend veld boven de tekst: {line}.",
            f"Bedoelde u {close[0]}?" if close else "Bekend is gemeente: GM0014.",
        )
        return
    code = match["value"].strip("\"'")
    check_area(code, area, place, problems)
