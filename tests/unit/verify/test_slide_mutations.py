"""Every fault planted in a sound PowerPoint file is found by the rule that is named for it."""

import io
import zipfile

import pytest

from support.finished import SLIDES_NAME, added, book, edited, linked, slides, xml
from vmreport.verify.office_package import tag
from vmreport.verify.rules import RULES
from vmreport.verify.verify import verify_bytes

MAIN = "ppt/presentation.xml"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
TEXT, TILES = "ppt/slides/slide2.xml", "ppt/slides/slide3.xml"
TABLE, CHART = "ppt/slides/slide4.xml", "ppt/slides/slide5.xml"


def part(name, change):
    return lambda data: edited(data, name, change)


def first(root, name):
    return next(root.iter(tag(name)))


def put(name, key, value):
    return lambda root: first(root, name).set(key, value)


def title(root):
    return next(n for n in root.iter(tag("p:sp")) if first(n, "p:cNvPr").get("name") == "Titel")


def words(root, text):
    for node in title(root).iter(tag("a:t")):
        node.text = text


def last_title(root):
    made = title(root)
    made.getparent().append(made)


def second_title(root):
    text = "<a:p><a:r><a:rPr lang='nl-NL'/><a:t>Nog een</a:t></a:r></a:p>"
    made = f"""<p:sp><p:nvSpPr><p:cNvPr id="99" name="X"/><p:cNvSpPr/><p:nvPr>
        <p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/>
        <p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"""
    first(root, "p:spTree").append(xml(made))


def no_language(root):
    for node in root.iter(tag("a:defRPr")):
        node.attrib.pop("lang", None)


def described(text):
    return lambda root: _described(root).set("descr", text)


def _described(root):
    return next(n for n in root.iter(tag("p:cNvPr")) if n.get("descr"))


def set_property(name, value):
    def change(root):
        root.find(f"{{*}}{name}").text = value

    return change


def link_text(text):
    def change(root):
        click = first(root, "a:hlinkClick")
        for node in click.getparent().getparent().iter(tag("a:t")):
            node.text = text

    return part(TEXT, change)


def empty_head(root):
    for node in first(root, "a:tc").iter(tag("a:t")):
        node.text = ""


def hidden_chart_data(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".xlsx"))
        inside = archive.read(name)
    changed = edited(inside, "xl/workbook.xml", put("x:sheet", "state", "veryHidden"))
    return added(data, name, changed)


def wrong_chart_data(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".xlsx"))
    return added(data, name, slides())


