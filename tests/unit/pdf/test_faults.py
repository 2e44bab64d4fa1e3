"""What the tag builder refuses: each would be read aloud wrongly, and most pass a validator."""

import pytest

from support.tagged import PICTURE, tagged_pdf
from vmreport.errors import WriterError
from vmreport.writers.pdf.tags import elements

TABLE = "<h1>K</h1><table>{}<tbody><tr><{c}>a</{c}><td>b</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f'<h1>K</h1><img src="{PICTURE}">', "page 1: a picture has no alt text"),
        (f'<h1>K</h1><figure><img src="{PICTURE}" alt=" "></figure>', "a figure has an empty alt"),
        ('<h1>K</h1><svg width="9" height="9"><rect width="9" height="9"/></svg>', "empty alt"),
        (TABLE.format("", c="th"), "page 1: a table has no caption: 'a b'"),
        (TABLE.format("<caption>T</caption>", c="td"), "a table has no header cells: 'T a b'"),
        ("<h1>K</h1><h3>L</h3>", "page 1: heading 'L' is H3 after H1"),
        ("<h2>K</h2>", "heading 'K' is H2 after nothing"),
        ("<h1>K</h1><ul>los<li>x</li></ul>", "'los' stands directly in L"),
        ("<h1>K</h1><dl><dd>x</dd><p>y</p></dl>", "P stands directly in L"),
        (
            '<h1>K</h1><p style="opacity: 0.5">Vaag</p>',
            "2 pieces of content were marked, 1 stand on the page; is something painted with opacity",
        ),
    ],
)
def test_a_wrong_structure_stops_the_writer(body, said):
    with pytest.raises(WriterError, match=said):
        tagged_pdf(body)


def test_a_document_without_language_stops_the_writer():
    with pytest.raises(WriterError, match="does not say in what language"):
        tagged_pdf("<h1>K</h1>", html="")


def test_everything_wrong_is_said_at_once():
    with pytest.raises(WriterError) as caught:
        tagged_pdf(f'<h3>K</h3><img src="{PICTURE}">' + TABLE.format("", c="td")[10:], html="")
    assert str(caught.value).splitlines() == [
        "PDF: the structure is wrong:",
        "  - the document does not say in what language it is",
        "  - page 1: a picture has no alt text",
        "  - page 1: heading 'K' is H3 after nothing",
        "  - page 1: a table has no header cells: 'a b'",
        "  - page 1: a table has no caption: 'a b'",
    ]


def test_a_footnote_that_nothing_calls_stops_the_writer():
    body = '<h1>K</h1><p>a<span aria-hidden="true">b<span class="note" data-number="1">n</span></span></p>'
    with pytest.raises(WriterError, match="page 1: a footnote is called nowhere"):
        tagged_pdf(body)


def test_content_that_the_walk_does_not_meet_stops_the_writer(monkeypatch):
    from vmreport.writers.pdf.tags.walk import Walker

    into = Walker._into

    def blind(self, box, node):
        if box.element_tag != "em":
            into(self, box, node)

    monkeypatch.setattr(Walker, "_into", blind)
    with pytest.raises(WriterError, match="page 1: 'gemist' belongs to no element"):
        tagged_pdf("<h1>K</h1><p>a <em>gemist</em></p>")


def test_the_same_content_may_not_be_decoration_and_figure():
    assert elements.hidden({"aria-hidden": "true"})
    assert elements.hidden({"role": "none"})
    assert not elements.hidden({"aria-hidden": "false"})
