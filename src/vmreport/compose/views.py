"""What a template sees: plain frozen values, in Dutch names, nothing it could change."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AdviceView",
    "AreaView",
    "AreasView",
    "DeckView",
    "FieldView",
    "FindingView",
    "GroupView",
    "LocalView",
    "PartView",
    "PlaceView",
    "PointView",
    "ThemeView",
    "VoiceView",
    "VoicesView",
]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The municipality or province of the report."""

    naam: str
    soort: str
    """`gemeente`, `provincie`, `regio`."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """A section of a theme chapter: indicators that share one figure."""

    naam: str
    kop: str
    anker: str
    zinnen: tuple[str, ...]
    soort: str
    """`intervallen` or `staven`."""
    indicatoren: tuple[str, ...]
    schaal: tuple[str, ...]
    """Indicators whose values the axis must hold, so that a theme has one scale."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme chapter."""

    id: str
    naam: str
    kop: str
    conclusie: str
    kerncijfers: tuple[str, ...]
    samenvatting: tuple[str, ...]
    groepen: tuple[GroupView, ...]
    trends: tuple[str, ...]
    duiding: bool
    indicatoren: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaView:
    """One local area."""

    naam: str
    anker: str
    zinnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreasView:
    """The chapter on local areas."""

    naam: str
    kop: str
    conclusie: str
    zinnen: tuple[str, ...]
    """What stands out on the featured indicators."""
    indicatoren: tuple[str, ...]
    uitgelicht: tuple[str, ...]
    geheel: str
    """The municipality as a whole, in words."""
    kaart: bool
    delen: tuple[tuple[str, ...], ...]
    """All indicators measured in local areas, in parts that fit a table."""
    lijst: tuple[AreaView, ...]
    samengevoegd: tuple[str, ...]
    """Which areas stand for several."""


@dataclass(frozen=True, slots=True)
class LocalView:
    """The chapter on the municipality's own questions."""

    kop: str
    conclusie: str
    zinnen: tuple[str, ...]
    indicatoren: tuple[str, ...]
    alle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Residents or professionals."""

    soort: str
    kop: str


@dataclass(frozen=True, slots=True)
class VoicesView:
    """The chapter of three voices."""

    cijfers: tuple[str, ...]
    lijst: tuple[VoiceView, ...]


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One recommendation."""

    id: str
    titel: str
    anker: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of the summary page."""

    titel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A veld of the Kernbeleid with the indicators that belong to it."""

    id: str
    naam: str
    titel: str
    indicatoren: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the accountability section."""

    kop: str
    alineas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A slide with one finding: its message, its figure, what is said at it."""

    id: str
    """The theme."""
    naam: str
    kop: str
    conclusie: str
    zinnen: tuple[str, ...]
    soort: str
    """`intervallen` or `staven`."""
    indicatoren: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeckView:
    """What a presentation shows, so that it has ten to fourteen slides."""

    bevindingen: tuple[FindingView, ...]
    trends: tuple[str, ...]
    """Indicators that get a slide with their course."""
    gebieden: tuple[str, ...]
    """Indicators on which local areas stand side by side; empty without local areas."""
    gebieden_kop: str
