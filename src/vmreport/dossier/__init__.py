"""The dossier: one folder per report, its dossier.toml as typed settings, and where its files are.

Plain values only: what the figures or texts mean belongs to `survey` and `advice`.
"""

from __future__ import annotations

from vmreport.dossier.model import (
    Acceptance,
    Author,
    Comparisons,
    Council,
    Dossier,
    DossierReview,
    Files,
    Planning,
    Research,
    Rules,
    Woo,
    Writing,
)
from vmreport.dossier.reader import load_dossier

__all__ = [
    "Acceptance",
    "Author",
    "Comparisons",
    "Council",
    "Dossier",
    "DossierReview",
    "Files",
    "Planning",
    "Research",
    "Rules",
    "Woo",
    "Writing",
    "load_dossier",
]
