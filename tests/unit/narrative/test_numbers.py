"""Printed numbers: the examples of the docstrings, edges of rounding, fixed shapes."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal

import pytest

from vmreport.narrative import numbers, phrases, sentences, voice
from vmreport.narrative.numbers import (
    format_date,
    format_interval,
    format_value,
    interval_short,
    n_band,
    share_in_words,
    whole_number,
)
from vmreport.survey.model import UnitKind


@pytest.mark.parametrize("module", [numbers, phrases, sentences, voice])
def test_the_examples_in_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("text", "places", "printed"),
    [
        ("62.5", 0, "63%"),
        ("2.5", 0, "3%"),
        ("12.45", 1, "12,5%"),
        ("0.285", 2, "0,29%"),
        ("1.005", 2, "1,01%"),
        ("-0.04", 1, "0,0%"),
        ("-0.05", 1, "−0,1%"),
        ("99.95", 1, "100,0%"),
        ("0", 0, "0%"),
        ("35.2295870248644", 0, "35%"),
    ],
)
def test_rounding_edges(text, places, printed):
    assert format_value(Decimal(text), UnitKind.PERCENT, places=places) == printed


def test_marks_and_scores_keep_one_decimal_and_counts_none():
    assert format_value(Decimal("6.95"), UnitKind.MARK, places=0) == "7,0"
    assert format_value(Decimal("6.25"), UnitKind.SCORE, places=0) == "6,3"
    assert format_value(Decimal(1234567), UnitKind.COUNT, places=1) == "1.234.567"


def test_a_whole_number_has_points_between_thousands():
    assert whole_number(999) == "999"
    assert whole_number(1000) == "1.000"


@pytest.mark.parametrize(
    ("n", "band"),
    [(0, "minder dan 50"), (49, "minder dan 50"), (50, "50–99"), (99, "50–99"), (100, "100–249"),
     (249, "100–249"), (250, "250–499"), (499, "250–499"), (500, "500–999"), (999, "500–999"),
     (1000, "1.000 of meer")],
)  # fmt: skip
def test_bands_at_their_edges(n, band):
    assert n_band(n) == band


def test_an_interval_with_a_negative_bound_is_not_written_with_a_dash():
    short = interval_short(Decimal("-1.2"), Decimal("3.4"), UnitKind.INDEX, 1)
    assert short == "−1,2 tot 3,4"
    words = format_interval(Decimal("0.3"), Decimal("0.9"), UnitKind.PERCENT, 1)
    assert words == "tussen 0,3% en 0,9%"


def test_every_month_has_its_dutch_name():
    printed = {format_date(date(2024, month, 1)).split("\u00a0")[1] for month in range(1, 13)}
    assert len(printed) == 12
    assert format_date(date(2023, 8, 31)) == "31\u00a0augustus 2023"


@pytest.mark.parametrize("value", ["-0.1", "100.1"])
def test_a_share_outside_nought_and_a_hundred_is_refused(value):
    with pytest.raises(ValueError, match="geen percentage"):
        share_in_words(Decimal(value))
