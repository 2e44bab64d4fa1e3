"""Any valid document says the same in every format; few examples for the PDF, which is slow."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from support.builds import house_style
from support.document_strategies import documents
from support.model_words import read_model
from support.parity import READERS, differences
from vmreport.document import blocks as block_types
from vmreport.document import inlines as inline_types
from vmreport.document.check import check, own_inlines
from vmreport.document.resolve import resolve
from vmreport.document.tree import Document, walk
from vmreport.writers.docx import write_docx
from vmreport.writers.html import write_html
from vmreport.writers.pdf.writer import write_pdf


def generated(examples: int):
    """Give the settings of a property over documents: the same examples on every run.

    No shrinking: a difference names its block, and shrinking whole files takes minutes.
    """
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def assert_parity(document: Document, form: str, data: bytes) -> None:
    assert differences(read_model(resolve(document)), READERS[form](data)) == []


@generated(60)
@given(documents())
def test_any_generated_document_is_sound_and_resolving_it_again_changes_nothing(document):
    assert check(document) == ()
    assert resolve(resolve(document)) == resolve(document)


@generated(25)
@given(documents())
def test_any_document_says_the_same_in_html(document):
    assert_parity(document, "html", write_html(resolve(document), house_style("ccv")))


@generated(25)
@given(documents())
def test_any_document_says_the_same_in_word(document):
    assert_parity(document, "docx", write_docx(resolve(document), house_style("voorbeeldstad")))


@generated(25)
@given(documents())
def test_any_document_says_the_same_in_pdf(document):
    assert_parity(document, "pdf", write_pdf(resolve(document), house_style("ccv")).data)


def members(union) -> list[type]:
    return list(union.__args__)


def holds(document: Document, kind: type) -> bool:
    everything = list(walk(document.blocks))
    inlines = [run for block in everything for run in own_inlines(block)]
    return any(isinstance(block, kind) for block in everything) or any(
        isinstance(inline, kind) for run in inlines for inline in run
    )


@pytest.mark.parametrize(
    "kind",
    members(block_types.Block) + members(inline_types.Inline),
    ids=lambda kind: kind.__name__,
)
def test_every_block_and_inline_is_generated(kind):
    assert find(documents(), lambda document: holds(document, kind), settings=generated(400))
