"""What a worker loads and works out before its first dossier, step by step.

Figures can be read after the first step, documents made after the last. What is loaded nowhere
here is loaded with the first report of every worker: slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

__all__ = ["WARMING", "ready_to_read"]

_TO_READ = (
    "analysis.publication",
    "analysis.scope",
    "loading",
    "survey.combining",
    "survey.conversion",
    "survey.load",
    "survey.readers.earlier",
    "survey.readers.factors",
)
_TO_MAKE = (
    "advice.load",
    "advice.plan_files",
    "analysis.analyse",
    "charts.draw",
    "compose.characters",
    "compose.compose",
    "compose.language_checks",
    "compose.page_limits",
    "compose.plan_checks",
    "compose.published",
    "compose.review",
    "compose.review_checks",
    "compose.shapes",
    "narrative.claims",
    "pipeline",
    "writers.diwoo",
    "writers.docx",
    "writers.formats",
    "writers.html",
    "writers.pdf.writer",
    "writers.xlsx",
)
"""Modules of vmreport that are loaded inside functions, so that small commands do without."""


def ready_to_read() -> None:
    """Load what reads a dossier and its figures."""
    _load(_TO_READ)
    from vmreport.survey.codebook import load_codebook

    load_codebook().find("")  # its names too


def _ready_to_make() -> None:
    """Load what makes documents."""
    _load(_TO_MAKE)
    from vmreport.fontset import shipped_fonts
    from vmreport.writers.pdf.hyphenation import know_compounds

    shipped_fonts()
    know_compounds()


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        import_module(f"vmreport.{name}")


WARMING: tuple[Callable[[], None], ...] = (ready_to_read, _ready_to_make)
"""The steps, in order."""
