"""Builds of the shipped samples, made once per test run and shared by all worker processes.

The one place in the tests that reaches into the pipeline for a document before it is written.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from vmreport import pipeline
from vmreport.compose.files import slug
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import Problems
from vmreport.loading import Loaded, load
from vmreport.writers.house_style import HouseStyle, load_house_style

__all__ = [
    "FOLDER",
    "FORMATS",
    "HOUSES",
    "SAMPLES",
    "Build",
    "compose_dossier",
    "house_style",
    "sample_build",
    "sample_document",
    "sample_files",
    "sample_papers",
]

SAMPLES = ("groningen", "voorbeeldstad")
HOUSES = ("ccv", "voorbeeldstad")
FORMATS = ("pdf", "docx", "html")
FOLDER = "VMREPORT_TEST_BUILDS"
"""Environment variable with the folder that the processes of one test run share."""

T = TypeVar("T")


@dataclass(frozen=True)
class Build:
    """A sample in one house style, in every format."""

    document: ResolvedDocument
    files: Mapping[str, bytes]
    pages: Mapping[str, int]
    """Printed page of each anchor of the PDF."""


@cache
def house_style(name: str) -> HouseStyle:
    """Give a shipped house style."""
    problems = Problems()
    style = load_house_style(name, problems)
    assert style is not None, problems.items
    return style


@cache
def sample_document(name: str, kind: str = "raadsrapport") -> ResolvedDocument:
    """Give a document of a shipped sample as the writers get it."""
    return _once(f"{name}-{kind}".replace("/", "-"), lambda: compose_dossier(_sample(name), kind))


@cache
def sample_build(name: str, house: str) -> Build:
    """Give the raadsrapport of a sample in a house style, in every format."""
    return _once(f"{name}-{house}-files", lambda: _build(sample_document(name), house))


@cache
def sample_files(name: str) -> Mapping[str, bytes]:
    """Give every file that a build of a shipped sample makes, by file name."""
    return _once(f"{name}-all", lambda: _build_all(name))


@cache
def sample_papers(name: str) -> Mapping[str, str]:
    """Give the file stem of every document of a sample that has pages, by the name users give it.

    `wijkprofiel/wk990101` is the one of an area.
    """
    loaded = _loaded(_sample(name), Problems())
    jobs = pipeline._wanted(loaded, (), Problems())
    return {
        f"{job.kind.name}/{slug(job.area.code)}" if job.area else job.kind.name: job.stem
        for job in jobs
        if "pdf" in job.kind.formats
    }


def compose_dossier(root: Path, kind: str = "raadsrapport") -> ResolvedDocument:
    """Give a document of a dossier, resolved and checked: `wijkprofiel/centrum` for one area.

    Raises what the pipeline raises.
    """
    problems = Problems()
    loaded = _loaded(root, problems)
    jobs = pipeline._wanted(loaded, (kind,), problems)
    problems.raise_if_blocking()
    return pipeline._document(loaded, jobs[0])


def _loaded(root: Path, problems: Problems) -> Loaded:
    loaded = load(root, problems)
    problems.raise_if_blocking()
    assert loaded is not None
    return loaded


def _build_all(name: str) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        root = pipeline.write_sample(name, Path(folder) / name)
        return {path.name: path.read_bytes() for path in pipeline.build(root, root / "uit").files}


def _sample(name: str) -> Path:
    from vmreport.assets import data_root

    return data_root() / "samples" / name


def _build(document: ResolvedDocument, house: str) -> Build:
    from vmreport.writers.docx import write_docx
    from vmreport.writers.html import write_html
    from vmreport.writers.pdf.writer import write_pdf

    style = house_style(house)
    pdf = write_pdf(document, style)
    docx = write_docx(document, style, pages=pdf.pages)
    files = {"pdf": pdf.data, "docx": docx, "html": write_html(document, style)}
    return Build(document, files, dict(pdf.pages))


def _once(name: str, make: Callable[[], T]) -> T:
    """Give what `make` gives, made by whichever process comes first."""
    folder = Path(os.environ[FOLDER])
    path = folder / f"{name}.pickle"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            return pickle.loads(path.read_bytes())  # noqa: S301 - our own file of this run
        made = make()
        path.write_bytes(pickle.dumps(made))
        return made
