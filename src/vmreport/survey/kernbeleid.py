"""Kernbeleid Veiligheid as data: editions, velden with themes, and what a municipality places elsewhere.

The shipped catalogue is the start; `catalogi/kernbeleid.toml` of a dossier may replace velden and
move indicators. Which recommendation belongs where is the advisor's choice.
Source: VNG, Kernbeleid Veiligheid; velden as listed by the CCV.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vmreport.assets import data_root
from vmreport.errors import ImpossibleError, Place, Problems

__all__ = ["Field", "Policy", "load_policy", "shipped_policy"]

_FIELD_KEYS = {"id", "naam", "themas"}
_EDITION_KEYS = {"id", "naam", "bron", "strategische_themas"}
_PLACE_KEYS = {"veld", "thema"}
_AT_LINE = re.compile(r"at line (\d+), column (\d+)")
_HINT = "Kijk naar kernbeleid.toml van vmreport: [[veld]] met id, naam en themas."


@dataclass(frozen=True, slots=True)
class Field:
    """A veld of the Kernbeleid Veiligheid with its themes."""

    id: str
    name: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The velden in use, from which edition, and indicators that belong elsewhere."""

    name: str
    """Printed name of the edition."""
    source: str
    """Address where the edition is described."""
    strategic_themes: tuple[str, ...]
    fields: tuple[Field, ...]
    places: Mapping[str, tuple[str, str]]
    """Veld id and thema by indicator code: only what differs from the codebook."""


@cache
def shipped_policy() -> Policy:
    """Give the shipped catalogue. Raises ImpossibleError when it contradicts itself."""
    path = data_root() / "catalogi" / "kernbeleid.toml"
    problems = Problems()
    policy = _policy(_parse(path, problems), path, problems, base=None, indicators=None)
    if policy is None or problems.items:
        raise ImpossibleError("\n".join(map(str, problems.items)))
    return policy


def load_policy(path: Path | None, indicators: Collection[str], problems: Problems) -> Policy:
    """Give the shipped policy, changed by a municipality's own file when there is one.

    E386 is added to `problems` for all that is wrong in it; then the shipped policy comes back.
    """
    shipped = shipped_policy()
    if path is None:
        return shipped
    own = _policy(_parse(path, problems), path, problems, base=shipped, indicators=indicators)
    return own or shipped


def _parse(path: Path, problems: Problems) -> tuple[str, dict[str, Any]] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        what = "Dit bestand is niet te lezen als tekst in UTF-8."
        problems.problem("E386", Place(path.name), what, "Bewaar het opnieuw als UTF-8.")
    except tomllib.TOMLDecodeError as error:
        spot = _AT_LINE.search(str(error))
        row = int(spot[1]) if spot else None
        problems.problem("E386", Place(path.name, row=row), "Deze regel is geen TOML.", _HINT)
    return None


def _policy(
    parsed: tuple[str, dict[str, Any]] | None,
    path: Path,
    problems: Problems,
    *,
    base: Policy | None,
    indicators: Collection[str] | None,
) -> Policy | None:
    """Give the policy of one file on top of `base`; None after saying what is wrong."""
    if parsed is None:
        return None
    text, tree = parsed
    reader = _Reader(text, path.name, problems)
    before = len(problems.blocking)
    reader.known(tree, {"kernbeleid", "editie", "veld", "indicatoren"}, "")
    editions: dict[str, Any] = dict(_shipped_editions()) if base else {}
    editions |= {item["id"]: item for item in reader.rows(tree, "editie", _EDITION_KEYS)}
    fields = {field.id: field for field in base.fields} if base else {}
    for row in reader.rows(tree, "veld", _FIELD_KEYS):
        fields[row["id"]] = Field(row["id"], row["naam"], tuple(row["themas"]))
    places = reader.places(tree.get("indicatoren", {}), fields, indicators)
    chosen = reader.edition(tree.get("kernbeleid", {}), editions)
    if len(problems.blocking) > before:
        return None
    if base is not None and not chosen:
        return Policy(base.name, base.source, base.strategic_themes, _in_order(fields), places)
    row = editions[chosen]
    return Policy(
        row["naam"], row["bron"], tuple(row["strategische_themas"]), _in_order(fields), places
    )


