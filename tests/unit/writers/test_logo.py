"""Logos: the allow-list, the caps, and what a drawing program leaves behind."""

import io

import pytest
from PIL import Image

from vmreport.writers.house_style.logo import LogoError, clean_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def clean(tmp_path, body, name="logo.svg"):
    path = tmp_path / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return clean_logo(path)


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<use href='#a'/>",
        "<image href='http://example.org/x.png'/>",
        "<foreignObject/>",
        "<style>@import url(http://example.org)</style>",
        "<text>CCV</text>",
        "<animate attributeName='x'/>",
        "<path d='M0 0' onclick='alert(1)'/>",
        "<path d='M0 0' fill='url(http://example.org/x.svg#a)'/>",
        "<path d='M0 0' style='fill:url(//example.org#a)'/>",
        "<path d='M0 0' xlink:href='#a'/>",
        "<path d='M0 0' filter='none'/>",
        "<g>" * 31 + "</g>" * 31,
        "<path d='M0 0'/>" * 5001,
    ],
)
def test_what_is_not_on_the_list_is_refused(tmp_path, body):
    with pytest.raises(LogoError):
        clean(tmp_path, SVG.format(body))


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<html/>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + SVG.format("<path d='M0 0'/>"),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "geen xml",
        "",
    ],
)
def test_what_is_no_plain_svg_is_refused(tmp_path, text):
    with pytest.raises(LogoError):
        clean(tmp_path, text)


def test_shapes_colours_and_gradients_stay(tmp_path):
    body = (
        "<defs><linearGradient id='a'><stop offset='0' stop-color='#fff'/></linearGradient></defs>"
        "<path d='M0 0h9' style='fill:#123456;font-family:Arial' stroke='url(#a)'/>"
    )
    data, media_type = clean(tmp_path, SVG.format(body))
    assert media_type == "image/svg+xml"
    assert b'fill="#123456"' in data
    assert b'stroke="url(#a)"' in data
    assert b"Arial" not in data
    assert b"style" not in data


def test_what_a_drawing_program_keeps_is_dropped(tmp_path):
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://example.org/editor" '
        'viewBox="0 0 9 9" i:version="1" data-x="2"><!-- Jan --><metadata>Jan de Vries</metadata>'
        "<i:view/><path d='M0 0h9' i:label='x' font-size='3'/></svg>"
    )
    data, _ = clean(tmp_path, text)
    assert b"M0 0h9" in data
    for leak in (b"Jan", b"editor", b"data-x", b"label", b"font-size"):
        assert leak not in data


def png(size, mode="RGB", form="PNG", **options):
    out = io.BytesIO()
    Image.new(mode, size).save(out, format=form, **options)
    return out.getvalue()


def test_a_bitmap_is_written_anew_without_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Jan de Vries"
    data, media_type = clean(tmp_path, png((40, 20), form="JPEG", exif=exif), "logo.jpg")
    assert media_type == "image/png"
    assert b"Jan" not in data
    assert Image.open(io.BytesIO(data)).size == (40, 20)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png((4001, 10)), "logo.png"),
        (png((14200, 14200), mode="1"), "logo.png"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "logo.png"),
        (b"\x89PNG\r\n\x1a\n", "logo.png"),
        (png((10, 10), form="GIF"), "logo.gif"),
        (png((10, 10), form="GIF"), "logo.png"),
        (b" " * 2_000_001, "logo.svg"),
    ],
)
def test_bitmaps_that_are_too_large_or_not_png_or_jpeg_are_refused(tmp_path, data, name):
    with pytest.raises(LogoError):
        clean(tmp_path, data, name)
