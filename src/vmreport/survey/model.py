"""The survey as typed values: indicators, areas, observations. No files, no statistics here.

A value is an estimate, suppressed, missing or not applicable; only an estimate has a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from vmreport.errors import Place
from vmreport.pickling import pickled_by_values

__all__ = [
    "Absence",
    "Area",
    "AreaLevel",
    "Conversion",
    "Direction",
    "Estimate",
    "Indicator",
    "Merger",
    "Missing",
    "Mixture",
    "NotApplicable",
    "Observation",
    "ObservationKey",
    "Part",
    "Partition",
    "Series",
    "Suppressed",
    "Survey",
    "UnitKind",
    "Value",
    "series_of",
]


class Direction(StrEnum):
    """What a higher value means for residents."""

    HIGHER_IS_BETTER = "+"
    HIGHER_IS_WORSE = "-"
    NEUTRAL = "0"


class UnitKind(StrEnum):
    """How a number is measured, which decides its range and how it is printed."""

    PERCENT = "pct"
    SCORE = "score_0_10"
    """A schaalscore from 0 to 10."""
    MARK = "mark_1_10"
    """A rapportcijfer from 1 to 10."""
    PER_100 = "per_100"
    SUM_SCORE = "sum"
    """A somscore: a count of measures, from 0 up."""
    INDEX = "index"
    COUNT = "count"


class Series(StrEnum):
    """Within a series editions may be compared; between them never without conversion factors."""

    A = "A"
    """2012-2019."""
    B = "B"
    """2021 and later."""


def series_of(edition: int) -> Series:
    """Give the series of an edition. Source: CBS, VM 2021 onderzoeksverantwoording (redesign)."""
    return Series.A if edition < 2020 else Series.B


class AreaLevel(StrEnum):
    """The levels of product.md section 1; the values are the Dutch words of the input."""

    COUNTRY = "land"
    COUNTRY_PART = "landsdeel"
    PROVINCE = "provincie"
    POLICE_UNIT = "politie_eenheid"
    POLICE_DISTRICT = "politiedistrict"
    BASE_TEAM = "basisteam"
    REGION = "regio"
    MUNICIPALITY = "gemeente"
    VILLAGE = "kern"
    WARD = "wijk"
    NEIGHBOURHOOD = "buurt"

    @property
    def is_local(self) -> bool:
        """Whether it lies below the municipality."""
        return self in (AreaLevel.VILLAGE, AreaLevel.WARD, AreaLevel.NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class Merger:
    """Why an area stands for several, and which."""

    parts: tuple[Area, ...]
    reason: str = ""
    """The advisor's, in words; may be empty."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area as delivered; local areas need not have a CBS code, then the name is the code."""

    code: str
    name: str
    level: AreaLevel
    parent: str = ""
    """Code of the parent area; empty when not given."""
    merged: Merger | None = None
    """Set when it was made of smaller areas for the report."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Indicator:
    """One question or score of the survey; unit and base are part of what it is."""

    code: str
    name: str
    """Official Dutch name."""
    short: str
    """Label of at most about 40 characters for charts and tables."""
    unit: UnitKind
    unit_label: str
    """As CBS prints it: `% (heel) tevreden`, `schaalscore (0-10)`, `rapportcijfer`."""
    base: str
    """Among whom, in words: `inwoners van 15 jaar en ouder`."""
    direction: Direction
    theme: str
    """Theme id of the codebook."""
    subtheme: str
    """Printed heading within the theme."""
    field: str
    """Kernbeleid Veiligheid veld id: `1`..`5`, or empty."""
    field_theme: str
    """Kernbeleid thema, in words, or empty."""
    series: frozenset[Series]
    sentence: str = ""
    """How a sentence names those counted: `voelt zich weleens onveilig`; completes
    "{aandeel} van de inwoners ...". Empty when the share cannot be said that way. It starts with
    the finite verb. Of a mark or score it names what that is about, with its article: `de
    veiligheid in de buurt`, completing "inwoners geven gemiddeld een 7,4 voor ..."."""
    heading: str = ""
    """A shorter clause for headings, where `sentence` is long; it claims nothing more."""
    question: str = ""
    """Official question or statement wording, where established; else empty."""
    aliases: tuple[str, ...] = ()
    """Other names under which files deliver it (spelling drift); never a StatLine number suffix."""
    statline: tuple[str, ...] = ()
    """StatLine keys as `topic path/Key` without number suffix."""
    headline: bool = False
    """Whether it is one of the key figures of its theme."""
    conditional: bool = False
    """Whether the base is a part of the population (victims, people with contact)."""
    certainty: str = ""
    """What about name, unit, base or place in the table is not established; printed, not hidden."""
    is_local: bool = False
    """A municipality's own question."""
    answer_to: str = ""
    """Of an own question: name of what it is one of the answers to; everybody gave one of them."""


