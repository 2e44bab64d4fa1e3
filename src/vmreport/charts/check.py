"""What a chart must be before it is drawn: filled, of one piece, finite.

`draw` asks this first, so that no kind has to; what a chart may say is decided elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import assert_never

from vmreport.charts.scale import reach
from vmreport.document.charts import (
    AreaMap,
    Axis,
    BarChart,
    ChartSpec,
    GanttChart,
    IntervalChart,
    ProfileMatrix,
    TrendChart,
)
from vmreport.errors import ContentError, Place, Problem

__all__ = ["check_spec"]


def check_spec(spec: ChartSpec) -> None:
    """Raise ContentError with all faults of a chart; they are bugs of what composed it."""
    faults = [*_shape(spec)]
    if any(not math.isfinite(number) for number in _numbers(spec)):
        faults.append("een getal in de figuur is niet eindig (NaN of oneindig)")
    if faults:
        hint = "Meld dit met het dossier: een figuur is verkeerd samengesteld."
        place = Place("figuur")
        raise ContentError([Problem("E562", place, fault, hint) for fault in faults])


def _shape(spec: ChartSpec) -> Iterator[str]:
    """Give what is empty or does not match in number."""
    match spec:
        case IntervalChart():
            if not spec.rows:
                yield "de figuur heeft geen rijen"
            if any(len(row.references) != len(spec.reference_names) for row in spec.rows):
                yield "een rij heeft niet voor elke vergelijking een plaats"
            if any(row.point is None and not row.absent for row in spec.rows):
                yield "een rij heeft geen punt en zegt niet waarom"
        case TrendChart():
            if not any(line.points for line in spec.lines):
                yield "de figuur heeft geen punten"
            if any(gap.before <= gap.after for gap in spec.breaks):
                yield "een breuk eindigt voor zij begint"
        case BarChart():
            if not spec.categories or not spec.series:
                yield "de figuur heeft geen staven"
            if any(len(series.bars) != len(spec.categories) for series in spec.series):
                yield "een reeks heeft niet voor elke categorie een staaf"
        case ProfileMatrix():
            if not spec.columns or not spec.rows:
                yield "de figuur heeft geen cellen"
            if any(len(row.cells) != len(spec.columns) for row in spec.rows):
                yield "een rij heeft niet voor elke kolom een cel"
        case AreaMap():
            if not spec.areas:
                yield "de kaart heeft geen gebieden"
            if any(not area.rings or min(map(len, area.rings)) < 3 for area in spec.areas):
                yield "een gebied heeft geen omtrek"
        case GanttChart():
            yield from _plan_shape(spec)
        case _ as never:
            assert_never(never)


def _plan_shape(spec: GanttChart) -> Iterator[str]:
    rows = [row for group in spec.groups for row in group.rows]
    if not rows or not spec.columns:
        yield "de planning heeft geen maatregelen of geen kwartalen"
    if any((row.first is None or row.last is None) and not row.absent for row in rows):
        yield "een maatregel heeft geen planning en zegt niet waarom"
    for row in rows:
        if row.first is None or row.last is None:
            continue
        if not 0 <= row.first <= row.last < spec.columns:
            yield "een maatregel valt buiten de kwartalen"


def _numbers(spec: ChartSpec) -> Iterator[float]:
    """Give every number that becomes a place."""
    match spec:
        case IntervalChart():
            yield from _ticks(spec.axis)
            for row in spec.rows:
                yield from reach((row.point, row.previous, *row.references))
        case TrendChart():
            yield from _ticks(spec.axis)
            yield from reach(item.point for line in spec.lines for item in line.points)
        case BarChart():
            yield from _ticks(spec.axis)
            yield from reach(bar.point for series in spec.series for bar in series.bars)
        case ProfileMatrix() | GanttChart():
            pass
        case AreaMap():
            yield from (
                n for area in spec.areas for ring in area.rings for spot in ring for n in spot
            )
        case _ as never:
            assert_never(never)


def _ticks(axis: Axis) -> Iterator[float]:
    yield from (tick.value for tick in axis.ticks)
