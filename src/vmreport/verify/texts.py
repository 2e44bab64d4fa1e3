"""What is wrong with a text in any Office file: a link that says nothing, a language unknown."""

from __future__ import annotations

import re

from vmreport.verify.report import shortened

__all__ = ["LINK_HINT", "is_language", "link_fault"]

LINK_HINT = "Schrijf in de link waar die naartoe gaat, zoals “website van het CBS”."
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:nl|com|org|eu|net)(?:/\S*)?", re.IGNORECASE)
_VAGUE = frozenset(
    {"hier", "klik hier", "lees meer", "link", "deze link", "meer", "website", "here"}
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def link_fault(text: str) -> str:
    """Give what is wrong with the words of a link, or an empty string.

    >>> link_fault("website van het CBS"), link_fault("klik hier")
    ('', 'de link “klik hier” zegt niet waar die naartoe gaat')
    """
    if not text:
        return "een link heeft geen tekst"
    if _ADDRESS.fullmatch(text) and "@" not in text:
        return f"de link “{shortened(text)}” is een kaal webadres"
    if text.casefold().strip(" .!") in _VAGUE:
        return f"de link “{text}” zegt niet waar die naartoe gaat"
    return ""


def is_language(code: str) -> bool:
    """Say whether a code can name a language: `nl-NL`, `en`."""
    return _LANGUAGE.fullmatch(code) is not None
