"""What a build makes passes `verify`, and the Woo metadata stands beside it."""

import re

import pytest
from lxml import etree

from vmreport.pipeline import build, sample_names, write_sample
from vmreport.verify.verify import verify_files

AUTHORS = {"voorbeeldstad": "Adviesgroep Voorbeeld (fictief)"}


@pytest.fixture(scope="module", params=sample_names())
def built(request, tmp_path_factory):
    root = write_sample(request.param, tmp_path_factory.mktemp("dossier") / request.param)
    return root, build(root, root / "uitvoer").files


VERIFIED = {".pdf", ".docx", ".pptx", ".xlsx"}


def test_finished_files_have_no_findings(built):
    root, files = built
    wanted = [path for path in files if path.suffix in VERIFIED]
    assert {path.suffix for path in wanted} == VERIFIED
    for report in verify_files(wanted, organisation=AUTHORS.get(root.name, "")):
        assert report.findings == (), report.file


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
