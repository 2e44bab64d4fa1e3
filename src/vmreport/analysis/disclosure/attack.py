"""Works a hidden figure out as an outsider would: the interval that equations leave it.

Exact: step by step where sums hang together as a tree, which areas nearly always do, and by linear
programming (HiGHS) where they form a ring. The only home of scipy, imported when it is needed.
Which equations there are is for `outsider`; what is too narrow is decided in `policy`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vmreport.errors import ImpossibleError

__all__ = [
    "Derived",
    "Equation",
    "Found",
    "Interval",
    "Name",
    "Ranges",
    "Sums",
    "always_fits",
    "implied",
    "narrowed",
    "ordered",
    "reach",
    "reach_among",
]

Name = tuple[str, ...] | str
"""Of a figure."""
Interval = tuple[float, float]
Ranges = Mapping[Name, Interval]
Messages = dict[tuple[Name, int], Interval | None]
"""What a figure can be, seen from one of its equations (by identity), or from all."""
Found = tuple[Messages, dict[int, Interval]]
"""Messages, and what the terms of an equation add up to."""

_NOISE = 1e-9
_ROUNDS = 4
_SMALL = 500
"""Figures in a programme that is solved sooner than it is made smaller (measured: 2.0 for 2.6 ms)."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Figures that add up: the sum of coefficient x value is `right`."""

    terms: Mapping[Name, float]
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Sums:
    """Equations, with which ones a figure is in and which figures are in a ring."""

    equations: tuple[Equation, ...]
    touching: Mapping[Name, tuple[Equation, ...]]
    in_ring: frozenset[Name]
    """Figures of a group of equations in which one can go round."""

    @classmethod
    def of(cls, equations: Iterable[Equation]) -> Sums:
        """Give equations with their shape."""
        kept = tuple(equations)
        touching: dict[Name, tuple[Equation, ...]] = {}
        for item in kept:
            for name in item.terms:
                touching[name] = (*touching.get(name, ()), item)
        return cls(kept, touching, frozenset(_in_rings(kept, touching)))


def _in_rings(
    equations: tuple[Equation, ...], touching: Mapping[Name, tuple[Equation, ...]]
) -> set[Name]:
    """Give the figures of groups with more links than a tree of their size has."""
    found: set[Name] = set()
    seen: set[int] = set()
    for first in equations:
        if id(first) in seen:
            continue
        names: set[Name] = set()
        group, links = [first], 0
        seen.add(id(first))
        for item in group:
            links += len(item.terms)
            for name in item.terms.keys() - names:
                names.add(name)
                near = [other for other in touching[name] if id(other) not in seen]
                seen.update(map(id, near))
                group += near
        if links >= len(names) + len(group):
            found |= names
    return found


def reach(sums: Sums, ranges: Ranges, target: Name, found: Found | None = None) -> Interval | None:
    """Give between which values `target` must lie, or None when what is printed contradicts itself.

    `found` keeps what was found on the way, for the next target of the same sums and ranges.
    Source: attacker intervals by linear programming, as in tau-ARGUS and sdcTable (risks B4).
    """
    if target not in sums.in_ring:
        return _along_tree(_Walk(sums, ranges, *(({}, {}) if found is None else found)), target)
    derived = reach_among(_connected(sums.equations, target), ranges, target)
    return None if derived is None else derived.interval


@dataclass(frozen=True, slots=True)
class Derived:
    """What a figure can be, and how that is known."""

    interval: Interval
    prices: Mapping[Name, Interval] | None = None
    """How much wider it gets at most per point that a figure may be lower, and higher; figures
    without a price make no difference. None when it was not found by linear programming."""
    ends: tuple[Mapping[Name, float], ...] = ()
    """Values of all figures, at either end, that are possible together."""


