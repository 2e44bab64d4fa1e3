"""Other programs that make a PDF of the same report: where they are, and how they are called.

What is missing is installed when that is possible, and named with the reason when it is not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measure import Subject
from reference_report import reference_report
from typst_source import write_typst

__all__ = ["Peer", "peers"]

_TYPST = "typst==0.15.2"
_TYPST_RUN = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], "
    "pdf_standards=['ua-1'])"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with; without a subject it is missing."""

    name: str
    version: str
    subject: Subject | None
    missing: str = ""
    """Why it is not there."""


def peers(work: Path, fonts: Path, *, install: bool) -> list[Peer]:
    """Give the peers; `work` holds `plain.html` and `report.docx`."""
    makers: tuple[tuple[str, Callable[[], Peer]], ...] = (
        ("Chromium", lambda: _chromium(work, install=install)),
        ("Typst", lambda: _typst(work, fonts, install=install)),
        ("LibreOffice", lambda: _libreoffice(work, install=install)),
    )
    found = []
    for name, make in makers:
        try:
            found.append(make())
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            found.append(Peer(name, "", None, said.strip().splitlines()[-1] if said else "?"))
    return found


def _run(*command: str) -> str:
    return subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=1200
    ).stdout.strip()


def _program(names: tuple[str, ...], package: str, *, install: bool) -> str:
    """Give the path of a program, from its Debian package if need be."""
    for _ in range(2):
        found = next((path for path in map(shutil.which, names) if path), None)
        if found:
            return found
        if not install or not shutil.which("apt-get") or os.geteuid():
            break
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    raise FileNotFoundError(f"not found, and the Debian package {package} was not installed")


def _chromium(work: Path, *, install: bool) -> Peer:
    program = _program(
        ("chromium", "chromium-browser", "google-chrome"), "chromium", install=install
    )
    command = [
        program,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--generate-tagged-pdf",
        f"--user-data-dir={work / 'chromium'}",
        f"--print-to-pdf={work / 'chromium.pdf'}",
        (work / "plain.html").as_uri(),
    ]
    return Peer("Chromium", _run(program, "--version"), Subject(command, many=True))


def _typst(work: Path, fonts: Path, *, install: bool) -> Peer:
    home = work / "typst"
    python = home / "bin" / "python"
    if install and not python.exists():
        _run(sys.executable, "-m", "venv", str(home))
        _run(str(python), "-m", "pip", "install", "--quiet", _TYPST)
    if not python.exists():
        raise FileNotFoundError("not installed")
    version = _run(str(python), "-c", "import importlib.metadata as m; print(m.version('typst'))")
    source = write_typst(reference_report(), work)
    files = [str(source), str(work / "typst.pdf"), str(fonts)]
    command = [str(python), "-c", _TYPST_RUN, *files]
    return Peer("Typst", f"Typst {version}, UA-1", Subject(command))


def _libreoffice(work: Path, *, install: bool) -> Peer:
    program = _program(("soffice", "libreoffice"), "libreoffice-writer", install=install)
    profile = f"-env:UserInstallation={(work / 'office').as_uri()}"
    target = ["--outdir", str(work / "office-out"), str(work / "report.docx")]
    command = [program, profile, "--headless", "--convert-to", "pdf", *target]
    version = " ".join(_run(program, "--version").split()[:2])
    return Peer("LibreOffice", f"{version}, from our Word file", Subject(command, many=True))
