"""What a goal stands on: its indicator and area, the nulmeting with its margin, the streefwaarde.

Facts only; what is said about them is in `plan_tables` and `plan_checks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from vmreport.advice.model import FindingRef, Goal, Recommendation
from vmreport.analysis.findings import Against, Analysis, Cell, Comparison, Published
from vmreport.compose.material import Material
from vmreport.survey.model import Area, Direction, Indicator

__all__ = ["GoalFacts", "comparison_of", "find_area", "goal_facts"]


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal with what the figures know of it; None is what they do not know."""

    goal: Goal
    recommendation: Recommendation
    indicator: Indicator | None
    area: Area | None
    baseline: Cell | None
    """The nulmeting: the figure of this edition in the area of the goal."""
    target: Decimal | None

    @property
    def measured(self) -> Published | None:
        """The nulmeting when it has a number."""
        return self.baseline if isinstance(self.baseline, Published) else None

    @property
    def inside_margin(self) -> bool | None:
        """Whether the target lies in the margin of the nulmeting; None when that is not known."""
        cell = self.measured
        if cell is None or cell.lower is None or cell.upper is None or self.target is None:
            return None
        return cell.lower <= self.target <= cell.upper

    @property
    def wrong_way(self) -> bool:
        """Whether the target is less favourable than the nulmeting."""
        cell, indicator = self.measured, self.indicator
        if cell is None or indicator is None or self.target is None:
            return False
        match indicator.direction:
            case Direction.HIGHER_IS_BETTER:
                return self.target < cell.value
            case Direction.HIGHER_IS_WORSE:
                return self.target > cell.value
            case Direction.NEUTRAL:
                return False


def goal_facts(material: Material, item: Recommendation) -> GoalFacts | None:
    """Give the facts of a recommendation's goal; None when it has no goal."""
    goal = item.goal
    if goal is None:
        return None
    analysis = material.analysis
    indicator = material.codebook.indicators.get(goal.indicator)
    area = find_area(analysis, goal.area)
    baseline = analysis.cell(indicator.code, area=area.code) if indicator and area else None
    return GoalFacts(goal, item, indicator, area, baseline, _number(goal.target))


def find_area(analysis: Analysis, written: str) -> Area | None:
    """Give an area by code or name, the municipality when nothing is written; None if unknown."""
    wanted = written.strip().casefold()
    if not wanted:
        return analysis.municipality
    found = (
        area
        for area in analysis.areas.values()
        if wanted in (area.code.casefold(), area.name.casefold())
    )
    return next(found, None)


def comparison_of(analysis: Analysis, ref: FindingRef) -> Comparison | None:
    """Give the comparison a finding names; None without one or for a figure alone."""
    area = find_area(analysis, ref.area)
    if area is None or not ref.against:
        return None
    return analysis.comparison(ref.indicator, Against(ref.against), area=area.code)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".")) if text else None
    except InvalidOperation:
        return None
