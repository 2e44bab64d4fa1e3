"""Works a hidden figure out as an outsider would: the interval that what is printed leaves it.

Exact: step by step where sums hang together as a tree, which areas nearly always do, and by linear
programming (HiGHS) where they form a ring. The only home of scipy, imported when it is needed.
What is too narrow is decided in `policy`.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vmreport.analysis.disclosure.figures import Figure, Known, Table
from vmreport.errors import ImpossibleError

__all__ = ["Equation", "Interval", "Outsider", "Sums", "reach"]

Interval = tuple[float, float]
Ranges = Mapping[str, Interval]
Messages = dict[tuple[str, int], Interval | None]
"""What a figure can be, seen from one of its equations (by identity), or from all."""
Found = tuple[Messages, dict[int, Interval]]
"""Messages, and what the terms of an equation add up to."""

_NOISE = 1e-9
_REST = "rest of "
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Equation:
    """Figures that add up: the sum of coefficient x value is `right`."""

    terms: Mapping[str, float]
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Sums:
    """Equations, with which ones a figure is in and which figures are in a ring."""

    equations: tuple[Equation, ...]
    touching: Mapping[str, tuple[Equation, ...]]
    in_ring: frozenset[str]
    """Figures of a group of equations in which one can go round."""

    @classmethod
    def of(cls, equations: Iterable[Equation]) -> Sums:
        """Give equations with their shape."""
        kept = tuple(equations)
        touching: dict[str, tuple[Equation, ...]] = {}
        for item in kept:
            for name in item.terms:
                touching[name] = (*touching.get(name, ()), item)
        return cls(kept, touching, frozenset(_in_rings(kept, touching)))

    def steps_from(self, target: str) -> Mapping[str, int]:
        """Give every figure that has something to do with one figure, and how many sums away."""
        steps, waiting = {target: 0}, deque([target])
        while waiting:
            name = waiting.popleft()
            for item in self.touching.get(name, ()):
                for fresh in item.terms.keys() - steps.keys():
                    steps[fresh] = steps[name] + 1
                    waiting.append(fresh)
        return steps


def _in_rings(
    equations: tuple[Equation, ...], touching: Mapping[str, tuple[Equation, ...]]
) -> set[str]:
    """Give the figures of groups with more links than a tree of their size has."""
    found: set[str] = set()
    seen: set[int] = set()
    for first in equations:
        if id(first) in seen:
            continue
        names: set[str] = set()
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


def reach(sums: Sums, ranges: Ranges, target: str, found: Found | None = None) -> Interval | None:
    """Give between which values `target` must lie, or None when what is printed contradicts itself.

    `found` keeps what was found on the way, for the next target of the same sums and ranges.
    Source: attacker intervals by linear programming, as in tau-ARGUS and sdcTable (risks B4).
    """
    if target not in sums.in_ring:
        return _along_tree(_Walk(sums, ranges, *(({}, {}) if found is None else found)), target)
    left = _that_bind(_connected(sums.equations, target), ranges, target)
    again = Sums.of(left)
    if target not in again.in_ring:
        return _along_tree(_Walk(again, ranges, {}, {}), target)
    return _by_program(left, ranges, target)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through sums that form a tree, with what each branch said."""

    sums: Sums
    ranges: Ranges
    messages: Messages
    totals: dict[int, Interval]
    """What the terms of an equation add up to, by its identity."""


def _along_tree(walk: _Walk, target: str, came_by: Equation | None = None) -> Interval | None:
    """Give what a figure can be, from the equations on its far side: they share no figures."""
    key = (target, id(came_by))
    if key not in walk.messages:
        walk.messages[key] = _from_branches(walk, target, came_by)
    return walk.messages[key]


def _from_branches(walk: _Walk, target: str, came_by: Equation | None) -> Interval | None:
    low, high = walk.ranges[target]
    for equation in walk.sums.touching.get(target, ()):
        if equation is came_by:
            continue
        others = _others(walk, equation, target)
        if others is None:
            return None
        implied = _solved(equation, target, others)
        low, high = max(low, implied[0]), min(high, implied[1])
    return _ordered(low, high)


