"""The file with what was published before, as the report itself writes it and as people change it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import AreaLevel, ObservationKey
from vmreport.survey.readers.earlier import load_earlier

HEAD = "editie;gebied_code;gebied;niveau;indicator;naam;waarde;opmerking"
ROW = "2023;WK054601;Binnenstad;wijk;onveilig_weleens;Voelt zich weleens onveilig;12,5;"


def read(folder, *rows, head=HEAD):
    path = folder / "eerder_gepubliceerd.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    problems = Problems()
    return load_earlier(path, load_codebook(), problems), problems


def test_a_figure_keeps_its_decimals(tmp_path):
    (figure,), problems = read(tmp_path, ROW)
    assert problems.items == []
    assert figure.key == ObservationKey(2023, "WK054601", "onveilig_weleens")
    assert (figure.value, figure.places, figure.is_guarded) == (Decimal("12.5"), 1, False)
    assert (figure.area.name, figure.area.level) == ("Binnenstad", AreaLevel.WARD)


@pytest.mark.parametrize(
    ("shown", "value", "places"),
    [("12", "12", 0), ("12,50", "12.50", 2), ("1.250", "1250", 0), ("45%", "45", 0)],
)
def test_numbers_are_read_as_printed(tmp_path, shown, value, places):
    (figure,), _ = read(tmp_path, ROW.replace("12,5", shown))
    assert (figure.value, figure.places) == (Decimal(value), places)


@pytest.mark.parametrize(
    ("remark", "guarded"), [("afgeschermd", True), ("geheim", True), ("te weinig antwoorden", None)]
)
def test_of_hidden_figures_only_the_guarded_ones_matter(tmp_path, remark, guarded):
    figures, problems = read(tmp_path, ROW.replace("12,5;", f";{remark}"))
    assert problems.items == []
    assert [item.is_guarded for item in figures] == ([guarded] if guarded else [])


def test_of_two_prints_the_most_precise_one_counts(tmp_path):
    for rows in ((ROW.replace("12,5", "13"), ROW), (ROW, ROW.replace("12,5", "13"))):
        (figure,), _ = read(tmp_path, *rows)
        assert figure.value == Decimal("12.5")


def test_a_former_area_says_what_it_became(tmp_path):
    row = "2023;Oost;Oost;wijk;WK054601;onveilig_weleens;12,5;"
    head = "editie;gebied_code;gebied;niveau;ouder;indicator;waarde;opmerking"
    (figure,), _ = read(tmp_path, row, head=head)
    assert figure.area.parent == "WK054601"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("2023", "2020"), "editie"),
        (ROW.replace("WK054601", ""), "gebied_code"),
        (ROW.replace("onveilig_weleens", "bestaat_niet"), "indicator"),
        (ROW.replace("12,5", "12.5x"), "waarde"),
        (ROW.replace("12,5", "12.5"), "waarde"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, column):
    figures, problems = read(tmp_path, ROW, row)
    assert len(figures) == 1
    (problem,) = problems.blocking
    assert (problem.code, problem.where.row, problem.where.column) == ("E804", 3, column)


def test_missing_columns_are_named(tmp_path):
    _, problems = read(tmp_path, "2023;x", head="editie;gebied")
    assert [item.code for item in problems.blocking] == ["E803"] * 4
