"""Numbers, contents and cross-references are made once, in reading order."""

from dataclasses import replace

import pytest

from support.documents import document_of
from vmreport.document.blocks import (
    Cell,
    Column,
    Contents,
    Figure,
    Heading,
    Numbering,
    Origin,
    Paragraph,
    Row,
    Table,
)
from vmreport.document.charts import Axis, Bar, BarChart, BarSeries, Point, Role, Tick
from vmreport.document.inlines import Note, Reference, Text
from vmreport.document.resolve import resolve
from vmreport.document.tree import walk
from vmreport.errors import ContentError

CHART = BarChart(
    ("a",),
    (BarSeries("s", Role.MAIN, (Bar(Point(1.0, "1%")),)),),
    Axis("%", (Tick(0.0, "0%"), Tick(2.0, "2%"))),
)


def head(level, anchor, numbering=Numbering.CHAPTER, **more):
    return Heading(level, (Text(anchor),), anchor, numbering=numbering, **more)


def para(*inlines):
    return Paragraph(inlines, Origin.FIXED)


def figure(anchor):
    return Figure(CHART, (Text("bericht"),), "wat er te zien is", anchor)


TITLE = (Text("titel"),)
CONTENT = (Text("x"),)


def table(anchor, *, caption=TITLE, cell=CONTENT, notes=()):
    return Table(caption, (Column("Kop"),), (Row((Cell(cell),)),), anchor, notes)


def resolved(*blocks):
    return resolve(replace(document_of(*blocks), blocks=blocks))


def labels(document):
    return [block.label for block in walk(document.blocks) if isinstance(block, Heading)]


def test_chapters_and_sections_count_and_appendices_take_letters():
    document = resolved(
        head(1, "kort", Numbering.NONE),
        head(1, "een"),
        head(2, "een-a"),
        head(2, "een-b"),
        head(1, "twee"),
        head(2, "twee-a"),
        head(3, "twee-a-i"),
        head(1, "bijlage", Numbering.APPENDIX),
        head(2, "bijlage-a"),
    )
    assert labels(document) == ["", "1", "1.1", "1.2", "2", "2.1", "", "Bijlage A", "A.1"]


def test_a_section_under_an_unnumbered_chapter_has_no_number():
    assert labels(resolved(head(1, "kort", Numbering.NONE), head(2, "punt"))) == ["", ""]


def test_figures_and_tables_count_apart_and_references_name_them():
    document = resolved(
        para(Text("zie "), Reference("f2"), Reference("t1"), Reference("h"), Reference("b")),
        head(1, "h"),
        figure("f1"),
        table("t1"),
        figure("f2"),
        head(1, "b", Numbering.APPENDIX),
    )
    first = document.blocks[0]
    words = [inline.text for inline in first.text if isinstance(inline, Reference)]
    assert words == ["figuur\u00a02", "tabel\u00a01", "hoofdstuk\u00a01", "bijlage\u00a0A"]


def test_notes_count_in_reading_order_captions_before_cells_before_remarks():
    document = resolved(
        para(Note((Text("a"),))),
        table(
            "t",
            caption=(Text("titel"), Note((Text("b"),))),
            cell=(Text("x"), Note((Text("c"),))),
            notes=((Note((Text("d"),)),),),
        ),
        para(Note((Text("e"),))),
    )
    block = document.blocks[1]
    numbers = [
        document.blocks[0].text[0].number,
        block.caption[1].number,
        block.rows[0].cells[0].text[1].number,
        block.notes[0][0].number,
        document.blocks[2].text[0].number,
    ]
    assert numbers == [1, 2, 3, 4, 5]


def test_contents_list_what_is_listed_down_to_their_depth_and_topics_stand_for_sections():
    document = resolved(
        Contents(depth=2),
        head(1, "een", topic="Onderwerp een"),
        head(2, "een-a", topic="Onderwerp a"),
        head(2, "een-b"),
        head(3, "een-b-i"),
        head(1, "stil", listed=False),
    )
    entries = [(e.level, e.label, e.topic, e.text) for e in document.blocks[0].entries]
    assert entries == [
        (1, "1", "Onderwerp een", "een"),
        (2, "1.1", "Onderwerp a", ""),
        (2, "1.2", "", "een-b"),
    ]


def test_resolving_twice_changes_nothing():
    document = resolved(
        Contents(),
        head(1, "een"),
        figure("f"),
        table("t"),
        para(Reference("f"), Note((Text("n"),))),
        head(1, "b", Numbering.APPENDIX),
        head(2, "b-a"),
    )
    assert resolve(document) == document


def test_a_reference_to_nothing_and_an_anchor_used_twice_are_both_told():
    with pytest.raises(ContentError) as caught:
        resolved(head(1, "een"), head(1, "een"), para(Reference("nergens")))
    assert [problem.code for problem in caught.value.problems] == ["E501", "E502"]
