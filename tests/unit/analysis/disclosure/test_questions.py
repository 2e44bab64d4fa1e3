"""The answers to one question add up: what is hidden must not be what the others leave.

The worked example is the judgement of the police in the neighbourhood, twice: of all residents,
and of those who have one.
"""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from support.exact_reach import exact_reach
from support.questions import JUDGED, POLICE, police_rows, police_survey
from vmreport.analysis.analyse import analyse
from vmreport.analysis.disclosure import outsider
from vmreport.analysis.disclosure.cells import Earlier
from vmreport.analysis.disclosure.figures import Known, Printed
from vmreport.analysis.disclosure.sheet import audit_sheet
from vmreport.analysis.disclosure.together import one_sheet, protect_together
from vmreport.analysis.findings import CellKey, Hidden, Published, Thresholds
from vmreport.analysis.publication import publication_of
from vmreport.analysis.scope import find_scope
from vmreport.errors import Problems
from vmreport.survey.model import Partition

LIMITS = Thresholds(minimum_n=0, minimum_count=5)
WARD = "WK000102"
PEOPLE = {
    "WK000101": (60, 45, 20, 25),
    WARD: (48, 40, 22, 3),
    "WK000103": (70, 50, 25, 24),
    "WK000104": (50, 38, 16, 20),
}
UNKNOWN = POLICE[3]


def analysed(rows, *, limits=LIMITS, survey=None):
    problems = Problems()
    analysis = analyse(
        survey or police_survey(rows),
        area="GM0001",
        edition=2025,
        country="",
        region="",
        previous_edition=None,
        thresholds=limits,
        problems=problems,
    )
    return analysis, [item.code for item in problems.blocking]


def hidden(analysis, area=None):
    return {
        (key.area, key.indicator)
        for key, cell in analysis.cells.items()
        if isinstance(cell, Hidden) and area in (None, key.area)
    }


def box(analysis, area, code):
    """Give between which values a reader knows a figure to lie."""
    cell = analysis.cells[CellKey(2025, area, code)]
    if isinstance(cell, Published):
        shown = float(cell.value)
        return shown - 0.05, shown + 0.05
    return 0.0, 100.0


def test_the_last_answer_is_not_100_minus_the_others():
    """On the version before this one the printed 42,5, 35,4 and 19,5 left 2,45 to 2,75%."""
    analysis, blocked = analysed(police_rows(PEOPLE, POLICE))
    assert blocked == []
    assert isinstance(analysis.cells[CellKey(2025, WARD, UNKNOWN)], Hidden)
    others = [box(analysis, WARD, code) for code in POLICE[:3]]
    least, most = 100 - sum(high for _, high in others), 100 - sum(low for low, _ in others)
    assert min(most, 100) - max(least, 0) >= 10


def test_without_wards_around_it_two_answers_are_enough():
    (area, counts), *_ = {"WK000101": PEOPLE[WARD]}.items()
    rows = [row for row in police_rows({area: counts}, POLICE).splitlines() if " WK" in row]
    survey = police_survey("\n".join([*rows, "2025 GM0001 onveilig_weleens 20 n=500"]))
    analysis, blocked = analysed("", survey=survey)
    assert blocked == []
    assert len(hidden(analysis)) == 2


def ratio(analysis, area, answer):
    """Give what the two shares of one answer say of how many have no opinion."""
    low, high = box(analysis, area, POLICE[answer])
    judged_low, judged_high = box(analysis, area, JUDGED[answer])
    least = 0.0 if high >= judged_low else 100 * (1 - high / judged_low)
    most = 100.0 if low <= 0 or judged_high >= 100 else 100 * (1 - low / judged_high)
    return least, most


def test_the_two_sets_together_do_not_give_it_away_either():
    analysis, blocked = analysed(police_rows(PEOPLE))
    assert blocked == []
    least, most = (
        function(ratio(analysis, WARD, answer)[end] for answer in range(3))
        for end, function in ((0, max), (1, min))
    )
    assert most - least >= 4  # of about 113 answers: five
    for answers, area in ((JUDGED, WARD), (POLICE, WARD)):
        sums = [(dict.fromkeys(answers, 1.0), 100.0)]
        boxes = {code: box(analysis, area, code) for code in answers}
        for code in answers:
            if (area, code) in hidden(analysis):
                low, high = exact_reach(sums, boxes, code)
                assert (high - low) * 1.13 >= 5 or high - low >= 10


def test_answers_that_do_not_add_up_cost_nothing():
    """A set with 'weet niet' apart: no answer follows from the others."""
    rows = police_rows(PEOPLE, POLICE)
    alone = analysed(rows, survey=replace(police_survey(rows), partitions=(), mixtures=()))[0]
    survey = police_survey(rows)
    wrong = Partition((*POLICE[:2], UNKNOWN))
    analysis, _ = analysed(rows, survey=replace(survey, partitions=(wrong,), mixtures=()))
    assert hidden(analysis) == hidden(alone)
    assert not analysis.answers_linked


