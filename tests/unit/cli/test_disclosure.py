"""A dossier that would give a hidden figure away: exit 4, a clear message, nothing written."""

from __future__ import annotations

import json

import pytest

from support.command_line import change, dossier, snapshot, vm

HEAD = "editie;gebied_code;gebied;niveau;indicator;naam;waarde;opmerking"


@pytest.fixture
def shown_before(tmp_path):
    """Give a dossier whose hidden figure stands in an earlier publication."""
    root = dossier(tmp_path, "voorbeeldstad")
    row = "2023;WK990108;Waterrijk;wijk;overlast_dronken;Dronken mensen op straat;2,1;"
    (root / "eerder_gepubliceerd.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_cannot_be_hidden_any_more_gives_4_and_writes_nothing(capsys, shown_before, command):
    before = snapshot(shown_before)
    ran = vm(capsys, command, shown_before)
    assert ran.code == 4
    said = ran.out + ran.err
    assert "E802 indicatoren.csv:" in said
    assert "Waterrijk (WK990108, editie 2023)" in said
    assert "eerder_gepubliceerd.csv" in said
    assert "2,1" not in said
    assert snapshot(shown_before) == before


def test_the_message_is_data_too(capsys, shown_before):
    ran = vm(capsys, "check", shown_before, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["ok"]) == (4, False)
    assert "E802" in {item["code"] for item in told["problems"]}


def test_it_cannot_be_accepted_away(capsys, shown_before):
    line = '\n[[accepteren]]\ncode = "E802"\nkenmerk = "3f9a-1c2b"\nreden = "mag wel"\n'
    toml = shown_before / "dossier.toml"
    toml.write_text(toml.read_text("utf-8") + line, "utf-8")
    ran = vm(capsys, "check", shown_before)
    assert ran.code != 0
    assert "E745" in ran.out


def test_other_mistakes_go_first(capsys, shown_before):
    change(shown_before / "dossier.toml", r"^vorige_editie = .*$", "vorige_editie = 2019")
    change(shown_before / "dossier.toml", r"^huisstijl = .*$", 'huisstijl = "bestaat-niet"')
    assert vm(capsys, "check", shown_before).code == 3


def test_a_wrong_file_of_earlier_figures_is_an_input_error(capsys, shown_before):
    (shown_before / "eerder_gepubliceerd.csv").write_text("editie;waarde\n2023;2,1\n", "utf-8")
    ran = vm(capsys, "check", shown_before)
    assert (ran.code, "E803" in ran.out) == (3, True)


def test_the_accountability_names_policy_and_weights(capsys, tmp_path):
    root = dossier(tmp_path, "voorbeeldstad")
    ran = vm(capsys, "outline", root, "--document", "raadsrapport")
    assert "ten minste 5\u00a0antwoorden of 10\u00a0procentpunt" in ran.out
    assert "meetelt naar het aantal inwoners" in ran.out
