"""Chooses which further figures to hide, until an outsider can derive too little.

A heuristic with the audit as proof: whatever is chosen, `Protection.exposed` says what is left
that can be derived too narrowly. Source: secondary suppression of tau-ARGUS and GaussSuppression.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vmreport.analysis.disclosure.attack import Interval, Name
from vmreport.analysis.disclosure.figures import Figure, Known, Spot, Table
from vmreport.analysis.disclosure.outsider import Outsider
from vmreport.analysis.disclosure.policy import Policy

__all__ = ["Exposed", "Protection", "audit", "protect"]

_GAIN = 1e-9
_TRIED = 12
"""Figures that are tried before one is hidden, where each takes a linear programme."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """A hidden figure that an outsider can derive too narrowly."""

    spot: Spot
    interval: Interval
    safety: float
    """Width against the policy; below 1."""


@dataclass(frozen=True, slots=True)
class Protection:
    """What to hide, and what stays exposed all the same."""

    hide: frozenset[Spot]
    exposed: tuple[Exposed, ...]


def audit(table: Table, policy: Policy, hidden: Iterable[Spot] = ()) -> tuple[Exposed, ...]:
    """Give every guarded or hidden figure that can be derived too narrowly, weakest first.

    Source: the audit of tau-ARGUS: masking is not auditing (risks, part B).
    """
    return _Search(table, policy, Outsider.of(table)).weak(tuple(hidden))


def protect(table: Table, policy: Policy) -> Protection:
    """Give which figures to hide so that every hidden figure of the table is safe.

    Source: primary and secondary suppression as in tau-ARGUS and sdcTable (risks B4, B5).
    """
    search = _Search(table, policy, Outsider.of(table))
    hidden: list[Spot] = []
    given_up: set[Spot] = set()
    safe: set[Spot] = set()
    while True:
        weak = search.some_weak(hidden, safe | given_up, safe)
        if not weak:
            # sums that contradicted each other may have become possible by hiding more
            weak, safe = search.weak(hidden, given_up), set()
        if not weak:
            break
        chosen = search.best(weak[0].spot, hidden)
        if chosen is None:
            given_up.add(weak[0].spot)
        else:
            hidden.append(chosen)
    kept = search.needed(hidden, given_up)
    return Protection(frozenset(kept), search.weak(kept))


@dataclass(frozen=True, slots=True)
class _Search:
    """The search in one table. Hiding more never makes another figure less safe."""

    table: Table
    policy: Policy
    whole: Outsider
    """With everything that is not guarded still printed."""
    tried: dict[tuple[Spot, frozenset[Spot]], bool] = field(default_factory=dict)
    """Whether a figure is safe when all of these are hidden."""

    def watched(self, hidden: Iterable[Spot]) -> tuple[Figure, ...]:
        """Give what must be safe: also what we hide ourselves, else it gives the first one back."""
        figures = self.table.figures
        return (*self.table.of_kind(Known.GUARDED), *(figures[spot] for spot in hidden))

    def weak(self, hidden: Collection[Spot], passed: Collection[Spot] = ()) -> tuple[Exposed, ...]:
        """Give what is too certain, weakest first."""
        outsider = self.whole.without(self.table, hidden)
        figures = (item for item in self.watched(hidden) if item.spot not in passed)
        return self._exposed(
            {
                item.spot: outsider.interval(item.spot)
                for item in figures
                if not self.is_surely_safe(outsider, item)
            }
        )

    def is_surely_safe(self, outsider: Outsider, figure: Figure) -> bool:
        """Whether values that are possible for it, found for others, lie far enough apart."""
        possible = outsider.at_least(figure.spot)
        return possible is not None and self.safety(figure, possible) >= 1

    def some_weak(
        self, hidden: Collection[Spot], passed: Collection[Spot], safe: set[Spot]
    ) -> tuple[Exposed, ...]:
        """Give some of what is too certain, weakest first: all that is seen at once, else the first.

        Adds to `safe` what is certainly safe; without any weak one that is everything.
        """
        outsider = self.whole.without(self.table, hidden)
        figures = [item for item in self.watched(hidden) if item.spot not in passed]
        weak = self._exposed({item.spot: outsider.at_most(item.spot) for item in figures})
        if weak:
            return weak
        for item in figures:
            if not self.is_surely_safe(outsider, item):
                weak = self._exposed({item.spot: outsider.interval(item.spot)})
                if weak:
                    return weak
            safe.add(item.spot)
        return ()

    def _exposed(self, intervals: Mapping[Spot, Interval]) -> tuple[Exposed, ...]:
        found = (
            Exposed(spot, interval, self.safety(self.table.figures[spot], interval))
            for spot, interval in intervals.items()
        )
        weak = (item for item in found if item.safety < 1)
        return tuple(sorted(weak, key=lambda item: (item.safety, item.spot)))

    def safety(self, figure: Figure, interval: Interval) -> float:
        """Give the width of an interval against the policy."""
        return self.policy.safety(interval[1] - interval[0], self.table.unit, figure.n)

    def best(self, target: Spot, hidden: Collection[Spot]) -> Spot | None:
        """Give the cheapest figure that makes the target safe, else the one that helps most.

        None when hiding everything would not help.
        """
        figure = self.table.figures[target]
        outsider = self.whole.without(self.table, hidden)
        candidates = near = self._enough(figure, outsider, hidden)
        if not candidates:
            return None
        gains = outsider.gains(target, self.table.bounds)
        if gains is not None:
            candidates = _most_promising(candidates, gains)
        now = outsider.interval(target)
        best, most = None, now[1] - now[0] + _GAIN
        for spot in candidates:
            if gains is not None and gains[spot] <= most:
                continue
            tried = outsider.without(self.table, [spot])
            for look in (tried.at_a_glance, tried.at_most):
                interval = look(target)
                if self.safety(figure, interval) < 1:
                    break
            else:
                interval = tried.interval(target, over=most)
                if self.safety(figure, interval) >= 1:
                    return spot
            if interval[1] - interval[0] > most:
                best, most = spot, interval[1] - interval[0]
        return best or _in_tightest(outsider, target, candidates or near)

    def _enough(
        self, figure: Figure, outsider: Outsider, hidden: Collection[Spot]
    ) -> tuple[Spot, ...]:
        """Give what may be hidden and is tied to a figure, cheapest first.

        Larger areas only where hiding all smaller ones would not do: a report can miss a ward
        sooner than its municipality. Of those no more than are as near as need be.
        """
        steps = outsider.steps_from(figure.spot)
        shown = [item for item in self.table.of_kind(Known.SHOWN) if item.spot in steps]
        left = [item for item in shown if item.spot not in hidden]

        def do(pool: list[Figure]) -> bool:
            key = figure.spot, frozenset([*hidden, *(item.spot for item in pool)])
            if key not in self.tried:
                tried = outsider.without(self.table, [item.spot for item in pool])
                self.tried[key] = (
                    self.safety(figure, tried.at_most(figure.spot)) >= 1
                    and self.safety(figure, tried.interval(figure.spot)) >= 1
                )
            return self.tried[key]

        for tier in sorted({item.tier for item in left}):
            pool = [item for item in left if item.tier <= tier]
            if do(pool):
                for most in sorted({steps[item.spot] for item in pool}):
                    near = [item for item in pool if steps[item.spot] <= most]
                    if do(near):
                        return tuple(item.spot for item in near)
        return ()

    def needed(self, hidden: Sequence[Spot], given_up: Collection[Spot]) -> list[Spot]:
        """Leave out what was hidden early and turned out not to be needed, dearest first."""
        kept = list(hidden)
        costs = self.table.figures
        for spot in sorted(hidden[:-1], key=lambda spot: costs[spot].cost, reverse=True):
            fewer = [item for item in kept if item != spot]
            if not self.some_weak(fewer, given_up, set()):
                kept = fewer
        return kept


def _most_promising(candidates: Sequence[Spot], gains: Mapping[Name, float]) -> tuple[Spot, ...]:
    """Leave out what cannot help, and of many what helps least; the order stays."""
    helping = [spot for spot in candidates if spot in gains]
    kept = set(sorted(helping, key=lambda spot: -gains[spot])[:_TRIED])
    return tuple(spot for spot in helping if spot in kept)


def _in_tightest(outsider: Outsider, target: Spot, candidates: Sequence[Spot]) -> Spot | None:
    """Give the cheapest figure of the relation that says most, when no single one helps.

    A figure that is in two relations is fenced in by both: each needs a figure hidden.
    """
    found: list[tuple[float, Spot]] = []
    for equation in outsider.touching(target):
        inside = [spot for spot in candidates if spot in equation.terms]
        if inside:
            alone = outsider.alone(equation, target) or (0.0, 0.0)
            found.append((alone[1] - alone[0], inside[0]))
    return min(found)[1] if found else next(iter(candidates), None)
