"""The phrasebook and the code agree, both ways: keys used are keys present, slots are fields."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import vmreport
from vmreport.assets import styles_root, templates_root
from vmreport.narrative.phrases import load_phrases, slots_of
from vmreport.survey.model import AreaLevel

BOOK = load_phrases().variants
PACKAGE = Path(vmreport.__file__).parent
MODULES = [p for part in ("narrative", "compose") for p in sorted((PACKAGE / part).glob("*.py"))]
KEY = re.compile(r"[a-z_]+\.[a-z0-9_]*[a-z0-9]")
BY_LEVEL = ("plaats", "gebied", "titel", "niveau", "niveaus")
TEMPLATE_SENTENCE = re.compile(r"""\bzin\(\s*["']([a-z_]+)["']""")
TABLES = {key.partition(".")[0] for key in BOOK}


NODES = [n for m in MODULES for n in ast.walk(ast.parse(m.read_text(encoding="utf-8")))]


def literals() -> set[str]:
    values = {node.value for node in NODES if isinstance(node, ast.Constant)}
    keys = {v for v in values if isinstance(v, str) and KEY.fullmatch(v)}
    return {key for key in keys if key.partition(".")[0] in TABLES}


def open_tables() -> set[str]:
    """Tables whose keys are made from a value: an f-string of the table and something more."""
    first = [node.values[0] for node in NODES if isinstance(node, ast.JoinedStr) and node.values]
    starts = {n.value for n in first if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {table for table in TABLES if any(s.startswith(f"{table}.") for s in starts)}


def by_level() -> set[str]:
    return {f"{table}.{level.value}" for table in BY_LEVEL for level in AreaLevel}


def say_calls():
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            key = node.args[0] if node.func.attr == "say" and node.args else None
            spread = any(w.arg is None for w in node.keywords)
            if isinstance(key, ast.Constant) and not spread:
                slots = {word.arg for word in node.keywords} - {"variant"}
                yield pytest.param(key.value, slots, id=f"{module.stem}:{node.lineno}")


def test_every_key_in_the_code_is_in_the_phrasebook():
    assert literals() | by_level() <= BOOK.keys()


def test_every_key_in_the_phrasebook_is_in_the_code():
    closed = {key for key in BOOK if key.partition(".")[0] not in open_tables() - {*BY_LEVEL}}
    assert not closed - literals() - by_level()


def test_every_sentence_a_template_asks_for_is_in_the_phrasebook():
    asked = {
        name
        for template in templates_root().rglob("*.j2")
        for name in TEMPLATE_SENTENCE.findall(template.read_text(encoding="utf-8"))
    }
    assert asked
    for name in asked:
        both = {f"rapport.{name}_met_marges", f"rapport.{name}_zonder_marges"}
        assert f"rapport.{name}" in BOOK or both <= BOOK.keys(), name


@pytest.mark.parametrize(("key", "slots"), list(say_calls()))
def test_a_call_fills_exactly_the_slots_of_its_wording(key, slots):
    assert slots == slots_of(BOOK[key][0])


@pytest.mark.parametrize("key", list(BOOK))
def test_variants_have_the_same_slots_and_no_stray_marks(key):
    first, *others = BOOK[key]
    for text in (first, *others):
        assert slots_of(text) == slots_of(first)
        assert not re.search(r"[{}~]", re.sub(r"\{[a-z_]+\}", "", text))
        assert "significant" not in text.casefold()
        assert "'" not in text, "use ’ and ‘"


def test_every_character_is_in_the_shipped_font():
    font = TTFont(styles_root() / "fonts" / "SourceSans3-Regular.ttf").getBestCmap()
    used = {character for texts in BOOK.values() for text in texts for character in text}
    assert not {character for character in used if ord(character) not in font}
