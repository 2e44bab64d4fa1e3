"""After a merger or a split nothing is compared with before, and no line crosses the day."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from support.analyses import FULL, run, told, verdicts
from vmreport.analysis.findings import Against, NoVerdict, Outcome
from vmreport.analysis.trend import breaks_between, can_follow, newest_before
from vmreport.survey.territory import TerritoryChange, shipped_changes

MERGER = TerritoryChange(date(2019, 1, 1), "GM0014", ("GM0014", "GM0009", "GM0017"))


@given(
    st.sampled_from([item.into for item in shipped_changes()]),
    st.lists(st.integers(2012, 2025), min_size=2, max_size=8, unique=True),
)
def test_no_line_crosses_a_change(area: str, editions: list[int]) -> None:
    changes = shipped_changes()
    broken = breaks_between(editions, changes, area)
    ordered = sorted(editions)
    for after, before in pairwise(ordered):
        crossed = any(
            date(after, 8, 1) < item.day <= date(before, 8, 1) and item.touches(area)
            for item in changes
        )
        if crossed:
            assert (after, before) in broken
            assert not can_follow(changes, area, before, after)


def test_the_previous_edition_is_one_of_the_same_territory() -> None:
    assert newest_before((2016, 2017), 2019, (MERGER,), "GM0014") is None
    assert newest_before((2016, 2017), 2019, (MERGER,), "GM0001") == 2017
    assert newest_before((2012, 2016), 2017, (MERGER,), "GM0014") == 2016


LOCAL = TerritoryChange(date(2024, 1, 1), "WK000101", ("WK000101",), ("WK000103",))
TOWN = TerritoryChange(date(2022, 1, 1), "GM0001", ("GM0001", "GM0002"))


def test_a_change_of_the_municipality_ends_its_past() -> None:
    analysis, problems = run(FULL, changes=(TOWN,))
    assert analysis.previous_edition == 2023
    assert analysis.changes == (TOWN,)
    assert (2021, 2023) in analysis.trends["onveilig"].breaks
    assert ("GM0001", "eerste") not in verdicts(analysis)
    assert not problems.items

    analysis, problems = run(FULL, changes=(TOWN,), edition=2023, previous_edition=2021)
    assert analysis.previous_edition is None
    assert ("W274", "notice") in told(problems)


def test_a_change_of_one_ward_takes_only_its_own_verdict_away() -> None:
    analysis, _ = run(FULL, changes=(LOCAL,))
    ward = analysis.comparison("onveilig", Against.PREVIOUS, "WK000101")
    assert (ward.outcome, ward.no_verdict) == (Outcome.UNKNOWN, NoVerdict.OTHER_TERRITORY)
    town = analysis.comparison("onveilig", Against.PREVIOUS)
    assert town.no_verdict is None
    assert analysis.changes == ()
    whole = analysis.comparison("onveilig", Against.MUNICIPALITY, "WK000101")
    assert whole.no_verdict is None
