"""Characters without a glyph are found before printing, with file, row and code point."""

import shutil

import pytest

from support.documents import document_of
from support.docx_documents import bars, heading, para, table, words
from vmreport.assets import data_root
from vmreport.compose.characters import check_document
from vmreport.document.blocks import (
    Callout,
    CalloutKind,
    Cover,
    Field,
    FieldList,
    Figure,
    KeyFigure,
    KeyFigures,
    Origin,
    Quote,
)
from vmreport.document.inlines import Link, Note, Strong
from vmreport.errors import Place
from vmreport.fontset import shipped_fonts
from vmreport.pipeline import check_dossier

SNOW = "☃"


def found(*blocks, **metadata):
    problems = check_document(document_of(*blocks, **metadata), shipped_fonts())
    return [(problem.code, problem.where.column, problem.what) for problem in problems]


def test_a_sound_document_has_no_problems():
    assert found(heading(1, "Kop", "kop"), para("Súdwest-Fryslân: −3,4%")) == []


@pytest.mark.parametrize(
    "block",
    [
        Cover(SNOW, "", "", ""),
        Cover("", "", "", "", (SNOW,)),
        heading(2, SNOW, "twee"),
        heading(2, "kop", "twee", topic=SNOW),
        para(f"a {SNOW} b"),
        para(Strong(words(SNOW))),
        para("a", Note((Link("https://example.org", words(SNOW)),))),
        Quote(words("a"), SNOW, Origin.ADVISOR),
        FieldList((Field(SNOW, (para("a"),)),)),
        FieldList((Field("a", (para(SNOW),)),)),
        Callout(CalloutKind.WARNING, SNOW, (para("a"),)),
        KeyFigures((KeyFigure("1", SNOW), KeyFigure("2", "b"))),
        Figure(bars(), words(SNOW), "alt", "f"),
    ],
)
def test_every_printed_text_is_looked_at(block):
    problems = found(heading(1, "Kop", "kop"), block)
    assert len(problems) == 1
    assert problems[0][0] == "E590"
    assert "“☃” (U+2603)" in problems[0][2]


def test_tables_charts_and_running_texts_are_looked_at():
    from dataclasses import replace

    chart = replace(bars(), categories=(SNOW,))
    assert found(Figure(chart, words("a"), "alt", "f"))[0][1] == "f"
    assert found(replace(table(2), caption=words(SNOW)))[0][1] == "t"
    assert found(para("a"), banner=SNOW)


def test_alternative_text_needs_no_glyph():
    assert found(Figure(bars(), words("a"), SNOW, "f")) == []


@pytest.fixture
def dossier(tmp_path):
    root = tmp_path / "voorbeeldstad"
    shutil.copytree(data_root() / "samples" / "voorbeeldstad", root)
    return root


def plant(path, after):
    """Put the character behind the first `after` and give the line it is on."""
    text = path.read_text("utf-8")
    at = text.index(after) + len(after)
    path.write_text(f"{text[:at]}{SNOW} {text[at:]}", "utf-8")
    return text[:at].count("\n") + 1


def problems_of(root):
    return [(item.code, item.where, item.what) for item in check_dossier(root).blocking]


@pytest.mark.parametrize(
    ("file", "after", "code", "column"),
    [
        ("duiding.md", "# Samenvatting\n\n", "E390", "1"),
        ("aanbevelingen.md", "Haal het ", "E390", ""),
        ("dossier.toml", 'bureau = "', "E390", ""),
        ("lokale_vragen.toml", 'naam = "', "E291", ""),
    ],
)
def test_a_strange_character_in_a_text_is_named_with_its_line(dossier, file, after, code, column):
    row = plant(dossier / file, after)
    assert problems_of(dossier)[0][:2] == (code, Place(file, row=row, column=column))
    assert "U+2603" in problems_of(dossier)[0][2]


def test_a_strange_character_in_the_figures_is_named_with_its_row(dossier):
    path = dossier / "indicatoren.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Tuinwijk", f"Tuinwijk {SNOW}"), "utf-8")
    row = text[: text.index("Tuinwijk")].count("\n") + 1
    first = problems_of(dossier)[0]
    assert first[:2] == ("E290", Place("indicatoren.csv", row=row, column="gebied"))
    assert "U+2603" in first[2]
