"""A copy of Voorbeeldstad to change; the same dossier the tests of composition use."""

from support.dossiers import groningen, voorbeeldstad

__all__ = ["groningen", "voorbeeldstad"]
