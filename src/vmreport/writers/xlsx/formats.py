"""The look of cells: letters, lines and colours of the house style, one format for each use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vmreport.document.inlines import Tone
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.xlsx.lines import LineKind

__all__ = ["Formats", "base_font", "line_size"]

_TEXT_PT = 11


def base_font(style: HouseStyle) -> dict[str, object]:
    """Give the letters that every cell starts from."""
    return {"font_name": style.fonts.family, "font_size": _TEXT_PT}


def line_size(kind: LineKind) -> float:
    """Give the size of letters of a line of words, in points."""
    return float(str(_LINES[kind].get("font_size", _TEXT_PT)))


class Formats:
    """Makes each format once; equal properties give the same format."""

    def __init__(self, workbook: Any, style: HouseStyle) -> None:
        self._workbook = workbook
        self._style = style
        self._known: dict[tuple[tuple[str, object], ...], Any] = {}

    def make(self, **properties: object) -> Any:
        """Give the format with these properties on top of the house letters."""
        wanted = {**base_font(self._style), "font_color": self._style.colours.ink, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._known:
            self._known[key] = self._workbook.add_format(wanted)
        return self._known[key]

    def line(self, kind: LineKind) -> dict[str, object]:
        """Give the properties of a line of words."""
        colours = self._style.colours
        colour = {
            LineKind.TITLE: colours.house,
            LineKind.TOPIC: colours.house,
            LineKind.VALUE: colours.house,
            LineKind.SMALL: colours.grey,
        }.get(kind, colours.ink)
        return {**_LINES[kind], "font_color": colour, "valign": "top"}

    def head(self, *, number: bool, indent: int = 0) -> Any:
        """Give the format of a column head."""
        return self.make(
            bold=True,
            text_wrap=True,
            valign="bottom",
            align="right" if number else "left",
            indent=0 if number else indent,
            bg_color=self._style.colours.tint,
            bottom=2,
            bottom_color=self._style.colours.house,
        )

    def cell(self, *, last: bool) -> dict[str, object]:
        """Give the properties of a cell of a table; the last row is closed with a line."""
        colours = self._style.colours
        edge = colours.house if last else colours.hairline
        return {"valign": "top", "bottom": 1, "bottom_color": edge}

    def tone(self, tone: Tone) -> str:
        """Give the text colour of a verdict; sign and word say the same."""
        return self._style.chart_theme.verdict(tone)


_LINES: Mapping[LineKind, Mapping[str, object]] = {
    LineKind.TITLE: {"font_size": 18, "bold": True},
    LineKind.TOPIC: {"font_size": 11, "bold": True},
    LineKind.HEADING: {"font_size": 14, "bold": True},
    LineKind.LEAD: {"font_size": 13},
    LineKind.TEXT: {},
    LineKind.SMALL: {"font_size": 10},
    LineKind.LABEL: {"bold": True},
    LineKind.VALUE: {"font_size": 20, "bold": True},
}
