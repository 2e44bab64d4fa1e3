"""Word and Excel files of an advisor that are better made than committed, one function per case.

The name stands in `generate` of an expected.json in tests/cases/advice.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.workbook.workbook import Workbook

from support.advice_forms import SUBTITLE, excel_recommendations, word_recommendations
from vmreport.forms.excel_form import excel_form
from vmreport.forms.word_forms import (
    interpretation_form,
    qualitative_form,
    recommendations_form,
)

MAKERS: dict[str, Callable[[], bytes]] = {}

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml."

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="EigenKop"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Geheim"><w:name w:val="Geheim"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="VmUitleg"><w:name w:val="VmUitleg"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def maker(function: Callable[[], bytes]) -> Callable[[], bytes]:
    MAKERS[function.__name__] = function
    return function


# ------------------------------------------------------------------------------------------ Word


def word(
    body: str, *, main_type: str = MAIN, footnotes: str = "", header: str = "", extra: str = ""
) -> bytes:
    """Give a .docx as Word might write it, around the XML of a body."""
    names = f'xmlns:w="{W}" xmlns:r="{OFFICE}"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    parts = {
        "word/document.xml": f"{head}{extra}<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    kinds = ["styles", "numbering"]
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {names}>{footnotes}</w:footnotes>"
        kinds.append("footnotes")
    if header:
        parts["word/header.xml"] = f"<w:hdr {names}>{header}</w:hdr>"
        kinds.append("header")
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{main_type if "document" in name else PARTS + "x+xml"}"/>'
        for name in parts
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in kinds
    )
    related += f'<Relationship Id="rLink" Type="{OFFICE}/hyperlink" Target="https://hetccv.nl" TargetMode="External"/>'
    parts["[Content_Types].xml"] = f'<Types xmlns="{types}">{overrides}</Types>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{links}">{related}</Relationships>'
    )
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(content: str, style: str = "", properties: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{properties}</w:pPr>{content}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int) -> str:
    mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return p(r(text), properties=mark)


THEME = p(r("Veiligheidsbeleving"), "Kop1")


def in_theme(*paragraphs: str) -> bytes:
    return word(THEME + "".join(paragraphs))


@maker
def tracked_changes() -> bytes:
    """The example of risks C3, and every other kind of change."""
    return in_theme(
        p(
            r("Wij adviseren ")
            + '<w:del w:id="1" w:author="x"><w:r><w:delText>geen</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="x">{r("extra")}</w:ins>'
            + r(" maatregelen.")
        ),
        p(f'<w:moveTo w:id="3" w:author="x">{r("Verplaatst.")}</w:moveTo>'),
        p(r("Vet.", '<w:b/><w:rPrChange w:id="4" w:author="x"><w:rPr/></w:rPrChange>')),
        p(r("Nieuwe alinea."), properties='<w:rPr><w:ins w:id="5" w:author="x"/></w:rPr>'),
    )


@maker
def comments() -> bytes:
    return in_theme(
        p(
            '<w:commentRangeStart w:id="0"/>'
            + r("Klopt dit?")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        )
    )


@maker
def hidden_text() -> bytes:
    return in_theme(
        p(r("Zichtbaar. ") + r("Niet publiceren: n = 3.", "<w:vanish/>")),
        p(r("Door de stijl."), "Geheim"),
        p(r("Toch zichtbaar.", '<w:vanish w:val="0"/>'), "Geheim"),
        p(r("Verborgen eind."), properties="<w:rPr><w:vanish/></w:rPr>"),
    )


@maker
def text_box() -> bytes:
    box = f"<w:pict><w:txbxContent>{p(r('In het vak.'))}</w:txbxContent></w:pict>"
    return in_theme(p(r("Voor. ") + f"<w:r>{box}</w:r>"), p(r("Erna.")))


@maker
def unknown_parts() -> bytes:
    """What is refused by name, and what nobody thought of."""
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="ander"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    )
    return in_theme(
        p("<w:r><w:drawing/></w:r>"),
        p("<w:r><w:object/></w:r>"),
        control.format(p(r("In een vak."))),
        p(control.format(r("In een regel."))),
        '<w:altChunk r:id="rId9"/>',
        p(f'<m:oMath xmlns:m="{math}"><m:r><m:t>x</m:t></m:r></m:oMath>'),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'),
        p("<w:r><w:endnoteReference w:id='1'/></w:r>"),
        p('<w:nieuwDing xmlns:w="http://example.org/nieuw"><w:t>?</w:t></w:nieuwDing>'),
    )


def complex_field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@maker
def fields() -> bytes:
    return in_theme(
        p(r("Bijgewerkt op ") + complex_field("DATE", "1 mei 2024")),
        p(f'<w:fldSimple w:instr="NUMPAGES">{r("12")}</w:fldSimple>'),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'),
        p(r("Einde.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p(complex_field('HYPERLINK "https://hetccv.nl"', "het CCV") + r(" mag wel.")),
    )


@maker
def entity() -> bytes:
    return word(p(r("A&e;B")), extra='<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>')


@maker
def zip_bomb() -> bytes:
    return word(p(r("x")), footnotes=" " * 400_000_000)


@maker
def old_doc() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)


@maker
def password() -> bytes:
    return old_doc() + "EncryptedPackage".encode("utf-16-le")


@maker
def macros() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return word(p(r("x")), main_type=kind)


@maker
def strict_xml() -> bytes:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(p(r("x"))))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(W.encode(), strict.encode()))
    return out.getvalue()


@maker
def rich_text() -> bytes:
    return b"{\\rtf1 Tekst}"


@maker
def excel_as_word() -> bytes:
    return excel_form(SUBTITLE)


@maker
def tables_out_of_shape() -> bytes:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    merged = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(r("breed"))
    return in_theme(
        f"<w:tbl>{row(p(r('a')), p(r('b')))}{row(merged)}</w:tbl>",
        f"<w:tbl>{row(p(r('Wijk')), p(r('n')))}{row(p(r('x')) + p(r('y')), p(r('1')))}</w:tbl>",
        f"<w:tbl>{row('<w:tbl>' + row(p(r('in'))) + '</w:tbl>' + p(''))}</w:tbl>",
    )


@maker
def looks_that_matter() -> bytes:
    return in_theme(
        p(r("Weg ermee.", "<w:strike/>")),
        p(r("10 m") + r("5", '<w:vertAlign w:val="superscript"/>')),
        p(r("Regel een.") + "<w:r><w:br/></w:r>" + r("Regel twee.")),
        p(r("Nog nakijken", '<w:highlight w:val="yellow"/>')),
        p(r("Te diep"), "Kop3"),
        p(r("Tekst.")),
    )


@maker
def good_looks() -> bytes:
    """Everything that may: superscript, notes, links, lists, quotes, a style of their own."""
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" Bekeken in [mei]."))}</w:footnote>'
    return word(
        THEME
        + p(
            r("De 2")
            + r("e", '<w:vertAlign w:val="superscript"/>')
            + r(" wijk is 3 km")
            + r("2", '<w:vertAlign w:val="superscript"/>')
            + r(" groot.")
        )
        + p(r("Waarom"), "EigenKop")
        + p(
            r("Zie ")
            + f'<w:hyperlink r:id="rLink">{r("het CCV")}</w:hyperlink>'
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + r(".")
        )
        + item("Eerst", 1)
        + item("Dan", 1)
        + item("Opnieuw", 3)
        + item("Punt", 2)
        + p(r("Ik fiets liever om."), "Citaat")
        + p(r("— bewoner"), "Citaat")
        + p(r("Twee regels.") + "<w:r><w:br/></w:r>" + r("— agent"), "Citaat"),
        footnotes=note,
        header=p(r("Vertrouwelijk")),
    )


@maker
def list_goes_on() -> bytes:
    return in_theme(item("Een", 1), item("Twee", 1), p(r("Tussendoor.")), item("Drie", 1))


@maker
def typed_over_instruction() -> bytes:
    return in_theme(p(r("Mijn eigen tekst in de grijze regel."), "VmUitleg"), p(r("Tekst.")))


@maker
def text_with_faults() -> bytes:
    """What goes wrong in Markdown goes wrong in Word, at its paragraph."""
    return in_theme(
        p(r("Zie {{ cijfers(“onveilig_buurt”) }} hier.")),
        p(r("In SÃºdwest.")),
        p(r("Een pijl \uf0e0 hier.")),
        p(f'<w:hyperlink w:anchor="elders">{r("elders")}</w:hyperlink>'),
        p(r("[invullen]")),
    )


@maker
def words_before_headings() -> bytes:
    return word(p(r("Los.")) + p(r("Onbekend thema"), "Kop1") + p(r("Tekst.")))


@maker
def empty_recommendations_form() -> bytes:
    return recommendations_form(SUBTITLE)


@maker
def empty_interpretation_form() -> bytes:
    return interpretation_form(SUBTITLE, ("Veiligheidsbeleving", "Overlast"))


@maker
def empty_qualitative_form() -> bytes:
    return qualitative_form(SUBTITLE)


@maker
def form_of_another_municipality() -> bytes:
    return interpretation_form("Veiligheidsmonitor 2023 · Gemeente: Leiden (GM0546)", ("Overlast",))


WRONG = """## A1. [invullen: titel van de aanbeveling]

