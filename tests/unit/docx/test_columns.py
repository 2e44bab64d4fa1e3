"""Columns are as wide as their words need: Word breaks a word that does not fit anywhere."""

import pytest

from vmreport.charts.lettering import font_set
from vmreport.document.blocks import Cell, Column, ColumnKind, Row, Table
from vmreport.document.inlines import Text
from vmreport.errors import Problems
from vmreport.writers.docx.columns import column_widths
from vmreport.writers.house_style import load_house_style

WIDTH = 9355
MM = 25.4 / 1440


@pytest.fixture(scope="module")
def house():
    return load_house_style("ccv", Problems())


def grid(headers, rows, kinds=None, shares=None):
    kinds = kinds or [ColumnKind.TEXT] * len(headers)
    shares = shares or [1.0] * len(headers)
    columns = tuple(Column(h, k, s) for h, k, s in zip(headers, kinds, shares, strict=True))
    made = tuple(Row(tuple(Cell((Text(text),)) for text in row)) for row in rows)
    return Table((Text("Een tabel"),), columns, made, "t")


def printed(house, text):
    theme = house.chart_theme
    return font_set(theme.family, theme.font_files()).width(text, house.sizes.table.size)


def test_shares_decide_while_every_word_fits(house):
    table = grid(["Buurt", "Cijfer"], [["Noord", "1"]], shares=[3.0, 1.0])
    assert column_widths(table, house, 8000) == (6000, 2000)


def test_widths_add_up_exactly(house):
    table = grid(["Wijk", "Overlastervaring", "x"], [["a", "b", "c"]], shares=[5, 1, 3])
    assert sum(column_widths(table, house, WIDTH)) == WIDTH


def test_a_column_holds_its_longest_word(house):
    word = "Arbeidsongeschiktheidsverzekering"
    table = grid(["Wijk", "y"], [["Noord", f"de {word}"]], shares=[20.0, 1.0])
    widths = column_widths(table, house, WIDTH)
    assert widths[1] * MM > printed(house, word)
    assert sum(widths) == WIDTH


def test_a_number_stays_on_one_line(house):
    number = "van 500 tot en met 999 of meer"
    kinds = [ColumnKind.TEXT, ColumnKind.NUMBER]
    table = grid(["Wijk", "n"], [["Noord", number]], kinds, [20.0, 1.0])
    assert column_widths(table, house, WIDTH)[1] * MM > printed(house, number)


def test_room_goes_where_it_saves_lines(house):
    """A narrow column of codes keeps no room that a column of sentences can use."""
    rows = [["A1", "Veilige woon- en leefomgeving: subjectieve veiligheid", "29% in 2027"]] * 6
    table = grid(["Aanbeveling", "Veld en thema", "Streefwaarde"], rows, shares=[3, 1, 3])
    codes, words, _ = column_widths(table, house, 5800)
    assert words > 2 * codes
    assert words * MM > printed(house, "Veilige woon- en leefomgeving:")


def test_a_verdict_stays_on_one_line_where_there_is_room(house):
    verdict = "geen aantoonbaar verschil"
    kinds = [ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.VERDICT]
    text = "een onderwerp dat over veel meer dan een regel zal lopen, hoe breed ook" * 2
    table = grid(["Onderwerp", "Cijfer", "Oordeel"], [[text, "1,0", verdict]], kinds)
    widths = column_widths(table, house, 6000)
    assert widths[2] * MM > printed(house, verdict)
    assert widths[0] > widths[2]


def test_a_number_stays_whole_under_a_head_that_cannot(house):
    kinds = [ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.NUMBER]
    name = "Nieuwerkerk-Zevenhuizen-Moordrecht-Bodegravenland"
    rows = [["Onderwerp met een naam", "42,1\u201356,4", "48,6%"]] * 3
    widths = column_widths(grid(["Onderwerp", "95%-marge", name], rows, kinds), house, 5200)
    assert widths[1] * MM > printed(house, "42,1\u201356,4")


def test_words_share_the_pain_when_the_page_is_too_narrow(house):
    words = ["Arbeidsongeschiktheid" * 2] * 4
    widths = column_widths(grid(words, [words]), house, 4000)
    assert sum(widths) == 4000
    assert max(widths) - min(widths) <= 1


def test_a_sign_the_font_lacks_is_no_reason_to_stop(house):
    assert sum(column_widths(grid(["a", "b"], [["\u4e16\u754c", "c"]]), house, WIDTH)) == WIDTH


def test_a_label_too_wide_for_its_column_stands_above_its_text(house):
    from support.documents import document_of
    from support.docx_documents import para
    from support.docx_reading import part, qn
    from vmreport.document.blocks import Field, FieldList
    from vmreport.writers.docx import write_docx

    fields = (
        Field("Doel", (para("kort"),)),
        Field("Vergeleken met de gemiddelde gemeente", (para("lang"),)),
    )
    body = part(write_docx(document_of(FieldList(fields)), house), "word/document.xml")[0]
    tags = [
        [node.tag for node in line.iter(qn("w:tab"), qn("w:br"))] for line in body.iter(qn("w:p"))
    ]
    assert tags[:2] == [[qn("w:tab")], [qn("w:br")]]
