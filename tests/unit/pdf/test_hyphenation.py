"""Compounds break between their parts, as a Dutch reader expects."""

import pyphen
import pytest

from vmreport.assets import data_root
from vmreport.writers.pdf.hyphenation import know_compounds

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
