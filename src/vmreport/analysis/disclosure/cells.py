"""Everything one publication prints or hides, with the numbers behind it.

A sheet holds the hidden numbers: it never leaves the program and never goes into an analysis. What
must be hidden besides is found in `sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from vmreport.analysis.disclosure.figures import Known, Printed
from vmreport.analysis.disclosure.policy import Policy
from vmreport.analysis.findings import CellKey
from vmreport.pickling import pickled_by_values
from vmreport.survey.model import Area, Indicator, Mixture, Partition

if TYPE_CHECKING:
    from vmreport.survey.readers.earlier import EarlierFigure

__all__ = ["Earlier", "Fact", "Sheet", "earlier_of"]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of a publication with the number behind it, also when it is hidden."""

    known: Known
    value: Decimal | None = None
    n: int | None = None
    residents: int | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """One cell of an earlier publication."""

    area: Area
    printed: Printed | None
    """None when it was hidden there for the disclosure rule."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One publication: what it prints, what it hides, and what was printed before."""

    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    facts: Mapping[CellKey, Fact]
    policy: Policy
    lies_in: Mapping[str, str] = field(default_factory=dict)
    """Parents of areas that name none themselves."""
    earlier: Mapping[CellKey, Earlier] = field(default_factory=dict)
    partitions: tuple[Partition, ...] = ()
    """Which indicators are the answers to one question."""
    mixtures: tuple[Mixture, ...] = ()


def earlier_of(figures: Iterable[EarlierFigure]) -> dict[CellKey, Earlier]:
    """Give what earlier publications showed, as an outsider has it."""
    return {
        CellKey(item.key.edition, item.key.area, item.key.indicator): Earlier(
            item.area, None if item.value is None else Printed(item.value, item.places)
        )
        for item in figures
    }
