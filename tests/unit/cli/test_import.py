"""`import`: what it says, what it writes, and that it never takes a file away."""

from __future__ import annotations

import pytest

from support.cbs_tables import table_a, table_b, write_folder
from support.command_line import dossier, snapshot, vm

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
    assert f"Geschreven: {target} (1 rij)" in ran.out
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


def test_a_folder_of_cbsodata_is_imported_as_one_table(capsys, tmp_path):
    table = table_b()
    folder = write_folder(
        tmp_path / "85146NED", {**table.v3_sets(), "UntypedDataSet": table.v3_rows()}
    )
    target = tmp_path / "indicatoren.csv"
    ran = vm(capsys, "import", folder, "--out", target)
    assert ran.code == 0
    name = "Veiligheidsbeleving/Algemeen/Voelt zich weleens onveilig (%)"
    assert f"{name} -> Voelt zich weleens onveilig (%)" in ran.out
    assert "meegelezen uit dezelfde map" in ran.err
    assert len(target.read_text("utf-8").splitlines()) == 25


def test_a_folder_without_figures_is_said(capsys, tmp_path):
    (tmp_path / "leeg").mkdir()
    ran = vm(capsys, "import", tmp_path / "leeg", "--out", tmp_path / "uit.csv")
    assert ran.code == 3
    assert "E202" in ran.err


DASHBOARD = '"Veiligheid"\n;Utrecht;Overvecht\n"Voelt zich weleens onveilig (%) [2023]";35,2;40,1\n'


def test_a_dashboard_becomes_a_table_in_which_n_is_still_to_be_filled_in(capsys, tmp_path):
    source, target = tmp_path / "wijken.csv", tmp_path / "indicatoren.csv"
    source.write_text(DASHBOARD, "utf-8")
    ran = vm(capsys, "import", source, "--niveau", "wijk", "--gemeente", "GM0344", "--out", target)
    assert ran.code == 0
    assert "W246" in ran.err
    assert "W277" in ran.err
    rows = target.read_text("utf-8").splitlines()
    assert rows[1].startswith("2023;GM0344;Utrecht;gemeente;;onveilig_weleens;%;")
    assert rows[2].startswith("2023;;Overvecht;wijk;GM0344;onveilig_weleens;%;")
    assert rows[2].endswith(";40,1;;;;;;;gemeentelijk dashboard, Veiligheid;")


def test_a_dashboard_without_a_level_says_which_option_to_use(capsys, tmp_path):
    source = tmp_path / "wijken.csv"
    source.write_text(DASHBOARD, "utf-8")
    ran = vm(capsys, "import", source, "--out", tmp_path / "uit.csv")
    assert ran.code == 3
    assert "--niveau wijk" in ran.err
    assert not (tmp_path / "uit.csv").exists()


def test_an_unknown_municipality_is_wrong_usage(capsys, source, tmp_path):
    ran = vm(capsys, "import", source, "--gemeente", "GM9999", "--out", tmp_path / "uit.csv")
    assert ran.code == 2


def test_a_table_in_which_nothing_is_known_writes_nothing(capsys, tmp_path):
    source = tmp_path / "85146NED.csv"
    source.write_text(
        '"Marges";"Perioden";"Regio\'s";"Bevolking/Aantal inwoners (aantal)"\n'
        '"Waarde";"2023";"Nederland";12\n',
        "utf-8",
    )
    ran = vm(capsys, "import", source, "--out", tmp_path / "uit.csv")
    assert ran.code == 3
    assert "E275" in ran.err
    assert "onbekende indicator" in ran.err
    assert not (tmp_path / "uit.csv").exists()


@pytest.mark.parametrize("typed", [False, True])
def test_an_odata_table_is_the_figures_of_a_dossier(capsys, tmp_path, typed):
    kind = "TypedDataSet" if typed else "UntypedDataSet"
    table = table_a()
    root = dossier(tmp_path, "groningen")
    write_folder(root / "81877NED", {**table.v3_sets(), kind: table.v3_rows(typed=typed)})
    settings = root / "dossier.toml"
    text = settings.read_text("utf-8")
    for old, new in (
        ('gemeente = "PV20"', 'gemeente = "PV21"'),
        ("editie = 2017", "editie = 2019"),
        ("vorige_editie = 2016", "vorige_editie = 2017"),
        ('indicatoren = ["indicatoren.csv"]', 'indicatoren = ["81877NED"]'),
    ):
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, "utf-8")
    (root / "duiding.md").unlink()
    (root / "indicatoren.csv").unlink()
    ran = vm(capsys, "outline", root, "--document", "raadsrapport")
    assert ran.code == 0
    assert "31,3" in ran.out