def _others(walk: _Walk, equation: Equation, target: str) -> Interval | None:
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


def _solved(equation: Equation, target: str, others: Interval) -> Interval:
    """Give what a figure must be when the other terms add up to this."""
    low, high = equation.right - others[1], equation.right - others[0]
    own = equation.terms[target]
    return (low / own, high / own) if own > 0 else (high / own, low / own)


def _connected(equations: Iterable[Equation], target: str) -> list[Equation]:
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


def _that_bind(equations: list[Equation], ranges: Ranges, target: str) -> list[Equation]:
    """Leave out equations that one figure of their own always makes true (exact)."""
    left = equations
    while True:
        uses: dict[str, int] = {}
        for item in left:
            for name in item.terms:
                uses[name] = uses.get(name, 0) + 1
        kept = [
            item
            for item in left
            if not any(
                uses[name] == 1 and name != target and _always_fits(item, ranges, name)
                for name in item.terms
            )
        ]
        if len(kept) == len(left):
            return _connected(kept, target)
        left = kept


def _always_fits(equation: Equation, ranges: Ranges, name: str) -> bool:
    low, high = ranges[name]
    implied = _implied(equation, ranges, name)
    return low <= implied[0] and implied[1] <= high


def _implied(equation: Equation, ranges: Ranges, name: str) -> Interval:
    """Give what one equation leaves a figure, whatever its own range."""
    ends = [_scaled(ranges[other], by) for other, by in equation.terms.items() if other != name]
    return _solved(equation, name, (sum(low for low, _ in ends), sum(high for _, high in ends)))


def _ordered(low: float, high: float) -> Interval | None:
    if low > high + _NOISE:
        return None
    return min(low, high), max(low, high)


def _narrowed(sums: Sums, ranges: Ranges, target: str) -> Interval | None:
    """Give what going round a few times leaves of a figure: never narrower than the exact answer."""
    near = _connected(sums.equations, target)
    known = {name: ranges[name] for item in near for name in item.terms}
    for _ in range(_ROUNDS):
        before = dict(known)
        for item in near:
            for name in item.terms:
                implied = _implied(item, known, name)
                found = _ordered(max(known[name][0], implied[0]), min(known[name][1], implied[1]))
                if found is None:
                    return None
                known[name] = found
        if known == before:
            break
    return known[target]


def _narrowest(found: Iterable[Interval | None]) -> Interval | None:
    intervals = [interval for interval in found if interval is not None]
    return min(intervals, key=lambda ends: ends[1] - ends[0], default=None)


def _by_program(equations: list[Equation], ranges: Ranges, target: str) -> Interval | None:
    from scipy.optimize import linprog

    names = sorted({name for item in equations for name in item.terms})
    place = {name: index for index, name in enumerate(names)}
    matrix = [[0.0] * len(names) for _ in equations]
    right = []
    for row, item in zip(matrix, equations, strict=True):
        scale = 1 / abs(item.terms.get(target) or max(item.terms.values(), key=abs))
        for name, value in item.terms.items():
            row[place[name]] = value * scale
        right.append(item.right * scale)
    bounds = [ranges[name] for name in names]
    ends = []
    for sign in (1.0, -1.0):
        goal = [0.0] * len(names)
        goal[place[target]] = sign
        found = linprog(goal, A_eq=matrix, b_eq=right, bounds=bounds, method="highs")
        if found.status == 2:
            return None
        if found.status not in (0, 3):
            raise ImpossibleError(f"De controle op onthulling is vastgelopen: {found.message}")
        ends.append(sign * (float(found.fun) if found.status == 0 else -math.inf))
    return _ordered(ends[0], ends[1])


