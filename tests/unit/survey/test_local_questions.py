"""The municipality's own questions are read strictly, with every problem and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.local_questions import load_local_questions
from vmreport.survey.model import Direction, Partition, Series, UnitKind

GOOD = """\
# Vragen van de gemeente
[[vraag]]
code = "lokaal_park"
naam = "Voelt zich veilig in het Stadspark"
kort = "Veilig in het Stadspark"
vraagtekst = "Hoe veilig voelt u zich in het Stadspark?"
eenheid = "procent"
eenheid_label = "% (heel) veilig"
basis = "inwoners die weleens in het Stadspark komen"
richting = "hoger is gunstig"
thema = "veiligheidsbeleving"
subthema = "Parken"
veld = "1"
veld_thema = "subjectieve veiligheid"
zin = "voelt zich (heel) veilig in het Stadspark"

[[vraag]]
code = "lokaal_cijfer"
naam = "Rapportcijfer handhaving"
kort = "Cijfer handhaving"
eenheid = "rapportcijfer"
basis = "inwoners van 15 jaar en ouder"
richting = "+"
edities = [2023]
"""


def read(tmp_path: Path, text: str) -> tuple[tuple, list[str], Problems]:
    path = tmp_path / "lokale_vragen.toml"
    path.write_bytes(text.encode("utf-8"))
    problems = Problems()
    questions = load_local_questions(path, problems)
    return questions, [f"{item.code} {item.where}" for item in problems.items], problems


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD.replace("\n", "\r\n")])
def test_questions_become_indicators(tmp_path: Path, text: str) -> None:
    (park, mark), found, _ = read(tmp_path, text)

    assert found == []
    assert (
        park.code,
        park.theme,
        park.unit_label,
    ) == ("lokaal_park", "veiligheidsbeleving", "% (heel) veilig")
    assert Direction.HIGHER_IS_BETTER is park.direction
    assert park.question == "Hoe veilig voelt u zich in het Stadspark?"
    assert (True, frozenset(Series)) == (park.is_local, park.series)
    assert (mark.unit, mark.unit_label, mark.theme) == (UnitKind.MARK, "rapportcijfer", "lokaal")
    assert frozenset({Series.B}) == mark.series


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        GOOD.replace('richting = "hoger is gunstig"', 'richting = "omhoog"')
        .replace('thema = "veiligheidsbeleving"', 'thema = "parken"')
        .replace('veld_thema = "subjectieve veiligheid"', 'veld_thema = "veiligheid"')
        .replace('eenheid = "rapportcijfer"', 'eenheid = 7\nkleur = "rood"')
    )
    questions, found, _ = read(tmp_path, text)

    assert questions == ()
    assert found == [
        "E146 lokale_vragen.toml:10:richting",
        "E146 lokale_vragen.toml:11:thema",
        "E146 lokale_vragen.toml:14:veld_thema",
        "E141 lokale_vragen.toml:22:kleur",
        "E143 lokale_vragen.toml:21:eenheid",
    ]


def test_a_question_with_a_problem_leaves_the_others_alone(tmp_path: Path) -> None:
    questions, found, _ = read(tmp_path, GOOD.replace('kort = "Cijfer handhaving"\n', ""))

    assert [item.code for item in questions] == ["lokaal_park"]
    assert found == ["E142 lokale_vragen.toml:17:kort"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("onveilig_buurt", "E144 lokale_vragen.toml:18:code"),
        ("lokaal_park", "E144 lokale_vragen.toml:18:code"),
        ("Lokaal Park", "E145 lokale_vragen.toml:18:code"),
    ],
)
def test_a_code_must_be_new_and_plain(tmp_path: Path, code: str, expected: str) -> None:
    _, found, _ = read(tmp_path, GOOD.replace('"lokaal_cijfer"', f'"{code}"'))

    assert [expected] == found


def test_a_code_of_the_survey_names_the_question_it_belongs_to(tmp_path: Path) -> None:
    _, _, problems = read(tmp_path, GOOD.replace('"lokaal_cijfer"', '"onveilig_buurt"'))

    assert str(problems.items[0]) == (
        "E144 lokale_vragen.toml:18:code  De code 'onveilig_buurt' is al van de landelijke vraag "
        "'Voelt zich weleens onveilig in buurt'.  -> Kies een andere code, zoals "
        "lokaal_onveilig_buurt."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[vraag]]\ncode = lokaal_park\n", "E140 lokale_vragen.toml:2:8"),
        ('titel = "x"\n' + GOOD, "E141 lokale_vragen.toml:1:titel"),
        ('[vraag]\ncode = "a"\n', "E141 lokale_vragen.toml:1"),
        (GOOD.replace("[2023]", '["2023"]'), "E143 lokale_vragen.toml:24:edities"),
        (GOOD.replace('"Cijfer handhaving"', f'"{"x" * 41}"'), "E143 lokale_vragen.toml:20:kort"),
        (GOOD.replace('veld = "1"\n', ""), "E142 lokale_vragen.toml:13:veld_thema"),
    ],
)
def test_a_fault_is_reported_where_it_stands(tmp_path: Path, text: str, expected: str) -> None:
    _, found, _ = read(tmp_path, text)

    assert [expected] == found


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lokale_vragen.toml"
    path.write_bytes(b"\xff\xfe[\x00[\x00")
    problems = Problems()

    assert load_local_questions(path, problems) == ()
    assert [item.code for item in problems.items] == ["E140"]


ANSWER = """[[vraag]]
code = "lokaal_{letter}"
naam = "Antwoord {letter}"
kort = "Antwoord {letter}"
eenheid = "procent"
basis = "inwoners"
richting = "neutraal"
verdeling = "park"
"""


def test_answers_with_one_name_are_one_question(tmp_path: Path) -> None:
    text = "".join(ANSWER.format(letter=letter) for letter in "abc")
    questions, found, _ = read(tmp_path, text)
    codebook = load_codebook().with_local(questions)

    assert found == []
    assert codebook.partitions[-1] == Partition(("lokaal_a", "lokaal_b", "lokaal_c"))
    assert codebook.partitions[:-1] == load_codebook().partitions


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('basis = "inwoners"', 'basis = "bezoekers"', "14:basis"),
        ('eenheid = "procent"', 'eenheid = "rapportcijfer"', "13:eenheid"),
        ('verdeling = "park"', 'verdeling = "park"\nedities = [2023]', "17:edities"),
        ('verdeling = "park"', 'verdeling = "park"\nvoorwaardelijk = true', "17:voorwaardelijk"),
    ],
)
def test_answers_to_one_question_are_of_the_same_people(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    first, second = (ANSWER.format(letter=letter) for letter in "ab")
    _, found, _ = read(tmp_path, first + second.replace(old, new))

    assert found == [f"E147 lokale_vragen.toml:{where}"]


def test_one_answer_is_no_partition(tmp_path: Path) -> None:
    _, found, _ = read(tmp_path, ANSWER.format(letter="a"))

    assert found == ["E147 lokale_vragen.toml:8:verdeling"]
