"""What no writer may see is refused with a code."""

import pytest

from support.documents import document_of
from unit.document.test_resolve import CHART, figure, head, para, table
from vmreport.document.blocks import (
    AdvisorText,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Figure,
    Row,
    Sheet,
    Table,
)
from vmreport.document.check import check
from vmreport.document.inlines import Link, Text


def codes(*blocks):
    return [problem.code for problem in check(document_of(*blocks))]


def test_a_sound_document_has_no_problems():
    assert codes(head(1, "a"), para(Text("tekst")), figure("f"), table("t")) == []


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (Figure(CHART, (Text("x"),), " ", "f"), "E513"),
        (Figure(CHART, (), "alt", "f"), "E514"),
        (table("t", caption=()), "E514"),
        (Table((Text("t"),), (Column("a"),), (), "t"), "E515"),
        (Table((Text("t"),), (Column("a"), Column("b")), (Row((Cell(()),)),), "t"), "E516"),
        (Table((Text("t"),), (Column(" "),), (Row((Cell(()),)),), "t"), "E517"),
        (para(), "E512"),
        (Callout(CalloutKind.EXPLANATION, "t", ()), "E512"),
        (AdvisorText("sleutel", ()), "E512"),
        (para(Link("javascript:alert(1)", (Text("klik"),))), "E519"),
        (Callout(CalloutKind.EXPLANATION, "t", (Sheet((para(Text("x")),)),)), "E520"),
    ],
)
def test_each_fault_has_its_code(block, code):
    assert code in codes(head(1, "a"), block)


@pytest.mark.parametrize("word", ["nan", "None", "{{ x }}", "undefined", "Traceback", "\ue000B1"])
def test_traces_of_a_program_do_not_reach_a_reader(word):
    assert codes(head(1, "a"), para(Text(f"waarde {word} hier"))) == ["E518"]


@pytest.mark.parametrize(
    "word", ["nanometer", "Nonetheless", "informatie", "een {gewone} accolade"]
)
def test_ordinary_words_are_left_alone(word):
    assert codes(head(1, "a"), para(Text(word))) == []


def test_a_skipped_heading_level_is_named_with_its_place():
    problems = check(document_of(head(1, "a"), head(3, "c")))
    assert [problem.code for problem in problems] == ["E511"]
    assert problems[0].where.column == "c"
