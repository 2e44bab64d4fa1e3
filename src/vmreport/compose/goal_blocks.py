"""A goal as labelled facts, and all goals in one figure from nulmeting to streefwaarde."""

from __future__ import annotations

from vmreport.advice.model import Recommendation
from vmreport.analysis.findings import Hidden
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.axes import value_axis
from vmreport.compose.goal_trail import trace_goal
from vmreport.compose.goals import GoalFacts, goal_facts
from vmreport.compose.material import Material
from vmreport.document.blocks import Field, FieldList, Figure, Origin, Paragraph
from vmreport.document.charts import IntervalChart, IntervalRow, Point
from vmreport.document.inlines import Text, Tone, Verdict
from vmreport.narrative.alt_texts import alt_text
from vmreport.narrative.numbers import format_interval, format_value, rounded, whole_number
from vmreport.narrative.phrases import sentence_case
from vmreport.narrative.voice import area_name
from vmreport.survey.model import UnitKind

__all__ = ["GoalBlocks"]

PLACES = 1


class GoalBlocks:
    """Makes what a safety plan prints about goals."""

    def __init__(self, material: Material, advice: AdviceWriter) -> None:
        self.material = material
        self.advice = advice
        self.say = material.phrases.say

    # -- one goal ---------------------------------------------------------------------------

    def fields(self, item: Recommendation) -> FieldList | None:
        """Give goal, nulmeting, streefwaarde, what the margin says, partners, instrument."""
        facts = goal_facts(self.material, item)
        if facts is not None:
            trace_goal(self.material, facts, f"aanbeveling-{item.id.lower()}")
        pairs = [*(self.goal_words(facts) if facts else ()), *self._action_pairs(item)]
        fields = [
            Field(self.say(f"ivp.veld_{name}"), (Paragraph((Text(text),), Origin.AUTO),))
            for name, text in pairs
            if text
        ]
        words = self.advice.instrument_words(item)
        if words:
            label = self.say("ivp.veld_instrument")
            fields.append(Field(label, (Paragraph(words, Origin.AUTO),)))
        review = self.material.reviews.get(item.id)
        if review:
            label = self.say("review.kop")
            fields.append(Field(label, (Paragraph((Text(review),), Origin.AUTO),)))
        return FieldList(tuple(fields)) if fields else None

    def goal_words(self, facts: GoalFacts) -> list[tuple[str, str]]:
        """Give what is said of a goal, by the name of the label."""
        goal = facts.goal
        if facts.indicator is None:
            return [("doel", goal.text), ("gemeten", self.say("ivp.doel_niet_gemeten"))]
        return [
            ("doel", goal.text),
            ("gemeten", self.subject(facts)),
            ("nulmeting", self._baseline(facts)),
            ("streefwaarde", self._target(facts)),
            ("marge", self._margin_sentence(facts)),
        ]

    def _action_pairs(self, item: Recommendation) -> list[tuple[str, str]]:
        measures = [m.measure for action in self.material.plan.of(item.id) for m in action.measures]
        names = [name for m in measures for name in (m.owner, *m.partners) if name]
        known = self.material.codebook.indicators
        yardsticks = [
            known[m.indicator].short if m.indicator in known else m.indicator for m in measures
        ]
        return [
            ("partners", _listed(_most_precise(names))),
            ("indicatoren", _listed([text for text in yardsticks if text])),
        ]

    def subject(self, facts: GoalFacts) -> str:
        """Give what is measured, and where when that is not the whole municipality."""
        indicator, area = facts.indicator, facts.area
        if indicator is None:
            return ""
        if area is None or area is self.material.analysis.municipality:
            return indicator.short
        return self.say("ivp.onderwerp_in", onderwerp=indicator.short, gebied=area_name(area))

    def _baseline(self, facts: GoalFacts) -> str:
        narrator, indicator, cell = self.material.narrator, facts.indicator, facts.baseline
        if indicator is None or cell is None:
            return ""
        if isinstance(cell, Hidden):
            return narrator.absence_words(cell)
        value = narrator.voice.number(cell, indicator, exact=True)
        edition = str(self.material.analysis.edition)
        margin = self._margin(facts)
        if not margin:
            return self.say("plan.nulmeting_zonder_marge", waarde=value, editie=edition)
        return self.say("plan.nulmeting", waarde=value, editie=edition, marge=margin)

    def _margin(self, facts: GoalFacts) -> str:
        cell, indicator = facts.measured, facts.indicator
        if cell is None or indicator is None or cell.lower is None or cell.upper is None:
            return ""
        return format_interval(cell.lower, cell.upper, indicator.unit, PLACES)

    def _target(self, facts: GoalFacts) -> str:
        if facts.target is None or facts.indicator is None:
            return self.say("plan.geen_streefwaarde")
        value = self.advice.target_words(facts.goal, facts.indicator)
        return self.say("plan.streefwaarde", waarde=value, jaar=str(facts.goal.year or ""))

    def _margin_sentence(self, facts: GoalFacts) -> str:
        if facts.target is None or facts.measured is None:
            return ""
        match facts.inside_margin:
            case None:
                return self.say("ivp.marge_onbekend")
            case True:
                return self.say("ivp.marge_binnen", marge=self._margin(facts))
            case False:
                return self.say("ivp.marge_buiten", marge=self._margin(facts))

    # -- all goals --------------------------------------------------------------------------

    def figure(self, anchor: str) -> Figure | None:
        """Give every goal in percentages as nulmeting with margin beside its streefwaarde."""
        every = [goal_facts(self.material, item) for item in self.material.advice.recommendations]
        shown = [
            facts
            for facts in every
            if facts is not None
            and facts.indicator is not None
            and facts.indicator.unit is UnitKind.PERCENT
            and facts.measured is not None
            and facts.target is not None
        ]
        if not shown:
            return None
        for facts in shown:
            trace_goal(self.material, facts, anchor)
        rows = tuple(self._row(facts) for facts in shown)
        outside = sum(facts.inside_margin is False for facts in shown)
        caption = self._caption(outside, len(shown))
        chart = self._chart(rows)
        indicators = [facts.indicator for facts in shown if facts.indicator is not None]
        note = (Text(self.material.tables.source_line(list(dict.fromkeys(indicators)))),)
        return Figure(
            chart, (Text(caption),), alt_text(chart, self.material.phrases), anchor, (note,)
        )

    def _caption(self, outside: int, total: int) -> str:
        if outside == total > 1:
            return self.say("ivp.doelen_figuur_alle", totaal=whole_number(total))
        key = "ivp.doelen_figuur_een" if outside == 1 else "ivp.doelen_figuur"
        return self.say(key, buiten=whole_number(outside), totaal=whole_number(total))

    def _chart(self, rows: tuple[IntervalRow, ...]) -> IntervalChart:
        points = [p for row in rows for p in (row.point, *row.references) if p is not None]
        numbers = [n for p in points for n in (p.value, p.lower, p.upper) if n is not None]
        axis = value_axis(numbers, UnitKind.PERCENT, self.say("eenheid.pct"), from_zero=True)
        return IntervalChart(
            rows=rows,
            axis=axis,
            name=self.say("ivp.doelen_nulmeting", editie=str(self.material.analysis.edition)),
            reference_names=(self.say("ivp.doelen_streefwaarde"),),
            verdict_title=self.say("ivp.doelen_vergeleken"),
            margin_name=self.say("figuur.marge"),
        )

    def _row(self, facts: GoalFacts) -> IntervalRow:
        point = None
        if facts.measured is not None and facts.indicator is not None:
            point = self.material.charts.point(facts.measured, facts.indicator.unit)
        return IntervalRow(
            label=f"{facts.recommendation.id}\u00a0 {self.subject(facts)}",
            point=point,
            references=(self._target_point(facts),),
            verdict=self._verdict(facts),
        )

    def _target_point(self, facts: GoalFacts) -> Point | None:
        if facts.target is None or facts.indicator is None:
            return None
        text = format_value(facts.target, facts.indicator.unit, places=PLACES)
        return Point(rounded(facts.target, PLACES), text)

    def _verdict(self, facts: GoalFacts) -> Verdict:
        words = {True: "binnen", False: "buiten", None: "onbekend"}[facts.inside_margin]
        target = self._target_point(facts)
        said = self.say(f"ivp.oordeel_{words}")
        return Verdict(Tone.NO_DIFFERENCE, target.text if target else "", said)


def _most_precise(names: list[str]) -> list[str]:
    """Leave out who is also named with a part of the organisation.

    >>> _most_precise(["Gemeente, team Wijken", "gemeente", "Politie"])
    ['Gemeente, team Wijken', 'Politie']
    """
    parts = [name.casefold() for name in names]
    return [name for name in names if not any(p.startswith(f"{name.casefold()}, ") for p in parts)]


def _listed(words: list[str]) -> str:
    """Give each once, in order of appearance; commas inside names ask for semicolons."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), sentence_case(word))
    return "; ".join(first.values())
