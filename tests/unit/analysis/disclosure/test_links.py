"""Which figures of one area belong together, and where that really holds."""

from __future__ import annotations

import pytest

from vmreport.analysis.disclosure.links import indicators_together, links_of
from vmreport.survey.model import Mixture, Part, Partition

QUESTION = Partition(("a", "b", "c"))
INSIDE = Partition(("a", "b"), "ab")
JUDGED = Mixture("all", (Part("judged", "none", is_rest=True),))
MEAN = Mixture("mean", (Part("s1", "w1"), Part("s2", "w2")))


def found(whole, **areas):
    """Give the areas in which a whole holds."""
    return [link.area for link in links_of((whole,), areas).links]


def test_answers_that_add_up_within_their_rounding_belong_together():
    assert found(QUESTION, w1={"a": 60.1, "b": 30.0, "c": 10.0}) == ["w1"]
    assert found(QUESTION, w1={"a": 60.2, "b": 30.0, "c": 10.0}) == []  # 3 x 0.05 and a little
    assert found(QUESTION, w1={"a": 60.0, "b": 30.0, "c": 8.0}) == []  # with 'weet niet' apart


def test_what_the_source_keeps_secret_is_the_rest():
    (link,) = links_of((QUESTION,), {"w1": {"a": 60.0, "b": 38.0, "c": None}}).links
    assert (dict(link.terms), link.right, link.is_whole) == ({"a": 1, "b": 1, "c": 1}, 100, True)
    assert links_of((QUESTION,), {"w1": {"a": 60.0, "b": 38.0, "c": None}}).worked_out == {
        ("w1", "c"): pytest.approx(2)
    }


def test_the_rest_cannot_be_less_than_nothing():
    assert found(QUESTION, w1={"a": 70.0, "b": 38.0, "c": None}) == []


def test_where_all_that_is_known_does_not_add_up_nothing_is_assumed():
    short = {"a": 60.0, "b": 30.0, "c": 5.0}
    secret = {"a": 60.0, "b": None, "c": 5.0}
    assert found(QUESTION, town=short, w1=secret) == []
    assert found(QUESTION, town={**short, "c": 10.0}, w1=secret) == ["town", "w1"]


def test_an_answer_that_was_never_delivered_is_free():
    (link,) = links_of((QUESTION,), {"w1": {"a": 60.0, "b": 30.0}}).links
    assert not link.is_whole
    assert "c" in link.terms


def test_one_answer_alone_says_nothing():
    assert found(QUESTION, w1={"a": 60.0}) == []
    assert found(QUESTION, w1={"a": None, "b": None, "c": None}) == []


def test_answers_make_up_the_indicator_that_is_named():
    assert found(INSIDE, w1={"a": 40.0, "b": 25.0, "ab": 65.1}) == ["w1"]
    assert found(INSIDE, w1={"a": 40.0, "b": 25.0, "ab": 66.0}) == []
    assert links_of((INSIDE,), {"w1": {"a": 40.0, "b": None, "ab": 65.0}}).worked_out == {
        ("w1", "b"): pytest.approx(25)
    }


def test_a_share_of_everybody_is_that_of_those_with_an_opinion_times_how_many_they_are():
    values = {"all": 45.0, "judged": 50.0, "none": 10.0}
    (link,) = links_of((JUDGED,), {"w1": values}).links
    assert sum(by * values[code] for code, by in link.terms.items()) == pytest.approx(link.right)
    # a point more without an opinion costs everybody half a point
    assert link.terms["none"] == pytest.approx(0.5)
    assert found(JUDGED, w1={**values, "all": 47.0}) == []


@pytest.mark.parametrize("code", ["all", "judged", "none"])
def test_the_third_figure_is_worked_out_from_the_two_others(code):
    values = {"all": 45.0, "judged": 50.0, "none": 10.0}
    made = links_of((JUDGED,), {"w1": {**values, code: None}})
    assert made.worked_out == {("w1", code): pytest.approx(values[code])}
    assert len(made.links) == 1


def test_of_two_unknown_figures_nothing_is_said():
    assert found(JUDGED, w1={"all": 45.0, "judged": None, "none": None}) == []


def test_a_mean_is_weighed_by_the_size_of_its_parts():
    values = {"mean": 62.0, "s1": 70.0, "w1": 60.0, "s2": 50.0, "w2": 40.0}
    assert found(MEAN, w1=values) == ["w1"]
    assert found(MEAN, w1={**values, "mean": 65.0}) == []


def test_lines_that_say_the_same_do_not_cross():
    """The answers of those with an opinion add up to 100,1; their lines may not fix the size."""
    wholes = (
        Partition(("x", "y", "none")),
        Partition(("xj", "yj")),
        Mixture("x", (Part("xj", "none", is_rest=True),)),
        Mixture("y", (Part("yj", "none", is_rest=True),)),
    )
    values = {"x": 45.0, "y": 45.1, "none": 9.9, "xj": 50.0, "yj": 50.1}
    links = links_of(wholes, {"w1": values}).links
    lines = [link for link in links if isinstance(link.whole, Mixture)]
    together = sum(link.terms["none"] for link in lines)
    assert together == pytest.approx(1, abs=1e-12)


def test_indicators_hang_together_through_each_other():
    wholes = (QUESTION, INSIDE, JUDGED)
    groups = indicators_together(wholes, ["a", "ab", "none", "c", "z"])
    assert {frozenset(group) for group in groups} == {
        frozenset({"a", "ab", "c"}),
        frozenset({"none"}),
        frozenset({"z"}),
    }
