"""Both validators of Office files find nothing, for every Office version (issues 3 and 4)."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from support.documents import example_document
from support.finished import book, edited, final_word, house, slides, word
from vmreport.document.workbook import Workbook, WorkbookColumn, WorkbookSheet
from vmreport.errors import Problems
from vmreport.verify.office_package import tag
from vmreport.writers.docx import write_docx
from vmreport.writers.docx.reference import build_reference
from vmreport.writers.house_style import load_house_style
from vmreport.writers.workbook import write_workbook

ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
VERSIONS = ("Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365")
FORMATS = ("OFFICE_2013", "OFFICE_2016", "OFFICE_2019", "OFFICE_2021", "MICROSOFT_365")
NAMES = (
    *("draft.docx", "final.docx", "example.docx", "other-house.docx", "reference.docx"),
    *("slides.pptx", "book.xlsx", "measures.xlsx"),
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    other = load_house_style("voorbeeldstad", Problems())
    made = {
        "draft.docx": word(),
        "final.docx": final_word(),
        "example.docx": write_docx(example_document(), house()),
        "other-house.docx": write_docx(example_document(), other),
        "reference.docx": build_reference(house()),
        "slides.pptx": slides(),
        "book.xlsx": book(),
        "measures.xlsx": write_workbook(measures()),
    }
    assert tuple(made) == NAMES
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return folder


def measures() -> Workbook:
    columns = (WorkbookColumn("Maatregel", 30), WorkbookColumn("Status", 12, ("loopt", "klaar")))
    sheet = WorkbookSheet("Maatregelen", columns, (("iets doen", "loopt"), ("nog iets", "")))
    day = date(2024, 5, 14)
    return Workbook("Plan", "Maatregelen", "Gemeente", ("plan",), day, "concept", (sheet,))


def microsoft(path, version):
    if not (VALIDATOR.exists() and shutil.which("node")):
        pytest.skip("Microsoft's validator is not installed: bash scripts/word_validator.sh")
    command = [str(VALIDATOR), str(path), "--officeVersion", version]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return [(e["id"], e["description"], e["path"]) for e in json.loads(done.stdout)["errors"]]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_microsoft_finds_nothing(samples, name, version):
    assert microsoft(samples / name, version) == []


@pytest.mark.parametrize("version", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_openxml_audit_finds_nothing(samples, name, version):
    result = OpenXmlValidator(getattr(FileFormat, version)).validate(samples / name)
    assert [(e.description, e.part_uri) for e in result.errors] == []


def test_microsoft_finds_a_planted_fault(tmp_path):
    def drop_grid(root):
        table = next(root.iter(tag("w:tbl")))
        table.remove(table.find(tag("w:tblPr")))

    path = tmp_path / "x.docx"
    path.write_bytes(edited(word(), "word/document.xml", drop_grid))
    assert microsoft(path, "Microsoft365") != []
