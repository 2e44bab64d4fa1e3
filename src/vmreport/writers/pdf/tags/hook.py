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
from vmreport.writers.pdf.tags.tables import label_tables
from vmreport.writers.pdf.tags.tree import Node, tidy
from vmreport.writers.pdf.tags.walk import Walker

__all__ = ["WEASYPRINT", "own_structure_tree"]

WEASYPRINT = "70.0"
"""The one version whose private parts are known."""

_LOCK = threading.Lock()
_PARAMETERS = ["pdf", "document", "pdf_version", "page_streams"]


@contextmanager
def own_structure_tree() -> Iterator[None]:
    """Have PDFs that are written inside the block get our structure tree.

    One block at a time in a process: others wait. Raises EnvironmentFault when WeasyPrint is not
    the version that is known; writing raises WriterError when the tree would be wrong.
    """
    with _LOCK:
        original = weasyprint.pdf.add_tags
        require_known_weasyprint()
        weasyprint.pdf.add_tags = _add_tags
        try:
            yield
        finally:
            weasyprint.pdf.add_tags = original


def require_known_weasyprint() -> None:
    """Raise EnvironmentFault when WeasyPrint is another version or its hook has moved."""
    pdf = weasyprint.pdf
    found = list(inspect.signature(pdf.add_tags).parameters)
    called = "add_tags" in pdf.generate_pdf.__code__.co_names
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
    root, found = _build(pages)
    if not pdf.catalog.get("Lang"):
        found.insert(0, "the document does not say in what language it is")
    if found:
        raise WriterError("PDF: the structure is wrong:\n" + "\n".join(f"  - {f}" for f in found))
    write_tree(pdf, root, pages)


def _build(pages: Sequence[PageContent]) -> tuple[Node, list[str]]:
    """Give the tree over `pages` and what is wrong with it."""
    walker = Walker()
    for page in pages:
        walker.walk(page)
    for blank in tidy(walker.root):
        pages[blank.page].make_artifact(blank.mcid, "Layout")
    label_tables(walker.root)
    return walker.root, [*walker.faults, *faults(walker.root)]
