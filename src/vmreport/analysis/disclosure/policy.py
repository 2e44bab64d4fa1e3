"""How uncertain a hidden figure must stay for an outsider, and the range a figure can have.

Only limits; who works what out stands in `attack`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from vmreport.analysis.findings import Thresholds
from vmreport.survey.model import UnitKind

__all__ = ["DEFAULT_COUNT", "Policy", "bounds_of", "policy_of", "printed_places"]

DEFAULT_COUNT = 5
"""Answers, where a figure is secret at source while the dossier's own count rule is off."""

_SCALE: dict[UnitKind, tuple[float, float]] = {
    UnitKind.PERCENT: (0, 100),
    UnitKind.SCORE: (0, 10),
    UnitKind.MARK: (1, 10),
}
_SPAN = {UnitKind.PER_100: 100.0, UnitKind.SUM_SCORE: 10.0}
"""What counts as the full width of a unit that has no highest value."""
_COUNTED = frozenset({UnitKind.PERCENT, UnitKind.PER_100})
_SLACK = 1e-6
"""Relative: an interval must be this much wider, so that solver noise never decides."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The least width of what an outsider can derive; one of the two is enough."""

    answers: int = DEFAULT_COUNT
    """In answers: width x n / 100."""
    points: Decimal = Decimal(10)
    """In percentage points; of a score or mark the same share of its scale."""

    def safety(self, width: float, unit: UnitKind, n: int | None) -> float:
        """Give how wide an interval is against the policy: 1 or more is wide enough.

        Source: tau-ARGUS and ABS, rule of five and ten applied to attacker intervals (risks G7).
        """
        if unit is UnitKind.COUNT:
            return width / self.answers / (1 + _SLACK)
        low, high = bounds_of(unit)
        span = _SPAN.get(unit, high - low)
        found = width / (span * float(self.points) / 100)
        if unit in _COUNTED and n:
            found = max(found, width * n / 100 / self.answers)
        return found / (1 + _SLACK)


def policy_of(limits: Thresholds) -> Policy:
    """Give the policy of a dossier: its smallest count is also the least width in answers."""
    return Policy(limits.minimum_count or DEFAULT_COUNT, limits.minimum_width)


def bounds_of(unit: UnitKind) -> tuple[float, float]:
    """Give the lowest and the highest value that everybody knows to be possible."""
    if unit is UnitKind.INDEX:
        return (-math.inf, math.inf)
    return _SCALE.get(unit, (0, math.inf))


def printed_places(unit: UnitKind) -> int:
    """Give the decimals of the most precise print of a figure: the tables, charts and files."""
    return 0 if unit is UnitKind.COUNT else 1
