"""Source data that travels inside the PDF, such as the figures of the report as CSV.

With an attachment the file becomes PDF/A-3a; PDF/A-2a may not hold them.
Source: ISO 19005-3, 6.8; design/accessibility.md sections 1 and 5.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, TypeAlias

import weasyprint

from vmreport.errors import WriterError

__all__ = ["Attachment", "Relationship", "prepare"]

Relationship: TypeAlias = Literal["Data", "Source", "Alternative", "Supplement", "Unspecified"]
"""What the file is to the document. Source: ISO 19005-3, 6.8."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF."""

    name: str
    """File name with its ending, such as `cijfers.csv`."""
    data: bytes
    description: str
    """One line for the reader of the list of attachments."""
    relationship: Relationship = "Data"


def prepare(attachments: Iterable[Attachment], day: date) -> list[Any]:
    """Give the attachments for WeasyPrint, by name, dated `day`.

    Raises WriterError for two of the same name, and for an ending that names no known kind of
    file: PDF/A wants the kind to be said.
    """
    ready = []
    kinds = mimetypes.MimeTypes()  # Python's own list, not the machine's
    moment = datetime.combine(day, time(), UTC)
    names: set[str] = set()
    for item in sorted(attachments, key=lambda item: item.name.encode()):
        if item.name in names:
            raise WriterError(f"PDF: two attachments are named {item.name}")
        if kinds.guess_type(item.name)[0] is None:
            raise WriterError(f"PDF: what kind of file is the attachment {item.name}?")
        names.add(item.name)
        ready.append(
            weasyprint.Attachment(
                string=item.data,
                name=item.name,
                description=item.description,
                relationship=item.relationship,
                created=moment,
                modified=moment,
            )
        )
    return ready
