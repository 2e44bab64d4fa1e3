"""Which pairs are compared, what is told when dossier and figures do not meet, and the speed."""

from __future__ import annotations

import time
from decimal import Decimal

from support.analyses import FULL, run, told, verdicts
from support.surveys import area_of, indicator, make_survey
from vmreport.analysis.analyse import analyse
from vmreport.analysis.findings import (
    Against,
    CellKey,
    Hidden,
    NoVerdict,
    Outcome,
    Published,
    Thresholds,
    Valuation,
)
from vmreport.errors import Place, Problems
from vmreport.survey.model import (
    Absence,
    Area,
    AreaLevel,
    Estimate,
    Observation,
    ObservationKey,
)


def test_every_pair_of_a_full_survey_by_hand():
    analysis, problems = run(FULL)
    assert told(problems) == []
    assert analysis.previous_edition == 2023
    assert verdicts(analysis) == {
        ("GM0001", "nederland"): (Outcome.HIGHER, 2025),  # 39..43 against 34.7..35.3
        ("GM0001", "regio"): (Outcome.NO_DIFFERENCE, 2025),  # 39..43 against 39..41
        ("GM0001", "vorige"): (Outcome.NO_DIFFERENCE, 2023),
        ("GM0001", "eerste"): (Outcome.HIGHER, 2021),  # not 2019: another series
        ("WK000101", "gemeente"): (Outcome.HIGHER, 2025),  # 49..61 against 39..43
        ("WK000101", "vorige"): (Outcome.HIGHER, 2023),  # touching: 49 and 49
        ("WK000102", "gemeente"): (Outcome.NO_DIFFERENCE, 2025),
        ("WK000102", "vorige"): (Outcome.UNKNOWN, 2023),
    }


def test_the_past_of_a_ward_that_was_not_measured_is_missing_not_hidden():
    analysis, _ = run(FULL)
    found = analysis.comparison("onveilig", Against.PREVIOUS, area="WK000102")
    assert found is not None
    assert found.no_verdict is NoVerdict.REFERENCE_MISSING
    assert found.reference == Hidden(CellKey(2023, "WK000102", "onveilig"), Absence.MISSING)


def test_the_trend_shows_all_editions_and_the_break():
    analysis, _ = run(FULL)
    trend = analysis.trends["onveilig"]
    assert [cell.key.edition for cell in trend.cells] == [2019, 2021, 2023, 2025]
    assert trend.breaks == ((2019, 2021),)
    assert trend.since_previous is analysis.comparison("onveilig", Against.PREVIOUS)
    assert trend.since_first is analysis.comparison("onveilig", Against.FIRST)
    assert (analysis.editions, analysis.missing_editions) == ((2019, 2021, 2023, 2025), ())


def test_an_edition_in_which_the_question_was_not_asked_is_not_in_the_trend():
    rows = """
    2021 GM0001 onveilig - n=400
    2021 GM0001 tevreden 40 n=400
    2023 GM0001 onveilig 41 n=20
    2025 GM0001 onveilig 41 n=400
    """
    trend = run(rows, country="", region="")[0].trends["onveilig"]
    assert [cell.key.edition for cell in trend.cells] == [2023, 2025]
    assert trend.since_previous is not None
    assert trend.since_previous.no_verdict is NoVerdict.REFERENCE_HIDDEN
    assert trend.since_first is None


def test_editions_that_were_not_delivered_are_listed():
    analysis, _ = run(
        "2016 GM0001 onveilig 20 n=400\n2025 GM0001 onveilig 41 n=400", country="", region=""
    )
    assert analysis.missing_editions == (2017, 2019, 2021, 2023)


def test_without_an_earlier_edition_of_the_series_there_is_no_comparison_in_time():
    analysis, problems = run(
        "2019 GM0001 onveilig 20 +-1 n=400\n2021 GM0001 onveilig 41 +-1 n=400",
        edition=2021,
        country="",
        region="",
    )
    assert told(problems) == []
    assert analysis.previous_edition is None
    assert dict(analysis.comparisons) == {}


def test_an_older_previous_edition_may_be_chosen():
    analysis, _ = run(FULL, previous_edition=2021)
    assert verdicts(analysis)["GM0001", "vorige"] == (Outcome.HIGHER, 2021)
    assert ("GM0001", "eerste") not in verdicts(analysis)


def test_a_hidden_reference_gives_a_comparison_with_the_reason():
    rows = "2025 GM0001 onveilig 41 +-2 n=400\n2025 RG01 onveilig 40 +-2 n=30\n2025 NL01 onveilig ."
    analysis, _ = run(rows)
    for against in (Against.REGION, Against.COUNTRY):
        found = analysis.comparison("onveilig", against)
        assert found is not None
        assert found.no_verdict is NoVerdict.REFERENCE_HIDDEN


def test_what_was_not_delivered_of_a_reference_gives_no_comparison():
    rows = """
    2025 GM0001 onveilig 41 +-2 n=400
    2025 GM0001 tevreden 41 +-2 n=400
    2025 NL01 tevreden 40 +-1
    2025 NL01 onveilig -
    """
    analysis, problems = run(rows, region="")
    assert told(problems) == []
    assert analysis.comparison("onveilig", Against.COUNTRY) is None
    assert analysis.comparison("tevreden", Against.COUNTRY) is not None


def test_a_suppressed_indicator_counts_as_measured_and_an_unasked_one_does_not():
    rows = """
    2025 GM0001 tevreden - n=400
    2025 GM0001 onveilig 41 n=30
    2025 GM0001 contact .
    2025 GM0001 rommel ?
    """
    analysis, _ = run(rows, country="", region="")
    assert list(analysis.indicators) == ["onveilig", "contact"]
    assert analysis.cell("rommel") == Hidden(CellKey(2025, "GM0001", "rommel"), Absence.MISSING)
    assert analysis.cell("tevreden") == Hidden(
        CellKey(2025, "GM0001", "tevreden"), Absence.NOT_APPLICABLE
    )


