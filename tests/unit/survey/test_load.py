"""Loading: messages, places, and what is said once."""

from __future__ import annotations

from pathlib import Path

from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.readers.codes import Code

_HEAD = "editie;gebied_code;gebied;indicator;waarde;n;bron\n"


def _problems(text: str, path: Path, root: Path) -> Problems:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    load_survey([path], load_codebook(), problems, root=root)
    return problems


def test_a_message_reads_as_the_contract_prints_it(tmp_path: Path) -> None:
    text = _HEAD + "2023;GM0546;Leiden;onveilig_weleens;abc;1250;I&O Research\n"
    problems = _problems(text, tmp_path / "cijfers" / "vm.csv", tmp_path)
    assert [str(item) for item in problems.items] == [
        (
            "E230 cijfers/vm.csv:2:waarde  'abc' is geen getal en geen bekend teken  "
            "-> vul een getal in, of een van de tekens . (onderdrukt), x (geheim), n.v.t."
        )
    ]


def test_the_same_problem_in_many_rows_is_said_once(tmp_path: Path) -> None:
    rows = "".join(f"2023;GM99;Leiden;onveilig_weleens;45,{i};1250;CBS\n" for i in range(9))
    problems = _problems(_HEAD + rows, tmp_path / "vm.csv", tmp_path)
    assert len(problems.items) == 1
    assert "(ook op rij 3, 4, 5, 6, 7 en 3 andere)" in problems.items[0].what


def test_a_long_list_of_one_kind_is_cut(tmp_path: Path) -> None:
    rows = "".join(f"2023;GM0546;Leiden;onbekend {i};45,5;1250;CBS\n" for i in range(100))
    problems = _problems(_HEAD + rows, tmp_path / "vm.csv", tmp_path)
    assert len(problems.items) == 26
    assert problems.items[-1].code == Code.MORE_OF_THE_SAME
    assert "nog 75 keer E281" in problems.items[-1].what


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    survey = load_survey([tmp_path / "weg.csv"], load_codebook(), problems, root=tmp_path)
    assert [str(item.code) for item in problems.blocking] == ["E201"]
    assert not survey.observations


def test_a_file_outside_the_dossier_is_named_without_its_folder(tmp_path: Path) -> None:
    problems = Problems()
    path = tmp_path / "elders" / "weg.csv"
    load_survey([path], load_codebook(), problems, root=tmp_path / "dossier")
    assert problems.items[0].where.file == "weg.csv"


def test_no_files_make_an_empty_survey(tmp_path: Path) -> None:
    problems = Problems()
    survey = load_survey([], load_codebook(), problems, root=tmp_path)
    assert (dict(survey.observations), survey.editions, problems.items) == ({}, (), [])


def test_every_code_has_one_meaning() -> None:
    numbers = [code.value for code in Code]
    assert len(set(numbers)) == len(numbers)
    assert all(number[0] in "EW" and number[1:].isdigit() for number in numbers)
    assert not [number for number in numbers if 250 <= int(number[1:]) <= 259]


def test_an_older_spelling_is_the_same_area_where_the_dossier_says_so(tmp_path: Path) -> None:
    path = tmp_path / "vm.csv"
    rows = (
        "2021;WK054601;De Mors;onveilig_weleens;30;60;CBS\n"
        "2021;;Oude Stad;onveilig_weleens;31;60;CBS\n"
        "2023;WK054601;Mors;onveilig_weleens;32;60;CBS\n"
        "2023;;Binnenstad;onveilig_weleens;33;60;CBS\n"
    )
    head = "editie;gebied_code;gebied;niveau;indicator;waarde;n;bron\n"
    text = head + "".join(
        line.replace(";onveilig", ";wijk;onveilig") for line in rows.splitlines(keepends=True)
    )
    path.write_text(text, encoding="utf-8")
    names = {"WK054601": ("de mors",), "Binnenstad": ("Oude stad",)}

    def load(other_names: dict[str, tuple[str, ...]]) -> tuple[list[str], list[tuple[str, str]]]:
        problems = Problems()
        survey = load_survey(
            [path], load_codebook(), problems, root=tmp_path, other_names=other_names
        )
        areas = [(area.code, area.name) for area in survey.areas.values()]
        return [item.code for item in problems.blocking], areas

    assert load({})[0] == ["E264"]
    assert load(names) == ([], [("WK054601", "Mors"), ("Binnenstad", "Binnenstad")])
