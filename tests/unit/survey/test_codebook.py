"""The codebook holds every indicator of the survey once, and finds it by what files call it."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter

import pytest

from support.shared import shared_data
from vmreport.errors import ImpossibleError
from vmreport.survey.codebook import load_codebook, table_columns
from vmreport.survey.codebook_toml import read_rows
from vmreport.survey.model import Direction, Indicator, Series, UnitKind, series_of

CODEBOOK = load_codebook()
INDICATORS = tuple(CODEBOOK.indicators.values())


def codes(*args: object, **kwargs: object) -> list[str]:
    return [item.code for item in CODEBOOK.find(*args, **kwargs)]


def test_every_column_of_the_statline_table_is_there_exactly_once() -> None:
    columns = table_columns()

    assert list(range(1, 225)) == list(columns)
    assert len(set(columns.values())) == 224
    assert all(Series.B in CODEBOOK.indicators[code].series for code in columns.values())


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "voorzieningen_straten"),
        (7, "cohesie_kennen_nauwelijks"),
        (15, "sociale_cohesie"),
        (33, "overlast_jongeren"),
        (50, "onveilig_buurt"),
        (60, "rapportcijfer_veiligheid"),
        (68, "slachtoffer_traditioneel"),
        (73, "slachtoffer_geweld_dader"),
        (87, "slachtoffer_seksueel_geweld"),
        (96, "slachtoffer_woninginbraak"),
        (98, "slachtoffer_woninginbraak_melding"),
        (99, "slachtoffer_woninginbraak_aangifte"),
        (131, "slachtoffer_vernieling_aangifte"),
        (135, "slachtoffer_online_aangifte"),
        (136, "slachtoffer_online_fraude"),
        (153, "slachtoffer_phishing"),
        (157, "slachtoffer_hacken"),
        (173, "slachtoffer_online_pesten_dader"),
        (187, "slachtoffer_online_overig"),
        (195, "politie_contact_tevreden"),
        (224, "digitaal_som"),
    ],
)
def test_a_column_stands_where_the_table_has_it(number: int, code: str) -> None:
    assert code == table_columns()[number]


def test_a_victim_block_is_written_out_in_words() -> None:
    main = CODEBOOK.indicators["slachtoffer_fietsdiefstal"]
    reported = CODEBOOK.indicators["slachtoffer_fietsdiefstal_aangifte"]

    assert main.name == "Slachtoffers fietsdiefstal"
    assert main.sentence == "was in de afgelopen 12 maanden slachtoffer van fietsdiefstal"
    assert (
        main.direction,
        main.unit_label,
        main.conditional,
    ) == (Direction.HIGHER_IS_WORSE, "%", False)
    assert reported.name == "Fietsdiefstal: aangifte bij politie"
    assert (
        reported.unit_label,
        reported.base,
    ) == ("% slachtoffers", "slachtoffers van fietsdiefstal")
    assert (
        reported.direction,
        reported.conditional,
        reported.sentence,
    ) == (Direction.NEUTRAL, True, "deed aangifte bij de politie")
    assert reported.short == "Aangifte van fietsdiefstal"
    assert main.heading == "werd slachtoffer van fietsdiefstal"
    assert (
        "Traditionele criminaliteit/Vermogensdelicten/Fietsdiefstal/AangifteBijPolitie"
        in reported.statline
    )


def test_knowing_few_neighbours_counts_as_unfavourable() -> None:
    assert Direction.HIGHER_IS_WORSE is CODEBOOK.indicators["cohesie_kennen_nauwelijks"].direction
    assert Direction.HIGHER_IS_BETTER is CODEBOOK.indicators["cohesie_prettig"].direction


def test_a_code_serves_both_series_only_when_nothing_differs() -> None:
    both = {Series.A, Series.B}

    assert both == CODEBOOK.indicators["onveilig_buurt"].series
    assert both == CODEBOOK.indicators["rapportcijfer_leefbaarheid"].series
    assert both == CODEBOOK.indicators["overlast_hondenpoep"].series
    assert {Series.B} == CODEBOOK.indicators["voorzieningen_jongeren"].series
    assert {Series.A} == CODEBOOK.indicators["voorzieningen_jongeren_2012"].series
    assert {Series.B} == CODEBOOK.indicators["overlast_sociaal"].series
    assert {Series.A} == CODEBOOK.indicators["slachtoffer_traditioneel_2012"].series


def test_the_victim_questions_of_the_two_series_are_never_one_code() -> None:
    for item in INDICATORS:
        if item.theme in {"traditionele_criminaliteit", "online_criminaliteit"}:
            assert len(item.series) == 1, item.code


@pytest.mark.parametrize("series", list(Series))
def test_short_labels_are_unique_within_a_theme(series: Series) -> None:
    labels = Counter(
        (item.theme, item.short, item.unit_label) for item in INDICATORS if series in item.series
    )

    assert [label for label, count in labels.items() if count > 1] == []


def test_short_labels_fit_a_chart_row() -> None:
    assert [item.short for item in INDICATORS if not 3 <= len(item.short) <= 40] == []


def test_every_theme_has_two_to_four_key_figures_per_series() -> None:
    for theme in CODEBOOK.themes:
        if theme.id == "lokaal":
            continue
        for series in Series:
            found = [
                item.code
                for item in CODEBOOK.by_theme(theme.id)
                if item.headline and series in item.series
            ]
            assert 1 <= len(found) <= 4, (theme.id, series, found)


def test_a_key_figure_has_a_direction_unless_it_counts_precautions() -> None:
    neutral = {
        item.code for item in INDICATORS if item.headline and item.direction is Direction.NEUTRAL
    }

    assert {"woning_maatregelen_som", "technopreventief_som_2012"} == neutral


def test_every_indicator_says_among_whom_or_that_it_is_not_established() -> None:
    assert [item.code for item in INDICATORS if not item.base and not item.certainty] == []


def test_a_part_of_the_population_is_never_called_the_residents() -> None:
    for item in INDICATORS:
        if item.conditional:
            assert "inwoners" not in item.sentence, item.code
            assert item.base != "inwoners van 15 jaar en ouder", item.code


def test_a_clause_can_follow_its_group_or_name_what_is_scored() -> None:
    scored = {UnitKind.SCORE, UnitKind.MARK, UnitKind.SUM_SCORE, UnitKind.INDEX}
    for item in INDICATORS:
        for clause in filter(None, (item.sentence, item.heading)):
            assert item.unit in scored | {UnitKind.PERCENT}, item.code
            assert clause[0].islower() or clause[0] == "’", item.code
            assert not clause.endswith("."), item.code
            assert "'" not in clause, item.code


def test_every_mark_and_score_says_what_it_is_given_for() -> None:
    scored = {UnitKind.SCORE, UnitKind.MARK, UnitKind.SUM_SCORE, UnitKind.INDEX}
    assert [item.code for item in INDICATORS if item.unit in scored and not item.sentence] == []


def test_a_clause_for_headings_is_shorter_and_only_there_where_there_is_a_clause() -> None:
    for item in INDICATORS:
        if item.heading:
            assert len(item.heading) < len(item.sentence), item.code


def test_unit_labels_agree_with_the_kind_of_unit() -> None:
    for item in INDICATORS:
        assert (item.unit is UnitKind.PERCENT) == item.unit_label.startswith("%"), item.code


def test_every_vm_figure_that_was_published_is_recognised() -> None:
    with shared_data("vm_published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["theme"] != "Onderzoeksverantwoording"]
    names = {(row["indicator"], row["unit"], series_of(int(row["edition"]))) for row in rows}

    missed = [
        (name, codes(*name)) for name in sorted(names, key=str) if len(CODEBOOK.find(*name)) != 1
    ]

    assert missed == []
    assert len(names) > 80


def test_every_heading_of_the_statline_export_is_recognised() -> None:
    path = shared_data("statline", "81877NED_provincies_2013-2017.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings = next(csv.reader(file, delimiter=";"))[3:]
    found = [codes(*_split(heading), Series.A) for heading in headings]

    assert found == [
        ["onveilig_weleens"],
        ["onveilig_buurt"],
        ["criminaliteit_veel"],
        ["criminaliteit_toegenomen"],
        ["rapportcijfer_veiligheid"],
        ["plek_uitgaan_2012"],
        ["plek_jongeren_2012"],
        ["plek_centrum_2012"],
        ["respectloos_straat_2012"],
    ]


def _split(heading: str) -> tuple[str, str]:
    """Cut the last balanced bracket off a StatLine heading."""
    depth = 0
    for position in range(len(heading) - 1, -1, -1):
        depth += (heading[position] == ")") - (heading[position] == "(")
        if depth == 0:
            return heading[:position], heading[position + 1 : -1]
    raise AssertionError(heading)


@pytest.mark.parametrize(
    ("name", "unit", "series", "code"),
    [
        ("onveilig_buurt", "", None, "onveilig_buurt"),
        ("VoeltZichWeleensOnveiligInBuurt", "", Series.B, "onveilig_buurt"),
        ("voelt zich  WEL EENS onveilig in buurt ", "%", Series.B, "onveilig_buurt"),
        ("DoorOnbekendenOpStraat", "", Series.B, "respectloos_straat"),
        ("Hondenpoep", "% 'veel overlast'", Series.A, "overlast_hondenpoep"),
        ("Hondenpoep", "% komt wel eens voor", Series.A, "hondenpoep_komt_voor"),
        ("Hondenpoep", "%", Series.B, "overlast_hondenpoep"),
        ("SocialeCohesieSchaalscore", "schaalscore", Series.B, "sociale_cohesie"),
        (
            "Rapportcijfer leefbaarheid woonbuurt",
            "rapportcijfer (1-10)",
            Series.B,
            "rapportcijfer_leefbaarheid",
        ),
        (
            "Veiligheid/Traditionele criminaliteit/Geweldsdelicten/Bedreiging/Slachtoffers",
            "%",
            Series.B,
            "slachtoffer_bedreiging",
        ),
        (
            "Online criminaliteit/Bedreiging en intimidatie/Bedreiging/Slachtoffers",
            "%",
            Series.B,
            "slachtoffer_online_bedreiging",
        ),
        (
            "Burgers en politie/Reden contact met politie/Handhaving",
            "",
            Series.B,
            "politie_reden_handhaving",
        ),
        ("VVEILIGVOELEN_P", "%", Series.A, "onveilig_buurt"),
    ],
)
def test_spelling_drift_leads_to_one_indicator(
    name: str, unit: str, series: Series | None, code: str
) -> None:
    assert [code] == codes(name, unit, series)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    name = "Hacken apparaat - oorzaak hack: geïnfecteerde usb/harde schijf gebruikt"

    for form in ("NFC", "NFD"):
        assert codes(unicodedata.normalize(form, name)) == ["hacken_apparaat_usb"]


@pytest.mark.parametrize("name", ["Slachtoffers", "MeldingBijPolitie", "Totaal", "Aangifte", ""])
def test_a_name_that_says_nothing_finds_nothing(name: str) -> None:
    assert codes(name, "", Series.B) == []


def test_another_unit_is_another_indicator() -> None:
    assert codes("Hondenpoep", "rapportcijfer") == []
    assert codes("Straatverlichting", "% (helemaal) mee eens", Series.B) == []


def test_without_a_unit_the_ambiguity_is_shown() -> None:
    assert codes("Hondenpoep", "", Series.A) == ["overlast_hondenpoep", "hondenpoep_komt_voor"]


def test_every_code_name_and_path_finds_its_own_indicator() -> None:
    for item in INDICATORS:
        for series in item.series:
            for name in (item.code, item.name, item.short, *item.aliases, *item.statline):
                assert (item,) == CODEBOOK.find(name, item.unit_label, series), (item.code, name)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("onveilig_burt", "onveilig_buurt"),
        ("Voelt zich weleens onveilg in buurt", "Voelt zich weleens onveilig in buurt"),
        ("qqqqqqqq", ""),
    ],
)
def test_a_typing_error_is_answered_with_the_nearest_name(written: str, meant: str) -> None:
    assert meant == CODEBOOK.suggest(written)


def test_local_questions_join_their_theme_and_leave_the_codebook_alone() -> None:
    local = Indicator(
        code="lokaal_park",
        name="Veiligheid in het park",
        short="Park",
        unit=UnitKind.PERCENT,
        unit_label="%",
        base="inwoners van 15 jaar en ouder",
        direction=Direction.HIGHER_IS_BETTER,
        theme="veiligheidsbeleving",
        subtheme="Parken",
        field="1",
        field_theme="subjectieve veiligheid",
        series=frozenset(Series),
        is_local=True,
    )
    extended = CODEBOOK.with_local((local,))

    assert local is extended.by_theme("veiligheidsbeleving")[-1]
    assert (local,) == extended.find("Veiligheid in het park")
    assert "lokaal_park" not in CODEBOOK.indicators


def test_themes_and_fields_are_found_by_id() -> None:
    assert CODEBOOK.theme("veiligheidsbeleving").name == "Veiligheidsbeleving"
    assert CODEBOOK.field("3").name == "Jeugd en veiligheid"
    with pytest.raises(KeyError):
        CODEBOOK.theme("bestaat_niet")


def test_an_unknown_key_in_a_codebook_file_is_refused(tmp_path) -> None:
    path = tmp_path / "fout.toml"
    path.write_text('[[groep]]\nthema = "politie"\nkleur = "rood"\nindicator = []\n', "utf-8")

    with pytest.raises(ImpossibleError, match="kleur"):
        list(read_rows(path))
