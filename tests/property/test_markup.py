"""Whatever text goes in as data comes out as the same words, wherever it stands."""

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vmreport.document.blocks import Heading, Origin, Paragraph, Table
from vmreport.document.inlines import Text, Tone, Verdict
from vmreport.errors import Problems
from vmreport.markup.escaping import escape_markdown
from vmreport.markup.placeholders import find_placeholders, read_source
from vmreport.markup.reader import read_markdown
from vmreport.markup.source import SourceText
from vmreport.markup.text_rules import clean_text
from vmreport.markup.tokens import Tokens

MARKS = st.text(string.punctuation + " \u00a01aé", min_size=1)
PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1) | MARKS
ANY = st.text(st.characters() | st.sampled_from("\ue000\ue001BI0:{}|#>*-\n"))


def read(markdown, tokens=None, origin=Origin.FIXED):
    problems = Problems()
    blocks = read_markdown(markdown, file="f", problems=problems, origin=origin, tokens=tokens)
    return blocks, problems.items


@given(PRINTABLE)
@example("R&D <5%")
@example("# 1. - | \\ [a](b) {{ x }} <b> &amp; `c` ~~d~~ ![e](f) ::: ^[g] a\\")
@example("  voor en na  ")
@example("2023")
@example("---")
@example("::: blad")
@example("[^1]: noot")
@example("{#a .b}")
def test_escaped_text_comes_back_as_it_was(text):
    escaped = escape_markdown(text)

    blocks, problems = read(escaped)
    assert blocks == (Paragraph((Text(text),), Origin.FIXED),)
    assert not problems

    if not text.strip():
        return
    blocks, problems = read(
        f"## {escaped}\n\nTabel: {escaped}\n\n|{escaped}|b|\n|-|-|\n|c|{escaped}|\n"
    )
    heading, table = blocks
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert not problems
    assert table.columns[0].header == text
    assert (heading.text, table.caption, table.rows[0].cells[1].text) == ((Text(text),),) * 3


@given(PRINTABLE, PRINTABLE)
def test_a_token_in_running_text_is_the_typed_inline(before, after):
    tokens = Tokens()
    verdict = Verdict(Tone.FAVOURABLE, "+", "gunstiger")
    token = tokens.inline((verdict,))
    blocks, problems = read(f"{escape_markdown(before)}{token}{escape_markdown(after)}", tokens)
    assert blocks == (Paragraph((Text(before), verdict, Text(after)), Origin.FIXED),)
    assert not problems


@given(ANY)
@settings(max_examples=300)
def test_no_advisor_text_breaks_the_reader_or_reaches_a_token(text):
    source = SourceText(text, "f", 1, "k")
    problems = Problems()
    find_placeholders(source, problems)
    secret = Text("geheim")
    blocks = read_source(source, lambda _: (secret,), problems)
    assert all(item.where.row >= 1 for item in problems.items)
    assert all(ord(char) < 0xE000 or ord(char) > 0xF8FF for char in repr(blocks))


@given(ANY)
def test_clean_text_is_stable_and_leaves_nothing_refused(text):
    kept, _ = clean_text(text)
    assert clean_text(kept) == (kept, ())
    kept.encode("utf-8")
