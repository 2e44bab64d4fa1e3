"""Hashes of what goes into a report: the files of a dossier, and the program itself."""

from __future__ import annotations

import ctypes
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from vmreport import __version__
from vmreport.assets import styles_root, templates_root

__all__ = [
    "digest",
    "dossier_hashes",
    "dossier_size",
    "file_hash",
    "folder_hashes",
    "input_files",
    "program_fingerprint",
    "source_hash",
]

_LIBRARIES = (
    "babel", "brotli", "contourpy", "cssselect2", "fonttools", "jinja2", "lxml", "markdown-it-py",
    "markupsafe", "matplotlib", "numpy", "openpyxl", "pandas", "pikepdf", "pillow", "pydantic",
    "pydyf", "pyphen", "python-docx", "python-pptx", "scipy", "tinycss2", "tinyhtml5", "uharfbuzz",
    "weasyprint", "xlsxwriter", "zopfli",
)  # fmt: skip
"""What has a say in the bytes of a document."""
_PANGO = "libpango-1.0.so.0"
"""The library that WeasyPrint opens on Linux."""


def digest(value: object) -> str:
    """Give the SHA-256 of a value that JSON can hold."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_hashes(folder: Path) -> Mapping[str, str]:
    """Give the SHA-256 of every file below a folder, by its path with `/`."""
    return _hashes(folder, (path for path in folder.rglob("*") if path.is_file()))


def input_files(dossier: Path) -> tuple[Path, ...]:
    """Give the files of a dossier that can have a say in its documents.

    Left out: what a build wrote (`uitvoer`), hidden files, and lock files of office programs.
    """
    return tuple(
        path
        for path in sorted(dossier.rglob("*"))
        if path.is_file() and not _is_left_out(path.relative_to(dossier))
    )


def _is_left_out(path: Path) -> bool:
    return path.parts[0] == "uitvoer" or any(part.startswith((".", "~$")) for part in path.parts)


def _hashes(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): file_hash(path) for path in sorted(paths)}


def dossier_hashes(dossier: Path) -> Mapping[str, str]:
    """Give the SHA-256 of each input file of a dossier, by its path with `/`."""
    return _hashes(dossier, input_files(dossier))


def dossier_size(dossier: Path) -> int:
    """Give the bytes of the input files of a dossier."""
    return sum(path.stat().st_size for path in input_files(dossier))


def source_hash(dossier: Path) -> str:
    """Give one hash of all input files of a dossier."""
    return digest(dossier_hashes(dossier))


@cache
def program_fingerprint() -> str:
    """Give one hash for all that is not in the dossier and still decides the bytes.

    The program with its data, templates and house styles, the libraries, and the text layout of
    the machine. Source: risks A17, E8 (equality is per installation).
    """
    package = Path(str(files("vmreport")))
    roots = {"program": package, "templates": templates_root(), "styles": styles_root()}
    found = {
        name: _hashes(root, (path for path in root.rglob("*") if _is_program(path)))
        for name, root in roots.items()
    }
    return digest([__version__, _surroundings(), found])


def _is_program(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and "_assets" not in path.parts


def _surroundings() -> dict[str, str]:
    versions = {"python": platform.python_version(), "machine": platform.machine()}
    versions |= {name: metadata.version(name) for name in _LIBRARIES}
    return versions | {"pango": str(_pango_version())}


def _pango_version() -> int:
    """Give the version of the text layout; WeasyPrint is loaded for it only where it must be."""
    try:
        return int(ctypes.CDLL(_PANGO).pango_version())
    except (OSError, AttributeError):
        from vmreport.writers.pdf.loading import load_weasyprint

        load_weasyprint()
        from weasyprint.text.ffi import pango

        return int(pango.pango_version())