def test_a_set_that_lacks_an_answer_costs_nothing():
    rows = "\n".join(
        row for row in police_rows(PEOPLE, POLICE).splitlines() if "neutraal" not in row
    )
    alone = analysed(rows, survey=replace(police_survey(rows), partitions=(), mixtures=()))[0]
    analysis, _ = analysed(rows)
    assert hidden(analysis) == hidden(alone)
    assert not analysis.answers_linked


def test_an_answer_that_the_source_keeps_secret_is_the_rest():
    rows = police_rows({**PEOPLE, WARD: (48, 40, 22, 30)}, POLICE).splitlines()
    secret = [
        f"2025 {WARD} {UNKNOWN} x n=140" if f"{WARD} {UNKNOWN}" in row else row for row in rows
    ]
    analysis, blocked = analysed("\n".join(secret), limits=Thresholds(minimum_n=0))
    assert blocked == []
    assert len(hidden(analysis, WARD)) > 1


def test_the_part_and_the_whole_of_contact_in_the_municipality():
    rows = """
    2025 GM0001 politie_contact_buurt 40 n=400 k=160
    2025 GM0001 politie_contact_elders 30 n=400 k=120
    2025 GM0001 politie_contact_gemeente 70 n=400 k=280
    2025 WK000101 politie_contact_buurt 4 n=100 k=4
    2025 WK000101 politie_contact_elders 56 n=100 k=56
    2025 WK000101 politie_contact_gemeente 60 n=100 k=60
    """
    analysis, _ = analysed(rows)
    assert len(hidden(analysis, "WK000101")) == 2


def test_it_is_told_when_answers_played_a_part():
    assert analysed(police_rows(PEOPLE, POLICE))[0].answers_linked
    many = dict.fromkeys(PEOPLE, (48, 40, 22, 30))
    assert not analysed(police_rows(many, POLICE))[0].answers_linked


def test_what_was_printed_before_gives_the_last_answer_away():
    rows = police_rows(PEOPLE, POLICE)
    survey = police_survey(rows)
    before = {
        CellKey(2025, WARD, code): Earlier(
            survey.areas[WARD], Printed(survey.get(2025, WARD, code).value.value, 1)
        )
        for code in POLICE[:3]
    }
    problems = Problems()
    analyse(
        survey,
        area="GM0001",
        edition=2025,
        country="",
        region="",
        previous_edition=None,
        thresholds=LIMITS,
        problems=problems,
        earlier=before,
    )
    (problem,) = problems.blocking
    assert problem.code == "E801"
    assert WARD in problem.what
    assert "Geen oordeel over politie in de buurt" in problem.what


def sheet_of(rows, code, **options):
    problems = Problems()
    survey = police_survey(rows)
    scope = find_scope(
        survey,
        area=code,
        edition=2025,
        country="",
        region="RG01",
        previous_edition=None,
        problems=problems,
    )
    return publication_of(survey, scope, LIMITS, problems, **options).sheet


@pytest.mark.parametrize("most", [0, 1000])
def test_reports_of_a_batch_look_at_answers_together(monkeypatch, most):
    """Also when they are so many that the outsider is given what is printed of municipalities."""
    monkeypatch.setattr(outsider, "_MOST", most)
    town = police_rows(PEOPLE)
    region = "\n".join(row.replace("GM0001", "RG01") for row in town.splitlines() if "GM" in row)
    rows = {
        code: f"{region}\n{town}".replace("0001", code[2:]).replace("RG00", "RG01")
        for code in ("GM0001", "GM0002")
    }
    sheets = {code: sheet_of(text, code) for code, text in rows.items()}
    careless = {
        name: replace(
            sheet,
            facts={
                key: replace(fact, known=Known.SHOWN)
                if fact.known is Known.GUARDED and key.indicator != UNKNOWN
                else fact
                for key, fact in sheet.facts.items()
            },
        )
        for name, sheet in sheets.items()
    }
    assert audit_sheet(one_sheet(careless)) != ()
    found = protect_together(careless)
    assert found.leaks == {}
    after = {
        name: replace(
            sheet,
            facts={
                key: replace(fact, known=Known.GUARDED) if key in found.hide[name] else fact
                for key, fact in sheet.facts.items()
            },
        )
        for name, sheet in careless.items()
    }
    assert audit_sheet(one_sheet(after)) == ()


@pytest.mark.parametrize("wards", [20])
def test_a_town_of_twenty_wards_takes_seconds(wards):
    people = {
        f"WK0001{number:02}": (50 + number, 40, 20, 3 if number in (2, 5, 9) else 15 + number % 7)
        for number in range(1, wards + 1)
    }
    analysed(police_rows({"WK000101": (50, 40, 20, 3)}))  # libraries are read once
    begin = time.process_time()
    _, blocked = analysed(police_rows(people))
    assert blocked == []
    assert time.process_time() - begin < 10
