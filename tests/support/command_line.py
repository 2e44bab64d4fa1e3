"""Runs the command line in this process or in one of its own, and small dossiers to run it on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import vmreport
from vmreport.cli import main
from vmreport.pipeline import write_sample

__all__ = ["Ran", "change", "dossier", "snapshot", "start", "vm"]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


def vm(capsys, *arguments: object) -> Ran:
    """Run a command in this process."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


def start(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    source = str(Path(vmreport.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-m", "vmreport", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": source, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def dossier(folder: Path, name: str = "groningen") -> Path:
    """Write a sample dossier to change and build; the small one asks for one document."""
    root = write_sample(name, folder / name)
    if name == "groningen":
        change(root / "dossier.toml", r"^documenten = .*$", 'documenten = ["raadsrapport"]')
    return root


def change(path: Path, pattern: str, new: str) -> None:
    """Replace what matches `pattern` in a file; it must match once."""
    text, count = re.subn(pattern, lambda _: new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, f"{pattern!r} matches {count} times"
    path.write_text(text, "utf-8")


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Give everything in a folder, to see later whether anything changed."""
    if not folder.exists():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
