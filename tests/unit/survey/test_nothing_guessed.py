"""What a delivery leaves open is asked for or left out by name; nothing becomes a figure silently."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from vmreport.errors import Problems
from vmreport.survey.areas import AreaMention
from vmreport.survey.codebook import load_codebook
from vmreport.survey.importing import ImportResult, import_files
from vmreport.survey.model import AreaLevel, Estimate

_UTRECHT = AreaMention("GM0344", "Utrecht", AreaLevel.MUNICIPALITY)
_TABLE = "editie;gebied_code;gebied;niveau;indicator;waarde;n;bron\n"


def _imported(path: Path) -> tuple[ImportResult, list[str]]:
    problems = Problems()
    result = import_files(
        [path],
        load_codebook(),
        problems,
        area_level=AreaLevel.WARD,
        municipality=_UTRECHT,
    )
    return result, [str(item) for item in problems.items]


def _of_text(folder: Path, text: str, encoding: str = "utf-8") -> tuple[ImportResult, list[str]]:
    path = folder / "levering.csv"
    path.write_bytes(text.encode(encoding))
    return _imported(path)


def _said(messages: list[str], code: str) -> list[str]:
    return [text for text in messages if text.startswith(code)]


def _figures(result: ImportResult) -> dict[tuple[str, str], str]:
    return {
        (row.area.name, row.indicator.code): str(row.value.value)
        for row in result.rows
        if isinstance(row.value, Estimate)
    }


def test_figures_of_a_part_of_the_people_are_refused(tmp_path: Path) -> None:
    _, said = _of_text(
        tmp_path,
        '"Geslacht";"Leeftijd";"Perioden";"Regio\'s";"Voelt zich weleens onveilig (%)"\n'
        '"Mannen";"Totaal";"2023";"Nederland";12,1\n',
    )
    assert len(_said(said, "E286")) == 1
    assert "'Mannen'" in _said(said, "E286")[0]
    assert not [text for text in _said(said, "W285") if "Geslacht" in text]


@pytest.mark.parametrize(("member", "refused"), [("3000", True), ("T001038", False)])
def test_a_dimension_without_its_code_list_must_be_a_total(
    tmp_path: Path, member: str, refused: bool
) -> None:
    record = {"RegioS": "NL01", "Perioden": "2023JJ00", "Geslacht": member}
    path = tmp_path / "tabel.json"
    path.write_text(json.dumps([{**record, "VoeltZichWeleensOnveilig_43": 33.1}]))
    _, said = _imported(path)
    assert bool(_said(said, "E286")) is refused


def test_a_total_of_a_dashboard_is_no_wijk(tmp_path: Path) -> None:
    result, said = _of_text(
        tmp_path,
        "Tegel\nwijken;Voelt zich weleens onveilig (%) [2023]\nOvervecht;44,2\nTotaal;39,1\n",
    )
    assert _figures(result) == {("Overvecht", "onveilig_weleens"): "44.2"}
    assert "'Totaal' is geen gebied" in _said(said, "W286")[0]


def test_a_total_in_our_own_table_is_refused(tmp_path: Path) -> None:
    _, said = _of_text(tmp_path, f"{_TABLE}2023;;Totaal;wijk;onveilig_weleens;34,9;900;X\n")
    assert "'Totaal' is geen naam van een gebied" in _said(said, "E263")[0]


def test_a_code_with_the_name_of_another_municipality_is_refused(tmp_path: Path) -> None:
    _, said = _of_text(
        tmp_path, f"{_TABLE}2023;GM0546;Leiderdorp;gemeente;onveilig_weleens;34,9;900;X\n"
    )
    assert "code GM0546 is van Leiden; de naam Leiderdorp hoort bij GM0547" in said[0]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("GM1900", "Sudwest Fryslan", "W264"),
        ("", "Gronigen", "W260"),
        ("", "Bergen", "W260"),
        ("GM1900", "Súdwest-Fryslân", ""),
        ("GM0518", "Den Haag", ""),
        ("", "Den Haag", ""),
        ("GM0344", "Utrecht (gemeente)", ""),
        ("GM0164", "Hengelo", ""),
    ],
)
def test_a_name_is_compared_with_the_list_of_municipalities(
    tmp_path: Path, code: str, name: str, expected: str
) -> None:
    row = f"2023;{code};{name};gemeente;onveilig_weleens;34,9;900;X\n"
    _, said = _of_text(tmp_path, _TABLE + row)
    assert [text.split()[0] for text in said] == ([expected] if expected else [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("title", ["Veiligheid", "Buurten, wijken, straten, pleinen en parken"])
def test_tabs_win_from_commas_in_names_and_numbers(
    tmp_path: Path, title: str, encoding: str
) -> None:
    result, said = _of_text(
        tmp_path,
        f"{title}\n\tUtrecht\tLombok, Leidseweg\n"
        "Voelt zich weleens onveilig (%) [2023]\t35,2\t40,4\n",
        encoding,
    )
    assert not _said(said, "E")
    assert _figures(result) == {
        ("Utrecht", "onveilig_weleens"): "35.2",
        ("Lombok, Leidseweg", "onveilig_weleens"): "40.4",
    }


def test_commas_between_columns_win_from_semicolons_in_texts(tmp_path: Path) -> None:
    header = _TABLE.replace(";", ",")
    rows = "".join(
        f"2023,GM0344,Utrecht,gemeente,{code},34,900,CBS; I&O\n"
        for code in ("onveilig_weleens", "onveilig_buurt")
    )
    result, said = _of_text(tmp_path, header + rows)
    assert not _said(said, "E")
    assert len(_figures(result)) == 2


def test_utf_16_without_its_mark_is_said_in_one_message(tmp_path: Path) -> None:
    row = "2023;GM0344;Utrecht;gemeente;onveilig_weleens;34,9;900;X\n"
    _, said = _of_text(tmp_path, _TABLE + row, "utf-16-le")
    assert [text.split()[0] for text in said] == ["E207"]


def test_a_dashboard_may_come_as_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Veiligheid"])
    sheet.append([None, "Utrecht", "Lombok"])
    sheet.append(["Voelt zich weleens onveilig (%) [2023]", 35.2295870248644, 41])
    sheet.append(["Voelt zich vaak onveilig (%) [2023]", "?", "4,1%"])
    path = tmp_path / "levering.xlsx"
    book.save(path)
    result, said = _imported(path)
    assert not _said(said, "E")
    assert _figures(result) == {
        ("Utrecht", "onveilig_weleens"): "35.2295870248644",
        ("Lombok", "onveilig_weleens"): "41",
        ("Lombok", "onveilig_vaak"): "4.1",
    }
    assert all("[Sheet]" in text for text in said)


def test_a_bare_percentage_says_which_unit_was_assumed(tmp_path: Path) -> None:
    text = "tegel;indicator;eenheid;periode;wijk;waarde\n"
    result, said = _of_text(tmp_path, f"{text}V;Te hard rijden;%;2023;Utrecht;30\n")
    assert _figures(result) == {("Utrecht", "overlast_hard_rijden"): "30"}
    assert "aangenomen is '% veel overlast'" in _said(said, "W268")[0]
    result, said = _of_text(tmp_path, f"{text}V;Te hard rijden;%;2019;Utrecht;30\n")
    assert not result.rows
    assert "hard_rijden_komt_voor" in _said(said, "W285")[0]


def test_two_columns_of_one_indicator_are_both_named(tmp_path: Path) -> None:
    _, said = _of_text(
        tmp_path,
        '"Regio\'s";"Perioden";"A/Voelt zich weleens onveilig (%)";"B/Voelt zich weleens onveilig (%)"\n'
        '"Nederland";"2023";12,1;13,1\n',
    )
    (message,) = _said(said, "E270")
    assert "kolom 'A/Voelt zich weleens onveilig (%)'" in message
    assert message.endswith("laat één van beide kolommen weg")


def test_many_figures_without_n_are_counted(tmp_path: Path) -> None:
    areas = ";".join(f"Wijk {letter}" for letter in "ABCDEF")
    _, said = _of_text(
        tmp_path,
        f"Tegel\n;{areas}\nVoelt zich weleens onveilig (%) [2023];1;2;3;4;5;6\n",
    )
    (message,) = _said(said, "W246")
    assert "bij 6 cijfers van kernen, wijken of buurten, zoals Wijk A, Wijk B, Wijk C" in message


def test_one_row_is_named_once(tmp_path: Path) -> None:
    _, said = _of_text(
        tmp_path,
        '"Regio\'s";"Perioden";"Marges";"Voelt zich weleens onveilig (%)";"Voelt zich vaak onveilig (%)"\n'
        '"Nederland";"2023";"Ondergrens 95%-interval";12,1;1,1\n',
    )
    (message,) = _said(said, "E286")
    assert "ook op rij" not in message
