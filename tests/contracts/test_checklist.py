"""docs/checklist.md names only tests, rules and modules that exist, and names every rule."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from vmreport.verify.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "checklist.md").read_text("utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| Requirement")
]
MODULES = sorted(
    {name for row in ROWS for name in re.findall(r"`([\w/]+(?:\.py|\.css)?)`", row[1])}
)


@cache
def functions(path):
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_a_named_test_exists(path, name):
    assert name in functions(path)


def test_every_row_names_a_test():
    assert len(ROWS) > 40
    assert [row[0] for row in ROWS if "tests/" not in row[3]] == []


def test_every_rule_is_in_the_list_and_no_other():
    named = {rule for row in ROWS for rule in re.findall(r"`([a-z]+\.[a-z-]+)`", row[2])}
    assert named == set(RULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_named_module_exists(name):
    assert (ROOT / "src" / "vmreport" / name).exists() or (ROOT / name).exists()
