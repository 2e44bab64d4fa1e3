"""Checks of colour in a Word file: the text against what lies behind it, and text made invisible.

The background of a run is the nearest fill: its own, its paragraph's, its cell's (with the
formats of the table style for first row, bands and so on), the page. Source: WCAG 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from vmreport.verify.contrast import minimum, ratio
from vmreport.verify.docx_context import Context
from vmreport.verify.docx_styles import StyleSheet
from vmreport.verify.office_package import attribute, tag
from vmreport.verify.report import shortened

__all__ = ["check_colours"]

_WHITE = "FFFFFF"
_BLACK = "000000"
_TINY_PT = 4.0
"""Below this nobody reads a text: it is hidden."""
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": _BLACK,
    "white": _WHITE,
}
_OFF = frozenset({"0", "false", "off"})
_LOOKS = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
_LOOK_BITS = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}


def check_colours(context: Context) -> None:
    """Rules word.contrast and lek.verborgen (hidden, tiny), for every run with words."""
    context.findings.ran("word.contrast", "lek.verborgen")
    fills = _Fills(context.styles)
    seen: set[tuple[str, str, float]] = set()
    for paragraph in context.paragraphs():
        for run in paragraph.iter(tag("w:r")):
            words = "".join(node.text or "" for node in run.iter(tag("w:t"))).strip()
            if not words or next(run.iterancestors(tag("w:p"))) is not paragraph:
                continue
            layers = fills.table_layers(paragraph)
            size = _size(context.styles, run, paragraph, layers)
            _hidden(context, run, paragraph, words, size)
            back = fills.behind(run, paragraph, layers)
            front = _front(context.styles, run, paragraph, layers, back)
            found = ratio(front, back)
            if found >= minimum(size) or (front, back, size) in seen:
                continue
            seen.add((front, back, size))
            context.findings.fault(
                "word.contrast",
                context.where(paragraph),
                f"“{shortened(words)}” heeft contrast {found:.2f} (#{front} op #{back}); "
                f"nodig is {minimum(size):g}".replace(".", ","),
                "Kies een donkerder tekst of een lichter vlak.",
            )


def _size(styles: StyleSheet, run: Any, paragraph: Any, layers: tuple[Any, ...]) -> float:
    node = styles.run_property(run, paragraph, "sz", layers)
    return 10.0 if node is None else float(attribute(node, "val", "20")) / 2


def _front(styles: StyleSheet, run: Any, paragraph: Any, layers: tuple[Any, ...], back: str) -> str:
    """Give the colour of a run; automatic is what Word makes it: black or white."""
    node = styles.run_property(run, paragraph, "color", layers)
    named = styles.colour(node, "val", "themeColor")
    return named or max((_BLACK, _WHITE), key=lambda colour: ratio(colour, back))


def _hidden(context: Context, run: Any, paragraph: Any, words: str, size: float) -> None:
    hint = "Verwijder de verborgen tekst, of maak die zichtbaar."
    if any(context.styles.is_on(run, paragraph, name) for name in ("vanish", "specVanish")):
        what = f"“{shortened(words)}” is verborgen tekst"
    elif size < _TINY_PT:
        what = f"“{shortened(words)}” is te klein om te lezen ({size:g} punt)"
    else:
        return
    context.findings.fault("lek.verborgen", context.where(paragraph), what, hint)


class _Fills:
    """What lies behind a text."""

    def __init__(self, styles: StyleSheet) -> None:
        self.styles = styles
        self.table_layers = cache(self._table_layers)

    def behind(self, run: Any, paragraph: Any, layers: tuple[Any, ...]) -> str:
        mark = self.styles.run_property(run, paragraph, "highlight", layers)
        if mark is not None and attribute(mark, "val") in _HIGHLIGHTS:
            return _HIGHLIGHTS[attribute(mark, "val")]
        shading = self.styles.run_property(run, paragraph, "shd", layers)
        own = self._fill(shading)
        around = own or self._fill(self.styles.paragraph_property(paragraph, "shd"))
        if around:
            return around
        for cell in paragraph.iterancestors(tag("w:tc")):
            found = self._fill(cell.find(f"{tag('w:tcPr')}/{tag('w:shd')}"))
            if found:
                return found
            for layer in self._cell_layers(cell):
                found = self._fill(layer.find(f"{tag('w:tcPr')}/{tag('w:shd')}"))
                if found:
                    return found
        return _WHITE

    def _fill(self, shading: Any | None) -> str:
        if shading is None or attribute(shading, "val") == "nil":
            return ""
        if attribute(shading, "val") == "solid":
            return self.styles.colour(shading, "color", "themeColor")
        return self.styles.colour(shading, "fill", "themeFill")

    def _table_layers(self, paragraph: Any) -> tuple[Any, ...]:
        """Give the formats of the table style that hold for a paragraph, nearest first."""
        cell = next(paragraph.iterancestors(tag("w:tc")), None)
        return () if cell is None else tuple(self._cell_layers(cell))

    def _cell_layers(self, cell: Any) -> Iterator[Any]:
        row = next(cell.iterancestors(tag("w:tr")))
        table = next(row.iterancestors(tag("w:tbl")))
        named = table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}")
        style = self.styles.default_ids.get("table", "")
        if named is not None:
            style = attribute(named, "val")
        regions = tuple(_regions(table, row, cell))
        for ancestor in self.styles.chain(style):
            formats = {attribute(n, "type"): n for n in ancestor.iterchildren(tag("w:tblStylePr"))}
            yield from (formats[region] for region in regions if region in formats)
            yield ancestor


def _regions(table: Any, row: Any, cell: Any) -> Iterator[str]:
    """Yield the parts of a table style a cell belongs to, most particular first."""
    look = _look(table)
    rows = table.findall(tag("w:tr"))
    cells = row.findall(tag("w:tc"))
    place = (rows.index(row) if row in rows else 0, cells.index(cell) if cell in cells else 0)
    first_row, last_row = place[0] == 0 and look["firstRow"], row is rows[-1] and look["lastRow"]
    first_column = place[1] == 0 and look["firstColumn"]
    last_column = cell is cells[-1] and look["lastColumn"]
    for corner, there in (
        ("nwCell", first_row and first_column),
        ("neCell", first_row and last_column),
        ("swCell", last_row and first_column),
        ("seCell", last_row and last_column),
        ("firstCol", first_column),
        ("lastCol", last_column),
        ("firstRow", first_row),
        ("lastRow", last_row),
    ):
        if there:
            yield corner
    if not look["noHBand"] and not (first_row or last_row):
        yield "band1Horz" if (place[0] - look["firstRow"]) % 2 == 0 else "band2Horz"
    if not look["noVBand"] and not (first_column or last_column):
        yield "band1Vert" if (place[1] - look["firstColumn"]) % 2 == 0 else "band2Vert"
    yield "wholeTable"


def _look(table: Any) -> dict[str, bool]:
    node = table.find(f"{tag('w:tblPr')}/{tag('w:tblLook')}")
    if node is None:
        return dict.fromkeys(_LOOKS, False) | {"noHBand": True, "noVBand": True}
    bits = int(attribute(node, "val", "0") or "0", 16)
    found = {name: attribute(node, name) for name in _LOOKS}
    return {
        name: value.casefold() not in _OFF if value else bool(bits & _LOOK_BITS[name])
        for name, value in found.items()
    }
