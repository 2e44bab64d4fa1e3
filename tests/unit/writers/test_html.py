"""The HTML file: structure, accessibility, self-containment, escaping."""

import base64
import io
import re
from functools import cache
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from lxml import html as lxml_html

from support.documents import TERMS, document_of, example_document
from vmreport.document.blocks import (
    Callout,
    CalloutKind,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Numbering,
    Origin,
    Paragraph,
    Row,
    Table,
)
from vmreport.document.inlines import Link, Note, Text
from vmreport.errors import ContentError, HouseStyleError, Problems
from vmreport.writers.house_style import HouseStyle, load_house_style
from vmreport.writers.html import Mode, render_page, write_html


@cache
def style(name="ccv") -> HouseStyle:
    problems = Problems()
    loaded = load_house_style(name, problems)
    assert not problems.items
    return loaded


@cache
def screen(name="ccv"):
    return lxml_html.document_fromstring(write_html(example_document(), style(name)))


@cache
def printed():
    return lxml_html.document_fromstring(
        render_page(example_document(), style(), Mode.PRINT).html.encode()
    )


def paragraph(*inlines):
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), Origin.FIXED)


def words(tree):
    body = tree.find("body")
    return re.sub(r"\s+", "", body.find("header").text_content() + body.find("main").text_content())


def test_language_title_and_landmarks():
    tree = screen()
    assert tree.get("lang") == "nl-NL"
    assert tree.findtext("head/title") == example_document().metadata.title
    assert [e.tag for e in tree.find("body")] == ["a", "p", "header", "main"]
    assert tree.find("body/a").get("href") == "#" + tree.find("body/main").get("id")
    assert tree.find("body/a").text == TERMS.skip_to_content


def test_one_h1_and_no_jumps():
    levels = [int(e.tag[1]) for e in screen().iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_without_a_cover_the_first_heading_is_h1():
    page = document_of(Heading(1, (Text("Brief"),), "brief", "", Numbering.NONE))
    tree = lxml_html.document_fromstring(write_html(page, style()))
    assert [e.tag for e in tree.iter("h1", "h2")] == ["h1"]


def test_ids_are_unique_and_links_lead_somewhere():
    tree = screen()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)
    for name in tree.xpath("//@aria-labelledby"):
        assert name in ids


def test_tables_have_caption_scopes_and_columns_that_fill_the_width():
    tables = screen().xpath("//table")
    assert len(tables) == 3
    for table in tables:
        assert table[0].tag == "caption"
        assert table[0].text_content().startswith("Tabel ")
        assert {th.get("scope") for th in table.xpath("thead//th")} == {"col"}
        for row in table.xpath("tbody/tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") == "row"
        widths = [int(c.removeprefix("w-")) for c in table.xpath("colgroup/col/@class")]
        assert sum(widths) == 1000
        assert table.getparent().get("tabindex") == "0"


def test_figures_have_alt_and_caption():
    figures = screen().xpath("//figure")
    assert len(figures) == 2
    for figure in figures:
        assert figure.find(".//img").get("alt")
        assert figure.find("figcaption/p").text_content().startswith("Figuur ")


def test_nothing_is_fetched_and_nothing_runs():
    tree = screen()
    assert not tree.xpath("//script | //link | //iframe | //form | //svg | //object | //@style")
    assert all(src.startswith("data:image/svg+xml;base64,") for src in tree.xpath("//img/@src"))
    sheet = tree.findtext("head/style")
    assert set(re.findall(r"url\(\"(\w+:)", sheet)) == {"data:"}
    for banned in (
        "@import",
        "opacity",
        "position: fixed",
        "var(--",
        "text-transform",
        "!important",
    ):
        assert banned not in sheet


def test_both_modes_say_the_same_words_in_the_same_order():
    screen_tree, print_tree = (
        lxml_html.fromstring(lxml_html.tostring(tree)) for tree in (screen(), printed())
    )
    for element in screen_tree.xpath("//section[@class='notes']"):
        element.drop_tree()
    for element in screen_tree.xpath("//sup[@class='note-call']"):
        element.drop_tree()
    for element in print_tree.xpath("//span[@class='note']"):
        element.drop_tree()
    assert words(screen_tree) == words(print_tree)


def test_notes_stand_at_the_end_with_a_way_back():
    tree = screen()
    notes = tree.xpath("//section[@class='notes']")
    assert [e.text_content() for e in notes[0].xpath("h2")] == [TERMS.notes]
    assert notes[0] is tree.find("body/main")[-1]
    calls = tree.xpath("//a[@role='doc-noteref']")
    assert [call.text for call in calls] == ["1", "2", "3"]
    for call in calls:
        item = tree.get_element_by_id(call.get("href")[1:])
        assert item[0].get("href") == "#" + call.get("id")
        assert item[0].text == call.text


