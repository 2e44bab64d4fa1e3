"""The trail of goals: nulmeting to its row of figures, streefwaarde to the advice and its findings."""

from __future__ import annotations

from collections.abc import Mapping

from vmreport.advice.model import FindingRef
from vmreport.compose.goals import GoalFacts, comparison_of, find_area
from vmreport.compose.material import Material
from vmreport.compose.trail import Trace
from vmreport.narrative.numbers import format_interval, format_value, in_table

__all__ = ["trace_goal"]

PLACES = 1


def trace_goal(material: Material, facts: GoalFacts, anchor: str) -> None:
    """Note where nulmeting and streefwaarde of a goal come from, printed at `anchor`."""
    indicator, area = facts.indicator, facts.area
    if indicator is None or area is None:
        return
    item = facts.recommendation
    findings = tuple(_finding(material, ref) for ref in item.findings)
    cell = facts.measured
    if cell is not None:
        margin = ""
        if cell.lower is not None and cell.upper is not None:
            margin = format_interval(cell.lower, cell.upper, indicator.unit, PLACES)
        material.trail.add(
            Trace(
                document=material.trail.document,
                anchor=anchor,
                role="nulmeting",
                printed=in_table(cell, indicator.unit),
                indicator=indicator.code,
                area=area.code,
                edition=cell.key.edition,
                place=cell.place,
                text=cell.text or str(cell.value),
                source=cell.source,
                margin=margin,
                recommendation=item.id,
                findings=findings,
            )
        )
    if facts.target is not None:
        material.trail.add(
            Trace(
                document=material.trail.document,
                anchor=anchor,
                role="streefwaarde",
                printed=format_value(facts.target, indicator.unit, places=PLACES),
                indicator=indicator.code,
                area=area.code,
                edition=None,
                place=facts.goal.target_place or facts.goal.place,
                text=facts.goal.target,
                source="advies",
                recommendation=item.id,
                findings=findings,
            )
        )


def _finding(material: Material, ref: FindingRef) -> Mapping[str, str | int | None]:
    """Give what a recommendation rests on, with the outcome and the row of the figure."""
    area = find_area(material.analysis, ref.area)
    comparison = comparison_of(material.analysis, ref)
    cell = material.analysis.cells.get(comparison.value.key) if comparison is not None else None
    place = getattr(cell, "place", None)
    return {
        "indicator": ref.indicator,
        "area": area.code if area is not None else ref.area,
        "against": ref.against or None,
        "outcome": comparison.outcome.value if comparison is not None else None,
        "advice_row": ref.place.row,
        "file": place.file if place is not None else None,
        "row": place.row if place is not None else None,
    }
