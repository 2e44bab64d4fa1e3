"""The phrasebook: every Dutch wording of the narrative layer, read from `phrases/nl.toml`.

The shipped file is the schema: another file or a dossier's `zinnen.toml` may change words, never
keys or slots. Which phrase fits a finding is decided in `sentences` and its neighbours.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from vmreport.assets import templates_root
from vmreport.document.tree import Terms
from vmreport.errors import ImpossibleError, Place, Problems
from vmreport.narrative.numbers import NBSP

__all__ = ["Phrases", "enumerate_words", "load_phrases", "sentence_case", "terms"]

_SLOT = re.compile(r"\{([a-z_]+)\}")
_STRAY_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wordings by key; a key has one wording, or variants that mean the same."""

    variants: Mapping[str, tuple[str, ...]]

    def say(self, key: str, /, *, variant: str = "", **slots: str) -> str:
        """Give the wording of `key` with its slots filled.

        `variant` is any stable text, such as an indicator code: it chooses among variants, the same
        one in every build. Raises ImpossibleError on an unknown key or on other slots than the
        wording has.
        """
        choices = self.variants.get(key)
        if choices is None:
            raise ImpossibleError(f"Onbekende zin: {key}")
        text = choices[zlib.crc32(variant.encode()) % len(choices)]
        if slots_of(text) != slots.keys():
            raise ImpossibleError(f"Zin {key} heeft andere plekken dan {sorted(slots)}")
        return _SLOT.sub(lambda match: slots[match[1]], text)


def slots_of(text: str) -> frozenset[str]:
    """Give the names of the slots in a wording."""
    return frozenset(_SLOT.findall(text))


def sentence_case(text: str) -> str:
    """Give `text` with a capital first, the Dutch way.

    >>> sentence_case("één op de vijf"), sentence_case("'s-Hertogenbosch"), sentence_case("ijs")
    ('Eén op de vijf', "'s-Hertogenbosch", 'IJs')
    >>> sentence_case("'s avonds op straat")
    "'s Avonds op straat"
    """
    if text.startswith("één"):
        return "Eén" + text[3:]
    if text.startswith(("'s ", "’s ", "'t ", "’t ")):
        return text[:3] + text[3:4].upper() + text[4:]
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def enumerate_words(words: Iterable[str], last: str) -> str:
    """Give "a, b en c" with `last` as the joining word.

    Where an item has a comma of its own, semicolons tell the items apart.

    >>> enumerate_words(["a", "b", "c"], "en")
    'a, b en c'
    >>> enumerate_words(["a", "b, die c", "d"], "en")
    'a; b, die c; en d'
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    if any(", " in item for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def load_phrases(path: Path | None = None, overrides: Path | None = None) -> Phrases:
    """Read the phrasebook, and on top of it what a house style or dossier words differently.

    Raises InputError with every unknown or missing key and every slot that is not in the shipped
    wording (or missing from it), each with its place.
    """
    shipped_path = templates_root() / "phrases" / "nl.toml"
    problems = Problems()
    schema = _read(shipped_path, problems)
    book = dict(schema)
    if path is not None:
        book = _read(path, problems)
        _compare(book, schema, path, problems)
        for key in schema.keys() - book.keys():
            problems.problem(
                "E421", Place(path.name), f"Zin '{key}' ontbreekt.", "Neem de zin over uit nl.toml."
            )
    if overrides is not None:
        own = _read(overrides, problems)
        _compare(own, schema, overrides, problems)
        book |= own
    problems.raise_if_blocking()
    return Phrases(book)


def _read(path: Path, problems: Problems) -> dict[str, tuple[str, ...]]:
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        problems.problem(
            "E422",
            Place(_name(path), row=int(line[1]) if line else None),
            "Het zinnenbestand is niet te lezen.",
            'Schrijf per regel naam = "zin" en bewaar het bestand als gewone tekst (UTF-8).',
        )
        return {}
    book: dict[str, tuple[str, ...]] = {}
    _flatten(tree, "", path, book, problems)
    return book


def _flatten(
    tree: Mapping[str, Any],
    prefix: str,
    path: Path,
    book: dict[str, tuple[str, ...]],
    problems: Problems,
) -> None:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            _flatten(value, f"{key}.", path, book, problems)
            continue
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) for text in texts):
            problems.problem(
                "E423",
                _place(path, key),
                f"Zin '{key}' is geen tekst of lijst van teksten.",
                'Schrijf "tekst" of ["tekst", "andere tekst"].',
            )
            continue
        book[key] = tuple(text.replace("~", NBSP) for text in texts)


def _compare(
    book: Mapping[str, tuple[str, ...]],
    schema: Mapping[str, tuple[str, ...]],
    path: Path,
    problems: Problems,
) -> None:
    for key, texts in book.items():
        known = schema.get(key)
        if known is None:
            problems.problem(
                "E424",
                _place(path, key),
                f"Zin '{key}' bestaat niet.",
                _nearest(key, schema),
            )
            continue
        wanted = slots_of(known[0])
        for text in texts:
            if slots_of(text) != wanted or _STRAY_BRACE.search(_SLOT.sub("", text)):
                names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "geen"
                problems.problem(
                    "E425",
                    _place(path, key),
                    f"Zin '{key}' heeft andere plekken dan in nl.toml.",
                    f"Gebruik precies deze plekken: {names}.",
                )


def _place(path: Path, key: str) -> Place:
    """Find the line of a key: inside its table, the line that starts with its last part."""
    table, _, name = key.rpartition(".")
    current = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if text.startswith("["):
            current = text.strip("[] ")
        elif current == table and re.match(rf"[\"']?{re.escape(name)}[\"']?\s*=", text):
            return Place(_name(path), row=number)
    return Place(_name(path))


def _name(path: Path) -> str:
    """Give the name for messages: of a municipality's own sentences with their folder."""
    return path.name if path.is_relative_to(templates_root()) else f"huisstijl/{path.name}"


def _nearest(key: str, schema: Mapping[str, object]) -> str:
    near = get_close_matches(key, schema, n=1, cutoff=0.8)
    if near:
        return f"Bedoelde u '{near[0]}'? Haal de regel anders weg."
    return "Haal de regel weg, of gebruik een naam uit templates/phrases/nl.toml van vmreport."


def terms(phrases: Phrases) -> Terms:
    """Give the few words that `resolve` and the writers need."""
    return Terms(
        figure=phrases.say("term.figuur"),
        table=phrases.say("term.tabel"),
        appendix=phrases.say("term.bijlage"),
        contents=phrases.say("term.inhoud"),
        chapter=phrases.say("term.hoofdstuk"),
        section=phrases.say("term.paragraaf"),
        source=phrases.say("term.bron"),
        notes=phrases.say("term.noten"),
        page=phrases.say("term.pagina"),
        skip_to_content=phrases.say("term.naar_inhoud"),
        cover=phrases.say("term.voorblad"),
        sheet=phrases.say("term.blad"),
        topic=phrases.say("term.onderwerp"),
    )