def test_print_notes_stand_at_their_mark():
    notes = printed().xpath("//span[@class='note']")
    assert [note.get("data-number") for note in notes] == ["1", "2", "3"]
    assert notes[0].getparent().tag == "p"


def test_contents_nest_and_name_topic_and_message():
    nav = screen().xpath("//nav[@role='doc-toc']")[0]
    assert nav.get("aria-label") == TERMS.contents
    first_levels = nav.xpath("ol/li")
    assert len(first_levels) == 10
    perception = first_levels[2]
    assert perception.xpath("a/span/text()")[:2] == ["2", "Veiligheidsbeleving"]
    assert [a.get("href") for a in perception.xpath("ol/li/a")] == ["#trend-beleving"]


def test_verdicts_have_sign_and_word():
    verdicts = screen().xpath("//span[starts-with(@class, 'verdict ')]")
    assert verdicts
    for verdict in verdicts:
        assert verdict.find("span[@class='sign']").text
        assert verdict.text_content().split(" ", 1)[1]


def test_banner_and_status_stand_on_the_page():
    bar = screen().xpath("//p[@class='status-bar']")
    assert [e.text for e in bar] == ["concept · fictieve voorbeeldgegevens"]
    final = document_of(paragraph("Tekst"), status="", banner="")
    assert b'class="status-bar"' not in write_html(final, style())


def test_text_is_escaped_everywhere():
    nasty = "<script>alert('x')</script> & \"<b>\""
    table = Table(
        (Text(nasty),),
        (Column(nasty), Column("n", ColumnKind.NUMBER)),
        (Row((Cell((Text(nasty),)), Cell((Text("1"),)))),),
        "t",
        ((Text(nasty),),),
    )
    document = document_of(
        Heading(1, (Text(nasty),), "h", nasty),
        paragraph(
            nasty, Note((Text(nasty),)), Link("https://example.org/?a=1&b=2", (Text(nasty),))
        ),
        Callout(CalloutKind.WARNING, nasty, (paragraph(nasty),)),
        table,
        title=nasty,
        organisation=nasty,
        status=nasty,
        keywords=(nasty,),
        running_title=nasty,
    )
    for text in (
        write_html(document, style()).decode(),
        render_page(document, style(), Mode.PRINT).html,
    ):
        assert "<script" not in text
        assert "<b>" not in text
        tree = lxml_html.document_fromstring(text.encode())
        assert tree.find("head/title").text == nasty
        assert tree.xpath("//meta[@name='author']/@content") == [nasty]
        assert tree.xpath("//a[@class='link']/@href") == ["https://example.org/?a=1&b=2"]


def test_a_character_without_a_glyph_is_refused_with_its_name():
    with pytest.raises(ContentError) as caught:
        write_html(document_of(paragraph("Veilig thuis 😀 komen")), style())
    problem = caught.value.problems[0]
    assert problem.code == "E590"
    assert "U+1F600" in problem.what
    assert "Veilig thuis" in problem.what


def test_fonts_hold_only_the_characters_of_the_page():
    sheets = "".join(sheet.text for sheet in screen().iterfind("head/style"))
    faces = re.findall(r"base64,([A-Za-z0-9+/=]+)\"\); font-weight", sheets)
    assert len(faces) == 3
    for face in faces:
        font = TTFont(io.BytesIO(base64.b64decode(face)))
        assert font.flavor == "woff2"
        assert ord("é") in font.getBestCmap()
        assert ord("Ж") not in font.getBestCmap()


def test_the_file_stays_small():
    assert len(write_html(example_document(), style())) < 400_000


def test_an_unknown_variable_in_house_css_is_an_error(tmp_path):
    folder = tmp_path / "huisstijl"
    folder.mkdir()
    (folder / "house.css").write_text(".quote { color: var(--goud); }", encoding="utf-8")
    own = load_house_style("ccv", Problems(), override=folder)
    with pytest.raises(HouseStyleError, match="--goud"):
        write_html(document_of(paragraph("Tekst")), own)


def test_table_height_decides_whether_it_may_break():
    short, wide, long = printed().xpath("//div[starts-with(@class, 'table')]")
    assert [t.get("id") for t in (short, wide, long)] == ["tab-wijken", "tab-breed", "tab-alle"]
    assert short.get("class") == "table table-short"
    assert long.get("class") == "table"
