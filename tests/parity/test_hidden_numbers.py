"""A number that may not be published is nowhere: not in text, tables, charts, alt texts or files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.builds import compose_dossier, house_style
from vmreport.document.outline import outline
from vmreport.document.tree import ResolvedDocument
from vmreport.pipeline import write_sample
from vmreport.writers.docx import write_docx
from vmreport.writers.html import write_html

WARD = "Lindehof"
"""A ward that the advisor's texts do not mention."""


@dataclass(frozen=True)
class Planted:
    """Numbers that occur nowhere in the sample, with what they print as."""

    value: str
    lower: str
    upper: str
    traces: re.Pattern[str]


SMALL_COUNT = Planted(
    "93,71", "93,64", "93,77", re.compile(r"(?<![\d.,])(?:93[.,][678]\d?|94%)(?!\d)")
)
"""Of twelve answers: fewer than one says something else."""
TOO_FEW = Planted("54,31", "54,24", "54,37", re.compile(r"(?<![\d.,])(?:54[.,][234]\d?|54%)(?!\d)"))
"""Of 45 answers: nobody can be found in it, but it is not reliable."""


def dossier(folder: Path, numbers: Planted, answers: str) -> Path:
    """Give the Voorbeeldstad dossier with our numbers in one ward, resting on so many answers."""
    root = write_sample("voorbeeldstad", folder / f"{numbers.value}-{answers}")
    path = root / "indicatoren.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows, columns = list(reader), list(reader.fieldnames)
    planted = 0
    for row in rows:
        in_ward = row["gebied"] == WARD and row["editie"] == "2023" and int(row["n"] or 0) >= 50
        if in_ward and row["eenheid"].startswith("%"):
            row |= {"waarde": numbers.value, "n": answers, "teller": ""}
            row |= {"ondergrens": numbers.lower, "bovengrens": numbers.upper}
            planted += 1
    assert planted > 10
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return root


def texts(data: bytes) -> Iterator[str]:
    """Give the parts of an Office file as text, and those of the workbooks in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                yield from texts(archive.read(name))
            else:
                yield archive.read(name).decode("utf-8", "replace")


def traces(document: ResolvedDocument, numbers: Planted) -> list[str]:
    """Give what is left of the planted numbers in the document and in its files."""
    style = house_style("ccv")
    word = [*texts(write_docx(document, style))]
    parts = {
        "outline": outline(document),
        "html": re.sub(r"data:[^\"']+", "", write_html(document, style).decode("utf-8")),
        "docx": re.sub(r"<[^>]+>", " ", "\n".join(text for text in word if text[:1] == "<")),
    }
    return [
        f"{name}: …{text[max(0, hit.start() - 60) : hit.end()]}"
        for name, text in parts.items()
        for hit in numbers.traces.finditer(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hidden")


@pytest.mark.parametrize(
    ("numbers", "answers"), [(SMALL_COUNT, "12"), (TOO_FEW, "45")], ids=["disclosure", "too-few"]
)
def test_numbers_that_may_not_be_published_are_nowhere(folder, numbers, answers):
    assert traces(compose_dossier(dossier(folder, numbers, answers)), numbers) == []


@pytest.mark.parametrize("numbers", [SMALL_COUNT, TOO_FEW], ids=["disclosure", "too-few"])
def test_the_same_numbers_on_enough_answers_are_found_in_every_form(folder, numbers):
    """So the search above can find them."""
    found = traces(compose_dossier(dossier(folder, numbers, "900")), numbers)
    assert {trace.partition(":")[0] for trace in found} == {"outline", "html", "docx"}
