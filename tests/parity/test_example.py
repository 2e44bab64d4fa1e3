"""The example document, which holds every block and inline, says the same in every format."""

from __future__ import annotations

import pytest

from support.builds import FORMATS, house_style
from support.documents import example_document
from support.model_words import read_model
from support.parity import PARTS, READERS, differences
from vmreport.writers.docx import write_docx
from vmreport.writers.html import write_html
from vmreport.writers.pdf.writer import write_pdf


def written(form: str) -> bytes:
    document, style = example_document(), house_style("ccv")
    match form:
        case "pdf":
            return write_pdf(document, style).data
        case "docx":
            return write_docx(document, style)
        case _:
            return write_html(document, style)


@pytest.mark.parametrize("form", FORMATS)
def test_words_and_structure_are_those_of_the_model(form):
    assert differences(read_model(example_document()), READERS[form](written(form))) == []


def test_the_example_has_something_of_every_part():
    reading = read_model(example_document())
    assert {part: bool(getattr(reading, part)) for part in (*PARTS, "languages")} == dict.fromkeys(
        (*PARTS, "languages"), True
    )
