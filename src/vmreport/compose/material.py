"""Everything one report is made of, read and analysed, with the builders that share it.

The same material serves every document of a dossier; what a template may call is in `functions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from vmreport.advice.instruments import Instrument, shipped_instruments
from vmreport.advice.load import sources
from vmreport.advice.model import Advice
from vmreport.advice.safety_plan import SafetyPlan
from vmreport.analysis.findings import Analysis
from vmreport.compose.charts import ChartBuilder, Shape
from vmreport.compose.kinds import DocumentKind, filled
from vmreport.compose.letter_form import LetterForm, load_letter_form
from vmreport.compose.tables import TableBuilder
from vmreport.compose.trail import Trail
from vmreport.dossier import Dossier
from vmreport.errors import Problems
from vmreport.markup.source import SourceText
from vmreport.narrative.narrator import Narrator
from vmreport.narrative.phrases import Phrases
from vmreport.narrative.voice import area_name
from vmreport.survey.codebook import Codebook
from vmreport.survey.kernbeleid import Policy, shipped_policy
from vmreport.survey.model import Area, AreaLevel, Indicator

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
    area: Area | None = None
    """The local area a document is about; None for the municipality as a whole."""
    plan: SafetyPlan = field(default_factory=SafetyPlan)
    """Actiepunten and measures, as they were planned."""
    progress: SafetyPlan = field(default_factory=SafetyPlan)
    """The same with statuses and progress as they are now; the plan itself without an update."""
    instruments: Mapping[str, Instrument] = field(default_factory=shipped_instruments)
    policy: Policy = field(default_factory=shipped_policy)
    trail: Trail = field(default_factory=Trail)
    """Where the printed figures of the document being made come from."""
    reviews: Mapping[str, str] = field(default_factory=dict)
    """What is printed about the review of a recommendation, by its id; empty when nothing is."""
    form: LetterForm = field(default_factory=lambda: load_letter_form((), Problems()))
    """Fields and headings of the letter to the council."""

    def about(self, area: Area | None) -> Material:
        """Give the same material for a document about one local area."""
        return replace(self, area=area) if area else self

    @property
    def area_code(self) -> str:
        """Code of the area a document is about; empty for the municipality, as cells take it."""
        return self.area.code if self.area else ""

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
        return (
            ""
            if self.dossier.status == FINAL
            else self.phrases.say(f"status.{self.dossier.status}")
        )

    def title(self, kind: DocumentKind) -> str:
        """Give the title of a document kind for this dossier."""
        advised = bool(self.advice.recommendations)
        return self.filled(kind.title if advised else kind.title_without_advice)

    def filled(self, text: str) -> str:
        """Give a text of the documents table or a form with edition and place filled in."""
        analysis = self.analysis
        about = self.area or analysis.municipality
        values = {
            "editie": str(self.dossier.edition),
            "gemeente": self.dossier.name,
            "gebied": area_name(self.area) if self.area else self.dossier.name,
            "brief": self.form.name,
            "jaar": str(self.plan_year),
            "tot_en_met": str(self.last_year),
            "soort": self.phrases.say(f"niveau.{about.level.value}"),
            **self.governing,
        }
        return filled(text, values)

    @cached_property
    def governing(self) -> Mapping[str, str]:
        """Who gets the report and who presents it, and its subtitle; by level of the area."""
        say, place = self.phrases.say, self.analysis.municipality
        match place.level:
            case AreaLevel.MUNICIPALITY:
                level, name = "gemeente", self.dossier.name
            case AreaLevel.PROVINCE:
                level, name = "provincie", place.name
            case _:
                level, name = "overig", area_name(place)
        found = {word: say(f"bestuur.{word}_{level}") for word in ("raad", "leden", "college")}
        for word in ("raad", "college"):
            found[f"{word}_van"] = say("bestuur.van", bestuur=found[word], naam=name)
        return {**found, "ondertitel": say(f"bestuur.ondertitel_{level}", naam=name)}

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

    def dated(self, kind: DocumentKind) -> date:
        """Give the date that a document of this kind bears."""
        return self.status_date if kind.by_status_date else self.dossier.date

    def indicator(self, code: str) -> Indicator:
        """Give an indicator by code; raises KeyError for one the codebook does not have."""
        return self.codebook.indicators[code]

    def has_duiding(self, theme: str) -> bool:
        """Whether the advisor wrote something under `theme`."""
        return any(item.theme == theme for item in self.advice.interpretations)
