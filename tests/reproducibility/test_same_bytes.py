"""The same dossier gives the same bytes: another process, time zone, hash seed, locale, folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from support.builds import FORMATS, sample_files
from support.surroundings import PLAIN, Surroundings, run
from vmreport.pipeline import write_sample

EXAMPLE = """
import sys
from pathlib import Path
from support.documents import document_of, example_document
from support.slide_documents import slide_blocks
from vmreport.errors import Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html import write_html
from vmreport.writers.pdf import write_pdf
from vmreport.writers.pptx import write_pptx
from vmreport.writers.xlsx import write_xlsx
style, document, out = load_house_style("voorbeeldstad", Problems()), example_document(), Path("uit")
out.mkdir()
pdf = write_pdf(document, style)
(out / "example.pdf").write_bytes(pdf.data)
(out / "example.docx").write_bytes(write_docx(document, style, pages=pdf.pages))
(out / "example.html").write_bytes(write_html(document, style))
(out / "example.xlsx").write_bytes(write_xlsx(document, style))
deck = document_of(*slide_blocks())
(out / "example.pptx").write_bytes(write_pptx(deck, style))
"""
SAMPLE = "groningen"


OTHERS = (
    Surroundings("Asia/Tokyo", "1", "C", hostile=True),
    Surroundings("UTC", "77", "C"),
    Surroundings("Asia/Tokyo", "77", "C.UTF-8", hostile=True),
)


def hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def short(name: str) -> str:
    """Give the document and the format out of a file name."""
    return name.split("_")[-2] + Path(name).suffix


def from_command_line(folder: Path, surroundings: Surroundings) -> dict[str, str]:
    """Build the Groningen sample with the command line and give a hash per document and format."""
    dossier = write_sample(SAMPLE, folder.parent / f"{folder.name}-dossier")
    run(folder, surroundings, "-m", "vmreport", "build", str(dossier), "--out", "uit")
    files = [path for path in (folder / "uit").iterdir() if path.suffix != ".xml"]
    return hashes({short(path.name): path.read_bytes() for path in files})


def in_this_process() -> dict[str, str]:
    """Write the documents of the Groningen sample here and give the same hashes."""
    made = sample_files(SAMPLE)
    return hashes({short(name): data for name, data in made.items() if not name.endswith(".xml")})


def example(folder: Path, surroundings: Surroundings) -> dict[str, str]:
    """Write the example document, which holds every block, and give a hash per format."""
    run(folder, surroundings, "-c", EXAMPLE)
    return hashes({path.suffix[1:]: path.read_bytes() for path in (folder / "uit").iterdir()})


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> dict[str, str]:
    """The example as written in plain surroundings."""
    return example(tmp_path_factory.mktemp("plain") / "run", PLAIN)


@pytest.mark.parametrize("surroundings", [PLAIN, *OTHERS], ids=str)
def test_a_sample_is_the_same_in_any_surroundings(surroundings, tmp_path):
    assert from_command_line(tmp_path / "run", surroundings) == in_this_process()


@pytest.mark.parametrize("surroundings", OTHERS, ids=str)
def test_every_block_is_the_same_in_any_surroundings(surroundings, expected, tmp_path):
    assert set(expected) == {*FORMATS, "xlsx", "pptx"}
    assert example(tmp_path / "run", surroundings) == expected
