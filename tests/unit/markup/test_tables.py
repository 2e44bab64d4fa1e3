"""Rows of GFM tables."""

import pytest

from vmreport.markup.tables import is_delimiter_row, split_row


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ("a", "b")),
        ("a | b", ("a", "b")),
        ("| a\\|b | |", ("a|b", "")),
        ("| |", ("",)),
    ],
)
def test_split_row(line, cells):
    assert split_row(line) == cells


def test_delimiter_row():
    assert is_delimiter_row("| --- | :-: |")
    assert is_delimiter_row("-|-")
    assert not is_delimiter_row("---")
    assert not is_delimiter_row("| a | - |")
