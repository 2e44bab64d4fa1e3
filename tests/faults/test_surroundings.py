"""A batch gives the same bytes whatever is around it: clock, place, language, folder, no network.

With VMREPORT_INJECTIONS (`make faults`) with ten hash seeds instead of four. Source: risks F11, F12.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.batch_runs import published
from support.failing import EVERY
from support.many_dossiers import write_dossiers
from support.surroundings import PLAIN, Surroundings, jumping_clock, latin_locale, run

COUNT = 2
NAMES = ("Súdwest-Fryslân", "'s-Hertogenbosch")
PAPERS = ("--document", "raadsbrief", "--document", "factsheet")
FORMS = ("--format", "pdf", "--format", "docx", "--format", "html")
OTHERS = (
    Surroundings("Asia/Tokyo", "0", "C", hostile=True),
    Surroundings("America/St_Johns", "3", "POSIX"),
    *(Surroundings("UTC", str(seed), "C.UTF-8") for seed in range(10) if EVERY),
)
ALONE = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
GUARD = """
import os, sys
_ASKED = os.environ["VMREPORT_TEST_ASKED"]
def _hook(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        with open(_ASKED, "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments}\\n")
        raise PermissionError(event)
sys.addaudithook(_hook)
with open(_ASKED + "-guarded", "a", encoding="utf-8") as file:
    file.write("one\\n")
"""
"""Refuses and writes down every use of the network in a process and in the workers it starts."""


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory) -> Path:
    """Give dossiers of which the names need more than ASCII."""
    folder = tmp_path_factory.mktemp("land") / "in"
    for report, name in zip(write_dossiers(folder, COUNT), NAMES, strict=True):
        settings = report.dossier / "dossier.toml"
        text = settings.read_text("utf-8")
        was = text.partition('naam = "')[2].partition('"')[0]
        settings.write_text(text.replace(f'naam = "{was}"', f'naam = "{name}"'), "utf-8")
        report.dossier.rename(folder / name)
    return folder


def batch(
    folder: Path, dossiers: Path, surroundings: Surroundings, before: tuple[str, ...] = ()
) -> Mapping[str, bytes]:
    """Make the batch in these surroundings; give all that it publishes."""
    words = ("-m", "vmreport", "batch", str(dossiers), "--out", "uit", "-j", "1")
    run(folder, surroundings, *words, *PAPERS, *FORMS, before=before)
    return published(folder / "uit")


@pytest.fixture(scope="module")
def expected(dossiers, tmp_path_factory) -> Mapping[str, bytes]:
    """Give the batch as it is made in plain surroundings."""
    made = batch(tmp_path_factory.mktemp("gewoon") / "run", dossiers, PLAIN)
    assert len(made) == COUNT * 2 * 4 + 2
    return made


@pytest.mark.parametrize("surroundings", OTHERS, ids=str)
def test_place_seed_and_folder_do_not_matter(surroundings, dossiers, expected, tmp_path):
    assert batch(tmp_path / "run", dossiers, surroundings) == expected


def test_a_locale_without_unicode_does_not_matter(dossiers, expected, tmp_path):
    (tmp_path / "talen").mkdir()
    surroundings = latin_locale(tmp_path / "talen")
    spoken = "import sys; print(sys.getfilesystemencoding())"
    assert run(tmp_path / "taal", surroundings, "-c", spoken) == "iso8859-1\n"
    assert batch(tmp_path / "run", dossiers, surroundings) == expected


def test_a_clock_that_jumps_does_not_matter(dossiers, expected, tmp_path):
    surroundings = Surroundings(
        "UTC", "7", "C.UTF-8", more={"LD_PRELOAD": str(jumping_clock(tmp_path))}
    )
    looks = "import time, datetime; print({datetime.datetime.now().year for _ in range(6)})"
    assert len(eval(run(tmp_path / "klok", surroundings, "-c", looks))) > 4  # noqa: S307 - our own
    for number, path in enumerate(path for path in dossiers.rglob("*") if path.is_file()):
        os.utime(path, (number * 10**9, number * 10**9))
    assert batch(tmp_path / "run", dossiers, surroundings) == expected


def test_nothing_asks_for_the_network(dossiers, expected, tmp_path):
    asked, guard = tmp_path / "gevraagd", tmp_path / "wacht"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    path = os.pathsep.join((str(guard), PLAIN.environment(tmp_path)["PYTHONPATH"]))
    more = {"PYTHONPATH": path, "VMREPORT_TEST_ASKED": str(asked)}
    surroundings = Surroundings("UTC", "8", "C.UTF-8", more=more)
    assert batch(tmp_path / "run", dossiers, surroundings) == expected
    assert not asked.exists(), asked.read_text("utf-8")
    assert len(Path(f"{asked}-guarded").read_text("utf-8").splitlines()) == 2, "command and worker"
    with pytest.raises(AssertionError, match="socket"):
        run(tmp_path / "proef", surroundings, "-c", ALONE)
    assert asked.exists(), "the guard does stop what asks"


def test_without_any_network_the_bytes_are_the_same(dossiers, expected, tmp_path):
    """In a network namespace of its own, where there is not even a loopback."""
    alone = ("unshare", "--map-root-user", "--net")
    tried = subprocess.run(
        [*alone, sys.executable, "-c", ALONE], capture_output=True, text=True, check=False
    )
    if "Network is unreachable" not in tried.stderr:
        pytest.skip(f"this machine gives no network namespace: {tried.stderr.strip()[-200:]}")
    assert batch(tmp_path / "run", dossiers, PLAIN, before=alone) == expected
