"""The table that goes with the PDF holds what is printed and nothing that is hidden."""

import csv
import io

import pikepdf
import pytest

from support.verapdf import failures
from vmreport.compose.published import COLUMNS, published_figures
from vmreport.errors import Problems
from vmreport.loading import load
from vmreport.pipeline import build

REPORT = ("raadsrapport",)


def rows(dossier):
    loaded = load(dossier.root, Problems())
    data = published_figures(loaded.material).decode("utf-8")
    return list(csv.DictReader(io.StringIO(data, newline=""), delimiter=";"))


def test_every_row_has_a_figure_or_a_reason(voorbeeldstad):
    found = rows(voorbeeldstad)
    assert tuple(found[0]) == COLUMNS
    assert all(bool(row["waarde"]) != bool(row["opmerking"]) for row in found)
    assert any(row["opmerking"] == "te weinig antwoorden" for row in found)


def test_figures_are_rounded_as_the_tables_print_them(voorbeeldstad):
    (row,) = (
        row
        for row in rows(voorbeeldstad)
        if (row["indicator"], row["gebied"], row["editie"])
        == ("onveilig_buurt", "Voorbeeldstad", "2023")
    )
    assert (row["waarde"], row["ondergrens"], row["bovengrens"]) == ("17,4", "15,6", "19,2")
    assert row["antwoorden"] == "1.000 of meer"


@pytest.mark.parametrize("column", ["waarde", "ondergrens", "bovengrens", "antwoorden", "bron"])
def test_a_hidden_figure_leaves_nothing_behind(voorbeeldstad, column):
    hidden = [row for row in rows(voorbeeldstad) if row["opmerking"]]
    assert {row[column] for row in hidden} == {""}


def test_the_pdf_carries_the_figures_when_the_dossier_asks_and_passes_as_pdf_a_3(groningen):
    groningen.edit("dossier.toml", "[opsteller]", "cijfers_bijvoegen = true\n\n[opsteller]")
    (path, _) = build(
        groningen.root, groningen.root / "uit", documents=REPORT, formats=("pdf",)
    ).files
    with pikepdf.open(path) as pdf:
        carried = pdf.attachments["cijfers.csv"].get_file().read_bytes()
    loaded = load(groningen.root, Problems())
    assert carried == published_figures(loaded.material)
    assert failures(path.read_bytes(), "3a") == []
    assert failures(path.read_bytes(), "ua1") == []


def test_without_asking_a_pdf_carries_nothing(groningen):
    (path, _) = build(
        groningen.root, groningen.root / "uit", documents=REPORT, formats=("pdf",)
    ).files
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
