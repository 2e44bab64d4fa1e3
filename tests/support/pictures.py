"""Pages as small pictures, and whether two pictures show the same, for the visual tests.

Rendering uses pdfium with the fonts inside the file, so the machine adds nothing of its own.
"""

from __future__ import annotations

import base64
import io
import os
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

__all__ = ["REPORTS", "Difference", "compare", "picture", "report", "store", "to_png"]

DPI = 54
STEP = 28
"""Colours are kept in steps of this size, so that a page takes less than 20 KiB."""
TOLERANCE = 24
"""Channel difference up to which a pixel is the same; the steps alone give at most half a step."""
SHARE = 0.001
"""Share of different pixels that antialiasing may cause."""
TILE = 9
"""Side in pixels of the tiles in which a small difference, such as a sign, is looked for."""
STRONG = 64
"""Channel difference of a pixel that shows something else."""
IN_TILE = 5
"""Most pixels with a strong difference in one tile."""
REPORTS = Path(os.environ.get("VMREPORT_BUILD", Path(__file__).parents[2] / "build")) / "visual"


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart."""

    share: float
    """Share of pixels that differ."""
    densest: int
    """Most strongly different pixels in one tile."""
    sizes: tuple[tuple[int, int], tuple[int, int]]

    @property
    def same(self) -> bool:
        return self.sizes[0] == self.sizes[1] and self.share <= SHARE and self.densest <= IN_TILE

    def __str__(self) -> str:
        return (
            f"{self.share:.3%} of the pixels differ (at most {SHARE:.1%}), {self.densest} of one "
            f"tile strongly (at most {IN_TILE}), sizes {self.sizes[0]} and {self.sizes[1]}"
        )


def picture(pdf: bytes, page: int) -> Image.Image:
    """Render a page, counted from 1."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page - 1].render(scale=DPI / 72).to_pil().convert("RGB")


def _stepped(image: Image.Image) -> Image.Image:
    return image.point(lambda value: min(255, (value + STEP // 2) // STEP * STEP))


def to_png(image: Image.Image) -> bytes:
    """Give a small PNG of the picture."""
    stepped = _stepped(image)
    colours = len(stepped.getcolors(1 << 20))
    out = io.BytesIO()
    stepped.quantize(min(colours, 256), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def compare(expected: Image.Image, actual: Image.Image) -> Difference:
    """Measure how far `actual` is from `expected`; the latter may be in steps."""
    sizes = (expected.size, actual.size)
    if expected.size != actual.size:
        return Difference(1.0, TILE * TILE, sizes)
    apart = _channels(expected, actual)
    histogram = apart.histogram()
    share = sum(histogram[TOLERANCE + 1 :]) / (apart.width * apart.height)
    return Difference(share, _densest(apart), sizes)


def _channels(one: Image.Image, other: Image.Image) -> Image.Image:
    """Give the largest channel difference of each pixel."""
    red, green, blue = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _densest(apart: Image.Image) -> int:
    """Give the most strongly different pixels in a tile; tiles lie half over each other."""
    strong = apart.point(lambda value: 255 if value > STRONG else 0)
    if strong.getbbox() is None:
        return 0
    left, top, right, bottom = strong.getbbox()
    most = 0
    for y in range(top - TILE, bottom, TILE // 2):
        for x in range(left - TILE, right, TILE // 2):
            tile = strong.crop((x, y, x + TILE, y + TILE))
            most = max(most, tile.histogram()[255])
    return most


def store(path: Path, image: Image.Image) -> None:
    """Write a reference picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_png(image))


def report(name: str, expected: Image.Image, actual: Image.Image, found: Difference) -> Path:
    """Write a page with both pictures and what differs; give its path."""
    same_size = expected.size == actual.size
    apart = _channels(expected, actual) if same_size else Image.new("L", actual.size, 255)
    marked = ImageChops.invert(apart.point(lambda value: 255 if value > TOLERANCE else 0))
    shown = (("expected", expected), ("actual", actual), ("different", marked.convert("RGB")))
    figures = "".join(
        f"<figure><figcaption>{title}</figcaption><img src='data:image/png;base64,"
        f"{base64.b64encode(to_png(image)).decode('ascii')}'></figure>"
        for title, image in shown
    )
    style = "body{font-family:sans-serif}figure{display:inline-block}img{border:1px solid}"
    path = REPORTS / f"{name}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>{name}</title><style>{style}</style>"
        f"<h1>{name}</h1><p>{found}</p>{figures}",
        encoding="utf-8",
    )
    return path
