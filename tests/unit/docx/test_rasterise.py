"""Logos as pixels: shapes, holes, strokes, transforms."""

import io

import pytest
from PIL import Image

from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style
from vmreport.writers.ooxml.rasterise import rasterise, size

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'
WIDTH = 25.4
"""300 pixels: three for each unit."""


def _pixel(shapes: str, x: float, y: float) -> tuple[int, ...]:
    png = rasterise(SVG.format(shapes).encode(), WIDTH)
    image = Image.open(io.BytesIO(png))
    assert image.size == (300, 150)
    return image.getpixel((x * 3, y * 3))


@pytest.mark.parametrize(
    ("shapes", "inside"),
    [
        ('<rect x="10" y="10" width="20" height="20" fill="#1c3d66"/>', (20, 20)),
        (
            '<g transform="translate(40 0) scale(2)"><circle cx="10" cy="10" r="5" fill="#1c3d66"/></g>',
            (60, 20),
        ),
        ('<path d="M5 25H95" fill="none" stroke="#1c3d66" stroke-width="8"/>', (50, 27)),
        (
            (
                '<rect x="-25" y="-5" width="50" height="10" transform="translate(50 25) rotate(90)"'
                ' fill="#1c3d66"/>'
            ),
            (50, 40),
        ),
        (
            (
                '<defs><linearGradient id="g"><stop stop-color="#1c3d66"/></linearGradient></defs>'
                '<rect width="99" height="49" fill="url(#g)"/>'
            ),
            (50, 25),
        ),
    ],
)
def test_a_shape_is_painted_in_its_colour(shapes, inside):
    assert _pixel(shapes, *inside) == (0x1C, 0x3D, 0x66, 255)
    assert _pixel(shapes, 99.5, 49.5)[3] == 0


def test_a_hole_stays_open():
    ring = '<path fill-rule="evenodd" d="M10 10H40V40H10zM20 20H30V30H20z"/>'
    assert _pixel(ring, 15, 15) == (0, 0, 0, 255)
    assert _pixel(ring, 25, 25)[3] == 0


def test_the_logos_of_the_houses_are_drawn():
    for name in ("ccv", "voorbeeldstad"):
        logo = load_house_style(name, Problems()).logo
        image = Image.open(io.BytesIO(rasterise(logo.data, logo.width)))
        wide, high = size(logo.data)
        assert image.width == pytest.approx(logo.width * 300 / 25.4, abs=1)
        assert image.height == pytest.approx(image.width * high / wide, abs=1)
        covered = sum(image.getchannel("A").histogram()[128:]) / (image.width * image.height)
        assert 0.05 < covered < 0.8
