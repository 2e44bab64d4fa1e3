"""Placeholders: what may be written, what is said about the rest, and where they may stand."""

import pytest

from vmreport.document.blocks import BulletList, Quote, Table
from vmreport.document.inlines import Strong, Text, plain_text
from vmreport.errors import Problems
from vmreport.markup.placeholders import PLACEHOLDERS, find_placeholders, read_source, usage
from vmreport.markup.source import SourceText
from vmreport.markup.unfinished import find_unfinished


def source(markdown):
    return SourceText(markdown, "duiding.md", 5, "duiding.x")


def find(markdown):
    problems = Problems()
    return find_placeholders(source(markdown), problems), problems.items


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ('cijfer("a")', {"indicator": "a"}),
        ("cijfer('a', 'Centrum')", {"indicator": "a", "gebied": "Centrum"}),
        ("cijfer(“a”, editie=2021)", {"indicator": "a", "editie": 2021}),
        ('Marge ( "a" ,"b",2021 )', {"indicator": "a", "gebied": "b", "editie": 2021}),
        ('aantal(indicator="a")', {"indicator": "a"}),
        (
            'verschil("a", "vorige", gebied="s-Gravenhage, centrum (oud)")',
            {"indicator": "a", "tegen": "vorige", "gebied": "s-Gravenhage, centrum (oud)"},
        ),
    ],
)
def test_calls_are_read(written, bound):
    (item,), problems = find(f"Tekst {{{{ {written} }}}} en meer.")
    assert not problems
    assert item.bound() == bound
    assert item.text("indicator") == "a"


def test_a_placeholder_knows_its_place():
    markdown = 'Eerste\ntweede {{cijfer("a")}}.'
    (item,), _ = find(markdown)
    assert (item.place.row, item.place.column) == (6, "8")
    assert markdown[item.start : item.end] == '{{cijfer("a")}}'


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{{7*7}}", "E331"),
        ("{{ cijfer }}", "E331"),
        ("{{ cijfer(a) }}", "E331"),
        ("{{ cijfer('a',) }}", "E331"),
        ("{{ cijfer('a' 'b') }}", "E331"),
        ("{{ cijfer(editie=2021, 'a') }}", "E331"),
        ("{{ cijfer('a', gebied='b', gebied='c') }}", "E331"),
        ("{{ ''.__class__ }}", "E331"),
        ("{{ cijfer('a').__class__ }}", "E331"),
        ("{{ cijfer(\n'a') }}", "E331"),
        ("{{ cijfer('a')", "E331"),
        ("{% for x in y %}", "E331"),
        ("{# weg #}", "E331"),
        ("{{ cijver('a') }}", "E330"),
        ("{{ figuur('a') }}", "E330"),
        ("{{ cijfer() }}", "E332"),
        ("{{ cijfer('') }}", "E332"),
        ("{{ cijfer('a', editie='2021') }}", "E332"),
        ("{{ cijfer(2021) }}", "E332"),
        ("{{ cijfer('a', 'b', 2021, 4) }}", "E332"),
        ("{{ cijfer('a', jaar=2021) }}", "E332"),
        ("{{ cijfer('a', indicator='b') }}", "E332"),
        ("{{ verschil('a') }}", "E332"),
        ("{{ verschil('a', 'duitsland') }}", "E332"),
    ],
)
def test_what_is_wrong_is_said_with_the_known_names(written, code):
    found, problems = find(f"Regel\n{written}")
    assert not found
    assert [(item.code, item.where.row) for item in problems] == [(code, 6)]
    assert any(name in problems[0].hint for name in PLACEHOLDERS)


def test_escaped_braces_and_heading_attributes_are_no_placeholders():
    found, problems = find("\\{{ x }} en # Kop {#anker}")
    assert not found
    assert not problems


def test_usage_is_itself_well_written():
    for name in PLACEHOLDERS:
        written = usage(name).replace("vorige|nederland|regio|gemeente", "vorige")
        found, problems = find(written)
        assert [item.name for item in found] == [name]
        assert not problems


def test_values_are_literal_words_in_text_tables_and_quotes():
    markdown = (
        '- **{{ cijfer("a") }}** van ons\n\nTabel: t\n\n| x | y |\n| - | - |\n'
        '| b | {{ cijfer("a") }} |\n\n> Het is {{ cijfer("a") }}.\n> — agent\n'
    )
    problems = Problems()
    bullets, table, quote = read_source(source(markdown), lambda _: "5 | *6* <b>", problems)
    assert not problems.items
    value = "5 | *6* <b>"
    assert isinstance(bullets, BulletList)
    assert bullets.items[0].blocks[0].text == (Strong((Text(value),)), Text(" van ons"))
    assert isinstance(table, Table)
    assert plain_text(table.rows[0].cells[1].text) == value
    assert isinstance(quote, Quote)
    assert plain_text(quote.text) == f"Het is {value}."


def test_no_value_is_never_silent():
    problems = Problems()
    read_source(source('{{ cijfer("a") }}'), lambda _: None, problems)
    assert [item.code for item in problems.items] == ["E333"]


def test_a_resolver_that_reports_is_not_doubled():
    problems = Problems()

    def resolve(item):
        problems.problem("E333", item.place, "Onbekend.", "Kies.")

    read_source(source('{{ cijfer("a") }}'), resolve, problems)
    assert len(problems.items) == 1


def test_forged_tokens_are_refused():
    problems = Problems()
    blocks = read_source(source('\ue000I0\ue001 {{ cijfer("a") }}'), lambda _: "x", problems)
    assert {item.code for item in problems.items} == {"E305"}
    assert plain_text(blocks[0].text) == "I0 x"


@pytest.mark.parametrize(
    ("markdown", "marks"),
    [
        ("TODO en XXX en xxxx", ["TODO", "XXX", "xxxx"]),
        ("[invullen] [hier nog aanvullen door Jan] [[x]]", 3),
        ("Lorem ipsum", 1),
        ("De to-dolijst, methodologie [zie 1], Xx en [link](https://x.nl), wat [...] nu???", 0),
    ],
)
def test_unfinished_marks(markdown, marks):
    found = [item.mark for item in find_unfinished(source(markdown))]
    assert found == marks if isinstance(marks, list) else len(found) == marks
