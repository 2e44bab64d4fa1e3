"""How uncertain is uncertain enough, and that the audit knows how precisely figures are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vmreport.analysis.disclosure.policy import Policy, bounds_of, policy_of, printed_places
from vmreport.analysis.findings import Thresholds
from vmreport.narrative.numbers import places_in_table, places_in_text
from vmreport.survey.model import UnitKind


@pytest.mark.parametrize("unit", list(UnitKind))
def test_nothing_is_printed_more_precisely_than_the_audit_thinks(unit):
    assert printed_places(unit) == max(places_in_table(unit), places_in_text(unit))


@pytest.mark.parametrize(
    ("width", "unit", "n", "enough"),
    [
        (10.01, UnitKind.PERCENT, 20, True),  # ten points, though two answers only
        (9.9, UnitKind.PERCENT, 50, False),
        (5.01, UnitKind.PERCENT, 100, True),  # five answers of a hundred
        (4.99, UnitKind.PERCENT, 100, False),
        (9.9, UnitKind.PERCENT, None, False),
        (1.01, UnitKind.SCORE, 10, True),
        (0.91, UnitKind.MARK, 10, True),
        (0.89, UnitKind.MARK, 900, False),
        (5.01, UnitKind.COUNT, None, True),
        (4.99, UnitKind.COUNT, 900, False),
    ],
)
def test_answers_or_points_are_enough(width, unit, n, enough):
    assert (Policy().safety(width, unit, n) >= 1) is enough


def test_the_policy_is_that_of_the_dossier():
    assert policy_of(Thresholds(minimum_count=8, minimum_width=Decimal(15))) == Policy(
        8, Decimal(15)
    )
    assert policy_of(Thresholds()).answers == 5  # for what the source keeps secret


def test_everybody_knows_the_range_of_a_unit():
    assert bounds_of(UnitKind.PERCENT) == (0, 100)
    assert bounds_of(UnitKind.MARK) == (1, 10)
