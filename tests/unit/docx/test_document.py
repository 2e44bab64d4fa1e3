"""The Word file as a whole: what it says, that Word can use it, that it is always the same."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from support.documents import example_document
from support.docx_documents import small_document
from support.docx_reading import (
    Caption,
    ContentsLine,
    DocxHeading,
    DocxParagraph,
    DocxTable,
    ListLine,
    Picture,
    part,
    parts,
    qn,
    read_docx,
)
from vmreport.document.blocks import (
    AdvisorText,
    BulletList,
    Callout,
    Contents,
    Cover,
    FieldList,
    Figure,
    Heading,
    KeyFigures,
    NumberedList,
    Paragraph,
    Quote,
    Sheet,
    Table,
)
from vmreport.document.inlines import plain_text
from vmreport.document.tree import walk
from vmreport.errors import Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style

PAGES = {"kort": 3, "beleving": 4, "gebied": 5, "tweede": 7}
_BARE_PROPERTIES = {"pStyle", "keepNext", "numPr", "spacing", "rPr", "sectPr"}
"""`spacing` closes a list or opens a page; the rest points at styles and structure."""


@pytest.fixture(scope="module")
def house():
    problems = Problems()
    style = load_house_style("ccv", problems)
    assert problems.items == []
    return style


@pytest.fixture(scope="module")
def data(house) -> bytes:
    return write_docx(small_document(), house, pages=PAGES)


@pytest.fixture(scope="module")
def content(data):
    return read_docx(data)


@pytest.fixture(scope="module")
def body(data):
    return part(data, "word/document.xml")


def test_headings_have_the_level_number_and_words_of_the_model(content):
    expected = [
        (block.level, block.label, " ".join(filter(None, (block.topic, plain_text(block.text)))))
        for block in walk(small_document().blocks)
        if isinstance(block, Heading)
    ]
    found = [(h.level, h.label, h.text.replace("\n", " ")) for h in content.of(DocxHeading)]
    assert found == expected
    assert [h.label for h in content.of(DocxHeading)] == [
        "",
        "",
        "1",
        "1.1",
        "",
        "",
        "2",
        "2.1",
        "Bijlage A",
        "A.1",
        "",
    ]


def test_tables_are_the_grid_of_the_model(content):
    expected = [
        (
            tuple(c.header for c in block.columns),
            *tuple(tuple(plain_text(cell.text) for cell in row.cells) for row in block.rows),
        )
        for block in walk(small_document().blocks)
        if isinstance(block, Table)
    ]
    found = [
        tuple(tuple(cell.replace("\u00a0", " ") for cell in row) for row in made.rows)
        for made in content.of(DocxTable)
    ]
    assert found == expected
    assert [made.header_rows for made in content.of(DocxTable)] == [1, 1]


def test_tables_have_a_title_and_description_for_who_cannot_see_them(content):
    first = content.of(DocxTable)[0]
    assert first.title == "Tabel 1 Onveiligheid per wijk"
    assert first.description == "Bron: Veiligheidsmonitor 2023. ▼ betekent ongunstiger."


def test_captions_stand_above_tables_and_below_figures(content):
    kinds = [type(block) for block in content.blocks]
    table = kinds.index(DocxTable)
    assert kinds[table - 1] is Caption
    figure = next(
        place
        for place, block in enumerate(content.blocks)
        if isinstance(block, Picture) and block.alt.startswith("Staafdiagram")
    )
    assert content.blocks[figure + 1] == Caption("Figuur 1\u2002Bijna een kwart is onveilig")
    assert content.blocks[figure + 2] == DocxParagraph("VM Bron", "Bron: Veiligheidsmonitor.")


def test_lists_count_as_the_model_does(content):
    marks = [(line.level, line.mark, line.text) for line in content.of(ListLine)]
    assert marks == [
        (0, "•", "een"),
        (1, "a.", "een a"),
        (1, "b.", "een b"),
        (0, "•", "twee"),
        (0, "1.", "eerst"),
        (0, "2.", "dan"),
        (0, "1.", "opnieuw"),
        (0, "•", "punt"),
        (0, "1.", "besluit 1"),
        (0, "•", "verlichting"),
        (0, "•", "toezicht"),
    ]


def test_the_contents_list_is_filled_in(content):
    lines = content.of(ContentsLine)
    assert [(line.level, line.page) for line in lines[:4]] == [
        (1, "3"),
        (1, "4"),
        (2, "5"),
        (1, "7"),
    ]
    assert [line.text for line in lines[:3]] == [
        "In het kort\nVeilig genoeg",
        "1 Beleving\nMeer onveiligheid",
        "1.1 Per gebied",
    ]
    assert lines[4].page == "", "no page is printed where none is known"


def test_references_read_as_the_model_says(content):
    text = next(b.text for b in content.of(DocxParagraph) if b.text.startswith("Zie "))
    kept = text.replace("\u00a0", " ")
    assert kept == "Zie figuur 1, tabel 1, hoofdstuk 1, paragraaf 1.1 en bijlage A."
    assert text.count("\u00a0") == 5, "a number never stands alone at the start of a line"


def test_the_note_stands_in_a_real_footnote(content, body):
    assert content.notes == ("Zie de website.",)
    assert len(body.findall(f".//{qn('w:footnoteReference')}")) == 1


def test_every_page_says_what_the_document_is(content):
    assert content.running == {
        "word/header1.xml": "Veiligheidsmonitor 2023\tconcept · fictieve voorbeeldgegevens",
        "word/header2.xml": "\tconcept · fictieve voorbeeldgegevens",
        "word/header3.xml": "Veiligheidsmonitor 2023\tconcept · fictieve voorbeeldgegevens",
        "word/footer1.xml": "Gemeente Voorbeeldstad\tPagina 1",
        "word/footer2.xml": "Gemeente Voorbeeldstad\tPagina 1",
    }


def test_sections_turn_the_page_for_a_landscape_sheet(body):
    sections = body.findall(f".//{qn('w:sectPr')}")
    orient = [s.find(qn("w:pgSz")).get(qn("w:orient"), "portrait") for s in sections]
    assert orient == ["portrait"] * 4 + ["landscape", "portrait"]
    assert [s.find(qn("w:titlePg")) is not None for s in sections] == [True] + [False] * 5
    default = [
        [
            r.get(qn("r:id"))
            for r in s.findall(qn("w:headerReference"))
            if r.get(qn("w:type")) == "default"
        ]
        for s in sections
    ]
    assert default[0] == default[5] != default[4]
    assert default[1:4] == [[], [], []], "an upright section goes on as the one before"


def test_no_paragraph_is_empty_but_the_one_that_ends_a_section(body):
    empty = [
        p
        for p in body.iter(qn("w:p"))
        if not "".join(p.itertext()).strip() and p.find(f".//{qn('w:drawing')}") is None
    ]
    assert all(p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None for p in empty)


def test_paragraphs_carry_a_style_and_no_look_of_their_own(body):
    for paragraph in body.iter(qn("w:p")):
        names = {child.tag.rpartition("}")[2] for child in paragraph.find(qn("w:pPr"))}
        assert "pStyle" in names
        assert names <= _BARE_PROPERTIES
    for properties in body.iter(qn("w:rPr")):
        names = {child.tag.rpartition("}")[2] for child in properties}
        assert names <= {"rStyle", "b", "i", "lang"}


def test_every_style_that_is_used_exists(data):
    styles = {s.get(qn("w:styleId")) for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    for name in [n for n in parts(data) if re.match(r"word/(document|header|foot)", n)]:
        if not name.endswith(".xml"):
            continue
        root = part(data, name)
        used = {
            node.get(qn("w:val"))
            for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
            for node in root.iter(qn(tag))
        }
        assert used <= styles, name


def test_ids_are_unique_and_pairs_complete(body):
    for tag, key in (
        ("wp:docPr", "id"),
        ("w:bookmarkStart", qn("w:id")),
        ("w:bookmarkStart", qn("w:name")),
        ("w:bookmarkEnd", qn("w:id")),
    ):
        found = [node.get(key) for node in body.iter(qn(tag))]
        assert len(found) == len(set(found)), (tag, key)
    starts, ends = (
        [node.get(qn("w:id")) for node in body.iter(qn(tag))]
        for tag in ("w:bookmarkStart", "w:bookmarkEnd")
    )
    assert sorted(starts) == sorted(ends)
    controls = [n.get(qn("w:val")) for n in body.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")]
    assert len(controls) == len(set(controls)) == 2


def test_fields_are_complete_and_point_at_bookmarks(body):
    names = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    codes = [node.text for node in body.iter(qn("w:instrText"))]
    targets = {m[1] for code in codes if (m := re.match(r" (?:PAGE)?REF (\S+)", code))}
    anchors = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} - {None}
    assert targets
    assert targets | anchors <= names
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)


def test_word_is_not_made_to_ask_about_updating(data):
    settings = part(data, "word/settings.xml")
    assert settings.find(qn("w:updateFields")) is None
    assert b"dirty" not in parts(data)["word/document.xml"]
    mode = settings.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
    assert mode.get(qn("w:val")) == "15"


def test_language_and_properties_come_from_the_metadata(data, content):
    assert content.language == "nl-NL"
    core = parts(data)["docProps/core.xml"].decode()
    assert "<dc:creator>Gemeente Voorbeeldstad</dc:creator>" in core
    assert "<dc:language>nl-NL</dc:language>" in core
    assert core.count("2024-05-14T00:00:00Z") == 2
    assert "<cp:revision>1</cp:revision>" in core
    foreign = part(data, "word/document.xml").find(f".//{qn('w:rPr')}/{qn('w:lang')}")
    assert foreign.get(qn("w:val")) == "en"


def test_the_zip_is_canonical(data):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert all(a < b for a, b in pairwise(names[2:]))
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}


def test_another_process_writes_the_same_bytes(data):
    code = (
        "import sys, hashlib\n"
        "from support.docx_documents import small_document\n"
        "from vmreport.errors import Problems\n"
        "from vmreport.writers.docx import write_docx\n"
        "from vmreport.writers.house_style import load_house_style\n"
        f"data = write_docx(small_document(), load_house_style('ccv', Problems()), pages={PAGES})\n"
        "sys.stdout.buffer.write(data)\n"
    )
    root = Path(__file__).parents[3]
    path = os.pathsep.join([str(root / "src"), str(root / "tests")])
    env = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": path}
    other = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert other.stdout == data


@pytest.mark.parametrize("name", ["OFFICE_2013", "OFFICE_2019", "MICROSOFT_365"])
def test_the_auditor_finds_nothing(data, tmp_path, name):
    path = tmp_path / "rapport.docx"
    path.write_bytes(data)
    result = OpenXmlValidator(getattr(FileFormat, name)).validate(path)
    assert [(e.description, e.part_uri) for e in result.errors] == []


def test_a_document_without_cover_or_pages_has_one_section(house):
    from support.documents import document_of
    from support.docx_documents import heading, para

    data = write_docx(document_of(heading(1, "Brief", "brief"), para("Beste raad,")), house)
    body = part(data, "word/document.xml")
    assert len(body.findall(f".//{qn('w:sectPr')}")) == 1
    assert read_docx(data).blocks == (
        DocxHeading(1, "", "Brief"),
        DocxParagraph("Body Text", "Beste raad,"),
    )
    heading_1 = part(data, "word/styles.xml").find(
        f".//{qn('w:style')}[@{qn('w:styleId')}='Heading1']"
    )
    assert heading_1.find(f".//{qn('w:numPr')}") is None, "a letter numbers no headings"


def _model_words(block) -> list[str]:
    """Give the words of a block in the order every format prints them, chart and notes aside."""
    match block:
        case Cover():
            return [block.title, block.subtitle, block.organisation, block.date, *block.lines]
        case Heading():
            return [block.label, block.topic, plain_text(block.text)]
        case Paragraph():
            return [plain_text(block.text)]
        case BulletList(items) | NumberedList(items):
            return [word for item in items for child in item.blocks for word in _model_words(child)]
        case Quote():
            return [plain_text(block.text), block.speaker]
        case FieldList(fields):
            return [
                word
                for item in fields
                for word in (item.label, *(w for child in item.blocks for w in _model_words(child)))
            ]
        case Callout():
            return [block.title, *(w for child in block.blocks for w in _model_words(child))]
        case KeyFigures(figures):
            return [
                word
                for figure in figures
                for word in (
                    figure.value,
                    figure.label,
                    *(f"{what} {v.sign} {v.word}" for what, v in figure.comparisons),
                    figure.note,
                )
            ]
        case Table():
            heads = [column.header for column in block.columns]
            cells = [plain_text(cell.text) for row in block.rows for cell in row.cells]
            notes = map(plain_text, block.notes)
            return [block.label, plain_text(block.caption), *heads, *cells, *notes]
        case Figure():
            return [block.label, plain_text(block.caption), *map(plain_text, block.notes)]
        case Contents():
            lines = [(entry.label, entry.topic, entry.text) for entry in block.entries]
            return [word for line in lines for word in line]
        case AdvisorText() | Sheet():
            return [word for child in block.blocks for word in _model_words(child)]


@pytest.mark.parametrize("make", [small_document, example_document])
def test_the_words_are_those_of_the_model_in_order(house, make):
    document = make()
    expected = [word for block in document.blocks for word in _model_words(block)]
    found = read_docx(write_docx(document, house)).words()
    assert re.sub(r"[\s\u00ad]+", "", found) == re.sub(r"[\s\u00ad]+", "", "".join(expected))
