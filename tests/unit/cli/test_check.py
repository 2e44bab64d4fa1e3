"""`check` and `outline`: everything said, nothing written, quick."""

from __future__ import annotations

import json

import pytest

from support.command_line import change, dossier, snapshot, start, vm


@pytest.fixture
def root(tmp_path):
    return dossier(tmp_path)


@pytest.mark.parametrize("sample", ["groningen", "voorbeeldstad"])
def test_a_sample_is_in_order_and_nothing_is_written(capsys, tmp_path, sample):
    root = dossier(tmp_path, sample)
    before = snapshot(root)
    ran = vm(capsys, "check", root)
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith("In orde, met ")
    assert snapshot(root) == before


def break_it(root) -> None:
    change(root / "dossier.toml", r"^vorige_editie = .*$", 'vorige_editie = "2016x"')
    change(root / "dossier.toml", r"^huisstijl = .*$", 'huisstijl = "bestaat-niet"')


def test_problems_are_counted_and_give_3(capsys, root):
    break_it(root)
    ran = vm(capsys, "check", root)
    assert ran.code == 3
    assert "Herstel de fouten; er is niets gemaakt." in ran.out
    assert "dossier.toml:" in ran.out


def test_json_gives_the_same_as_data(capsys, root):
    break_it(root)
    plain, data = vm(capsys, "check", root), vm(capsys, "check", root, "--json")
    found = json.loads(data.out)
    assert (data.code, found["ok"]) == (3, False)
    keys = {"code", "level", "file", "sheet", "row", "column", "words", "what", "hint"}
    assert all(set(problem) == keys for problem in found["problems"])
    for problem in found["problems"]:
        assert problem["code"] in plain.out
        assert problem["what"] in plain.out
        assert problem["hint"] in plain.out


def test_json_of_a_sound_dossier_is_ok(capsys, root):
    ran = vm(capsys, "check", root, "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["ok"]) == (0, True)
    assert {problem["level"] for problem in found["problems"]} <= {"notice"}


def test_a_wrong_figure_is_named_by_file_row_and_column(capsys, root):
    change(
        root / "indicatoren.csv",
        r"^(?=2017;PV20;.*;onveilig_buurt;).*$",
        "2017;PV20;Groningen;provincie;NL01;onveilig_buurt;%;inwoners van 15 jaar en ouder;veertig;;;;;;;CBS;",
    )
    ran = vm(capsys, "check", root)
    assert ran.code == 3
    assert "indicatoren.csv:" in ran.out
    assert ":waarde" in ran.out


def test_outline_prints_the_document(capsys, root):
    ran = vm(capsys, "outline", root, "--document", "raadsrapport")
    assert ran.code == 0
    assert ran.out.startswith("document: Veiligheidsmonitor 2017")
    assert "table Tabel 1" in ran.out


def test_outline_of_an_unknown_document_gives_3(capsys, root):
    assert vm(capsys, "outline", root, "--document", "brief").code == 3


def test_a_reader_that_stops_early_is_no_error(root):
    process = start("outline", root, "--document", "raadsrapport")
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.wait(timeout=60) == 0
    assert "Traceback" not in said
    assert "Broken" not in said


def test_wrong_sentences_of_the_municipality_do_not_hide_other_faults(capsys, root):
    own = root / "huisstijl"
    own.mkdir()
    (own / "zinnen.toml").write_text('[oordeel]\nhogerr = "x"\n', "utf-8")
    (own / "tokens.toml").write_text('[kleuren]\nhuis = "rood"\n', "utf-8")
    said = vm(capsys, "check", root).out
    assert "E424 huisstijl/zinnen.toml:2 " in said
    assert "Bedoelde u 'oordeel.hoger'?" in said
    assert "E405 huisstijl/tokens.toml:2" in said
