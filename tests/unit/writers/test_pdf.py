"""The PDF: metadata, fonts, pages, refusals, and the same bytes each time."""

import hashlib
import io
import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from support.documents import document_of, example_document, example_metadata
from vmreport.document.blocks import Heading, Origin, Paragraph
from vmreport.document.inlines import Text
from vmreport.errors import ContentError, EnvironmentFault, Problems, WriterError
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html.assets import Asset
from vmreport.writers.pdf import write_pdf
from vmreport.writers.pdf.fetcher import AssetFetcher, RefusedError
from vmreport.writers.pdf.fonts import SealedFonts
from vmreport.writers.pdf.journal import strict_libraries

ROOT = Path(__file__).resolve().parents[3]


@cache
def style(name="ccv"):
    return load_house_style(name, Problems())


@cache
def result(name="ccv"):
    return write_pdf(example_document(), style(name))


@cache
def opened():
    return pikepdf.open(io.BytesIO(result().data))


@cache
def texts():
    """The text of each page, as a reader would copy it."""
    with pdfium.PdfDocument(result().data) as pdf:
        found = []
        for page in pdf:
            content = page.get_textpage()
            found.append(content.get_text_bounded().replace("\r\n", "\n"))
            content.close()
            page.close()
    return found


def paragraph(text):
    return Paragraph((Text(text),), Origin.FIXED)


def test_properties_come_from_the_metadata():
    pdf, meta = opened(), example_metadata()
    info = pdf.docinfo
    assert str(info.Title) == meta.title
    assert str(info.Author) == meta.organisation
    assert str(info.Subject) == meta.subject
    assert str(info.Keywords) == ", ".join(meta.keywords)
    assert str(info.Creator) == meta.generator
    assert str(info.CreationDate) == str(info.ModDate) == "D:20240514"
    assert str(pdf.Root.Lang) == "nl-NL"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_xmp_identifies_pdf_a_and_pdf_ua_in_one_rdf():
    xmp = opened().Root.Metadata.read_bytes()
    assert xmp.count(b"<rdf:RDF") == 1
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert b"PDF/UA Universal Accessibility Schema" in xmp
    assert re.search(rb'pdfaid:part="?>?2', xmp)
    with opened().open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata.pdfa_status == "2A"


def test_no_picture_is_interpolated():
    for item in opened().objects:
        if isinstance(item, pikepdf.Stream):
            assert item.get("/Interpolate", False) is False


def test_only_the_shipped_family_is_embedded():
    names = {
        str(item.FontName).split("+")[1]
        for item in opened().objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    }
    assert names
    assert all(name.replace("-", "").startswith("SourceSans3") for name in names)


def test_page_labels_equal_the_printed_numbers():
    pdf = opened()
    assert pdf.Root.PageLabels.Nums[0] == 0
    assert dict(pdf.Root.PageLabels.Nums[1]) == {"/S": pikepdf.Name.D, "/St": 1}
    assert len(pdf.pages) == result().page_count
    for number, text in enumerate(texts()[1:], start=2):
        assert f"Pagina {number}" in text
    assert "Pagina" not in texts()[0]


def test_contents_print_the_pages_of_their_headings():
    contents = re.sub(r"[ .]+", " ", texts()[1])
    for anchor, words in (
        ("leeswijzer", "dit rapport"),
        ("a3", "Aanbeveling A3"),
        ("weging", "Weging"),
    ):
        assert f"{words} {result().pages[anchor]}\n" in contents
    for anchor in ("beleving", "tab-alle", "fig-trend"):
        assert anchor in result().pages


def test_status_and_banner_stand_on_every_page():
    for text in texts():
        assert "concept · fictieve voorbeeldgegevens" in text


def test_the_landscape_sheet_has_its_own_page():
    wide = [i for i, page in enumerate(opened().pages, start=1) if page.mediabox[2] > 800]
    assert wide == [result().pages["tab-breed"]]


