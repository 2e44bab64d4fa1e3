"""Nobody can work a hidden figure out: the audit against exact arithmetic of another solver.

VMREPORT_HIERARCHIES sets how many towns are tried (`make disclosure` asks for many more).
"""

from __future__ import annotations

import math
import os
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.exact_reach import exact_reach
from support.hierarchies import (
    EDITION,
    QUESTION,
    Asked,
    Town,
    asked,
    survey_of,
    survey_of_all,
    towns,
)
from vmreport.analysis.analyse import analyse
from vmreport.analysis.disclosure.attack import Equation, Sums, reach
from vmreport.analysis.findings import CellKey, Hidden, Thresholds
from vmreport.errors import Problems
from vmreport.survey.model import Absence

HIERARCHIES = int(os.environ.get("VMREPORT_HIERARCHIES", "1000"))
DONE: Counter[str] = Counter()
TOO_BIG = [HealthCheck.too_slow, HealthCheck.data_too_large]
MANY = settings(max_examples=HIERARCHIES, deadline=None, suppress_health_check=TOO_BIG)
GUARDED = frozenset({Absence.SECRET, Absence.SMALL_COUNT, Absence.COMPLEMENT})
limits = st.builds(
    Thresholds,
    minimum_n=st.sampled_from([0, 50]),
    minimum_count=st.sampled_from([3, 5, 10]),
    minimum_width=st.sampled_from([Decimal(10), Decimal(5), Decimal(20)]),
)


def tell(done: Counter[str], what: str) -> None:
    """Say now and then how far a long search is (`make disclosure`)."""
    done[what] += 1
    if HIERARCHIES > 1000 and done[what] % 500 == 0:
        sys.stderr.write(f"{what}: {done[what]} of about {HIERARCHIES}\n")


def analysed(town: Town, thresholds: Thresholds, survey=None):
    problems = Problems()
    (code,) = (code for code in town.values if code.startswith("GM"))
    analysis = analyse(
        survey or survey_of(town),
        area=code,
        edition=EDITION,
        country="",
        region="",
        previous_edition=None,
        thresholds=thresholds,
        problems=problems,
    )
    return analysis, [item for item in problems.items if item.code.startswith("E8")]


def outside(town: Town, analysis) -> tuple[list, dict]:
    """Give the sums and the boxes of somebody who reads the report and knows the sizes."""
    boxes = {}
    for code in town.values:
        cell = analysis.cells[CellKey(EDITION, code, QUESTION)]
        if isinstance(cell, Hidden):
            boxes[code] = (0.0, 100.0)
        else:
            half = Decimal("0.05")
            boxes[code] = (
                float(max(cell.value - half, Decimal(0))),
                float(min(cell.value + half, Decimal(100))),
            )
    # whole numbers: in exact arithmetic a rounded fraction would contradict the sums it repeats
    sums = [
        ({total: -town.weights[total]} | {part: town.weights[part] for part in parts}, 0.0)
        for total, parts in town.sums
    ]
    return sums, boxes


def narrow(town: Town, analysis, thresholds: Thresholds) -> list[str]:
    """Give the hidden figures that can be worked out too precisely, by another solver."""
    sums, boxes = outside(town, analysis)
    found = []
    for code in town.values:
        cell = analysis.cells[CellKey(EDITION, code, QUESTION)]
        if isinstance(cell, Hidden) and cell.reason in GUARDED:
            reached = exact_reach(sums, boxes, code)
            if reached is None:
                assert town.is_off, "the figures truly add up"
                continue
            width = reached[1] - reached[0]
            answers = width * town.n[code] / 100
            if width < thresholds.minimum_width and answers < thresholds.minimum_count:
                found.append(f"{code}: {reached[0]:.2f}..{reached[1]:.2f}")
    return found


@MANY
@given(town=towns() | towns(off=True), thresholds=limits)
def test_no_hidden_figure_can_be_worked_out(town, thresholds):
    tell(DONE, "towns")
    analysis, blocked = analysed(town, thresholds)
    if not blocked:
        assert narrow(town, analysis, thresholds) == []


def test_without_the_complement_the_second_solver_does_find_them():
    """So the search above can find something: the rule is off, the same cells are hidden."""
    found = []

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(town=towns())
    def look(town):
        primary = Thresholds(minimum_n=0, minimum_count=5, minimum_width=Decimal("0.0001"))
        analysis, blocked = analysed(town, primary)
        if not blocked:
            strict = Thresholds(minimum_n=0, minimum_count=5)
            found.extend(narrow(town, analysis, strict))

    look()
    assert len(found) > 10


