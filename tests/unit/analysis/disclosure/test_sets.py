"""The disclosure sets DS01 to DS13 of our risks page; DS07 stands in `test_together` too."""

from __future__ import annotations

import pytest

from support.analyses import run
from vmreport.analysis.disclosure.sheet import audit_sheet
from vmreport.analysis.findings import Against, CellKey, Hidden, NoVerdict, Outcome, Thresholds
from vmreport.survey.model import Absence

LIMITS = Thresholds(minimum_n=50, minimum_count=5)


def analysed(rows, limits=LIMITS, **options):
    settings = {"thresholds": limits, "country": "", "region": ""} | options
    return run(rows, **settings)


def reasons(rows, limits=LIMITS, **options):
    analysis, _ = analysed(rows, limits, **options)
    return {
        (key.edition, key.area): cell.reason
        for key, cell in analysis.cells.items()
        if isinstance(cell, Hidden)
    }


TOWN = """
2025 GM0001 onveilig 20 n=400
2025 WK000102 onveilig 15 n=150
2025 WK000103 onveilig 22 n=200
"""


@pytest.mark.parametrize(("n", "expected"), [(49, Absence.TOO_FEW), (50, None)])
def test_ds01_fewest_answers(n, expected):
    found = reasons(f"{TOWN}2025 WK000101 onveilig 30 n={n}")
    assert found == ({(2025, "WK000101"): expected} if expected else {})


@pytest.mark.parametrize(("k", "n_hidden"), [(4, 2), (5, 0), (95, 0), (96, 2)])
def test_ds02_smallest_count_and_its_complement(k, n_hidden):
    found = reasons(
        f"""
        2025 GM0001 onveilig {12 if k < 50 else 37} n=400
        2025 WK000101 onveilig {k} n=100 k={k}
        2025 WK000102 onveilig 15 n=120
        2025 WK000103 onveilig 20 n=180
        """
    )
    assert len(found) == n_hidden
    assert found.get((2025, "WK000101")) is (Absence.SMALL_COUNT if n_hidden else None)


@pytest.mark.parametrize("share", [0, 100])
@pytest.mark.parametrize("n", [" n=60", ""])
def test_ds03_everybody_or_nobody(share, n):
    found = reasons(f"{TOWN}2025 WK000101 onveilig {share}{n}")
    assert found[2025, "WK000101"] is Absence.SMALL_COUNT


def test_ds05_one_hidden_cell_among_siblings_without_their_total():
    rows = TOWN.replace("2025 GM0001 onveilig 20 n=400", "2025 GM0001 tevreden 20 n=400")
    assert set(reasons(f"{rows}2025 WK000101 onveilig 2 n=60")) == {(2025, "WK000101")}


def test_ds06_one_hidden_cell_with_a_total_takes_another_along():
    found = reasons(f"{TOWN}2025 WK000101 onveilig 2 n=60")
    assert found == {
        (2025, "WK000101"): Absence.SMALL_COUNT,
        (2025, "WK000102"): Absence.COMPLEMENT,
    }


REGION_OF_ONE = """
2025 RG01 onveilig 1 n=400
2025 GM0001 onveilig 1 n=400 k=4
"""


def test_ds07_a_region_of_one_municipality_tells_what_it_hides():
    found = reasons(REGION_OF_ONE.replace("RG01 onveilig 1 n=400", "RG01 onveilig 1.1 n=410"))
    assert set(found) == {(2025, "GM0001")}  # without the region in the report
    found = reasons(
        REGION_OF_ONE.replace("RG01 onveilig 1 n=400", "RG01 onveilig 1.3 n=410"), region="RG01"
    )
    assert found == {
        (2025, "GM0001"): Absence.SMALL_COUNT,
        (2025, "RG01"): Absence.COMPLEMENT,
    }


PAST = """
2025 GM0001 onveilig 20 18..22 n=400
2025 WK000101 onveilig 30 26..34 n=100
2025 WK000102 onveilig 15 12..18 n=120
2025 WK000103 onveilig 18 15..21 n=180
2023 GM0001 onveilig 20 18..22 n=400
2023 WK000101 onveilig 2 1..3 n=100
2023 WK000102 onveilig 25 22..28 n=120
2023 WK000103 onveilig 27 24..30 n=180
"""


def test_ds09_hidden_only_in_the_previous_edition():
    analysis, _ = analysed(PAST)
    assert set(reasons(PAST)) == {(2023, "WK000101"), (2023, "WK000102")}
    for area in ("WK000101", "WK000102"):
        found = analysis.comparison("onveilig", Against.PREVIOUS, area)
        assert found is not None
        assert (found.outcome, found.no_verdict) == (Outcome.UNKNOWN, NoVerdict.REFERENCE_HIDDEN)
        assert isinstance(found.reference, Hidden)


def test_ds11_nothing_hidden_is_ranked_or_compared():
    analysis, _ = analysed(PAST.replace("2025 WK000101 onveilig 30", "2025 WK000101 onveilig 2"))
    hidden = {key for key, cell in analysis.cells.items() if isinstance(cell, Hidden)}
    assert CellKey(2025, "WK000101", "onveilig") in hidden
    for found in analysis.comparisons.values():
        if {found.value.key, found.reference.key} & hidden:
            assert found.outcome is Outcome.UNKNOWN
    rankings = (analysis.ranking_country, analysis.ranking_region, analysis.ranking_previous)
    ranked = [item.comparison for each in rankings for item in (*each.strengths, *each.concerns)]
    assert not {item.value.key for item in ranked} & hidden


def test_ds13_a_chart_has_no_bar_and_no_number_of_it():
    """Charts get cells; that no byte of one depends on a hidden number is in `test_canaries`."""
    analysis, _ = analysed(PAST.replace("2025 WK000101 onveilig 30", "2025 WK000101 onveilig 2"))
    profile = analysis.profiles["onveilig"]
    shown = {item.value.key.area: item.value for item in profile.comparisons}
    assert isinstance(shown["WK000101"], Hidden)
    assert not hasattr(shown["WK000101"], "value")


def test_the_lp_audit_holds_for_what_was_decided():
    from support.surveys import make_survey
    from vmreport.analysis.publication import publication_of
    from vmreport.analysis.scope import find_scope
    from vmreport.errors import Problems

    for rows in (PAST, f"{TOWN}2025 WK000101 onveilig 2 n=60"):
        problems, survey = Problems(), make_survey(rows)
        scope = find_scope(
            survey,
            area="GM0001",
            edition=2025,
            country="",
            region="",
            previous_edition=None,
            problems=problems,
        )
        found = publication_of(survey, scope, LIMITS, problems)
        assert audit_sheet(found.sheet) == ()
