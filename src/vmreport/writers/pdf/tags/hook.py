"""Puts our structure tree in the place of WeasyPrint's while a PDF is written.

WeasyPrint has no public way to do this: a name of one of its modules is replaced, in one version
only, under a lock. The contract with its private parts is checked here, in `content`, and by
tests/unit/pdf/test_contract.py: run that test first when WeasyPrint is upgraded.
Source: design/accessibility.md sections 4.1, 4.2 and 4.7.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint
import weasyprint.pdf

from vmreport.errors import EnvironmentFault, WriterError
from vmreport.writers.pdf.tags.check import faults
from vmreport.writers.pdf.tags.content import PageContent
from vmreport.writers.pdf.tags.emit import write_tree
from vmreport.writers.pdf.tags.spacing import missing_spaces
from vmreport.writers.pdf.tags.tables import label_tables
from vmreport.writers.pdf.tags.tree import Node, take_blanks, tidy
from vmreport.writers.pdf.tags.walk import Walker

__all__ = ["WEASYPRINT", "own_structure_tree", "require_known_weasyprint"]

WEASYPRINT = "70.0"
"""The one version whose private parts are known."""

_LOCK = threading.Lock()
_HOME: Any = weasyprint.pdf
"""The module that calls `add_tags`."""
_PARAMETERS = ["pdf", "document", "pdf_version", "page_streams"]


@contextmanager
def own_structure_tree() -> Iterator[None]:
    """Have PDFs that are written inside the block get our structure tree.

    One block at a time in a process: others wait. Raises EnvironmentFault when WeasyPrint is not
    the version that is known; writing raises WriterError when the tree would be wrong.
    """
    with _LOCK:
        require_known_weasyprint()
        original = _HOME.add_tags
        _HOME.add_tags = _add_tags
        try:
            yield
        finally:
            _HOME.add_tags = original


def require_known_weasyprint() -> None:
    """Raise EnvironmentFault when WeasyPrint is another version or its hook has moved."""
    found = list(inspect.signature(_HOME.add_tags).parameters)
    called = "add_tags" in _HOME.generate_pdf.__code__.co_names
    if weasyprint.__version__ != WEASYPRINT or found != _PARAMETERS or not called:
        raise EnvironmentFault(
            f"WeasyPrint {weasyprint.__version__} is geïnstalleerd; alleen versie {WEASYPRINT} "
            "kan worden gebruikt. Installeer vmreport opnieuw met de vastgelegde versies."
        )


def _add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
    """Stand in for `weasyprint.pdf.add_tags`."""
    del pdf_version
    objects = (pdf.objects[int(ref.split()[0])] for ref in pdf.page_references)
    pages = [
        PageContent(number, page, stream, dictionary)
        for number, (page, stream, dictionary) in enumerate(
            zip(document.pages, page_streams, objects, strict=True)
        )
    ]
    root, found = _build(pages, _spaces(document))
    if not pdf.catalog.get("Lang"):
        found.insert(0, "the document does not say in what language it is")
    if found:
        raise WriterError("PDF: the structure is wrong:\n" + "\n".join(f"  - {f}" for f in found))
    write_tree(pdf, root, pages)


def _spaces(document: Any) -> dict[str, int]:
    """Give the glyph of the space in each font of the file, by the name used on the pages."""
    return {
        font.hash: glyph
        for font in document.fonts.values()
        for glyph, text in font.to_unicode.items()
        if text in {" ", "\u00a0"}
    }


def _build(pages: Sequence[PageContent], spaces: dict[str, int]) -> tuple[Node, list[str]]:
    """Give the tree over `pages` and what is wrong with it."""
    walker = Walker()
    for page in pages:
        walker.walk(page)
    for piece in missing_spaces(walker.root):
        if not pages[piece.page].add_space(piece.mcid, spaces):
            pages[piece.page].say_instead(piece.mcid, f"{piece.text} ")
    for blank in take_blanks(walker.root):
        pages[blank.page].make_artifact(blank.mcid, "Layout")
    tidy(walker.root)
    label_tables(walker.root)
    return walker.root, [*walker.faults, *faults(walker.root)]
