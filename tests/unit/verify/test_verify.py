"""verify as a whole: reports, unreadable files, the command, the samples."""

import io
import json
import zipfile

import pytest

from support.finished import PDF_NAME, WORD_NAME, added, pdf, word
from vmreport.cli import main
from vmreport.errors import Level
from vmreport.verify import verapdf
from vmreport.verify.report import Findings
from vmreport.verify.rules import RULES
from vmreport.verify.verify import verify_bytes, verify_files


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "geen PDF en geen bestand van Word, PowerPoint of Excel"),
        (b"<html></html>", "geen PDF en geen bestand van Word, PowerPoint of Excel"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "oud Office-bestand"),
        (b"PK\x03\x04" + b"x" * 60, "beschadigd of geen Office-bestand"),
        (zipped(a="b"), "hoofddeel ontbreekt"),
        (zipped(**{"../a": "b"}), "verboden of dubbele naam"),
        (b"%PDF-1.7\n" + b"x" * 60, "beschadigd of geen PDF"),
        (pdf()[:4000], "beschadigd of geen PDF"),
        (word()[:4000], "beschadigd of geen Office-bestand"),
        (added(word(), "word/document.xml", b"<a><b></a>"), "word/document.xml is beschadigd"),
        (
            added(word(), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "documenttype",
        ),
        (
            added(word(), "word/document.xml", b"<a/>"),
            "geen document van Word, PowerPoint of Excel",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be(data, words):
    report = verify_bytes(data, "x.bin")
    assert words in report.unreadable
    assert not report.clean
    assert report.lines() == (f"x.bin: niet te lezen. {report.unreadable}",)


def test_an_unpacked_giant_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"word/{number}.xml", b"0" * (64 * 1024 * 1024))
    assert "te groot" in verify_bytes(out.getvalue(), "x.docx").unreadable


def test_a_locked_pdf_is_unreadable():
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert "wachtwoord" in verify_bytes(out.getvalue(), "x.pdf").unreadable


def test_a_missing_file_does_not_stop_the_others(tmp_path):
    good = tmp_path / WORD_NAME
    good.write_bytes(word())
    missing, found = verify_files([tmp_path / "weg.pdf", good])
    assert missing.unreadable
    assert found.clean


def test_findings_of_one_rule_are_cut_after_twenty():
    findings = Findings()
    for number in range(30):
        findings.fault("word.koppen", f"plaats {number}", "fout", "herstel")
    report = findings.report("x")
    assert len(report.faults) == 21
    assert report.faults[-1].what == "nog 10 keer hetzelfde."


def test_a_rule_that_does_not_exist_cannot_be_used():
    with pytest.raises(KeyError):
        Findings().fault("word.onzin", "", "a", "b")


def test_rules_have_titles_and_sources():
    assert all(rule.title and rule.source and rule.id == key for key, rule in RULES.items())


def run(capsys, *arguments):
    code = main(["verify", *arguments])
    return code, capsys.readouterr().out


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(verapdf, "available", lambda: False)
    bad = added(word(), "docProps/thumbnail.jpeg", b"x")
    for name, data in {PDF_NAME: pdf(), WORD_NAME: word(), "fout_concept.docx": bad}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "x.txt").write_text("hallo")
    return tmp_path


def test_the_command_says_that_files_are_sound(files, capsys):
    code, out = run(capsys, str(files / PDF_NAME), str(files / WORD_NAME))
    assert code == 0
    assert out.count("in orde (") == 2
    assert "Niet gecontroleerd: " in out
    assert "pip install 'vmreport[verify]'" in out


def test_the_command_fails_with_the_rule_and_what_to_do(files, capsys):
    code, out = run(capsys, str(files / "fout_concept.docx"))
    assert code == 3
    assert "1 fout (" in out
    assert "FOUT    lek.onderdeel onderdeel docProps/thumbnail.jpeg" in out
    assert " -> " in out


def test_a_file_that_cannot_be_read_gives_six(files, capsys):
    code, out = run(capsys, str(files / WORD_NAME), str(files / "x.txt"))
    assert code == 6
    assert "x.txt: niet te lezen." in out


def test_the_report_as_data(files, capsys):
    code, out = run(capsys, "--json", str(files / "fout_concept.docx"), str(files / PDF_NAME))
    data = json.loads(out)
    assert code == 3
    assert data["ok"] is False
    wrong, right = data["files"]
    assert [item["rule"] for item in wrong["findings"]] == ["lek.onderdeel"]
    assert wrong["findings"][0]["level"] == Level.PROBLEM
    assert right["ok"] is True
    assert {item["rule"] for item in right["not_checked"]} == {
        "pdf.pdfa",
        "pdf.pdfua",
        "pdf.contrast",
    }


def test_the_author_can_be_asked_for(files, capsys):
    code, out = run(capsys, "--organisatie", "Gemeente Anders", str(files / WORD_NAME))
    assert code == 3
    assert "lek.auteur" in out


def test_the_command_is_in_the_help(capsys):
    assert main(["--help"]) == 0
    assert "verify" in capsys.readouterr().out
