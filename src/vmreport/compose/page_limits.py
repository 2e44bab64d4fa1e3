"""Holds the number of finished pages against the limit of a document kind, and says what is over."""

from __future__ import annotations

from collections.abc import Mapping

from vmreport.compose.jobs import Job
from vmreport.document.blocks import Heading
from vmreport.document.inlines import plain_text
from vmreport.document.tree import Document, walk
from vmreport.errors import Place, Problems

__all__ = ["check_pages"]

_NAMED = 4


def check_pages(
    document: Document,
    job: Job,
    page_count: int,
    pages: Mapping[str, int],
    problems: Problems,
) -> None:
    """Report a document that is too long (E534) or shorter than its kind says (W535).

    `pages` gives the page of each anchor. The headings from the last allowed page on are named,
    because there the text runs over.
    """
    limits = job.kind.pages
    if limits is None:
        return
    where = Place(f"{job.stem}.pdf", row=page_count)
    if page_count < limits.least:
        what = f"'{job.label}' heeft {_pages(page_count)}; bedoeld zijn er minstens {limits.least}."
        hint = "Kijk of er onderdelen ontbreken."
        problems.notice("W535", where, what, hint)
    if page_count <= limits.most:
        return
    found = [block for block in walk(document.blocks) if isinstance(block, Heading)]
    placed = [(pages.get(block.anchor, 0), plain_text(block.text)) for block in found]
    over = [(page, text) for page, text in placed if page > limits.most]
    last = [(page, text) for page, text in placed if page == limits.most]
    # What runs over began on the last allowed page, unless that page has no heading of its own.
    named = [*last[-1:], *over] or placed[-1:]
    parts = ", ".join(f"'{text}' (bladzijde {page})" for page, text in named[:_NAMED])
    what = (
        f"'{job.label}' heeft {_pages(page_count)}; ten hoogste {limits.most} is toegestaan. "
        "Dat geldt ook voor het Word-bestand."
    )
    hint = f"Kort de tekst in of haal een onderdeel weg. Kijk eerst naar: {parts}."
    problems.problem("E534", where, what, hint)


def _pages(count: int) -> str:
    return "1 bladzijde" if count == 1 else f"{count} bladzijden"
