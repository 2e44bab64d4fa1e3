"""Everything one report is made of, read and analysed, with the builders that share it.

The same material serves every document of a dossier; what a template may call is in `functions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vmreport.advice.instruments import Instrument, shipped_instruments
from vmreport.advice.load import sources
from vmreport.advice.model import Advice
from vmreport.advice.safety_plan import SafetyPlan
from vmreport.analysis.findings import Analysis
from vmreport.compose.charts import ChartBuilder, Shape
from vmreport.compose.kinds import DocumentKind
from vmreport.compose.tables import TableBuilder
from vmreport.dossier import Dossier
from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.phrases import Phrases
from vmreport.survey.codebook import Codebook
from vmreport.survey.kernbeleid import Policy, shipped_policy
from vmreport.survey.model import Indicator

__all__ = ["Material"]

FINAL = "definitief"
PLAN_YEARS = 4
"""Years of a safety plan. Source: Politiewet 2012, article 38b: at least once in four years."""


@dataclass(frozen=True)
class Material:
    """The read and analysed dossier."""

    dossier: Dossier
    codebook: Codebook
    analysis: Analysis
    advice: Advice
    phrases: Phrases
    shapes: Mapping[str, Shape]
    """Outlines of local areas by code; empty without a map."""
    problems: Problems
    plan: SafetyPlan = field(default_factory=SafetyPlan)
    """Actiepunten and measures, as they were planned."""
    progress: SafetyPlan = field(default_factory=SafetyPlan)
    """The same with statuses and progress as they are now; the plan itself without an update."""
    instruments: Mapping[str, Instrument] = field(default_factory=shipped_instruments)
    policy: Policy = field(default_factory=shipped_policy)

    @cached_property
    def narrator(self) -> Narrator:
        """The words of this report."""
        return Narrator(self.phrases, self.analysis)

    @cached_property
    def charts(self) -> ChartBuilder:
        """The chart specs of this report."""
        return ChartBuilder(self.analysis, self.narrator)

    @cached_property
    def tables(self) -> TableBuilder:
        """The tables of this report."""
        return TableBuilder(self.analysis, self.narrator)

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        """Every text of the advisor, for lint."""
        return tuple(sources(self.advice))

    @property
    def status(self) -> str:
        """The printed status; empty when the dossier is final."""
        return "" if self.dossier.status == FINAL else self.dossier.status

    def title(self, kind: DocumentKind) -> str:
        """Give the title of a document kind for this dossier."""
        advised = bool(self.advice.recommendations)
        return self.filled(kind.title if advised else kind.title_without_advice)

    def filled(self, text: str) -> str:
        """Give a title of the documents table with edition and place filled in."""
        return text.format(
            editie=self.dossier.edition,
            gebied=self.dossier.name,
            jaar=self.plan_year,
            tot_en_met=self.last_year,
        )

    @property
    def plan_year(self) -> int:
        """The year of the uitvoeringsplan: as chosen, else the year after the date."""
        return self.dossier.planning.year or self.dossier.date.year + 1

    @property
    def last_year(self) -> int:
        """The last year of the safety plan: as chosen, else four years in all."""
        return self.dossier.planning.last_year or self.plan_year + PLAN_YEARS - 1

    @property
    def status_date(self) -> date:
        """The date on which the tussenrapportage looks at the plan."""
        return self.dossier.planning.status_date or self.dossier.date

    def indicator(self, code: str) -> Indicator:
        """Give an indicator by code; raises KeyError for one the codebook does not have."""
        return self.codebook.indicators[code]

    def has_duiding(self, theme: str) -> bool:
        """Whether the advisor wrote something under `theme`."""
        return any(item.theme == theme for item in self.advice.interpretations)
