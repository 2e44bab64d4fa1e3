"""What a batch must know of all its dossiers before it makes the first document.

A batch is one publication: a figure that one report hides can be worked out from the others. So
the figures of all dossiers are read first, and decided upon together. What is decided depends on
this set of dossiers only, and is written in the journal for a run that goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vmreport.errors import Problem

__all__ = ["Cells", "Decision", "Together"]

Cells = tuple[tuple[int, str, str], ...]
"""Cells to hide: edition, area code, indicator code. No figures."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What each report must hide besides what it hides by itself."""

    hide: Mapping[str, Cells] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """What cannot be made safe; then nothing is made."""


@dataclass(frozen=True, slots=True)
class Together:
    """How the figures of one dossier are read, and what is decided about all of them."""

    function: str
    """Task function that reads a dossier, and writes only what the report may go on from."""
    decide: Callable[[Mapping[str, object]], Decision]
    """Pure: from what was read, by report."""