def test_profiles_take_the_level_with_most_areas_in_order_of_code():
    rows = """
    2025 GM0001 onveilig 41 +-2 n=400
    2025 BU00010103 onveilig 50 +-2 n=90
    2025 BU00010101 onveilig . n=20
    2025 BU00010102 onveilig 30 +-2 n=90
    2025 WK000102 onveilig 40 +-2 n=90
    2025 WK000101 onveilig 45 +-2 n=90
    """
    analysis, _ = run(rows, country="", region="")
    profile = analysis.profiles["onveilig"]
    assert profile.level is AreaLevel.NEIGHBOURHOOD
    assert [item.value.key.area for item in profile.comparisons] == [
        "BU00010101",
        "BU00010102",
        "BU00010103",
    ]
    assert [item.outcome for item in profile.comparisons] == [
        Outcome.UNKNOWN,
        Outcome.LOWER,
        Outcome.HIGHER,
    ]


def test_one_ward_makes_no_profile():
    rows = "2025 GM0001 onveilig 41 n=400\n2025 WK000101 onveilig 45 n=90"
    assert dict(run(rows, country="", region="")[0].profiles) == {}


def test_local_areas_are_found_by_parent_by_code_or_by_the_only_municipality():
    areas = [
        Area("WK000202", "elders", AreaLevel.WARD),
        Area("Zuid", "Zuid", AreaLevel.VILLAGE),
        Area("WK000101", "zonder ouder", AreaLevel.WARD),
        Area("Noord", "Noord", AreaLevel.VILLAGE, "GM0001"),
        area_of("GM0001"),
    ]
    analysis, _ = run("2025 GM0001 onveilig 41 n=400", areas=areas, country="", region="")
    assert [area.code for area in analysis.local_areas] == ["Noord", "Zuid", "WK000101"]
    assert {area.parent for area in analysis.local_areas} == {"GM0001"}
    with_other = [*areas, area_of("GM0002")]
    analysis, _ = run("2025 GM0001 onveilig 41 n=400", areas=with_other, country="", region="")
    assert [area.code for area in analysis.local_areas] == ["Noord", "WK000101"]


def test_only_areas_of_the_report_are_in_the_analysis():
    rows = FULL + "2025 GM0002 onveilig 77.7 +-1 n=400\n2025 WK000201 onveilig 66.6 +-1 n=400"
    analysis, _ = run(rows)
    assert list(analysis.areas) == ["GM0001", "NL01", "RG01", "WK000101", "WK000102"]
    assert "77.7" not in repr(analysis)
    assert "66.6" not in repr(analysis)


def test_one_small_ward_hides_another_through_the_whole_analysis():
    rows = """
    2025 GM0001 onveilig 10 +-2 n=400
    2025 WK000101 onveilig 2.7182 +-1 n=100
    2025 WK000102 onveilig 13.3141 +-5 n=140
    2025 WK000103 onveilig 12 +-5 n=160
    """
    analysis, _ = run(rows, country="", region="", thresholds=Thresholds(minimum_count=5))
    assert analysis.cell("onveilig", "WK000101") == Hidden(
        CellKey(2025, "WK000101", "onveilig"), Absence.SMALL_COUNT
    )
    assert analysis.cell("onveilig", "WK000102") == Hidden(
        CellKey(2025, "WK000102", "onveilig"), Absence.COMPLEMENT
    )
    assert isinstance(analysis.cell("onveilig", "WK000103"), Published)
    for number in ("2.7182", "13.3141", "18.3141", "3.7182"):
        assert number not in repr(analysis)


def test_a_mark_is_valued_by_its_direction():
    rows = "2025 GM0001 cijfer 7.4 +-0.1 n=400\n2025 NL01 cijfer 7.2 +-0.1"
    analysis, _ = run(rows, region="")
    found = analysis.comparison("cijfer", Against.COUNTRY)
    assert found is not None
    assert (found.outcome, found.valuation) == (Outcome.HIGHER, Valuation.FAVOURABLE)
    assert [item.comparison for item in analysis.ranking_country.strengths] == [found]


def test_a_national_table_is_analysed_in_well_under_a_second():
    indicators = [indicator(f"i{number:03}") for number in range(200)]
    areas = [Area("NL01", "Nederland", AreaLevel.COUNTRY)]
    areas += [Area(f"GM{n:04}", f"G{n}", AreaLevel.MUNICIPALITY, "NL01") for n in range(1, 342)]
    areas += [Area(f"WK0001{n:02}", f"W{n}", AreaLevel.WARD, "GM0001") for n in range(30)]
    place = Place("landelijk.csv")
    estimate = Estimate(Decimal("35.2"), "35.2", Decimal("33.1"), Decimal("37.4"))
    observations = [
        Observation(ObservationKey(year, area.code, item.code), estimate, place, "CBS", 400)
        for year in (2019, 2021, 2023, 2025)
        for area in areas
        for item in indicators
    ]
    survey = make_survey(observations, indicators, areas)
    start = time.process_time()
    analysis = analyse(
        survey,
        area="GM0001",
        edition=2025,
        country="NL01",
        region="",
        previous_edition=None,
        thresholds=Thresholds(minimum_count=5),
        problems=Problems(),
    )
    spent = time.process_time() - start
    assert len(analysis.cells) == 32 * 200 * 4
    assert spent < 1.5
