"""What earlier publications showed: nothing of it can be taken back, so others must make room."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.analyses import run
from support.surveys import area_of
from vmreport.analysis.disclosure.cells import Earlier
from vmreport.analysis.disclosure.figures import Printed
from vmreport.analysis.findings import CellKey, Hidden, Thresholds
from vmreport.survey.model import Area, AreaLevel, Merger

ROWS = """
2025 GM0001 onveilig 15 n=400
2025 WK000101 onveilig 2 n=100 k=2
2025 WK000102 onveilig 12 n=120
2025 WK000103 onveilig 24 n=180
"""


def before(area, shown, edition=2025):
    """Give an earlier figure; None was hidden so that nobody could be recognised."""
    known = area if isinstance(area, Area) else area_of(area)
    printed = None if shown is None else Printed(Decimal(shown), len(shown.partition(".")[2]))
    return {CellKey(edition, known.code, "onveilig"): Earlier(known, printed)}


def outcome(rows=ROWS, *earlier, areas=()):
    """Give the areas without a figure and the problems."""
    known = {key: item for part in earlier for key, item in part.items()}
    analysis, problems = run(
        rows,
        areas=areas,
        thresholds=Thresholds(minimum_n=0, minimum_count=5),
        country="",
        region="",
        earlier=known,
    )
    hidden = {key.area for key, cell in analysis.cells.items() if isinstance(cell, Hidden)}
    return hidden, [item.code for item in problems.blocking]


def test_what_was_shown_before_is_no_use_to_hide():
    assert outcome() == ({"WK000101", "WK000102"}, [])
    assert outcome(ROWS, before("WK000102", "12.0")) == ({"WK000101", "WK000103"}, [])


def test_a_figure_of_another_edition_says_nothing():
    assert outcome(ROWS, before("WK000102", "12.0", 2023)) == ({"WK000101", "WK000102"}, [])


def test_what_was_shown_before_itself_cannot_be_protected():
    assert outcome(ROWS, before("WK000101", "2.0")) == (
        {"WK000101"} | outcome(ROWS, before("WK000101", "2.0"))[0],
        ["E802"],
    )


def test_a_whole_percentage_of_then_may_be_vague_enough():
    rows = ROWS.replace("2 n=100 k=2", "2 n=100 k=2")
    _, blocked = outcome(rows, before("WK000101", "2"))
    assert blocked == ["E802"]  # one point of 100 answers is one answer


def test_everything_shown_before_leaves_nothing_to_hide():
    hidden, blocked = outcome(
        ROWS, before("GM0001", "15.0"), before("WK000102", "12.0"), before("WK000103", "24.0")
    )
    assert (hidden, blocked) == ({"WK000101"}, ["E801"])


def test_a_revised_figure_leaves_what_was_shown_at_first():
    # 102 was 12.0, now it is 18.0; whoever kept the first report still has the old sum
    assert outcome(ROWS.replace("102 onveilig 12", "102 onveilig 18"), before("WK000102", "12.0"))[
        0
    ] == {"WK000101", "WK000103"}


NOW = """
2025 GM0001 onveilig 15 n=400
2025 WK000105 onveilig 8 n=220
2025 WK000103 onveilig 23.6 n=180
"""
"""101 and 102 became 105."""
THEN = (before("GM0001", "15.0"), before("WK000103", None))
"""The rest of the town: 103 was the companion of 102."""


def test_two_wards_that_became_one_give_each_other_away():
    # then: 101 shown, 102 hidden; now: both together
    old = [area_of("WK000101"), area_of("WK000102")]
    merged = Area("WK000105", "Nieuw", AreaLevel.WARD, "GM0001", Merger(tuple(old)))
    then = (before("WK000101", "12.0"), before("WK000102", None), *THEN)
    assert outcome(NOW)[0] == set()
    assert outcome(NOW, *then, areas=[merged]) == ({"WK000105", "WK000103"}, [])


def test_a_former_ward_may_name_what_it_became():
    then = [
        before(Area(code, code, AreaLevel.WARD, "WK000105"), shown)
        for code, shown in (("WK000101", "12.0"), ("WK000102", None))
    ]
    assert outcome(NOW, *then, *THEN) == ({"WK000105", "WK000103"}, [])


@pytest.mark.parametrize("edition", [2023, 2025])
def test_a_former_division_of_the_town_counts_beside_that_of_now(edition):
    # then: 101 hidden, 102 and 103 shown. Now other wards, and the town again
    now = f"""
    {edition} GM0001 onveilig 15 n=400
    {edition} WK000107 onveilig 13 n=200
    {edition} WK000108 onveilig 17 n=200
    """
    then = (
        before("WK000101", None, edition),
        before("WK000102", "12.0", edition),
        before("WK000103", "24.0", edition),
    )
    rows = now if edition == 2025 else f"{now}2025 GM0001 tevreden 50 n=400"
    hidden, blocked = outcome(rows, *then)
    # the town is what gives 101 away, and the wards of now would give the town
    assert "GM0001" in hidden
    assert hidden & {"WK000107", "WK000108"}
    assert blocked == []
