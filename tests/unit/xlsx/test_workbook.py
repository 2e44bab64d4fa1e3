"""The workbook as Excel opens it: conventions of accessible tables, no formulas, no leftovers."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from support.builds import house_style, sample_document
from support.documents import document_of, example_document
from support.xlsx_words import read_book
from vmreport.document.blocks import (
    Cell,
    Column,
    ColumnKind,
    Contents,
    Cover,
    Heading,
    Numbering,
    Origin,
    Paragraph,
    Row,
    Table,
)
from vmreport.document.inlines import Link, Text, Tone, Verdict
from vmreport.errors import ContentError
from vmreport.writers.printed import printed_number
from vmreport.writers.xlsx import write_xlsx

VERSIONS = (FileFormat.OFFICE_2016, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365)


def table(
    anchor: str = "tab", *rows: tuple[str, ...], headers: tuple[str, ...] = ("Wat", "Cijfer")
):
    kinds = (ColumnKind.TEXT, *(ColumnKind.NUMBER for _ in headers[1:]))
    columns = tuple(Column(h, k) for h, k in zip(headers, kinds, strict=True))
    made = tuple(Row(tuple(Cell((Text(text),)) for text in row)) for row in rows)
    return Table((Text("Titel"),), columns, made, anchor, ((Text("Bron: wij."),),))


def heading(text: str, anchor: str) -> Heading:
    return Heading(1, (Text(text),), anchor, numbering=Numbering.NONE)


@pytest.fixture(scope="module")
def style():
    return house_style("ccv")


@pytest.fixture(scope="module")
def book() -> bytes:
    return write_xlsx(
        sample_document("voorbeeldstad", "tabellenboek"), house_style("voorbeeldstad")
    )


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(
    "text", ["23,1%", "0,0", "\u22121,5", "65\u00a0000", "1\u00a0234\u00a0567,8", "7"]
)
def test_a_printed_number_prints_the_same_again(style, text):
    data = write_xlsx(document_of(table("tab", ("een", text))), style)
    (sheet,) = read_book(data)
    assert sheet.table.rows == (("een", text),)
    assert sheet.table.kinds == (("s", "n"),)


@pytest.mark.parametrize(
    "text", ["41–48", "1\u00a0000 of meer", "te weinig", "2,", "%", "1.5", "12 34"]
)
def test_what_is_not_a_number_stays_words(text):
    assert printed_number(text) is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-3", "@x", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
)
def test_words_like_a_formula_stay_words(style, text):
    blocks = (
        heading("Kop", "kop"),
        Paragraph((Text(text),), Origin.ADVISOR),
        table("tab", (text, text)),
    )
    data = write_xlsx(document_of(*blocks), style)
    (sheet,) = read_book(data)
    assert sheet.formulas == 0
    assert sheet.words.count(text) == 3
    marked = [c for row in opened(data).active.iter_rows() for c in row if c.value == text]
    assert all(cell.quotePrefix for cell in marked)


def test_the_sample_has_no_formulas_merged_cells_or_empty_cells_in_tables(book):
    sheets = read_book(book)
    assert sum(sheet.formulas + sheet.merged for sheet in sheets) == 0
    for sheet in sheets:
        if sheet.table:
            assert all(cell for row in (sheet.table.header, *sheet.table.rows) for cell in row)


def test_every_sheet_opens_with_its_title_and_tables_are_frozen_under_their_header(book):
    for sheet, raw in zip(read_book(book), opened(book).worksheets, strict=True):
        assert raw["A1"].value == sheet.words[0]
        if sheet.table:
            assert 3 <= sheet.table_starts <= 6
            assert sheet.frozen == f"B{sheet.table_starts + 1}"


def test_names_of_tables_are_unique_and_contents_link_to_every_sheet(book):
    sheets = read_book(book)
    names = [sheet.table.name for sheet in sheets if sheet.table]
    assert len({*names}) == len(names) > 20
    contents = opened(book).worksheets[1]
    targets = [cell.hyperlink.location for (cell,) in contents.iter_rows(min_row=3, max_col=1)]
    assert targets == [f"'{sheet.title}'!A1" for sheet in sheets[2:]]


def test_hidden_values_are_words_with_a_legend(book):
    sheets = read_book(book)
    legend = next(sheet.table for sheet in sheets if sheet.title == "Tabel 1")
    explained = {row[0] for row in legend.rows}
    areas = [s.table for s in sheets if s.table and s.table.header[0] == "Gebied"]
    values = {row[3] for made in areas for row in made.rows}
    words = {value for value in values if not value[:1].isdecimal()}
    assert "te weinig antwoorden" in words
    assert words <= explained


@pytest.mark.parametrize("version", VERSIONS)
def test_validators_find_nothing(book, style, version, tmp_path):
    for data in (book, write_xlsx(example_document(), style)):
        path = tmp_path / "boek.xlsx"
        path.write_bytes(data)
        result = OpenXmlValidator(version).validate(path)
        assert [(error.description, error.part_uri) for error in result.errors] == []


def test_properties_are_those_of_the_document_and_nothing_else(book):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    kinds = {name.rsplit("/", 1)[0] for name in parts}
    assert kinds == {
        *("[Content_Types].xml", "_rels", "docProps", "xl", "xl/_rels", "xl/tables", "xl/theme"),
        *("xl/worksheets", "xl/worksheets/_rels"),
    }
    core = parts["docProps/core.xml"].decode()
    for words in (
        "Veiligheidsmonitor 2023: tabellenboek",
        "Adviesgroep Voorbeeld",
        "nl-NL",
        "2024-05-14",
    ):
        assert words in core
    everything = b"".join(parts.values())
    for left_over in (b"Microsoft Excel", b"Calibri", b"XlsxWriter", b"Office Theme"):
        assert left_over not in everything


def test_same_document_same_bytes(book):
    document = sample_document("voorbeeldstad", "tabellenboek")
    assert write_xlsx(document, house_style("voorbeeldstad")) == book


def test_a_second_table_gets_a_sheet_and_names_are_made_fit(style):
    blocks = (
        Cover("Titel", "", "Stad", ""),
        heading("Inhoud", "inhoud"),
        Contents(1),
        heading("Een lange kop [met] tekens: die/niet mogen", "lang"),
        Paragraph((Text("Tekst"),), Origin.FIXED),
        heading("een lange kop met tekens die niet mogen", "weer"),
        Paragraph((Text("Tekst"),), Origin.FIXED),
        heading("Twee tabellen", "twee"),
        table("a", ("een", "1")),
        table("b", ("twee", "2")),
    )
    names = [sheet.title for sheet in read_book(write_xlsx(document_of(*blocks), style))]
    assert names == [
        *("Voorblad", "Inhoud", "Een lange kop met tekens die", "een lange kop met tekens die 2"),
        *("Tabel 1", "Tabel 2"),
    ]


def test_two_columns_with_one_header_are_a_problem(style):
    twice = table("tab", ("a", "1", "2"), headers=("Wat", "Cijfer", "cijfer"))
    with pytest.raises(ContentError, match="E541"):
        write_xlsx(document_of(twice), style)


def test_verdicts_keep_sign_word_and_colour_and_links_their_address(style):
    verdict = Verdict(Tone.UNFAVOURABLE, "▲", "ongunstiger")
    link = Link("https://www.example.org/", (Text("de site"),))
    columns = (Column("Wat"), Column("Oordeel", ColumnKind.VERDICT))
    rows = (Row((Cell((Text("een"),)), Cell((verdict,)))),)
    blocks = (
        Paragraph((Text("Zie "), link), Origin.FIXED),
        Table((Text("T"),), columns, rows, "tab"),
    )
    sheet = opened(write_xlsx(document_of(*blocks), style)).active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    made = cells["▲\u00a0ongunstiger"]
    assert made.font.color.rgb == f"FF{style.colours.unfavourable[1:].upper()}"
    assert cells["Zie de site"].hyperlink.target == "https://www.example.org/"
