"""How much two colours differ for the eye, and how much they must. Source: WCAG 2.2, 1.4.3."""

from __future__ import annotations

__all__ = ["LARGE_PT", "minimum", "ratio"]

LARGE_PT = 18.0
"""From this size 3 : 1 is enough. Bold from 14 points is not counted, as veraPDF does not."""


def ratio(one: str, other: str) -> float:
    """Give the contrast of two colours `RRGGBB`, from 1 to 21.

    >>> round(ratio("000000", "FFFFFF"), 1), round(ratio("777777", "ffffff"), 2)
    (21.0, 4.48)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def minimum(size_pt: float) -> float:
    """Give the contrast that text of a size needs."""
    return 3.0 if size_pt >= LARGE_PT else 4.5


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
