"""What one report of a batch hides cannot be worked out from the others, whoever made them."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from support.batch_runs import contents, journal_lines
from support.command_line import vm
from support.many_dossiers import code, key, write_dossiers

REPORT = ("--document", "raadsrapport", "--format", "html")
QUESTION = "onveilig_buurt"
TOWNS = (0, 5, 10)
"""Of one region."""
FIGURES = {
    code(0): {"waarde": "1", "n": "200", "teller": "2"},
    code(5): {"waarde": "13", "n": "300", "teller": "39"},
    code(10): {"waarde": "15,8", "n": "500", "teller": "79"},
    "RG9900": {"waarde": "12", "n": "1000", "teller": "120"},
}


@pytest.fixture
def towns(tmp_path):
    """Give three dossiers of one region; the first town has two answers too few to show."""
    reports = write_dossiers(tmp_path / "alle", 11)
    (tmp_path / "in").mkdir()
    for town in TOWNS:
        target = tmp_path / "in" / key(town)
        shutil.move(reports[town].dossier, target)
        rewrite(target / "indicatoren.csv")
    return tmp_path / "in"


def rewrite(path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        row["inwoners"] = ""  # the answers say that the three towns are the whole region
        figures = FIGURES.get(row["gebied_code"])
        if figures and row["indicator"] == QUESTION and row["editie"] == "2023":
            row.update(dict.fromkeys(("marge", "ondergrens", "bovengrens"), ""), **figures)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_the_region_minus_the_others_gives_nothing_away(towns, tmp_path, capsys):
    alone = {}
    for town in TOWNS:
        target = tmp_path / "los" / key(town)
        assert vm(capsys, "build", towns / key(town), "--out", target, *REPORT).code == 0
        alone[town] = contents(target)
    ran = vm(capsys, "batch", towns, "--out", tmp_path / "uit", *REPORT)
    assert ran.code == 0, ran.err
    assert "Cijfers gelezen: 3 van 3 dossiers." in ran.err
    [decided] = [line for line in journal_lines(tmp_path / "uit") if line["event"] == "hidden"]
    asked = {(name, *cell) for name, cells in decided["cells"].items() for cell in cells}
    hidden = {name for name, edition, _, item in asked if (edition, item) == (2023, QUESTION)}
    assert hidden, "the second town, or the region in all reports"
    for town in TOWNS:
        together = contents(tmp_path / "uit" / key(town))
        assert (together != alone[town]) == (key(town) in decided["cells"])
        [before], [after] = (
            [data for name, data in files.items() if name.endswith(".html")]
            for files in (alone[town], together)
        )
        if key(town) in hidden:
            assert after.count(b"afgeschermd") > before.count(b"afgeschermd")
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_bytes())
    assert manifest["ok"]


def test_a_batch_that_goes_on_hides_the_same(towns, tmp_path, capsys):
    out = tmp_path / "uit"
    assert vm(capsys, "batch", towns, "--out", out, *REPORT).code == 0
    whole = {town: contents(out / key(town)) for town in TOWNS}
    for town in TOWNS[:2]:
        shutil.rmtree(out / key(town))
    ran = vm(capsys, "batch", towns, "--out", out, "--resume", *REPORT)
    assert ran.code == 0
    assert "Cijfers gelezen" not in ran.err, "nothing changed, so nothing is decided again"
    assert {town: contents(out / key(town)) for town in TOWNS} == whole


def test_another_dossier_beside_it_is_thought_of_too(towns, tmp_path, capsys):
    """Taken out of the batch, a town is no longer what the others must take into account."""
    out = tmp_path / "uit"
    assert vm(capsys, "batch", towns, "--out", out, *REPORT).code == 0
    shutil.move(towns / key(0), tmp_path / "weg")
    ran = vm(capsys, "batch", towns, "--out", out, "--resume", *REPORT)
    assert ran.code == 0
    assert "Cijfers gelezen: 2 van 2 dossiers." in ran.err
