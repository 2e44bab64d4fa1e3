"""Printed numbers back as numbers: what a cell holds, and the format that prints it the same.

Only texts that are a number and nothing else; a band, an interval or a word stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["PrintedNumber", "printed_number"]

_NUMBER = re.compile(
    r"(?P<minus>\u2212?)(?P<whole>\d{1,3}(?:\u00a0\d{3})+|\d+)(?:,(?P<part>\d+))?(?P<percent>%?)"
)
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number with the Excel format in which a Dutch program prints the text it came from."""

    value: Decimal
    format: str


def printed_number(text: str) -> PrintedNumber | None:
    """Give the number a text is, or None when it is anything else.

    A percentage becomes the fraction that Excel keeps: "23,1%" is 0.231 in the format `0.0%`.

    >>> printed_number("23,1%")
    PrintedNumber(value=Decimal('0.231'), format='0.0%')
    >>> printed_number("\u22121,5").value, printed_number("41–48"), printed_number("te weinig")
    (Decimal('-1.5'), None, None)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    part = match["part"] or ""
    digits = match["whole"].replace(_NBSP, "")
    value = Decimal(f"{digits}.{part}" if part else digits)
    shape = _whole_format(match["whole"])
    shape += f".{'0' * len(part)}" if part else ""
    if match["percent"]:
        value, shape = value / 100, f"{shape}%"
    if match["minus"]:
        value = -value
    # The minus of the text is a real minus sign; Excel would print a hyphen.
    return PrintedNumber(value, f'{shape};"\u2212"{shape}' if match["minus"] else shape)


def _whole_format(whole: str) -> str:
    """Give the format of the digits before the comma, with the spaces between thousands."""
    groups = whole.count(_NBSP)
    return f'"{_NBSP}"'.join(["#", *["###"] * (groups - 1), "##0"]) if groups else "0"
