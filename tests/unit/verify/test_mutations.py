"""Every fault planted in a sound Word file is found by the rule that is named for it."""

import struct
import zlib

import pytest
from lxml import etree

from support.finished import (
    DOCUMENT,
    WORD_NAME,
    added,
    edited,
    final_word,
    linked,
    word,
    xml,
)
from vmreport.verify.office_package import NS, attribute, tag
from vmreport.verify.rules import RULES
from vmreport.verify.verify import verify_bytes

OTHERS = ("pdf.", "dia.", "blad.")
"""Rules of other kinds of files."""
W = f"{{{NS['w']}}}"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"


def body(change):
    return lambda data: edited(data, DOCUMENT, change)


def part(name, change):
    return lambda data: edited(data, name, change)


def first(root, name):
    return next(root.iter(tag(name)))


def style_of(root, name):
    for node in root.iter(tag("w:pStyle")):
        if attribute(node, "val") == name:
            return node
    raise AssertionError(name)


def paragraph(text, properties="", run=""):
    made = f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t>{text}</w:t></w:r></w:p>"

    def insert(root):
        style_of(root, "BodyText").getparent().getparent().addnext(xml(made))

    return body(insert)


def drop(name):
    return lambda root: first(root, name).getparent().remove(first(root, name))


def put(name, key, value):
    return lambda root: first(root, name).set(key, value)


def drawing(change):
    return body(lambda root: change(first(root, "wp:docPr")))


def anchor(root):
    first(root, "wp:inline").tag = tag("wp:anchor")


def skip_heading(root):
    style_of(root, "Heading2").set(f"{W}val", "Heading4")


def drop_cell(root):
    row = list(first(root, "w:tbl").iter(tag("w:tr")))[-1]
    row.remove(row.findall(tag("w:tc"))[-1])


def empty_head(root):
    for node in first(root, "w:tc").iter(tag("w:t")):
        node.text = " "


def link_text(text):
    def change(root):
        link = next(n for n in root.iter(tag("w:hyperlink")) if not attribute(n, "anchor"))
        for node in list(link.iter(tag("w:t"))):
            node.text = text

    return body(change)


def break_reference(root):
    code = next(n for n in root.iter(tag("w:instrText")) if " REF " in (n.text or ""))
    code.text = " REF nergens \\h "


def break_link(root):
    link = next(n for n in root.iter(tag("w:hyperlink")) if attribute(n, "anchor"))
    link.set(f"{W}anchor", "nergens")


def empty_field(root):
    code = next(n for n in root.iter(tag("w:instrText")) if " SEQ " in (n.text or ""))
    inside = False
    for node in code.getparent().itersiblings(tag("w:r")):
        mark = node.find(tag("w:fldChar"))
        if mark is not None and attribute(mark, "fldCharType") == "end":
            return
        inside = inside or mark is not None
        if inside and mark is None:
            node.getparent().remove(node)


def broken_field(root):
    code = next(n for n in root.iter(tag("w:instrText")) if " REF " in (n.text or ""))
    result = next(
        n for n in code.getparent().itersiblings(tag("w:r")) if n.find(tag("w:t")) is not None
    )
    result.find(tag("w:t")).text = "Fout! Verwijzingsbron niet gevonden."


def half_field(root):
    mark = next(n for n in root.iter(tag("w:fldChar")) if attribute(n, "fldCharType") == "end")
    mark.getparent().remove(mark)


def copy_control(root):
    found = next(n for n in root.iter(tag("w:sdt")) if n.find(f".//{tag('w:tag')}") is not None)
    copied = etree.fromstring(etree.tostring(found))
    first(copied, "w:id").set(f"{W}val", "987654")
    found.addnext(copied)


def grey(root):
    run = style_of(root, "BodyText").getparent().getparent().find(tag("w:r"))
    run.insert(0, xml('<w:rPr><w:color w:val="AAAAAA"/></w:rPr>'))


