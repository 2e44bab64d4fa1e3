"""Every folder of tests/cases/advice: what comes in, and what must be said about it."""

import json
import shutil
from pathlib import Path

import pytest

from support.bad_advice import MAKERS
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
        found = (folder / f"{name}.{ending}" for ending in ("md", "docx", "xlsx"))
        return next((item for item in found if item.exists()), None)

    return load_advice(
        path("aanbevelingen"),
        path("duiding"),
        path("kwalitatief"),
        problems,
        root=folder,
        theme_ids=THEMES,
        area=expected.get("area", ""),
        status=expected.get("status", "concept"),
    )


def generate(folder, expected):
    make = expected.get("generate", {})
    if "maker" in make:
        (folder / make["file"]).write_bytes(MAKERS[make["maker"]]())
    elif make:
        (folder / make["file"]).write_text(make["line"] * make["times"], "utf-8")


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case_gives_exactly_the_expected_problems_and_texts(case, tmp_path):
    folder = tmp_path / case
    shutil.copytree(CASES / case, folder)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    generate(folder, expected)

    problems = Problems()
    advice = load(folder, expected, problems)

    found = [as_expected(item) for item in problems.items]
    assert sorted(found, key=str) == sorted(expected["problems"], key=str)
    said = "\n".join(map(str, problems.items))
    for words in expected.get("contains", ()):
        assert words in said
    texts = {source.key: source for source in sources(advice)}
    for key, words in expected.get("texts", {}).items():
        (block,) = read_source(texts[key], lambda _: "", Problems())
        assert isinstance(block, Paragraph)
        assert plain_text(block.text) == words


def as_expected(item):
    where = item.where
    found = {"level": item.level.value, "code": item.code, "file": where.file, "row": where.row}
    return found | ({"sheet": where.sheet, "column": where.column} if where.sheet else {})


def test_every_maker_is_used_by_a_case():
    used = {
        json.loads((case / "expected.json").read_text("utf-8")).get("generate", {}).get("maker")
        for case in CASES.iterdir()
    }
    assert used - {None} == set(MAKERS)


def test_every_message_says_what_to_do(tmp_path):
    for case in sorted(CASES.iterdir()):
        folder = tmp_path / case.name
        shutil.copytree(case, folder)
        expected = json.loads((case / "expected.json").read_text("utf-8"))
        if expected.get("generate", {}).get("maker") != "zip_bomb":
            generate(folder, expected)
        problems = Problems()
        load(folder, expected, problems)
        for item in problems.items:
            assert item.what.endswith((".", "?")), item
            assert item.hint.endswith((".", "?")), item
