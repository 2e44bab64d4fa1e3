"""One rule for characters, encodings and mojibake."""

import pytest

from vmreport.errors import Place, Problems
from vmreport.markup.text_rules import clean_text, cleaned, decode_text, find_mojibake


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\vb\fc\r\nd\re\u2028f\x85g", "a\nb\nc\nd\ne\nf\ng"),
        ("Su\u0301dwest", "Súdwest"),
        ("tab\tblijft, 3\u00a0% en zach\u00adt", "tab\tblijft, 3\u00a0% en zach\u00adt"),
        ("👩\u200d👩\u200d👧 €", "👩\u200d👩\u200d👧 €"),
    ],
)
def test_harmless_text_is_put_in_order(text, kept):
    assert clean_text(text) == (kept, ())


REFUSED = (
    0x00,
    0x08,
    0x1F,
    0x7F,
    0x9F,
    0x202A,
    0x202E,
    0x2066,
    0x2069,
    0xD800,
    0xDFFF,
    0xE000,
    0xF0B7,
    0xFDD0,
    0xFFFE,
    0xFFFF,
    0xFFFD,
    0xFEFF,
    0x1FFFF,
    0xF0000,
    0x10FFFF,
)


@pytest.mark.parametrize("code", REFUSED)
def test_refused_characters_have_a_place(code):
    char = chr(code)
    kept, (fault,) = clean_text(f"een\ntwee{char}!")
    assert kept == "een\ntwee!"
    assert (fault.line, fault.column) == (1, 5)
    assert f"U+{code:04X}" in fault.name


def test_cleaned_counts_on_from_the_place():
    problems = Problems()
    where = Place("f.csv", row=7)
    assert cleaned("a\nb\x00c", code="E205", where=where, problems=problems) == "a\nbc"
    assert [(item.code, str(item.where)) for item in problems.items] == [("E205", "f.csv:8:2")]


def test_encodings():
    assert decode_text("é€".encode()).encoding == "utf-8"
    assert decode_text("\ufeffé".encode()).text == "é"
    assert decode_text("é€".encode("cp1252")).encoding == "cp1252"
    assert decode_text("é€".encode("utf-16")).text == "é€"
    assert decode_text(b"\xff\xfe\x00") is None
    assert decode_text(b"a\0b") is None
    assert decode_text(b"\x81\x8d") is None


def test_mojibake_is_found_and_real_words_are_not():
    broken = "SÃºdwest â€œciteertâ€\x9d Â§ 3 kostte â‚¬ 5"
    meant = [item[2] for item in find_mojibake(broken)]
    assert meant == ["ú", "“", "”", "§", "€"]
    assert not find_mojibake("Âge Ångström São Tomé ÉÉN ‘t “Être” à€ «Ça»")