def grey_style(root):
    for style in root.iter(tag("w:style")):
        if attribute(style, "styleId") == "VMTabeltekst":
            letters = style.find(tag("w:rPr"))
            letters = letters if letters is not None else etree.SubElement(style, tag("w:rPr"))
            for node in letters.findall(tag("w:color")):
                letters.remove(node)
            letters.append(xml('<w:color w:val="9A9A9A"/>'))


def fill_cell(root):
    cell = list(first(root, "w:tbl").iter(tag("w:tc")))[-1]
    cell.find(tag("w:tcPr")).append(xml('<w:shd w:val="clear" w:fill="202020"/>'))


def wrap(name):
    def change(root):
        node = style_of(root, "BodyText").getparent().getparent().find(tag("w:r"))
        around = xml(f'<w:{name} w:id="900" w:author="Jan Jansen" w:date="2024-01-01T00:00:00Z"/>')
        node.addprevious(around)
        around.append(node)
        for text in node.iter(tag("w:t")):
            text.tag = tag("w:delText") if name == "del" else text.tag

    return body(change)


def picture(content):
    def change(data):
        return added(data, "word/media/image1.png", content)

    return change


def png_with_text():
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"tEXt", b"Author\0Jan Jansen")
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def comment(data):
    text = f'<w:comments xmlns:w="{NS["w"]}"><w:comment w:id="0" w:author="Jan Jansen">'
    text += "<w:p><w:r><w:t>cijfer klopt niet, n=3</w:t></w:r></w:p></w:comment></w:comments>"
    data = added(data, "word/comments.xml", text.encode())
    return linked(data, DOCUMENT, "comments", "comments.xml")


def set_property(name, value):
    def change(root):
        node = root.find(f"{{*}}{name}")
        if node is None:
            node = etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}")
        node.text = value

    return change


