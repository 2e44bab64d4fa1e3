"""Value axes with printed ticks: from zero or a round start, in few round steps."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil, floor

from vmreport.document.charts import Axis, Tick
from vmreport.narrative.numbers import format_value
from vmreport.survey.model import UnitKind

__all__ = ["value_axis"]

STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
MOST_TICKS = 7


def value_axis(
    values: Iterable[float], unit: UnitKind, label: str, *, from_zero: bool = False
) -> Axis:
    """Give an axis that holds all `values`, with at most seven round ticks.

    Scores and marks run over their whole scale; percentages start at zero unless everything
    lies above 40, where a zero start would press the differences together (never for bars).
    """
    numbers = list(values) or [0.0]
    low, high = min(numbers), max(numbers)
    if unit in (UnitKind.SCORE, UnitKind.MARK):
        low, high = (0.0, 10.0) if from_zero else (min(4.0, floor(low)), max(10.0, ceil(high)))
    elif from_zero or unit is not UnitKind.PERCENT or low < 40:
        low = min(0.0, low)
    step = next((s for s in STEPS if (high - low) / s <= MOST_TICKS - 1.5), STEPS[-1])
    first = floor(low / step)
    last = max(ceil(high / step - 1e-9), first + 1)
    if unit is UnitKind.PERCENT:
        last = min(last, max(ceil(100 / step), first + 1))
    places = 1 if step < 1 else 0
    ticks = tuple(
        Tick(i * step, format_value(Decimal(str(i * step)), unit, places=places))
        for i in range(first, last + 1)
    )
    return Axis(label, ticks)
