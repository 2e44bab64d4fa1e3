"""Publication rules at their edges, for a cell by itself."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from support.surveys import indicator, row
from vmreport.analysis.findings import CellKey, Hidden, Published, Thresholds
from vmreport.analysis.suppression import answers_behind, is_guarded, publish
from vmreport.survey.model import Absence, AreaLevel, UnitKind

WARD, TOWN = AreaLevel.WARD, AreaLevel.MUNICIPALITY


def reason(text, limits, level=WARD, unit=UnitKind.PERCENT):
    seen = row(f"2023 WK000101 onveilig {text}")
    key = CellKey(2023, "WK000101", "onveilig")
    cell = publish(key, seen, indicator("onveilig", unit=unit), level, limits)
    return cell.reason if isinstance(cell, Hidden) else None


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("35 n=50", WARD, None),
        ("35 n=49", WARD, Absence.TOO_FEW),
        ("35 n=49", TOWN, Absence.TOO_FEW),
        ("35", TOWN, None),
        ("35", WARD, Absence.UNKNOWN),
    ],
)
def test_minimum_n_is_the_fewest_that_may_be_printed(text, level, expected):
    assert reason(text, Thresholds(), level) is expected


def test_a_minimum_of_zero_publishes_local_areas_without_n():
    assert reason("35", Thresholds(minimum_n=0)) is None


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("35 30..40 n=90", UnitKind.PERCENT, None),  # half is 5 exactly
        ("35 30..40.1 n=90", UnitKind.PERCENT, Absence.MARGIN_TOO_WIDE),
        ("35 34..44.1 n=90", UnitKind.PERCENT, Absence.MARGIN_TOO_WIDE),  # asymmetric: 10.1 wide
        ("35 n=90", UnitKind.PERCENT, None),
        ("6 0..10 n=90", UnitKind.MARK, None),
    ],
)
def test_maximum_margin_is_half_the_interval_of_a_percentage(text, unit, expected):
    limits = Thresholds(maximum_margin=Decimal(5))
    assert reason(text, limits, unit=unit) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 n=100", None),  # 5 of 100
        ("4.4 n=100", Absence.SMALL_COUNT),  # 4 of 100
        ("4.5 n=100", None),  # rounds half up to 5
        ("95 n=100", None),
        ("96 n=100", Absence.SMALL_COUNT),  # 4 say the opposite
        ("0 n=400", Absence.SMALL_COUNT),
        ("100 n=400", Absence.SMALL_COUNT),
        ("5 n=100 k=4", Absence.SMALL_COUNT),  # the delivered count goes before the derived one
        ("4 n=100 k=5", None),
        ("95 n=100 k=96", Absence.SMALL_COUNT),
        ("50 n=8", Absence.SMALL_COUNT),  # 4 and 4: disclosure before reliability
        ("0", Absence.SMALL_COUNT),
        ("100", Absence.SMALL_COUNT),
        ("40", Absence.UNKNOWN),  # cannot be tested
        ("40 k=3", Absence.SMALL_COUNT),
        ("40 k=30", Absence.UNKNOWN),  # the complement cannot be tested
    ],
)
def test_minimum_count_guards_value_and_complement(text, expected):
    assert reason(text, Thresholds(minimum_count=5)) is expected


@pytest.mark.parametrize("text", ["0", "100", "40"])
def test_above_the_local_areas_an_untested_number_stays(text):
    assert reason(text, Thresholds(minimum_count=5), AreaLevel.COUNTRY) is None


@pytest.mark.parametrize(
    ("n", "expected"), [(4, Absence.SMALL_COUNT), (5, Absence.TOO_FEW), (50, None)]
)
def test_of_a_mark_the_answers_themselves_are_counted(n, expected):
    assert reason(f"6.5 n={n}", Thresholds(minimum_count=5), unit=UnitKind.MARK) is expected


def test_disclosure_is_off_by_default():
    assert reason("0 n=400", Thresholds()) is None


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        (".", Absence.UNKNOWN),
        ("x", Absence.SECRET),
        ("?", Absence.MISSING),
        ("-", Absence.NOT_APPLICABLE),
    ],
)
def test_what_is_hidden_at_source_keeps_its_reason(symbol, expected):
    assert reason(f"{symbol} n=3", Thresholds(minimum_count=5)) is expected


def test_a_hidden_cell_has_no_room_for_a_number():
    assert [field.name for field in fields(Hidden)] == ["key", "reason"]


def test_a_published_cell_keeps_the_number_as_delivered():
    seen = row("2023 GM0001 onveilig 35.20 33.1..37.4 n=400")
    key = CellKey(2023, "GM0001", "onveilig")
    cell = publish(key, seen, indicator("onveilig"), TOWN, Thresholds())
    assert isinstance(cell, Published)
    assert (cell.text, cell.lower, cell.upper, cell.n) == (
        "35.20",
        Decimal("33.1"),
        Decimal("37.4"),
        400,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12.5 n=100", 13), ("12.4 n=100", 12), ("12.5 n=100 k=9", 9), ("12.5", None)],
)
def test_the_derived_count_rounds_half_up(text, expected):
    seen = row(f"2023 GM0001 onveilig {text}")
    assert answers_behind(seen, seen.value) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("4 n=900", UnitKind.COUNT, Absence.SMALL_COUNT),
        ("5 n=900", UnitKind.COUNT, None),
        ("5", UnitKind.COUNT, None),
        ("1.2 n=300", UnitKind.PER_100, Absence.SMALL_COUNT),  # 4 of 300
        ("1.5 n=300", UnitKind.PER_100, None),
        ("99 n=100", UnitKind.PER_100, None),  # there is no complement of a number per 100
        ("1.5 n=300 k=4", UnitKind.PER_100, Absence.SMALL_COUNT),
    ],
)
def test_counts_and_numbers_per_hundred_have_a_numerator_too(text, unit, expected):
    assert reason(text, Thresholds(minimum_count=5, minimum_n=0), unit=unit) is expected


@pytest.mark.parametrize(
    ("text", "limits", "expected"),
    [
        ("2 n=100", Thresholds(minimum_count=5), True),
        ("x", Thresholds(), True),
        ("40", Thresholds(minimum_count=5), True),  # could not be tested
        ("40", Thresholds(), False),  # only its reliability could not
        (".", Thresholds(minimum_count=5), False),
        ("40 n=30", Thresholds(minimum_count=5), False),
        ("40 n=90", Thresholds(minimum_count=5), False),
    ],
)
def test_only_what_the_disclosure_rule_hides_is_guarded(text, limits, expected):
    seen = row(f"2023 WK000101 onveilig {text}")
    cell = publish(CellKey(2023, "WK000101", "onveilig"), seen, indicator("onveilig"), WARD, limits)
    assert is_guarded(cell, seen, limits) is expected
