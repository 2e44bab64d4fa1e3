"""Verdicts, worked by hand; the CBS figures are those of Veiligheidsmonitor 2019, appendix 2."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest

from support.shared import shared_data
from support.surveys import indicator
from vmreport.analysis.findings import (
    Against,
    CellKey,
    Hidden,
    NoVerdict,
    Outcome,
    Published,
    SignificanceRule,
    Valuation,
)
from vmreport.analysis.significance import (
    compare,
    compare_difference,
    compare_intervals,
    value_outcome,
)
from vmreport.errors import Place
from vmreport.survey.model import Absence, Direction

H, L, N, U = Outcome.HIGHER, Outcome.LOWER, Outcome.NO_DIFFERENCE, Outcome.UNKNOWN


def cell(value: str, lower: str | None, upper: str | None, edition: int = 2023) -> Published:
    return Published(
        CellKey(edition, "GM0001", "onveilig"),
        Decimal(value),
        None if lower is None else Decimal(lower),
        None if upper is None else Decimal(upper),
        400,
        "CBS",
        Place("x.csv"),
    )


@pytest.mark.parametrize(
    ("value", "reference", "expected"),
    [
        (("78.7", "78.4", "79.0"), ("77.5", "77.1", "77.9"), H),  # lighting 2019 / 2012: +
        (("78.7", "78.4", "79.0"), ("77.4", "77.1", "77.7"), H),  # lighting 2019 / 2017: +
        (("25.2", "24.9", "25.5"), ("24.2", "23.8", "24.6"), H),  # youth 2019 / 2012: +
        (("25.2", "24.9", "25.5"), ("25.1", "24.8", "25.4"), N),  # youth 2019 / 2017: .
        (("30", "28", "32"), ("34", "32", "36"), L),  # touching is different
        (("34", "32", "36"), ("30", "28", "32"), H),
        (("30", "28", "32.01"), ("34", "32", "36"), N),  # just over the bound
        (("0.5", "0.3", "0.9"), ("1.3", "0.4", "4.2"), N),  # asymmetric, as CBS prints them
        (("0.3", "0.2", "0.4"), ("1.3", "0.4", "4.2"), L),
        (("12", "12", "12"), ("12", "12", "12"), N),  # equal numbers never differ
        (("12.1", "12.1", "12.1"), ("12", "12", "12"), H),
    ],
)
def test_intervals_that_touch_or_lie_apart_differ(value, reference, expected):
    assert compare_intervals(cell(*value), cell(*reference)) is expected


@pytest.mark.parametrize(
    ("value", "reference", "expected"),
    [
        (("35", "32", "38"), ("30", "26", "34"), H),  # d = 5 = sqrt(3^2 + 4^2): z is 1.96 exactly
        (("34.9", "31.9", "37.9"), ("30", "26", "34"), N),  # d = 4.9 < 5
        (("30", "26", "34"), ("35", "32", "38"), L),
        # facing halves: 3 below the value, 4 above the reference; the far sides do not count
        (("35", "32", "50"), ("30", "10", "34"), H),
        (("35", "20", "36"), ("30", "29", "34"), N),  # 15 and 4 face each other
        (("12", "12", "12"), ("12", "12", "12"), N),
    ],
)
def test_the_difference_test_uses_the_halves_that_face_each_other(value, reference, expected):
    assert compare_difference(cell(*value), cell(*reference)) is expected


def test_the_default_rule_is_stricter_than_the_difference_test():
    value, reference = cell("35", "32", "38"), cell("30", "26", "34")
    assert compare_intervals(value, reference) is N
    assert compare_difference(value, reference) is H


@pytest.mark.parametrize("rule", list(SignificanceRule))
@pytest.mark.parametrize(
    ("value", "reference"),
    [
        (("90", None, None), ("10", "9", "11")),
        (("90", "89", "91"), ("10", None, None)),
        (("90", "89", None), ("10", "9", "11")),
        (("90", "89", "91"), ("10", None, "11")),
    ],
)
def test_without_a_margin_on_either_side_there_is_no_verdict(rule, value, reference):
    found = compare(indicator("onveilig"), Against.COUNTRY, cell(*value), cell(*reference), rule)
    assert (found.outcome, found.valuation, found.no_verdict) == (
        U,
        Valuation.NEUTRAL,
        NoVerdict.MARGIN_UNKNOWN,
    )


@pytest.mark.parametrize(
    ("outcome", "direction", "expected"),
    [
        (H, Direction.HIGHER_IS_WORSE, Valuation.UNFAVOURABLE),
        (L, Direction.HIGHER_IS_WORSE, Valuation.FAVOURABLE),
        (H, Direction.HIGHER_IS_BETTER, Valuation.FAVOURABLE),
        (L, Direction.HIGHER_IS_BETTER, Valuation.UNFAVOURABLE),
        (H, Direction.NEUTRAL, Valuation.NEUTRAL),
        (N, Direction.HIGHER_IS_BETTER, Valuation.NEUTRAL),
        (U, Direction.HIGHER_IS_WORSE, Valuation.NEUTRAL),
    ],
)
def test_higher_becomes_favourable_only_through_the_direction(outcome, direction, expected):
    assert value_outcome(outcome, direction) is expected


HIDDEN = CellKey(2023, "NL01", "onveilig")


@pytest.mark.parametrize(
    ("value", "reference", "why"),
    [
        (Hidden(HIDDEN, Absence.TOO_FEW), cell("1", "0", "2"), NoVerdict.VALUE_HIDDEN),
        (cell("1", "0", "2"), Hidden(HIDDEN, Absence.COMPLEMENT), NoVerdict.REFERENCE_HIDDEN),
        (cell("1", "0", "2"), Hidden(HIDDEN, Absence.UNKNOWN), NoVerdict.REFERENCE_HIDDEN),
        (cell("1", "0", "2"), Hidden(HIDDEN, Absence.MISSING), NoVerdict.REFERENCE_MISSING),
        (cell("1", "0", "2"), Hidden(HIDDEN, Absence.NOT_APPLICABLE), NoVerdict.REFERENCE_MISSING),
        (cell("1", "0", "2"), cell("9", "8", "10", edition=2019), NoVerdict.SERIES_BREAK),
    ],
)
def test_no_verdict_says_why(value, reference, why):
    rule = SignificanceRule.CBS_INTERVALS
    found = compare(indicator("onveilig"), Against.COUNTRY, value, reference, rule)
    assert (found.outcome, found.no_verdict) == (U, why)


def test_a_verdict_carries_no_reason():
    found = compare(
        indicator("onveilig"),
        Against.COUNTRY,
        cell("9", "8", "10"),
        cell("1", "0", "2"),
        SignificanceRule.CBS_INTERVALS,
    )
    assert (found.outcome, found.valuation, found.no_verdict) == (H, Valuation.UNFAVOURABLE, None)


def test_the_signs_that_cbs_printed_are_found_again():
    signs = {"+": H, "-": L, ".": N}
    series: dict[str, dict[int, dict[str, str]]] = {}
    with shared_data("vm_published_figures.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if "fysieke voorzieningen" in line["theme"] and line["lower"]:
                series.setdefault(line["indicator"], {})[int(line["edition"])] = line
    checked = 0
    for editions in series.values():
        cells = {
            year: cell(line["value"], line["lower"], line["upper"], year)
            for year, line in editions.items()
        }
        for year, line in editions.items():
            printed = re.search(
                r"significantie \d{4} t\.o\.v\. (\d{4})/(\d{4}) in bron: '(.)'/'(.)'", line["note"]
            )
            if printed:
                first, previous, *found = printed.groups()
                for other, sign in zip((first, previous), found, strict=True):
                    assert compare_intervals(cells[year], cells[int(other)]) is signs[sign]
                    checked += 1
    assert checked == 4