- **Bevindingen:** onveilig_buurt (nederlands)
- **Prioriteit:** hoog
- **Veld:** 1
- **Streefwaarde:** veel
- **Streefjaar:** 27

Tekst.

## A1. Tweede

- **Bevindingen:** a

## Zonder nummer

Tekst.
"""


@maker
def wrong_fields_in_word() -> bytes:
    return word_recommendations(WRONG.replace("hoog", "hoogst"), choices=False)


# ----------------------------------------------------------------------------------------- Excel


def filled_book() -> Workbook:
    text = WRONG.split("## A1. Tweede", maxsplit=1)[0].replace("nederlands", "nederland")
    text = text.replace("[invullen: titel van de aanbeveling]", "Titel").replace("veel", "7")
    text = text.replace("**Streefjaar:** 27", "**Doelindicator:** a\n- **Doel:** b")
    return openpyxl.load_workbook(io.BytesIO(excel_recommendations(text)))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@maker
def good_workbook() -> bytes:
    return saved(filled_book())


@maker
def empty_workbook() -> bytes:
    return excel_form(SUBTITLE)


@maker
def wrong_fields_in_excel() -> bytes:
    return excel_recommendations(WRONG)


@maker
def hidden_row() -> bytes:
    book = filled_book()
    book["Aanbevelingen"].row_dimensions[2].hidden = True
    return saved(book)


@maker
def hidden_measures() -> bytes:
    book = filled_book()
    book["Maatregelen"].append(["A1", "x"])
    book["Maatregelen"].sheet_state = "hidden"
    return saved(book)


@maker
def formula_without_value() -> bytes:
    book = filled_book()
    book["Aanbevelingen"]["J2"] = "=1+1"
    return saved(book)


@maker
def merged_cells() -> bytes:
    book = filled_book()
    book["Aanbevelingen"].merge_cells("A2:B2")
    return saved(book)


@maker
def a_date() -> bytes:
    import datetime as dt

    book = filled_book()
    book["Maatregelen"].cell(2, 1, "A1")
    book["Maatregelen"].cell(2, 2, "Lampen")
    book["Maatregelen"].cell(2, 6, dt.date(2024, 10, 1))
    return saved(book)


@maker
def strange_sheets_and_columns() -> bytes:
    book = filled_book()
    book.create_sheet("Maatregelen 2024").append(["x"])
    sheet = book["Aanbevelingen"]
    sheet.cell(1, 18, "Prioritiet")
    sheet.cell(1, 19, "Titel")
    sheet.cell(2, 20, "zonder kop")
    return saved(book)


@maker
def measures_of_nothing() -> bytes:
    book = filled_book()
    for row, cells in enumerate([["A9", "Lampen"], ["", "Toezicht"], ["A1", ""]], start=2):
        for column, value in enumerate(cells, start=1):
            book["Maatregelen"].cell(row, column, value or None)
    book["Maatregelen"].cell(4, 3, "Resultaat")
    return saved(book)


@maker
def no_recommendations_sheet() -> bytes:
    book = filled_book()
    book["Aanbevelingen"].title = "Blad1"
    return saved(book)
