"""A generously filled example document: every block, every inline, tables that break, long words.

All names and figures are made up; the banner says so on every page.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from support.example_chapters import chapters, opening
from vmreport.document.resolve import resolve
from vmreport.document.tree import Document, Metadata, ResolvedDocument, Terms

__all__ = ["TERMS", "document_of", "example_document", "example_metadata"]

TERMS = Terms(
    figure="Figuur",
    table="Tabel",
    appendix="Bijlage",
    contents="Inhoud",
    chapter="Hoofdstuk",
    section="Paragraaf",
    source="Bron",
    notes="Noten",
    page="Pagina",
    skip_to_content="Direct naar de inhoud",
    cover="Voorblad",
    sheet="Blad",
    topic="Onderwerp",
)


def example_metadata(**changes: object) -> Metadata:
    """Give the metadata of the example, with `changes`."""
    fields: dict[str, object] = {
        "title": "Veiligheidsmonitor 2023: resultaten en aanbevelingen voor Voorbeeldstad",
        "organisation": "Gemeente Voorbeeldstad",
        "subject": "Hoe veilig is Voorbeeldstad volgens zijn inwoners, en wat kan de gemeente doen",
        "keywords": ("Veiligheidsmonitor", "veiligheid", "gemeenteraad", "Voorbeeldstad"),
        "date": date(2024, 5, 14),
        "status": "concept",
        "banner": "fictieve voorbeeldgegevens",
        "running_title": "Veiligheidsmonitor 2023",
        "generator": "vmreport 0.1",
    }
    return Metadata(**(fields | changes))  # type: ignore[arg-type]


def document_of(*blocks: object, **changes: object) -> ResolvedDocument:
    """Give a resolved document of `blocks`."""
    return resolve(Document(example_metadata(**changes), "nl-NL", TERMS, tuple(blocks)))  # type: ignore[arg-type]


@cache
def example_document() -> ResolvedDocument:
    """Give the example of about fifteen pages."""
    return document_of(*opening(), *chapters())
