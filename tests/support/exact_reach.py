"""A second outsider for tests: GLPK's simplex in exact rational arithmetic, none of our code.

Our audit uses HiGHS in floating point, and arithmetic by hand where one sum is all there is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import swiglpk as glpk

__all__ = ["exact_reach"]

Terms = Mapping[str, float]


def exact_reach(
    sums: Sequence[tuple[Terms, float]], boxes: Mapping[str, tuple[float, float]], target: str
) -> tuple[float, float] | None:
    """Give the least and the greatest value of `target`, None when the sums contradict the boxes.

    Each sum is coefficients by name and what they add up to.
    """
    if not sums:
        return boxes[target]
    glpk.glp_term_out(glpk.GLP_OFF)
    names = sorted({target}.union(*(terms for terms, _ in sums)))
    place = {name: index for index, name in enumerate(names, 1)}
    problem = glpk.glp_create_prob()
    try:
        glpk.glp_add_cols(problem, len(names))
        for name, index in place.items():
            _bound(problem, index, *boxes[name])
        _add_sums(problem, sums, place)
        glpk.glp_set_obj_coef(problem, place[target], 1.0)
        low = _optimum(problem, glpk.GLP_MIN)
        high = _optimum(problem, glpk.GLP_MAX)
    finally:
        glpk.glp_delete_prob(problem)
    return None if low is None or high is None else (low, high)


def _bound(problem: object, index: int, low: float, high: float) -> None:
    kind = glpk.GLP_FX if low == high else glpk.GLP_LO if math.isinf(high) else glpk.GLP_DB
    glpk.glp_set_col_bnds(problem, index, kind, low, 0.0 if math.isinf(high) else high)


def _add_sums(
    problem: object, sums: Sequence[tuple[Terms, float]], place: Mapping[str, int]
) -> None:
    entries = [
        (row, place[name], value)
        for row, (terms, _) in enumerate(sums, 1)
        for name, value in terms.items()
    ]
    glpk.glp_add_rows(problem, len(sums))
    for row, (_, right) in enumerate(sums, 1):
        glpk.glp_set_row_bnds(problem, row, glpk.GLP_FX, right, right)
    rows, columns = glpk.intArray(len(entries) + 1), glpk.intArray(len(entries) + 1)
    values = glpk.doubleArray(len(entries) + 1)
    for index, (row, column, value) in enumerate(entries, 1):
        rows[index], columns[index], values[index] = row, column, value
    glpk.glp_load_matrix(problem, len(entries), rows, columns, values)


def _optimum(problem: object, direction: int) -> float | None:
    glpk.glp_set_obj_dir(problem, direction)
    assert glpk.glp_exact(problem, None) == 0
    status = glpk.glp_get_status(problem)
    if status == glpk.GLP_UNBND:
        return math.inf if direction == glpk.GLP_MAX else -math.inf
    if status in (glpk.GLP_NOFEAS, glpk.GLP_INFEAS):
        return None
    assert status == glpk.GLP_OPT
    return float(glpk.glp_get_obj_val(problem))
