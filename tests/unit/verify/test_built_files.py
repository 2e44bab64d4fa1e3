"""What a build makes passes `verify`, and the Woo metadata stands beside it."""

import re
from pathlib import Path

import pytest
from lxml import etree

from support.builds import sample_files
from support.verapdf import failures
from vmreport.pipeline import sample_names
from vmreport.verify.verify import verify_files

AUTHORS = {"voorbeeldstad": "Adviesgroep Voorbeeld (fictief)"}


@pytest.fixture(scope="module", params=sample_names())
def built(request, tmp_path_factory):
    """The files of a sample, in a folder of their own."""
    folder = tmp_path_factory.mktemp("files") / request.param
    folder.mkdir()
    for name, data in sample_files(request.param).items():
        (folder / name).write_bytes(data)
    return folder, sorted(folder.iterdir())


EMPTY_PLAN = "PV20_provincie-groningen_2017_uitvoeringsplan_concept.xlsx"
"""The workbook of a plan without measures: a row to begin in on two sheets."""
VERIFIED = {".pdf", ".docx", ".pptx", ".xlsx"}


def test_finished_files_have_no_findings(built):
    root, files = built
    wanted = [path for path in files if path.suffix in VERIFIED]
    assert {path.suffix for path in wanted} == VERIFIED
    for report in verify_files(wanted, organisation=AUTHORS.get(root.name, "")):
        to_fill_in = Path(report.file).name == EMPTY_PLAN
        assert [f.rule for f in report.findings] == ["blad.leeg", "blad.leeg"] * to_fill_in, (
            report.file
        )


@pytest.mark.parametrize("profile", ["ua1", "2a", "contrast"])
def test_every_pdf_passes_an_independent_validator(built, profile):
    papers = [path for path in built[1] if path.suffix == ".pdf"]
    found = {path.name: failures(path.read_bytes(), profile) for path in papers}
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_draft_is_one_in_every_file_name(built):
    assert all(re.search(r"_concept\.", path.name) for path in built[1])


def test_woo_metadata_stands_beside_each_document(built):
    stems = {path.stem for path in built[1] if path.suffix != ".xml"}
    found = {
        path.name.removesuffix(".diwoo.xml"): path for path in built[1] if path.suffix == ".xml"
    }
    assert stems
    assert set(found) == stems
    for path in found.values():
        assert etree.fromstring(path.read_bytes()).tag.endswith("}Document")
