"""Both validators of Word files find nothing, for every Office version (issue 3)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from support.documents import example_document
from support.finished import edited, final_word, house, word
from vmreport.errors import Problems
from vmreport.verify.docx_package import tag
from vmreport.writers.docx import write_docx
from vmreport.writers.docx.reference import build_reference
from vmreport.writers.house_style import load_house_style

ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
VERSIONS = ("Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365")
FORMATS = ("OFFICE_2013", "OFFICE_2016", "OFFICE_2019", "OFFICE_2021", "MICROSOFT_365")
NAMES = ("draft", "final", "example", "other-house", "reference")


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    other = load_house_style("voorbeeldstad", Problems())
    made = {
        "draft": word(),
        "final": final_word(),
        "example": write_docx(example_document(), house()),
        "other-house": write_docx(example_document(), other),
        "reference": build_reference(house()),
    }
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    return folder


def microsoft(path, version):
    if not (VALIDATOR.exists() and shutil.which("node")):
        pytest.skip("Microsoft's validator is not installed: bash scripts/word_validator.sh")
    command = [str(VALIDATOR), str(path), "--officeVersion", version]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return [(e["id"], e["description"], e["path"]) for e in json.loads(done.stdout)["errors"]]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_microsoft_finds_nothing(samples, name, version):
    assert microsoft(samples / f"{name}.docx", version) == []


@pytest.mark.parametrize("version", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_openxml_audit_finds_nothing(samples, name, version):
    result = OpenXmlValidator(getattr(FileFormat, version)).validate(samples / f"{name}.docx")
    assert [(e.description, e.part_uri) for e in result.errors] == []


def test_microsoft_finds_a_planted_fault(tmp_path):
    def drop_grid(root):
        table = next(root.iter(tag("w:tbl")))
        table.remove(table.find(tag("w:tblPr")))

    path = tmp_path / "x.docx"
    path.write_bytes(edited(word(), "word/document.xml", drop_grid))
    assert microsoft(path, "Microsoft365") != []