def reach_among(near: list[Equation], ranges: Ranges, target: Name) -> Derived | None:
    """Give the same for equations that all have to do with the target, in a ring or not."""
    left = _that_bind(near, ranges, target)
    again = Sums.of(left)
    if target not in again.in_ring:
        found = _along_tree(_Walk(again, ranges, {}, {}), target)
        return None if found is None else Derived(found)
    return _by_program(left, ranges, target)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through sums that form a tree, with what each branch said."""

    sums: Sums
    ranges: Ranges
    messages: Messages
    totals: dict[int, Interval]
    """What the terms of an equation add up to, by its identity."""


def _along_tree(walk: _Walk, target: Name, came_by: Equation | None = None) -> Interval | None:
    """Give what a figure can be, from the equations on its far side: they share no figures."""
    key = (target, id(came_by))
    if key not in walk.messages:
        walk.messages[key] = _from_branches(walk, target, came_by)
    return walk.messages[key]


def _from_branches(walk: _Walk, target: Name, came_by: Equation | None) -> Interval | None:
    low, high = walk.ranges[target]
    for equation in walk.sums.touching.get(target, ()):
        if equation is came_by:
            continue
        others = _others(walk, equation, target)
        if others is None:
            return None
        implied = _solved(equation, target, others)
        low, high = max(low, implied[0]), min(high, implied[1])
    return ordered(low, high)


def _others(walk: _Walk, equation: Equation, target: Name) -> Interval | None:
    """Give what all other terms of an equation add up to, each seen from its far side.

    The sum of all terms is kept, so that a country of municipalities is added up once.
    """
    own = walk.messages.get((target, id(equation)))
    mine = None if own is None else _scaled(own, equation.terms[target])
    known = walk.totals.get(id(equation))
    if known is not None and mine is not None:
        return known[0] - mine[0], known[1] - mine[1]
    low = high = 0.0
    for name, coefficient in equation.terms.items():
        if name != target:
            found = _along_tree(walk, name, equation)
            if found is None:
                return None
            ends = _scaled(found, coefficient)
            low, high = low + ends[0], high + ends[1]
    if mine is not None and math.isfinite(high - low + mine[1] - mine[0]):
        walk.totals[id(equation)] = (low + mine[0], high + mine[1])
    return low, high


def _scaled(interval: Interval, factor: float) -> Interval:
    one, other = factor * interval[0], factor * interval[1]
    return (one, other) if factor > 0 else (other, one)


def _solved(equation: Equation, target: Name, others: Interval) -> Interval:
    """Give what a figure must be when the other terms add up to this."""
    low, high = equation.right - others[1], equation.right - others[0]
    own = equation.terms[target]
    return (low / own, high / own) if own > 0 else (high / own, low / own)


def _connected(equations: Iterable[Equation], target: Name) -> list[Equation]:
    """Give the equations that touch the target, directly or through each other."""
    waiting, found, reached = list(equations), [], {target}
    growing = True
    while growing:
        near = [item for item in waiting if not reached.isdisjoint(item.terms)]
        waiting = [item for item in waiting if reached.isdisjoint(item.terms)]
        for item in near:
            reached.update(item.terms)
        found += near
        growing = bool(near)
    return found


def _that_bind(equations: list[Equation], ranges: Ranges, target: Name) -> list[Equation]:
    """Leave out equations that one figure of their own always makes true (exact)."""
    left = equations
    while True:
        uses: dict[Name, int] = {}
        for item in left:
            for name in item.terms:
                uses[name] = uses.get(name, 0) + 1
        kept = [
            item
            for item in left
            if not any(
                uses[name] == 1 and name != target and always_fits(item, ranges, name)
                for name in item.terms
            )
        ]
        if len(kept) == len(left):
            return _connected(kept, target)
        left = kept


def always_fits(equation: Equation, ranges: Ranges, name: Name) -> bool:
    """Whether a figure can make an equation true whatever the others are."""
    low, high = ranges[name]
    needed = implied(equation, ranges, name)
    return low <= needed[0] and needed[1] <= high


def implied(equation: Equation, ranges: Ranges, name: Name) -> Interval:
    """Give what one equation leaves a figure, whatever its own range."""
    ends = [_scaled(ranges[other], by) for other, by in equation.terms.items() if other != name]
    return _solved(equation, name, (sum(low for low, _ in ends), sum(high for _, high in ends)))


def ordered(low: float, high: float) -> Interval | None:
    """Give an interval, or None when nothing lies between its ends."""
    if low > high + _NOISE:
        return None
    return min(low, high), max(low, high)


def narrowed(sums: Sums, ranges: Ranges, target: Name) -> Interval | None:
    """Give what going round a few times leaves of a figure: never narrower than the exact answer."""
    near = _connected(sums.equations, target)
    known = {name: ranges[name] for item in near for name in item.terms}
    for _ in range(_ROUNDS):
        before = dict(known)
        for item in near:
            for name in item.terms:
                low, high = implied(item, known, name)
                found = ordered(max(known[name][0], low), min(known[name][1], high))
                if found is None:
                    return None
                known[name] = found
        if known == before:
            break
    return known[target]


def _by_program(equations: list[Equation], ranges: Ranges, target: Name) -> Derived | None:
    from scipy.optimize import linprog

    names = list(dict.fromkeys(name for item in equations for name in item.terms))
    place = {name: index for index, name in enumerate(names)}
    matrix = [[0.0] * len(names) for _ in equations]
    right = []
    for row, item in zip(matrix, equations, strict=True):
        scale = 1 / abs(item.terms.get(target) or max(item.terms.values(), key=abs))
        for name, value in item.terms.items():
            row[place[name]] = value * scale
        right.append(item.right * scale)
    bounds = [ranges[name] for name in names]
    options = {"presolve": len(names) > _SMALL}
    ends: list[float] = []
    points: list[Mapping[Name, float]] = []
    prices: dict[Name, Interval] = {}
    for sign in (1.0, -1.0):
        goal = [0.0] * len(names)
        goal[place[target]] = sign
        found = linprog(
            goal, A_eq=matrix, b_eq=right, bounds=bounds, method="highs", options=options
        )
        if found.status == 2:
            return None
        if found.status not in (0, 3):
            raise ImpossibleError(f"De controle op onthulling is vastgelopen: {found.message}")
        ends.append(sign * (float(found.fun) if found.status == 0 else -math.inf))
        if found.status == 0:
            points.append(dict(zip(names, found.x.tolist(), strict=True)))
            lower, upper = found.lower.marginals.tolist(), found.upper.marginals.tolist()
            for name, low, high in zip(names, lower, upper, strict=True):
                if abs(low) + abs(high) > _NOISE:
                    before = prices.get(name, (0.0, 0.0))
                    prices[name] = (before[0] + abs(low), before[1] + abs(high))
    interval = ordered(ends[0], ends[1])
    return None if interval is None else Derived(interval, prices, tuple(points))
