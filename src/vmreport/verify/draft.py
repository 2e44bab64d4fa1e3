"""Checks the marks of a draft: a draft is one everywhere, a final document has no open ends.

Source: risks.md C2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vmreport.verify.leaks import open_ends
from vmreport.verify.report import Findings

__all__ = ["DraftMarks", "check_draft"]

_DRAFT = re.compile(r"(?<![a-z])concept(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftMarks:
    """Where a file may say that it is a draft."""

    name: str
    """The file name."""
    title: str
    status: str
    """The status in the properties; empty when the format has none."""
    pages: tuple[str, ...] | None
    """What runs along on each page: one text per page, or per kind of page; None when the file
    does not let that be seen."""
    texts: tuple[str, ...] | None
    """Everything printed; None when the file does not let that be seen."""


def check_draft(marks: DraftMarks, findings: Findings) -> None:
    """Rules concept.merk and concept.open."""
    findings.ran("concept.merk")
    pages = marks.pages
    places = {
        "de bestandsnaam": bool(_DRAFT.search(marks.name)),
        "de titel": bool(_DRAFT.search(marks.title)),
        "elke bladzijde": pages is None or (bool(pages) and all(map(_DRAFT.search, pages))),
    }
    some_pages = any(map(_DRAFT.search, pages or ()))
    said_once = places["de bestandsnaam"] or places["de titel"] or bool(_DRAFT.search(marks.status))
    is_draft = said_once or some_pages
    if is_draft:
        for place, said in places.items():
            if not said:
                what = f"het document is een concept, maar {place} zegt dat niet"
                hint = "Maak het document opnieuw met vmreport, of zet “concept” erbij."
                findings.fault("concept.merk", "", what, hint)
        findings.ran("concept.open")
        return
    if marks.texts is None:
        findings.skipped(["concept.open"], "Zonder labels is dit niet te zien.")
        return
    findings.ran("concept.open")
    for text in marks.texts:
        found = open_ends(text)
        if found:
            at = text.find(found)
            around = " ".join(text[max(0, at - 25) : at + 35].split())
            what = f"er staat nog een open plek: “{around}”"
            findings.fault("concept.open", "", what, "Vul de tekst aan voordat u het vaststelt.")
