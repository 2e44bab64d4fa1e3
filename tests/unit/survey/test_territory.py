"""Areas over time: the shipped table holds together, and changes are found between editions."""

from datetime import date

import pytest

from vmreport.survey.areas import municipality_name
from vmreport.survey.territory import TerritoryChange, changes_between, shipped_changes, within

DAY = date(2022, 1, 1)

COUNTS = {
    2013: 408,
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
}
"""Municipalities on 1 January. Source: CBS, Gemeentelijke indelingen per jaar; 415 in 2012."""


def of_municipalities() -> list[TerritoryChange]:
    return [item for item in shipped_changes() if item.into.startswith("GM")]


def test_the_changes_explain_every_number_of_municipalities_since_2012() -> None:
    changes = of_municipalities()
    all_codes = {code for item in changes for code in (item.into, *item.whole, *item.parts)}
    made = {item.into for item in changes if item.into not in item.whole}
    count, here = 415, all_codes - made
    for year, expected in COUNTS.items():
        before = len(here)
        for item in changes:
            if date(year - 1, 1, 1) < item.day <= date(year, 1, 1):
                here -= {*item.whole, *item.parts} - {item.into}
                here.add(item.into)
        count += len(here) - before
        assert count == expected, year


def test_every_municipality_in_the_table_has_a_name_and_every_change_a_source() -> None:
    for item in of_municipalities():
        assert all(municipality_name(code) for code in (item.into, *item.whole, *item.parts))
        assert str(item.day.year) in item.source or item.day.month > 1
    days = [item.day for item in shipped_changes()]
    assert days == sorted(days)


def test_a_municipality_that_disappeared_does_not_come_back() -> None:
    gone: set[str] = set()
    for item in of_municipalities():
        assert item.into not in gone
        gone |= set(item.whole) - {item.into}


@pytest.mark.parametrize(
    ("area", "first", "last", "changed"),
    [
        ("GM0014", 2017, 2019, True),  # Haren and Ten Boer
        ("GM0014", 2019, 2017, True),
        ("GM0014", 2012, 2017, False),
        ("GM0014", 2019, 2025, False),
        ("GM0363", 2021, 2023, True),  # Weesp, on 24 March
        ("GM0855", 2019, 2021, True),  # a part of Haaren
        ("GM0788", 2019, 2021, True),  # Haaren itself, split
        ("GM1940", 2015, 2017, False),  # only another name, before the fieldwork of 2015
        ("PV26", 2017, 2019, True),
        ("PV28", 2017, 2019, True),
        ("PV20", 2017, 2019, False),
        ("GM0599", 2012, 2025, False),
    ],
)
def test_changes_are_found_between_editions(
    area: str, first: int, last: int, changed: bool
) -> None:
    assert bool(changes_between(shipped_changes(), area, first, last)) is changed


def test_a_change_during_the_fieldwork_counts_for_the_next_edition() -> None:
    change = TerritoryChange(date(2021, 9, 1), "A", ("A", "B"))
    assert not changes_between([change], "A", 2019, 2021)
    assert changes_between([change], "A", 2021, 2023) == (change,)
    assert changes_between([change], "B", 2021, 2023) == (change,)
    assert not changes_between([change], "C", 2021, 2023)


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (TerritoryChange(DAY, "A", ("A",), ("B",)), set()),
        (TerritoryChange(DAY, "A", ("A", "B")), set()),
        (TerritoryChange(DAY, "A", ("A",), ("C",)), {"AB", "C"}),
        (TerritoryChange(DAY, "C", ("C",), ("A",)), {"AB", "C"}),
        (TerritoryChange(DAY, "C", ("C",), ("D",)), {"C", "D"}),
        (TerritoryChange(DAY, "C", ("C",), ()), set()),
    ],
)
def test_what_moves_inside_an_area_that_was_put_together_changes_nothing(change, touched):
    found = within(change, {"A": "AB", "B": "AB"})
    assert {code for code in ("A", "B", "AB", "C", "D") if found.touches(code)} == touched
