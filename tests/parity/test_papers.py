"""Papers of few pages say the same in every format: words and structure."""

from __future__ import annotations

import pytest

from support.builds import FORMATS, house_style, sample_document
from support.model_words import read_model
from support.parity import READERS, differences
from vmreport.writers.docx import write_docx
from vmreport.writers.html import write_html
from vmreport.writers.pdf.writer import write_pdf

PAPERS = ("raadsbrief", "factsheet", "wijkprofiel/stationskwartier", "wijkprofiel/waterrijk")
WRITERS = {
    "pdf": lambda document, style: write_pdf(document, style).data,
    "docx": write_docx,
    "html": write_html,
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_words_are_those_of_the_model_in_order(paper, form):
    document = sample_document("voorbeeldstad", paper)
    data = WRITERS[form](document, house_style("voorbeeldstad"))
    assert differences(read_model(document), READERS[form](data)) == []
