"""The wheel holds the package, its data, the templates and the styles: what is on disk, no more."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "src/vmreport": "vmreport",
    "templates": "vmreport/_assets/templates",
    "styles": "vmreport/_assets/styles",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def on_disk() -> Iterator[tuple[str, Path]]:
    """Give every file that belongs in the wheel, with its name there."""
    for folder, name in PLACES.items():
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT / folder).parts
            if path.is_file() and not {"__pycache__", "_assets"} & set(parts):
                yield "/".join((name, *parts)), path


def test_the_wheel_holds_what_is_on_disk(wheel):
    wanted = dict(on_disk())
    assert len(wanted) > 300
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == set(wanted)
    assert [name for name, path in wanted.items() if wheel.read(name) != path.read_bytes()] == []


def test_the_command_and_the_version_are_in_the_wheel(wheel):
    from vmreport import __version__

    info = f"vmreport-{__version__}.dist-info"
    assert "vmreport = vmreport.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"Version: {__version__}" in wheel.read(f"{info}/METADATA").decode()


def test_the_wheel_is_the_same_each_time(wheel):
    assert {info.date_time for info in wheel.infolist()} == {(2020, 2, 2, 0, 0, 0)}
