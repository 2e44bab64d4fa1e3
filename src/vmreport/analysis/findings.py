"""The results of analysis as types. A finding says no more than its rule allows; no words here.

Cells are made by `analysis.analyse`: where a rule hides a number, the number is not in the cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from vmreport.analysis.disclosure.relations import Weighing
from vmreport.errors import Place
from vmreport.survey.model import Absence, Area, AreaLevel, Conversion, Indicator
from vmreport.survey.territory import TerritoryChange

__all__ = [
    "Against",
    "Analysis",
    "Cell",
    "CellKey",
    "Comparison",
    "Hidden",
    "NoVerdict",
    "Outcome",
    "Profile",
    "Published",
    "Ranked",
    "Ranking",
    "SignificanceRule",
    "Thresholds",
    "Trend",
    "Valuation",
]


class SignificanceRule(StrEnum):
    """How a difference is judged."""

    CBS_INTERVALS = "cbs"
    """95% intervals that do not overlap; touching counts as different."""
    DIFFERENCE_TEST = "verschiltoets"
    """z-test on the difference at 5%, standard errors from the given bounds."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits a dossier sets; all printed in the accountability section."""

    rule: SignificanceRule = SignificanceRule.CBS_INTERVALS
    minimum_n: int = 50
    """Reliability: fewest answers on the base of the indicator. Source: BBGA definitions (50)."""
    maximum_margin: Decimal | None = None
    """Reliability: widest half-interval in the unit of a percentage; None is no limit."""
    minimum_count: int = 0
    """Disclosure: fewest answers in numerator and complement; 0 is off."""
    minimum_width: Decimal = Decimal(10)
    """Disclosure: what an outsider derives of a hidden figure must be at least this wide, in
    percentage points, or as wide as `minimum_count` answers. Source: risks G7."""


class CellKey(NamedTuple):
    """What a cell is about."""

    edition: int
    area: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Published:
    """A number that may be printed, unrounded, with its interval as delivered."""

    key: CellKey
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    n: int | None
    source: str
    place: Place
    provisional: bool = False
    text: str = ""
    """The decimal text of the source: rounding starts here."""
    conversion: Conversion | None = None
    """Set when the number was converted to the level of 2021 and later."""

    @property
    def has_margin(self) -> bool:
        """Whether both bounds are known."""
        return self.lower is not None and self.upper is not None


@dataclass(frozen=True, slots=True)
class Hidden:
    """No number, and why; nothing of the number is kept."""

    key: CellKey
    reason: Absence


Cell: TypeAlias = Published | Hidden


class Against(StrEnum):
    """What a value is compared with; the values are the words advisors use."""

    COUNTRY = "nederland"
    REGION = "regio"
    MUNICIPALITY = "gemeente"
    """A local area against its municipality."""
    PREVIOUS = "vorige"
    """The same area in the previous comparable edition."""
    FIRST = "eerste"
    """The same area in the first edition of the same series."""


class Outcome(StrEnum):
    """The sign of a comparison, or that there is none."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_DIFFERENCE = "no-difference"
    UNKNOWN = "unknown"


class Valuation(StrEnum):
    """What the outcome means for residents."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    NEUTRAL = "neutral"
    """No difference shown, no verdict, or an indicator without direction."""


class NoVerdict(StrEnum):
    """Why a comparison has no verdict."""

    MARGIN_UNKNOWN = "margin-unknown"
    VALUE_HIDDEN = "value-hidden"
    REFERENCE_HIDDEN = "reference-hidden"
    REFERENCE_MISSING = "reference-missing"
    SERIES_BREAK = "series-break"
    OTHER_TERRITORY = "other-territory"
    """The area became another territory between the two editions."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One value against one reference under the rule of the dossier."""

    indicator: Indicator
    against: Against
    value: Cell
    reference: Cell
    outcome: Outcome
    valuation: Valuation
    no_verdict: NoVerdict | None = None
    """Set exactly when the outcome is UNKNOWN."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator in one area over all editions present, with the breaks between them."""

    indicator: Indicator
    area: Area
    cells: tuple[Cell, ...]
    """One per edition in which the area was measured, ascending."""
    breaks: tuple[tuple[int, int], ...]
    """Pairs of neighbouring editions between which no comparison is allowed."""
    since_previous: Comparison | None
    since_first: Comparison | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A comparison with how certain and how large it is."""

    comparison: Comparison
    strength: Decimal
    """Gap between the intervals over the pooled half-width: 0 is touching; never from a point
    difference alone, so noise cannot win."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Strengths and concerns: only comparisons with a verdict and a direction."""

    strengths: tuple[Ranked, ...]
    concerns: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All local areas of one level against the municipality on one indicator."""

    indicator: Indicator
    level: AreaLevel
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything composition may use: published cells and findings, never a hidden number."""

    municipality: Area
    edition: int
    previous_edition: int | None
    """The edition before this one that may be compared with; None when there is none."""
    country: Area | None
    region: Area | None
    local_areas: tuple[Area, ...]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    """Measured for the municipality in this edition, in codebook order."""
    cells: Mapping[CellKey, Cell]
    comparisons: Mapping[tuple[CellKey, Against], Comparison]
    trends: Mapping[str, Trend]
    """Of the municipality, by indicator code."""
    profiles: Mapping[str, Profile]
    """By indicator code; only indicators measured in local areas."""
    ranking_country: Ranking
    ranking_region: Ranking
    ranking_previous: Ranking
    thresholds: Thresholds
    editions: tuple[int, ...]
    """All editions present, ascending."""
    missing_editions: tuple[int, ...]
    """Editions of the monitor between first and last that were not delivered."""
    weighings: frozenset[Weighing] = frozenset()
    """By what the sums were weighed when figures were hidden against subtraction."""
    answers_linked: bool = False
    """Some answers to a question are hidden and all of them were looked at together."""
    changes: tuple[TerritoryChange, ...] = ()
    """What made the municipality another territory between the first and this edition, by day."""

    def cell(self, indicator: str, area: str = "", edition: int | None = None) -> Cell:
        """Give a cell; area defaults to the municipality, edition to this one.

        What was not delivered comes back as `Hidden` with reason MISSING.
        """
        key = CellKey(edition or self.edition, area or self.municipality.code, indicator)
        return self.cells.get(key) or Hidden(key, Absence.MISSING)

    def comparison(
        self, indicator: str, against: Against, area: str = "", edition: int | None = None
    ) -> Comparison | None:
        """Give a comparison, or None when there is nothing to compare with."""
        key = CellKey(edition or self.edition, area or self.municipality.code, indicator)
        return self.comparisons.get((key, against))

    def is_over_break(self, indicator: str, area: str = "") -> bool:
        """Whether the previous edition of an indicator stands on another level than this one."""
        found = self.comparison(indicator, Against.PREVIOUS, area)
        return found is not None and found.no_verdict is NoVerdict.SERIES_BREAK

    def has_other_territory(self, area: str) -> bool:
        """Whether a local area became another one since the previous edition."""
        found = (self.comparison(code, Against.PREVIOUS, area) for code in self.indicators)
        return any(item and item.no_verdict is NoVerdict.OTHER_TERRITORY for item in found)
