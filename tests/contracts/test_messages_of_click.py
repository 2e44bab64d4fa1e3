"""Every text of the command line library that an advisor can see is there in Dutch."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import BinaryIO

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from vmreport.assets import data_root

FOLDER = data_root() / "locale" / "nl" / "LC_MESSAGES"
SEEN = ("core", "decorators", "exceptions", "formatting", "parser", "types", "utils")
"""Modules of click that talk to who types commands; we use no prompts, pagers or editors."""
NOT_SEEN = {
    # Said to the programmer who declares a command wrongly.
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument "
        "instead? Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Invalid start character for option ({option})",
    "Unknown standard stream '{name}'",
    # Of commands, options and types that we do not have.
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "Choice({choices})",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{value!r} is not a valid UUID.",
    "{name} {filename!r} is not executable.",
}


def texts_of_click() -> Iterator[str]:
    """Give every literal text that click looks up."""
    for name in SEEN:
        source = Path(click.__file__).with_name(f"{name}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "gettext": 1, "ngettext": 2}.get(node.func.id, 0)
                for argument in node.args[:count]:
                    if not isinstance(argument, ast.Subscript):
                        yield ast.literal_eval(argument)


def catalog():
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="nl")


def translated() -> dict[str, object]:
    found = {}
    for message in catalog():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        found |= dict.fromkeys(filter(None, ids), message.string)
    return found


def test_every_text_that_can_be_seen_has_a_translation():
    texts = set(texts_of_click())
    assert len(texts) > 50
    assert texts - set(translated()) == NOT_SEEN


def test_no_translation_is_empty_or_left_english():
    for english, dutch in translated().items():
        forms = dutch if isinstance(dutch, tuple) else (dutch,)
        assert all(forms), english
        assert english not in forms, english


def test_no_translation_loses_or_adds_a_part():
    part = re.compile(r"\{\w+!?\w?\}|%\(\w+\)s")
    for message in catalog():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        known = {found for text in ids for found in part.findall(text)}
        for text in strings:
            assert set(part.findall(text)) <= known, message.id


def entries(compiled: BinaryIO) -> dict[object, str]:
    """Give what a program finds in a compiled catalog; the header holds a date and is left out."""
    return {key: text for key, text in GNUTranslations(compiled)._catalog.items() if key}


def test_the_compiled_catalog_is_that_of_the_source():
    fresh = io.BytesIO()
    write_mo(fresh, catalog())
    fresh.seek(0)
    with (FOLDER / "messages.mo").open("rb") as file:
        assert entries(file) == entries(fresh), "run `make locale`"
