"""The error tree in the docstring is the tree of classes, and every class has its exit code."""

from __future__ import annotations

import re

import pytest

from vmreport import errors
from vmreport.errors import ExitCode, VmReportError

LINE = re.compile(r"^(?P<lead>[│ ]*)[├└]── (?P<name>\w+) .*? exit (?P<code>\d+)$", re.MULTILINE)


def drawn() -> dict[str, tuple[str, int]]:
    """Give parent and exit code of each class as the docstring draws them."""
    found: dict[str, tuple[str, int]] = {}
    above = ["VmReportError"]
    for match in LINE.finditer(errors.__doc__ or ""):
        depth = len(match["lead"]) // 4 + 1
        above[depth:] = [match["name"]]
        found[match["name"]] = (above[depth - 1], int(match["code"]))
    return found


def built() -> dict[str, tuple[str, int]]:
    """Give parent and exit code of each class as they are; private classes are seen through."""
    found: dict[str, tuple[str, int]] = {}

    def visit(parent: type[VmReportError], shown: str) -> None:
        for child in parent.__subclasses__():
            if child.__module__ != errors.__name__:
                continue
            hidden = child.__name__.startswith("_")
            if not hidden:
                found[child.__name__] = (shown, int(child.exit_code))
            visit(child, shown if hidden else child.__name__)

    visit(VmReportError, "VmReportError")
    return found


def test_the_drawn_tree_is_the_real_one():
    assert len(drawn()) >= 8
    assert drawn() == built()


def test_every_error_of_the_program_stands_in_the_tree():
    import pkgutil

    import vmreport

    for module in pkgutil.walk_packages(vmreport.__path__, "vmreport."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    outside = {
        f"{cls.__module__}.{cls.__name__}"
        for cls in _all(VmReportError)
        if cls.__module__ != errors.__name__
    }
    assert outside == set()


def _all(cls: type) -> set[type]:
    return {cls}.union(*(_all(child) for child in cls.__subclasses__()))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("OK", 0),
        ("USAGE", 2),
        ("INPUT", 3),
        ("DISCLOSURE", 4),
        ("PARTIAL", 5),
        ("ENVIRONMENT", 6),
        ("INTERNAL", 70),
        ("INTERRUPTED", 130),
        ("TERMINATED", 143),
    ],
)
def test_exit_codes_are_fixed(name, code):
    assert ExitCode[name] == code


def test_codes_of_problems_are_of_the_agreed_form():
    """E1xx dossier, E2xx figures, E3xx advice, E4xx house style, E5xx document, E6xx machine,
    E7xx text and review, E8xx disclosure and batch.
    """
    from pathlib import Path

    import vmreport

    wrong = []
    for path in Path(vmreport.__file__).parent.rglob("*.py"):
        codes = re.findall(r'"([EW]\d+)"', path.read_text("utf-8"))
        wrong += [f"{path.name}: {c}" for c in codes if not re.fullmatch(r"[EW][1-8]\d\d", c)]
    assert wrong == []
