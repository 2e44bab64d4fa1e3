"""The one task of a batch in a worker: all documents of one dossier, through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vmreport.analysis.findings import CellKey
from vmreport.batch.together import Cells
from vmreport.errors import Problem
from vmreport.pipeline import build

__all__ = ["MAKE_REPORT", "MODULE", "Wanted", "make_report", "warm"]

MODULE = __name__
MAKE_REPORT = f"{__name__}:make_report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make of a dossier; empty means what the dossier asks for, in all its formats."""

    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    also_hide: Cells = ()
    """Cells that would give away what another report of the batch hides."""


def make_report(wanted: Wanted, source: Path, target: Path) -> tuple[Problem, ...]:
    """Write the documents of the dossier `source` in the folder `target`; give the notices.

    Raises what `pipeline.build` raises.
    """
    result = build(
        source,
        target,
        documents=wanted.documents,
        formats=wanted.formats,
        also_hide=frozenset(CellKey(*cell) for cell in wanted.also_hide),
    )
    return result.notices


def warm() -> None:
    """Load what every report needs, so that it is done once per worker."""
    from vmreport.analysis import analyse
    from vmreport.charts import draw
    from vmreport.compose import compose
    from vmreport.fontset import shipped_fonts
    from vmreport.survey.codebook import load_codebook
    from vmreport.writers import docx, html, xlsx
    from vmreport.writers.pdf import writer

    shipped_fonts()
    load_codebook()
    del analyse, draw, compose, docx, html, writer, xlsx
