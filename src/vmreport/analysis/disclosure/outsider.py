"""Everybody who has all that is printed: which equations he has, and what he derives with them.

Two of them: one takes the sums as they are printed; the other also knows how far they are off.
How equations are solved stands in `attack`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vmreport.analysis.disclosure.attack import (
    Derived,
    Equation,
    Found,
    Interval,
    Name,
    Ranges,
    Sums,
    always_fits,
    implied,
    narrowed,
    ordered,
    reach,
    reach_among,
)
from vmreport.analysis.disclosure.figures import Figure, Known, Spot, Sum, Table

__all__ = ["Outsider"]

_REST = "rest of "
_MOST = 1000
"""Figures in one table: in a larger one, many towns that hang together, the outsider is given what
is printed of whole municipalities and more to the last decimal. He then knows too much, never too
little, and each municipality can be worked out by itself."""


@dataclass(frozen=True, slots=True)
class _View:
    """The equations of one outsider."""

    areas: Sums
    """Sums of areas."""
    links: Sums
    """Answers to one question, and what else hangs together within an area."""
    own: Mapping[int, Name]
    """Of a link (by identity) a figure that is in no other equation, if there is one."""

    @classmethod
    def of(cls, areas: Iterable[Equation], links: Iterable[Equation]) -> _View:
        """Give equations as a view."""
        sums, linked = Sums.of(areas), Sums.of(links)
        own = {
            id(link): name
            for link in linked.equations
            for name in link.terms
            if name not in sums.touching and len(linked.touching[name]) == 1
        }
        return cls(sums, linked, own)

    def open(self, links: Iterable[Equation], ranges: Ranges) -> tuple[Equation, ...]:
        """Give the links that say something: those that no figure of their own makes true."""
        return tuple(
            link
            for link in links
            if id(link) not in self.own or not always_fits(link, ranges, self.own[id(link)])
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one outsider worked out with what is printed now."""

    open: tuple[Equation, ...]
    """Links that may say something."""
    found: Found = field(default_factory=lambda: ({}, {}))
    tight: list[frozenset[int]] = field(default_factory=list)
    """Once known: the open links that say something beside the sums of areas, by identity."""
    derived: dict[Name, Derived | None] = field(default_factory=dict)
    """What sums of areas and links say together, by figure."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Everybody who has all that is printed and knows by what the figures are weighed.

    Two of them: one takes the sums as they are printed; the other also knows how far they are
    off, so that a sum that is off is no protection. A figure must be safe from both, also when
    only areas or only single sums are looked at: the rest may contradict itself.
    """

    views: tuple[_View, _View]
    """As delivered and as printed."""
    ranges: Ranges
    given: Mapping[Name, float]
    """Printed figures that are known to the last decimal."""
    seen: tuple[_Seen, _Seen]

    @classmethod
    def of(cls, table: Table) -> Outsider:
        """Give the outsider of a table, with what is printed of it now."""
        ranges: dict[Name, Interval] = {
            spot: (item.low, item.high) for spot, item in table.figures.items()
        }
        points = _points(table)
        delivered: tuple[list[Equation], list[Equation]] = ([], [])
        printed: tuple[list[Equation], list[Equation]] = ([], [])
        for item in table.sums:
            terms: dict[Name, float] = dict(item.terms.items())
            if item.rest:
                name = f"{_REST}{' '.join(spot.area for spot in item.terms)}"
                rest = Spot(name, next(iter(item.terms)).indicator)
                terms[rest], ranges[rest] = item.rest, table.bounds
            kind = item.total is None
            printed[kind].append(Equation(terms, item.right))
            off = _off(terms, item.right, points, ranges)
            delivered[kind].append(Equation(terms, item.right + off))
        views = _View.of(*delivered), _View.of(*printed)
        given = _given(table) if len(table.figures) > _MOST else {}
        one, other = (_Seen(view.open(view.links.equations, ranges)) for view in views)
        return cls(views, ranges, given, (one, other))

    def without(self, table: Table, hidden: Iterable[Spot]) -> Outsider:
        """Give the same outsider when these figures are no longer printed."""
        gone: dict[Name, Interval] = dict.fromkeys(hidden, table.bounds)
        ranges = {**self.ranges, **gone}
        given = self.given
        if given:
            given = {name: value for name, value in given.items() if name not in gone}
        one, other = (
            _Seen(_opened(view, seen.open, gone, ranges))
            for view, seen in zip(self.views, self.seen, strict=True)
        )
        return Outsider(self.views, ranges, given, (one, other))

    def interval(self, target: Spot, *, over: float = -1.0) -> Interval:
        """Give the narrowest interval that can be derived for a figure.

        With `over` the search ends at one that is not wider: who asks has no use for it.
        """
        found = self._by_each(target)
        for view, seen in zip(self.views, self.seen, strict=True):
            if any(known and known[1] - known[0] <= over for known in found):
                break
            by_areas = reach(view.areas, self.ranges, target, seen.found)
            found.append(by_areas)
            if by_areas is not None and seen.open:
                together = self._by_links(view, seen, target)
                found.append(together.interval if together else None)
        return _narrowest(found) or self.ranges[target]

    def at_least(self, target: Spot) -> Interval | None:
        """Give an interval within the exact one, from what was found before; None without any.

        Values that were possible for other figures are possible for this one.
        """
        found = []
        for view, seen in zip(self.views, self.seen, strict=True):
            if reach(view.areas, self.ranges, target, seen.found) is None:
                continue
            ends = (end for known in seen.derived.values() if known for end in known.ends)
            values = [end[target] for end in ends if target in end]
            if not values:
                return None
            found.append((min(values), max(values)))
        return _narrowest([*found, self.at_most(target)])

    def gains(self, target: Spot, bounds: Interval) -> Mapping[Name, float] | None:
        """Give how wide the interval of a figure gets at most when another is hidden.

        Others make no difference. None when that is not known.
        Source: what a relaxed bound brings is at most its price in the linear programme.
        """
        views = zip(self.views, self.seen, strict=True)
        found = [self._by_links(view, seen, target) for view, seen in views if seen.open]
        narrow = min(filter(None, found), key=_width, default=None)
        now = self.interval(target)
        if narrow is None or narrow.prices is None or _width(narrow) > now[1] - now[0]:
            return None
        return {
            name: _width(narrow) + self._widened(name, prices, bounds)
            for name, prices in narrow.prices.items()
        }

    def _widened(self, name: Name, prices: Interval, bounds: Interval) -> float:
        low, high = (self.given[name],) * 2 if name in self.given else self.ranges[name]
        room = low - bounds[0], bounds[1] - high
        return sum(price * by for price, by in zip(prices, room, strict=True) if price)

    def at_most(self, target: Spot) -> Interval:
        """Give an interval that the exact one is never wider than, without linear programming."""
        found = [
            narrowed(view.areas, self.ranges, target)
            if target in view.areas.in_ring
            else reach(view.areas, self.ranges, target, seen.found)
            for view, seen in zip(self.views, self.seen, strict=True)
        ]
        return _narrowest([*found, *self._by_each(target)]) or self.ranges[target]

    def at_a_glance(self, target: Spot) -> Interval:
        """Give an interval that the exact one is never wider than, from single sums."""
        return _narrowest(self._by_each(target)) or self.ranges[target]

    def alone(self, equation: Equation, target: Spot) -> Interval | None:
        """Give what a figure can be when this is the only sum."""
        return reach(Sums.of((equation,)), self.ranges, target)

    def touching(self, target: Name) -> tuple[Equation, ...]:
        """Give the equations a figure is in, as printed."""
        printed = self.views[1]
        return (
            *printed.areas.touching.get(target, ()),
            *printed.links.touching.get(target, ()),
        )

    def steps_from(self, target: Spot) -> Mapping[Name, int]:
        """Give every figure that has something to do with one figure, and how many sums away."""
        steps: dict[Name, int] = {target: 0}
        waiting: deque[Name] = deque([target])
        while waiting:
            name = waiting.popleft()
            for item in self.touching(name):
                for fresh in item.terms.keys() - steps.keys():
                    steps[fresh] = steps[name] + 1
                    if fresh not in self.given:
                        waiting.append(fresh)
        return steps

    def _by_each(self, target: Spot) -> list[Interval | None]:
        """Give what each sum says by itself, as printed, whatever the others contradict."""
        own = self.ranges[target]
        each = (implied(item, self.ranges, target) for item in self.touching(target))
        return [ordered(max(own[0], low), min(own[1], high)) for low, high in each]

    def _by_links(self, view: _View, seen: _Seen, target: Spot) -> Derived | None:
        """Give what sums of areas and answers to one question say together."""
        if target not in seen.derived:
            seen.derived[target] = self._derive(view, seen, target)
        return seen.derived[target]

    def _derive(self, view: _View, seen: _Seen, target: Spot) -> Derived | None:
        if not seen.tight:
            seen.tight.append(self._tight(view, seen))
        (tight,) = seen.tight
        near = self._near(view, tight, target) if tight else []
        if not any(id(item) in tight for item in near):
            return None  # the sums of areas say it all
        names = {name for item in near for name in item.terms}
        ranges = {
            name: (self.given[name],) * 2 if name in self.given else self.ranges[name]
            for name in names
        }
        return reach_among(near, ranges, target)

    def _tight(self, view: _View, seen: _Seen) -> frozenset[int]:
        """Give the links that say something that the sums of areas do not."""
        tight = []
        for link in seen.open:
            own = view.own.get(id(link))
            if own is not None:
                ranges = {
                    name: self._by_areas(view, seen, name) if name != own else self.ranges[name]
                    for name in link.terms
                }
                if always_fits(link, ranges, own):
                    continue
            tight.append(id(link))
        return frozenset(tight)

    def _by_areas(self, view: _View, seen: _Seen, name: Name) -> Interval:
        """Give what the sums of areas leave a figure, or its own range where that is not at hand."""
        if name in view.areas.in_ring:
            return self.ranges[name]
        return reach(view.areas, self.ranges, name, seen.found) or self.ranges[name]

    def _near(self, view: _View, tight: frozenset[int], target: Spot) -> list[Equation]:
        """Give the equations that have something to do with a figure."""
        near: dict[int, Equation] = {}
        met: set[Name] = {target}
        waiting: deque[Name] = deque([target])
        while waiting:
            name = waiting.popleft()
            links = (item for item in view.links.touching.get(name, ()) if id(item) in tight)
            for item in (*view.areas.touching.get(name, ()), *links):
                if id(item) not in near:
                    near[id(item)] = item
                    fresh = [other for other in item.terms if other not in met]
                    met.update(fresh)
                    waiting += (other for other in fresh if other not in self.given)
        return list(near.values())


