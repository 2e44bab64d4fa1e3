"""Typed numbers and claims in advisor text, with the line they stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.findings import TOWN, UNSAFE, Row, analysis_of, realistic
from vmreport.errors import Level, Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.claims import check_claims
from vmreport.narrative.typed_numbers import check_typed_numbers

ANALYSIS = realistic()


def found(check, text: str) -> list[tuple[str, int, str]]:
    problems = Problems()
    check([SourceText(text, "duiding.md", 11, "duiding.beleving")], ANALYSIS, problems)
    return [(p.code, p.where.row, p.where.column) for p in problems.items]


def test_a_typed_number_that_contradicts_the_data_stops_the_build():
    text = "Inleiding.\n\nVan de inwoners voelt 62% zich weleens\nonveilig in de buurt."
    assert found(check_typed_numbers, text) == [("E381", 13, "23")]


@pytest.mark.parametrize(
    "text",
    [
        "Van de inwoners voelt 20% zich weleens onveilig in de buurt.",
        "Van de inwoners voelt 20,3% zich weleens onveilig in de buurt.",
        "Van de inwoners voelt 20 procent zich weleens onveilig in de buurt.",
        "In Centrum voelt 31% zich weleens onveilig in de buurt.",
        "Van de inwoners voelt 80% zich niet weleens onveilig in de buurt.",
        'Volgens de politie voelt {{ ok("62%", "eigen meting") }} zich weleens onveilig in de buurt.',
        "De 95%-marge hoort bij elk cijfer en 100% zekerheid bestaat niet.",
        "Voor alle marges geldt 95% zekerheid.",
        "Zie [de site](https://voorbeeld.nl/62%25/).",
        "De gemeente telt 62 agenten in 2023.",
        "Het rapportcijfer 7,4 voor veiligheid.",
        "De gemeente trekt er een 2,5 miljoen voor uit, gemiddeld 12 duizend per wijk.",
        "In 2022 is 20% van de hondenpoep geruimd.",
    ],
)
def test_numbers_that_agree_or_are_marked_are_left_alone(text):
    assert found(check_typed_numbers, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bij de politie meldde 62% zich.",
        "Ons doel: 11% voelt zich weleens onveilig in de buurt.",
        "Bewoners geven het rapportcijfer 5,1.",
    ],
)
def test_other_typed_numbers_are_a_notice(text):
    problems = Problems()
    check_typed_numbers([SourceText(text, "a.md", 1, "k")], ANALYSIS, problems)
    assert [(p.code, p.level) for p in problems.items] == [("W381", Level.NOTICE)]
    assert "ok(" in problems.items[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "De veiligheid in de buurt krijgt een 5,1.",
        "Bewoners geven het rapportcijfer 5,1 voor de veiligheid in hun buurt.",
        "Veel overlast van rommel: 62% van de mensen op straat.",
        "62% denkt dat er veel criminaliteit in de buurt is.",
    ],
)
def test_clause_and_label_both_name_an_indicator(text):
    assert [code for code, *_ in found(check_typed_numbers, text)] == ["E381"]


def test_the_most_specific_indicator_counts():
    wide = replace(UNSAFE, code="onveilig", short="Weleens onveilig", sentence="")
    analysis = analysis_of((Row(UNSAFE, TOWN, 2023, "20", "1"), Row(wide, TOWN, 2023, "34", "1")))
    problems = Problems()
    text = "Van de inwoners voelt 34% zich weleens onveilig in de buurt."
    check_typed_numbers([SourceText(text, "a.md", 1, "k")], analysis, problems)
    assert [p.code for p in problems.items] == ["E381"]


def test_every_number_of_a_sentence_is_looked_at():
    text = "Weleens onveilig in de buurt: 62% nu, 71% toen."
    assert [code for code, *_ in found(check_typed_numbers, text)] == ["E381", "E381"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ('Het aandeel {{ cijfer("onveilig_buurt") }} is gedaald.', 1),
        ('Het aandeel {{ cijfer("onveilig_buurt") }} is lager dan elders.', 1),
        ('Het aandeel {{ cijfer("onveilig_buurt") }} is hoger dan in Nederland.', 0),
        ('Het aandeel {{ cijfer("veel_criminaliteit") }} is gedaald.', 0),
        ('Het aandeel {{ cijfer("veel_criminaliteit") }} is gestegen.', 1),
        ('Het aandeel {{ cijfer("onveilig_buurt") }} is niet aantoonbaar gestegen.', 0),
        ('In Centrum is {{ cijfer("onveilig_buurt", "Centrum") }} gestegen.', 0),
        ('In Noord is {{ cijfer("onveilig_buurt", "Noord") }} gestegen.', 1),
        ('Overlast: {{ cijfer("rommel") }}. De zorgen zijn toegenomen.', 0),
        ("De zorgen zijn toegenomen en het wordt slechter.", 0),
        ('Met {{ cijfer("cohesie") }} gaat het beter.', 1),
    ],
)
def test_a_claim_needs_a_finding_that_carries_it(text, hits):
    codes = [code for code, *_ in found(check_claims, text)]
    assert codes == ["W382"] * hits


def test_a_claim_is_placed_on_its_line():
    text = 'Eerste regel\nmet {{ cijfer("onveilig_buurt") }}\nis gedaald.'
    assert found(check_claims, text) == [("W382", 13, "4")]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Het aandeel dat zich weleens onveilig voelt in de buurt is gedaald.", 1),
        ("In Centrum voelen meer inwoners zich weleens onveilig in de buurt dan gemiddeld.", 0),
        ("In Noord voelen meer inwoners zich weleens onveilig in de buurt dan gemiddeld.", 1),
        ('{{ cijfer("onveilig_buurt") }} voelt zich onveilig. Dat zijn er minder dan in 2021.', 1),
        ('{{ cijfer("veel_criminaliteit") }} denkt dat. Dat zijn er minder dan in 2021.', 0),
        ("Het doel: minder inwoners voelen zich weleens onveilig in de buurt dan in 2021.", 0),
        ("Minder inwoners voelen zich weleens onveilig in de buurt dan in de regio.", 1),
        ("Minder inwoners voelen zich weleens onveilig in de buurt dan in Nederland.", 1),
        ("Meer inwoners voelen zich weleens onveilig in de buurt dan in Nederland.", 0),
        ("Minder inwoners voelen zich niet onveilig: weleens in de buurt dan in Nederland.", 0),
        ('Maak het beter bekend: {{ cijfer("cohesie") }}.', 0),
        ('Meer dan 20 mensen zagen {{ cijfer("onveilig_buurt") }}.', 0),
        ('Niet meer dan in 2021: {{ cijfer("onveilig_buurt") }}.', 0),
        ('Is {{ cijfer("onveilig_buurt") }} gedaald?', 0),
        ('{{ cijfer("onveilig_buurt") }} is hoger dan in de regio.', 1),
    ],
)
def test_a_claim_in_words_is_held_against_what_it_compares_with(text, hits):
    assert [code for code, *_ in found(check_claims, text)] == ["W382"] * hits
