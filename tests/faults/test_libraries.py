"""A library or the system raises at each of its calls in turn: no file is ever half there.

A few of the calls in every test run; with VMREPORT_INJECTIONS (`make faults`) every single one.
Here where documents are made; the process that runs a batch is in `test_own_process`.
Source: risks F15.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import failing
from support.batch_runs import QUICK, Watcher, codes, contents, published
from support.command_line import vm
from support.failing import EVERY, FAILING, PLACES, counted, moments
from support.many_dossiers import write_dossiers
from vmreport.batch.overview import SUMMARY
from vmreport.batch.pool import Pool
from vmreport.batch.report import Wanted
from vmreport.batch.supervisor import Order, run_batch
from vmreport.cli import main

PAPERS = ("--document", "factsheet")
FORMS = ("--format", "pdf", "--format", "docx", "--format", "html")
OLD = b"van de vorige keer"
UNUSED_IN_A_BUILD = {
    "font cut",
    "hashed",
    "json",
    "line written",
    "moved",
    "process started",
}
"""Places that a build does not come by, or only the first time in a process."""
FAULTS = (("font cut", 1), ("weasyprint lays out", 1), ("zip closed", 1), ("file put", 2))
"""What goes wrong in the first dossiers of a batch; fonts are cut once in each process."""
MORE = (
    ("pydyf writes", 1),
    ("weasyprint writes", 1),
    ("pydyf adds", 50),
    ("chart painted", 1),
    ("chart in Word", 1),
    ("picture saved", 1),
    ("xml written", 9),
    ("zip entry", 20),
    ("template", 8),
    ("file opened", 7),
    ("folder made", 2),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory) -> Path:
    return write_dossiers(tmp_path_factory.mktemp("land") / "in", 1)[0].dossier


@pytest.fixture(scope="module")
def whole(dossier, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("heel")
    assert main(["build", str(dossier), "--out", str(out), *PAPERS, *FORMS]) == 0
    return contents(out)


@pytest.fixture(scope="module")
def calls(dossier, whole, tmp_path_factory) -> dict[str, int]:
    """Give how often a build comes by each place, in a process that has built before."""
    out = tmp_path_factory.mktemp("tel")
    with counted() as counters:
        assert main(["build", str(dossier), "--out", str(out), *PAPERS, *FORMS]) == 0
    assert contents(out) == whole
    return {place: counter.calls for place, counter in counters.items()}


def test_every_place_is_used(calls):
    assert {place for place, count in calls.items() if not count} <= UNUSED_IN_A_BUILD


@pytest.mark.parametrize("place", sorted(set(PLACES) - UNUSED_IN_A_BUILD))
def test_documents_are_old_or_new(dossier, whole, calls, tmp_path, capsys, place):
    for at in moments(calls[place]):
        out = tmp_path / f"uit-{at}"
        out.mkdir()
        for name in whole:
            (out / name).write_bytes(OLD)
        with failing.failing(place, at) as counter:
            ran = vm(capsys, "build", dossier, "--out", out, *PAPERS, *FORMS)
        assert counter.calls >= at
        # a library that raises where Python throws it away says so itself
        assert "Traceback" not in ran.err.partition("Exception ignored in")[0]
        there = {name: data for name, data in contents(out).items() if name in whole}
        assert there in (whole, dict.fromkeys(whole, OLD)), (place, at)
        assert ran.code != 0 or there == whole, (place, at)
        if place != "folder removed":  # what is then left over is the temporary folder itself
            assert set(contents(out)) == set(whole), (place, at)
    again = tmp_path / "opnieuw"
    assert vm(capsys, "build", dossier, "--out", again, *PAPERS, *FORMS).code == 0
    assert contents(again) == whole, "what went wrong is not remembered"


def test_what_raises_fails_by_name_and_resume_makes_it_whole(tmp_path, monkeypatch):
    faults = FAULTS + (MORE if EVERY else ())
    reports = write_dossiers(tmp_path / "in", len(faults) + 1)
    wanted = Wanted(("factsheet",), ("pdf", "docx"))

    def batch(name: str, *, resume: bool = False) -> Path:
        order = Order(reports, tmp_path / name, wanted, QUICK, resume, failing.MAKE)
        run_batch(order, lambda work: Pool(1, QUICK, work, failing.MODULE), Watcher())
        return tmp_path / name

    whole = published(batch("heel"))
    wrong = {report.key: fault for report, fault in zip(reports, faults, strict=False)}
    monkeypatch.setenv(FAILING, json.dumps(wrong))
    out = batch("uit")
    assert set(codes(out)) == set(wrong)
    told = {code for found in codes(out).values() for code in found}
    assert told == {"E834", "E835", *(["E531"] if EVERY else [])}, "fonts, libraries, templates"
    summary = (out / SUMMARY).read_text("utf-8")
    made = {report.key for report in reports} - set(wrong)
    for key in wrong:
        assert f"- {key}\n    E" in summary
        assert not (out / key).exists()
    for name, data in published(out).items():
        if name.partition("/")[0] in made:
            assert data == whole[name]
    monkeypatch.delenv(FAILING)
    batch("uit", resume=True)
    assert published(out) == whole
