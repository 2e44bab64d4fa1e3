"""Woo metadata: what is known stands in it, what is not is left out and named."""

from datetime import date

import pytest
from lxml import etree

from support.documents import example_metadata
from vmreport.writers.diwoo import CATEGORIES, WooFacts, write_diwoo

NS = {"d": "https://standaarden.overheid.nl/diwoo/metadata/"}
FULL = WooFacts(
    area="GM0363",
    publisher="Gemeente Voorbeeldstad",
    category="onderzoeksrapporten",
    document_type="rapport",
    theme="openbare orde en veiligheid",
    responsible="Gemeente Voorbeeldstad",
    valid_from=date(2024, 6, 1),
    identifier="VB-1",
)


def read(facts=FULL, **metadata):
    return etree.fromstring(write_diwoo(example_metadata(**metadata), "nl-NL", facts))


def value(root, path):
    return root.findtext("d:DiWoo/" + "/".join(f"d:{p}" for p in path.split("/")), None, NS)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("classificatiecollectie/documentsoorten/documentsoort", "rapport"),
        ("classificatiecollectie/informatiecategorieen/informatiecategorie", "Onderzoeksrapporten"),
        ("classificatiecollectie/themas/thema", "openbare orde en veiligheid"),
        ("classificatiecollectie/trefwoorden/trefwoord", "Veiligheidsmonitor"),
        ("creatiedatum", "2024-05-14"),
        ("format", "pdf"),
        ("geldigheid/begindatum", "2024-06-01"),
        ("identifiers/identifier", "VB-1"),
        ("language", "Nederlands"),
        ("opsteller", "Gemeente Voorbeeldstad"),
        ("publisher", "Gemeente Voorbeeldstad"),
        ("verantwoordelijke", "Gemeente Voorbeeldstad"),
    ],
)
def test_every_field_of_the_standard_has_its_place(path, expected):
    assert value(read(), path) == expected


def test_the_title_is_that_of_the_document():
    found = value(read(title="A & B <c>"), "titelcollectie/officieleTitel")
    assert found == "A & B <c>"


@pytest.mark.parametrize(
    ("area", "resource"),
    [
        ("GM0363", "https://identifier.overheid.nl/tooi/id/gemeente/gm0363"),
        ("PV20", "https://identifier.overheid.nl/tooi/id/provincie/pv20"),
    ],
)
def test_the_publisher_has_its_tooi_id(area, resource):
    root = read(WooFacts(area, "X"))
    assert root.find("d:DiWoo/d:publisher", NS).get("resource") == resource


@pytest.mark.parametrize(("word", "code"), [(w, c) for w, (c, _) in CATEGORIES.items()])
def test_the_category_has_its_tooi_code(word, code):
    node = read(WooFacts("GM0363", "X", category=word)).find(".//d:informatiecategorie", NS)
    assert node.get("resource") == f"https://identifier.overheid.nl/tooi/def/thes/kern/{code}"


def test_what_is_not_known_is_left_out_and_named():
    root = read(WooFacts("GM0363", "X"))
    for name in ("documentsoort", "informatiecategorie", "thema", "geldigheid", "identifiers"):
        assert root.find(f".//d:{name}", NS) is None
    remark = root.find("d:DiWoo", NS).getprevious().text
    assert "Niet gecontroleerd met het officiële schema" in remark
    assert "documentsoort, informatiecategorie, thema, geldigheid/begindatum" in remark


def test_a_draft_says_not_to_publish():
    words = "is een concept: publiceer het nog niet"
    assert words in read().find("d:DiWoo", NS).getprevious().text
    assert words not in read(status="").find("d:DiWoo", NS).getprevious().text


def test_the_same_input_gives_the_same_bytes():
    assert write_diwoo(example_metadata(), "nl-NL", FULL) == write_diwoo(
        example_metadata(), "nl-NL", FULL
    )
