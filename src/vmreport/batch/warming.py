"""What a worker loads and works out before its first dossier, step by step.

Figures can be read after the first step, documents made after the second. What is done nowhere
here is done with the first report of every worker: slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmreport.document.blocks import Block, Cover
    from vmreport.document.tree import ResolvedDocument

__all__ = ["WARMING", "ready_to_read"]

_TO_READ = (
    "analysis.publication",
    "analysis.scope",
    "loading",
    "survey.combining",
    "survey.conversion",
    "survey.load",
    "survey.local_questions",
    "survey.readers.earlier",
    "survey.readers.factors",
    "survey.stored",
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
    "narrative.typed_numbers",
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


def _practise() -> None:
    """Make two small papers in our own house style, but for their layout, and keep nothing.

    What papers have in common is then worked out: templates, stylesheets, parts of Word, drawings.
    Laying out starts threads, which a process that is to be copied cannot have.
    """
    from vmreport.assets import templates_root
    from vmreport.compose.environment import make_environment
    from vmreport.document.blocks import Cover
    from vmreport.errors import Problems
    from vmreport.writers.docx import write_docx
    from vmreport.writers.house_style import load_house_style
    from vmreport.writers.house_style.load import DEFAULT
    from vmreport.writers.pdf.writer import practise

    folder = templates_root() / "documents"
    environment = make_environment((folder,))
    for path in sorted(folder.rglob("*.j2")):
        environment.get_template(path.relative_to(folder).as_posix())
    style = load_house_style(DEFAULT, Problems())
    for paper in (_paper(Cover("Titel", "", "", "")), _paper()):
        write_docx(paper, style)
        practise(paper, style)


def _paper(*cover: Cover) -> ResolvedDocument:
    """Give a paper of one heading, with a title page or as a letter."""
    from vmreport.document.blocks import Heading
    from vmreport.document.inlines import Text
    from vmreport.document.resolve import resolve
    from vmreport.document.tree import Document, Metadata
    from vmreport.narrative.phrases import load_phrases, terms

    metadata = Metadata(
        title="Titel",
        organisation="",
        subject="",
        keywords=(),
        date=date(2000, 1, 1),
        status="",
        banner="",
        running_title="",
        generator="",
        letterhead=not cover,
    )
    blocks: tuple[Block, ...] = (*cover, Heading(1, (Text("Titel"),), "titel"))
    return resolve(Document(metadata, "nl-NL", terms(load_phrases()), blocks))


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        import_module(f"vmreport.{name}")


WARMING: tuple[Callable[[], None], ...] = (ready_to_read, _ready_to_make, _practise)
"""The steps, in order; nobody waits for the third."""
