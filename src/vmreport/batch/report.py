"""The one task of a batch in a worker: all documents of one dossier, through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vmreport.batch.together import Cells
from vmreport.batch.warming import WARMING
from vmreport.errors import Problem

__all__ = ["MAKE_REPORT", "MODULE", "WARMING", "Wanted", "make_report"]

MODULE = __name__
MAKE_REPORT = f"{__name__}:make_report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of a dossier; empty means what the dossier asks for, in all its formats."""

    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    also_hide: Cells = ()
    """Cells that would give away what another report of the batch hides."""


def make_report(
    wanted: Wanted, source: Path, target: Path, figures: Path | None = None
) -> tuple[Problem, ...]:
    """Write the documents of the dossier `source` in the folder `target`; give the notices.

    `figures` is where `disclosure.read_sheet` kept those of the dossier, if anywhere.

    Raises what `pipeline.build` raises.
    """
    from vmreport.analysis.findings import CellKey
    from vmreport.pipeline import build

    result = build(
        source,
        target,
        documents=wanted.documents,
        formats=wanted.formats,
        also_hide=frozenset(CellKey(*cell) for cell in wanted.also_hide),
        figures=figures,
        is_final=False,
    )
    return result.notices
