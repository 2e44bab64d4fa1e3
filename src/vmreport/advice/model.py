"""Advice as typed values; texts are already blocks with the advisor's placeholders inside.

Reading files belongs in `advice.readers`; resolving placeholders to numbers in `compose`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vmreport.errors import Place
from vmreport.markup.source import SourceText

__all__ = [
    "Advice",
    "FindingRef",
    "Goal",
    "Interpretation",
    "Measure",
    "Priority",
    "Recommendation",
    "Review",
    "ReviewStatus",
    "Voice",
    "VoiceKind",
]


class Priority(StrEnum):
    """How urgent the advisor finds it; the values are the words of the input."""

    HIGH = "hoog"
    MEDIUM = "midden"
    LOW = "laag"


@dataclass(frozen=True, slots=True)
class FindingRef:
    """A finding a recommendation rests on, as the advisor names it."""

    indicator: str
    area: str
    """Area code or name as written; empty means the municipality of the dossier."""
    against: str
    """`nederland`, `regio`, `gemeente`, `vorige`, or empty for the figure alone."""
    place: Place


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached: an indicator with a target in a year."""

    text: str
    indicator: str
    area: str
    target: str
    """Streefwaarde as written, such as `30`; checked to be a number."""
    year: int | None
    place: Place
    target_place: Place | None = None
    """Where the streefwaarde stands; None without one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure under a recommendation."""

    title: str
    result: str
    owner: str
    partners: tuple[str, ...]
    start: str
    end: str
    means: str
    status: str
    place: Place
    action: str = ""
    """The actiepunt it belongs to, as written; empty means the recommendation itself."""
    indicator: str = ""
    """What shows that it works: an indicator code, or a yardstick in words."""
    progress: str = ""
    """What was done so far, in words: for the tussenrapportage."""


class ReviewStatus(StrEnum):
    """How far a recommendation is; the values are the words of the input."""

    DRAFT = "concept"
    REVIEWED = "gereviewd"
    FINAL = "definitief"


@dataclass(frozen=True, slots=True)
class Review:
    """What was said about a recommendation by whoever read it through."""

    status: ReviewStatus = ReviewStatus.DRAFT
    reviewed_on: date | None = None
    figures: str = ""
    """Digits of the fingerprint of the figures it was reviewed on, as written; empty when not given."""
    written: bool = False
    """Whether the advisor filled in any of these."""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation with everything it must carry."""

    id: str
    title: str
    text: SourceText
    findings: tuple[FindingRef, ...]
    priority: Priority
    field: str
    """Kernbeleid veld, `1`..`5`."""
    field_theme: str
    goal: Goal | None
    measures: tuple[Measure, ...]
    instrument: str
    """Instrument id from the catalogue, or empty."""
    request: SourceText | None
    """What is asked of the council."""
    place: Place
    review: Review = Review()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The advisor's duiding of one theme (or of `samenvatting`, `conclusies`)."""

    theme: str
    text: SourceText
    place: Place


class VoiceKind(StrEnum):
    """Who speaks."""

    RESIDENTS = "inwoners"
    PROFESSIONALS = "professionals"


@dataclass(frozen=True, slots=True)
class Voice:
    """What residents or professionals say: text with quotes."""

    kind: VoiceKind
    title: str
    text: SourceText
    place: Place


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything the advisor wrote; each part may be empty."""

    recommendations: tuple[Recommendation, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    voices: tuple[Voice, ...] = ()