def _opened(
    view: _View, already: tuple[Equation, ...], gone: Iterable[Name], ranges: Ranges
) -> tuple[Equation, ...]:
    """Give the links that may say something when more figures are hidden."""
    had = {id(link) for link in already}
    touched = {
        id(link): link
        for name in gone
        for link in view.links.touching.get(name, ())
        if id(link) not in had
    }
    return (*already, *view.open(touched.values(), ranges))


def _narrowest(found: Iterable[Interval | None]) -> Interval | None:
    intervals = [interval for interval in found if interval is not None]
    return min(intervals, key=lambda ends: ends[1] - ends[0], default=None)


def _width(derived: Derived) -> float:
    return derived.interval[1] - derived.interval[0]


def _given(table: Table) -> dict[Name, float]:
    """Give what is printed of municipalities and more, as it was delivered."""
    return {
        spot: figure.point
        for spot, figure in table.figures.items()
        if figure.tier and figure.point is not None and figure.known in (Known.SHOWN, Known.PUBLIC)
    }


def _points(table: Table) -> dict[Name, float]:
    """Give a value of every figure that areas add up; where we do not know it, one that fits.

    That of its total, else the mean of the others; answers to one question must add up.
    """
    points: dict[Name, float] = {
        spot: figure.point for spot, figure in table.figures.items() if figure.point is not None
    }
    guessed: set[Name] = set()
    means = _means(table)
    for item in table.sums:
        if item.total is not None:
            for spot in item.terms:
                if table.figures[spot].point is None and spot not in guessed:
                    point = points.get(item.total, means.get(spot.indicator))
                    if item.total in guessed:
                        point = means.get(spot.indicator, point)
                    points[spot] = _inside(table.figures[spot], point)
                    guessed.add(spot)
    for item in table.sums:
        if item.total is None and all(spot in points for spot in item.terms):
            _fit(item, points, guessed, table)
    return points


