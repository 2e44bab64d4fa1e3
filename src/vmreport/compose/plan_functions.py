"""What templates of the safety plan and the yearly plan may call, beside the general functions.

Each gives blocks, or nothing when there is nothing to show. Documented in docs/sjablonen.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from jinja2 import TemplateError

from vmreport.advice.model import Recommendation
from vmreport.advice.safety_plan import Action, SafetyPlan
from vmreport.compose.action_tables import ActionTables
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.environment import Ready
from vmreport.compose.goal_blocks import GoalBlocks
from vmreport.compose.material import Material
from vmreport.compose.plan_views import counted_statuses
from vmreport.compose.planning import GanttBuilder, in_parts
from vmreport.document.blocks import Block, Figure, Table
from vmreport.document.inlines import Text
from vmreport.markup.tokens import Tokens
from vmreport.narrative.alt_texts import alt_text
from vmreport.narrative.numbers import format_date, whole_number

__all__ = ["PlanFunctions"]


class PlanFunctions:
    """The functions of a plan, over one set of tokens."""

    def __init__(self, material: Material, tokens: Tokens, advice: AdviceWriter) -> None:
        self.material = material
        self.tokens = tokens
        self.advice = advice
        self.goals = GoalBlocks(material, advice)
        self.tables = ActionTables(material)
        self.say = material.phrases.say

    def by_name(self) -> dict[str, Callable[..., Ready]]:
        """Give the functions by the name templates use."""
        return {
            "planning": self.planning,
            "stand": self.stand,
            "plan_tabel": self.plan_tabel,
            "doel": self.doel,
            "doelen_figuur": self.doelen_figuur,
            "bevindingen": self.bevindingen,
            "aanpak": self.aanpak,
        }

    def planning(self, deel: int, anker: str) -> Ready:
        """Give part `deel` of the planning as a figure, as it was planned."""
        return self._figure(self.material.plan, int(deel), str(anker), stand=False)

    def stand(self, deel: int, anker: str) -> Ready:
        """Give the same with the statuses as they are now, and where the plan should stand."""
        return self._figure(self.material.progress, int(deel), str(anker), stand=True)

    def plan_tabel(self, soort: str, wat: str = "", anker: str = "", titel: str = "") -> Ready:
        """Give a table of the plan by kind; see docs/sjablonen.md for the kinds."""
        plan, progress = self.material.plan, self.material.progress
        makers: dict[str, Callable[[], Table | None]] = {
            "actiepunten": lambda: self.tables.actions(plan.actions, anker, titel),
            "actiepunten_stand": lambda: self.tables.actions(progress.actions, anker, titel),
            "afspraken": lambda: self.tables.agreed(
                plan.of(self._item(wat).id), anker, titel, self._goal(wat)
            ),
            "voortgang": lambda: self.tables.progress(
                progress.of(self._item(wat).id), anker, titel, self._goal(wat)
            ),
            "trekkers": lambda: self.tables.by_owner(plan.measures, anker, titel),
            "trekkers_stand": lambda: self.tables.by_owner(progress.measures, anker, titel),
            "statussen": lambda: self.tables.statuses(progress.measures, anker, titel),
            "kort": lambda: self.tables.short(
                [m for action in plan.of(self._item(wat).id) for m in action.measures],
                anker,
                titel,
            ),
        }
        maker = makers.get(soort)
        if maker is None:
            message = f"plan_tabel '{soort}' bestaat niet; kies uit {', '.join(makers)}"
            raise TemplateError(message)
        return self._blocks([maker()])

    def doel(self, aanbeveling: str) -> Ready:
        """Give the goal: nulmeting with margin, streefwaarde, year, partners, instrument."""
        return self._blocks([self.goals.fields(self._item(aanbeveling))])

    def doelen_figuur(self, anker: str) -> Ready:
        """Give the goals that share a unit, from nulmeting with margin to streefwaarde."""
        return self._blocks([self.goals.figure(str(anker))])

    def bevindingen(self, aanbeveling: str) -> Ready:
        """Give the findings a recommendation rests on."""
        return self._blocks([self.advice.findings(self._item(aanbeveling))])

    def aanpak(self, aanbeveling: str) -> Ready:
        """Give what the advisor recommends and why."""
        return self._blocks([self.advice.approach(self._item(aanbeveling))])

    # -- shared -----------------------------------------------------------------------------

    def _figure(self, plan: SafetyPlan, number: int, anchor: str, *, stand: bool) -> Ready:
        parts = in_parts(plan.actions)
        if not 1 <= number <= len(parts):
            message = f"deel {number} van de planning bestaat niet; er zijn er {len(parts)}"
            raise TemplateError(message)
        part = parts[number - 1]
        builder = GanttBuilder(plan, self.material.plan_year, self.material.phrases)
        chart = builder.chart(part, today=self.material.status_date if stand else None)
        caption = self._caption(part, builder.years, (number, len(parts)), stand=stand)
        pointed = any(row.begins_earlier or row.goes_on for g in chart.groups for row in g.rows)
        key = "uitvoering.planning_noot_punt" if pointed else "uitvoering.planning_noot"
        note = (Text(self.say(key)),)
        alt = alt_text(chart, self.material.phrases)
        return self._blocks([Figure(chart, (Text(caption),), alt, anchor, (note,))])

    def _caption(
        self,
        part: Sequence[Action],
        years: Sequence[int],
        place: tuple[int, int],
        *,
        stand: bool,
    ) -> str:
        measures = [item for action in part for item in action.measures]
        parts = {"nummer": str(place[0]), "delen": str(place[1])} if place[1] > 1 else {}
        ending = "_deel" if parts else ""
        if stand:
            return self.say(
                f"uitvoering.stand_planning{ending}",
                datum=format_date(self.material.status_date),
                telling=counted_statuses(self.material, measures),
                **parts,
            )
        words = {
            "actiepunten": self._amount("actiepunt", len(part)),
            "maatregelen": self._amount("maatregel", len(measures)),
        }
        if not parts:
            words |= {"begin": str(years[0]), "eind": str(years[-1])}
        return self.say(f"uitvoering.planning{ending}", **words, **parts)

    def _amount(self, noun: str, amount: int) -> str:
        if amount == 1:
            return self.say(f"uitvoering.aantal_{noun}")
        plural = f"{noun}en"
        return self.say(f"uitvoering.aantal_{plural}", aantal=whole_number(amount))

    def _goal(self, identifier: str) -> str:
        """Give the line under a table: where the recommendation belongs, and its goal."""
        item = self._item(identifier)
        place = self.advice.field_words(item)
        if item.goal is None:
            return self.say("uitvoering.zonder_doel", veld=place)
        return self.say("uitvoering.met_doel", veld=place, doel=item.goal.text)

    def _item(self, identifier: str) -> Recommendation:
        for item in self.material.advice.recommendations:
            if item.id == str(identifier):
                return item
        message = f"aanbeveling '{identifier}' bestaat niet"
        raise TemplateError(message)

    def _blocks(self, blocks: Iterable[Block | None]) -> Ready:
        found = tuple(block for block in blocks if block is not None)
        return Ready(self.tokens.block(found) if found else "")