MUTATIONS = {
    "title removed": ("word.titel", part(CORE, set_property("title", ""))),
    "language removed": ("word.taal", part(STYLES, drop("w:lang"))),
    "language nonsense": ("word.taal", part(STYLES, put("w:lang", f"{W}val", "Nederlands"))),
    "heading skipped": ("word.koppen", body(skip_heading)),
    "heading empty": ("word.koppen", paragraph("", '<w:pStyle w:val="Heading2"/>')),
    "header row dropped": ("word.tabelkop", body(drop("w:tblHeader"))),
    "column without head": ("word.tabelkop", body(empty_head)),
    "table title dropped": ("word.tabeltitel", body(drop("w:tblCaption"))),
    "cell missing": ("word.tabelraster", body(drop_cell)),
    "alt removed": ("word.alt-tekst", drawing(lambda n: n.set("descr", ""))),
    "alt is a file name": ("word.alt-tekst", drawing(lambda n: n.set("descr", "Figuur_3.png"))),
    "alt says nothing": ("word.alt-tekst", drawing(lambda n: n.set("descr", "Afbeelding 1"))),
    "decoration with words": (
        "word.alt-tekst",
        drawing(lambda n: n.append(xml('<adec:decorative val="1"/>'))),
    ),
    "drawing id twice": (
        "word.afbeelding-id",
        body(lambda root: [n.set("id", "7") for n in root.iter(tag("wp:docPr"))]),
    ),
    "picture floats": ("word.zwevend", body(anchor)),
    "typed bullet": ("word.lijsten", paragraph("• eerste punt")),
    "typed dash": ("word.lijsten", paragraph("- eerste punt")),
    "empty paragraph": ("word.lege-alinea", paragraph("")),
    "bare address": ("word.linktekst", link_text("https://www.example.org/x")),
    "vague link": ("word.linktekst", link_text("Klik hier")),
    "link without text": ("word.linktekst", link_text("")),
    "contrast of a run": ("word.contrast", body(grey)),
    "contrast of a style": ("word.contrast", part(STYLES, grey_style)),
    "contrast on a fill": ("word.contrast", body(fill_cell)),
    "bookmark without end": ("word.bladwijzers", body(drop("w:bookmarkEnd"))),
    "bookmark without start": ("word.bladwijzers", body(drop("w:bookmarkStart"))),
    "reference without target": ("word.verwijzingen", body(break_reference)),
    "link without target": ("word.verwijzingen", body(break_link)),
    "field empty": ("word.velden", body(empty_field)),
    "field broken": ("word.velden", body(broken_field)),
    "field without end": ("word.velden", body(half_field)),
    "field dirty": ("word.velden", body(put("w:fldChar", f"{W}dirty", "true"))),
    "asks to update": (
        "word.velden",
        part(SETTINGS, lambda root: root.insert(1, xml('<w:updateFields w:val="true"/>'))),
    ),
    "control twice": ("word.invulvelden", body(copy_control)),
    "style unknown": ("word.stijlen", paragraph("woorden", '<w:pStyle w:val="Bestaat niet"/>')),
    "list unknown": (
        "word.stijlen",
        paragraph("woorden", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4321"/></w:numPr>'),
    ),
    "font unknown": (
        "word.letters",
        paragraph("woorden", run='<w:rPr><w:rFonts w:ascii="Comic Sans MS"/></w:rPr>'),
    ),
    "person as author": ("lek.auteur", part(CORE, set_property("creator", "Jan de Vries"))),
    "program as author": ("lek.auteur", part(CORE, set_property("creator", "python-docx"))),
    "no author": ("lek.auteur", part(CORE, set_property("creator", ""))),
    "account as editor": ("lek.auteur", part(CORE, set_property("lastModifiedBy", "j.jansen"))),
    "person as company": ("lek.auteur", part(APP, set_property("Company", "mr. A. Bos"))),
    "manager": ("lek.eigenschap", part(APP, set_property("Manager", "Piet Bakker"))),
    "template in properties": (
        "lek.eigenschap",
        part(APP, set_property("Template", "Huisstijl.dotm")),
    ),
    "path in a property": (
        "lek.pad",
        part(CORE, set_property("subject", r"H:\Team OOV\VM 2023\rapport.docx")),
    ),
    "path in the text": ("lek.pad", paragraph("zie /home/jan.jansen/cijfers.csv")),
    "share in the text": ("lek.pad", paragraph(r"zie \\fs01\team\cijfers.xlsx")),
    "path in a field": (
        "lek.pad",
        paragraph("x", run=r"<w:instrText> FILENAME C:\\Users\\jan\\x.docx </w:instrText>"),
    ),
    "path in an xml comment": (
        "lek.pad",
        body(lambda root: root.append(etree.Comment(" D:/werk/jan/rapport.docx "))),
    ),
    "comment planted": ("lek.opmerking", comment),
    "mark of a comment": (
        "lek.opmerking",
        paragraph("woorden", run='<w:commentReference w:id="0"/>'),
    ),
    "people part": ("lek.opmerking", lambda data: added(data, "word/people.xml", b"<people/>")),
    "insertion": ("lek.wijziging", wrap("ins")),
    "deletion": ("lek.wijziging", wrap("del")),
    "format change": (
        "lek.wijziging",
        paragraph("woorden", '<w:pPrChange w:id="1" w:author="Jan"><w:pPr/></w:pPrChange>'),
    ),
    "tracking on": (
        "lek.wijziging",
        part(SETTINGS, lambda root: root.insert(1, xml("<w:trackRevisions/>"))),
    ),
    "hidden text": ("lek.verborgen", paragraph("geheim", run="<w:rPr><w:vanish/></w:rPr>")),
    "tiny text": ("lek.verborgen", paragraph("geheim", run='<w:rPr><w:sz w:val="2"/></w:rPr>')),
    "white text": ("word.contrast", paragraph("x", run='<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
    "attached template": (
        "lek.sjabloon",
        lambda data: linked(
            data, SETTINGS, "attachedTemplate", r"file:///\\fs01\sjablonen\x.dotm", external=True
        ),
    ),
    "linked picture": (
        "lek.koppeling",
        lambda data: linked(data, DOCUMENT, "image", "https://example.org/a.png", external=True),
    ),
    "linked file": (
        "lek.koppeling",
        lambda data: linked(data, DOCUMENT, "hyperlink", "file:///C:/x.xlsx", external=True),
    ),
    "mail merge": (
        "lek.koppeling",
        part(SETTINGS, lambda root: root.insert(1, xml("<w:mailMerge/>"))),
    ),
    "custom xml": ("lek.onderdeel", lambda data: added(data, "customXml/item1.xml", b"<x/>")),
    "custom properties": (
        "lek.onderdeel",
        lambda data: added(data, "docProps/custom.xml", b"<Properties/>"),
    ),
    "thumbnail": (
        "lek.onderdeel",
        lambda data: added(data, "docProps/thumbnail.jpeg", b"\xff\xd8"),
    ),
    "macro": ("lek.macro", lambda data: added(data, "word/vbaProject.bin", b"x")),
    "embedded object": ("lek.bijlage", paragraph("woorden", run="<w:object/>")),
    "picture with text": ("lek.beeld", picture(png_with_text())),
    "photo with exif": ("lek.beeld", picture(b"\xff\xd8\xff\xe1\0\x10Exif\0\0" + b"x" * 40)),
    "drawing with metadata": (
        "lek.beeld",
        picture(b'<svg xmlns="http://www.w3.org/2000/svg"><metadata><a/></metadata></svg>'),
    ),
    "drawing with a link": (
        "lek.beeld",
        picture(b'<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>'),
    ),
    "title no draft": ("concept.merk", part(CORE, set_property("title", "Veiligheidsmonitor"))),
    "page no draft": (
        "concept.merk",
        part(
            "word/header1.xml",
            lambda root: [setattr(t, "text", "x") for t in root.iter(tag("w:t"))],
        ),
    ),
}


ALSO = {"title removed": {"concept.merk"}, "heading empty": {"word.lege-alinea"}}
"""What else is rightly said of a mutation."""


def rules_of(data, name=WORD_NAME):
    report = verify_bytes(data, name)
    assert not report.unreadable
    return [finding.rule for finding in report.faults]


def test_a_sound_draft_has_no_findings():
    report = verify_bytes(word(), WORD_NAME)
    assert report.findings == ()
    assert report.not_checked == ()
    assert [rule.id for rule in report.checked] == [
        rule for rule in RULES if not rule.startswith(OTHERS) and rule != "lek.versie"
    ]


def test_a_sound_final_document_has_no_findings():
    assert verify_bytes(final_word(), "proef.docx").findings == ()


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(name):
    rule, change = MUTATIONS[name]
    assert set(rules_of(change(word()))) == {rule} | ALSO.get(name, set())


def test_every_rule_for_word_files_has_a_mutation():
    planted = {rule for rule, _ in MUTATIONS.values()} | {"concept.open"}
    wanted = {rule for rule in RULES if not rule.startswith(OTHERS)} - {"lek.versie"}
    assert planted >= wanted


def test_a_final_document_with_an_open_end_fails():
    data = paragraph("TODO: nog invullen")(final_word())
    assert rules_of(data, "proef.docx") == ["concept.open"]


def test_a_draft_may_have_open_ends():
    assert rules_of(paragraph("TODO: nog invullen")(word())) == []


def test_a_file_name_without_concept_is_found():
    assert rules_of(word(), "proef.docx") == ["concept.merk"]


def test_typed_numbers_are_a_list_only_in_a_row():
    assert rules_of(paragraph("1. eerste")(word())) == []
    data = paragraph("1. eerste")(paragraph("2. tweede")(word()))
    assert rules_of(data) == ["word.lijsten"]


def test_saving_marks_of_word_are_a_notice_only():
    data = body(put("w:p", f"{W}rsidR", "00AB12CD"))(word())
    report = verify_bytes(data, WORD_NAME)
    assert report.clean
    assert [item.rule for item in report.notices] == ["lek.wijziging"]


def test_the_organisation_can_be_named():
    assert verify_bytes(word(), WORD_NAME, organisation="Gemeente Voorbeeldstad").clean
    report = verify_bytes(word(), WORD_NAME, organisation="Gemeente Anders")
    assert {item.rule for item in report.faults} == {"lek.auteur"}
