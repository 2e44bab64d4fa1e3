"""Every folder of tests/cases/advice: what comes in, and what must be said about it."""

import json
import shutil
from pathlib import Path

import pytest

from vmreport.advice.load import load_advice, sources
from vmreport.document.blocks import Paragraph
from vmreport.document.inlines import plain_text
from vmreport.errors import Problems
from vmreport.markup.placeholders import read_source

CASES = Path(__file__).resolve().parents[2] / "cases" / "advice"
THEMES = {
    "veiligheidsbeleving": "veiligheidsbeleving",
    "overlast": "overlast",
    "overlast in de buurt": "overlast",
}


def load(folder, expected, problems):
    def path(name):
        return folder / name if (folder / name).exists() else None

    return load_advice(
        path("aanbevelingen.md"),
        path("duiding.md"),
        path("kwalitatief.md"),
        problems,
        root=folder,
        theme_ids=THEMES,
        area=expected.get("area", ""),
        status=expected.get("status", "concept"),
    )


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case_gives_exactly_the_expected_problems_and_texts(case, tmp_path):
    folder = tmp_path / case
    shutil.copytree(CASES / case, folder)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    if make := expected.get("generate"):
        (folder / make["file"]).write_text(make["line"] * make["times"], "utf-8")

    problems = Problems()
    advice = load(folder, expected, problems)

    found = [
        {"level": p.level.value, "code": p.code, "file": p.where.file, "row": p.where.row}
        for p in problems.items
    ]
    assert sorted(found, key=str) == sorted(expected["problems"], key=str)
    texts = {source.key: source for source in sources(advice)}
    for key, words in expected.get("texts", {}).items():
        (block,) = read_source(texts[key], lambda _: "", Problems())
        assert isinstance(block, Paragraph)
        assert plain_text(block.text) == words


def test_every_message_says_what_to_do():
    for case in sorted(CASES.iterdir()):
        problems = Problems()
        load(case, json.loads((case / "expected.json").read_text("utf-8")), problems)
        for item in problems.items:
            assert item.what.endswith((".", "?")), item
            assert item.hint.endswith((".", "?")), item
