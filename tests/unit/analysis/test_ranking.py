"""Order of strengths and concerns, worked by hand."""

from __future__ import annotations

from decimal import Decimal

from support.surveys import indicator, make_survey
from vmreport.analysis.analyse import analyse
from vmreport.analysis.findings import Against, SignificanceRule, Thresholds, Valuation
from vmreport.analysis.ranking import LEAST_HALF_WIDTH, MOST_PER_SUBTHEME, strength_of
from vmreport.errors import Problems
from vmreport.survey.model import Direction


def ranking(rows, indicators, rule=SignificanceRule.CBS_INTERVALS):
    found = analyse(
        make_survey(rows, indicators),
        area="GM0001",
        edition=2023,
        country="NL01",
        region="",
        previous_edition=None,
        thresholds=Thresholds(rule=rule),
        problems=Problems(),
    )
    return found.ranking_country


def codes(ranked):
    return [item.comparison.indicator.code for item in ranked]


def pair(code, value, half, reference="30", other="0.3"):
    """Give two rows: the municipality and the country."""
    return (
        f"2023 GM0001 {code} {value} +-{half} n=400\n2023 NL01 {code} {reference} +-{other} n=9000"
    )


def test_strength_is_the_gap_in_pooled_margins():
    # 40 +-3 against 30 +-4: gap 10 - 3 - 4 = 3, pooled sqrt(9 + 16) = 5
    found = ranking(pair("a", "40", "3", "30", "4"), [indicator("a")])
    assert [item.strength for item in found.concerns] == [Decimal("0.6")]


def test_touching_intervals_have_strength_zero():
    found = ranking(pair("a", "37", "3", "30", "4"), [indicator("a")])
    assert [item.strength for item in found.concerns] == [Decimal(0)]


def test_a_sure_small_difference_goes_before_an_unsure_large_one():
    # a: gap 15 - 12 - 0.3 = 2.7 over 12.0; b: gap 3 - 1 - 0.3 = 1.7 over 1.04
    rows = pair("a", "45", "12") + "\n" + pair("b", "33", "1")
    assert codes(ranking(rows, [indicator("a"), indicator("b")]).concerns) == ["b", "a"]


def test_a_large_difference_within_the_margins_does_not_enter():
    rows = pair("a", "55", "25") + "\n" + pair("b", "31.4", "1")
    found = ranking(rows, [indicator("a"), indicator("b")])
    assert (codes(found.strengths), codes(found.concerns)) == ([], ["b"])


def test_direction_decides_the_side_and_neutral_indicators_stay_out():
    indicators = [
        indicator("worse"),
        indicator("better", Direction.HIGHER_IS_BETTER),
        indicator("neutral", Direction.NEUTRAL),
    ]
    found = ranking("\n".join(pair(item.code, "40", "2") for item in indicators), indicators)
    assert (codes(found.strengths), codes(found.concerns)) == (["better"], ["worse"])


def test_ties_stand_in_codebook_order():
    indicators = [indicator(code) for code in ("c", "a", "b")]
    rows = "\n".join(pair(code, "40", "2") for code in ("a", "b", "c"))
    assert codes(ranking(rows, indicators).concerns) == ["c", "a", "b"]


def test_two_of_a_subtheme_go_first_and_nothing_is_left_out():
    indicators = [indicator(code, subtheme="overlast") for code in "abc"]
    indicators += [indicator("d", subtheme="politie"), indicator("e", subtheme="politie")]
    values = {"a": "50", "b": "48", "c": "46", "d": "44", "e": "42"}
    rows = "\n".join(pair(code, value, "2") for code, value in values.items())
    assert MOST_PER_SUBTHEME == 2
    assert codes(ranking(rows, indicators).concerns) == ["a", "b", "d", "e", "c"]


def test_margins_printed_as_zero_do_not_divide_by_zero():
    found = ranking(pair("a", "30.1", "0", "30", "0"), [indicator("a")])
    assert [item.strength for item in found.concerns] == [Decimal("0.1") / LEAST_HALF_WIDTH]


def test_under_the_difference_test_overlapping_intervals_rank_below_touching():
    # 35 +-3 against 30 +-4 overlap by 2 over 5
    rows = pair("a", "35", "3", "30", "4") + "\n" + pair("b", "37", "3", "30", "4")
    found = ranking(rows, [indicator("a"), indicator("b")], SignificanceRule.DIFFERENCE_TEST)
    assert codes(found.concerns) == ["b", "a"]
    assert found.concerns[1].strength == Decimal("-0.4")


def test_a_hidden_side_never_ranks():
    rows = "2023 GM0001 a 90 +-1 n=40\n2023 NL01 a 30 +-1 n=9000"
    found = ranking(rows, [indicator("a")])
    assert (found.strengths, found.concerns) == ((), ())


def test_a_comparison_without_verdict_has_no_strength():
    found = analyse(
        make_survey("2023 GM0001 a 90 n=400\n2023 NL01 a 30 +-1", [indicator("a")]),
        area="GM0001",
        edition=2023,
        country="NL01",
        region="",
        previous_edition=None,
        thresholds=Thresholds(),
        problems=Problems(),
    )
    comparison = found.comparison("a", Against.COUNTRY)
    assert comparison is not None
    assert comparison.valuation is Valuation.NEUTRAL
    assert strength_of(comparison) is None
