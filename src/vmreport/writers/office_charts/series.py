"""Series of a chart: bars and points, with their labels and error bars."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

from vmreport.writers.office_charts.book import Column
from vmreport.writers.office_charts.drawing import (
    Letters,
    c,
    extension,
    flag,
    no_line,
    offset,
    rich,
    shape,
    text_look,
    value,
)
from vmreport.writers.ooxml.xml import Element, element

__all__ = ["Label", "Margins", "Marker", "PointSeries", "label_set", "margin_bars"]

_LABELS_2012 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one point: words of its own or its number, moved from its usual place."""

    lines: tuple[tuple[tuple[str, Letters], ...], ...] = ()
    """Lines of runs; none: the number of the point in `format`."""
    format: str = ""
    right: float = 0.0
    down: float = 0.0
    """How far it is moved, in shares of the chart."""
    letters: Letters | None = None
    side: str = ""
    """Where it stands, when other than the labels of the series."""


def label_set(
    labels: Mapping[int, Label], side: str, letters: Letters, *, align: str = "l"
) -> Element:
    """Give `c:dLbls`: labels of these points, at this side (`l`, `r`, `t`, `b`, `outEnd`)."""
    made = c("dLbls")
    for place in sorted(labels):
        made.append(_label(place, labels[place], side, letters, align))
    made.extend(_shows(number=False))
    made.append(extension(_LABELS_2012, element("c15:showLeaderLines", val=0)))
    return made


def _label(place: int, label: Label, side: str, letters: Letters, align: str) -> Element:
    made = c("dLbl", value("idx", place))
    if label.right or label.down:
        made.append(offset(label.right, label.down))
    if label.lines:
        made.append(rich(label.lines, align=align))
    else:
        made.append(c("numFmt", formatCode=label.format, sourceLinked=0))
    made.append(shape("", no_line()))
    if not label.lines:
        made.append(text_look(label.letters or letters, wraps=False))
    made.append(value("dLblPos", label.side or side))
    made.extend(_shows(number=True))
    return made


def _shows(*, number: bool) -> list[Element]:
    return [
        flag("showLegendKey", on=False),
        flag("showVal", on=number),
        flag("showCatName", on=False),
        flag("showSerName", on=False),
        flag("showPercent", on=False),
        flag("showBubbleSize", on=False),
    ]


@dataclass(frozen=True, slots=True)
class Margins:
    """Error bars: how far up and down, as columns or as one length."""

    look: Element
    up: Column | None = None
    down: Column | None = None
    length: float = 0.0


def margin_bars(margins: Margins, direction: str) -> Element:
    """Give `c:errBars` along `direction` (`x`, `y`); empty for bars, which have one direction."""
    made = c("errBars")
    if direction:
        made.append(value("errDir", direction))
    made.append(value("errBarType", "both"))
    if margins.up is not None and margins.down is not None:
        made.extend((value("errValType", "cust"), flag("noEndCap", on=True)))
        made.append(c("plus", margins.up.numbers()))
        made.append(c("minus", margins.down.numbers()))
    else:
        made.extend((value("errValType", "fixedVal"), flag("noEndCap", on=True)))
        made.append(value("val", margins.length))
    made.append(c("spPr", margins.look))
    return made


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign at a point; `symbol` is a name of DrawingML, size in points."""

    symbol: str = "none"
    size: int = 5
    fill: str = ""
    edge: Element | None = None

    def element(self) -> Element:
        """Give `c:marker`."""
        made = c("marker", value("symbol", self.symbol))
        if self.symbol != "none":
            made.append(value("size", self.size))
            made.append(shape(self.fill, self.edge if self.edge is not None else no_line()))
        return made


@dataclass(slots=True)
class PointSeries:
    """A series of a scatter chart: points, a line through them or not."""

    name: Column
    x: Column
    y: Column
    marker: Marker = field(default_factory=Marker)
    line: Element | None = None
    labels: Element | None = None
    margins: list[Element] = field(default_factory=list)
    open_points: tuple[int, ...] = ()
    """Places of points with an open sign, in the colour of the line."""
    open_marker: Marker | None = None

    def element(self, index: int) -> Element:
        """Give `c:ser`; `index` counts the series of the chart from 0."""
        made = c(
            "ser",
            value("idx", index),
            value("order", index),
            self.name.title(),
            c("spPr", self.line if self.line is not None else no_line()),
            self.marker.element(),
        )
        made.extend(self._open_point(place) for place in self.open_points)
        if self.labels is not None:
            made.append(self.labels)
        made.extend(self.margins)
        made.append(c("xVal", self.x.numbers()))
        made.append(c("yVal", self.y.numbers()))
        made.append(flag("smooth", on=False))
        return made

    def _open_point(self, place: int) -> Element:
        """Give `c:dPt`: one point with a sign of its own, the line to it as that of the series."""
        marker = self.open_marker or self.marker
        return c(
            "dPt",
            value("idx", place),
            marker.element(),
            flag("bubble3D", on=False),
            c("spPr", copy.deepcopy(self.line) if self.line is not None else no_line()),
        )
