"""Hard words and abbreviations, with the lists of the dossier."""

from __future__ import annotations

import pytest

from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.word_lists import load_word_lists
from vmreport.narrative.wording import check_wording

SHIPPED = load_word_lists(None, Problems())


def found(*texts: str, lists=SHIPPED) -> list:
    problems = Problems()
    check_wording([SourceText(text, "duiding.md", 3, "k") for text in texts], lists, problems)
    return problems.items


def codes(*texts: str, lists=SHIPPED) -> list[str]:
    return [item.code for item in found(*texts, lists=lists)]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Dit gebeurt conform het plan.", "volgens"),
        ("De aanpak is\ngeïmplementeerd.", "invoeren"),
        ("Met betrekking tot jongeren is er overleg.", "over"),
        ("Wij spreken m.b.t. jongeren af.", "over"),
        ("Het verschil is significant.", "aantoonbaar"),
        ("De politie dient te handhaven.", "moet"),
    ],
)
def test_a_hard_word_comes_with_an_easier_one(text, instead):
    (problem,) = found(text)
    assert problem.code == "W703"
    assert instead in problem.hint
    assert text.splitlines()[0].split()[0] in problem.about


def test_a_hard_word_has_its_place():
    (problem,) = found("Eerste zin.\nEn dan indien nodig.")
    assert (problem.where.row, problem.where.column) == (4, "8")


@pytest.mark.parametrize(
    "text",
    [
        '> "Indien nodig bellen wij conform het protocol." — een professional',
        "Zie [de uitleg](https://voorbeeld.nl/implementatie) op de site.",
        "Het Indienplein is opgeknapt.",
        "De non-conformist bleef thuis.",
    ],
)
def test_words_of_others_addresses_and_parts_of_words_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Het PKVW helpt tegen inbraak.", "Politiekeurmerk Veilig Wonen (PKVW)"),
        ("De OGGZ-partners doen mee.", "openbare geestelijke gezondheidszorg (OGGZ)"),
        ("De BOA's lopen hun ronde.", "buitengewoon opsporingsambtenaar (BOA)"),
        ("Bel het QZX.", "wat het betekent (QZX)"),
    ],
)
def test_an_abbreviation_is_explained_or_named(text, hint):
    (problem,) = found(text)
    assert problem.code == "W704"
    assert hint in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "Het Politiekeurmerk Veilig Wonen (PKVW) helpt. Het PKVW kost geld.",
        "Het PKVW (Politiekeurmerk Veilig Wonen) helpt.",
        "Het keurmerk (hierna: PKVW) helpt.",
        "De VNG, het CBS en het CCV doen mee.",
        "In hoofdstuk IV en bijlage XII staat meer.",
        "Doe dit NIET en wacht.",
        "Zaak VB-2024-0117 en gebied WK990101 staan in NL01.",
        "Team A1 en plan B.",
    ],
)
def test_what_is_explained_known_or_no_abbreviation_is_left_alone(text):
    assert found(text) == []


def test_an_explanation_in_another_text_counts_and_each_is_said_once():
    assert codes("Het RIEC helpt.", "Het Regionaal Informatie- en Expertisecentrum (RIEC).") == []
    assert codes("Het RIEC helpt. Het RIEC belt.", "Ook het RIEC.") == ["W704"]


def test_an_abbreviation_inside_brackets_with_others_is_not_explained():
    assert codes("Partners (politie, RIEC en jongerenwerk) doen mee.") == ["W704"]


def own(tmp_path, name: str, text: str):
    (tmp_path / name).write_text(text, "utf-8")
    problems = Problems()
    return load_word_lists(tmp_path, problems), problems.items


def test_a_dossier_adds_abbreviations_and_words(tmp_path):
    (tmp_path / "afkortingen.toml").write_text('[QZX]\nvoluit = "een club"\n', "utf-8")
    text = 'toegestaan = ["Conform"]\n[[woord]]\nvormen = ["toptaken"]\nbeter = "taken"\n'
    lists, problems = own(tmp_path, "moeilijke_woorden.toml", text)
    assert problems == []
    assert codes("Het QZX werkt conform het plan.", lists=lists) == []
    assert codes("De toptaken, indien nodig.", lists=lists) == ["W703", "W703"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("afkortingen.toml", "[QZX]\nvol = 'x'\n"),
        ("afkortingen.toml", "[QZX]\nvoluit = ''\n"),
        ("afkortingen.toml", "[QZX]\nvoluit = 'x'\nbekend = 'ja'\n"),
        ("afkortingen.toml", "QZX = 3\n"),
        ("afkortingen.toml", "[QZX\n"),
        ("moeilijke_woorden.toml", "woorden = 3\n"),
        ("moeilijke_woorden.toml", "toegestaan = 'conform'\n"),
        ("moeilijke_woorden.toml", "[[woord]]\nvormen = 'x'\nbeter = 'y'\n"),
        ("moeilijke_woorden.toml", "[[woord]]\nvormen = ['x']\n"),
        ("moeilijke_woorden.toml", "woord = 'x'\n"),
    ],
)
def test_a_wrong_list_is_a_problem_of_that_file(tmp_path, name, text):
    _, problems = own(tmp_path, name, text)
    assert [item.code for item in problems] == ["E741"]
    assert problems[0].where.file == f"catalogi/{name}"


def test_a_list_that_is_no_text_is_a_problem(tmp_path):
    (tmp_path / "afkortingen.toml").write_bytes(b"\xff\xfe\x00\x01")
    problems = Problems()
    load_word_lists(tmp_path, problems)
    assert [item.code for item in problems.items] == ["E741"]


def test_every_shipped_word_is_found_and_every_suggestion_is_easier():
    for word in SHIPPED.easier:
        assert codes(f"Dan {word} iets.") == ["W703"], word
    hard = {word for word in SHIPPED.easier if " " not in word}
    for word, instead in SHIPPED.easier.items():
        assert not hard & set(instead.replace(",", "").split()), word
