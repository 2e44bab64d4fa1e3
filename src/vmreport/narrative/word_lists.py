"""Lists about words, as data: abbreviations with what they stand for, and hard words with easier ones.

Shipped in `data/catalogi/`; a dossier's own `catalogi/` adds to them or changes them. What a text
does with these words is judged in `wording`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vmreport.assets import data_root
from vmreport.errors import ImpossibleError, Place, Problems

__all__ = ["Abbreviation", "WordLists", "load_word_lists"]

ABBREVIATIONS = "afkortingen.toml"
HARD_WORDS = "moeilijke_woorden.toml"
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for."""

    full: str
    known: bool
    """Whether readers know it without explanation."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of one dossier."""

    abbreviations: Mapping[str, Abbreviation]
    """By their capitals: `VNG`."""
    easier: Mapping[str, str]
    """Hard word or words, in small letters, with what is easier."""


def load_word_lists(folder: Path | None, problems: Problems) -> WordLists:
    """Give the shipped lists, with those in a dossier's own folder `catalogi` on top.

    E741: a file of the dossier that cannot be read or has something unknown in it.
    """
    shipped = data_root() / "catalogi"
    own = Problems()
    abbreviations = dict(_abbreviations(shipped / ABBREVIATIONS, own, known=False))
    easier, _ = _hard_words(shipped / HARD_WORDS, own)
    if own.items:
        raise ImpossibleError("\n".join(map(str, own.items)))
    if folder is not None and (folder / ABBREVIATIONS).is_file():
        abbreviations |= _abbreviations(folder / ABBREVIATIONS, problems, known=True)
    if folder is not None and (folder / HARD_WORDS).is_file():
        more, allowed = _hard_words(folder / HARD_WORDS, problems)
        easier = {word: instead for word, instead in easier.items() if word not in allowed} | more
    return WordLists(MappingProxyType(abbreviations), MappingProxyType(easier))


def _tree(path: Path, problems: Problems) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        what = "Dit bestand is niet te lezen als tekst in UTF-8."
        _fault(path, None, what, "Bewaar het opnieuw als UTF-8.", problems)
    except tomllib.TOMLDecodeError as error:
        spot = _AT_LINE.search(str(error))
        what = "Deze regel is geen geldige TOML."
        hint = 'Schrijf elke regel als sleutel = "waarde".'
        _fault(path, int(spot[1]) if spot else None, what, hint, problems)
    return {}


def _fault(path: Path, row: int | None, what: str, hint: str, problems: Problems) -> None:
    problems.problem("E741", Place(f"catalogi/{path.name}", row=row), what, hint)


def _abbreviations(path: Path, problems: Problems, *, known: bool) -> Mapping[str, Abbreviation]:
    found: dict[str, Abbreviation] = {}
    for name, row in _tree(path, problems).items():
        if not _is_abbreviation(row):
            what = f"Bij de afkorting {name} staat niet goed wat zij betekent."
            hint = f'Schrijf een regel [{name}] en daaronder voluit = "…"; bekend is true of false.'
            _fault(path, None, what, hint, problems)
            continue
        found[name.upper()] = Abbreviation(row["voluit"], row.get("bekend", known))
    return found


def _is_abbreviation(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() <= {"voluit", "bekend"}
        and isinstance(row.get("voluit"), str)
        and bool(row["voluit"].strip())
        and isinstance(row.get("bekend", False), bool)
    )


def _hard_words(path: Path, problems: Problems) -> tuple[dict[str, str], frozenset[str]]:
    """Give the hard words with what is easier, and the words that are allowed after all."""
    tree = _tree(path, problems)
    rows, allowed = tree.get("woord", []), tree.get("toegestaan", [])
    for key in tree.keys() - {"woord", "toegestaan"}:
        hint = "Bekend zijn toegestaan en [[woord]]."
        _fault(path, None, f"De sleutel '{key}' bestaat niet.", hint, problems)
    if not _is_texts(allowed):
        hint = 'Schrijf toegestaan = ["…", "…"].'
        _fault(path, None, "'toegestaan' is geen lijst van woorden.", hint, problems)
        allowed = []
    words = dict(_words(path, rows if isinstance(rows, list) else [rows], problems))
    return words, frozenset(word.casefold() for word in allowed)


def _words(path: Path, rows: list[Any], problems: Problems) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, start=1):
        good = (
            isinstance(row, dict)
            and row.keys() == {"vormen", "beter"}
            and _is_texts(row["vormen"])
            and isinstance(row["beter"], str)
            and row["beter"].strip()
        )
        if not good:
            what = f"Het {number}e blok [[woord]] is niet goed ingevuld."
            hint = 'Schrijf onder [[woord]] vormen = ["…"] en beter = "…".'
            _fault(path, None, what, hint, problems)
            continue
        for form in row["vormen"]:
            yield form.casefold(), row["beter"]


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
