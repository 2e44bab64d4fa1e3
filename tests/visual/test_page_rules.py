"""Rules of a well-made page, measured on the finished pages of the sample reports."""

import pytest

from support.builds import sample_build
from support.page_rules import sheets
from support.words import normalise
from vmreport.document.blocks import Heading
from vmreport.document.inlines import plain_text
from vmreport.document.tree import walk

BUILDS = (("voorbeeldstad", "ccv"), ("voorbeeldstad", "voorbeeldstad"), ("groningen", "ccv"))
LEAST_FILLED = 0.2


@pytest.mark.parametrize(("sample", "house"), BUILDS)
def test_no_heading_stands_at_the_foot_of_a_page(sample, house):
    build = sample_build(sample, house)
    headings = [block for block in walk(build.document.blocks) if isinstance(block, Heading)]
    words = {normalise(plain_text(heading.text)) for heading in headings}
    pages = list(sheets(build.files["pdf"]))
    assert any(line in words for sheet in pages for line in sheet.lines), "no heading is seen"
    last = {sheet.number: sheet.lines[-1] for sheet in pages if sheet.lines}
    ends = {page: line for page, line in last.items() if any(w.endswith(line) for w in words)}
    assert ends == {}


@pytest.mark.parametrize(("sample", "house"), BUILDS)
def test_no_page_is_nearly_empty_but_the_last_of_a_part(sample, house):
    build = sample_build(sample, house)
    parts = {
        build.pages[block.anchor]
        for block in walk(build.document.blocks)
        if isinstance(block, Heading) and block.level == 1
    }
    pages = list(sheets(build.files["pdf"]))
    thin = [
        page.number
        for page in pages[1:-1]
        if page.filled < LEAST_FILLED and page.number + 1 not in parts
    ]
    assert thin == []
