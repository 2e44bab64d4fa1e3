"""Sentences of running text, how long they are, and the Flesch-Douma score of a text."""

from __future__ import annotations

import pytest

from vmreport.errors import Level, Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.prose import own_words, sentences
from vmreport.narrative.readability import check_reading, readability

EASY = "De kat zit op de mat. De hond ligt in de mand. "
HARD = (
    "Implementatie van gemeentelijke veiligheidsmaatregelen veronderstelt intensieve coördinatie "
    "tussen samenwerkingsorganisaties, verantwoordelijke portefeuillehouders en uitvoeringsdiensten. "
)


def source(text: str, key: str = "duiding.overlast") -> SourceText:
    return SourceText(text, "duiding.md", 11, key)


def found(text: str, *, most_words: int = 10, lowest_score: int = 45) -> list:
    problems = Problems()
    check_reading([source(text)], problems, most_words=most_words, lowest_score=lowest_score)
    return problems.items


def plain(text: str) -> list[str]:
    return [sentence.plain.strip() for sentence in own_words(source(text))]


def test_the_formula_is_douma():
    # 12 words and 12 syllables a sentence pair: 206,84 - 0,93 x 6 - 77 x 1
    made = readability(source(EASY * 10))
    assert (made.words, made.sentences) == (120, 20)
    assert made.score == pytest.approx(206.84 - 0.93 * 6 - 77 * 1)
    assert made.band == "zeer gemakkelijk"


def test_a_short_text_has_no_score():
    assert readability(source(EASY * 8)) is None


def test_a_figure_is_a_word_without_syllables():
    with_figures = readability(source('Nu is dat {{ cijfer("onveilig_buurt") }} en 37,5%. ' * 20))
    assert (with_figures.words, with_figures.sentences) == (120, 20)
    assert with_figures.score == pytest.approx(206.84 - 0.93 * 6 - 77 * 1)


def test_a_hard_text_is_a_notice_with_its_place():
    (problem,) = found(HARD * 10, most_words=0)
    assert (problem.code, problem.level) == ("W702", Level.NOTICE)
    assert (problem.where.row, problem.where.column) == (11, "")
    assert "zeer moeilijk" in problem.what
    assert problem.about == HARD * 10


def test_a_long_sentence_is_named_with_its_line():
    text = "Eerst iets korts.\n\nDit is een zin die veel meer woorden heeft\ndan er in dit geval mogen."
    (problem,) = found(text)
    assert (problem.code, problem.where.row) == ("W701", 13)
    assert "15 woorden" in problem.what
    assert problem.about.endswith("dan er in dit geval mogen.")


def test_zero_switches_a_check_off():
    assert found(HARD * 10, most_words=0, lowest_score=0) == []


def test_words_of_others_and_what_is_no_prose_are_left_out():
    text = (
        "# Een kop die ook wel wat woorden heeft en niet meetelt\n\nEen zin.\n\n"
        '> "Een heel lang citaat van iemand die niet ophoudt en maar doorgaat en doorgaat." — een bewoner\n\n'
        "| een | tabel | met | heel | veel | woorden | op | een | rij | dus | ja |\n"
    )
    assert [item for item in plain(text) if item] == ["Een zin."]
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een zin. Nog een zin! En een vraag?", 3),
        ("Kies een plek, bijv. het plein, of een ander punt.", 1),
        ("Dat kost € 2.500 per jaar. Dat is 2,5% meer.", 2),
        ("Wij raden aan:\n- eerst dit\n- dan dat", 3),
        ("Zij zei: “Het is hier fijn.” Daarna ging zij weg.", 2),
        ('Het gaat goed. {{ cijfer("x") }} van de inwoners is tevreden.', 2),
    ],
)
def test_sentences_are_cut_where_a_reader_stops(text, count):
    assert len([item for item in plain(text) if item]) == count


def test_a_sentence_keeps_the_placeholder_it_begins_with():
    text = 'Het gaat goed. {{ cijfer("onveilig_buurt") }} van de inwoners voelt zich onveilig.'
    texts = [sentence.text for sentence in sentences(source(text))]
    assert texts[1].startswith("{{ cijfer(")
