"""The pairs of colours in a house style that must be told apart, and solid mixes of colours."""

from __future__ import annotations

from vmreport.charts.theme import contrast
from vmreport.writers.house_style.model import Colours

__all__ = ["low_contrasts", "mix"]

WHITE = "#ffffff"
TEXT_MINIMUM = 4.5
MARK_MINIMUM = 3.0

_TEXT_PAIRS = (
    ("ink", WHITE),
    ("house", WHITE),
    ("grey", WHITE),
    ("favourable", WHITE),
    ("unfavourable", WHITE),
    ("ink", "tint"),
    ("house", "tint"),
    ("grey", "tint"),
    ("on_house", "house"),
    ("ink", "favourable_tint"),
    ("ink", "unfavourable_tint"),
    ("favourable", "favourable_tint"),
    ("unfavourable", "unfavourable_tint"),
)
_MARK_PAIRS = (("light_grey", WHITE),)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """Give `one` with `share` (0 to 1) of `other` in it, as a solid colour."""
    mixed = (
        round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def low_contrasts(colours: Colours) -> tuple[tuple[str, str, float, float], ...]:
    """Give the pairs below their minimum as (field, field or white, ratio, minimum).

    Source: WCAG 2.2, 1.4.3 (text 4.5) and 1.4.11 (marks 3).
    """
    pairs = [(*pair, TEXT_MINIMUM) for pair in _TEXT_PAIRS]
    pairs += [(*pair, MARK_MINIMUM) for pair in _MARK_PAIRS]
    found = []
    for front, back, minimum in pairs:
        behind = back if back.startswith("#") else getattr(colours, back)
        ratio = contrast(getattr(colours, front), behind)
        if ratio < minimum:
            found.append((front, back, ratio, minimum))
    return tuple(found)