def narrow_answers(drawn: Asked, analysis, thresholds: Thresholds) -> list[str]:
    """Give the hidden answers that can be worked out too precisely, by another solver.

    From sums of areas and of answers together, in whole numbers: residents of each answer.
    """
    town, half = drawn.town, Decimal("0.05")
    boxes, guarded = {}, []
    for code, by_area in drawn.answers.items():
        for area in by_area:
            cell = analysis.cells[CellKey(EDITION, area, code)]
            name = f"{area} {code}"
            if isinstance(cell, Hidden):
                boxes[name] = (0.0, 100.0)
                guarded += [(name, area)] if cell.reason in GUARDED else []
            else:
                low, high = max(cell.value - half, Decimal(0)), min(cell.value + half, Decimal(100))
                boxes[name] = (float(low), float(high))
    sums = [
        (
            {f"{total} {code}": -town.n[total]}
            | {f"{part} {code}": town.n[part] for part in parts},
            0.0,
        )
        for code in drawn.answers
        for total, parts in town.sums
    ]
    sums += [
        ({f"{area} {code}": 1 for code in question}, 100.0)
        for question in drawn.questions
        for area in town.n
    ]
    found = []
    for name, area in guarded:
        reached = exact_reach(_tied(sums, name), boxes, name)
        assert reached is not None, "the figures truly add up"
        width = reached[1] - reached[0]
        if width < thresholds.minimum_width and width * town.n[area] / 100 < (
            thresholds.minimum_count
        ):
            found.append(f"{name}: {reached[0]:.2f}..{reached[1]:.2f}")
    return found


QUESTIONS = settings(MANY, max_examples=max(HIERARCHIES // 25, 1))


@QUESTIONS
@given(drawn=asked(), thresholds=limits)
def test_no_answer_can_be_worked_out_from_the_others(drawn, thresholds):
    tell(DONE, "questions")
    analysis, blocked = analysed(drawn.town, thresholds, survey_of_all(drawn))
    if not blocked:
        assert narrow_answers(drawn, analysis, thresholds) == []


def test_when_answers_are_not_looked_at_together_the_second_solver_finds_them():
    found = []

    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=TOO_BIG)
    @given(drawn=asked())
    def look(drawn):
        thresholds = Thresholds(minimum_n=0, minimum_count=5)
        survey = replace(survey_of_all(drawn), partitions=())
        analysis, blocked = analysed(drawn.town, thresholds, survey)
        if not blocked:
            found.extend(narrow_answers(drawn, analysis, thresholds))

    look()
    assert len(found) > 10


names = st.sampled_from("abcdefg")
terms = st.dictionaries(
    names, st.sampled_from([-1.0, 0.1, 0.25, 0.5, 1.0, 2.0]), min_size=2, max_size=5
)


@st.composite
def systems(draw):
    """Draw sums that hold at some point, and boxes around it; sometimes they contradict."""
    point = {name: draw(st.integers(0, 100)) for name in "abcdefg"}
    boxes = {}
    for name, value in point.items():
        kind = draw(st.sampled_from(("known", "free", "open")))
        box = {"known": (value - 0.05, value + 0.05), "free": (0.0, 100.0), "open": (0.0, math.inf)}
        boxes[name] = box[kind]
    sums = []
    for _ in range(draw(st.integers(1, 4))):
        one = draw(terms)
        off = draw(st.sampled_from([0.0, 0.0, 0.0, 0.3]))
        sums.append((one, sum(value * point[name] for name, value in one.items()) + off))
    return sums, boxes, draw(names)


@MANY
@given(systems())
def test_what_can_be_derived_is_what_exact_arithmetic_derives(system):
    tell(DONE, "sums")
    sums, boxes, target = system
    ours = reach(Sums.of(Equation(terms, right) for terms, right in sums), boxes, target)
    theirs = exact_reach(_tied(sums, target), boxes, target)
    if ours is None or theirs is None:  # a contradiction elsewhere does not help anybody
        assert theirs is None
        return
    for mine, exact in zip(ours, theirs, strict=True):
        assert mine == exact or math.isclose(mine, exact, rel_tol=1e-6, abs_tol=1e-5)


def _tied(sums, target):
    """Give the sums that have something to do with the target."""
    reached, found = {target}, []
    for _ in sums:
        found = [item for item in sums if not reached.isdisjoint(item[0])]
        reached = reached.union(*(item[0] for item in found))
    return found
