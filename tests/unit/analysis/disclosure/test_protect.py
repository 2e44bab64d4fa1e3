"""What is hidden along with a guarded figure, worked by hand; and when that is not enough."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.analyses import run
from support.surveys import area_of
from vmreport.analysis.disclosure.relations import Weighing
from vmreport.analysis.findings import CellKey, Hidden, Thresholds
from vmreport.errors import DisclosureError, ExitCode, Problems
from vmreport.survey.model import Absence, Area, AreaLevel, Merger


def hidden_after(rows, *, minimum_count=5, minimum_n=0, **options):
    """Give which areas end up without a figure, and the problems: ({area: reason}, [codes])."""
    limits = Thresholds(minimum_count=minimum_count, minimum_n=minimum_n)
    analysis, problems = run(rows, thresholds=limits, country="", region="", **options)
    found = {
        key.area: cell.reason for key, cell in analysis.cells.items() if isinstance(cell, Hidden)
    }
    return found, [item.code for item in problems.blocking]


def test_one_small_ward_takes_the_ward_with_fewest_answers_along():
    # the town's 40 answers minus 18 and 20 would be the 2 of the first ward
    assert hidden_after(
        """
        2025 GM0001 onveilig 10 n=400
        2025 WK000101 onveilig 2 n=100 k=2
        2025 WK000102 onveilig 12 n=150 k=18
        2025 WK000103 onveilig 13.3 n=150 k=20
        2025 WK000104 onveilig 30 n=140
        """
    ) == ({"WK000101": Absence.SMALL_COUNT, "WK000104": Absence.COMPLEMENT}, [])


def test_two_small_wards_are_not_enough_when_together_they_are_nothing():
    # 100 x p + 120 x q = 100: together one answer, so each is known within one
    found, blocked = hidden_after(
        """
        2025 GM0001 onveilig 20 n=400
        2025 WK000101 onveilig 1 n=100 k=1
        2025 WK000102 onveilig 0 n=120 k=0
        2025 WK000103 onveilig 44 n=180
        """
    )
    assert blocked == []
    assert found["WK000103"] is Absence.COMPLEMENT


def test_two_small_wards_protect_each_other_when_there_is_enough_to_divide():
    assert set(
        hidden_after(
            """
            2025 GM0001 onveilig 10 n=400
            2025 WK000101 onveilig 2 n=100
            2025 WK000102 onveilig 2.5 n=150
            2025 WK000103 onveilig 21.5 n=150
            """
        )[0]
    ) == {"WK000101", "WK000102"}


def test_without_a_delivered_parent_there_is_nothing_to_subtract_from():
    rows = "2025 GM0001 tevreden 50 n=250\n2025 WK000101 onveilig 2 n=100\n"
    found, _ = hidden_after(f"{rows}2025 WK000102 onveilig 12 n=150")
    assert set(found) == {"WK000101"}


def test_a_secret_cell_is_guarded_also_when_the_count_rule_is_off():
    assert hidden_after(
        """
        2025 GM0001 onveilig 10 n=400
        2025 WK000101 onveilig x
        2025 WK000102 onveilig 12 n=150
        2025 WK000103 onveilig 13.3 n=160
        """,
        minimum_count=0,
    )[0] == {"WK000101": Absence.SECRET, "WK000102": Absence.COMPLEMENT}


def test_a_cell_that_is_only_unreliable_takes_nothing_along():
    assert hidden_after(
        """
        2025 GM0001 onveilig 10 n=400
        2025 WK000101 onveilig 20 n=40
        2025 WK000102 onveilig 12 n=150
        2025 WK000103 onveilig 13.3 n=210
        """,
        minimum_n=50,
    )[0] == {"WK000101": Absence.TOO_FEW}


def test_an_unreliable_neighbour_that_nobody_knows_covers():
    assert set(
        hidden_after(
            """
            2025 GM0001 onveilig 20 n=300
            2025 WK000101 onveilig 2 n=100 k=2
            2025 WK000102 onveilig 60 n=45
            2025 WK000103 onveilig 20 n=155
            """,
            minimum_n=50,
        )[0]
    ) == {"WK000101", "WK000102"}


def test_a_hidden_town_takes_a_ward_along():
    # the town itself is small; all wards together would give it back
    found, blocked = hidden_after(
        """
        2025 GM0001 onveilig 1.5 n=240 k=4
        2025 WK000101 onveilig 2 n=90 k=18
        2025 WK000102 onveilig 1.2 n=150 k=18
        """
    )
    assert (set(found), blocked) == ({"GM0001", "WK000101"}, [])


def test_a_ward_hidden_as_complement_takes_one_of_its_neighbourhoods_along():
    assert hidden_after(
        """
        2025 GM0001 onveilig 15 n=250
        2025 WK000102 onveilig 2 n=100
        2025 WK000101 onveilig 23.7 n=150
        2025 BU00010101 onveilig 20 n=70
        2025 BU00010102 onveilig 26.9 n=80
        """
    ) == (
        {
            "WK000102": Absence.SMALL_COUNT,
            "WK000101": Absence.COMPLEMENT,
            "BU00010101": Absence.COMPLEMENT,
        },
        [],
    )


def test_the_only_ward_is_the_town():
    # nothing to hide it behind but the town itself
    assert hidden_after("2025 GM0001 onveilig 2 n=100\n2025 WK000101 onveilig 2 n=100")[0] == {
        "GM0001": Absence.SMALL_COUNT,
        "WK000101": Absence.SMALL_COUNT,
    }
    found, blocked = hidden_after("2025 GM0001 onveilig 2 n=300\n2025 WK000101 onveilig x n=299")
    assert blocked == []
    assert found == {"GM0001": Absence.COMPLEMENT, "WK000101": Absence.SECRET}


def test_half_of_the_town_gives_nothing_away():
    # the rest of the town is unknown to everybody
    assert set(
        hidden_after("2025 GM0001 onveilig 20 n=300\n2025 WK000101 onveilig 2 n=100")[0]
    ) == {"WK000101"}


def test_villages_and_wards_both_divide_the_town():
    areas = [Area(name, name, AreaLevel.VILLAGE, "GM0001") for name in ("Oost", "West")]
    found, _ = hidden_after(
        """
        2025 GM0001 onveilig 16 n=300
        2025 WK000101 onveilig 2 n=100 k=2
        2025 WK000102 onveilig 23 n=200
        2025 Oost onveilig 14 n=140
        2025 West onveilig 17.8 n=160
        """,
        areas=areas,
    )
    assert set(found) == {"WK000101", "WK000102"}


def test_the_parts_of_a_merged_area_add_up_to_it():
    # Oost = 101 + 102: with the town and 103 printed, Oost follows, and then 102
    rows = """
    2025 GM0001 onveilig 20 n=400
    2025 WK000101 onveilig 2 n=100 k=2
    2025 WK000102 onveilig 25 n=120
    2025 WK000103 onveilig 26.7 n=180
    2025 Oost onveilig 14.5 n=220
    """
    parts = Merger((area_of("WK000101"), area_of("WK000102")))
    areas = [Area("Oost", "Oost", AreaLevel.WARD, "GM0001", parts)]
    found, blocked = hidden_after(rows, areas=areas)
    assert (set(found), blocked) == ({"WK000101", "WK000102"}, [])


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_rows_does_not_matter(order):
    rows = """2025 GM0001 onveilig 15 n=250
        2025 WK000102 onveilig x n=100
        2025 WK000101 onveilig 23.7 n=150
        2025 BU00010101 onveilig 20 n=70
        2025 BU00010102 onveilig 26.9 n=80""".splitlines()[::order]
    assert set(hidden_after("\n".join(rows))[0]) == {"WK000101", "WK000102", "BU00010101"}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (("pop=900", "pop=800", "pop=700", "pop=2400"), "WK000103"),
        (("", "", "", ""), "WK000102"),  # nothing known: the first code
    ],
)
def test_residents_decide_when_answers_are_unknown_and_codes_when_both_are(sizes, expected):
    first, second, third, town = sizes
    rows = f"""
    2025 GM0001 onveilig 10 {town}
    2025 WK000101 onveilig x {first}
    2025 WK000102 onveilig 12 {second}
    2025 WK000103 onveilig 13 {third}
    """
    assert hidden_after(rows, minimum_count=0)[0] == {
        "WK000101": Absence.SECRET,
        expected: Absence.COMPLEMENT,
    }


def test_residents_weigh_before_answers_and_not_where_the_base_is_a_part():
    rows = """
    2025 GM0001 onveilig 10 n=300 pop=900
    2025 WK000101 onveilig 2 n=100 pop=300
    2025 WK000102 onveilig 14 n=200 pop=600
    """
    limits = Thresholds(minimum_count=5, minimum_n=0)
    for text, expected in ((rows, Weighing.RESIDENTS), (rows.replace("pop", "k"), None)):
        analysis, _ = run(text, thresholds=limits, country="", region="")
        assert analysis.weighings == frozenset({expected or Weighing.ANSWERS})


def test_what_cannot_be_made_safe_stops_with_its_own_exit_code():
    # the province is of CBS: it cannot be hidden, and its only part is all of it
    areas = [
        Area("PV20", "Groningen", AreaLevel.PROVINCE),
        Area("GM0001", "Voorstad", AreaLevel.MUNICIPALITY, "PV20"),
    ]
    analysis, problems = run(
        "2025 PV20 onveilig 2 n=400\n2025 GM0001 onveilig x n=400",
        areas=areas,
        region="PV20",
        country="",
        previous_edition=None,
        thresholds=Thresholds(minimum_count=5),
    )
    (problem,) = problems.blocking
    assert problem.code == "E801"
    assert "tussen 1,9 en 2,1 ligt" in problem.what  # an interval, never the value
    assert problem.where.row == 3
    assert problems.exit_code is ExitCode.DISCLOSURE
    with pytest.raises(DisclosureError):
        problems.raise_if_blocking()
    assert isinstance(analysis.cells[CellKey(2025, "GM0001", "onveilig")], Hidden)


def test_a_wrong_file_goes_before_disclosure():
    problems = Problems()
    problems.problem("E801", None, "", "")
    problems.problem("E250", None, "", "")
    assert problems.exit_code is ExitCode.INPUT
    assert Problems().exit_code is ExitCode.OK


def test_a_wider_policy_hides_more():
    rows = """
    2025 GM0001 onveilig 10 n=400
    2025 WK000101 onveilig 2 n=100 k=2
    2025 WK000102 onveilig 5 n=100 k=5
    2025 WK000103 onveilig 12 n=100 k=12
    2025 WK000104 onveilig 21 n=100 k=21
    """
    count = {}
    for width in (1, 10, 30):
        limits = Thresholds(minimum_count=5, minimum_n=0, minimum_width=Decimal(width))
        analysis, _ = run(rows, thresholds=limits, country="", region="")
        count[width] = sum(isinstance(cell, Hidden) for cell in analysis.cells.values())
    assert count[1] == 2
    assert count[1] <= count[10] <= count[30]


def test_areas_that_nobody_could_test_do_not_cost_the_town_its_figure():
    rows = """
    2025 GM0001 onveilig 1 n=900
    2025 WK000101 onveilig 0.5
    2025 WK000102 onveilig 1.5
    """
    assert set(hidden_after(rows)[0]) == {"WK000101", "WK000102"}
    # one among others that could be tested is the town minus the others
    rows = """
    2025 GM0001 onveilig 20 n=900
    2025 WK000101 onveilig 8
    2025 WK000102 onveilig 12 n=300
    2025 WK000103 onveilig 30 n=400
    """
    assert set(hidden_after(rows)[0]) == {"WK000101", "WK000102"}
