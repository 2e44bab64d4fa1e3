"""Area map: areas filled by verdict class, sign and name in the area or behind a number.

Source: look.md, Figures. Outlines are drawn as given; nothing is simplified or merged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vmreport.charts.canvas import Anchor, Canvas, Drawing, Spot
from vmreport.charts.land import Land
from vmreport.charts.legend import lay_keys, verdict_keys, verdict_type
from vmreport.charts.lettering import Style
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import AreaMap, MapArea

__all__ = ["draw_map"]

_MAX_HEIGHT = 110.0
_KEY_ROOM = 46.0
_KEY_GAP = 5.0
_PADDING = 0.5
_NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands in an area: lines, the first with the sign before it; the middle, in mm."""

    sign: str
    lines: tuple[str, ...]
    centre: Spot
    width: float
    height: float
    home: Spot
    """A spot well inside the area, for the leader of a label that stands outside it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Projected outlines per area, and the size of the map, in mm."""

    rings: tuple[tuple[tuple[Spot, ...], ...], ...]
    width: float
    height: float


def draw_map(chart: AreaMap, theme: ChartTheme, width: float) -> Drawing:
    """Draw a map at most `width` mm wide; names that do not fit go in a list at the right."""
    canvas = Canvas(theme, width)
    top = lay_keys(canvas, verdict_keys(canvas, chart.legend), 0.0, width)
    top += 2.0 if top else 0.0
    sheet = _project(chart.areas, width, top)
    labels = _label(canvas, chart.areas, sheet, top)
    numbered = [index for index, label in enumerate(labels) if label is None]
    if numbered:
        sheet = _project(chart.areas, width - _KEY_ROOM - _KEY_GAP, top)
        labels = _label(canvas, chart.areas, sheet, top)
        numbered = [index for index, label in enumerate(labels) if label is None]
    placed = _number(canvas, chart.areas, sheet, top, labels)
    by_size = sorted(zip(chart.areas, sheet.rings, strict=True), key=lambda item: -_extent(item[1]))
    for area, rings in by_size:
        canvas.rings(rings, theme.verdict_tint(area.tone), theme.light_grey, 0.22)
    for area, label in zip(chart.areas, placed, strict=True):
        _set(canvas, area, label)
    foot = _list(canvas, chart.areas, numbered, top)
    return canvas.finish(max(top + sheet.height + 0.5, foot))


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
    return _Sheet(rings, across * scale, down * scale)


def _extent(rings: Sequence[Sequence[Spot]]) -> float:
    """Give the surface of rings in mm2: large areas are drawn first, enclaves over them."""
    return sum(
        abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])))) / 2
        for ring in rings
    )


def _label(
    canvas: Canvas, areas: Sequence[MapArea], sheet: _Sheet, top: float
) -> list[_Label | None]:
    """Place name and sign inside each area where they fit, None where they do not."""
    land = Land(sheet.rings, (0.3, top), (sheet.width, sheet.height))
    labels: list[_Label | None] = []
    for index, area in enumerate(areas):
        label: _Label | None = None
        for lines in _breaks(canvas, area):
            width, height = _size(canvas, area, lines)
            centre = land.inside(index, width + 2 * _PADDING, height)
            if centre is not None:
                label = _Label(area.sign, lines, centre, width, height, centre)
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
    top: float,
    labels: Sequence[_Label | None],
) -> list[_Label]:
    """Give every area without a name a number, in the area or, if even that is full, near it."""
    land = Land(sheet.rings, (0.3, top), (sheet.width, sheet.height))
    for label in labels:
        if label is not None:
            land.take(label.centre, label.width + 2 * _PADDING, label.height)
    placed: list[_Label] = []
    number = 0
    for index, label in enumerate(labels):
        if label is not None:
            placed.append(label)
            continue
        number += 1
        small, sign = canvas.small(style=Style.SEMIBOLD), verdict_type(canvas, areas[index].tone)
        lead = canvas.measure(areas[index].sign, sign) + 0.8
        width, height = lead + canvas.measure(str(number), small), max(small.line, sign.line)
        home = land.heart(index)
        centre = land.inside(index, width + 2 * _PADDING, height)
        if centre is None:
            centre = land.near(home, width + 2 * _PADDING, height)
        land.take(centre, width + 2 * _PADDING, height)
        placed.append(_Label(areas[index].sign, (str(number),), centre, width, height, home))
    return placed


def _set(canvas: Canvas, area: MapArea, label: _Label) -> None:
    """Set a name under its sign, or a number beside it with a leader when it stands outside."""
    sign, (x, y) = verdict_type(canvas, area.tone), label.centre
    if label.lines[0].isdigit() and label.lines[0] != area.name:
        number = canvas.small(canvas.theme.ink, Style.SEMIBOLD)
        away = math.dist(label.centre, label.home)
        if away > max(label.width, label.height):
            canvas.line((label.home, label.centre), canvas.theme.ink, 0.18)
            canvas.disc(label.home, 0.4, canvas.theme.ink)
            corner = (x - label.width / 2 - 0.3, y - label.height / 2)
            canvas.box(corner, label.width + 0.6, label.height, canvas.theme.paper)
        canvas.lines((area.sign,), (x - label.width / 2, y), sign)
        canvas.lines(label.lines, (x + label.width / 2, y), number, Anchor.END)
        return
    small = canvas.small(canvas.theme.ink)
    top = y - label.height / 2
    if area.sign:
        top += canvas.hanging((area.sign,), (x, top), sign, Anchor.MIDDLE)
    canvas.hanging(label.lines, (x, top), small, Anchor.MIDDLE)


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
