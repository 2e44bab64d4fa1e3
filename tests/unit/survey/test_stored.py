"""A survey that a batch keeps is the one that would be read, and never another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.command_line import dossier
from support.converted import over_the_break
from vmreport.errors import Problems
from vmreport.loading import Loaded, load, sheet_of
from vmreport.survey.codebook import load_codebook
from vmreport.survey.stored import restore

COMBINED = """
[[gebieden.samenvoegen]]
naam = "Rand van de stad"
gebieden = ["Waterrijk", "Buitengebied"]
reden = "in elk van deze wijken deden weinig inwoners mee"
"""


def _plain(folder: Path) -> Path:
    return dossier(folder, "groningen")


def _combined(folder: Path) -> Path:
    root = dossier(folder, "voorbeeldstad")
    settings = root / "dossier.toml"
    settings.write_text(settings.read_text("utf-8") + COMBINED, "utf-8")
    return root


def _converted(folder: Path) -> Path:
    return over_the_break(folder, "onveilig_weleens;2012-2019;alle;0,9")


def _own_policy(folder: Path) -> Path:
    """Give a dossier that puts an indicator elsewhere in the kernbeleid."""
    root = dossier(folder, "voorbeeldstad")
    (root / "catalogi").mkdir(exist_ok=True)
    own = '[indicatoren]\nonveilig_weleens = { veld = "2", thema = "uitgaan" }\n'
    (root / "catalogi" / "kernbeleid.toml").write_text(own, "utf-8")
    assert _loaded(root)[0].survey.indicators["onveilig_weleens"].field == "2"
    return root


def _loaded(root: Path, figures: Path | None = None) -> tuple[Loaded, Problems]:
    problems = Problems()
    loaded = load(root, problems, figures=figures)
    assert loaded is not None
    return loaded, problems


@pytest.mark.parametrize("make", [_plain, _combined, _converted, _own_policy])
def test_going_on_from_what_was_kept_is_reading_it(make, tmp_path, monkeypatch):
    root, figures = make(tmp_path), tmp_path / "kept"
    sheet_of(root, figures)
    read, told = _loaded(root)
    monkeypatch.setattr("vmreport.survey.load.load_survey", None)
    kept, said = _loaded(root, figures)
    assert kept.survey == read.survey
    assert list(kept.survey.observations) == list(read.survey.observations)
    assert list(kept.survey.areas) == list(read.survey.areas)
    assert list(kept.survey.indicators) == list(read.survey.indicators)
    assert kept.material.analysis == read.material.analysis
    assert said == told


def test_what_was_kept_can_go_to_another_folder(tmp_path):
    root, figures = _plain(tmp_path / "a"), tmp_path / "kept"
    sheet_of(root, figures)
    moved = shutil.move(root, tmp_path / "b")
    assert _loaded(Path(moved), figures)[0].survey == _loaded(Path(moved))[0].survey


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
        lambda path: path.write_bytes(b"?" + path.read_bytes()[1:]),
    ],
    ids=["gone", "empty", "half", "changed", "other-hash"],
)
def test_what_is_not_there_whole_is_read_again(harm, tmp_path):
    root, figures = _plain(tmp_path), tmp_path / "kept"
    sheet_of(root, figures)
    assert restore(figures, load_codebook()) is not None
    harm(figures)
    assert restore(figures, load_codebook()) is None
    assert _loaded(root, figures)[0].survey == _loaded(root)[0].survey


def test_no_room_to_keep_it_is_no_problem(tmp_path):
    root = _plain(tmp_path)
    sheet_of(root, tmp_path / "nowhere" / "kept")
    assert not (tmp_path / "nowhere").exists()


def test_a_dossier_that_cannot_be_published_keeps_nothing(tmp_path):
    root, figures = _plain(tmp_path), tmp_path / "kept"
    table = root / "indicatoren.csv"
    table.write_text(table.read_text("utf-8").replace(";2", ";x2", 1) + "kapot\n", "utf-8")
    with pytest.raises(Exception, match="E"):
        sheet_of(root, figures)
    assert not figures.exists()
