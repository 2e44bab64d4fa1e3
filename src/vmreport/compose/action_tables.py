"""Tables of a plan: actiepunten, measures with all that was agreed, progress, who does what.

Recommendations and goals are in `plan_tables`; the planning as a figure is in `planning`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vmreport.advice.safety_plan import Action, PlannedMeasure, Status
from vmreport.compose.material import Material
from vmreport.compose.planning import period_words
from vmreport.document.blocks import Cell, Column, Row, Table
from vmreport.document.inlines import Text

__all__ = ["ActionTables"]


class ActionTables:
    """Makes the tables of an uitvoeringsplan and a tussenrapportage; one without rows is None."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.say = material.phrases.say

    def actions(self, actions: Sequence[Action], anchor: str, caption: str) -> Table | None:
        """Give actiepunten with how many measures they have, by whom, when and how they stand."""
        rows = [
            (
                self.say("uitvoering.actiepunt", aanbeveling=item.recommendation, titel=item.title),
                str(len(item.measures)),
                self._owners(item.measures),
                self._whole_period(item.measures),
                _statuses(item.measures),
            )
            for item in actions
        ]
        columns = (
            *(("actiepunt", 4.2), ("maatregelen", 1.5), ("trekkers", 4.2)),
            *(("planning", 2.1), ("status", 1.8)),
        )
        return self._table(columns, rows, anchor, caption)

    def agreed(
        self, actions: Sequence[Action], anchor: str, caption: str, note: str
    ) -> Table | None:
        """Give measures with all that was agreed; asks the width of a landscape page."""
        rows = [
            (
                action.title,
                _named(item),
                item.measure.result,
                self._owner(item),
                ", ".join(item.measure.partners),
                self._period(item),
                item.measure.means,
                self._yardstick(item.measure.indicator),
                item.status.value,
            )
            for action in actions
            for item in action.measures
        ]
        columns = (
            *(("actiepunt", 2.0), ("maatregel", 2.7), ("resultaat", 2.6), ("trekker", 2.1)),
            *(("partners", 2.7), ("planning", 1.4), ("middelen", 1.7), ("indicator", 1.8)),
            ("status", 1.2),
        )
        return self._table(columns, rows, anchor, caption, note)

    def progress(
        self, actions: Sequence[Action], anchor: str, caption: str, note: str
    ) -> Table | None:
        """Give measures with how they stand and what was done, in words."""
        rows = [
            (
                action.title,
                _named(item),
                self._owner(item),
                self._period(item),
                item.status.value,
                item.measure.progress or self.say("uitvoering.niets_gemeld"),
            )
            for action in actions
            for item in action.measures
        ]
        columns = (
            *(("actiepunt", 2.2), ("maatregel", 3.0), ("trekker", 2.1), ("planning", 1.7)),
            *(("status", 1.4), ("voortgang", 5.6)),
        )
        return self._table(columns, rows, anchor, caption, note)

    def by_owner(
        self, measures: Sequence[PlannedMeasure], anchor: str, caption: str
    ) -> Table | None:
        """Give every measure under its trekker, in the order of the plan's owners."""
        rows = [
            (
                self._owner(item),
                _named(item),
                ", ".join(item.measure.partners),
                self._period(item),
                item.status.value,
            )
            for name in self.material.plan.owners
            for item in measures
            if item.measure.owner == name
        ]
        columns = (
            *(("trekker", 2.6), ("maatregel", 4.0), ("partners", 3.4)),
            *(("planning", 1.8), ("status", 1.3)),
        )
        return self._table(columns, rows, anchor, caption)

    def short(self, measures: Sequence[PlannedMeasure], anchor: str, caption: str) -> Table | None:
        """Give measures with result, owner and planning, for an upright page."""
        rows = [
            (_named(item), item.measure.result, self._owner(item), self._period(item))
            for item in measures
        ]
        columns = (("maatregel", 3.2), ("resultaat", 2.8), ("trekker", 1.9), ("planning", 1.6))
        return self._table(columns, rows, anchor, caption)

    def statuses(
        self, measures: Sequence[PlannedMeasure], anchor: str, caption: str
    ) -> Table | None:
        """Give how many measures have each status, with what the status means."""
        counts = Counter(item.status for item in measures)
        rows = [
            (status.value, str(counts[status]), self.say(f"uitvoering.status_{status.value}"))
            for status in Status
        ]
        columns = (("status", 1.2), ("maatregelen", 1.1), ("betekenis", 6.0))
        return self._table(columns, rows, anchor, caption)

    # -- words ------------------------------------------------------------------------------

    def _owner(self, item: PlannedMeasure) -> str:
        return item.measure.owner or self.say("uitvoering.geen_trekker")

    def _owners(self, measures: Iterable[PlannedMeasure]) -> str:
        return "; ".join(dict.fromkeys(self._owner(item) for item in measures))

    def _period(self, item: PlannedMeasure) -> str:
        words = period_words(item, self.material.phrases)
        return words or self.say("uitvoering.geen_planning")

    def _whole_period(self, measures: Sequence[PlannedMeasure]) -> str:
        starts = [item.start for item in measures if item.start is not None]
        ends = [item.end for item in measures if item.end is not None]
        first, last = min(starts, default=None), max(ends, default=None)
        return self._period(replace(measures[0], start=first, end=last))

    def _yardstick(self, written: str) -> str:
        """Give an indicator by its printed name, a yardstick in words as it is."""
        indicator = self.material.codebook.indicators.get(written)
        return indicator.short if indicator else written

    def _table(
        self,
        columns: Sequence[tuple[str, float]],
        rows: Sequence[tuple[str, ...]],
        anchor: str,
        caption: str,
        note: str = "",
    ) -> Table | None:
        if not rows:
            return None
        heads = tuple(
            Column(self.say(f"uitvoering.kop_{name}"), share=share) for name, share in columns
        )
        cells = tuple(Row(tuple(Cell((Text(text),)) for text in row)) for row in rows)
        return Table((Text(caption),), heads, cells, anchor, ((Text(note),),) if note else ())


def _named(item: PlannedMeasure) -> str:
    return f"{item.id}\u00a0 {item.measure.title}"


def _statuses(measures: Sequence[PlannedMeasure]) -> str:
    counts = Counter(item.status for item in measures)
    if len(counts) == 1:
        return measures[0].status.value
    return ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