def _means(table: Table) -> dict[str, float]:
    shown: dict[str, list[float]] = {}
    for figure in table.of_kind(Known.SHOWN):
        if figure.point is not None:
            shown.setdefault(figure.spot.indicator, []).append(figure.point)
    return {code: sum(values) / len(values) for code, values in shown.items()}


def _inside(figure: Figure, point: float | None) -> float:
    return min(max(point or 0.0, figure.low), figure.high)


def _fit(item: Sum, points: dict[Name, float], guessed: set[Name], table: Table) -> None:
    """Move the guesses among some answers so that they add up."""
    free = [spot for spot in item.terms if spot in guessed]
    if not free:
        return
    off = sum(by * points[spot] for spot, by in item.terms.items()) - item.right
    for spot in free:
        moved = points[spot] - off / item.terms[spot] / len(free)
        points[spot] = _inside(table.figures[spot], moved)


def _off(
    terms: Mapping[Name, float], right: float, points: Mapping[Name, float], ranges: Ranges
) -> float:
    """Give how far delivered figures are from adding up, after the rest has taken what it can."""
    off = sum(value * points[name] for name, value in terms.items() if name in points) - right
    for name, value in terms.items():
        if name not in points:
            low, high = ranges[name]
            off += value * min(max(-off / value, low), high)
    return off
