"""A letter to the council follows the form of its municipality: fields, headings, order."""

import pytest

from vmreport.compose.letter_form import load_letter_form
from vmreport.errors import Problems

FORMS = ("informatiebrief", "raadsvoorstel-beslispunten", "raadsvoorstel-besluit-vooraan")


def form(tmp_path, text):
    problems = Problems()
    path = tmp_path / "raadsbrief.toml"
    path.write_text(text, encoding="utf-8")
    return load_letter_form([path], problems), problems.items


def test_without_a_form_of_its_own_it_is_a_letter_of_information():
    problems = Problems()
    found = load_letter_form([], problems)
    assert found.name == "Raadsinformatiebrief"
    assert [heading.title for heading in found.headings] == [
        "Kennisnemen van",
        "Kernboodschap",
        "Consequenties",
        "Vervolg",
    ]
    assert not problems.items


@pytest.mark.parametrize("name", FORMS)
def test_the_examples_are_in_order(tmp_path, name):
    found, problems = form(tmp_path, f'vorm = "{name}"\n')
    assert found.fields
    assert found.headings
    assert not problems


def test_an_own_key_stands_on_top_of_the_example(tmp_path):
    found, problems = form(
        tmp_path,
        'vorm = "raadsvoorstel-besluit-vooraan"\nsoort = "Oplegnotitie"\npunten = 2\n'
        '[[kop]]\ntitel = "Advies"\ninhoud = ["beslispunten"]\n',
    )
    assert not problems
    assert (found.name, found.points) == ("Oplegnotitie", 2)
    assert [heading.title for heading in found.headings] == ["Advies"]
    assert found.fields[0].label == "Nummer"


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ('vorm = "onbekend"', "E445", 1),
        ('soort = "x"\nkleur = "rood"', "E442", 2),
        ("soort = 3", "E443", 1),
        ('onderwerp = "{stad}"', "E443", 1),
        ("punten = 0", "E443", 1),
        ("veld = 3", "E443", 1),
        ('[[veld]]\ntekst = "Van"', "E443", 1),
        ('[[veld]]\nlabel = "Van"', "E443", 1),
        ('[[kop]]\ntitel = "A"\ntekst = "a"\n[[kop]]\ntitel = "B"\ninhoud = "b"', "E443", 6),
        ('[[kop]]\ntitel = "A"\ninhoud = ["../colofon"]', "E443", 3),
        ('[[kop]]\ntitel = "A"\ntekst = "a"\nkleur = 1', "E442", 4),
        ('soort = "x"\nfout', "E441", 2),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, text, code, row):
    _, problems = form(tmp_path, f"{text}\n")
    assert [(p.code, p.where.row) for p in problems] == [(code, row)]


def test_a_wrong_part_does_not_take_the_rest_along(tmp_path):
    found, problems = form(tmp_path, 'soort = 3\naanhef = "Beste raad,"\n')
    assert problems
    assert found.salutation == "Beste raad,"
    assert found.name == "Raadsinformatiebrief"


def test_a_form_that_is_no_text_is_a_problem(tmp_path):
    path = tmp_path / "raadsbrief.toml"
    path.write_bytes(b"\xff\xfe\x00")
    problems = Problems()
    load_letter_form([path], problems)
    assert [item.code for item in problems.items] == ["E441"]


# -- in a dossier -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_each_example_makes_a_letter(voorbeeldstad, name):
    voorbeeldstad.write("huisstijl/raadsbrief.toml", f'vorm = "{name}"\n')
    text = voorbeeldstad.outline("raadsbrief")
    assert "VB-2024-0117" in text
    assert "14\u00a0mei 2024" in text
    assert "Geachte leden van de raad," in text


def test_a_decision_loses_only_the_opening_that_the_heading_says(voorbeeldstad):
    voorbeeldstad.write("huisstijl/raadsbrief.toml", 'vorm = "raadsvoorstel-beslispunten"\n')
    text = voorbeeldstad.outline("raadsbrief")
    assert "In te stemmen met een convenant Veilig Uitgaan voor de Binnenstad." in text
    assert "wordt gevraagd" not in text


def test_a_fact_that_is_not_given_is_left_out_unless_the_form_requires_it(voorbeeldstad):
    voorbeeldstad.write("huisstijl/raadsbrief.toml", 'vorm = "raadsvoorstel-beslispunten"\n')
    assert "Agendapunt" not in voorbeeldstad.outline("raadsbrief")
    voorbeeldstad.edit(
        "dossier.toml", "[onderzoek]", '[raad.extra]\n"Agendapunt" = "7"\n\n[onderzoek]'
    )
    assert "Agendapunt" in voorbeeldstad.outline("raadsbrief")
    voorbeeldstad.write(
        "huisstijl/raadsbrief.toml",
        '[[veld]]\nlabel = "Afdeling"\nbron = "Afdeling"\nverplicht = true\n',
    )
    (problem,) = voorbeeldstad.fails("raadsbrief").problems
    assert problem.code == "E446"
    assert problem.where.column == "raad.Afdeling"
    assert "raadsbrief.toml:1" in problem.hint


def test_a_part_that_is_not_there_names_the_template_that_asks_for_it(voorbeeldstad):
    voorbeeldstad.write(
        "huisstijl/raadsbrief.toml", '[[kop]]\ntitel = "Geld"\ninhoud = ["financien"]\n'
    )
    (problem,) = voorbeeldstad.fails("raadsbrief").problems
    assert problem.code == "E530"
    assert "delen/brief/financien.md.j2" in problem.what
    voorbeeldstad.write(
        "huisstijl/documenten/delen/brief/financien.md.j2", "Er is geen geld nodig.\n"
    )
    assert "Er is geen geld nodig." in voorbeeldstad.outline("raadsbrief")


def test_what_stands_in_a_form_is_text_and_no_template(voorbeeldstad):
    voorbeeldstad.write(
        "huisstijl/raadsbrief.toml", '[[kop]]\ntitel = "*A*"\ntekst = "# {{ 7*7 }} <b>x</b>"\n'
    )
    assert "E443" in [p.code for p in voorbeeldstad.fails("raadsbrief").problems]
    voorbeeldstad.write(
        "huisstijl/raadsbrief.toml", '[[kop]]\ntitel = "*A*"\ntekst = "# <b>x</b>"\n'
    )
    text = voorbeeldstad.outline("raadsbrief")
    assert "h2 *A*" in text
    assert "# <b>x</b>" in text
