"""Fingerprints of words or figures, short enough for people to copy: a few digits of a SHA-256.

What is hashed, and what a fingerprint means, is decided where it is used.
"""

from __future__ import annotations

import hashlib
import re

__all__ = ["digits_of", "hash_digits"]

_BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]")
_DIGITS = re.compile(r"[0-9a-f]*")


def hash_digits(text: str, count: int) -> str:
    """Give the first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:count]


def digits_of(written: str) -> str:
    """Give the digits of a fingerprint, hyphens and spaces aside; empty when it is none.

    >>> digits_of("3F9A\u20131c2b"), digits_of("geen")
    ('3f9a1c2b', '')
    """
    digits = _BETWEEN.sub("", written).lower()
    return digits if _DIGITS.fullmatch(digits) else ""
