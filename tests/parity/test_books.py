"""The workbook and the deck say what their models say: words, numbers, spoken text, alt texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from support.builds import SAMPLES, house_style, sample_document
from support.document_strategies import documents
from support.model_words import read_model
from support.pptx_words import read_deck
from support.words import normalise
from support.xlsx_words import read_book
from vmreport.document.blocks import (
    Block,
    Contents,
    Figure,
    Heading,
    Origin,
    Paragraph,
    Table,
)
from vmreport.document.inlines import Text, plain_text
from vmreport.document.resolve import resolve
from vmreport.document.tree import walk
from vmreport.writers.pptx import write_pptx
from vmreport.writers.xlsx import write_xlsx


@pytest.fixture(scope="module", params=SAMPLES)
def book(request):
    document = sample_document(request.param, "tabellenboek")
    return document, read_book(write_xlsx(document, house_style("ccv")))


@pytest.fixture(scope="module", params=SAMPLES)
def deck(request):
    document = sample_document(request.param, "presentatie")
    return document, read_deck(write_pptx(document, house_style("voorbeeldstad")))


def above(block: Block) -> tuple[Block, ...]:
    """Give a table as a sheet has it: caption and notes above it."""
    if not isinstance(block, Table):
        return (block,)
    lines = ((Text(block.label), *block.caption), *block.notes)
    bare = replace(block, label="", caption=(), notes=())
    return (*(Paragraph(line, Origin.FIXED) for line in lines), bare)


def test_the_cells_of_the_workbook_are_the_words_of_the_model_in_order(book):
    document, sheets = book
    blocks = tuple(part for block in document.blocks for part in above(block))
    expected = read_model(replace(document, blocks=blocks)).text
    contents = next(sheet for sheet in sheets if sheet.words[0] == document.terms.contents)
    listed = contents.words[3::2]
    names = {sheet.title for sheet in sheets}
    assert names.issuperset(listed)
    found = [
        word
        for sheet in sheets
        for at, word in enumerate(sheet.words)
        if sheet is not contents or at == 0 or (at >= 3 and at % 2 == 0)
    ]
    assert normalise("".join(found)) == expected


def test_the_tables_of_the_workbook_are_those_of_the_model(book):
    document, sheets = book
    tables = [block for block in walk(document.blocks) if isinstance(block, Table)]
    found = [sheet.table for sheet in sheets if sheet.table is not None]
    assert len(tables) == len(found) > 5
    for table, read in zip(tables, found, strict=True):
        assert read.header == tuple(column.header for column in table.columns)
        for row, cells in zip(table.rows, read.rows, strict=True):
            assert [normalise(plain_text(cell.text)) for cell in row.cells] == [
                *map(normalise, cells)
            ]


def test_what_is_printed_as_a_number_is_a_number(book):
    _, sheets = book
    kinds = Counter(kind for s in sheets if s.table for row in s.table.kinds for kind in row)
    assert kinds["n"] > 40
    for sheet in sheets:
        for row, kinds_ in (
            zip(sheet.table.rows, sheet.table.kinds, strict=True) if sheet.table else ()
        ):
            for text, kind in zip(row, kinds_, strict=True):
                digits = text.replace(",", "").replace("%", "").replace("\u00a0", "")
                assert kind == "n" or not digits.isdecimal(), text


def test_the_deck_says_the_words_of_the_model_in_order(deck):
    document, slides = deck
    assert normalise("".join(slide.text for slide in slides)) == read_model(document).text


def test_every_figure_of_the_deck_has_its_words(deck):
    document, slides = deck
    wanted = [normalise(b.alt) for b in walk(document.blocks) if isinstance(b, Figure)]
    found = [normalise(alt) for slide in slides for alt in slide.alts]
    assert found == wanted
    assert len(wanted) >= 4


def test_every_slide_has_a_title_of_its_own_and_something_to_say(deck):
    document, slides = deck
    assert len({slide.title for slide in slides}) == len(slides)
    assert all(slide.spoken for slide in slides)
    headings = [b for b in walk(document.blocks) if isinstance(b, Heading)]
    assert len(headings) == len(slides) - 1


@pytest.mark.parametrize(("name", "count"), [("voorbeeldstad", 14), ("groningen", 8)])
def test_a_deck_has_ten_to_fourteen_slides_or_fewer_when_there_is_less_to_tell(name, count):
    """Groningen has two themes, no areas, no own questions and no recommendations."""
    headings = [b for b in sample_document(name, "presentatie").blocks if isinstance(b, Heading)]
    assert len(headings) + 1 == count


def generated(examples: int):
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@generated(25)
@given(documents())
def test_any_document_keeps_every_letter_in_a_workbook(document):
    resolved = resolve(document)
    tables = [block for block in walk(resolved.blocks) if isinstance(block, Table)]
    for table in tables:
        headers = [column.header.casefold() for column in table.columns]
        assume(len({*headers}) == len(headers))
    sheets = read_book(write_xlsx(resolved, house_style("ccv")))
    said = Counter(normalise("".join(word for sheet in sheets for word in sheet.words)))
    reading = read_model(resolved)
    wanted = Counter(reading.text.replace("⟦", "[").replace("⟧", "]"))
    wanted += Counter("".join(text for _, text in reading.notes))
    assert wanted - said == Counter()
    assert sum(sheet.table is not None for sheet in sheets) == len(tables)
    assert any(isinstance(block, Contents) for block in walk(resolved.blocks)) or sheets