@dataclass(frozen=True, slots=True)
class Outsider:
    """Everybody who has all that is printed and knows by what the figures are weighed.

    Two of them: one takes the sums as they are printed; the other also knows how far they are
    off, so that a sum that is off is no protection. A figure must be safe from both.
    """

    as_printed: Sums
    as_delivered: Sums
    ranges: Ranges
    found: tuple[Found, Found] = field(default_factory=lambda: (({}, {}), ({}, {})))
    """What was worked out before, as delivered and as printed."""

    @classmethod
    def of(cls, table: Table) -> Outsider:
        """Give the outsider of a table, with what is printed of it now."""
        ranges = {code: (item.low, item.high) for code, item in table.figures.items()}
        printed, delivered = [], []
        points = _points(table)
        for relation in table.relations:
            terms = {relation.total: -1.0, **dict(relation.parts)}
            if relation.rest:
                name = f"{_REST}{relation.total}: {' '.join(code for code, _ in relation.parts)}"
                terms[name] = relation.rest
                ranges[name] = table.bounds
            printed.append(Equation(terms))
            delivered.append(Equation(terms, _off(terms, points, ranges)))
        return cls(Sums.of(printed), Sums.of(delivered), ranges)

    def without(self, table: Table, hidden: Iterable[str]) -> Outsider:
        """Give the same outsider when these figures are no longer printed."""
        ranges = dict(self.ranges)
        ranges.update((code, table.bounds) for code in hidden)
        return Outsider(self.as_printed, self.as_delivered, ranges)

    def interval(self, target: str) -> Interval:
        """Give the narrowest interval that can be derived for a figure."""
        found = [
            reach(self.as_delivered, self.ranges, target, self.found[0]),
            reach(self.as_printed, self.ranges, target, self.found[1]),
            *self._by_each(target),
        ]
        return _narrowest(found) or self.ranges[target]

    def at_most(self, target: str) -> Interval:
        """Give an interval that the exact one is never wider than, without linear programming."""
        views = zip((self.as_delivered, self.as_printed), self.found, strict=True)
        found = [
            _narrowed(view, self.ranges, target)
            if target in view.in_ring
            else reach(view, self.ranges, target, before)
            for view, before in views
        ]
        return _narrowest([*found, *self._by_each(target)]) or self.ranges[target]

    def at_a_glance(self, target: str) -> Interval:
        """Give an interval that the exact one is never wider than, from single sums."""
        return _narrowest(self._by_each(target)) or self.ranges[target]

    def _by_each(self, target: str) -> list[Interval | None]:
        """Give what each sum says by itself, as printed, whatever the others contradict."""
        own = self.ranges[target]
        implied = (_implied(item, self.ranges, target) for item in self.touching(target))
        return [_ordered(max(own[0], low), min(own[1], high)) for low, high in implied]

    def touching(self, target: str) -> tuple[Equation, ...]:
        """Give the equations a figure is in, as printed."""
        return self.as_printed.touching.get(target, ())


def _points(table: Table) -> dict[str, float]:
    """Give a value of every figure; of one we do not know ourselves that of its total, else any."""
    points = {
        code: figure.point for code, figure in table.figures.items() if figure.point is not None
    }
    for relation in table.relations:
        for code, _ in relation.parts:
            if code not in points and relation.total in points:
                points[code] = points[relation.total]
    shown = [points[item.code] for item in table.of_kind(Known.SHOWN) if item.code in points]
    mean = sum(shown) / len(shown) if shown else max(table.bounds[0], 0.0)
    return {code: points.get(code, _any(figure, mean)) for code, figure in table.figures.items()}


def _any(figure: Figure, mean: float) -> float:
    return min(max(mean, figure.low), figure.high)


def _off(terms: Mapping[str, float], points: Mapping[str, float], ranges: Ranges) -> float:
    """Give how far delivered figures are from adding up, after the rest has taken what it can."""
    off = sum(value * points[name] for name, value in terms.items() if name in points)
    for name, value in terms.items():
        if name not in points:
            low, high = ranges[name]
            off += value * min(max(-off / value, low), high)
    return off
