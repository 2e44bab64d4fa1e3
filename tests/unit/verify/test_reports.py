"""The whole report on files as they come from elsewhere, in the words a municipality reads."""

import io
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from vmreport.verify import verapdf
from vmreport.verify.verify import verify_bytes

CASES = Path(__file__).resolve().parents[2] / "cases" / "verify"


def leaky_word():
    """Give a Word file as a hurried colleague would send it, from python-docx's own template."""
    document = docx.Document()
    document.core_properties.author = "Jan de Vries"
    document.core_properties.keywords = r"H:\Team OOV\rapport.docx"
    document.add_heading("Veiligheid", 1)
    document.add_heading("Overlast", 3)
    pale = document.add_paragraph().add_run("Lichtgrijze tekst")
    pale.font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)
    document.add_paragraph("- eerste punt")
    document.add_paragraph("")
    secret = document.add_paragraph("Zichtbaar. ").add_run("Werkelijk n = 3.")
    secret.font.hidden = True
    table = document.add_table(2, 2)
    for place, cell in enumerate(table._cells):
        cell.text = f"cel {place}"
    noted = document.add_paragraph("Dit cijfer is hoog.")
    document.add_comment(noted.runs, "cijfer klopt niet, n=3", "Piet Bakker", "PB")
    properties = document.part.element.body.sectPr
    assert properties.tag == qn("w:sectPr")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bare_pdf():
    """Give an empty PDF of one page with a person as author and a note on it."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(595, 842))
        file.docinfo["/Author"] = "J. Jansen"
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[0, 0, 9, 9],
            Contents=pikepdf.String("nog nakijken"),
        )
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])
        file.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"), [("rapport.docx", leaky_word), ("rapport.pdf", bare_pdf)]
)
def test_the_report_reads_as_agreed(name, make, monkeypatch):
    monkeypatch.setattr(verapdf, "available", lambda: False)
    lines = "\n".join(verify_bytes(make(), name).lines()) + "\n"
    assert lines == (CASES / f"{name}.txt").read_text("utf-8")
