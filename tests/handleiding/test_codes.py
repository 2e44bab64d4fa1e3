"""The table of message codes is that of the program: no code is missing, none is made up."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import vmreport
from support.handbook import FOLDER

CODE = re.compile(r"[EW][1-8]\d\d")
PAGE = (FOLDER / "08-meldingen.md").read_text("utf-8")
TABLES = PAGE[PAGE.index("## Alle codes") :]


def in_program() -> set[str]:
    """Give every code that stands in the program as a string of its own.

    Where a module makes `E751` or `W751` of a number, both are meant.
    """
    found = set()
    for path in Path(vmreport.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        makes_both = 'f"E{number}"' in text
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            if CODE.fullmatch(node.value):
                found.add(node.value)
            elif makes_both and re.fullmatch(r"[1-8]\d\d", node.value):
                found |= {f"E{node.value}", f"W{node.value}"}
    return found


def in_tables() -> list[str]:
    rows = re.findall(r"^\| ((?:[EW]\d{3}(?:, )?)+) \|", TABLES, re.MULTILINE)
    return [code for row in rows for code in row.split(", ")]


def test_every_code_of_the_program_is_explained_once():
    explained = in_tables()
    assert sorted(in_program() - set(explained)) == []
    assert sorted(code for code in explained if explained.count(code) > 1) == []


def test_every_explained_code_exists():
    """A notice may be made from the number of its error: W113 from 113."""
    known = in_program() | {f"{kind}{code[1:]}" for kind in "EW" for code in in_program()}
    assert sorted(set(in_tables()) - known) == []


def test_codes_named_elsewhere_are_explained():
    named = {
        code
        for path in FOLDER.glob("*.md")
        for code in CODE.findall(path.read_text("utf-8"))
        if path.name != "indicatoren.md"
    }
    assert sorted(named - set(in_tables())) == []
