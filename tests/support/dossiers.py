"""Copies of the samples to change, and what their check says."""

import shutil

import pytest

from vmreport.assets import data_root
from vmreport.errors import VmReportError
from vmreport.pipeline import check_dossier, outline_document


class Dossier:
    """A sample dossier on disk that a test may spoil."""

    def __init__(self, root):
        self.root = root

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def problems(self):
        return check_dossier(self.root).items

    def codes(self):
        return [problem.code for problem in self.problems()]

    def outline(self, document="raadsrapport"):
        return outline_document(self.root, document)

    def fails(self, document="raadsrapport"):
        try:
            self.outline(document)
        except VmReportError as error:
            return error
        message = "het dossier had geweigerd moeten worden"
        raise AssertionError(message)


@pytest.fixture
def voorbeeldstad(tmp_path):
    target = tmp_path / "voorbeeldstad"
    shutil.copytree(data_root() / "samples" / "voorbeeldstad", target)
    return Dossier(target)


@pytest.fixture
def groningen(tmp_path):
    target = tmp_path / "groningen"
    shutil.copytree(data_root() / "samples" / "groningen", target)
    return Dossier(target)
