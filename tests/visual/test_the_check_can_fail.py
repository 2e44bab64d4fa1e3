"""The visual check sees what it must see, and lets through what antialiasing may do."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from support.builds import sample_build
from support.pictures import DPI, compare, picture, report, to_png

BUILD = ("voorbeeldstad", "ccv")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return sample_build(*BUILD).files["pdf"]


@pytest.fixture(scope="module")
def page() -> int:
    """A page with key figures, signs and a chart heading: the one with the summary."""
    return sample_build(*BUILD).pages["in-het-kort"]


@pytest.fixture
def actual(pdf, page) -> Image.Image:
    return picture(pdf, page)


@pytest.fixture(scope="module")
def expected(pdf, page) -> Image.Image:
    """The page as it comes back from a reference file."""
    return Image.open(io.BytesIO(to_png(picture(pdf, page)))).convert("RGB")


def boxes(pdf: bytes, page: int, text: str) -> list[tuple[float, float, float, float]]:
    """Give where a text stands on a page, in pixels of the picture."""
    opened = pypdfium2.PdfDocument(pdf)
    sheet = opened[page - 1]
    words = sheet.get_textpage()
    found, height = [], sheet.get_height()
    search = words.search(text)
    while (hit := search.get_next()) is not None:
        left, bottom, right, top = words.get_charbox(hit[0])
        scale = DPI / 72
        found.append(
            (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
        )
    search.close()
    words.close()
    sheet.close()
    opened.close()
    return found


def test_the_same_page_is_the_same(expected, actual):
    assert compare(expected, actual).same


def test_other_antialiasing_is_the_same(expected, actual):
    softer = Image.blend(actual, actual.filter(ImageFilter.GaussianBlur(0.5)), 0.25)
    assert compare(expected, softer).same


def test_a_quarter_of_the_page_blanked_is_seen(expected, actual):
    width, height = actual.size
    ImageDraw.Draw(actual).rectangle((0, 0, width // 2, height // 2), fill="white")
    assert not compare(expected, actual).same


def test_every_single_missing_verdict_sign_is_seen(expected, pdf, page):
    signs = [box for sign in ("▲", "▼") for box in boxes(pdf, page, sign)]
    assert len(signs) >= 3
    for left, top, right, bottom in signs:
        changed = picture(pdf, page)
        area = (left - 1, top - 1, right + 1, bottom + 1)
        ImageDraw.Draw(changed).rectangle(area, fill="white")
        found = compare(expected, changed)
        assert not found.same, found


def test_a_figure_moved_by_a_millimetre_is_seen(expected, actual):
    width, height = actual.size
    part = actual.crop((0, height // 5, width, height // 2))
    actual.paste(part, (2, height // 5))
    assert not compare(expected, actual).same


def test_another_colour_of_a_word_is_seen(expected, pdf, page):
    """The word "ongunstiger" in the colour of "gunstiger": same shapes, other meaning."""
    changed = picture(pdf, page)
    left, top, *_ = boxes(pdf, page, "ongunstiger")[0]
    area = tuple(map(int, (left, top - 1, left + 40, top + 7)))
    red, green, blue = changed.crop(area).split()
    changed.paste(Image.merge("RGB", (blue, green, red)), area)
    found = compare(expected, changed)
    assert not found.same, found


def test_another_page_size_is_seen(expected, actual):
    assert not compare(expected, actual.crop((0, 0, actual.width - 1, actual.height))).same


def test_a_failure_leaves_a_page_to_look_at(tmp_path, monkeypatch, expected, actual):
    monkeypatch.setattr("support.pictures.REPORTS", tmp_path)
    changed = Image.new("RGB", actual.size, "white")
    path = report("blank", expected, changed, compare(expected, changed))
    text = path.read_text("utf-8")
    assert text.count("<img src='data:image/png;base64,") == 3
    assert "of the pixels differ" in text
