"""The pages of the Handleiding hang together: links, pictures, and blocks that are all executed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.handbook import FOLDER, Block, chapters, steps
from vmreport.assets import templates_root
from vmreport.cli.app import cli
from vmreport.compose.kinds import load_kinds

ROOT = FOLDER.parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:)([^)#]+)[^)]*\)")
MOST_BYTES = 3_000_000
KINDS = load_kinds((templates_root() / "documents",))


def text_of_all() -> str:
    return "\n".join(path.read_text("utf-8") for path in chapters())


@pytest.mark.parametrize("chapter", chapters(), ids=lambda path: path.stem)
def test_every_link_leads_somewhere(chapter):
    links = LINK.findall(chapter.read_text("utf-8"))
    assert [link for link in links if not (chapter.parent / link).exists()] == []


def test_every_picture_is_shown_and_they_are_small_together():
    shown = {Path(link).name for link in LINK.findall(text_of_all()) if link.startswith("beeld/")}
    stored = {path.name: path.stat().st_size for path in (FOLDER / "beeld").iterdir()}
    assert set(stored) == shown
    assert sum(stored.values()) < MOST_BYTES


def test_the_index_names_every_chapter():
    index = (FOLDER / "README.md").read_text("utf-8")
    assert [path.name for path in chapters() if f"({path.name})" not in index] == ["README.md"]


@pytest.mark.parametrize("chapter", chapters(), ids=lambda path: path.stem)
def test_a_block_is_executed_or_about_installing(chapter):
    """`sh` is for what happens outside vmreport; a block for a file says which file."""
    for step in steps(chapter):
        if isinstance(step, Block) and step.language not in {"console", "sh"}:
            assert step.language in {"toml", "markdown", "csv"}, step.place
            assert step.words, f"{step.place}: dit blok wordt nergens mee geprobeerd"


def test_installing_uses_what_is_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for step in steps(FOLDER / "01-installeren.md"):
        if isinstance(step, Block) and step.language == "sh":
            for target in re.findall(r"^make (\w+)$", step.text, re.MULTILINE):
                assert f"\n{target}:" in makefile
            for path in re.findall(r"-r (\S+)", step.text):
                assert (ROOT / path).exists()
            packages = re.search(r"apt-get install (.+)", step.text)
            if packages:
                wanted = (ROOT / "apt.txt").read_text("utf-8").splitlines()
                assert packages[1].split() == [line for line in wanted if line[:1] not in {"", "#"}]


def test_every_document_and_command_is_explained():
    text = text_of_all()
    assert [name for name in KINDS if f"| `{name}` |" not in text] == []
    assert [name for name in cli.commands if f"vmreport {name}" not in text] == []


def test_no_line_is_too_long_to_read():
    """Tables and output may be wide; sentences stay within 125 characters."""
    long = []
    for path in chapters():
        inside = False
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            inside ^= line.lstrip().startswith("```")
            if not inside and len(line) > 125 and not line.lstrip().startswith(("|", "<!--", "[")):
                long.append(f"{path.name}:{number}")
    assert long == []
