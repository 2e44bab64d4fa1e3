"""How a fault is put right depends on the kind of file: what to type in Markdown, Word or Excel.

Only hints; what is wrong is said by the reader that finds it, in the same words for every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from vmreport.errors import Place

__all__ = ["Wording", "also_at", "wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The hints for one kind of file; `{naam}` and `{voorbeeld}` are filled in."""

    spot: str
    """What a place is called: `ook op regel 3`."""
    heading: str
    field: str
    text: str
    begin: str
    themes: str
    voices: str
    measures: str
    voice_headings: str


_MARKDOWN = Wording(
    spot="op regel",
    heading="Schrijf bijvoorbeeld ## A1. Meer licht rond het station.",
    field="Voeg onder de kop een regel toe: - **{naam}:** {voorbeeld}.",
    text="Schrijf onder de velden, na een witregel, wat u aanbeveelt en waarom.",
    begin="Begin met ## A1. Titel van de aanbeveling.",
    themes="Begin met # en de naam van een thema.",
    voices="Begin met # Inwoners of # Professionals.",
    measures="Alleen ### Maatregelen kan hier staan.",
    voice_headings="Gebruik # Inwoners en # Professionals, met daaronder ## en een titel.",
)
_WORD = Wording(
    spot="in alinea",
    heading="Typ in de kop een nummer en een titel: A1. Meer licht rond het station.",
    field="Vul in de tabel onder de kop achter {naam} bijvoorbeeld in: {voorbeeld}.",
    text="Schrijf onder de tabel wat u aanbeveelt en waarom.",
    begin="Zet de tekst onder een kop (stijl Kop 1) met een nummer en een titel.",
    themes="Zet de tekst onder een kop (stijl Kop 1) met de naam van een thema.",
    voices="Zet de tekst onder de kop Inwoners of Professionals (stijl Kop 1).",
    measures="Alleen de kop Maatregelen kan hier staan, met de tabel eronder.",
    voice_headings="Gebruik Inwoners en Professionals in Kop 1, met daaronder een titel in Kop 2.",
)
_EXCEL = Wording(
    spot="in rij",
    heading="Vul Nummer (A1) en Titel in.",
    field="Vul in de kolom {naam} bijvoorbeeld in: {voorbeeld}.",
    text="Schrijf in de kolom Tekst wat u aanbeveelt en waarom.",
    begin="Vul Nummer (A1) en Titel in.",
    themes="Vul een thema in.",
    voices="Vul Inwoners of Professionals in.",
    measures="Zet de maatregelen op het blad Maatregelen.",
    voice_headings="Gebruik Inwoners en Professionals.",
)
_KINDS = {".docx": _WORD, ".xlsx": _EXCEL}


def wording(file: str) -> Wording:
    """Give the hints for a file by its extension; Markdown when it is no Office file."""
    return _KINDS.get(PurePath(file).suffix.casefold(), _MARKDOWN)


def also_at(first: Place) -> str:
    """Give where the first of two stands: `ook op regel 3`, `ook in alinea 12`."""
    return f"ook {wording(first.file).spot} {first.row}"
