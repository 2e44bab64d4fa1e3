"""Conversion factors: strictly read, applied to values and bounds, labelled, never invented."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.conversion import convert
from vmreport.survey.load import load_survey
from vmreport.survey.model import Absence, Conversion, Estimate, Suppressed, Survey
from vmreport.survey.readers.factors import Factor, load_factors

HEAD = "indicator;editie;gebied_code;factor;bron"
CREDIT = "verzonnen factor voor een test"
FIGURES = """editie;gebied_code;gebied;niveau;indicator;waarde;marge;ondergrens;bovengrens;n;bron
2017;GM0546;Leiden;gemeente;onveilig_weleens;40,5;1,5;;;900;CBS
2019;GM0546;Leiden;gemeente;onveilig_weleens;38,1;1,5;;;900;CBS
2019;NL01;Nederland;land;onveilig_weleens;32,6;0,4;;;;CBS
2023;GM0546;Leiden;gemeente;onveilig_weleens;34,9;;33;36,9;1250;CBS
2023;NL01;Nederland;land;onveilig_weleens;33,5;;33,2;33,9;;CBS
2019;GM0546;Leiden;gemeente;voorzieningen_jongeren_2012;25,4;2;;;900;CBS
2017;GM0546;Leiden;gemeente;voorzieningen_jongeren_2012;.;;;;900;CBS
2023;GM0546;Leiden;gemeente;voorzieningen_jongeren;45,4;;43;48;1250;CBS
2019;GM0546;Leiden;gemeente;overlast_hard_rijden;95;3;;;900;CBS
2023;GM0546;Leiden;gemeente;overlast_hard_rijden;40;;38;42;1250;CBS
"""


def _factors(tmp_path: Path, *rows: str, head: str = HEAD) -> tuple[tuple[Factor, ...], Problems]:
    path = tmp_path / "omrekenfactoren.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    problems = Problems()
    return load_factors(path, load_codebook(), problems), problems


def _survey(tmp_path: Path) -> Survey:
    path = tmp_path / "indicatoren.csv"
    path.write_text(FIGURES, encoding="utf-8")
    problems = Problems()
    survey = load_survey([path], load_codebook(), problems, root=tmp_path)
    assert not problems.blocking
    return survey


def _estimate(survey: Survey, edition: int, area: str, indicator: str) -> Estimate:
    found = survey.get(edition, area, indicator)
    assert found is not None
    assert isinstance(found.value, Estimate)
    return found.value


def test_value_and_bounds_are_multiplied_and_labelled(tmp_path: Path) -> None:
    factors, problems = _factors(tmp_path, f"onveilig_weleens;2012-2019;alle;0,9;{CREDIT}")
    survey = convert(_survey(tmp_path), factors, problems)
    assert not problems.items
    found = _estimate(survey, 2019, "GM0546", "onveilig_weleens")
    assert (found.value, found.lower, found.upper) == (
        Decimal("34.29"),
        Decimal("32.94"),
        Decimal("35.64"),
    )
    assert found.text == "34,29"
    assert found.conversion == Conversion(Decimal("0.9"), CREDIT, "38,1")
    later = _estimate(survey, 2023, "GM0546", "onveilig_weleens")
    assert later.conversion is None
    assert later.value == Decimal("34.9")


def test_without_a_factor_nothing_changes(tmp_path: Path) -> None:
    survey = _survey(tmp_path)
    assert convert(survey, (), Problems()) is survey


def test_only_the_editions_and_areas_named_are_converted(tmp_path: Path) -> None:
    factors, problems = _factors(tmp_path, f"onveilig_weleens;2019;GM0546;0,9;{CREDIT}")
    survey = convert(_survey(tmp_path), factors, problems)
    assert _estimate(survey, 2019, "GM0546", "onveilig_weleens").conversion is not None
    assert _estimate(survey, 2017, "GM0546", "onveilig_weleens").conversion is None
    assert _estimate(survey, 2019, "NL01", "onveilig_weleens").conversion is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_factor_of_the_area_goes_before_one_for_all(tmp_path: Path, turned: bool) -> None:
    rows = [
        f"onveilig_weleens;alle;alle;0,9;{CREDIT}",
        f"onveilig_weleens;2019;GM0546;0,8;{CREDIT}",
    ]
    factors, problems = _factors(tmp_path, *(rows[::-1] if turned else rows))
    survey = convert(_survey(tmp_path), factors, problems)
    assert _estimate(survey, 2019, "GM0546", "onveilig_weleens").value == Decimal("30.48")
    assert _estimate(survey, 2017, "GM0546", "onveilig_weleens").value == Decimal("36.45")
    assert _estimate(survey, 2019, "NL01", "onveilig_weleens").value == Decimal("29.34")


def test_a_figure_of_another_name_is_added_beside_it(tmp_path: Path) -> None:
    factors, problems = _factors(
        tmp_path,
        f"voorzieningen_jongeren;voorzieningen_jongeren_2012;2017 en 2019;alle;1,5;{CREDIT}",
        head="indicator;van_indicator;editie;gebied_code;factor;bron",
    )
    survey = convert(_survey(tmp_path), factors, problems)
    assert not problems.items
    found = _estimate(survey, 2019, "GM0546", "voorzieningen_jongeren")
    assert found.value == Decimal("38.1")
    own = _estimate(survey, 2019, "GM0546", "voorzieningen_jongeren_2012")
    assert (own.value, own.conversion) == (Decimal("25.4"), None)
    hidden = survey.get(2017, "GM0546", "voorzieningen_jongeren")
    assert hidden is not None
    assert hidden.value == Suppressed(Absence.UNKNOWN)


def test_a_figure_that_cannot_be_is_refused(tmp_path: Path) -> None:
    factors, problems = _factors(tmp_path, f"overlast_hard_rijden;2019;alle;1,1;{CREDIT}")
    survey = convert(_survey(tmp_path), factors, problems)
    assert [str(item.code) for item in problems.blocking] == ["E249"]
    assert "104,5" in problems.items[0].what
    assert _estimate(survey, 2019, "GM0546", "overlast_hard_rijden").conversion is None


def test_a_bound_ends_at_the_end_of_the_scale(tmp_path: Path) -> None:
    factors, problems = _factors(tmp_path, f"overlast_hard_rijden;2019;alle;1,04;{CREDIT}")
    survey = convert(_survey(tmp_path), factors, problems)
    found = _estimate(survey, 2019, "GM0546", "overlast_hard_rijden")
    assert (found.value, found.upper) == (Decimal("98.80"), Decimal(100))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"onveilig_vaak;2019;alle;0,9;{CREDIT}", "geen cijfer vanaf 2021"),
        (f"onveilig_weleens;2012;alle;0,9;{CREDIT}", "daarvan is er geen cijfer in 2012"),
        (f"onveilig_weleens;2019;GM0344;0,9;{CREDIT}", "voor GM0344"),
    ],
)
def test_a_factor_that_does_nothing_is_said(tmp_path: Path, row: str, says: str) -> None:
    factors, problems = _factors(tmp_path, row)
    convert(_survey(tmp_path), factors, problems)
    assert [str(item.code) for item in problems.items] == ["W248"]
    assert says in problems.items[0].what


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (f"onveilig_weleens;2019;alle;0;{CREDIT}", "E248", "factor"),
        (f"onveilig_weleens;2019;alle;-0,9;{CREDIT}", "E248", "factor"),
        (f"onveilig_weleens;2019;alle;94%;{CREDIT}", "E248", "factor"),
        (f"onveilig_weleens;2019;alle;94;{CREDIT}", "E248", "factor"),
        (f"onveilig_weleens;2019;alle;veel;{CREDIT}", "E230", "factor"),
        (f"onveilig_weleens;2019;alle;;{CREDIT}", "E230", "factor"),
        (f"onveilig_weleens;2021;alle;0,9;{CREDIT}", "E248", "editie"),
        (f"onveilig_weleens;2018;alle;0,9;{CREDIT}", "E248", "editie"),
        (f"onveilig_weleens;2012-2021;alle;0,9;{CREDIT}", "E248", "editie"),
        (f"onveilig_weleens;;alle;0,9;{CREDIT}", "E248", "editie"),
        (f"onveilig_weleens;2019;;0,9;{CREDIT}", "E248", "gebied_code"),
        (f"onveilig_weleens;2019;546;0,9;{CREDIT}", "E248", "gebied_code"),
        ("onveilig_weleens;2019;alle;0,9;", "E248", "bron"),
        (f"bestaat niet;2019;alle;0,9;{CREDIT}", "E281", "indicator"),
        (f"voorzieningen_jongeren;2019;alle;0,9;{CREDIT}", "E284", "indicator"),
        (f"voorzieningen_jongeren_2012;2019;alle;0,9;{CREDIT}", "E284", "indicator"),
    ],
)
def test_a_bad_row_is_said_in_its_place(tmp_path: Path, row: str, code: str, column: str) -> None:
    factors, problems = _factors(tmp_path, row)
    assert factors == ()
    found = [(str(item.code), item.where.row, item.where.column) for item in problems.blocking]
    assert (code, 2, column) in found


def test_two_factors_for_one_figure_are_refused(tmp_path: Path) -> None:
    _, problems = _factors(
        tmp_path,
        f"onveilig_weleens;2012-2019;alle;0,9;{CREDIT}",
        f"onveilig_weleens;2019;alle;0,8;{CREDIT}",
    )
    assert [(str(item.code), item.where.row) for item in problems.blocking] == [("E270", 3)]


def test_a_missing_column_is_said(tmp_path: Path) -> None:
    _, problems = _factors(tmp_path, "onveilig_weleens;2019;0,9", head="indicator;editie;factor")
    assert {str(item.code) for item in problems.blocking} == {"E213"}
    assert len(problems.blocking) == 2


def test_another_measure_cannot_be_converted(tmp_path: Path) -> None:
    _, problems = _factors(
        tmp_path,
        f"onveilig_weleens;rapportcijfer_veiligheid;2019;alle;0,9;{CREDIT}",
        head="indicator;van_indicator;editie;gebied_code;factor;bron",
    )
    assert [str(item.code) for item in problems.blocking] == ["E248"]
