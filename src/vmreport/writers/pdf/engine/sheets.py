"""Stylesheets that several documents share, read once.

Stands in for WeasyPrint's `CSS` where it reads the sheets of a page. Reading the rules of a house
takes as long as laying out two pages, and a dossier has one house for all its documents.
Private WeasyPrint API, see `hooks`.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import weasyprint

__all__ = ["is_shared", "stylesheet"]

_OWN = re.compile(r"@(?:font-face|import|layer|counter-style|color-profile)\b", re.IGNORECASE)
"""Rules that leave something in the document that reads them."""
_KEPT = 16
"""Sheets that are remembered: a house has two, for papers with and without a title page."""
_READ: dict[tuple[str, str], Any] = {}
_LOGGER = logging.getLogger("weasyprint")


class _Ear(logging.Handler):
    """Hears whether anything was wrong with a sheet."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.heard = True


def is_shared(string: str) -> bool:
    """Whether a sheet has nothing but rules for elements and pages."""
    return bool(string) and not _OWN.search(string)


def stylesheet(
    *, string: str = "", base_url: Any = None, media_type: str = "print", **others: Any
) -> Any:
    """Stand in for `CSS`: a sheet with nothing but rules for elements and pages is read once.

    One with something wrong in it is read each time, so that every document tells of it.
    """
    if not is_shared(string) or base_url is not None:
        return weasyprint.CSS(string=string, base_url=base_url, media_type=media_type, **others)
    known = _READ.get((string, media_type))
    if known is not None:
        return known
    ear = _Ear(logging.WARNING)
    _LOGGER.addHandler(ear)
    try:
        read = weasyprint.CSS(string=string, media_type=media_type)
    finally:
        _LOGGER.removeHandler(ear)
    if not ear.heard:
        if len(_READ) >= _KEPT:
            _READ.clear()
        _READ[string, media_type] = read
    return read
