"""Every fault planted in a sound PDF is found by the rule that is named for it."""

import io
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.finished import PDF_NAME, pdf
from support.tagged import tagged_pdf
from support.verapdf import planted
from vmreport.verify import verapdf
from vmreport.verify.rules import RULES, VERAPDF_RULES
from vmreport.verify.verify import verify_bytes


def elements(file, role):
    found = [o for o in file.objects if isinstance(o, Dictionary) and o.get("/S") == Name(role)]
    assert found, role
    return found


def drop(role, key):
    return lambda file: elements(file, role)[0].__delitem__(key)


def without(item, key):
    if key in item:
        del item[key]


def put(key, value):
    return lambda file: file.Root.__setitem__(key, value)


def xmp(pattern, replacement):
    def change(file):
        data = file.Root.Metadata.read_bytes()
        changed = re.sub(pattern, replacement, data)
        assert changed != data
        file.Root.Metadata.write(changed)

    return change


def description(text):
    return xmp(b"</rdf:RDF>", b'<rdf:Description rdf:about="" ' + text + b"</rdf:RDF>")


def annotation(**values):
    def change(file):
        made = Dictionary(Type=Name.Annot, Rect=[0, 0, 1, 1], F=4, **values)
        page = file.pages[0].obj
        page["/Annots"] = Array([*page.get("/Annots", []), file.make_indirect(made)])
        page.Tabs = Name.S

    return change


def link_action(**values):
    def change(file):
        for page in file.pages:
            for item in page.obj.get("/Annots", []):
                if "/Contents" in item:
                    without(item, "/Dest")
                    item.A = Dictionary(**values)
                    return

    return change


def embedded(relationship, *, linked=False):
    def change(file):
        stream = file.make_stream(b"a;b\n", Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String("cijfers.csv"), UF=String("cijfers.csv"))
        if not linked:
            spec.EF = Dictionary(F=stream)
        if relationship:
            spec.AFRelationship = Name(relationship)
        names = file.Root.get("/Names", Dictionary())
        names.EmbeddedFiles = Dictionary(Names=[String("cijfers.csv"), file.make_indirect(spec)])
        file.Root.Names = names

    return change


def skip_heading(file):
    elements(file, "/H2")[0].S = Name("/H4")


def drop_caption(file):
    table = elements(file, "/Table")[0]
    table.K = Array([kid for kid in table.K if kid.get("/S") != Name.Caption])


def drop_cell(file):
    row = elements(file, "/TR")[-1]
    row.K = Array(list(row.K)[:-1])


def no_heads(file):
    for cell in elements(file, "/Table")[0].K[1].K[0].K:
        cell.S = Name.TD
    for row in elements(file, "/Table")[0].K[2].K:
        row.K[0].S = Name.TD


def no_contents(file):
    for page in file.pages:
        for item in page.obj.get("/Annots", []):
            without(item, "/Contents")


def no_body(file):
    elements(file, "/LBody")[0].S = Name.P


def same_note(file):
    notes = elements(file, "/Note")
    without(notes[0], "/ID")


def not_embedded(file):
    for item in file.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            del item["/FontFile2"]
            return


def other_font(file):
    for item in file.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font:
            item.BaseFont = Name("/ABCDEF+DejaVuSans")


def onto_page(operators):
    def change(file):
        file.pages[1].contents_add(operators)

    return change


def text_outside(file):
    font = next(iter(file.pages[1].obj.Resources.Font.keys()))
    file.pages[1].contents_add(f"BT {font} 10 Tf 100 100 Td <00220023> Tj ET".encode())


def lost_characters(file):
    for item in file.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


