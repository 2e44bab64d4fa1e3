"""Dutch word order, units, bases and areas; breaks and gaps in a trend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.findings import (
    COUNTRY,
    REGION,
    REPORTED,
    TOWN,
    UNSAFE,
    WARDS,
    Row,
    analysis_of,
    indicator,
    realistic,
)
from vmreport.analysis.findings import Against
from vmreport.narrative.captions import (
    bar_caption,
    interval_caption,
    map_caption,
    profile_caption,
    trend_caption,
)
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.phrases import Phrases, load_phrases
from vmreport.narrative.voice import area_name
from vmreport.survey.model import Absence, Area, AreaLevel, UnitKind

FIRST = {key: texts[:1] for key, texts in load_phrases().variants.items()}
PHRASES = Phrases(FIRST)
"""The first variant of every wording, so that no test hangs on which variant a code chooses."""


def said(item, value="23.4", town=TOWN):
    narrator = Narrator(PHRASES, analysis_of((Row(item, town, 2023, value, "1"),), town=town))
    return narrator.indicator_message(item.code), narrator.indicator_sentences(item.code)[0]


@pytest.mark.parametrize(
    ("unit", "name", "message", "sentence"),
    [
        (
            UnitKind.PERCENT,
            "Tevreden: contact",
            "Tevreden – contact: 23%",
            "Tevreden – contact in Voorbeeldstad: 23%.",
        ),
        (
            UnitKind.SCORE,
            "Sociale cohesie (schaalscore)",
            "De score voor sociale cohesie is gemiddeld~23,4 (schaal 0~tot~10)",
            "De score voor sociale cohesie is in Voorbeeldstad gemiddeld 23,4 op een schaal van 0~tot~10.",
        ),
        (
            UnitKind.MARK,
            "Rapportcijfer veiligheid in buurt",
            "Inwoners geven veiligheid in buurt gemiddeld een~23,4",
            "Inwoners in Voorbeeldstad geven gemiddeld een~23,4 voor veiligheid in buurt.",
        ),
        (
            UnitKind.PER_100,
            "Ondervonden delicten",
            "Ondervonden delicten: 23,4 per 100~inwoners",
            "Ondervonden delicten: in Voorbeeldstad 23,4 per 100~inwoners.",
        ),
        (
            UnitKind.SUM_SCORE,
            "Preventief gedrag (somscore)",
            "De somscore voor preventief gedrag is gemiddeld~23,4",
            "De somscore voor preventief gedrag is in Voorbeeldstad gemiddeld 23,4.",
        ),
        (
            UnitKind.INDEX,
            "Sociale cohesie (index, 2005=100)",
            "De index voor sociale cohesie is~23,4",
            "De index voor sociale cohesie is in Voorbeeldstad 23,4.",
        ),
        (
            UnitKind.COUNT,
            "Aantal HALT-verwijzingen",
            "Aantal HALT-verwijzingen: 23",
            "Aantal HALT-verwijzingen: in Voorbeeldstad 23.",
        ),
    ],
)
def test_every_unit_has_its_message_and_its_sentence(unit, name, message, sentence):
    found = said(indicator("a1", name, unit=unit))
    assert tuple(text.replace("\u00a0", "~") for text in found) == (message, sentence)


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("voelt zich onveilig", "voelt 23% van de inwoners zich onveilig."),
        ("rijdt of loopt om", "rijdt of loopt 23% van de inwoners om."),
        ("denkt dat het gaat", "denkt 23% van de inwoners dat het gaat."),
        ("slaapt", "slaapt 23% van de inwoners."),
    ],
)
def test_the_finite_verb_comes_second(clause, sentence):
    assert said(indicator("a0", "A", sentence=clause))[1] == f"In Voorbeeldstad {sentence}"


def test_a_conditional_base_is_named():
    message, sentence = said(REPORTED, "60.2")
    group = "slachtoffers van traditionele criminaliteit"
    assert message == f"60% van de {group} heeft dit bij de politie gemeld"
    assert sentence == f"In Voorbeeldstad heeft 60% van de {group} dit bij de politie gemeld."
    bare = said(replace(REPORTED, sentence=""), "60.2")[0]
    assert bare == f"Melding bij de politie: 60% van de {group}"


@pytest.mark.parametrize(
    ("value", "opening"),
    [
        ("50", "De helft van de inwoners"),
        ("75", "Driekwart van de inwoners"),
        ("33.4", "Eén op de drie inwoners"),
        ("2", "2% van de inwoners"),
        ("38", "38% van de inwoners"),
    ],
)
def test_the_verb_of_a_heading_is_singular_behind_every_share(value, opening):
    assert said(UNSAFE, value)[0].startswith(f"{opening} voelt zich")


def test_a_base_with_a_clause_of_its_own_ends_with_a_comma():
    base = "inwoners die met de politie spraken"
    item = replace(REPORTED, base=base, sentence="is tevreden")
    message, sentence = said(item, "60.2")
    assert message == f"60% van de {base}, is tevreden"
    assert sentence == f"In Voorbeeldstad is 60% van de {base}, tevreden."


def test_a_heading_takes_the_shorter_clause_and_names_the_region_by_its_noun():
    item = replace(UNSAFE, heading="voelt zich onveilig")
    rows = (Row(item, TOWN, 2023, "38", "1"), Row(item, REGION, 2023, "44", "1"))
    narrator = Narrator(PHRASES, analysis_of(rows))
    assert narrator.indicator_message(item.code) == (
        "38% van de inwoners voelt zich onveilig; gunstiger dan in de regio"
    )
    assert narrator.indicator_sentences(item.code)[1] == (
        "Dat is lager (gunstiger) dan in de regio Middenland (44%)."
    )


def test_labels_with_a_comma_or_a_remark_stay_apart_in_a_list():
    first = indicator("a1", "Gezellig, met hulp", sentence="vindt het gezellig")
    second = indicator("a2", "Inbraak (poging)", sentence="vindt het erg")
    rows = [
        Row(item, area, 2023, value, "1")
        for item in (first, second)
        for area, value in ((TOWN, "30"), (COUNTRY, "20"))
    ]
    text = " ".join(Narrator(PHRASES, analysis_of(tuple(rows))).theme_summary(first.theme))
    assert "gezellig, met hulp (30% tegen 20%); en inbraak (poging; 30% tegen 20%)." in text


@pytest.mark.parametrize(
    ("area", "name", "place"),
    [
        (Area("PV20", "Groningen (PV)", AreaLevel.PROVINCE), "Groningen", "de provincie Groningen"),
        (Area("GM0344", "Utrecht (gemeente)", AreaLevel.MUNICIPALITY), "Utrecht", "Utrecht"),
        (Area("R", "Regio Twente", AreaLevel.REGION), "Twente", "de regio Twente"),
        (Area("L", "Hengelo (O.)", AreaLevel.MUNICIPALITY), "Hengelo (O.)", "Hengelo (O.)"),
        (Area("W", "Wijk Noord", AreaLevel.WARD), "Noord", "de wijk Noord"),
        (Area("H", "Havenwijk", AreaLevel.WARD), "Havenwijk", "Havenwijk"),
        (
            Area("GM0796", "'s-Hertogenbosch", AreaLevel.MUNICIPALITY),
            "'s-Hertogenbosch",
            "'s-Hertogenbosch",
        ),
    ],
)
def test_an_area_is_named_as_people_do(area, name, place):
    assert area_name(area) == name
    assert said(UNSAFE, town=area)[1].startswith(f"In {place} voelt 23% van de inwoners zich")


def test_break_and_gap_are_told_only_where_they_are():
    plain = (Row(UNSAFE, TOWN, 2021, "20", "1"), Row(UNSAFE, TOWN, 2023, "24", "1"))
    assert Narrator(PHRASES, analysis_of(plain, missing=(2019,))).trend_notes(UNSAFE.code) == ()
    long = (Row(UNSAFE, TOWN, 2013, "20", "1"), *plain)
    gaps = (2014, 2015, 2016, 2017, 2019)
    broken, missing = Narrator(PHRASES, analysis_of(long, missing=gaps)).trend_notes(UNSAFE.code)
    assert broken.startswith("Tussen 2013 en 2021 veranderde de manier van meten.")
    assert missing == "De metingen van 2014, 2015, 2016, 2017 en 2019 ontbreken."


def test_captions_are_one_message_without_a_full_stop():
    narrator = Narrator(PHRASES, realistic())
    codes = tuple(narrator.analysis.indicators)
    made = [
        interval_caption(narrator, codes),
        bar_caption(narrator, codes[:2]),
        profile_caption(narrator, codes),
        *(trend_caption(narrator, code) for code in codes),
        *(map_caption(narrator, code) for code in narrator.analysis.profiles),
    ]
    assert all(text and not text.endswith(".") for text in made)


def test_a_ward_with_one_difference_is_not_counted_out_of_one():
    text = " ".join(Narrator(PHRASES, realistic()).area_sentences(WARDS[2].code))
    assert "1 van de 1" not in text
    assert text.startswith("Gunstiger dan gemiddeld in Voorbeeldstad:")


def test_the_summary_has_at_most_six_points():
    points = Narrator(PHRASES, realistic()).summary_points()
    assert 3 <= len(points) <= 6
    assert len({title for title, _ in points}) == len(points)


def shown_and_not(*values):
    """Indicators against the country: "30" differs, "20" does not, "" is hidden."""
    rows = []
    for number, value in enumerate(values):
        item = indicator(f"a{number}", f"Onderwerp {number}", sentence="vindt iets")
        hidden = None if value else Absence.TOO_FEW
        rows.append(Row(item, TOWN, 2023, value, "1", hidden=hidden))
        rows.append(Row(item, COUNTRY, 2023, "20", "1"))
    return Narrator(PHRASES, analysis_of(tuple(rows)))


@pytest.mark.parametrize(
    ("values", "caption"),
    [
        (("30", "20", "20"), "Onderwerp 0; bij de andere 2~onderwerpen geen aantoonbaar verschil"),
        (("30", "20"), "Onderwerp 0; bij het andere onderwerp geen aantoonbaar verschil"),
        (("30", "20", ""), "Onderwerp 0; bij 1~onderwerp geen aantoonbaar verschil"),
        (("30", "30"), "Onderwerp 0 en onderwerp 1"),
    ],
)
def test_a_caption_names_the_few_that_differ_and_counts_no_one_twice(values, caption):
    narrator = shown_and_not(*values)
    found = interval_caption(narrator, tuple(narrator.analysis.indicators)).replace("\u00a0", "~")
    assert found == f"Ongunstiger dan in Nederland: {caption[:1].lower()}{caption[1:]}"


def test_a_caption_counts_where_many_differ_and_says_all_only_when_all_are_judged():
    codes = tuple(f"a{number}" for number in range(5))
    every = interval_caption(shown_and_not(*["30"] * 5), codes)
    assert every == "Ongunstiger dan in Nederland bij alle 5\u00a0onderwerpen"
    four = interval_caption(shown_and_not(*["30"] * 4, ""), codes)
    assert four == "Ongunstiger dan in Nederland bij 4\u00a0onderwerpen"


def test_a_lead_counts_subjects_in_full_sentences():
    narrator = shown_and_not("30", "10", "20", "20")
    theme = narrator.analysis.indicators["a0"].theme
    assert narrator.theme_lead(theme).replace("\u00a0", " ") == (
        "Bij 1 van de 4 onderwerpen is het beeld in Voorbeeldstad gunstiger dan in Nederland en "
        "bij 1 ongunstiger. Bij de andere 2 onderwerpen is er geen aantoonbaar verschil."
    )


def test_the_summary_says_how_many_there_are_when_it_names_only_the_clearest():
    points = dict(shown_and_not(*["30"] * 6, "20").summary_points())
    text = points["Vergeleken met Nederland"].replace("\u00a0", " ")
    assert text.startswith("Ongunstiger dan in Nederland bij 6 van de 7 onderwerpen, het")
    assert text.count(" tegen ") == 3
    assert text.endswith("Geen enkel onderwerp is aantoonbaar gunstiger.")


def test_a_slide_names_one_finding_of_each_kind():
    points = dict(shown_and_not(*["30"] * 6, "20").summary_points(brief=True))
    text = points["Vergeleken met Nederland"].replace("\u00a0", " ")
    assert text.startswith("Ongunstiger dan in Nederland bij 6 van de 7 onderwerpen, het")
    assert text.count(" tegen ") == 1


def test_a_heading_over_a_figure_says_what_the_figure_says():
    rows = (
        Row(UNSAFE, TOWN, 2023, "38", "1"),
        Row(UNSAFE, TOWN, 2021, "44", "1"),
        Row(UNSAFE, REGION, 2023, "30", "1"),
    )
    narrator = Narrator(PHRASES, analysis_of(rows))
    assert narrator.indicator_message(UNSAFE.code).endswith("; gunstiger dan in\u00a02021")
    assert narrator.indicator_message(UNSAFE.code, Against.REGION).endswith(
        "; gunstiger dan in\u00a02021, maar ongunstiger dan in de regio"
    )


@pytest.mark.parametrize(
    ("margin", "years", "message"),
    [
        ("1", (2021, 2023), "38% van de inwoners voelt zich onveilig; gunstiger dan in\u00a02021"),
        ("", (2021, 2023), "Onveilig: 38% in 2023 en 44% in 2021"),
        ("", (2019, 2021, 2023), "Onveilig: 38% in 2023 en 45% in 2021"),
        ("", (2019, 2023), "38% van de inwoners voelt zich onveilig"),
    ],
)
def test_a_heading_over_a_trend_compares_nothing_over_a_break(margin, years, message):
    item = indicator("a0", "Onveilig", sentence="voelt zich onveilig")
    values = ("44", "45", "38") if len(years) > 2 else ("44", "38")
    rows = tuple(
        Row(item, TOWN, year, value, margin) for year, value in zip(years, values, strict=True)
    )
    assert Narrator(PHRASES, analysis_of(rows)).course_message(item.code) == message
