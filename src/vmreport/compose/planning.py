"""The planning as a figure: actiepunten and measures over quarters, dealt over figures that fit.

How it is drawn belongs in `charts.gantt`; what the tables say of the same measures in `plan_tables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vmreport.advice.safety_plan import Action, PlannedMeasure, Quarter, SafetyPlan, Status
from vmreport.document.charts import GanttChart, GanttGroup, GanttRow, GanttState, GanttYear
from vmreport.narrative.numbers import format_date
from vmreport.narrative.phrases import Phrases

__all__ = ["GanttBuilder", "in_parts", "period_words"]

MOST_YEARS = 6
"""Years side by side; a planning over more is cut at both ends, with points at the bars."""
MOST_LINES = 15
"""Rows and headings of actiepunten in one figure, so that it fits a landscape page."""
_STATES = {
    Status.PLANNED: GanttState.PLANNED,
    Status.RUNNING: GanttState.RUNNING,
    Status.DELAYED: GanttState.DELAYED,
    Status.DONE: GanttState.DONE,
    Status.DROPPED: GanttState.DROPPED,
}


def in_parts(actions: Sequence[Action]) -> tuple[tuple[Action, ...], ...]:
    """Deal actiepunten over figures of at most `MOST_LINES` lines, as even as the order allows."""
    sizes = [1 + len(action.measures) for action in actions]
    parts = max(1, -(-sum(sizes) // MOST_LINES))
    share = sum(sizes) / parts
    dealt: list[list[Action]] = [[]]
    used = 0.0
    for action, size in zip(actions, sizes, strict=True):
        here = sum(1 + len(item.measures) for item in dealt[-1])
        past = used + size / 2 > share * len(dealt)
        if dealt[-1] and (here + size > MOST_LINES or (past and len(dealt) < parts)):
            dealt.append([])
        dealt[-1].append(action)
        used += size
    return tuple(tuple(part) for part in dealt if part)


def period_words(planned: PlannedMeasure, phrases: Phrases) -> str:
    """Give when: "Q4 2024 – Q1 2025", "2025 – 2027", "vanaf Q1 2025"; empty without planning."""
    start, end = planned.start, planned.end
    if start is None:
        return phrases.say("uitvoering.tot_en_met", eind=_printed(end)) if end else ""
    if end is None:
        return phrases.say("uitvoering.vanaf", begin=_printed(start))
    whole = start.number == 1 and end.number == 4
    begin, last = (str(start.year), str(end.year)) if whole else (_printed(start), _printed(end))
    return begin if begin == last else phrases.say("uitvoering.periode", begin=begin, eind=last)


def _printed(quarter: Quarter) -> str:
    return f"Q{quarter.number}\u00a0{quarter.year}"


class GanttBuilder:
    """Makes the planning figures of one plan: all on the same quarters."""

    def __init__(self, plan: SafetyPlan, year: int, phrases: Phrases) -> None:
        self.plan = plan
        self.say = phrases.say
        self.years = _years(plan.measures, year)

    def chart(self, actions: Iterable[Action], *, today: date | None = None) -> GanttChart:
        """Give the planning of some actiepunten; `today` draws where the plan stands."""
        quarters = ("Q1", "Q2", "Q3", "Q4")
        column = self._column(today) if today else None
        label = self.say("uitvoering.stand", datum=format_date(today)) if today else ""
        return GanttChart(
            years=tuple(GanttYear(str(year), quarters) for year in self.years),
            groups=tuple(self._group(action) for action in actions),
            label_title=self.say("plan.kop_maatregel"),
            owner_title=self.say("plan.kop_trekker"),
            status_title=self.say("uitvoering.kop_status"),
            today=column,
            today_label=label if column is not None else "",
        )

    def _column(self, today: date) -> int | None:
        """Give the last quarter that ended before `today`, when it is in the figure."""
        ended = Quarter(today.year, (today.month - 1) // 3 + 1).index - 1
        column = ended - Quarter(self.years[0], 1).index
        return column if 0 <= column < 4 * len(self.years) else None

    def _group(self, action: Action) -> GanttGroup:
        title = self.say(
            "uitvoering.actiepunt", aanbeveling=action.recommendation, titel=action.title
        )
        return GanttGroup(title, tuple(self._row(item) for item in action.measures))

    def _row(self, planned: PlannedMeasure) -> GanttRow:
        label = f"{planned.id}\u00a0 {planned.measure.title}"
        owner, state = planned.measure.owner, _STATES[planned.status]
        first_shown = Quarter(self.years[0], 1).index
        last_shown = Quarter(self.years[-1], 4).index
        start, end = planned.start, planned.end
        low = start.index if start else (end.index if end else None)
        if low is None or low > last_shown or (end and end.index < first_shown):
            absent = self.say("uitvoering.geen_planning" if low is None else "uitvoering.buiten")
            return GanttRow(label, owner, state, planned.status.value, absent=absent)
        high = end.index if end else last_shown
        return GanttRow(
            label,
            owner,
            state,
            planned.status.value,
            first=max(low, first_shown) - first_shown,
            last=min(high, last_shown) - first_shown,
            begins_earlier=low < first_shown,
            goes_on=end is None or high > last_shown,
        )


def _years(measures: Iterable[PlannedMeasure], year: int) -> tuple[int, ...]:
    """Give the years that hold all measures and the year of the plan, at most `MOST_YEARS`."""
    quarters = [q for item in measures for q in (item.start, item.end) if q is not None]
    first = min([year, *(q.year for q in quarters)])
    last = max([year, *(q.year for q in quarters)])
    if last - first >= MOST_YEARS:
        first = max(first, year - 1)
        last = min(last, first + MOST_YEARS - 1)
    return tuple(range(first, last + 1))
