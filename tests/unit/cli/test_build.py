"""`build` and `demo`: what they write, that they write all of it or nothing, and how they end."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from support.command_line import change, dossier, snapshot, start, vm
from vmreport import pipeline
from vmreport.errors import (
    ContentError,
    DisclosureError,
    EnvironmentFault,
    Place,
    Problem,
    WriterError,
)

STEM = "PV20_provincie-groningen_2017_raadsrapport_concept"
PROBLEM = Problem("E999", Place("dossier.toml", row=3), "Iets is mis.", "Herstel het.")


@pytest.fixture
def root(tmp_path) -> Path:
    return dossier(tmp_path)


@pytest.fixture
def quick(monkeypatch):
    """Writers that take no time and say which format they were."""
    from vmreport.writers import docx, html
    from vmreport.writers.pdf import writer

    result = writer.PdfResult(b"pdf", {}, 1)
    monkeypatch.setattr(writer, "write_pdf", lambda *_, **__: result)
    monkeypatch.setattr(docx, "write_docx", lambda *_, **__: b"docx")
    monkeypatch.setattr(html, "write_html", lambda *_, **__: b"html")


@pytest.mark.usefixtures("quick")
def test_build_writes_every_format_under_its_name(capsys, root):
    ran = vm(capsys, "build", root)
    out = root / "uitvoer"
    assert ran.code == 0
    made = snapshot(out)
    assert made.pop(f"{STEM}.diwoo.xml")
    assert made == {f"{STEM}.docx": b"docx", f"{STEM}.html": b"html", f"{STEM}.pdf": b"pdf"}
    said = ran.out.splitlines()
    assert said[0] == "Gemaakt:"
    assert sorted(said[1:]) == sorted(f"  {path}" for path in out.iterdir())


@pytest.mark.usefixtures("quick")
def test_progress_names_the_document_and_counts(capsys, root):
    lines = [line for line in vm(capsys, "build", root).err.splitlines() if "groningen:" in line]
    assert lines[0] == "groningen: lezen en controleren (0/1)"
    assert lines[-1] == "groningen: klaar (4/4)"
    assert any("raadsrapport (pdf)" in line for line in lines)


@pytest.mark.usefixtures("quick")
def test_a_final_document_has_no_status_in_its_name(capsys, root):
    change(root / "dossier.toml", r'^status = "concept"$', 'status = "definitief"')
    assert vm(capsys, "build", root, "--format", "html").code == 0
    names = snapshot(root / "uitvoer")
    assert f"{STEM.removesuffix('_concept')}.html" in names
    assert not [name for name in names if "concept" in name]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_one_format_is_one_file(capsys, root, tmp_path, form):
    assert vm(capsys, "build", root, "--out", tmp_path / "ergens", "--format", form).code == 0
    made = set(snapshot(tmp_path / "ergens")) - {f"{STEM}.diwoo.xml"}
    assert made == {f"{STEM}.{form}"}
    assert not (root / "uitvoer").exists()


def test_an_unknown_document_is_a_problem_with_the_choices(capsys, root):
    before = snapshot(root)
    ran = vm(capsys, "build", root, "--document", "raadsrappor")
    assert ran.code == 3
    assert "E131 dossier.toml:documenten" in ran.err
    assert "raadsrapport" in ran.err.partition("->")[2]
    assert snapshot(root) == before


def test_all_problems_are_said_and_nothing_is_written(capsys, root):
    change(root / "dossier.toml", r"^gemeente = .*$", 'gemeente = "XX99"')
    change(root / "dossier.toml", r"^editie = .*$", 'editie = "vorig jaar"')
    before = snapshot(root)
    ran = vm(capsys, "build", root)
    assert ran.code == 3
    assert len([line for line in ran.err.splitlines() if line.startswith("E1")]) >= 2
    assert "Er is niets gemaakt." in ran.err
    assert snapshot(root) == before


def test_an_empty_folder_is_not_a_dossier(capsys, tmp_path):
    ran = vm(capsys, "build", tmp_path)
    assert ran.code == 3
    assert "dossier.toml" in ran.err
    assert snapshot(tmp_path) == {}


def fail_with(monkeypatch, error: BaseException) -> None:
    """Make the Word writer, second of three, fail."""
    from vmreport.writers import docx

    def write(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(docx, "write_docx", write)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (WriterError("docx: kapot"), 70, "docx: kapot"),
        (RuntimeError("bug"), 70, "Dit is een fout in vmreport"),
        (AssertionError(), 70, "AssertionError in test_build.py"),
        (EnvironmentFault("Het lettertype ontbreekt."), 6, "Het lettertype ontbreekt."),
        (OSError(28, "No space left on device"), 6, "werkt niet mee: de schijf is vol. Wat u kunt"),
        (OSError(5, "Input/output error"), 6, "werkt niet mee: [Errno 5] Input/output error."),
        (MemoryError(), 6, "te weinig geheugen"),
        (ContentError([PROBLEM]), 3, "E999 dossier.toml:3  Iets is mis.  -> Herstel het."),
        (DisclosureError([PROBLEM]), 4, "E999 dossier.toml:3"),
        (KeyboardInterrupt(), 130, "Afgebroken."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_a_fault_while_writing_leaves_the_old_files(capsys, root, monkeypatch, error, code, said):
    out = root / "uitvoer"
    out.mkdir()
    for form in ("pdf", "docx", "html"):
        (out / f"{STEM}.{form}").write_bytes(b"oud")
    before = snapshot(root)
    fail_with(monkeypatch, error)
    ran = vm(capsys, "build", root)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert "Traceback" not in ran.err
    assert snapshot(root) == before


@pytest.mark.usefixtures("quick")
def test_the_trace_comes_only_when_asked_for(capsys, root, monkeypatch):
    fail_with(monkeypatch, RuntimeError("bug"))
    monkeypatch.setenv("VMREPORT_DEBUG", "1")
    assert "Traceback" in vm(capsys, "build", root).err


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_half_way_leaves_the_old_set(capsys, root, monkeypatch, step):
    """The second of three files cannot be written, or cannot be put in place."""
    out = root / "uitvoer"
    out.mkdir()
    for form in ("pdf", "docx", "html"):
        (out / f"{STEM}.{form}").write_bytes(b"oud")
    before = snapshot(root)
    if step == "fsync":
        calls = []

        def fsync(_: int) -> None:
            calls.append(1)
            if len(calls) == 2:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fsync)
    else:
        (out / f"{STEM}.html").unlink()
        (out / f"{STEM}.html" / "open").mkdir(parents=True)
        before = snapshot(root)
    ran = vm(capsys, "build", root)
    assert ran.code == 6
    assert snapshot(root) == before


@pytest.mark.usefixtures("quick")
def test_a_first_set_that_cannot_be_placed_leaves_no_part_of_it(capsys, root):
    out = root / "uitvoer"
    (out / f"{STEM}.html" / "open").mkdir(parents=True)
    assert vm(capsys, "build", root).code == 6
    assert list(snapshot(out)) == [f"{STEM}.html", f"{STEM}.html/open"]


def test_a_folder_for_output_that_is_a_file_is_a_wrong_call(capsys, root, tmp_path):
    target = tmp_path / "bestand"
    target.write_text("x")
    assert vm(capsys, "build", root, "--out", target).code == 2


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, "Afgebroken."), (signal.SIGTERM, 143, "Gestopt.")],
    ids=["interrupt", "terminate"],
)
def test_a_signal_ends_the_build_with_nothing_written(root, sent, code, said):
    process = start("build", root)
    assert process.stderr is not None
    for line in process.stderr:
        if "(pdf)" in line:
            break
    time.sleep(0.3)
    process.send_signal(sent)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, said in err) == (code, True), err
    assert "Traceback" not in err
    assert out == ""
    assert not (root / "uitvoer").exists()


@pytest.mark.usefixtures("quick")
def test_demo_writes_both_samples_with_all_their_documents(capsys, tmp_path):
    ran = vm(capsys, "demo", tmp_path / "voorbeelden")
    assert ran.code == 0
    made = snapshot(tmp_path / "voorbeelden")
    for name in pipeline.sample_names():
        files = {Path(path).suffix for path in made if path.startswith(f"{name}/uitvoer/")}
        assert files >= {".pdf", ".docx", ".html"}
        assert f"{name}/dossier.toml" in made


@pytest.mark.usefixtures("quick")
def test_demo_without_a_folder_says_where_it_put_things(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = vm(capsys, "demo")
    assert ran.code == 0
    assert (tmp_path / "vmreport-voorbeelden" / "groningen" / "uitvoer").is_dir()
    assert "vmreport-voorbeelden" in ran.out
