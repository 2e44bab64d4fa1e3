"""What is wrong in dossier.toml, in words: TOML errors and pydantic errors to Dutch problems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vmreport.dossier.schema import DossierFile
from vmreport.dossier.toml_lines import KeyPath, key_lines, line_of
from vmreport.errors import Place, Problems

__all__ = ["known_keys", "report_invalid", "report_syntax"]

_WHERE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_NO_END_QUOTE = (
    "Hier ontbreekt een aanhalingsteken aan het eind.",
    'Sluit de tekst af met ".',
)
_SYNTAX = (
    (
        "Cannot overwrite a value",
        "E103",
        "Deze sleutel staat er twee keer.",
        "Laat er één staan.",
    ),
    (
        "Cannot declare",
        "E103",
        "Dit onderdeel tussen [ ] staat er twee keer.",
        "Zet alles onder één kop.",
    ),
    (
        "Invalid value",
        "E102",
        "Hier staat geen geldige waarde.",
        'Zet tekst tussen rechte aanhalingstekens: naam = "Voorbeeldstad"; een datum is 2024-05-14.',
    ),
    (
        "Expected '=' after a key",
        "E102",
        "Achter een sleutel ontbreekt het teken =.",
        'Schrijf sleutel = "waarde".',
    ),
    (
        "Unescaped",
        "E102",
        "In deze tekst staat een \\ die hier iets anders betekent.",
        "Gebruik / in paden, of zet de tekst tussen enkele aanhalingstekens.",
    ),
    ("Unterminated string", "E102", *_NO_END_QUOTE),
    ("Illegal character '\\n'", "E102", *_NO_END_QUOTE),
    (
        "Expected newline or end of document after a statement",
        "E102",
        "Na de waarde staat nog iets op deze regel.",
        'Zet elke sleutel op een eigen regel; tekst staat tussen "; een datum is 2024-05-14.',
    ),
    (
        "Invalid date",
        "E102",
        "Deze datum bestaat niet.",
        "Schrijf jaar-maand-dag: 2024-05-14.",
    ),
    (
        "Unclosed array",
        "E102",
        "Deze lijst wordt niet afgesloten.",
        "Zet ] aan het eind van de lijst.",
    ),
    (
        "Expected ']'",
        "E102",
        "Achter de naam van dit onderdeel ontbreekt ].",
        "Schrijf bijvoorbeeld [dossier] op een eigen regel.",
    ),
)
_TYPES = {
    "string_type": ("tekst tussen aanhalingstekens", 'Schrijf {key} = "…".'),
    "int_type": ("een geheel getal zonder aanhalingstekens", "Schrijf bijvoorbeeld {key} = 2023."),
    "date_type": (
        "een datum zonder aanhalingstekens",
        "Schrijf jaar-maand-dag: {key} = 2024-05-14.",
    ),
    "list_type": ("een lijst", 'Schrijf {key} = ["…", "…"].'),
    "dict_type": ("een onderdeel met eigen sleutels", "Schrijf [{key}] op een eigen regel."),
    "model_type": ("een onderdeel met eigen sleutels", "Schrijf [{key}] op een eigen regel."),
}


def report_syntax(error: tomllib.TOMLDecodeError, text: str, file: str, problems: Problems) -> None:
    """Report why the file is not TOML, with line and column."""
    message = str(error)
    match = _WHERE.search(message)
    if match is not None:
        row, column = int(match["line"]), match["column"]
    elif message.startswith(("Unterminated", "Unclosed")):  # what was opened last runs on
        row, column = max(key_lines(text).values(), default=1), ""
    else:
        row, column = text.rstrip("\n").count("\n") + 1, ""
    place = Place(file, row=row, column=column)
    shown = text.split("\n")[row - 1]
    if re.search("[“”„‘’]", shown):
        what = "Hier staan gekrulde aanhalingstekens."
        problems.problem(
            "E102", place, what, 'Gebruik rechte: ". Tekstverwerkers maken ze gekruld.'
        )
        return
    for start, code, what, hint in _SYNTAX:
        if message.startswith(start):
            problems.problem(code, place, what, hint)
            return
    problems.problem(
        "E102",
        place,
        "Deze regel is niet te lezen.",
        'Een regel is een kop [onderdeel], een sleutel = "waarde", of begint met #.',
    )


def report_invalid(
    error: ValidationError, lines: Mapping[KeyPath, int], file: str, problems: Problems
) -> None:
    """Report every wrong, missing or unknown key, with its line."""
    for item in error.errors(include_url=False):
        whole = tuple(str(part) for part in item["loc"] if part != "[key]")
        path = tuple(part for part in item["loc"] if isinstance(part, str) and part != "[key]")
        place = Place(file, row=line_of(whole, lines))
        code, what, hint = _words(item, path)
        problems.problem(code, place, what, hint)


def known_keys(path: KeyPath) -> tuple[str, ...]:
    """Give the keys that may stand in the table `path`."""
    model: type[BaseModel] = DossierFile
    for part in path:
        annotation: Any = (
            model.model_fields[part].annotation if part in model.model_fields else None
        )
        annotation = next(iter(get_args(annotation)), annotation)  # a list of tables
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return ()
        model = annotation
    return tuple(model.model_fields)


def _words(item: ErrorDetails, path: KeyPath) -> tuple[str, str, str]:
    key = path[-1] if path else ""
    shown = _shown(item["input"])
    context = item.get("ctx", {})
    match item["type"]:
        case "extra_forbidden":
            return _unknown(path, is_table=isinstance(item["input"], dict))
        case "missing":
            return _missing(path)
        case "dossier":
            return "E106", f"{key}: {context['what']}", str(context["hint"])
        case "literal_error":
            choices = ", ".join(re.findall(r"'[^']*'", str(context["expected"]))).replace("'", '"')
            return "E106", f"{key} is {shown}; dat kan niet.", f"Kies uit {choices}."
        case "too_short":
            return "E106", f"{key} is een lege lijst.", "Noem er minstens één of laat de regel weg."
        case "greater_than_equal" | "less_than_equal":
            side = "ten minste" if "ge" in context else "ten hoogste"
            limit = context.get("ge", context.get("le"))
            return "E106", f"{key} is {shown}; dat kan niet.", f"Het is {side} {limit}."
        case kind:
            expected, hint = _TYPES.get(kind, ("een andere waarde", "Controleer {key}."))
            what = f"{key} is {shown}; verwacht is {expected}."
            return "E105", what, hint.format(key=key)


def _unknown(path: KeyPath, *, is_table: bool) -> tuple[str, str, str]:
    known = known_keys(path[:-1])
    close = get_close_matches(path[-1].casefold(), known, n=1)
    meant = f"Bedoelde u {close[0]}? " if close else ""
    if len(path) == 1 and not is_table:
        owners = [name for name in known if path[0] in known_keys((name,))]
        under = f"[{owners[0]}]" if owners else "een onderdeel zoals [dossier]"
        return "E104", f"{path[0]} staat niet onder een onderdeel.", f"Zet de regel onder {under}."
    if len(path) == 1:
        return (
            "E104",
            f"Onbekend onderdeel: {path[0]}.",
            f"{meant}Bekend zijn {', '.join(f'[{name}]' for name in known)}.",
        )
    return (
        "E104",
        f"Onbekende sleutel in [{'.'.join(path[:-1])}]: {path[-1]}.",
        f"{meant}Bekend zijn {', '.join(known)}.",
    )


def _missing(path: KeyPath) -> tuple[str, str, str]:
    if len(path) == 1:
        return "E107", f"Het onderdeel [{path[0]}] ontbreekt.", f"Voeg een regel [{path[0]}] toe."
    example = {"editie": "2023", "datum": "2024-05-14", "gemeente": '"GM0014"'}.get(path[-1], '"…"')
    return (
        "E107",
        f"In [{'.'.join(path[:-1])}] ontbreekt {path[-1]}.",
        f"Voeg een regel toe: {path[-1]} = {example}.",
    )


def _shown(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value[:40]}"'
        case dict():
            return "een onderdeel"
        case list():
            return "een lijst"
        case _:
            return str(value)
