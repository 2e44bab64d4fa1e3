"""A value that may not be published leaves no trace in a workbook or a deck: risks B8, DS13."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO

import pytest

from vmreport.assets import data_root
from vmreport.pipeline import build

DOCUMENTS = ("tabellenboek", "presentatie")
CANARIES = ("48,7316", "51,9457")
"""Both far from zero and a hundred, so that the same rule hides them."""
AREA = "WK990108"
"""Waterrijk: fewer than fifty answers, so nothing of it may be shown."""


def _dossier(root, canary: str):
    """Give a sample dossier in which every hidden value of one area is the canary."""
    shutil.copytree(data_root() / "samples" / "voorbeeldstad", root)
    path = root / "indicatoren.csv"
    lines = path.read_text("utf-8").splitlines()
    head = lines[0].split(";")
    columns = [head.index(name) for name in ("waarde", "ondergrens", "bovengrens")]
    changed = 0
    for place, line in enumerate(lines):
        cells = line.split(";")
        few = cells[head.index("n")].isdecimal() and int(cells[head.index("n")]) < 50
        if cells[1] == AREA and few and cells[head.index("eenheid")].startswith("%"):
            low, high = float(canary.replace(",", ".")) - 5, float(canary.replace(",", ".")) + 5
            values = (canary, f"{low:.4f}".replace(".", ","), f"{high:.4f}".replace(".", ","))
            for column, value in zip(columns, values, strict=True):
                cells[column] = value
            cells[head.index("teller")] = ""
            lines[place] = ";".join(cells)
            changed += 1
    assert changed > 20
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return root


def _unpacked(data: bytes) -> bytes:
    """Give all bytes of a zip, of the zips inside it too."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return b"".join(_unpacked(part) if part[:2] == b"PK" else part for part in parts)


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    made = []
    for canary in CANARIES:
        root = tmp_path_factory.mktemp("hidden") / "dossier"
        result = build(_dossier(root, canary), root / "uitvoer", documents=DOCUMENTS)
        made.append(
            {p.suffix: p.read_bytes() for p in result.files if p.suffix in {".xlsx", ".pptx"}}
        )
    return made


@pytest.mark.parametrize("form", [".xlsx", ".pptx"])
def test_a_hidden_value_is_nowhere_in_the_bytes(builds, form):
    for canary, made in zip(CANARIES, builds, strict=True):
        everything = _unpacked(made[form])
        assert b"Waterrijk" in everything
        for text in (canary, canary.replace(",", "."), f"0.{canary.replace(',', '')}", canary[3:]):
            for spelling in (text.encode(), text.encode("utf-16-le")):
                assert spelling not in everything, text


@pytest.mark.parametrize("form", [".xlsx", ".pptx"])
def test_files_are_the_same_whatever_the_hidden_value_is(builds, form):
    first, second = builds
    assert first[form] == second[form]
