"""The practice files are what their maker makes, and hold the same figures in both forms."""

from __future__ import annotations

from support import make_indicator_list, make_practice


def test_the_practice_files_are_made_by_their_maker():
    """`python -m support.make_practice` in tests/ renews them."""
    assert make_practice.WORKBOOK.read_bytes() == make_practice.workbook()
    assert make_practice.TEXT.read_bytes() == make_practice.text()


def test_the_list_of_indicators_is_that_of_the_codebook():
    assert make_indicator_list.PATH.read_text("utf-8") == make_indicator_list.indicator_list()
