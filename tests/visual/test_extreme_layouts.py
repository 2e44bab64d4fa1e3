"""Layouts at their limits: longest names, one and forty wijken, nothing to compare with.

Each case is built, measured and looked at: the picture of its factsheet is the accepted one.
"""

import os
from pathlib import Path

import pytest
from PIL import Image

from support.builds import compose_dossier, house_style
from support.extreme_dossiers import CASES, LONG_NAMES, make
from support.page_rules import sheets
from support.pictures import compare, picture, report, store
from vmreport.writers.pdf.writer import write_pdf

REFERENCE = Path(__file__).parent / "extremes"
ACCEPT = os.environ.get("VMREPORT_ACCEPT") == "1"
LONGEST = f"naam-van-{len(LONG_NAMES[-1])}"


def written(root, kind):
    return write_pdf(compose_dossier(root, kind), house_style("voorbeeldstad"))


@pytest.mark.parametrize("case", CASES)
def test_the_papers_keep_to_their_pages(case, tmp_path):
    root = make(case, tmp_path)
    factsheet = written(root, "factsheet")
    assert factsheet.page_count == 1
    assert written(root, "raadsbrief").page_count <= 2
    actual = picture(factsheet.data, 1)
    path = REFERENCE / f"{case}.png"
    if ACCEPT:
        store(path, actual)
        return
    found = compare(Image.open(path).convert("RGB"), actual)
    assert found.same, f"{found}; see {report(case, Image.open(path), actual, found)}"


def test_a_profile_with_the_longest_name_keeps_to_two_pages(tmp_path):
    assert written(make(LONGEST, tmp_path), "wijkprofiel/lindehof").page_count == 2


@pytest.mark.parametrize("case", [LONGEST, "veertig-wijken", "dertig-aanbevelingen"])
def test_no_figure_runs_off_the_page_of_a_report(case, tmp_path):
    result = written(make(case, tmp_path), "raadsrapport")
    feet = {page.number: page.foot for page in list(sheets(result.data))[1:]}
    assert set(feet.values()) == {min(feet.values())}, feet
    assert result.page_count < 75
