"""The subset, block by block, and what is said about everything outside it."""

import pytest

from vmreport.document.blocks import (
    BulletList,
    Callout,
    CalloutKind,
    ColumnKind,
    FieldList,
    Heading,
    NumberedList,
    Numbering,
    Origin,
    Paragraph,
    ParagraphRole,
    Quote,
    Sheet,
    Table,
)
from vmreport.document.inlines import (
    Emphasis,
    Foreign,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    Tone,
    Verdict,
    plain_text,
)
from vmreport.errors import Problems
from vmreport.markup.reader import read_markdown
from vmreport.markup.tokens import Tokens


def read(markdown, *, origin=Origin.FIXED, **options):
    problems = Problems()
    blocks = read_markdown(markdown, file="f.md", problems=problems, origin=origin, **options)
    return blocks, problems.items


def good(markdown, **options):
    blocks, problems = read(markdown, **options)
    assert not problems
    return blocks


def body(words):
    return Paragraph((Text(words),), Origin.FIXED)


def test_paragraph_with_every_inline():
    (paragraph,) = good(
        "Een **vet** en _schuin_ woord,\n[site](https://a.nl/x?y=1&z=2) [English]{lang=en}"
        "^[Met *noot*.] en <mailto:a@b.nl>."
    )
    assert paragraph.text == (
        Text("Een "),
        Strong((Text("vet"),)),
        Text(" en "),
        Emphasis((Text("schuin"),)),
        Text(" woord, "),
        Link("https://a.nl/x?y=1&z=2", (Text("site"),)),
        Text(" "),
        Foreign("en", (Text("English"),)),
        Note((Text("Met "), Emphasis((Text("noot"),)), Text("."))),
        Text(" en "),
        Link("mailto:a@b.nl", (Text("mailto:a@b.nl"),)),
        Text("."),
    )


def test_text_stays_as_typed():
    words = "“Citaat” ‘s-Hertogenbosch – 3\u00a0% onveilig_buurt_x, R&D <5% en a<b, 5 > 3 … 1/2"
    assert good(words) == (body(words),)


def test_headings_take_offset_attributes_and_unique_anchors():
    first, second, third = good(
        '# Eén op *vijf* {#beleving topic="Veiligheids&#98;eleving" .ongenummerd .niet-in-inhoud}\n'
        "## Zelfde\n## Zelfde\n",
        heading_offset=1,
        anchor_prefix="duiding-",
        numbering=Numbering.CHAPTER,
    )
    assert first == Heading(
        2,
        (Text("Eén op "), Emphasis((Text("vijf"),))),
        "beleving",
        "Veiligheidsbeleving",
        Numbering.NONE,
        listed=False,
    )
    assert (second.anchor, third.anchor) == ("duiding-zelfde", "duiding-zelfde-2")
    assert second.numbering is Numbering.CHAPTER


def test_appendix_heading():
    (heading,) = good("# Tabellen {.bijlage}")
    assert heading.numbering is Numbering.APPENDIX


def test_lists_nest():
    (bullets,) = good("- a\n    1. b\n    2. c\n- d\n\n  e\n")
    assert isinstance(bullets, BulletList)
    first, second = bullets.items
    assert isinstance(first.blocks[1], NumberedList)
    assert [item.blocks for item in first.blocks[1].items] == [(body("b"),), (body("c"),)]
    assert second.blocks == (body("d"), body("e"))


@pytest.mark.parametrize(
    ("markdown", "said", "speaker"),
    [
        ("> Ik durf niet.\n> — bewoner, 62 jaar", "Ik durf niet.", "bewoner, 62 jaar"),
        ("> Ik durf niet\n> -- bewoner", "Ik durf niet", "bewoner"),
        ('> "Ik durf niet." — bewoner', '"Ik durf niet."', "bewoner"),
        ("> Ik — echt — durf niet.\n>\n> — *oud* bewoner", "Ik — echt — durf niet.", "oud bewoner"),
        ("> **Nee!** -- agent", "Nee!", "agent"),
    ],
)
def test_quote_and_speaker(markdown, said, speaker):
    (quote,) = good(markdown, origin=Origin.ADVISOR)
    assert isinstance(quote, Quote)
    assert (plain_text(quote.text), quote.speaker) == (said, speaker)


