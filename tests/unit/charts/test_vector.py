"""Charts as SVG: letters where a text engine puts them, every mark as it was placed."""

from __future__ import annotations

import pytest
import weasyprint
from lxml import etree

from support import chart_specs
from vmreport.charts.canvas import Anchor, Area, Disc, Drawing, Line, Type, Words
from vmreport.charts.draw import draw
from vmreport.charts.lettering import MM, Style, font_set
from vmreport.charts.outlines import outlines_of
from vmreport.charts.theme import ChartTheme
from vmreport.writers.html.assets import Asset
from vmreport.writers.pdf.fetcher import AssetFetcher
from vmreport.writers.pdf.fonts import SealedFonts

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
THEME = ChartTheme()
FONTS = font_set(THEME.family, THEME.font_files())
LINES = (
    "Vergeleken met Nederland",
    "AVA, To. Ty’s “Wâld” – 12,5%",
    "Voelt zich ’s avonds wel eens onveilig (in de eigen buurt)",
    "Tynaarlo, Westerveld, Veere, Yerseke, Fryslân",
    "17 tot 25 jaar: 4.711 inwoners; € 1.000",
)


def drawing(*marks) -> Drawing:
    return Drawing(100.0, 50.0, THEME, marks)


def typed(*marks):
    return etree.fromstring(drawing(*marks).svg())


@pytest.fixture(scope="module")
def set_by_pango():
    """The width of each line in ems, per style, as the engine of the PDF sets it."""
    assets = {
        f"asset:{style}": Asset(FONTS.path(style).read_bytes(), "font/ttf") for style in Style
    }
    faces = "".join(
        f"@font-face {{ font-family: {style}; src: url(asset:{style}) }}" for style in Style
    )
    body = "".join(
        f'<p style="font-family: {style}; white-space: nowrap">{line}</p>'
        for style in Style
        for line in LINES
    )
    page = f"<style>@page {{ size: 3000mm 3000mm }} p {{ font-size: 100px }} {faces}</style>{body}"
    source = weasyprint.HTML(string=page, url_fetcher=AssetFetcher(assets))
    [page] = source.render(font_config=SealedFonts()).pages
    widths = [b.width / 100 for b in page._page_box.descendants() if getattr(b, "text", "")]
    return dict(zip(((style, line) for style in Style for line in LINES), widths, strict=True))


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("line", LINES)
def test_letters_stand_where_a_text_engine_puts_them(set_by_pango, style, line):
    outlines = outlines_of(FONTS.path(style))
    glyphs, width = outlines.set_line(line)
    assert len(glyphs) == len(line)
    assert width / outlines.units == pytest.approx(set_by_pango[style, line], abs=0.003)


def test_pairs_are_kerned():
    outlines = outlines_of(FONTS.path(Style.REGULAR))
    _, together = outlines.set_line("To")
    assert together < outlines.set_line("T")[1] + outlines.set_line("o")[1]


def test_a_font_without_kerning_sets_letters_side_by_side(tmp_path):
    from fontTools.ttLib import TTFont

    bare = tmp_path / "bare.ttf"
    with TTFont(FONTS.path(Style.REGULAR)) as font:
        del font["GPOS"]
        font.save(bare)
    outlines = outlines_of(bare)
    assert outlines.set_line("To")[1] == outlines.set_line("T")[1] + outlines.set_line("o")[1]


def test_marks_stand_where_they_were_placed():
    line = Line(((10.0, 20.0), (30.0, 20.0)), "#112233", MM, (2 * MM, MM), round_ends=True)
    area = Area((((0.0, 0.0), (MM, 0.0), (MM, MM)),), "#445566", "#FFFFFF", 0.5 * MM)
    disc = Disc((50.0, 25.0), 2 * MM, "")
    first, second, third = typed(line, area, disc).iter(f"{SVG}path")
    assert dict(first.attrib) == {
        "d": "M 28.35 56.69 L 85.04 56.69",
        "fill": "none",
        "stroke-dasharray": "2,1",
        "stroke": "#112233",
        "stroke-width": "1",
        "stroke-linecap": "round",
    }
    assert second.get("d") == "M 0 0 L 1 0 L 1 1 z"
    assert (second.get("fill"), second.get("stroke"), second.get("stroke-width")) == (
        "#445566",
        "#ffffff",
        "0.5",
    )
    assert third.get("d").startswith("M 143.73 70.87 C ")
    assert third.get("fill") == "none"


def test_text_is_anchored_and_turned():
    lettering = Type(8.0, "#111111", Style.ITALIC)
    words = Words("zó & <zo>", (MM, 2 * MM), lettering, Anchor.END, 90.0)
    [text] = typed(words).iter(f"{SVG}text")
    assert text.text == "zó & <zo>"
    assert text.get("transform") == "rotate(-90 1 2)"
    assert (text.get("text-anchor"), text.get("font-style")) == ("end", "italic")


def test_outlined_text_ends_at_its_anchor():
    lettering = Type(10.0, "#111111")
    starts = {}
    for anchor in Anchor:
        words = Words("onveilig", (10 * MM, MM), lettering, anchor)
        root = etree.fromstring(drawing(words).svg_outlined())
        first = next(root.iter(f"{SVG}use"))
        starts[anchor] = float(first.get("x", "0"))
    width = outlines_of(FONTS.path(Style.REGULAR)).set_line("onveilig")[1]
    assert starts == {Anchor.START: 0, Anchor.MIDDLE: -width / 2, Anchor.END: -width}


@pytest.mark.parametrize("make", chart_specs.EXAMPLES, ids=lambda make: make.__name__)
def test_every_letter_that_shows_is_used(make):
    made = draw(make(), THEME)
    root = etree.fromstring(made.svg_outlined())
    shown = sum(not letter.isspace() for words in made.words for letter in words)
    assert len(list(root.iter(f"{SVG}use"))) == shown
    assert not list(root.iter(f"{SVG}text"))
    assert {use.get(LINK)[1:] for use in root.iter(f"{SVG}use")} == {
        element.get("id") for element in root.iter() if element.get("id")
    }