MUTATIONS = {
    "no title": ("dia.titel", part(CORE, set_property("title", ""))),
    "slide without title": ("dia.diatitel", part(TEXT, lambda root: words(root, ""))),
    "two titles": ("dia.diatitel", part(TEXT, second_title)),
    "same title": (
        "dia.diatitel",
        lambda data: part(TABLE, _as_other)(part(TILES, _as_other)(data)),
    ),
    "title read last": ("dia.leesvolgorde", part(TEXT, last_title)),
    "run without language": (
        "dia.taal",
        lambda data: part(TEXT, lambda root: first(root, "a:rPr").attrib.pop("lang"))(
            part(MAIN, no_language)(data)
        ),
    ),
    "language nonsense": ("dia.taal", part(TEXT, put("a:rPr", "lang", "Nederlands"))),
    "notes in no language": (
        "dia.taal",
        part("ppt/notesSlides/notesSlide2.xml", put("a:rPr", "lang", "x")),
    ),
    "chart without words": ("dia.alt-tekst", part(CHART, described(""))),
    "drawing with a file name": ("dia.alt-tekst", part(CHART, described("grafiek 3.png"))),
    "words that say nothing": ("dia.alt-tekst", part(CHART, described("Grafiek 1"))),
    "table without head": ("dia.tabelkop", part(TABLE, put("a:tblPr", "firstRow", "0"))),
    "column without head": ("dia.tabelkop", part(TABLE, empty_head)),
    "merged cells": ("dia.tabelkop", part(TABLE, put("a:tc", "gridSpan", "2"))),
    "bare address": ("dia.linktekst", link_text("https://www.example.org/x")),
    "vague link": ("dia.linktekst", link_text("klik hier")),
    "hidden slide": ("lek.verborgen", part(TEXT, lambda root: root.set("show", "0"))),
    "hidden shape": (
        "lek.verborgen",
        part(CHART, lambda root: _described(root).set("hidden", "1")),
    ),
    "tiny letters": ("lek.verborgen", part(TEXT, put("a:rPr", "sz", "100"))),
    "hidden sheet behind a chart": ("lek.verborgen", hidden_chart_data),
    "no workbook behind a chart": ("lek.bijlage", wrong_chart_data),
    "person as author": ("lek.auteur", part(CORE, set_property("creator", "Jan de Vries"))),
    "no author": ("lek.auteur", part(CORE, set_property("creator", ""))),
    "manager": (
        "lek.eigenschap",
        part(APP, lambda root: root.append(xml("<app:Manager>Jan</app:Manager>"))),
    ),
    "path in the notes": (
        "lek.pad",
        part(
            "ppt/notesSlides/notesSlide2.xml",
            lambda root: setattr(first(root, "a:t"), "text", r"zie H:\\Team\\cijfers.xlsx"),
        ),
    ),
    "linked film": (
        "lek.koppeling",
        lambda data: linked(data, TEXT, "video", "https://example.org/a.mp4", external=True),
    ),
    "comments": ("lek.opmerking", lambda data: added(data, "ppt/comments/comment1.xml", b"<a/>")),
    "authors of comments": (
        "lek.opmerking",
        lambda data: added(data, "ppt/commentAuthors.xml", b"<a/>"),
    ),
    "macro": ("lek.macro", lambda data: added(data, "ppt/vbaProject.bin", b"x")),
    "embedded object": ("lek.bijlage", lambda data: added(data, "ppt/embeddings/x.bin", b"x")),
    "thumbnail": ("lek.onderdeel", lambda data: added(data, "docProps/thumbnail.jpeg", b"x")),
    "tags": ("lek.onderdeel", lambda data: added(data, "ppt/tags/tag1.xml", b"<a/>")),
    "photo with exif": (
        "lek.beeld",
        lambda data: added(data, "ppt/media/x.jpeg", b"\xff\xd8\xff\xe1\0\x10Exif\0\0"),
    ),
    "slide no draft": (
        "concept.merk",
        part(
            TEXT,
            lambda root: [
                setattr(t, "text", "x") for t in root.iter(tag("a:t")) if "concept" in t.text
            ],
        ),
    ),
}


ALSO = {"no title": {"concept.merk"}}
"""What else is rightly said of a mutation."""


def _as_other(root):
    words(root, "Zelfde")


def rules_of(data, name=SLIDES_NAME):
    report = verify_bytes(data, name)
    assert not report.unreadable
    return [finding.rule for finding in report.faults]


def test_a_sound_deck_has_no_findings():
    report = verify_bytes(slides(), SLIDES_NAME)
    assert report.findings == ()
    assert {rule.id for rule in report.checked} == {
        rule for rule in RULES if rule.startswith(("dia.", "lek.", "concept."))
    } - {"lek.versie", "lek.wijziging", "lek.sjabloon"}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(name):
    rule, change = MUTATIONS[name]
    assert set(rules_of(change(slides()))) == {rule} | ALSO.get(name, set())


def test_every_rule_for_slides_has_a_mutation():
    planted = {rule for rule, _ in MUTATIONS.values()}
    checked = {rule.id for rule in verify_bytes(slides(), SLIDES_NAME).checked}
    assert planted == checked - {"concept.open"}


def test_the_organisation_can_be_named():
    assert verify_bytes(slides(), SLIDES_NAME, organisation="Gemeente Voorbeeldstad").clean
    assert not verify_bytes(slides(), SLIDES_NAME, organisation="Gemeente Anders").clean


def test_a_missing_slide_makes_a_deck_unreadable():
    data = edited(slides(), MAIN, put("p:sldId", f"{{{tag('r:id')[1:].split('}')[0]}}}id", "weg"))
    assert "ontbreekt" in verify_bytes(data, SLIDES_NAME).unreadable


def test_a_workbook_is_not_taken_for_a_deck():
    checked = {rule.id for rule in verify_bytes(book(), "x_concept.xlsx").checked}
    assert not any(rule.startswith("dia.") for rule in checked)