@dataclass(frozen=True, slots=True)
class Partition:
    """The answers to one question, of which everybody gave exactly one."""

    answers: tuple[str, ...]
    """Indicator codes of one base and unit."""
    whole: str = ""
    """Code of the indicator they add up to; empty when that is everybody: 100%."""

    @property
    def codes(self) -> tuple[str, ...]:
        """All indicators in it."""
        return (*self.answers, self.whole) if self.whole else self.answers


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mixture: a share, and how many of everybody it is about."""

    share: str
    """Indicator code of the share within the part."""
    size: str
    """Indicator code that tells how large the part is."""
    is_rest: bool = False
    """`size` tells who is not in the part: it counts for 100 minus that."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """A share of everybody that is the mean of shares of parts, by the size of each."""

    total: str
    parts: tuple[Part, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All indicators in it."""
        return (self.total, *(code for part in self.parts for code in (part.share, part.size)))


class Absence(StrEnum):
    """Why there is no number. The first group comes with the data, the second from our rules."""

    UNKNOWN = "unknown"
    """CBS `.`: unknown, insufficiently reliable or secret."""
    SECRET = "secret"  # noqa: S105 - a CBS symbol, not a password
    """CBS `x` or `geheim`."""
    MISSING = "missing"
    """Nothing was delivered."""
    NOT_APPLICABLE = "not-applicable"
    """Blank at CBS or `n.v.t.`: cannot occur on logical grounds."""
    TOO_FEW = "too-few"
    """Fewer answers than the reliability rule asks."""
    MARGIN_TOO_WIDE = "margin-too-wide"
    SMALL_COUNT = "small-count"
    """Disclosure rule: too few people in numerator or complement."""
    COMPLEMENT = "complement"
    """Disclosure rule: hidden so that another hidden cell cannot be derived."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a figure of 2012-2019 was brought to the level of the monitor of 2021 and later."""

    factor: Decimal
    source: str
    """Who published the factor, as it is printed."""
    original: str
    """The text of the figure as it was delivered."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with what is known of its precision."""

    value: Decimal
    text: str
    """The text of the source, from which rounding starts."""
    lower: Decimal | None = None
    """Lower bound of the 95% interval, in the unit of the value."""
    upper: Decimal | None = None
    provisional: bool = False
    """CBS `*` or `**`."""
    margin_rebuilt: bool = False
    """Bounds were made from a published half-width (2012-2019), not delivered as bounds."""
    conversion: Conversion | None = None
    """Set when the value and its bounds were multiplied by a conversion factor."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A number exists but must not be published."""

    reason: Absence


@dataclass(frozen=True, slots=True)
class Missing:
    """No number was delivered."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not apply to this area."""


Value: TypeAlias = Estimate | Suppressed | Missing | NotApplicable


class ObservationKey(NamedTuple):
    """What an observation is about."""

    edition: int
    area: str
    """Area code."""
    indicator: str
    """Indicator code."""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Observation:
    """One cell of the delivered table."""

    key: ObservationKey
    value: Value
    place: Place
    """File, row and column it was read from."""
    source: str
    """Printed source: `CBS StatLine 85146NED`, `I&O Research`."""
    n: int | None = None
    """Answers on the base of this indicator; None when not delivered."""
    numerator: int | None = None
    """Answers behind the value (`teller`)."""
    population: int | None = None
    """Residents of the area (`inwoners`)."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything delivered, checked: what is not here was not delivered."""

    indicators: Mapping[str, Indicator]
    """All codebook and local indicators that occur, by code, in codebook order."""
    areas: Mapping[str, Area]
    """By code, in order of delivery."""
    observations: Mapping[ObservationKey, Observation]
    editions: tuple[int, ...] = field(default=())
    """Editions present, ascending."""
    partitions: tuple[Partition, ...] = ()
    """Which indicators are the answers to one question."""
    mixtures: tuple[Mixture, ...] = ()

    def get(self, edition: int, area: str, indicator: str) -> Observation | None:
        """Give one observation, or None when it was not delivered."""
        return self.observations.get(ObservationKey(edition, area, indicator))

    def children_of(self, area: str) -> tuple[Area, ...]:
        """Give the areas directly inside `area`, in order of delivery."""
        return tuple(item for item in self.areas.values() if item.parent == area)