MUTATIONS = {
    "title removed": ("pdf.titel", xmp(rb"<dc:title>.*?</dc:title>", b"")),
    "titles differ": ("pdf.titel", lambda f: f.docinfo.__setitem__("/Title", "concept Anders")),
    "title not shown": ("pdf.titel", put("/ViewerPreferences", Dictionary())),
    "language removed": ("pdf.taal", lambda f: f.Root.__delitem__("/Lang")),
    "language nonsense": ("pdf.taal", put("/Lang", "Nederlands!")),
    "no pdf/ua": ("pdf.kenmerk", xmp(rb"<pdfuaid:part>1</pdfuaid:part>", b"")),
    "only pdf/a-2b": ("pdf.kenmerk", xmp(rb'conformance="A"', b'conformance="B"')),
    "not marked": ("pdf.labels", put("/MarkInfo", Dictionary(Marked=False))),
    "tree removed": ("pdf.labels", lambda f: f.Root.__delitem__("/StructTreeRoot")),
    "tree broken": ("pdf.labels", put("/StructTreeRoot", Dictionary(K=Dictionary()))),
    "text outside": (
        "pdf.buiten-labels",
        text_outside,
    ),
    "heading skipped": ("pdf.koppen", skip_heading),
    "alt removed": ("pdf.alt-tekst", drop("/Figure", "/Alt")),
    "scope removed": ("pdf.tabellen", drop("/TH", "/A")),
    "caption removed": ("pdf.tabellen", drop_caption),
    "no head cells": ("pdf.tabellen", no_heads),
    "cell missing": ("pdf.tabelraster", drop_cell),
    "list without body": ("pdf.lijsten", no_body),
    "note without id": ("pdf.noten", same_note),
    "link without words": ("pdf.links", no_contents),
    "link outside the tree": ("pdf.links", annotation(Subtype=Name.Link, Contents=String("x"))),
    "bookmarks removed": ("pdf.bladwijzers", lambda f: f.Root.__delitem__("/Outlines")),
    "bookmark renamed": (
        "pdf.bladwijzers",
        lambda f: f.Root.Outlines.First.__setitem__("/Title", "Onzin"),
    ),
    "font not embedded": ("pdf.letters", not_embedded),
    "other font": ("pdf.letters", other_font),
    "characters lost": ("pdf.tekst", lost_characters),
    "person as author": ("lek.auteur", lambda f: f.docinfo.__setitem__("/Author", "J. de Vries")),
    "person in the metadata": (
        "lek.auteur",
        xmp(rb"(<dc:creator><rdf:Seq><rdf:li>)[^<]*", rb"\1Piet Bakker"),
    ),
    "company": ("lek.eigenschap", lambda f: f.docinfo.__setitem__("/Company", "CCV")),
    "history": (
        "lek.eigenschap",
        description(b'xmlns:m="http://ns.adobe.com/xap/1.0/mm/" m:DocumentID="uuid:1"/>'),
    ),
    "path in a property": (
        "lek.pad",
        lambda f: f.docinfo.__setitem__("/Subject", r"H:\Team\rapport.docx"),
    ),
    "path in an alt text": (
        "lek.pad",
        lambda f: elements(f, "/Figure")[0].__setitem__("/Alt", "zie /home/jan/figuur.svg"),
    ),
    "comment planted": (
        "lek.opmerking",
        annotation(Subtype=Name.Text, Contents=String("cijfer klopt niet, n=3")),
    ),
    "attached file": (
        "lek.bijlage",
        annotation(Subtype=Name.FileAttachment, Contents=String("cijfers")),
    ),
    "form field": ("lek.onderdeel", put("/AcroForm", Dictionary(Fields=Array()))),
    "stamp of a printer": ("lek.onderdeel", annotation(Subtype=Name.PrinterMark)),
    "source data in a pdf/a-2": ("lek.bijlage", embedded("/Data")),
    "linked file": ("lek.koppeling", embedded("/Data", linked=True)),
    "link to a file": (
        "lek.koppeling",
        link_action(S=Name.URI, URI=String("file:///srv/team/cijfers.xlsx")),
    ),
    "link to another pdf": ("lek.koppeling", link_action(S=Name.GoToR, F=String("x.pdf"))),
    "script": (
        "lek.macro",
        put("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
    ),
    "program started": ("lek.macro", link_action(S=Name.Launch, F=String("x.exe"))),
    "piece info": (
        "lek.onderdeel",
        lambda f: f.pages[0].obj.__setitem__("/PieceInfo", Dictionary()),
    ),
    "unknown key": ("lek.onderdeel", put("/SpiderInfo", Dictionary())),
    "layers": (
        "lek.verborgen",
        put("/OCProperties", Dictionary(OCGs=Array(), D=Dictionary())),
    ),
    "invisible text": (
        "lek.verborgen",
        onto_page(b"/Artifact BMC BT 3 Tr ET EMC"),
    ),
    "title no draft": ("concept.merk", xmp(rb" \(concept\)", b"")),
}

ALSO = {
    "title no draft": {"pdf.titel"},
    "titles differ": set(),
    "text outside": {"pdf.tekst"},
    "caption removed": {"pdf.buiten-labels"},
    "cell missing": {"pdf.buiten-labels"},
    "layers": {"lek.onderdeel"},
    "link to a file": {"lek.pad"},
    "only pdf/a-2b": set(),
    "characters lost": {"concept.merk", "pdf.koppen", "pdf.bladwijzers"},
}
"""What else is rightly said of a mutation."""


def rules_of(data, name=PDF_NAME):
    report = verify_bytes(data, name, with_verapdf=False)
    assert not report.unreadable
    return [finding.rule for finding in report.faults]


def test_a_sound_draft_has_no_findings():
    report = verify_bytes(pdf(), PDF_NAME, with_verapdf=False)
    assert report.findings == ()
    checked = [rule.id for rule in report.checked]
    away = ("word.", "lek.wijziging", "lek.sjabloon", "dia.", "blad.")
    assert checked == [r for r in RULES if not r.startswith(away) and r not in VERAPDF_RULES]
    assert [item.rule.id for item in report.not_checked] == list(VERAPDF_RULES)


def test_broken_metadata_is_found():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.Root.Metadata.write(b"<x:xmpmeta>")
        file.save(out, fix_metadata_version=False)
    assert "pdf.kenmerk" in rules_of(out.getvalue())


def test_saving_again_changes_nothing():
    assert rules_of(planted(pdf(), lambda _: None)) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_planted_fault_is_found_by_its_rule(name):
    rule, change = MUTATIONS[name]
    found = set(rules_of(planted(pdf(), change)))
    assert rule in found
    assert found - {rule} <= ALSO.get(name, set())


def test_every_cheap_rule_for_pdf_has_a_mutation():
    rules = {rule for rule, _ in MUTATIONS.values()} | {"lek.versie", "lek.beeld", "concept.open"}
    away = ("word.", "lek.wijziging", "lek.sjabloon", "dia.", "blad.")
    assert rules >= {r for r in RULES if not r.startswith(away)} - set(VERAPDF_RULES)


def test_source_data_may_be_in_a_pdf_a_3():
    def change(file):
        embedded("/Data")(file)
        xmp(rb'pdfaid:part="2"', b'pdfaid:part="3"')(file)

    assert rules_of(planted(pdf(), change)) == []


def test_an_earlier_version_in_the_file_is_found():
    start = pdf()[pdf().rindex(b"startxref") :]
    assert rules_of(pdf() + b"\n" + start) == ["lek.versie"]


def test_a_photo_with_exif_is_found():
    def change(file):
        photo = b"\xff\xd8\xff\xe1\0\x10Exif\0\0" + b"x" * 40
        stream = file.make_stream(photo, Type=Name.XObject, Subtype=Name.Image)
        stream.Filter = Name.DCTDecode
        resources = file.pages[0].obj.Resources
        held = dict(resources.get("/XObject", Dictionary()).items())
        resources.XObject = Dictionary(held | {"/Planted": stream})

    assert rules_of(planted(pdf(), change)) == ["lek.beeld"]


def test_a_final_pdf_with_an_open_end_fails():
    data = tagged_pdf("<h1>Titel</h1><p>TODO nog invullen</p>")
    assert "concept.open" in rules_of(data, "proef.pdf")


def test_a_bare_address_as_link_is_found():
    data = tagged_pdf('<h1>Titel</h1><p><a href="https://example.org">https://example.org</a></p>')
    assert "pdf.links" in rules_of(data, "proef.pdf")


def test_without_verapdf_the_report_says_what_was_not_checked(monkeypatch):
    monkeypatch.setattr(verapdf, "available", lambda: False)
    report = verify_bytes(pdf(), PDF_NAME)
    assert report.clean
    assert [item.rule.id for item in report.not_checked] == list(VERAPDF_RULES)
    assert "vmreport[verify]" in "\n".join(report.lines())


needs_verapdf = pytest.mark.skipif(
    not verapdf.available(), reason="veraPDF is not installed: pip install 'vmreport[verify]'"
)


@needs_verapdf
def test_with_verapdf_a_sound_draft_passes():
    report = verify_bytes(pdf(), PDF_NAME)
    assert report.findings == ()
    assert report.not_checked == ()


@needs_verapdf
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (drop("/Figure", "/Alt"), "pdf.pdfua"),
        (drop("/TH", "/A"), "pdf.pdfua"),
        (lambda file: file.Root.__delitem__("/OutputIntents"), "pdf.pdfa"),
    ],
)
def test_verapdf_finds_a_planted_fault(change, rule):
    report = verify_bytes(planted(pdf(), change), PDF_NAME)
    assert rule in {item.rule for item in report.faults}


@needs_verapdf
def test_verapdf_finds_low_contrast_on_the_page():
    data = tagged_pdf('<h1>Titel</h1><p style="color: #aaa">te licht</p>')
    found = [item for item in verify_bytes(data, "proef.pdf").faults if item.rule == "pdf.contrast"]
    assert [(item.where, "contrast 2,3" in item.what) for item in found] == [("bladzijde 1", True)]
