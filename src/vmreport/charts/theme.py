"""The look of charts as data: colours, letter sizes, font files. Imports no drawing library.

House styles make one from their tokens. What a chart says, and where things stand, is elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vmreport.assets import styles_root
from vmreport.document.charts import Role
from vmreport.document.inlines import Tone

__all__ = ["ChartTheme", "contrast", "shipped_fonts", "use_fonts"]

_SHIPPED = ("Regular", "It", "Semibold", "Bold")


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """Colours as `#rrggbb`, letter sizes in points, fonts as files of one family.

    Text colours (ink, house, grey, favourable, unfavourable) need contrast 4.5 on `paper`, marks
    (light_grey) 3; tints and hairline are decoration that a sign or number always accompanies.
    Source: WCAG 2.2, 1.4.3 and 1.4.11.
    """

    ink: str = "#1B2733"
    house: str = "#1F4E8C"
    tint: str = "#DFE8F3"
    grey: str = "#59646F"
    light_grey: str = "#87919B"
    hairline: str = "#D5DBE1"
    paper: str = "#FFFFFF"
    favourable: str = "#00707A"
    unfavourable: str = "#A84A00"
    favourable_tint: str = "#CDE8E9"
    unfavourable_tint: str = "#FADFC9"
    neutral_tint: str = "#EEF1F4"
    family: str = "Source Sans 3"
    text_pt: float = 8.5
    small_pt: float = 8.0
    fonts: tuple[Path, ...] = ()
    """Font files of `family`: regular, italic, semibold (or bold). Empty: the shipped ones."""

    def font_files(self) -> tuple[Path, ...]:
        """Give the font files charts are lettered with."""
        return self.fonts or shipped_fonts()

    def verdict(self, tone: Tone) -> str:
        """Give the text colour of a verdict; the sign and the word say the same."""
        return {
            Tone.FAVOURABLE: self.favourable,
            Tone.UNFAVOURABLE: self.unfavourable,
            Tone.DIFFERENT: self.house,
            Tone.NO_DIFFERENCE: self.grey,
            Tone.UNKNOWN: self.grey,
        }[tone]

    def verdict_tint(self, tone: Tone) -> str:
        """Give the area colour of a verdict; the sign in it says the same."""
        return {
            Tone.FAVOURABLE: self.favourable_tint,
            Tone.UNFAVOURABLE: self.unfavourable_tint,
            Tone.DIFFERENT: self.tint,
            Tone.NO_DIFFERENCE: self.neutral_tint,
            Tone.UNKNOWN: self.paper,
        }[tone]

    def series(self, role: Role) -> str:
        """Give the colour of a series' lines and edges."""
        return self.light_grey if role is Role.REFERENCE else self.house


def shipped_fonts() -> tuple[Path, ...]:
    """Give the font files that come with vmreport.

    Raises AssetsNotFoundError when styles/ is not where it belongs.
    """
    folder = styles_root() / "fonts"
    return tuple(folder / f"SourceSans3-{style}.ttf" for style in _SHIPPED)


def use_fonts(theme: ChartTheme, family: str, paths: tuple[Path, ...]) -> ChartTheme:
    """Give `theme` lettered with another family from these files."""
    return replace(theme, family=family, fonts=paths)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two `#rrggbb` colours, 1 to 21. Source: WCAG 2.2 definition."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
