"""`vmreport import`: what became of every column, and a table that reads back the same."""

from __future__ import annotations

from pathlib import Path

from support.bad_inputs import MAKERS
from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.importing import ImportResult, import_files, write_canonical
from vmreport.survey.load import load_survey
from vmreport.survey.model import Survey

_STATLINE = (
    '"Marges";"Perioden";"Regio\'s";"A/Voelt zich wel eens onveilig (%)";"A/Aantal fietsen (aantal)"\n'
    '"Waarde";"2019";"Leiden";34,9;12\n'
    '"Betrouwbaarheidsmarge";"2019";"Leiden";1,5;1\n'
    '"Waarde";"2019";"Nederland";.;12\n'
    '"Waarde";"2017*";"Leiden";0,5;12\n'
    '"Waarde";"2016";"Leiden";;12\n'
    '"Waarde";"2015";"Leiden";x;12\n'
)


def _imported(path: Path) -> tuple[ImportResult, Problems]:
    problems = Problems()
    return import_files([path], load_codebook(), problems), problems


def _survey(path: Path) -> Survey:
    problems = Problems()
    survey = load_survey([path], load_codebook(), problems, root=path.parent)
    assert not problems.blocking
    return survey


def _figures(survey: Survey) -> dict[object, object]:
    """Give everything but places and the texts of numbers."""
    found: dict[object, object] = {}
    for key, item in survey.observations.items():
        value = item.value
        if hasattr(value, "text"):
            fields = ("value", "lower", "upper", "provisional", "margin_rebuilt")
            value = tuple(getattr(value, name) for name in fields)
        found[key] = (value, item.n, item.numerator, item.population, item.source)
    return found


def test_every_column_is_accounted_for(tmp_path: Path) -> None:
    path = tmp_path / "81877NED.csv"
    path.write_text(_STATLINE, encoding="utf-8")
    result, problems = _imported(path)
    assert not problems.blocking
    assert {(item.column, item.became) for item in result.mapped} == {
        ("A/Voelt zich wel eens onveilig (%)", "Voelt zich weleens onveilig (%)")
    }
    assert {(item.column, item.why) for item in result.unmapped} == {
        ("A/Aantal fietsen (aantal)", "onbekende indicator (2012-2019)")
    }


def test_an_imported_export_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "81877NED.csv"
    path.write_text(_STATLINE, encoding="utf-8")
    result, _ = _imported(path)
    table = tmp_path / "indicatoren.csv"
    table.write_bytes(write_canonical(result.rows))
    assert _figures(_survey(path)) == _figures(_survey(table))


def test_a_workbook_becomes_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(MAKERS["plain_workbook"]())
    result, _ = _imported(path)
    text = write_canonical(result.rows).decode("utf-8")
    assert text.splitlines()[1] == (
        "2023;GM0546;Leiden;gemeente;;onveilig_weleens;%;inwoners van 15 jaar en ouder;"
        "34,9;;33;36,8;1250;;;;"
    )
    assert not text.startswith("\ufeff")


def test_a_formula_is_written_as_text_and_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "indicatoren.csv"
    names = ("=cmd|' /C calc'!A0", "+1", "-wijk", "@SUM(A1)")
    lines = [f"2023;;{name};kern;onveilig_weleens;45,5;120" for name in names]
    head = "editie;gebied_code;gebied;niveau;indicator;waarde;n"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    result, _ = _imported(path)
    written = write_canonical(result.rows)
    cells = [cell for line in written.decode().splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    table = tmp_path / "opnieuw.csv"
    table.write_bytes(written)
    assert set(_survey(table).areas) == set(names)


def test_a_low_percentage_keeps_its_sign(tmp_path: Path) -> None:
    path = tmp_path / "81877NED.csv"
    path.write_text(
        '"Marges";"Perioden";"Regio\'s";"A/Voelt zich wel eens onveilig (%)"\n'
        '"Waarde";"2019";"Nederland";0,5\n',
        encoding="utf-8",
    )
    result, _ = _imported(path)
    assert ";0,5%;" in write_canonical(result.rows).decode()


def test_import_reports_problems_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "oud.xls"
    path.write_bytes(b"x")
    result, problems = _imported(path)
    assert result == ImportResult((), (), ())
    assert [str(item.code) for item in problems.blocking] == ["E203"]


def test_nothing_to_import_is_nothing() -> None:
    assert import_files([], load_codebook(), Problems()) == ImportResult((), (), ())
