"""A copy of Voorbeeldstad to change, and what its check says."""

from support.dossiers import groningen, voorbeeldstad

__all__ = ["groningen", "voorbeeldstad"]
