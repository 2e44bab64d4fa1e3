"""The deck as PowerPoint opens it: titles, charts of its own, alt texts, notes, no leftovers."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from support.builds import house_style, sample_document
from support.documents import document_of
from support.pptx_words import deck_parts, read_deck
from support.slide_documents import slide_blocks, slide_heading, words
from vmreport.document.blocks import (
    Origin,
    Paragraph,
)
from vmreport.document.inlines import Strong, Text
from vmreport.errors import ContentError
from vmreport.writers.pptx import write_pptx

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

VERSIONS = (FileFormat.OFFICE_2016, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365)


@pytest.fixture(scope="module")
def style():
    return house_style("ccv")


@pytest.fixture(scope="module")
def deck() -> bytes:
    return write_pptx(sample_document("voorbeeldstad", "presentatie"), house_style("voorbeeldstad"))


@pytest.fixture(scope="module")
def complete(style) -> bytes:
    return write_pptx(document_of(*slide_blocks()), style)


@pytest.mark.parametrize("version", VERSIONS)
def test_validators_find_nothing(deck, complete, version, tmp_path):
    for data in (deck, complete):
        path = tmp_path / "dia.pptx"
        path.write_bytes(data)
        result = OpenXmlValidator(version).validate(path)
        assert [(error.description, error.part_uri) for error in result.errors] == []


def test_every_block_is_said(complete):
    slides = read_deck(complete)
    assert slides[1].title == "Onderwerp Tekst"
    assert slides[1].words[2:] == (
        *("Zie de site", "community1", "een", "twee", "dieper", "Het is hier druk.", "bewoner"),
        *("Label", "inhoud", "1 De noot."),
    )
    assert slides[1].spoken == ("Dit zegt de spreker.",)
    assert slides[3].words == (
        "Tabel",
        "Vooraf",
        "Tabel 1  Tabel",
        "Wat",
        "Hoeveel",
        "een",
        "1",
        "Bron",
    )
    assert slides[3].kinds == ("sp", "sp", "sp", "graphicFrame", "sp")


def test_charts_are_powerpoints_own_where_it_has_the_kind(deck):
    slides = read_deck(deck)
    native = sum(len(slide.charts) for slide in slides)
    pictures = sum(slide.kinds.count("pic") for slide in slides)
    assert (native, pictures) == (6, 2), "a matrix and a map are drawings"
    assert all(alt for slide in slides for alt in slide.alts)


def test_every_chart_has_its_workbook_and_fits_on_the_slide(deck, complete):
    for data in (deck, complete):
        parts = deck_parts(data)
        charts = [name for name in parts if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
        for name in charts:
            links = parts[name.replace("charts/", "charts/_rels/") + ".rels"].decode()
            book = re.search(r"\.\./(embeddings/[^\"]+)", links)[1]
            with zipfile.ZipFile(io.BytesIO(parts[f"ppt/{book}"])) as archive:
                assert "xl/workbook.xml" in archive.namelist()
        for name, part in parts.items():
            if name.startswith("ppt/slides/slide"):
                assert_on_slide(part)


def assert_on_slide(part: bytes) -> None:
    wide, high = 12_192_012, 6_858_000
    for place in etree.fromstring(part).iter(f"{A}xfrm", "{*}xfrm"):
        off, size = place.find(f"{A}off"), place.find(f"{A}ext")
        assert int(off.get("x")) + int(size.get("cx")) <= wide
        assert int(off.get("y")) + int(size.get("cy")) <= high


def test_every_slide_carries_the_banner_and_the_status(deck):
    for slide in read_deck(deck)[1:]:
        assert "concept · Fictieve voorbeeldgegevens" in slide.footer


def test_letters_on_slides_can_be_read(deck, complete):
    for data in (deck, complete):
        for name, part in deck_parts(data).items():
            if name.startswith("ppt/slides/slide"):
                sizes = {
                    int(n.get("sz"))
                    for n in etree.fromstring(part).iter()
                    if n.get("sz", "").isdecimal()
                }
                assert min(sizes) >= 1200, name


def test_the_language_is_that_of_the_document_and_foreign_words_keep_theirs(complete):
    parts = deck_parts(complete)
    found = {
        run.get("lang")
        for name, part in parts.items()
        if name.endswith(".xml") and name.startswith("ppt/slides/")
        for run in etree.fromstring(part).iter(f"{A}rPr")
    }
    assert found == {"nl-NL", "en"}
    assert b"<dc:language>nl-NL</dc:language>" in parts["docProps/core.xml"]


def test_nothing_of_a_template_is_left(deck):
    parts = deck_parts(deck)
    folders = {name.rsplit("/", 1)[0] for name in parts if "_rels" not in name and "/" in name}
    assert folders == {
        *("docProps", "ppt", "ppt/charts", "ppt/embeddings", "ppt/media", "ppt/notesMasters"),
        *("ppt/notesSlides", "ppt/slideLayouts", "ppt/slideMasters", "ppt/slides", "ppt/theme"),
    }
    assert sorted(
        name for name in parts if name.startswith(("docProps", "ppt/pr", "ppt/t", "ppt/v"))
    ) == [
        *("docProps/app.xml", "docProps/core.xml", "ppt/presProps.xml", "ppt/presentation.xml"),
        *(
            "ppt/tableStyles.xml",
            "ppt/theme/theme1.xml",
            "ppt/theme/theme2.xml",
            "ppt/viewProps.xml",
        ),
    ]
    everything = b"".join(parts.values())
    for left_over in (b"Office Theme", b"Calibri", b"Steve Canny", b"en-US", b"printerSettings"):
        assert left_over not in everything


def test_ids_of_shapes_are_unique_on_a_slide(deck, complete):
    for data in (deck, complete):
        for name, part in deck_parts(data).items():
            if name.startswith(
                ("ppt/slides/slide", "ppt/slideLayouts/slide", "ppt/slideMasters/slide")
            ):
                ids = [node.get("id") for node in etree.fromstring(part).iter("{*}cNvPr")]
                assert len({*ids}) == len(ids), name


def test_same_document_same_bytes(deck):
    document = sample_document("voorbeeldstad", "presentatie")
    assert write_pptx(document, house_style("voorbeeldstad")) == deck


@pytest.mark.parametrize(
    ("code", "blocks"),
    [
        ("E542", (words("Zonder titel"),)),
        (
            "E543",
            (slide_heading("Zelfde", "a"), words("x"), slide_heading("Zelfde", "b"), words("y")),
        ),
        (
            "E544",
            (
                slide_heading("Vol"),
                *(words("Dit is een lange zin over niets. " * 9) for _ in range(16)),
            ),
        ),
        ("E544", (slide_heading("Een veel te lange titel " * 12), words("x"))),
    ],
)
def test_slides_that_cannot_be_are_problems(style, code, blocks):
    with pytest.raises(ContentError, match=code):
        write_pptx(document_of(*blocks), style)


def test_words_stand_as_large_as_they_fit(style):
    def size(count: int) -> int:
        blocks = (
            slide_heading("Kop"),
            *(words("Een zin van gewone lengte over de buurt.") for _ in range(count)),
        )
        part = deck_parts(write_pptx(document_of(*blocks), style))["ppt/slides/slide1.xml"]
        body = next(
            n
            for n in etree.fromstring(part).iter("{*}sp")
            if n.find(".//{*}ph[@idx='1']") is not None
        )
        return int(next(body.iter(f"{A}rPr")).get("sz"))

    assert size(1) == 2400
    assert 1400 <= size(13) < 2400


def test_emphasis_and_links_are_real(complete):
    part = deck_parts(complete)["ppt/slides/slide2.xml"]
    assert len(list(etree.fromstring(part).iter(f"{A}hlinkClick"))) == 1


def test_strong_words_are_bold(style):
    blocks = (
        slide_heading("Kop"),
        Paragraph((Strong((Text("vet"),)), Text(" gewoon")), Origin.FIXED),
    )
    part = deck_parts(write_pptx(document_of(*blocks), style))["ppt/slides/slide1.xml"]
    looks = {
        r.find(f"{A}t").text: r.find(f"{A}rPr").get("b")
        for r in etree.fromstring(part).iter(f"{A}r")
    }
    assert (looks["vet"], looks[" gewoon"]) == ("1", "0")
