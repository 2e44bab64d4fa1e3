"""Short marks that stand for words or figures, for people to copy: a few digits of a SHA-256.

What is hashed, and what a mark means, is decided where it is used.
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
    """Give the digits of a mark as people write it, hyphens and spaces aside; empty if it is none.

    >>> digits_of("3F9A\u20131c2b"), digits_of("geen")
    ('3f9a1c2b', '')
    """
    digits = _BETWEEN.sub("", written).lower()
    return digits if _DIGITS.fullmatch(digits) else ""