def test_a_dash_inside_a_quote_is_no_speaker():
    (quote,), problems = read("> Het is mooi — maar druk.")
    assert (plain_text(quote.text), quote.speaker) == ("Het is mooi — maar druk.", "")
    assert [item.code for item in problems] == ["W317"]


def test_table_has_caption_kinds_and_literal_bars():
    (table,) = good(
        "Tabel: Wat *telt* {#telt}\n\n| Wat | Aantal | Oordeel |\n| --- | --: | :-: |\n| a\\|b | 1 | **x** |\n"
    )
    assert isinstance(table, Table)
    assert plain_text(table.caption) == "Wat telt"
    assert table.anchor == "telt"
    kinds = [column.kind for column in table.columns]
    assert kinds == [ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.VERDICT]
    assert [plain_text(cell.text) for cell in table.rows[0].cells] == ["a|b", "1", "x"]


def test_wide_words_get_more_room():
    (table,) = good("Tabel: t\n\n| a | b |\n| - | - |\n| kort | " + "lange tekst " * 20 + "|\n")
    assert table.columns[1].share > 3 * table.columns[0].share


def test_containers_nest_and_hold_tokens():
    tokens = Tokens()
    figure = body("figuur")
    verdict = Verdict(Tone.FAVOURABLE, "+", "gunstiger")
    block, inline = tokens.block((figure,)), tokens.inline((verdict,))
    (sheet,) = good(
        f'::: liggend\n::: kader gevraagd "Besluit {inline}"\nTekst {inline}.\n{block}{block}\n:::\n{block}\n:::\n',
        tokens=tokens,
    )
    callout = Callout(
        CalloutKind.REQUEST,
        "Besluit + gunstiger",
        (Paragraph((Text("Tekst "), verdict, Text(".")), Origin.FIXED), figure, figure),
    )
    assert sheet == Sheet((callout, figure), landscape=True)


def test_fields_run_on_to_the_next_label():
    (fields,) = good(
        "::: velden\nNaam &#58;x:: een\n  twee\nLeeg::\n\n- a\n\nTijd:: 12:30 \n\n::: kader uitleg\nA:: b\n:::\n:::\n"
    )
    assert isinstance(fields, FieldList)
    assert [field.label for field in fields.fields] == ["Naam :x", "Leeg", "Tijd"]
    first, second, third = (field.blocks for field in fields.fields)
    assert first == (body("een twee"),)
    assert isinstance(second[0], BulletList)
    assert third == (body("12:30"), Callout(CalloutKind.EXPLANATION, "", (body("A:: b"),)))


def test_roles_reach_paragraphs_lists_and_tokens():
    tokens = Tokens()
    token = tokens.block((body("zin"),))
    lead, again, bullets = good(f"::: inleiding\nLead.\n\n{token}\n\n- punt\n:::", tokens=tokens)
    assert (lead.role, again.role) == (ParagraphRole.LEAD, ParagraphRole.LEAD)
    assert bullets.items[0].blocks[0].role is ParagraphRole.LEAD
    (small,) = good("::: klein\nColofon.\n:::")
    assert small.role is ParagraphRole.SMALL


def test_a_template_may_refer_to_an_anchor():
    assert good("Zie [](#figuur-1).")[0].text == (Text("Zie "), Reference("figuur-1"), Text("."))


def test_an_accepted_number_is_marked_and_not_printed():
    assert good("Ruim 12%<!-- ok: politie --> daalt.") == (body("Ruim 12% daalt."),)


