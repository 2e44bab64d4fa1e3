"""Compounds break between their parts, as a Dutch reader expects."""

import pyphen
import pytest

from vmreport.assets import data_root
from vmreport.writers.pdf.hyphenation import know_compounds, patterns_of

LIST = data_root() / "hyphenation" / "nl.txt"


def broken(word):
    know_compounds()
    return pyphen.Pyphen(lang="nl", left=5, right=5).inserted(word, "|")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jongerenwerkers", "jongeren|werkers"),
        ("buurtbewoners", "buurt|bewoners"),
        ("overheidspersoneel", "overheids|personeel"),
        ("tussenrapportage", "tussen|rapportage"),
        ("horecastewards", "horeca|stewards"),
        ("gemeenteraad", "gemeenteraad"),
        ("tabellenboek", "tabellenboek"),
    ],
)
def test_a_compound_breaks_between_its_parts(word, parts):
    assert broken(word) == parts


def test_a_word_outside_the_list_breaks_as_before():
    assert broken("ontwikkeling") == "ontwik|keling"


def test_the_list_is_in_order_and_without_doubles():
    lines = LIST.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert entries == sorted(set(entries), key=lambda entry: entry.lstrip("-"))


def test_the_patterns_are_those_that_pyphen_reads():
    path = pyphen.LANGUAGES["nl"]
    text = path.read_text("iso8859-1").partition("\n")[2]
    assert patterns_of(text) == pyphen.HyphDict(path).patterns


@pytest.mark.parametrize("line", ["LEFTHYPHENMIN 2", "% los", "a1a/a=b,1,1", "a ^^e9", "a4 "])
def test_a_file_with_more_than_patterns_is_left_to_pyphen(line):
    assert patterns_of(f".a4\n{line}\n") is None


@pytest.mark.parametrize("text", ["12a", "a0b\na1b\na0b", "a00", "1", ""])
def test_odd_patterns_are_read_alike(tmp_path, text):
    path = tmp_path / "hyph_x.dic"
    path.write_text(f"UTF-8\n.x1\n{text}\n", encoding="utf-8")
    assert patterns_of(f".x1\n{text}\n") == pyphen.HyphDict(path).patterns
