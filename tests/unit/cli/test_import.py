"""`import`: what it says, what it writes, and that it never takes a file away."""

from __future__ import annotations

import pytest

from support.command_line import snapshot, vm

TIDY = """editie;gebied_code;gebied;niveau;indicator;eenheid;waarde
2017;PV20;Groningen;provincie;onveilig_weleens;%;33,7
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "geleverd.csv"
    path.write_text(TIDY, "utf-8")
    return path


def test_it_says_what_became_of_each_column(capsys, source, tmp_path):
    target = tmp_path / "nieuw" / "indicatoren.csv"
    ran = vm(capsys, "import", source, "--out", target)
    assert ran.code == 0
    assert "geleverd.csv: waarde -> waarde" in ran.out
    assert f"Geschreven: {target} (1 rijen)" in ran.out
    assert "33,7" in target.read_text("utf-8")


def test_what_it_writes_it_reads_again_unchanged(capsys, source, tmp_path):
    first, second = tmp_path / "een.csv", tmp_path / "twee.csv"
    assert vm(capsys, "import", source, "--out", first).code == 0
    assert vm(capsys, "import", first, "--out", second).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_an_existing_file_is_replaced_only_when_asked(capsys, source, tmp_path):
    target = tmp_path / "indicatoren.csv"
    target.write_text("oud", "utf-8")
    ran = vm(capsys, "import", source, "--out", target)
    assert ran.code == 2
    assert "--force" in ran.err
    assert target.read_text("utf-8") == "oud"
    assert vm(capsys, "import", source, "--out", target, "--force").code == 0
    assert target.read_text("utf-8") != "oud"


def test_a_file_with_problems_writes_nothing(capsys, source, tmp_path):
    source.write_text(TIDY.replace("33,7", "veel"), "utf-8")
    before = snapshot(tmp_path)
    ran = vm(capsys, "import", source, "--out", tmp_path / "indicatoren.csv")
    assert ran.code == 3
    assert "geleverd.csv:2:waarde" in ran.err
    assert snapshot(tmp_path) == before


def test_the_empty_table_of_a_new_dossier_needs_no_force(capsys, source, tmp_path):
    assert vm(capsys, "new", tmp_path / "d", "--gemeente", "GM0014", "--editie", "2017").code == 0
    target = tmp_path / "d" / "indicatoren.csv"
    assert vm(capsys, "import", source, "--out", target).code == 0
    assert "33,7" in target.read_text("utf-8")
    assert vm(capsys, "import", source, "--out", target).code == 2


def test_a_title_above_the_header_is_named_with_the_row_of_the_header(capsys, source, tmp_path):
    source.write_text(f"Veiligheidsmonitor 2017\n\n{TIDY}", "utf-8")
    ran = vm(capsys, "import", source, "--out", tmp_path / "indicatoren.csv")
    assert ran.code == 3
    assert "E202 geleverd.csv:1 " in ran.err
    assert "de kop staat op rij 3" in ran.err


def test_the_notice_of_unknown_n_names_the_areas(capsys, source, tmp_path):
    ran = vm(capsys, "import", source, "--out", tmp_path / "indicatoren.csv")
    assert "n ontbreekt bij 1 cijfer van Groningen" in ran.err
