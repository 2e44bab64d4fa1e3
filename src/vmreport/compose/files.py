"""Names of finished files: code, place, edition, document, and `concept` while it is one."""

from __future__ import annotations

import re
import unicodedata

from vmreport.dossier import Dossier

__all__ = ["file_stem", "slug"]

LONGEST_SLUG = 60


def slug(name: str) -> str:
    """Give a name as a file name part: ASCII letters, digits and hyphens, at most 60.

    >>> slug("'s-Hertogenbosch"), slug("Súdwest-Fryslân"), slug("Bergen (NH.)")
    ('s-hertogenbosch', 'sudwest-fryslan', 'bergen-nh')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    return words[:LONGEST_SLUG].strip("-")


def file_stem(dossier: Dossier, document: str) -> str:
    """Give the file name without ending; the code keeps equal names apart.

    `document` is the kind, with for one area its slug: `wijkprofiel_binnenstad`.
    """
    parts = [dossier.area, slug(dossier.name), str(dossier.edition), document]
    if dossier.status != "definitief":
        parts.append("concept")
    return "_".join(part for part in parts if part)
