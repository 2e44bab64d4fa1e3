"""What holds for every source file: exports, size, no loose ends, Dutch only where it belongs."""

from __future__ import annotations

import ast
import importlib
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import vmreport

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(vmreport.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400
LONGEST_TEST = 650
"""Tests may hold long lists of cases."""
FOLDERS = ("src", "tests", "benchmarks", "scripts", "styles", "templates")
LOOSE_ENDS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
DUTCH = re.compile(
    r"\b(?:de|het|een|van|niet|geen|wordt|worden|zijn|voor|naar|staat|staan|heeft|bij|ook|deze|dit|"
    r"aan|uit|maar|omdat|ander|andere|zonder|moet|kies|gebruik|inwoners|cijfers|figuur|bijlage|"
    r"bladzijde|hoger|lager|gunstiger|ongunstiger|onbekend|verschil)\b",
    re.IGNORECASE,
)
WORDLESS = ("document", "analysis", "writers", "charts")
"""Layers that add no words of their own to a document."""
SPEAKING = re.compile(r"Problem|problem|notice|Fault|Error|what|hint")
"""Names in functions that speak to the advisor, not to the reader of the document."""
SPEAKERS = {
    *("charts/check", "document/check", "writers/diwoo", "writers/docx/template"),
    *("writers/house_style/model", "writers/house_style/sheet_check", "writers/house_style/tokens"),
    *("writers/docx/names", "writers/docx/numbering", "writers/office_charts/column_names"),
}
"""Modules whose texts go to the advisor: messages, remarks, names of Word styles and columns."""


def name(path: Path) -> str:
    return path.relative_to(SOURCE.parent).with_suffix("").as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def exports(path: Path) -> list[str] | None:
    for node in parsed(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return None


def public(path: Path) -> set[str]:
    """Give the public functions and classes of a module."""
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return {n.name for n in parsed(path).body if isinstance(n, kinds) and n.name[0] != "_"}


def order(word: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name."""
    bare = word.lstrip("_")
    return (0 if bare.isupper() else 1 if bare[:1].isupper() else 2, word)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_exports_exist_sorted_and_once(path):
    names = exports(path)
    if names is None:
        assert public(path) == set() or path.name == "__main__.py"
        return
    assert names == sorted(set(names), key=order)
    if path.name != "__main__.py":
        dotted = name(path).replace("/", ".").removesuffix(".__init__")
        module = importlib.import_module(dotted)
        assert [item for item in names if not hasattr(module, item)] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(parsed(path))


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".css", ".j2", ".sh"} and "cases" not in path.parts:
                yield path


def test_no_file_is_longer_than_four_hundred_lines():
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in files()
    }
    assert len(sizes) > 200
    limits = {file: LONGEST_TEST if file[:6] == "tests/" else LONGEST for file in sizes}
    assert {file: size for file, size in sizes.items() if size > limits[file]} == {}


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Give the comments of a file with their line; what looks like one in a string does not count."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
        return
    for number, line in enumerate(text.splitlines(), 1):
        yield from (
            (number, line[at:]) for start in ("#", "/*", "{#") if (at := line.find(start)) >= 0
        )


def test_no_loose_ends():
    found = [
        f"{path.relative_to(ROOT)}:{number} {text}"
        for path in files()
        for number, text in comments(path)
        if LOOSE_ENDS.search(text)
    ]
    assert found == []


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "common", "misc", "base", "tools"}
    assert [name(path) for path in MODULES if path.stem in empty] == []


def dutch_literals(path: Path) -> Iterator[str]:
    """Give the Dutch texts of a module outside functions that speak to the advisor."""
    for node in parsed(path).body:
        if isinstance(node, ast.Expr) or (
            isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ):
            continue
        for scope in _scopes(node):
            names = {n.id for n in ast.walk(scope) if isinstance(n, ast.Name)}
            names |= {n.attr for n in ast.walk(scope) if isinstance(n, ast.Attribute)}
            if any(SPEAKING.search(word) for word in names):
                continue
            for text in _texts(scope):
                if DUTCH.search(text):
                    yield f"{name(path)}: {text[:80]!r}"


def _scopes(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from _scopes(inner)
    else:
        yield node


def _texts(scope: ast.AST) -> Iterator[str]:
    documented = {
        id(n.value)
        for n in ast.walk(scope)
        if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    for node in ast.walk(scope):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documented:
            yield node.value


def in_layer(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def test_the_layers_that_only_show_hold_no_dutch():
    found = [
        text
        for path in MODULES
        if path.relative_to(SOURCE).parts[0] in WORDLESS
        if path.name != "notices.py" and in_layer(path) not in SPEAKERS
        for text in dutch_literals(path)
    ]
    assert found == []


def test_every_module_that_may_speak_does():
    silent = {
        in_layer(path)
        for path in MODULES
        if in_layer(path) in SPEAKERS and not [*dutch_literals(path)]
    }
    assert silent == set()


def test_the_word_list_finds_dutch():
    probe = ast.parse('NOTE = "Geen verschil met de regio"\n')
    assert [text for node in probe.body for text in _texts(node) if DUTCH.search(text)]
