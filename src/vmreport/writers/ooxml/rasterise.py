"""A cleaned SVG logo as PNG, for Word versions and programs that cannot show drawings.

Shapes, plain fills and strokes, groups and transforms: what `house_style.logo` lets through. A
gradient becomes its first colour. Charts are not drawn here.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib import path as svg_path
from lxml import etree
from PIL import Image, ImageChops, ImageColor, ImageDraw

from vmreport.writers.ooxml.xml import Element, parse_part

__all__ = ["rasterise", "size"]

_MM_PER_INCH = 25.4
_OVERSAMPLE = 4
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_PAINTS = ("fill", "stroke", "stroke-width")

# fontTools has no types.
_PathBuilder: Any = svg_path.PathBuilder  # type: ignore[attr-defined] # re-exported, undeclared
_parse_path: Any = svg_path.parse_path  # type: ignore[attr-defined] # re-exported, undeclared
_RecordingPen: Any = RecordingPen

_CURVE_STEPS = 24
_KEPT = 16
"""Pictures that are remembered: the logo and the cover of a house stand in every document."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def size(svg: bytes) -> Point:
    """Give width and height of a drawing in its own units."""
    _, _, width, height = _view(parse_part(svg))
    return width, height


@lru_cache(maxsize=_KEPT)
def rasterise(svg: bytes, width_mm: float, *, dpi: float = 300.0) -> bytes:
    """Give a PNG of `width_mm` at `dpi` dots per inch, see-through where nothing is drawn."""
    root = parse_part(svg)
    left, top, width, height = _view(root)
    scale = width_mm * dpi / _MM_PER_INCH * _OVERSAMPLE / width
    extent = (max(round(width * scale), 1), max(round(height * scale), 1))
    image = Image.new("RGBA", extent, (255, 255, 255, 0))
    base = (scale, 0.0, 0.0, scale, -left * scale, -top * scale)
    for shape in _shapes(root, base, {"fill": "#000000", "stroke": "none", "stroke-width": "1"}):
        _paint(image, shape, root)
    small = tuple(max(side // _OVERSAMPLE, 1) for side in extent)
    out = io.BytesIO()
    image.resize((small[0], small[1]), Image.Resampling.BOX).save(out, "PNG", optimize=True)
    return out.getvalue()


def _view(root: Element) -> tuple[float, float, float, float]:
    box = [float(part) for part in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4:
        return box[0], box[1], box[2], box[3]
    sides = [float(_NUMBER.findall(root.get(name, "1"))[0]) for name in ("width", "height")]
    return 0.0, 0.0, sides[0], sides[1]


@dataclass(slots=True)
class _Shape:
    """One shape: its outline in pixels and how it is painted."""

    contours: list[list[Point]]
    paint: Mapping[str, str]
    scale: float


def _shapes(node: Element, matrix: Matrix, inherited: Mapping[str, str]) -> Iterator[_Shape]:
    """Yield the shapes below `node` in painting order."""
    for child in node.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name in {"defs", "clipPath", "title", "desc"} or child.get("display") == "none":
            continue
        place = _within(matrix, _matrix(child.get("transform", "")))
        paint = {key: child.get(key, inherited[key]) for key in _PAINTS}
        if name == "g":
            yield from _shapes(child, place, paint)
            continue
        builder = _PathBuilder()
        child.attrib.pop("transform", "")
        builder.add_path_from_element(child)
        for path in builder.paths:
            a, b, c, d, _, _ = place
            yield _Shape(_contours(path, place), paint, abs(a * d - b * c) ** 0.5)


def _within(outer: Matrix, inner: Matrix) -> Matrix:
    """Give the matrix that first does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _matrix(text: str) -> Matrix:
    made: Matrix = (1, 0, 0, 1, 0, 0)
    for name, arguments in _TRANSFORM.findall(text):
        numbers = [float(part) for part in _NUMBER.findall(arguments)]
        match name, numbers:
            case "matrix", [a, b, c, d, e, f]:
                made = _within(made, (a, b, c, d, e, f))
            case "translate", [x, *rest]:
                made = _within(made, (1, 0, 0, 1, x, rest[0] if rest else 0))
            case "scale", [x, *rest]:
                made = _within(made, (x, 0, 0, rest[0] if rest else x, 0, 0))
            case "rotate", [angle, *centre]:
                x, y = (centre[0], centre[1]) if len(centre) == 2 else (0.0, 0.0)
                sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
                made = _within(made, (1, 0, 0, 1, x, y))
                made = _within(made, (cosine, sine, -sine, cosine, 0, 0))
                made = _within(made, (1, 0, 0, 1, -x, -y))
            case _:
                continue
    return made


def _contours(path: str, matrix: Matrix) -> list[list[Point]]:
    """Give a path as points close enough together to look round."""
    pen = _RecordingPen()
    _parse_path(path, pen)
    a, b, c, d, e, f = matrix
    made: list[list[Point]] = []
    for command, points in pen.value:
        spots = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
        match command:
            case "moveTo":
                made.append(spots)
            case "lineTo":
                made[-1] += spots
            case "curveTo" | "qCurveTo":
                made[-1] += _curve([made[-1][-1], *spots])
            case "closePath":
                made[-1].append(made[-1][0])
            case _:
                continue
    return made


def _curve(points: list[Point]) -> list[Point]:
    """Give the points of a Bézier curve of any degree after its first."""
    degree = len(points) - 1
    made = []
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        weights = [math.comb(degree, n) * t**n * (1 - t) ** (degree - n) for n in range(degree + 1)]
        x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
        made.append((x, y))
    return made


def _paint(image: Image.Image, shape: _Shape, root: Element) -> None:
    fill, stroke = (_colour(shape.paint[key], root) for key in ("fill", "stroke"))
    if fill is not None:
        _fill(image, [part for part in shape.contours if len(part) > 2], fill)
    width = round(float(shape.paint["stroke-width"].removesuffix("px")) * shape.scale)
    if stroke is not None and width > 0:
        draw = ImageDraw.Draw(image)
        for contour in shape.contours:
            draw.line(contour, fill=stroke, width=width, joint="curve")


def _fill(image: Image.Image, contours: list[list[Point]], fill: tuple[int, int, int, int]) -> None:
    """Fill what lies inside an odd number of contours; only the box around them is touched."""
    if not contours:
        return
    spots = [spot for contour in contours for spot in contour]
    left = max(math.floor(min(x for x, _ in spots)), 0)
    top = max(math.floor(min(y for _, y in spots)), 0)
    right = min(math.ceil(max(x for x, _ in spots)) + 1, image.width)
    bottom = min(math.ceil(max(y for _, y in spots)) + 1, image.height)
    if left >= right or top >= bottom:
        return
    extent = (right - left, bottom - top)
    mask = Image.new("1", extent)
    for contour in contours:
        one = Image.new("1", extent)
        ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in contour], fill=1)
        mask = ImageChops.logical_xor(mask, one)
    image.paste(Image.new("RGBA", extent, fill), (left, top), mask)


def _colour(paint: str, root: Element) -> tuple[int, int, int, int] | None:
    if paint in {"none", "transparent"}:
        return None
    if paint.startswith("url("):
        gradient = root.find(f".//*[@id='{paint[4:-1].strip().removeprefix('#')}']")
        stop = gradient[0] if gradient is not None and len(gradient) else None
        paint = stop.get("stop-color", "#000000") if stop is not None else "#000000"
    red, green, blue = ImageColor.getrgb("#000000" if paint == "currentColor" else paint)[:3]
    return red, green, blue, 255
