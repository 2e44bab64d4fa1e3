"""Publication rules at their edges, and the complement worked by hand."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from support.surveys import area_of, indicator, make_survey, row
from vmreport.analysis.findings import CellKey, Hidden, Published, Thresholds
from vmreport.analysis.suppression import (
    Family,
    answers_behind,
    complement,
    families_of,
    hide_complements,
    parents_by_code,
    publish,
)
from vmreport.survey.model import Absence, Area, AreaLevel, UnitKind

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
    ("code", "expected"),
    [
        ("BU05460101", ("WK054601", "GM0546")),
        ("WK054601", ("GM0546",)),
        ("GM0546", ()),
        ("Kern Noord", ()),
    ],
)
def test_a_cbs_code_names_the_areas_it_lies_in(code, expected):
    assert parents_by_code(code) == expected


def test_siblings_of_one_level_are_a_family_beside_all_siblings():
    villages = [Area(name, name, AreaLevel.VILLAGE, "GM0001") for name in ("Oost", "West")]
    wards = [area_of("WK000101"), area_of("WK000102")]
    families = {family.children for family in families_of([*wards, *villages])}
    assert families == {
        ("Oost", "WK000101", "WK000102", "West"),
        ("WK000101", "WK000102"),
        ("Oost", "West"),
    }


def test_one_child_is_not_a_partition():
    assert families_of([area_of("WK000101")]) == ()


def test_neighbourhoods_lie_in_their_ward_whatever_the_file_says():
    flat = [Area(f"BU0001010{i}", "", AreaLevel.NEIGHBOURHOOD, "GM0001") for i in (1, 2)]
    ward = area_of("WK000101")
    assert {family.parent for family in families_of(flat)} == {"GM0001"}
    families = {(f.parent, f.children) for f in families_of([ward, *flat])}
    assert ("WK000101", ("BU00010101", "BU00010102")) in families
    assert ("GM0001", ("BU00010101", "BU00010102")) in families


def hidden_after(rows, minimum_count=5, minimum_n=0):
    """Give which cells end up hidden and why, as {area: reason}."""
    survey = make_survey(rows)
    limits = Thresholds(minimum_count=minimum_count, minimum_n=minimum_n)
    observations = {
        CellKey(k.edition, k.area, k.indicator): o for k, o in survey.observations.items()
    }
    cells = {
        key: publish(key, o, survey.indicators[key.indicator], survey.areas[key.area].level, limits)
        for key, o in observations.items()
    }
    found = hide_complements(cells, observations, families_of(survey.areas.values()))
    return {key.area: cell.reason for key, cell in found.items() if isinstance(cell, Hidden)}


def test_one_small_ward_takes_the_ward_with_fewest_answers_along():
    # town 10% of 400 = 40 answers; wards 2 + 18 + 20: the first would be 40 - 18 - 20
    assert hidden_after(
        """
        2023 GM0001 onveilig 10 n=400
        2023 WK000101 onveilig 2 n=100 k=2
        2023 WK000102 onveilig 12 n=150 k=18
        2023 WK000103 onveilig 13.3 n=140 k=20
        """
    ) == {"WK000101": Absence.SMALL_COUNT, "WK000103": Absence.COMPLEMENT}


def test_two_small_wards_protect_each_other():
    assert set(
        hidden_after(
            """
            2023 GM0001 onveilig 10 n=400
            2023 WK000101 onveilig 2 n=100
            2023 WK000102 onveilig 2 n=150
            2023 WK000103 onveilig 13.3 n=150
            """
        )
    ) == {"WK000101", "WK000102"}


def test_without_a_delivered_parent_there_is_nothing_to_subtract_from():
    assert set(hidden_after("2023 WK000101 onveilig 2 n=100\n2023 WK000102 onveilig 12 n=150")) == {
        "WK000101"
    }


def test_a_secret_cell_is_protected_also_when_the_count_rule_is_off():
    assert hidden_after(
        """
        2023 GM0001 onveilig 10 n=400
        2023 WK000101 onveilig x
        2023 WK000102 onveilig 12 n=150
        2023 WK000103 onveilig 13.3 n=250
        """,
        minimum_count=0,
    ) == {"WK000101": Absence.SECRET, "WK000102": Absence.COMPLEMENT}


def test_a_cell_that_is_only_unreliable_takes_nothing_along():
    assert hidden_after(
        """
        2023 GM0001 onveilig 10 n=400
        2023 WK000101 onveilig 20 n=40
        2023 WK000102 onveilig 12 n=150
        2023 WK000103 onveilig 13.3 n=210
        """,
        minimum_n=50,
    ) == {"WK000101": Absence.TOO_FEW}


def test_a_hidden_parent_takes_a_child_along():
    # the town itself is small; all wards together would give it back
    assert hidden_after(
        """
        2023 GM0001 onveilig 1 n=400
        2023 WK000101 onveilig 20 n=90 k=18
        2023 WK000102 onveilig 12 n=150 k=18
        """
    ) == {"GM0001": Absence.SMALL_COUNT, "WK000101": Absence.COMPLEMENT}


def test_a_ward_hidden_as_complement_takes_one_of_its_neighbourhoods_along():
    assert hidden_after(
        """
        2023 GM0001 onveilig 15 n=400
        2023 WK000102 onveilig 2 n=100
        2023 WK000101 onveilig 20 n=150
        2023 BU00010101 onveilig 20 n=70
        2023 BU00010102 onveilig 20 n=80
        """
    ) == {
        "WK000102": Absence.SMALL_COUNT,
        "WK000101": Absence.COMPLEMENT,
        "BU00010101": Absence.COMPLEMENT,
    }


def test_the_order_of_the_families_does_not_matter():
    survey = make_survey(
        """
        2023 GM0001 onveilig 15 n=400
        2023 WK000102 onveilig x n=100
        2023 WK000101 onveilig 20 n=150
        2023 BU00010101 onveilig 20 n=70
        2023 BU00010102 onveilig 20 n=80
        """
    )
    observations = {
        CellKey(k.edition, k.area, k.indicator): o for k, o in survey.observations.items()
    }
    cells = {
        key: publish(key, o, indicator("onveilig"), TOWN, Thresholds())
        for key, o in observations.items()
    }
    families = families_of(survey.areas.values())
    found = {key.area for key in complement(cells, observations, families)}
    assert found == {"WK000101", "BU00010101"}
    assert {key.area for key in complement(cells, observations, families[::-1])} == found


def test_residents_decide_when_answers_are_unknown_and_codes_when_both_are():
    rows = ["2023 GM0001 onveilig 10", "2023 WK000101 onveilig x"]
    keys = [
        "2023 WK000102 onveilig 12 pop=900",
        "2023 WK000103 onveilig 13 pop=800",
        "2023 WK000104 onveilig 13",
    ]
    for extra, expected in ((keys, "WK000103"), (keys[2:], "WK000104")):
        survey = make_survey("\n".join([*rows, *extra]))
        observations = {
            CellKey(k.edition, k.area, k.indicator): o for k, o in survey.observations.items()
        }
        cells = {
            key: publish(key, o, indicator("onveilig"), TOWN, Thresholds(minimum_n=0))
            for key, o in observations.items()
        }
        families = (Family("GM0001", tuple(a for a in survey.areas if a != "GM0001")),)
        assert complement(cells, observations, families) == {CellKey(2023, expected, "onveilig")}
