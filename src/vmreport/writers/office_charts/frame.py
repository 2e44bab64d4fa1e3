"""What stands around the series: axes, legend, the plot in its place, the chart as a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from vmreport.charts.lettering import FontSet, Style, font_set
from vmreport.charts.theme import ChartTheme
from vmreport.writers.office_charts.drawing import (
    Letters,
    c,
    flag,
    line,
    no_line,
    place,
    rich,
    shape,
    text_look,
    value,
)
from vmreport.writers.office_charts.numbers import Steps
from vmreport.writers.ooxml.xml import NAMESPACES, Element, qn

__all__ = [
    "ACROSS",
    "UP",
    "Box",
    "Sheet",
    "chart_part",
    "hairline",
    "legend",
    "title",
    "value_axis",
]

ACROSS, UP = 1, 2
"""Ids of the two axes of a chart."""

_KEY = 13.0
"""What a sign in the legend takes beside its name, in mm."""
_LEADING = 1.24
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet in mm from its top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(slots=True)
class Sheet:
    """The room of a chart: its size in mm and its letters."""

    theme: ChartTheme
    width: float
    height: float = 0.0

    @property
    def fonts(self) -> FontSet:
        """Give the fonts the chart is measured with."""
        return font_set(self.theme.family, self.theme.font_files())

    def text(self, colour: str = "", *, bold: bool = False, italic: bool = False) -> Letters:
        """Give the lettering of labels and values."""
        theme = self.theme
        return Letters(theme.text_pt, colour or theme.ink, theme.family, bold, italic)

    def small(self, colour: str = "") -> Letters:
        """Give the lettering of axes, heads and notes."""
        return Letters(self.theme.small_pt, colour or self.theme.grey, self.theme.family)

    def measure(self, text: str, letters: Letters) -> float:
        """Give the width of a line of text in mm."""
        style = Style.SEMIBOLD if letters.bold else Style.REGULAR
        return self.fonts.width(text, letters.size, style)

    def wrap(self, text: str, room: float, letters: Letters) -> tuple[str, ...]:
        """Break text into lines of at most `room` mm."""
        style = Style.SEMIBOLD if letters.bold else Style.REGULAR
        return self.fonts.wrap(text, room, letters.size, style)

    @staticmethod
    def leading(letters: Letters) -> float:
        """Give the distance of two lines in mm."""
        return letters.size * _MM * _LEADING

    def place(self, box: Box, *, inner: bool = False) -> Element:
        """Give a box as a layout; the height of the sheet must be known."""
        return place(
            box.left / self.width,
            box.top / self.height,
            box.width / self.width,
            box.height / self.height,
            inner=inner,
        )


def title(sheet: Sheet, lines: Iterable[str], left: float, top: float) -> Element:
    """Give a title of small grey lines with its top left corner at this place in mm."""
    runs = [[(text, sheet.small())] for text in lines]
    return c(
        "title",
        rich(runs, align="l", rotation=0),
        place(left / sheet.width, top / sheet.height),
        flag("overlay", on=True),
    )


def value_axis(
    sheet: Sheet,
    steps: Steps,
    identifier: int,
    *,
    head: Element | None = None,
    grid: Element | None = None,
    edge: Element | None = None,
    numbered: bool = True,
    between: str = "midCat",
    below: bool = False,
) -> Element:
    """Give an axis of values; the axis across lies at the bottom, the one up at the left.

    Under categories that are counted from the top the bottom is their end: `below`.
    """
    made = c(
        "valAx",
        value("axId", identifier),
        c(
            "scaling",
            value("orientation", "minMax"),
            value("max", steps.high),
            value("min", steps.low),
        ),
        flag("delete", on=False),
        value("axPos", "b" if identifier == ACROSS else "l"),
    )
    if grid is not None:
        made.append(c("majorGridlines", c("spPr", grid)))
    if head is not None:
        made.append(head)
    made.extend(
        (
            c("numFmt", formatCode=steps.format, sourceLinked=0),
            value("majorTickMark", "none"),
            value("minorTickMark", "none"),
            value("tickLblPos", ("nextTo" if below else "low") if numbered else "none"),
            c("spPr", edge if edge is not None else no_line()),
            text_look(sheet.small()),
            value("crossAx", UP if identifier == ACROSS else ACROSS),
            value("crosses", "max" if below else "min"),
            value("crossBetween", between),
            value("majorUnit", f"{steps.step:.12g}"),
        )
    )
    return made


def legend(
    sheet: Sheet, names: Sequence[str], keyed: Sequence[int], height: float
) -> Element | None:
    """Give the legend along the top: of all series `names`, those in `keyed` have an entry."""
    if not keyed:
        return None
    without = [index for index in range(len(names)) if index not in keyed]
    entries = [c("legendEntry", value("idx", index), flag("delete", on=True)) for index in without]
    words = sum(sheet.measure(names[index], sheet.small()) + _KEY for index in keyed)
    box = Box(0.0, 0.0, min(sheet.width, words), height)
    return c(
        "legend",
        value("legendPos", "t"),
        *entries,
        sheet.place(box),
        flag("overlay", on=False),
        text_look(sheet.small(sheet.theme.ink)),
    )


def chart_part(
    sheet: Sheet,
    plot: Box,
    content: Iterable[Element],
    *,
    head: Element | None = None,
    key: Element | None = None,
) -> Element:
    """Give `c:chartSpace`; the link to its workbook is added by who knows its id."""
    chart = c("chart")
    if head is not None:
        chart.append(head)
    chart.append(flag("autoTitleDeleted", on=head is None))
    area = c("plotArea", sheet.place(plot, inner=True), *content, shape("", no_line()))
    chart.append(area)
    if key is not None:
        chart.append(key)
    chart.extend((flag("plotVisOnly", on=True), value("dispBlanksAs", "gap")))
    root = etree.Element(
        qn("c:chartSpace"), nsmap={prefix: NAMESPACES[prefix] for prefix in ("c", "a", "r")}
    )
    root.extend(
        (
            flag("date1904", on=False),
            value("lang", "nl-NL"),
            flag("roundedCorners", on=False),
            chart,
            shape(sheet.theme.paper, no_line()),
            text_look(sheet.text()),
        )
    )
    return root


def hairline(sheet: Sheet) -> Element:
    """Give the line of grids."""
    return line(sheet.theme.hairline, 0.18)
