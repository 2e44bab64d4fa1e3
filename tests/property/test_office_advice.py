"""Advice in Word and Excel: words come back as typed, and no file however broken gives a traceback."""

import io
import string
import unicodedata
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from support.advice_forms import excel_recommendations, word_recommendations
from support.bad_advice import in_theme, p, r, tracked_changes
from vmreport.advice.load import load_advice
from vmreport.assets import data_root
from vmreport.document.blocks import Origin, Paragraph
from vmreport.document.inlines import Emphasis, Strong, Text, plain_text
from vmreport.errors import Problems
from vmreport.markup.placeholders import read_source
from vmreport.markup.text_rules import find_mojibake

SAMPLE = (data_root() / "samples" / "voorbeeldstad" / "aanbevelingen.md").read_text("utf-8")
MARKS = st.text(string.punctuation + " 1aé", min_size=1, max_size=30)
PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1) | MARKS
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>"])
MEANT = ("{{", "{%", "{#", ":::", "<!--", "lang=", "^[")


def typed(tmp_path, data):
    (tmp_path / "duiding.docx").write_bytes(data)
    problems = Problems()
    advice = load_advice(
        None,
        tmp_path / "duiding.docx",
        None,
        problems,
        root=tmp_path,
        theme_ids={"veiligheidsbeleving": "veiligheidsbeleving"},
    )
    return advice, problems


def blocks_of(advice):
    problems = Problems()
    (item,) = advice.interpretations
    blocks = read_source(item.text, lambda _: "", problems)
    assert not problems.blocking, problems.items
    return blocks


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PRINTABLE)
@example("# 1. - | \\ [a](b) <b> &amp; `c` ~~d~~ ![e](f) [^g] a\\")
@example("2024. Een jaar")
@example("- streep")
@example("[x]: y")
@example("---")
@example("Tabel: x")
def test_a_paragraph_comes_back_as_it_was_typed(tmp_path, text):
    words = text.strip()
    assume(words and not any(mark in text for mark in MEANT) and not find_mojibake(text))
    advice, problems = typed(tmp_path, in_theme(p(r(escape(text)))))
    assert not problems.blocking, problems.items
    (block,) = blocks_of(advice)
    assert block == Paragraph((Text(unicodedata.normalize("NFC", words)),), Origin.ADVISOR)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.text("ab ,.(*_", min_size=1, max_size=6), LOOKS), min_size=1))
def test_words_survive_any_mix_of_looks(tmp_path, pieces):
    text = "".join(words for words, _ in pieces)
    assume(text.strip() and "](" not in text)
    advice, problems = typed(tmp_path, in_theme(p("".join(r(*piece) for piece in pieces))))
    assert not problems.blocking, problems.items
    (block,) = blocks_of(advice)
    assert isinstance(block, Paragraph)
    assert plain_text(block.text) == text.strip()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["een", "twee woorden", "1,5"]), min_size=1), LOOKS)
def test_looks_of_whole_words_are_kept(tmp_path, words, look):
    runs = "".join(r(f"{item}", look) + r(" en ") for item in words)
    advice, _ = typed(tmp_path, in_theme(p(runs + r("einde."))))
    (block,) = blocks_of(advice)
    kinds = {type(item) for item in block.text}
    expected = {"": {Text}, "<w:b/>": {Text, Strong}, "<w:i/>": {Text, Emphasis}}
    assert kinds == expected.get(look, {Text, Emphasis})  # strong inside it


FILES = {
    "aanbevelingen.docx": word_recommendations(SAMPLE),
    "aanbevelingen.xlsx": excel_recommendations(SAMPLE),
    "duiding.docx": tracked_changes(),
}


def read_whatever(root, name, data):
    path = root / name
    path.write_bytes(data)
    problems = Problems()
    advice = name.startswith("aanbevelingen")
    load_advice(
        path if advice else None,
        None if advice else path,
        None,
        problems,
        root=root,
        theme_ids={"veiligheidsbeleving": "veiligheidsbeleving"},
    )
    assert all(item.where.file == name for item in problems.items)
    return problems


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_never_breaks_the_reader(tmp_path, name, data):
    broken = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    read_whatever(tmp_path, name, bytes(broken if cut % 3 else broken[:cut]))


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_xml_never_breaks_the_reader(tmp_path, name, data):
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    chosen = data.draw(st.sampled_from(sorted(parts)))
    text = parts[chosen].decode("utf-8")
    pieces = text.replace(">", ">\0").replace('"', '"\0').split("\0")
    at = data.draw(st.integers(0, len(pieces) - 1))
    change = data.draw(st.sampled_from(["drop", "double", "swap", "number"]))
    if change == "drop":
        del pieces[at]
    elif change == "double":
        pieces.insert(at, pieces[at])
    elif change == "swap":
        other = data.draw(st.integers(0, len(pieces) - 1))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    else:
        pieces[at] = data.draw(st.sampled_from(["99999999999", "-1", "x", "²"])) + '"'
    parts[chosen] = "".join(pieces).encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for item, content in parts.items():
            archive.writestr(item, content)
    read_whatever(tmp_path, name, out.getvalue())
