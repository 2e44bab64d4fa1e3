"""The fingerprint of the program knows every library that has a say in a document."""

import re
import tomllib
from pathlib import Path

import pytest

from vmreport.batch import fingerprint

ROOT = Path(__file__).resolve().parents[3]
SCREEN_OR_CHECKS = {"click", "defusedxml", "pandera", "pyarrow", "rich"}
"""Talk to the advisor, refuse files or check tables: no document depends on them."""


def _declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}


def test_every_library_we_ask_for_is_in_it():
    assert _declared() - set(fingerprint._LIBRARIES) == SCREEN_OR_CHECKS


def test_every_library_in_it_is_pinned():
    pinned = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for name in fingerprint._LIBRARIES:
        assert re.search(rf"^{name}==", pinned, re.MULTILINE), name


@pytest.mark.parametrize("name", ["uharfbuzz", "scipy"])
def test_another_version_of_a_library_is_another_program(monkeypatch, name):
    here = fingerprint._surroundings()
    version = fingerprint.metadata.version
    monkeypatch.setattr(
        fingerprint.metadata,
        "version",
        lambda asked: "0.0.1" if asked == name else version(asked),
    )
    assert fingerprint._surroundings() != here