@pytest.mark.parametrize(
    ("markdown", "code", "row"),
    [
        ("a\n\n<script>alert(1)</script>", "E310", 3),
        ("a\nb <img src=x onerror=y", "E310", 2),
        ("a <!-- weg --> b", "E310", 1),
        ("[a](javascript:alert(1))", "E311", 1),
        ("[a](JaVaScRiPt&#58;alert(1))", "E311", 1),
        ("[a](data:text/html;base64,x)", "E311", 1),
        ("[a](file:///etc/passwd)", "E311", 1),
        ("[a](pagina.html)", "E311", 1),
        ("[a](//evil.nl)", "E311", 1),
        ("[a](https:///x)", "E311", 1),
        ("[a](https://u:p@x.nl)", "E311", 1),
        ("[](https://x.nl)", "E311", 1),
        ('[a](https://x.nl "titel")', "E311", 1),
        ("[a](#anker)", "E311", 1),
        ("<ftp://x.nl>", "E311", 1),
        ("<javascript:alert(1)>", "E311", 1),
        ("[a](mailto:nergens)", "E311", 1),
        ("a\n\n[naam]: https://x.nl", "E311", 3),
        ("![x](https://x.nl/a.png)", "E312", 1),
        ("regel\nmet `code`", "E313", 2),
        ("```\nx\n```", "E313", 1),
        ("a\n\n***\n\nb", "E314", 3),
        ("Kop\n===", "E315", 1),
        ("a\n\n##", "E315", 3),
        ("a\n#Kop", "E315", 2),
        ("##### x", "E315", 1),
        ("3. drie", "E316", 1),
        ("- a\n\n  > b", "E316", 3),
        ("- a\n-\n- b", "E316", 2),
        ("- a\n  - b\n    - c\n      - d", "E316", 4),
        ("> a.\n>\n> b.\n> — c", "E317", 1),
        ("> - a\n> \n> b.\n> — c", "E317", 1),
        ("Tabel: t\n\n| a | b |\n| - | - |\n| 1 |", "E318", 5),
        ("Tabel: t\n\n| a | b |\n| - | - |\n| 1 | 2 | 3 |", "E318", 5),
        ("Tabel: t\n\n| a |  |\n| - | - |\n| 1 | 2 |", "E318", 3),
        ("Tabel: t\n\n| a | b |\n| - | - |", "E318", 3),
        ("Een noot[^1].", "E319", 1),
        ("Een noot^[a ^[b]].", "E319", 1),
        ("Een noot^[ ].", "E319", 1),
        ("a\\\nb", "E320", 1),
        ("~~weg~~", "E320", 1),
        ("a\n::: blad\nb\n:::", "E321", 2),
        ("::: kader rood\nb\n:::", "E321", 1),
        ("::: kader uitleg\nb", "E321", 1),
        ("::: kader uitleg\n:::", "E321", 1),
        ("a\n\n:::", "E321", 3),
        ("\ue000B0\ue001", "E322", 1),
        ("a \ue000I0\ue001", "E322", 1),
        ("a\nb \ue000B0\ue001 c", "E322", 2),
        ("# Kop {.rood}", "E323", 1),
        ("Tabel: t {#t}", "E323", 1),
        ("a\n\nb \u202e c", "E305", 3),
        ("a\nb &#8238; c", "E305", 2),
        ("a \ue005 b", "E305", 1),
    ],
)
def test_outside_the_subset_is_a_problem_with_its_line(markdown, code, row):
    _, problems = read(markdown, origin=Origin.ADVISOR, first_line=11)
    assert [(item.code, item.where.row) for item in problems if item.code == code] == [
        (code, row + 10)
    ]
    assert {item.code for item in problems if item.code.startswith("E")} == {code}


@pytest.mark.parametrize(
    "markdown",
    [
        "::: onbekend\nx\n:::",
        '::: blad "Titel"\nx\n:::',
        "::: velden\nlos\n:::",
        "::: velden\nLabel::\n:::",
    ],
)
def test_containers_of_a_template_are_checked(markdown):
    _, problems = read(markdown)
    assert {item.code for item in problems} == {"E321"}


def test_an_advisor_may_use_a_callout():
    (callout,) = good('::: kader waarschuwing "Let op"\nTekst.\n:::', origin=Origin.ADVISOR)
    assert isinstance(callout, Callout)
    assert (callout.kind, callout.title) == (CalloutKind.WARNING, "Let op")


def test_a_block_token_ends_a_paragraph():
    tokens = Tokens()
    token = tokens.block((body("blok"),))
    assert good(f"a\n{token}\nb", tokens=tokens) == (body("a"), body("blok"), body("b"))
