"""Printed numbers as Excel number formats, and axes that print exactly the ticks of the model.

A format must give back the printed text, letter by letter; where none does, there is no format and
the caller sets the words themselves. Decimals are written with a point in a format; Word prints
the mark of its language, which is why formats carry the language of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from vmreport.document.charts import Axis, Point

__all__ = ["Steps", "common_format", "number_format", "steps_of"]

_PRINTED = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d+)(?:,(?P<part>\d+))?(?P<unit>[^\d,.;\"]*)")
_DUTCH = "[$-413]"
_NEAR = 1e-9


def number_format(value: float, text: str) -> str:
    """Give the format that prints `value` as `text`; empty when there is none."""
    found = _PRINTED.fullmatch(text)
    if found is None:
        return ""
    part = found["part"] or ""
    printed = float(f"{found['whole']}.{part or '0'}")
    negative = bool(found["sign"])
    if abs(abs(value) - printed) > _NEAR or (negative and value > 0):
        return ""
    if not negative and value < 0:
        return ""
    digits = "0." + "0" * len(part) if part else "0"
    unit = f'"{found["unit"]}"' if found["unit"] else ""
    return f'{_DUTCH}{digits}{unit};"−"{digits}{unit}'


def common_format(points: Iterable[Point | None]) -> str:
    """Give the format that prints all points as they are printed; empty when there is none."""
    formats = {number_format(point.value, point.text) for point in points if point is not None}
    return formats.pop() if len(formats) == 1 else ""


@dataclass(frozen=True, slots=True)
class Steps:
    """An axis with numbers at even distances, first to last."""

    low: float
    high: float
    step: float
    format: str

    def share(self, value: float) -> float:
        """Give how far along the axis a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def steps_of(axis: Axis, values: Iterable[float]) -> Steps | None:
    """Give the axis as Word can draw it.

    None when its ticks stand at uneven distances, when a value lies outside them, or when no
    number format prints them as they are: then only a drawing is true to the model.
    """
    ticks = sorted(axis.ticks, key=lambda tick: tick.value)
    gaps = [later.value - sooner.value for sooner, later in pairwise(ticks)]
    if not gaps or max(gaps) - min(gaps) > _NEAR or gaps[0] <= 0:
        return None
    formats = {number_format(tick.value, tick.text) for tick in ticks}
    low, high = ticks[0].value, ticks[-1].value
    if len(formats) != 1 or "" in formats or any(not low <= item <= high for item in values):
        return None
    return Steps(low, high, round(gaps[0], 9), formats.pop())
