"""A cleaned SVG logo as PNG, for Word versions and programs that cannot show drawings.

Shapes, plain fills and strokes, groups and transforms: what `house_style.logo` lets through. A
gradient becomes its first colour. Charts are not drawn here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fontTools.misc.bezierTools import approximateCubicArcLength
from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import PathBuilder, parse_path
from lxml import etree
from PIL import Image, ImageChops, ImageColor, ImageDraw

from vmreport.writers.docx.template import parse_part
from vmreport.writers.docx.wml import Element

__all__ = ["rasterise", "size"]

_PIXELS_PER_MM = 300 / 25.4
_OVERSAMPLE = 4
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_PAINTS = ("fill", "stroke", "stroke-width")

Point = tuple[float, float]


def size(svg: bytes) -> Point:
    """Give width and height of a drawing in its own units."""
    _, _, width, height = _view(parse_part(svg))
    return width, height


def rasterise(svg: bytes, width_mm: float) -> bytes:
    """Give a PNG of `width_mm` at 300 dots per inch, see-through where nothing is drawn."""
    root = parse_part(svg)
    left, top, width, height = _view(root)
    scale = width_mm * _PIXELS_PER_MM * _OVERSAMPLE / width
    extent = (max(round(width * scale), 1), max(round(height * scale), 1))
    image = Image.new("RGBA", extent, (255, 255, 255, 0))
    base = Transform().scale(scale).translate(-left, -top)
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


def _shapes(
    node: Element, transform: Transform, inherited: Mapping[str, str]
) -> Iterator[_Shape]:
    """Yield the shapes below `node` in painting order."""
    for child in node.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name in {"defs", "clipPath", "title", "desc"} or child.get("display") == "none":
            continue
        place = transform.transform(_transform(child.get("transform", "")))
        paint = {key: child.get(key, inherited[key]) for key in _PAINTS}
        if name == "g":
            yield from _shapes(child, place, paint)
            continue
        builder = PathBuilder()
        plain = etree.Element(child.tag, {k: v for k, v in child.attrib.items() if k != "transform"})
        builder.add_path_from_element(plain)
        for path in builder.paths:
            pen = _Flat()
            parse_path(path, TransformPen(pen, place))
            xx, xy, yx, yy = place[:4]
            yield _Shape(pen.contours, paint, abs(xx * yy - xy * yx) ** 0.5)


def _transform(text: str) -> Transform:
    made = Transform()
    for name, arguments in _TRANSFORM.findall(text):
        numbers = [float(part) for part in _NUMBER.findall(arguments)]
        match name, numbers:
            case "matrix", [_, _, _, _, _, _]:
                made = made.transform(tuple(numbers))
            case "translate", [x, *rest]:
                made = made.translate(x, rest[0] if rest else 0)
            case "scale", [x, *rest]:
                made = made.scale(x, rest[0] if rest else x)
            case "rotate", [angle, *centre]:
                x, y = centre if centre else (0.0, 0.0)
                turned = Transform().translate(x, y).rotate(angle * 3.141592653589793 / 180)
                made = made.transform(turned.translate(-x, -y))
            case _:
                continue
    return made


class _Flat(BasePen):  # type: ignore[misc] - fontTools has no types
    """A pen that keeps contours as points close enough together to look round."""

    def __init__(self) -> None:
        super().__init__(None)
        self.contours: list[list[Point]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - the name fontTools calls
        self.contours.append([pt])

    def _lineTo(self, pt: Point) -> None:  # noqa: N802 - the name fontTools calls
        self.contours[-1].append(pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802 - as above
        start = self._getCurrentPoint()
        steps = max(4, int(approximateCubicArcLength(start, pt1, pt2, pt3) / 4))
        for step in range(1, steps + 1):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            points = (start, pt1, pt2, pt3)
            x = sum(w * p[0] for w, p in zip(weights, points, strict=True))
            y = sum(w * p[1] for w, p in zip(weights, points, strict=True))
            self.contours[-1].append((x, y))

    def _closePath(self) -> None:  # noqa: N802 - the name fontTools calls
        self.contours[-1].append(self.contours[-1][0])


def _paint(image: Image.Image, shape: _Shape, root: Element) -> None:
    fill, stroke = (_colour(shape.paint[key], root) for key in ("fill", "stroke"))
    if fill is not None:
        mask = Image.new("1", image.size)
        for contour in (part for part in shape.contours if len(part) > 2):
            one = Image.new("1", image.size)
            ImageDraw.Draw(one).polygon(contour, fill=1)
            mask = ImageChops.logical_xor(mask, one)
        image.paste(Image.new("RGBA", image.size, fill), mask=mask)
    width = round(float(shape.paint["stroke-width"].removesuffix("px")) * shape.scale)
    if stroke is not None and width > 0:
        draw = ImageDraw.Draw(image)
        for contour in shape.contours:
            draw.line(contour, fill=stroke, width=width, joint="curve")


def _colour(paint: str, root: Element) -> tuple[int, int, int, int] | None:
    if paint in {"none", "transparent"}:
        return None
    if paint.startswith("url("):
        gradient = root.find(f".//*[@id='{paint[4:-1].strip().removeprefix('#')}']")
        stop = gradient[0] if gradient is not None and len(gradient) else None
        paint = stop.get("stop-color", "#000000") if stop is not None else "#000000"
    red, green, blue = ImageColor.getrgb("#000000" if paint == "currentColor" else paint)[:3]
    return red, green, blue, 255
