"""Area map: areas filled by verdict class, sign and name in the area or behind a number.

Source: look.md, Figures. Outlines are drawn as given; nothing is simplified or merged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Spot
from vmreport.charts.legend import lay_keys, verdict_keys, verdict_type
from vmreport.charts.lettering import Style
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import AreaMap, MapArea

if TYPE_CHECKING:
    from vmreport.charts.land import Land

__all__ = ["draw_map"]

_MAX_HEIGHT = 88.0
_LEAST_HEIGHT = 30.0
"""Room for numbers beside land that is a narrow strip."""
_KEY_ROOM = 46.0
_KEY_GAP = 5.0
_PADDING = 0.5
_NAME_LINES = 3


class _Kind(StrEnum):
    """How a label stands."""

    NAME = "name"
    BESIDE = "number beside the sign"
    UNDER = "number under the sign"
    OUTSIDE = "number outside the area"


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands for an area, its middle and its size, in mm."""

    kind: _Kind
    lines: tuple[str, ...]
    centre: Spot
    width: float
    height: float
    home: Spot
    """A spot well inside the area, for the leader of a label that stands outside it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Projected outlines per area, the height of the map and the room for labels, in mm."""

    rings: tuple[tuple[tuple[Spot, ...], ...], ...]
    height: float
    corner: Spot
    room: tuple[float, float]

    def land(self) -> Land:
        """Give the areas as a place for labels."""
        from vmreport.charts.land import Land  # numpy, which most reports do without

        return Land(self.rings, self.corner, self.room)


def draw_map(chart: AreaMap, theme: ChartTheme, width: float) -> Drawing:
    """Draw a map at most `width` mm wide; names that do not fit go in a list at the right."""
    canvas = Canvas(theme, width)
    top = lay_keys(canvas, verdict_keys(canvas, chart.legend), 0.0, width)
    top += 2.0 if top else 0.0
    sheet = _project(chart.areas, width, top)
    labels = _label(canvas, chart.areas, sheet)
    numbered = [index for index, label in enumerate(labels) if label is None]
    if numbered:
        sheet = _project(chart.areas, width - _KEY_ROOM - _KEY_GAP, top)
        labels = _label(canvas, chart.areas, sheet)
        numbered = [index for index, label in enumerate(labels) if label is None]
    placed = _number(canvas, chart.areas, sheet, labels)
    by_size = sorted(zip(chart.areas, sheet.rings, strict=True), key=lambda item: -_extent(item[1]))
    for area, rings in by_size:
        canvas.rings(rings, theme.verdict_tint(area.tone), theme.light_grey, 0.22)
    for area, label in zip(chart.areas, placed, strict=True):
        _set(canvas, area, label)
    foot = _list(canvas, chart.areas, numbered, top)
    lowest = max(label.centre[1] + label.height / 2 for label in placed)
    return canvas.finish(max(top + sheet.height, lowest, foot) + 0.5)


def _project(areas: Sequence[MapArea], room: float, top: float) -> _Sheet:
    """Bring WGS 84 to mm: degrees of longitude shrink with the cosine of the latitude."""
    spots = [spot for area in areas for ring in area.rings for spot in ring]
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    shrink = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min((room - 1.0) / across, _MAX_HEIGHT / down)

    def spot(place: tuple[float, float]) -> Spot:
        return 0.3 + (place[0] - west) * shrink * scale, top + (north - place[1]) * scale

    rings = tuple(tuple(tuple(map(spot, ring)) for ring in area.rings) for area in areas)
    height = down * scale
    return _Sheet(rings, height, (0.3, top), (room - 1.0, max(height, _LEAST_HEIGHT)))


def _extent(rings: Sequence[Sequence[Spot]]) -> float:
    """Give the surface of rings in mm2: large areas are drawn first, enclaves over them."""
    return sum(
        abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])))) / 2
        for ring in rings
    )


def _label(canvas: Canvas, areas: Sequence[MapArea], sheet: _Sheet) -> list[_Label | None]:
    """Place name and sign inside each area where they fit, None where they do not."""
    land = sheet.land()
    labels: list[_Label | None] = []
    for index, area in enumerate(areas):
        label: _Label | None = None
        for lines in _breaks(canvas, area):
            width, height = _size(canvas, area, lines)
            centre = land.inside(index, width + 2 * _PADDING, height)
            if centre is not None:
                label = _Label(_Kind.NAME, lines, centre, width, height, centre)
                land.take(centre, width + 2 * _PADDING, height)
                break
        labels.append(label)
    return labels