def test_outline_follows_the_chapters():
    with opened().open_outline() as outline:
        titles = [item.title for item in outline.root]
        perception = outline.root[3]
    assert titles[0] == "Inhoud"
    assert titles[3].startswith("2 Veiligheidsbeleving")
    assert perception.children[0].title[:3] == "2.1"


def test_every_house_style_writes_the_same_words_on_another_page():
    assert result("voorbeeldstad").data != result().data
    assert result("voorbeeldstad").page_count == result().page_count


def test_the_fetcher_knows_memory_only():
    fetcher = AssetFetcher({"asset:1": Asset(b"x", "image/png")})
    assert fetcher.fetch("asset:1").read() == b"x"
    for url in ("file:///etc/passwd", "http://example.org/", "data:,x", "asset:2", "asset:"):
        with pytest.raises(RefusedError):
            fetcher.fetch(url)


def test_a_reference_to_the_outside_stops_the_writer(monkeypatch):
    def hostile(document, house, mode):
        page = render(document, house, mode)
        html = page.html.replace("</main>", '<img src="file:///etc/passwd" alt="x"></main>')
        return type(page)(html, page.assets)

    from vmreport.writers.pdf import writer

    render = writer.render_page
    monkeypatch.setattr(writer, "render_page", hostile)
    with pytest.raises(WriterError, match="refused to fetch file:///etc/passwd"):
        write_pdf(document_of(paragraph("Tekst")), style())


def test_a_warning_of_the_layout_engine_stops_the_writer(monkeypatch):
    from vmreport.writers.pdf import writer

    render = writer.render_page

    def broken(document, house, mode):
        page = render(document, house, mode)
        html = page.html.replace("</main>", '<p><a href="#nergens">x</a></p></main>')
        return type(page)(html, page.assets)

    monkeypatch.setattr(writer, "render_page", broken)
    with pytest.raises(WriterError, match="nergens"):
        write_pdf(document_of(paragraph("Tekst")), style())


def test_a_font_that_cannot_be_used_is_a_fault_of_the_environment():
    import logging

    with pytest.raises(EnvironmentFault), strict_libraries("x"):
        logging.getLogger("weasyprint").warning("Font-face 'X' cannot be loaded")


def test_library_warnings_of_python_count_too():
    import warnings

    with pytest.raises(WriterError, match="oud"), strict_libraries("x"):
        warnings.warn("oud", UserWarning, stacklevel=1)
    with strict_libraries("x"):
        warnings.warn("later", DeprecationWarning, stacklevel=1)


def test_a_character_without_a_glyph_is_refused_before_layout():
    with pytest.raises(ContentError, match=r"U\+4E2D"):
        write_pdf(document_of(paragraph("Een 中 teken")), style())


def test_a_minimal_document_has_one_page_and_no_cover():
    small = write_pdf(
        document_of(Heading(1, (Text("Brief"),), "brief"), paragraph("Tekst")), style()
    )
    assert small.page_count == 1
    assert small.pages == {"vm-main": 1, "brief": 1}


def test_private_hooks_of_the_pinned_engine():
    assert version("weasyprint") == "70.0"
    fonts = SealedFonts()
    from weasyprint.text.fonts import FontConfiguration

    assert vars(fonts).keys() - {"_opened"} == vars(FontConfiguration()).keys()


SCRIPT = """
import hashlib, sys
sys.path[:0] = [{src!r}, {tests!r}]
from support.documents import example_document
from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html import write_html
from vmreport.writers.pdf import write_pdf
style = load_house_style("ccv", Problems())
for data in (write_pdf(example_document(), style).data, write_html(example_document(), style)):
    print(hashlib.sha256(data).hexdigest())
"""


def test_same_input_same_bytes_in_other_processes():
    script = SCRIPT.format(src=str(ROOT / "src"), tests=str(ROOT / "tests"))
    seen = set()
    for zone, seed, locale in (("UTC", "1", "C"), ("Asia/Tokyo", "77", "C.UTF-8")):
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        out = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, check=True, text=True
        )
        seen.add(out.stdout)
    assert len(seen) == 1
    assert hashlib.sha256(result().data).hexdigest() in seen.pop()
