"""Every document of both samples that has pages says the same in every format: words, structure."""

from __future__ import annotations

import pytest

from support.builds import FORMATS, SAMPLES, sample_document, sample_files, sample_papers
from support.model_words import read_model
from support.parity import READERS, differences

OF_A_MUNICIPALITY = {
    "raadsrapport",
    "raadsbrief",
    "factsheet",
    "ivp",
    "uitvoeringsplan",
    "tussenrapportage",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_words_are_those_of_the_model_in_order(sample, form):
    papers, files = sample_papers(sample), sample_files(sample)
    assert papers.keys() >= OF_A_MUNICIPALITY
    found = {
        paper: differences(
            read_model(sample_document(sample, paper)), READERS[form](files[f"{stem}.{form}"])
        )
        for paper, stem in papers.items()
    }
    assert {paper: wrong for paper, wrong in found.items() if wrong} == {}


def test_every_area_has_a_paper_of_its_own():
    areas = [paper for paper in sample_papers("voorbeeldstad") if paper.startswith("wijkprofiel/")]
    assert len(areas) == 10
