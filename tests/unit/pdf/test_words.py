"""Every word of the page that went in stands in the structure of the PDF, once and in order."""

import ctypes
import io
from functools import cache

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import html as lxml_html

from support.documents import example_document
from support.tagged import everything, tagged_pdf
from support.verapdf import planted
from vmreport.errors import Problems
from vmreport.verify.pdf_consistency import structure_faults
from vmreport.verify.pdf_structure import read_structure, tagged_words
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html.page import render_page
from vmreport.writers.html.stylesheet import Mode
from vmreport.writers.pdf import write_pdf

STYLE = load_house_style("ccv", Problems())


@cache
def report_bytes():
    return write_pdf(example_document(), STYLE).data


@cache
def report():
    return read_structure(report_bytes())


@cache
def page():
    """The body of the HTML that the PDF is made of, and the notes taken out of it."""
    body = lxml_html.fromstring(render_page(example_document(), STYLE, Mode.PRINT).html).find(
        "body"
    )
    for cell in body.iter("th", "td"):
        cell.tail = "\n"
    notes = []
    for note in body.xpath('//span[@class="note"]'):
        notes.append(fold(note.text_content()))
        note.drop_tree()
    return body, notes


def fold(text):
    return " ".join(text.replace("\u00ad", "").split())


def test_words_are_those_of_the_page_in_order():
    body, _ = page()
    ours, theirs = report().authored.split(), fold(body.text_content()).split()
    for at, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        assert one == other, " ".join(theirs[max(0, at - 8) : at + 3])
    assert len(ours) == len(theirs) > 1500


def test_notes_are_those_of_the_page():
    _, notes = page()
    assert [words for _, words in report().notes] == notes
    assert [id_ for id_, _ in report().notes] == [f"note-{n}" for n in range(1, len(notes) + 1)]


def test_headings_tables_figures_and_lists_are_those_of_the_page():
    body, _ = page()
    headings = [
        (int(h.tag[1]), fold(h.text_content())) for h in body.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    ]
    assert list(report().headings) == headings
    grids = [
        tuple(
            tuple(fold(cell.text_content()) for cell in row.xpath("th|td"))
            for row in table.iter("tr")
        )
        for table in body.iter("table")
    ]
    assert [tuple(tuple(w for _, w in row) for row in t.rows) for t in report().tables] == grids
    assert [t.caption for t in report().tables] == [
        fold(c.text_content()) for c in body.iter("caption")
    ]
    assert list(report().alt_texts) == [fold(i.get("alt")) for i in body.iter("img")]
    contents = body.xpath('//nav[@role="doc-toc"]//li')
    assert report().counts["TOCI"] == len(contents)
    items = len(body.xpath("//li|//dt")) - len(contents)
    assert report().counts["LI"] == items


def test_links_are_those_of_the_page():
    body, _ = page()
    hrefs = [a.get("href") for a in body.xpath("//a[@href]")]
    said = [
        next(k.target for k in e.kids if hasattr(k, "target")) for e in report().root.below("Link")
    ]
    inside_notes = [target for target in said if target not in hrefs]
    assert [target for target in said if target not in inside_notes] == hrefs
    assert inside_notes == ["https://www.veiligheidsmonitor.nl"]


def test_another_reader_finds_the_same_text_in_the_same_content():
    """The text per piece of marked content as PDFium reads it; it writes U+0002 for a soft hyphen."""
    pictures = {
        (kid.page, kid.mcid) for e in report().root.below("Figure") for kid in e.kids
    }  # fmt: skip
    compared = 0
    with pypdfium2.PdfDocument(report_bytes()) as document:
        found = [pdfium_texts(page) for page in document]
    for number, theirs in enumerate(found):
        for mcid, piece in report().pages[number].pieces.items():
            if (number, mcid) not in pictures:
                ours = piece.text.replace("\u00ad", "\x02")
                assert "".join(theirs.get(mcid, "").split()) == "".join(ours.split())
                compared += 1
    assert compared > 800


def pdfium_texts(page):
    texts = {}
    reader = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(item.raw, reader.raw, None, 0)
        room = ctypes.create_string_buffer(size)
        target = ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFTextObj_GetText(item.raw, reader.raw, target, size)
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        texts[mcid] = texts.get(mcid, "") + room.raw[: size - 2].decode("utf-16-le")
    return texts


def test_paths_lead_from_the_document_to_the_words():
    words = tagged_words(everything())
    assert words[0] == ("Document/H1", "Eén document met alles erin")
    assert ("Document/TOC/TOCI/TOC/TOCI/Reference/Link", "Onderdeel 2021 2") in words
    assert ("Document/P/Span", "phishing") in words
    assert ("Document/Table/TBody/TR/TH", "Buurt 3") in words
    assert not [path for path, _ in words if "Note" in path]


def test_only_the_shipped_family_is_embedded():
    assert all(report().fonts.values())
    assert {name.replace("-", "")[:11] for name in report().fonts} == {"SourceSans3"}


def test_a_document_without_tree_is_refused():
    def no_tree(pdf):
        del pdf.Root["/StructTreeRoot"]

    with pytest.raises(ValueError, match="no structure tree"):
        read_structure(planted(everything(), no_tree))


def test_consistency_finds_content_held_by_nobody_or_twice_or_by_another():
    small = tagged_pdf("<h1>Kop</h1><p>Een</p><p>Twee</p>")

    def paragraphs(pdf):
        return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/P"]

    def nobody(pdf):
        paragraphs(pdf)[0]["/K"] = pikepdf.Array()

    def twice(pdf):
        paragraphs(pdf)[0]["/K"] = pikepdf.Array([1, 1])

    def another(pdf):
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        owners[1], owners[2] = owners[2], owners[1]

    def loose(pdf):
        contents = pdf.pages[0].Contents
        contents.write(contents.read_bytes().replace(b"/Span\n<</MCID 2>>\nBDC", b"/X BMC"))

    assert structure_faults(small) == ()
    assert structure_faults(planted(small, nobody)) == ("page 1: content 1 is held 0 times",)
    assert structure_faults(planted(small, twice)) == ("page 1: content 1 is held 2 times",)
    assert len(structure_faults(planted(small, another))) == 2
    with pytest.raises(ValueError, match="content 2 that is on no page"):
        structure_faults(planted(small, loose))
    with pikepdf.open(io.BytesIO(small)) as pdf:
        assert structure_faults(pdf) == ()
