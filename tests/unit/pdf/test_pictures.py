"""Charts painted straight into the page: the same picture as their SVG, and words that can be found."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pypdfium2
import pytest
from PIL import ImageChops

from support import chart_specs
from support.documents import document_of
from vmreport.charts.draw import Drawing, draw
from vmreport.document.blocks import Figure, Heading
from vmreport.document.inlines import Text
from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html.assets import AssetStore
from vmreport.writers.pdf.pictures import ChartPicture
from vmreport.writers.pdf.writer import write_pdf

STYLE = load_house_style("ccv", Problems())
NONE: Mapping = MappingProxyType({})


def pdf_of(spec) -> bytes:
    heading = Heading(1, (Text("Proef"),), "proef")
    figure = Figure(spec, (Text("De boodschap"),), "Wat er te zien is", "figuur")
    return write_pdf(document_of(heading, figure), STYLE).data


def image(pdf: bytes, dpi: int):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dpi / 72 * 4).to_pil().convert("L").reduce(4)


def unlike(one, other) -> int:
    """How many pixels are far apart."""
    return sum(ImageChops.difference(one, other).histogram()[100:])


def plain(text: str) -> str:
    """Without what the reader of the PDF leaves out: space, and hyphens at the end of a line."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in " -\u00a0")


@pytest.mark.parametrize("make", chart_specs.EXAMPLES, ids=lambda make: make.__name__)
def test_the_picture_is_that_of_the_svg(make, monkeypatch):
    painted = image(pdf_of(make()), 60)
    monkeypatch.setattr(AssetStore, "drawings", NONE)
    monkeypatch.setattr(Drawing, "svg", Drawing.svg_outlined)  # kerned, as painted text is
    as_svg = image(pdf_of(make()), 60)
    assert unlike(painted, as_svg) < 5


def test_a_picture_that_is_elsewhere_would_be_seen():
    one = image(pdf_of(chart_specs.nuisance_bars()), 60)
    other = image(pdf_of(chart_specs.prevention_bars()), 60)
    assert unlike(one, other) > 500
    assert unlike(one, ImageChops.offset(one, 1, 0)) > 50


@pytest.mark.parametrize("make", chart_specs.EXAMPLES, ids=lambda make: make.__name__)
def test_every_line_of_text_is_found_whole(make):
    spec = make()
    with pypdfium2.PdfDocument(pdf_of(spec)) as document:
        found = " ".join(page.get_textpage().get_text_range() for page in document)
    lines = draw(spec, STYLE.chart_theme).words
    assert not [line for line in lines if plain(line) not in plain(found)]


def test_the_size_is_as_drawn():
    drawing = draw(chart_specs.nuisance_bars(), STYLE.chart_theme)
    width, height, ratio = ChartPicture(drawing, None).get_intrinsic_size(1, 16)
    assert width == pytest.approx(drawing.width_mm / 25.4 * 96)
    assert height == pytest.approx(drawing.height_mm / 25.4 * 96)
    assert ratio == pytest.approx(width / height)
