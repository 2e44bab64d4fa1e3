"""Tables from recommendation to plan: overview, goals with nulmeting and margin, measures."""

from __future__ import annotations

from vmreport.advice.model import Goal, Recommendation
from vmreport.analysis.findings import Hidden
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.goal_trail import trace_goal
from vmreport.compose.goals import find_area, goal_facts
from vmreport.compose.material import Material
from vmreport.compose.planning import period_words
from vmreport.document.blocks import Cell, Column, ColumnKind, Row, Table
from vmreport.document.inlines import Inlines, Reference, Text
from vmreport.narrative.numbers import format_interval
from vmreport.narrative.voice import area_name

__all__ = ["PlanTables"]


class PlanTables:
    """Makes the tables that carry recommendations into the safety plan."""

    def __init__(self, material: Material, advice: AdviceWriter) -> None:
        self.material = material
        self.advice = advice
        self.say = material.phrases.say

    def overview(self, *, anchor: str, caption: str) -> Table | None:
        """Give every recommendation with priority, veld and thema."""
        rows = tuple(
            _row(
                (Text(f"{item.id}. {item.title}"),),
                (Text(item.priority.value),),
                (Text(self.advice.field_words(item)),),
                (Reference(f"aanbeveling-{item.id.lower()}"),),
            )
            for item in self._items
        )
        headers = ("aanbeveling", "prioriteit", "veld_thema", "uitleg")
        return self._table(headers, (4.0, 1.2, 3.6, 1.7), rows, anchor, caption)

    def goals(self, *, anchor: str, caption: str) -> Table | None:
        """Give every goal: indicator, nulmeting with margin, streefwaarde and year."""
        for item in self._items:
            facts = goal_facts(self.material, item)
            if facts is not None:
                trace_goal(self.material, facts, anchor)
        rows = tuple(
            self._goal_row(item, item.goal) for item in self._items if item.goal is not None
        )
        headers = ("aanbeveling", "veld_thema", "indicator", "nulmeting", "streefwaarde")
        notes = ((Text(self.say("plan.nulmeting_noot")),),)
        return self._table(headers, (1.7, 2.8, 2.7, 2.4, 1.9), rows, anchor, caption, notes)

    def _goal_row(self, item: Recommendation, goal: Goal) -> Row:
        return _row(
            (Text(item.id),),
            (Text(self.advice.field_words(item)),),
            (Text(self._goal_subject(goal) or goal.text),),
            (Text(self._baseline(goal)),),
            (Text(self._target(goal)),),
        )

    def measures(self, *, anchor: str, caption: str) -> Table | None:
        """Give every measure with result, owner, partners, planning and means."""
        rows = tuple(
            _row(
                (Text(f"{planned.id}\u00a0 {planned.measure.title}"),),
                (Text(planned.measure.result),),
                (Text(planned.measure.owner),),
                (Text(", ".join(planned.measure.partners)),),
                (Text(period_words(planned, self.material.phrases)),),
                (Text(planned.measure.means),),
            )
            for item in self._items
            for action in self.material.plan.of(item.id)
            for planned in action.measures
        )
        headers = ("maatregel", "resultaat", "trekker", "partners", "planning", "middelen")
        return self._table(headers, (2.6, 2.6, 1.5, 1.7, 1.6, 1.5), rows, anchor, caption)

    # -- shared -----------------------------------------------------------------------------

    @property
    def _items(self) -> tuple[Recommendation, ...]:
        return self.material.advice.recommendations

    def _goal_subject(self, goal: Goal) -> str:
        """Give what is measured, and where when that is not the whole municipality."""
        indicator = self.material.codebook.indicators.get(goal.indicator)
        area = find_area(self.material.analysis, goal.area)
        if indicator is None or area is None or area is self.material.analysis.municipality:
            return indicator.short if indicator else ""
        return self.say("ivp.onderwerp_in", onderwerp=indicator.short, gebied=area_name(area))

    def _baseline(self, goal: Goal) -> str:
        indicator = self.material.codebook.indicators.get(goal.indicator)
        if indicator is None:
            return self.say("plan.geen_indicator")
        narrator, analysis = self.material.narrator, self.material.analysis
        area = self.advice.area_code(goal.area, goal.place)
        cell = analysis.cell(indicator.code, area=area)
        edition = str(analysis.edition)
        if isinstance(cell, Hidden):
            return narrator.absence_words(cell)
        value = narrator.voice.number(cell, indicator, exact=True)
        if cell.lower is None or cell.upper is None:
            return self.say("plan.nulmeting_zonder_marge", waarde=value, editie=edition)
        margin = format_interval(cell.lower, cell.upper, indicator.unit, 1)
        return self.say("plan.nulmeting", waarde=value, editie=edition, marge=margin)

    def _target(self, goal: Goal) -> str:
        indicator = self.material.codebook.indicators.get(goal.indicator)
        if not goal.target or indicator is None:
            return self.say("plan.geen_streefwaarde")
        value = self.advice.target_words(goal, indicator)
        return self.say("plan.streefwaarde", waarde=value, jaar=str(goal.year or ""))

    def _table(
        self,
        headers: tuple[str, ...],
        shares: tuple[float, ...],
        rows: tuple[Row, ...],
        anchor: str,
        caption: str,
        notes: tuple[Inlines, ...] = (),
    ) -> Table | None:
        if not rows:
            return None
        columns = tuple(
            Column(self.say(f"plan.kop_{header}"), ColumnKind.TEXT, share)
            for header, share in zip(headers, shares, strict=True)
        )
        return Table((Text(caption),), columns, rows, anchor, notes)


def _row(*cells: Inlines) -> Row:
    return Row(tuple(Cell(cell) for cell in cells))
