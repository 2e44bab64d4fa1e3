"""`check` and `outline`: everything said, nothing written, quick."""

from __future__ import annotations

import json
import re

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
    keys = {
        "code",
        "level",
        "file",
        "sheet",
        "row",
        "column",
        "words",
        "what",
        "hint",
        "fingerprint",
    }
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


LONG = (
    "# Respectloos gedrag en discriminatie\n\nDit is met opzet een zin die zo lang doorgaat dat geen "
    "lezer nog weet hoe hij begon, en die daarom conform de regels van dit programma gemeld wordt."
)


def with_long_text(root) -> None:
    change(root / "duiding.md", r"^# Respectloos gedrag en discriminatie$", LONG)


def blocks_of(out: str) -> str:
    """Give the blocks `--accepteren` shows, with a reason filled in."""
    start, end = out.index("[[accepteren]]"), out.rindex('reden = ""')
    return out[start : end + len('reden = ""')].replace('reden = ""', 'reden = "Zo is het."')


def test_accepting_goes_by_pasting_what_check_prints(capsys, root):
    with_long_text(root)
    ran = vm(capsys, "check", root, "--accepteren")
    assert ran.code == 0
    assert re.search(
        r"^W701 duiding\.md:\d+:1 .*\[kenmerk [0-9a-f]{4}-[0-9a-f]{4}\]$", ran.out, re.MULTILINE
    )
    assert "W703 duiding.md:" in ran.out
    path = root / "dossier.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{blocks_of(ran.out)}\n", "utf-8")
    again = vm(capsys, "check", root)
    listed, _, rest = again.out.partition("Geaccepteerd in dossier.toml:")
    assert "W701" not in listed
    assert "W703" not in listed
    assert rest.count("(reden: Zo is het.)") == 2
    assert "W746" not in again.out
    data = json.loads(vm(capsys, "check", root, "--json").out)
    assert [item["code"] for item in data["accepted"]] == ["W701", "W703"]
    assert {item["reason"] for item in data["accepted"]} == {"Zo is het."}
    ran = vm(capsys, "build", root, "--document", "raadsrapport", "--format", "html")
    assert "W701" not in ran.err


def test_an_acceptance_lapses_with_its_words(capsys, root):
    with_long_text(root)
    blocks = blocks_of(vm(capsys, "check", root, "--accepteren").out)
    path = root / "dossier.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{blocks}\n", "utf-8")
    change(root / "duiding.md", r"met opzet een zin", "met opzet nog een zin")
    out = vm(capsys, "check", root).out
    assert out.count("W746 dossier.toml:") == 2
    assert "W701 duiding.md:" in out
    assert "W703 duiding.md:" in out


@pytest.mark.parametrize("sample", ["groningen", "voorbeeldstad"])
def test_the_samples_are_written_as_we_ask_of_others(capsys, tmp_path, sample):
    data = json.loads(vm(capsys, "check", dossier(tmp_path, sample), "--json").out)
    codes = {item["code"] for item in data["problems"]}
    assert not {code for code in codes if code.startswith(("W7", "W38", "E"))} - {"W754"}
