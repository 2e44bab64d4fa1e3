"""The figures of the shipped sample dossiers are read without a problem."""

from __future__ import annotations

import pytest

from vmreport.assets import data_root
from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.local_questions import load_local_questions


@pytest.mark.parametrize("name", ["groningen", "voorbeeldstad"])
def test_the_figures_of_a_sample_dossier_hold(name: str) -> None:
    folder = data_root() / "samples" / name
    problems = Problems()
    codebook = load_codebook()
    questions = folder / "lokale_vragen.toml"
    if questions.exists():
        codebook = codebook.with_local(load_local_questions(questions, problems))
    survey = load_survey([folder / "indicatoren.csv"], codebook, problems, root=folder)
    assert not problems.blocking
    assert survey.observations
    assert {str(item.code) for item in problems.notices} <= {"W237", "W260"}