def _breaks(canvas: Canvas, area: MapArea) -> list[tuple[str, ...]]:
    """Give the ways to break a name, from one line on, without dividing a word."""
    small = canvas.small(canvas.theme.ink)
    whole = canvas.measure(area.name, small)
    ways: list[tuple[str, ...]] = [(area.name,)]
    longest = max(canvas.measure(word, small) for word in area.name.split(" "))
    for count in range(2, _NAME_LINES + 1):
        room = max(whole / count * 1.15, longest + 0.1)
        lines = canvas.wrap(area.name, room, small)
        if len(ways[-1]) < len(lines) <= _NAME_LINES:
            ways.append(lines)
    return ways


def _size(canvas: Canvas, area: MapArea, lines: tuple[str, ...]) -> tuple[float, float]:
    """Give width and height of a label: the sign over the lines."""
    small, sign = canvas.small(), verdict_type(canvas, area.tone)
    widths = [canvas.measure(line, small) for line in lines]
    widths.append(canvas.measure(area.sign, sign))
    return max(widths), len(lines) * small.line + (sign.line if area.sign else 0.0)


def _number(
    canvas: Canvas,
    areas: Sequence[MapArea],
    sheet: _Sheet,
    labels: Sequence[_Label | None],
) -> list[_Label]:
    """Give every area without a name a number, in the area or, if even that is full, near it."""
    land = sheet.land()
    for label in labels:
        if label is not None:
            land.take(label.centre, label.width + 2 * _PADDING, label.height)
    placed: list[_Label] = []
    number = 0
    for index, label in enumerate(labels):
        if label is None:
            number += 1
            placed.append(_numbered(canvas, areas[index], str(number), land, index))
        else:
            placed.append(label)
    return placed


def _numbered(canvas: Canvas, area: MapArea, number: str, land: Land, index: int) -> _Label:
    """Place a number: beside its sign, under it, or outside the area."""
    digits, sign = canvas.small(style=Style.SEMIBOLD), verdict_type(canvas, area.tone)
    widths = canvas.measure(area.sign, sign), canvas.measure(number, digits)
    beside = sum(widths) + (0.8 if area.sign else 0.0), max(digits.line, sign.line)
    under = max(widths), digits.line + (sign.line if area.sign else 0.0)
    home = land.heart(index)
    for kind, (width, height) in ((_Kind.BESIDE, beside), (_Kind.UNDER, under)):
        centre = land.inside(index, width + 2 * _PADDING, height)
        if centre is not None:
            land.take(centre, width + 2 * _PADDING, height)
            return _Label(kind, (number,), centre, width, height, home)
    centre = land.near(index, beside[0] + 2 * _PADDING, beside[1])
    land.take(centre, beside[0] + 2 * _PADDING, beside[1])
    return _Label(_Kind.OUTSIDE, (number,), centre, *beside, home)


def _set(canvas: Canvas, area: MapArea, label: _Label) -> None:
    """Set the sign with the name or number, and a leader when it stands outside."""
    sign, (x, y) = verdict_type(canvas, area.tone), label.centre
    if label.kind is _Kind.OUTSIDE:
        canvas.line((label.home, label.centre), canvas.theme.ink, 0.18)
        canvas.disc(label.home, 0.4, canvas.theme.ink)
        corner = (x - label.width / 2 - 0.3, y - label.height / 2)
        canvas.box(corner, label.width + 0.6, label.height, canvas.theme.paper)
    style = Style.REGULAR if label.kind is _Kind.NAME else Style.SEMIBOLD
    words = canvas.small(canvas.theme.ink, style)
    if label.kind in {_Kind.BESIDE, _Kind.OUTSIDE}:
        canvas.lines((area.sign,), (x - label.width / 2, y), sign)
        canvas.lines(label.lines, (x + label.width / 2, y), words, Anchor.END)
        return
    top = y - label.height / 2
    if area.sign:
        top += canvas.hanging((area.sign,), (x, top), sign, Anchor.MIDDLE)
    canvas.hanging(label.lines, (x, top), words, Anchor.MIDDLE)


def _list(canvas: Canvas, areas: Sequence[MapArea], numbered: Sequence[int], top: float) -> float:
    """Set the names behind the numbers at the right and give their foot."""
    strong, small = canvas.small(canvas.theme.ink, Style.SEMIBOLD), canvas.small(canvas.theme.ink)
    lead = canvas.measure(str(len(numbered)), strong) + 1.6
    left, y = canvas.width - _KEY_ROOM, top
    for number, index in enumerate(numbered, start=1):
        lines = canvas.wrap(areas[index].name, _KEY_ROOM - lead, small)
        canvas.hanging((str(number),), (left + lead - 1.6, y), strong, Anchor.END)
        y += canvas.hanging(lines, (left + lead, y), small) + 0.8
    return y
