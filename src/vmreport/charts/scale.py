"""From values to places: the scale of an axis, and labels that make room for each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vmreport.document.charts import Axis, Point

__all__ = ["Scale", "Span", "reach", "span_of", "spread"]


@dataclass(frozen=True, slots=True)
class Span:
    """The smallest and the largest value an axis must show."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `span.low` stands at `start` mm, `span.high` at `end` mm."""

    span: Span
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the place of a value in mm."""
        share = (value - self.span.low) / (self.span.high - self.span.low)
        return self.start + share * (self.end - self.start)


def reach(points: Iterable[Point | None]) -> Iterator[float]:
    """Give every number of the points: values and bounds."""
    for point in points:
        if point is not None:
            yield point.value
            yield from (bound for bound in (point.lower, point.upper) if bound is not None)


def span_of(axis: Axis, values: Iterable[float]) -> Span:
    """Give the span of the printed numbers on the axis, stretched if a value lies outside."""
    known = [*(tick.value for tick in axis.ticks), *values]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return Span(low, high) if high > low else Span(low - 1.0, high + 1.0)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move middles apart so that items of these sizes do not overlap, as little as possible.

    The order of `wanted` is kept; all stay between `low` and `high` when together they fit, and
    otherwise go down from `low`.
    """
    order = sorted(range(len(wanted)), key=lambda item: (wanted[item], item))
    groups: list[tuple[list[int], float]] = []
    for item in order:
        members = [item]
        while True:
            size = sum(sizes[member] for member in members)
            top = _top(members, wanted, sizes)
            top = max(low, min(top, high - size))
            if not groups or groups[-1][1] + _size(groups[-1][0], sizes) <= top + 1e-9:
                groups.append((members, top))
                break
            members = groups.pop()[0] + members
    placed = [0.0] * len(wanted)
    for members, top in groups:
        edge = top
        for member in members:
            placed[member] = edge + sizes[member] / 2
            edge += sizes[member]
    return placed


def _size(members: Sequence[int], sizes: Sequence[float]) -> float:
    return sum(sizes[member] for member in members)


def _top(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """Give the upper edge at which a group lies nearest to where its members want to be."""
    edges: list[float] = []
    before = 0.0
    for member in members:
        edges.append(wanted[member] - sizes[member] / 2 - before)
        before += sizes[member]
    return sum(edges) / len(edges)
