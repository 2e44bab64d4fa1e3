"""The calendar of the monitor and the break of 2021."""

from __future__ import annotations

import pytest

from vmreport.analysis.trend import (
    are_comparable,
    breaks_between,
    first_edition,
    followed_from,
    missing_editions,
    newest_before,
)


@pytest.mark.parametrize(
    ("edition", "other", "expected"),
    [(2012, 2019, True), (2021, 2025, True), (2019, 2021, False), (2023, 2017, False)],
)
def test_nothing_is_comparable_over_the_break_of_2021(edition, other, expected):
    assert are_comparable(edition, other) is expected


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ((2017, 2019, 2021, 2023), ((2019, 2021),)),
        ((2023, 2012), ((2012, 2023),)),
        ((2021, 2023), ()),
        ((), ()),
    ],
)
def test_the_break_lies_between_neighbouring_editions(editions, expected):
    assert breaks_between(editions) == expected


@pytest.mark.parametrize(
    ("editions", "edition", "expected"),
    [
        ((2019, 2021, 2023, 2025), 2023, 2021),
        ((2019, 2023), 2023, None),
        ((2012, 2016, 2019), 2019, 2016),
        ((2025,), 2023, None),
    ],
)
def test_the_previous_edition_is_the_newest_of_the_series(editions, edition, expected):
    assert newest_before(editions, edition) == expected


@pytest.mark.parametrize(
    ("editions", "edition", "previous", "expected"),
    [
        ((2019, 2021, 2023, 2025), 2025, 2023, 2021),
        ((2021, 2023), 2023, 2021, None),
        ((2012, 2017, 2019), 2019, 2017, 2012),
        ((2019, 2023), 2023, None, None),
    ],
)
def test_the_first_edition_is_not_told_twice(editions, edition, previous, expected):
    assert first_edition(editions, edition, previous) == expected


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ((2012, 2015, 2021), (2013, 2014, 2016, 2017, 2019)),
        ((2019, 2021, 2023), ()),
        ((2021, 2025), (2023,)),
        ((2021, 2027), (2023, 2025)),
        ((2023,), ()),
        ((), ()),
    ],
)
def test_missing_editions_are_those_the_monitor_had(editions, expected):
    assert missing_editions(editions) == expected


@pytest.mark.parametrize(
    ("editions", "edition", "expected"),
    [
        ((2017, 2021, 2023), 2023, 2017),
        ((2023,), 2023, 2021),
        ((2017,), 2017, 2016),
        ((), 2019, 2017),
    ],
)
def test_a_first_report_looks_back_to_the_monitor_before(editions, edition, expected):
    assert followed_from(editions, edition) == expected