@cache
def _shipped_editions() -> Mapping[str, Mapping[str, Any]]:
    path = data_root() / "catalogi" / "kernbeleid.toml"
    tree = tomllib.loads(path.read_text(encoding="utf-8"))
    return {row["id"]: row for row in tree["editie"]}


def _in_order(fields: Mapping[str, Field]) -> tuple[Field, ...]:
    return tuple(fields[key] for key in sorted(fields))


class _Reader:
    """Checks the tables of one file; every fault goes to `problems` with its line."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self.lines = text.splitlines()
        self.file = file
        self.problems = problems

    def refuse(self, key: str, what: str, hint: str = _HINT) -> None:
        """Report a fault at the first line that holds `key`."""
        rows = (number for number, line in enumerate(self.lines, 1) if key and key in line)
        self.problems.problem("E386", Place(self.file, row=next(rows, None)), what, hint)

    def known(self, table: Mapping[str, Any], keys: set[str], where: str) -> None:
        """Report keys that do not exist."""
        for key in table.keys() - keys:
            close = difflib.get_close_matches(key, sorted(keys), n=1)
            meant = (
                f"Bedoelde u {close[0]}?" if close else f"Bekend zijn {', '.join(sorted(keys))}."
            )
            self.refuse(key, f"De sleutel '{key}'{where} bestaat niet.", meant)

    def rows(self, tree: Mapping[str, Any], name: str, keys: set[str]) -> list[dict[str, Any]]:
        """Give the `[[name]]` tables that are whole."""
        given = tree.get(name, [])
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            self.refuse(name, f"'{name}' is geen lijst van tabellen.", f"Schrijf [[{name}]].")
            return []
        found = []
        for row in given:
            self.known(row, keys, f" in [[{name}]]")
            wrong = [key for key in sorted(keys) if not _fits(key, row.get(key))]
            for key in wrong:
                what = f"In [[{name}]] ontbreekt '{key}' of is de waarde verkeerd."
                self.refuse(f"[[{name}]]", what)
            if not wrong:
                found.append(row)
        return found

    def places(
        self, given: Any, fields: Mapping[str, Field], indicators: Collection[str] | None
    ) -> dict[str, tuple[str, str]]:
        """Give where indicators belong, checked against velden, themes and the codebook."""
        found: dict[str, tuple[str, str]] = {}
        for code, row in given.items() if isinstance(given, dict) else ():
            if not isinstance(row, dict) or row.keys() != _PLACE_KEYS:
                hint = f'Schrijf {code} = {{ veld = "4", thema = "verkeersveiligheid" }}.'
                self.refuse(code, f"De plaats van '{code}' is niet te lezen.", hint)
                continue
            field, theme = str(row["veld"]), str(row["thema"])
            if indicators is not None and code not in indicators:
                close = difflib.get_close_matches(code, indicators, n=1)
                hint = f"Bedoelde u {close[0]}?" if close else "Gebruik de code uit de cijfers."
                self.refuse(code, f"De indicator '{code}' bestaat niet.", hint)
            elif field not in fields or theme not in fields[field].themes:
                hint = "Kies een veld en een thema die in het Kernbeleid staan."
                self.refuse(code, f"Veld {field} heeft geen thema '{theme}'.", hint)
            else:
                found[code] = (field, theme)
        return found

    def edition(self, given: Any, editions: Mapping[str, Any]) -> str:
        """Give the id of the chosen edition; empty when none is chosen."""
        chosen = given.get("editie", "") if isinstance(given, dict) else ""
        if chosen and chosen not in editions:
            hint = f"Kies uit {', '.join(editions)}." if editions else "Voeg een [[editie]] toe."
            self.refuse("editie", f"De editie '{chosen}' van het Kernbeleid is er niet.", hint)
        return str(chosen)


def _fits(key: str, value: object) -> bool:
    if key in ("themas", "strategische_themas"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str) and bool(value)
