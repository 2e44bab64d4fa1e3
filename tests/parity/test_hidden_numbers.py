"""A number that may not be published is nowhere: not in text, tables, charts, alt texts or files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from support.builds import compose_dossier, house_style
from vmreport.document.outline import outline
from vmreport.document.tree import ResolvedDocument
from vmreport.pipeline import write_sample
from vmreport.writers.docx import write_docx
from vmreport.writers.html import write_html

WARD = "Lindehof"
PLANTED = ("93,71", "93,64", "93,77")
"""Value and bounds that occur nowhere in the sample, and print as 93,7, 93,6, 93,8 and 94%."""
TRACES = re.compile(r"(?<![\d.,])(?:93[.,][678]\d?|94%)(?!\d)")


def dossier(folder: Path, answers: str) -> Path:
    """Give the Voorbeeldstad dossier with our numbers in one ward, resting on so many answers."""
    root = write_sample("voorbeeldstad", folder / f"n{answers}")
    path = root / "indicatoren.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows, columns = list(reader), list(reader.fieldnames)
    planted = 0
    for row in rows:
        in_ward = row["gebied"] == WARD and row["editie"] == "2023" and int(row["n"] or 0) >= 50
        if in_ward and row["eenheid"].startswith("%"):
            names = ("waarde", "ondergrens", "bovengrens")
            row |= dict(zip(names, PLANTED, strict=True)) | {"n": answers, "teller": ""}
            planted += 1
    assert planted > 10
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return root


def traces(document: ResolvedDocument) -> list[str]:
    """Give what is left of the planted numbers in the document and in its files."""
    style = house_style("ccv")
    with zipfile.ZipFile(io.BytesIO(write_docx(document, style))) as archive:
        word = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    parts = {
        "outline": outline(document),
        "html": re.sub(r"data:[^\"']+", "", write_html(document, style).decode("utf-8")),
        "docx": re.sub(r"<[^>]+>", " ", "\n".join(text for text in word if text[:1] == "<")),
    }
    return [
        f"{name}: …{text[max(0, hit.start() - 60) : hit.end()]}"
        for name, text in parts.items()
        for hit in TRACES.finditer(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hidden")


def test_numbers_resting_on_too_few_answers_are_nowhere(folder):
    assert traces(compose_dossier(dossier(folder, "12"))) == []


def test_the_same_numbers_on_enough_answers_are_found_in_every_form(folder):
    """So the search above can find them."""
    found = traces(compose_dossier(dossier(folder, "120")))
    assert {trace.partition(":")[0] for trace in found} == {"outline", "html", "docx"}
