"""The finished report against the standards, by a validator that is shown to be able to fail."""

import hashlib
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from support.documents import document_of, example_document
from support.tagged import everything, long_table, tagged_pdf
from support.verapdf import failures, planted
from vmreport.document.blocks import Heading, Origin, Paragraph
from vmreport.document.inlines import Text
from vmreport.errors import EnvironmentFault, Problems, WriterError
from vmreport.verify import verapdf
from vmreport.verify.pdf_consistency import structure_faults
from vmreport.verify.pdf_structure import read_structure
from vmreport.writers.house_style import load_house_style
from vmreport.writers.pdf import Attachment, write_pdf

ROOT = Path(__file__).resolve().parents[3]
STYLES = ("ccv", "voorbeeldstad")
CSV = Attachment("cijfers.csv", b"buurt;aandeel\r\nOost;20\r\n", "De cijfers van dit rapport")
OTHER = Attachment("bron.csv", b"bron\r\n", "Waar de cijfers vandaan komen", "Source")


@cache
def report(style="ccv", *attachments):
    house = load_house_style(style, Problems())
    return write_pdf(example_document(), house, attachments=attachments).data


def small():
    return document_of(
        Heading(1, (Text("Brief"),), "brief"), Paragraph((Text("Tekst"),), Origin.FIXED)
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("profile", ["ua1", "2a", "contrast"])
def test_the_example_report_passes(style, profile):
    assert failures(report(style), profile) == []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_example_report_with_its_figures_passes(profile):
    assert failures(report("ccv", CSV, OTHER), profile) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("make", [everything, long_table])
def test_every_construct_passes(make, profile):
    assert failures(make(), profile) == []


@pytest.mark.parametrize("style", STYLES)
def test_tree_parent_tree_and_pages_of_the_report_agree(style):
    assert structure_faults(report(style)) == ()


def no_alt(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item["/Alt"]


def no_tags(pdf):
    del pdf.Root["/StructTreeRoot"]
    del pdf.Root["/MarkInfo"]


def no_language(pdf):
    del pdf.Root["/Lang"]


def no_identification(pdf):
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def heading_jump(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H2":
            item["/S"] = pikepdf.Name.H4


def system_font(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            del item["/FontFile2"]


@pytest.mark.parametrize(
    ("change", "profile", "rule"),
    [
        (no_alt, "ua1", "7.3-1"),
        (no_tags, "ua1", "7.1-11"),
        (no_tags, "2a", "6.7.3.3-1"),
        (no_language, "ua1", "7.2-34"),
        (no_identification, "ua1", "5-1"),
        (heading_jump, "ua1", "7.4.2-1"),
        (system_font, "2a", "6.2.11.4.1-1"),
        (no_tags, "3a", "6.7.3.3-1"),
    ],
)
def test_the_validator_finds_planted_faults(change, profile, rule):
    found = failures(planted(everything(), change), profile)
    assert rule in {line.split(" ")[0] for line in found}


def test_the_contrast_rule_finds_pale_text():
    pale = tagged_pdf(
        '<h1>Kop</h1><p style="color: #aaa">Te licht</p><p style="color: #757575">Net goed</p>'
    )
    (found,) = failures(pale, "contrast")
    assert found.startswith("1.4.3-1 page 1: Contrast 2.32 at 12")
    large = '<h1>Kop</h1><p style="font-size: 24pt; color: #8f8f8f">Groot</p><p style="color: #8f8f8f">Klein</p>'
    assert len(failures(tagged_pdf(large), "contrast")) == 1


def test_the_own_tree_of_weasyprint_does_not_hold_what_ours_does():
    """What the builder is for; when this fails, WeasyPrint may have come to do it itself."""
    raw = read_structure(long_table.__wrapped__(tagged=False))
    ours = read_structure(long_table())
    assert (raw.counts["Table"], raw.counts["THead"]) == (len(raw.pages), len(raw.pages))
    assert (ours.counts["Table"], ours.counts["THead"]) == (1, 1)
    assert not [a for a in raw.artifacts if a.kind == "Pagination"]


def test_a_file_with_attachments_in_2a_clothes_fails():
    assert failures(report("ccv", CSV, OTHER), "2a")


def test_failures_say_where():
    if not verapdf.available():
        pytest.skip("veraPDF is not installed")
    found = verapdf.validate(planted(everything(), no_language), "ua1")
    pages = len(read_structure(everything()).pages)
    assert {fail.page for fail in found} - {None} == set(range(1, pages + 1))
    assert all(fail.context and fail.message for fail in found)


def test_an_unknown_profile_and_a_missing_engine_are_said(monkeypatch):
    with pytest.raises(ValueError, match="ua2"):
        verapdf.validate(b"", "ua2")
    monkeypatch.setattr(verapdf, "_WHEELS", ("not_here",))
    assert not verapdf.available()
    verapdf._engine.cache_clear()
    with pytest.raises(EnvironmentFault, match="vmreport\\[verify\\]"):
        verapdf.validate(b"", "ua1")


def test_attachments_are_named_dated_and_described():
    with pikepdf.open(io.BytesIO(report("ccv", CSV, OTHER))) as pdf:
        assert list(pdf.attachments) == ["bron.csv", "cijfers.csv"]
        spec = pdf.attachments["cijfers.csv"]
        file = spec.get_file()
        assert (file.read_bytes(), file.mime_type) == (CSV.data, "text/csv")
        assert spec.description == CSV.description
        assert file.mod_date == file.creation_date
        assert file.mod_date.date().isoformat() == "2024-05-14"
        assert [str(item.AFRelationship) for item in pdf.Root.AF] == ["/Source", "/Data"]


@pytest.mark.parametrize(
    ("attachments", "said"),
    [
        ((CSV, CSV), "two attachments are named cijfers.csv"),
        ((Attachment("x", b"", ""),), "what kind"),
    ],
)
def test_attachments_that_cannot_be_told_apart_are_refused(attachments, said):
    with pytest.raises(WriterError, match=said):
        write_pdf(small(), load_house_style("ccv", Problems()), attachments=attachments)


SCRIPT = """
import hashlib, sys
sys.path[:0] = [{src!r}, {tests!r}]
from support.tagged import everything
from vmreport.writers.pdf.attachments import Attachment
from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style
from vmreport.writers.pdf import write_pdf
from support.documents import example_document
files = (Attachment("b.csv", b"1", "B"), Attachment("a.csv", b"2", "A"))
style = load_house_style("voorbeeldstad", Problems())
print(hashlib.sha256(everything()).hexdigest())
print(hashlib.sha256(write_pdf(example_document(), style, attachments=files).data).hexdigest())
"""


def test_two_processes_write_the_same_bytes():
    script = SCRIPT.format(src=str(ROOT / "src"), tests=str(ROOT / "tests"))
    said = set()
    for seed, zone in (("1", "UTC"), ("99", "Pacific/Auckland")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, check=True, text=True
        )
        said.add(run.stdout)
    (both,) = said
    assert both.splitlines()[0] == hashlib.sha256(everything()).hexdigest()
