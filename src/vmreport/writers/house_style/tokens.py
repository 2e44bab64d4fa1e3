"""Reads tokens.toml strictly: every key known, every value of the right kind and in range.

An override holds only what differs; a token that cannot be used keeps the value below it, so that
everything wrong is said at once. Files other than tokens.toml are read elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from vmreport.errors import Place, Problems
from vmreport.writers.house_style.model import CoverArt, CoverGround, RunningText, TypeSize

__all__ = ["TOKENS", "Token", "TokenFile", "TokenValue", "Tokens", "read_tokens"]

TokenValue: TypeAlias = str | float | TypeSize
"""A colour or word, a measure in millimetres, or a size of type."""


@dataclass(frozen=True, slots=True)
class Token:
    """One key of tokens.toml: how to read it and what a good value is, in words."""

    key: str
    parse: Callable[[object], TokenValue | None]
    expected: str


def _colour(value: object) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value.lower()
    return None


def _number(low: float, high: float) -> Callable[[object], float | None]:
    def parse(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if low <= value <= high else None

    return parse


def _type_size(low: float, high: float) -> Callable[[object], TypeSize | None]:
    def parse(value: object) -> TypeSize | None:
        if not isinstance(value, list) or len(value) != 2:
            return None
        size, line = (_number(low, high * 2)(part) for part in value)
        if size is None or line is None or size > high or not 1.05 <= line / size <= 2:
            return None
        return TypeSize(size, line)

    return parse


def _one_of(*words: str) -> Callable[[object], str | None]:
    def parse(value: object) -> str | None:
        return value if isinstance(value, str) and value in words else None

    return parse


def _words(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _family(value: object) -> str | None:
    """Give a family name that can stand between quotes in a stylesheet."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w][\w -]*", value) else None


def _file(value: object) -> str | None:
    """Give a plain file name: no folder, so nothing outside the house style can be reached."""
    if isinstance(value, str) and re.fullmatch(r"[\w][\w .-]*", value):
        return value
    return None


_COLOURS = (
    "inkt huis op_huis tint grijs lichtgrijs haarlijn gunstig ongunstig gunstig_tint ongunstig_tint"
)
_SIZES = (
    ("tekst", 9, 14),
    ("klein", 7.5, 12),
    ("tabel", 8, 12),
    ("inleiding", 10, 18),
    ("kop_1", 16, 36),
    ("kop_2", 12, 24),
    ("kop_3", 10, 18),
    ("titel", 24, 60),
    ("kerncijfer", 18, 48),
)
_MARGINS = ("boven", "rechts", "onder", "links")


def _choice(key: str, *words: str) -> Token:
    return Token(key, _one_of(*words), "een van: " + ", ".join(words))


TOKENS: Mapping[str, Token] = {
    token.key: token
    for token in (
        *(
            Token(f"kleuren.{name}", _colour, 'een kleur als "#1c3d66"')
            for name in _COLOURS.split()
        ),
        Token("letter.familie", _family, "de naam van de letterfamilie"),
        *(
            Token(f"letter.{name}", _file, "de naam van een letterbestand (.ttf of .otf)")
            for name in ("normaal", "cursief", "halfvet", "vet")
        ),
        *(
            Token(
                f"maten.{name}",
                _type_size(low, high),
                f"[letter, regel] in punten, letter {low:g} tot {high:g}, regel 1,05 tot 2 keer zo groot",
            )
            for name, low, high in _SIZES
        ),
        *(Token(f"pagina.{name}", _number(12, 50), "millimeters, 12 tot 50") for name in _MARGINS),
        _choice("pagina.koptekst", *RunningText),
        _choice("pagina.voettekst", *RunningText),
        _choice("voorblad.vlak", *CoverGround),
        _choice("voorblad.beeld", *CoverArt),
        Token("logo.bestand", _file, "de naam van een svg-, png- of jpg-bestand"),
        Token("logo.alt", _words, "een korte tekst die zegt van wie het logo is"),
        Token("logo.breedte", _number(8, 120), "millimeters, 8 tot 120"),
    )
}
"""Every token there is, by its key."""


@dataclass(frozen=True, slots=True)
class TokenFile:
    """The usable tokens of one file, with its name and text for places."""

    name: str
    text: str
    values: Mapping[str, TokenValue]

    def place(self, key: str) -> Place:
        """Give the place of `key`: the line where it stands, if it does."""
        section, _, name = key.rpartition(".")
        current = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
                current = header[1]
            elif re.match(rf"\s*{re.escape(name)}\s*=", line) and current in {section, ""}:
                return Place(self.name, row=number, column=key)
        return Place(self.name, column=key)


class Tokens:
    """The tokens in force: the last file that has a key decides, and is its place."""

    def __init__(self, *files: TokenFile) -> None:
        self._files = files

    def file_of(self, key: str) -> TokenFile:
        """Give the file that decides `key`. Raises KeyError when no file has it."""
        for file in reversed(self._files):
            if key in file.values:
                return file
        raise KeyError(key)

    def place(self, key: str) -> Place:
        """Give the place of the value in force."""
        return self.file_of(key).place(key)

    def word(self, key: str) -> str:
        """Give a colour, name or choice."""
        value = self.file_of(key).values[key]
        return value if isinstance(value, str) else str(value)

    def number(self, key: str) -> float:
        """Give a measure in millimetres."""
        value = self.file_of(key).values[key]
        if not isinstance(value, float):
            raise TypeError(key)
        return value

    def size(self, key: str) -> TypeSize:
        """Give a size of type."""
        value = self.file_of(key).values[key]
        if not isinstance(value, TypeSize):
            raise TypeError(key)
        return value


def read_tokens(path: Path, name: str, problems: Problems, *, partial: bool) -> TokenFile:
    """Read the tokens of `path`, named `name` in messages; `partial` allows missing keys."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        if not partial:
            what = "Het bestand tokens.toml van deze huisstijl ontbreekt."
            problems.problem("E402", Place(name), what, "Zet het terug uit de installatie.")
        return TokenFile(name, "", {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        what = f"Dit is geen leesbaar TOML-bestand: {error}"
        hint = "Herstel de genoemde regel; bewaar het bestand als UTF-8."
        problems.problem("E402", Place(name), what, hint)
        return TokenFile(name, "", {})
    file = TokenFile(name, text, {})
    values = _values(_flat(raw), file, problems)
    if not partial:
        for key in TOKENS.keys() - _flat(raw).keys():
            what = f"Het token {key} ontbreekt."
            problems.problem("E404", Place(name, column=key), what, _hint(TOKENS[key]))
    return TokenFile(name, text, values)


def _flat(raw: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def _hint(token: Token) -> str:
    return f"Verwacht: {token.expected}."


def _values(
    flat: Mapping[str, object], file: TokenFile, problems: Problems
) -> dict[str, TokenValue]:
    values: dict[str, TokenValue] = {}
    for key, raw in flat.items():
        token = TOKENS.get(key)
        if token is None:
            what = f"Het token {key} bestaat niet."
            hint = "Haal het weg, of gebruik een van: " + ", ".join(TOKENS) + "."
            problems.problem("E403", file.place(key), what, hint)
            continue
        value = token.parse(raw)
        if value is None:
            what = f"Het token {key} heeft de waarde {raw!r}."
            problems.problem("E405", file.place(key), what, _hint(token))
            continue
        values[key] = value
    return values
