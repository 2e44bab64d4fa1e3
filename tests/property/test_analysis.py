"""What holds for every survey: no hidden number, no order of rows, no verdict out of noise."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.surveys import TOWN, surveys
from vmreport.analysis.analyse import analyse
from vmreport.analysis.findings import (
    CellKey,
    Hidden,
    Outcome,
    Published,
    SignificanceRule,
    Thresholds,
    Valuation,
)
from vmreport.analysis.significance import RULES_BY_NAME, compare_difference, compare_intervals
from vmreport.errors import Place, Problems
from vmreport.survey.model import Estimate, Survey, series_of

FEWER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MIRROR = {Outcome.HIGHER: Outcome.LOWER, Outcome.LOWER: Outcome.HIGHER}

decimals = st.decimals(0, 100, places=1)
halves = st.decimals(0, 20, places=1)
limits = st.builds(
    Thresholds,
    rule=st.sampled_from(SignificanceRule),
    minimum_n=st.sampled_from([0, 50, 100]),
    maximum_margin=st.none() | st.just(Decimal(1)),
    minimum_count=st.sampled_from([0, 1, 5, 20]),
)
rules = pytest.mark.parametrize("rule", list(SignificanceRule))


@st.composite
def cells(draw, code="GM0001"):
    value, below, above = draw(decimals), draw(halves), draw(halves)
    key = CellKey(2023, code, "onveilig")
    return Published(key, value, value - below, value + above, 400, "CBS", Place("x.csv"))


def run(survey, thresholds, edition=None):
    return analyse(
        survey,
        area=TOWN,
        edition=edition or survey.editions[-1],
        country="NL01",
        region="RG01",
        previous_edition=None,
        thresholds=thresholds,
        problems=Problems(),
    )


@rules
@given(value=cells(), reference=cells("NL01"))
def test_swapping_the_sides_swaps_the_sign(rule, value, reference):
    verdict = RULES_BY_NAME[rule]
    found = verdict(value, reference)
    assert verdict(reference, value) is MIRROR.get(found, found)


@rules
@given(value=cells(), reference=cells("NL01"), below=halves, above=halves)
def test_a_wider_interval_never_makes_a_verdict(rule, value, reference, below, above):
    verdict = RULES_BY_NAME[rule]
    wider = replace(value, lower=value.lower - below, upper=value.upper + above)
    if verdict(value, reference) is Outcome.NO_DIFFERENCE:
        assert verdict(wider, reference) is Outcome.NO_DIFFERENCE


@given(value=cells(), reference=cells("NL01"))
def test_what_the_intervals_tell_apart_the_difference_test_does_too(value, reference):
    found = compare_intervals(value, reference)
    if found is not Outcome.NO_DIFFERENCE:
        assert compare_difference(value, reference) is found


@rules
@given(value=cells(), reference=cells("NL01"))
def test_the_sign_is_that_of_the_numbers(rule, value, reference):
    found = RULES_BY_NAME[rule](value, reference)
    if found is Outcome.HIGHER:
        assert value.value > reference.value
    if found is Outcome.LOWER:
        assert value.value < reference.value


@FEWER
@given(survey=surveys(), thresholds=limits)
def test_a_hidden_number_is_nowhere_in_the_analysis(survey, thresholds):
    analysis = run(survey, thresholds)
    text = repr(analysis)
    for key, cell in analysis.cells.items():
        seen = survey.get(key.edition, key.area, key.indicator)
        assert seen is not None
        if isinstance(cell, Hidden) and isinstance(seen.value, Estimate):
            # value and both bounds of a cell end in three digits that no other cell has
            canary = str(seen.value.value)[-3:]
            assert not re.search(rf"\.\d{canary}(?!\d)", text)


@FEWER
@given(survey=surveys(), thresholds=limits, data=st.data())
def test_the_order_of_the_rows_does_not_matter(survey, thresholds, data):
    shuffled = Survey(
        indicators=survey.indicators,
        areas=dict(data.draw(st.permutations(list(survey.areas.items())))),
        observations=dict(data.draw(st.permutations(list(survey.observations.items())))),
        editions=survey.editions,
    )
    assert repr(run(shuffled, thresholds)) == repr(run(survey, thresholds))


@FEWER
@given(survey=surveys(), thresholds=limits)
def test_every_comparison_keeps_the_rules(survey, thresholds):
    analysis = run(survey, thresholds)
    for (key, against), found in analysis.comparisons.items():
        assert (found.value.key, found.against) == (key, against)
        assert series_of(found.reference.key.edition) is series_of(key.edition)
        assert (found.no_verdict is not None) == (found.outcome is Outcome.UNKNOWN)
        if isinstance(found.value, Hidden) or isinstance(found.reference, Hidden):
            assert found.outcome is Outcome.UNKNOWN
    for ranking in (
        analysis.ranking_country,
        analysis.ranking_region,
        analysis.ranking_previous,
    ):
        for ranked in ranking.strengths:
            assert ranked.comparison.valuation is Valuation.FAVOURABLE
        for ranked in ranking.concerns:
            assert ranked.comparison.valuation is Valuation.UNFAVOURABLE
        if thresholds.rule is SignificanceRule.CBS_INTERVALS:
            assert all(item.strength >= 0 for item in ranking.strengths + ranking.concerns)


@FEWER
@given(survey=surveys(), thresholds=limits, edition=st.integers(2010, 2030))
def test_analysis_raises_nothing_for_content(survey, thresholds, edition):
    problems = Problems()
    analysis = analyse(
        survey,
        area="GM0002",
        edition=edition,
        country="",
        region="XX",
        previous_edition=edition - 2,
        thresholds=thresholds,
        problems=problems,
    )
    assert not analysis.cells
    assert [item.code for item in problems.blocking] == ["E250"]
