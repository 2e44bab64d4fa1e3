"""StatLine topic headers."""

import pytest

from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Series
from vmreport.survey.readers.topics import Topic, match_topic, parse_topic


@pytest.mark.parametrize(
    ("header", "topic"),
    [
        (
            "(On)veiligheidsbeleving /Algemeen/Onveiligheidsgevoelens/Voelt zich wel eens onveilig (%)",
            Topic(
                ("(On)veiligheidsbeleving", "Algemeen", "Onveiligheidsgevoelens"),
                "Voelt zich wel eens onveilig",
                "%",
            ),
        ),
        (
            "Respectloos gedrag/Door onbekenden op straat  (% komt 'wel eens' (vaak/soms) voor)",
            Topic(
                ("Respectloos gedrag",),
                "Door onbekenden op straat",
                "% komt 'wel eens' (vaak/soms) voor",
            ),
        ),
        (
            "A/Contact (aangifte/melding)/Totaal (%)",
            Topic(("A", "Contact (aangifte/melding)"), "Totaal", "%"),
        ),
        ("A/Zonder eenheid", Topic(("A",), "Zonder eenheid", "")),
        ("(On)veiligheid", Topic((), "(On)veiligheid", "")),
        ("A/Niet gesloten (%", Topic(("A",), "Niet gesloten (%", "")),
        ("A/B) (%)", Topic(("A",), "B)", "%")),
        ("()", Topic((), "()", "")),
        ("", Topic((), "", "")),
    ],
)
def test_a_header_is_cut_at_its_last_balanced_parenthesis(header: str, topic: Topic) -> None:
    assert parse_topic(header) == topic


def test_a_topic_is_matched_by_name_and_unit() -> None:
    topic = parse_topic("Overlast/Verkeersoverlast/Te hard rijden (% veel overlast)")
    found, why = match_topic(topic, Series.A, load_codebook())
    assert found is not None
    assert (found.code, why) == ("overlast_hard_rijden", "")


def test_a_repeated_title_is_settled_by_its_path() -> None:
    codebook = load_codebook()
    topic = parse_topic("Traditionele criminaliteit/Bedreiging/Slachtoffers (%)")
    found, _ = match_topic(topic, Series.B, codebook)
    assert found is not None
    assert "bedreiging" in found.name.casefold()


def test_an_unmatched_topic_says_why() -> None:
    codebook = load_codebook()
    unit = parse_topic("A/Voelt zich wel eens onveilig (rapportcijfer)")
    assert match_topic(unit, Series.A, codebook) == (
        None,
        "de eenheid is 'rapportcijfer', verwacht '%'",
    )
    nothing = parse_topic("A/Aantal fietsen (aantal)")
    assert match_topic(nothing, Series.A, codebook) == (None, "onbekende indicator")


@pytest.mark.parametrize("unit", ["", " (%)"])
@pytest.mark.parametrize("path", ["", "Overlast in de buurt/Verkeersoverlast/"])
def test_what_a_bare_unit_leaves_open_is_not_guessed(path: str, unit: str) -> None:
    found, why = match_topic(parse_topic(f"{path}Te hard rijden{unit}"), Series.A, load_codebook())
    assert found is None
    assert why == "kan meer dan één indicator zijn: overlast_hard_rijden, hard_rijden_komt_voor"


def test_a_title_of_many_indicators_says_what_is_missing() -> None:
    found, why = match_topic(parse_topic("Slachtoffers_76"), Series.B, load_codebook())
    assert found is None
    assert why.endswith("indicatoren heten zo, en het onderwerp erboven zegt niet welke")
