"""Accepting a message with a reason: what may be, what it is bound to, when it lapses."""

from __future__ import annotations

import tomllib

import pytest

from vmreport.dossier import Acceptance, load_dossier
from vmreport.dossier.accepting import (
    acceptance_block,
    can_be_accepted,
    fingerprint_of,
    normal_fingerprint,
    report_obsolete,
    settle,
)
from vmreport.errors import Level, Place, Problem, Problems

MINIMAL = """[dossier]
gemeente = "GM9901"
naam = "Voorbeeldstad"
editie = 2023
datum = 2024-05-14

[opsteller]
organisatie = "CCV"
"""
WHERE = Place("duiding.md", row=4)
ENTRY = Place("dossier.toml", row=9)


def notice(code="W703", what="'conform' is stijf.", about="conform: Dit gaat conform plan.", row=4):
    return Problem(code, Place("duiding.md", row=row), what, "Gewoner.", Level.NOTICE, about)


def accepted(problem: Problem, reason="De raad kent het.") -> Acceptance:
    return Acceptance(problem.code, fingerprint_of(problem), reason, ENTRY)


def test_an_accepted_message_leaves_the_list_with_its_reason():
    problems = Problems([notice(), notice("W701", about="Een lange zin.")])
    settle(problems, [accepted(notice())])
    assert [item.code for item in problems.items] == ["W701"]
    assert [(item.problem, item.reason) for item in problems.accepted] == [
        (notice(), "De raad kent het.")
    ]


def test_an_accepted_problem_no_longer_stops_the_build():
    wrong = Problem("E381", WHERE, "'62%' klopt niet.", "Typ niet.", about="62%: Een zin met 62%.")
    problems = Problems([wrong])
    settle(problems, [accepted(wrong)])
    assert problems.blocking == ()


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        (notice(row=40), True),
        (notice(what="Andere woorden van het programma."), True),
        (notice(about="conform:  Dit gaat\nconform plan."), True),
        (notice(about="conform: Dit gaat voortaan conform plan."), False),
        (notice("W701"), False),
    ],
)
def test_a_fingerprint_is_bound_to_the_words_and_not_to_the_place(changed, holds):
    problems = Problems([changed])
    settle(problems, [accepted(notice())])
    assert (problems.items == []) is holds


def test_without_words_of_the_advisor_the_message_itself_counts():
    one, other = notice(what="a", about=""), notice(what="b", about="")
    assert fingerprint_of(one) != fingerprint_of(other)


def test_what_no_longer_fits_is_reported_as_obsolete():
    problems = Problems([notice(about="conform: Iets anders.")])
    entries = [accepted(notice())]
    settle(problems, entries)
    report_obsolete(entries, problems)
    assert [(item.code, item.where.file) for item in problems.items] == [
        ("W703", "duiding.md"),
        ("W746", "dossier.toml"),
    ]
    assert fingerprint_of(notice()) in problems.items[1].what


def test_what_is_used_is_not_obsolete():
    problems = Problems([notice(), notice(row=9)])
    entries = [accepted(notice())]
    settle(problems, entries)
    settle(problems, entries)
    report_obsolete(entries, problems)
    assert problems.items == []
    assert len(problems.accepted) == 2


@pytest.mark.parametrize(
    "code",
    [
        "E205",
        "E250",
        "E354",
        "E363",
        "E365",
        "E376",
        "E801",
        "W805",
        "W237",
        "W746",
        "E745",
        "W110",
        "E113",
        "W335",
        "W751",
        "E751",
        "E700",
        "W350",
        "W390",
    ],
)
def test_what_protects_people_figures_or_the_record_cannot_be_accepted(code):
    assert not can_be_accepted(code)
    assert fingerprint_of(notice(code)) == ""


@pytest.mark.parametrize("code", ["W701", "W704", "E381", "W382", "W370", "W373", "W380", "E739"])
def test_how_a_text_or_plan_is_put_can_be_accepted(code):
    assert can_be_accepted(code)


def load(tmp_path, text: str):
    (tmp_path / "dossier.toml").write_text(MINIMAL + text, "utf-8")
    (tmp_path / "indicatoren.csv").write_text("x", "utf-8")
    problems = Problems()
    return load_dossier(tmp_path, problems), problems.items


def test_the_printed_block_is_read_back(tmp_path):
    block = acceptance_block(notice(about='conform: Zij zei "ja" \\ nee. ' + "woord " * 40))
    assert tomllib.loads(block)["accepteren"][0]["reden"] == ""
    _, (problem,) = load(tmp_path, block)
    assert (problem.code, problem.where.row) == ("E106", 13)
    assert "reden" in problem.what
    dossier, problems = load(tmp_path, block.replace('reden = ""', 'reden = "Zo is het."'))
    assert problems == []
    (entry,) = dossier.accepted
    assert (entry.code, entry.reason, entry.place.row) == ("W703", "Zo is het.", 9)
    assert entry.fingerprint in block


@pytest.mark.parametrize("written", ["3F9A-1C2B", "3f9a1c2b", "3f9a\u20111c2b", " 3f9a – 1c2b "])
def test_a_fingerprint_is_read_as_people_write_it(written):
    assert normal_fingerprint(written) == "3f9a-1c2b"


GOOD = '[[accepteren]]\ncode = "W703"\nkenmerk = "3f9a-1c2b"\nreden = "x"\n'


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ("W703", "E250", "E745", 13),
        ("W703", "703", "E106", 14),
        ("3f9a-1c2b", "3f9a", "E106", 15),
        ("3f9a-1c2b", "zzzz-zzzz", "E106", 15),
        ('reden = "x"\n', "", "E107", 13),
        ('"x"', '"x\\ny"', "E106", 16),
        ("reden", "redenen", "E104", 16),
        ('"W703"', "703", "E105", 14),
    ],
)
def test_a_wrong_entry_is_named_with_its_own_line(tmp_path, old, new, code, row):
    _, problems = load(tmp_path, GOOD + GOOD.replace(old, new))
    assert (code, row) in [(item.code, item.where.row) for item in problems]
    assert {item.code for item in problems} <= {code, "E107"}


@pytest.mark.parametrize(
    ("line", "code"),
    [("leesbaarheid = 101", "E106"), ("zinslengte = -1", "E106"), ("woorden = 3", "E104")],
)
def test_limits_of_the_texts_are_checked(tmp_path, line, code):
    _, (problem,) = load(tmp_path, f"[tekst]\n{line}\n")
    assert (problem.code, problem.where.row) == (code, 10)


def test_limits_of_the_texts_are_read(tmp_path):
    dossier, problems = load(tmp_path, "[tekst]\nleesbaarheid = 0\nzinslengte = 40\n")
    assert problems == []
    assert (dossier.writing.lowest_score, dossier.writing.most_words) == (0, 40)
