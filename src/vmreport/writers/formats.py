"""The formats that need nothing but the document and the house style, each with its writer.

PDF and Word have a page count between them and are written where documents are built.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from vmreport.document.tree import ResolvedDocument
from vmreport.writers.house_style import HouseStyle

__all__ = ["PLAIN_FORMATS", "PlainFormat", "write_plain"]

PlainFormat: TypeAlias = Literal["html", "xlsx", "pptx"]

PLAIN_FORMATS: tuple[PlainFormat, ...] = get_args(PlainFormat)


def write_plain(form: PlainFormat, document: ResolvedDocument, style: HouseStyle) -> bytes:
    """Give `document` in a format; raises what its writer raises."""
    match form:
        case "html":
            from vmreport.writers.html import write_html

            return write_html(document, style)
        case "xlsx":
            from vmreport.writers.xlsx import write_xlsx

            return write_xlsx(document, style)
        case "pptx":
            from vmreport.writers.pptx import write_pptx

            return write_pptx(document, style)
