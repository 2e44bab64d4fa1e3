"""The StatLine reader on a real export, and on generated files of the same shape."""

from __future__ import annotations

import csv
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from support.shared import shared_data
from vmreport.errors import Problems
from vmreport.survey.areas import from_statline
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.model import Estimate, ObservationKey, Survey

_CODES = (
    "onveilig_weleens",
    "onveilig_buurt",
    "criminaliteit_veel",
    "criminaliteit_toegenomen",
    "rapportcijfer_veiligheid",
    "plek_uitgaan_2012",
    "plek_jongeren_2012",
    "plek_centrum_2012",
    "respectloos_straat_2012",
)
"""The indicators of the real export, column by column."""


def _load(path: Path) -> tuple[Survey, Problems]:
    problems = Problems()
    return load_survey([path], load_codebook(), problems, root=path.parent), problems


def test_all_540_values_of_a_real_export_come_back_exactly() -> None:
    path = shared_data("statline", "81877NED_provincies_2013-2017.csv")
    survey, problems = _load(path)
    assert not problems.blocking
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))[1:]
    expected = {}
    for line, (_, period, region, *values) in enumerate(rows, start=2):
        area = from_statline(region)
        assert area is not None
        for code, text in zip(_CODES, values, strict=True):
            expected[ObservationKey(int(period), area.code, code)] = (text, line)
    assert len(expected) == 540
    assert set(expected) == set(survey.observations)
    for key, (text, line) in expected.items():
        observation = survey.observations[key]
        assert isinstance(observation.value, Estimate)
        assert observation.value.text == text
        assert observation.value.value == Decimal(text.replace(",", "."))
        assert observation.value.lower is None
        assert observation.place.row == line
        assert observation.source == "CBS StatLine 81877NED"


_TOPICS = (
    "Veiligheidsbeleving /Algemeen/Voelt zich weleens onveilig (%)",
    "Veiligheidsbeleving /Buurt/Rapportcijfer veiligheid in buurt  (rapportcijfer)",
)
_MARGINS = (
    ("Waarde", "Ondergrens 95%-interval", "Bovengrens 95%-interval"),
    ("Waarde", "Betrouwbaarheidsmarge ondergrens", "Betrouwbaarheidsmarge bovengrens"),
)
_CELLS = (("34,9", "7,3"), ("33", "7"), ("36,8", "7,6"))


@pytest.mark.parametrize("margins", _MARGINS)
@pytest.mark.parametrize("order", list(permutations(("Marges", "Perioden", "Regio's"))))
def test_dimensions_may_come_in_any_order(
    order: tuple[str, ...], margins: tuple[str, ...], tmp_path: Path
) -> None:
    lines = [";".join(f'"{name}"' for name in (*order, *_TOPICS))]
    for region in ("Nederland", "Leiden"):
        for margin, cells in zip(margins, _CELLS, strict=True):
            texts = {"Marges": margin, "Perioden": "2023", "Regio's": region}
            lines.append(";".join((*(f'"{texts[name]}"' for name in order), *cells)))
    path = tmp_path / "85146NED.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    survey, problems = _load(path)
    assert not problems.blocking
    for area in ("NL01", "GM0546"):
        found = survey.get(2023, area, "onveilig_weleens")
        assert found is not None
        assert found.value == Estimate(
            Decimal("34.9"), "34,9", lower=Decimal(33), upper=Decimal("36.8")
        )
        assert survey.get(2023, area, "rapportcijfer_veiligheid") is not None
    assert len(survey.observations) == 4


def test_two_files_about_one_area_come_together(tmp_path: Path) -> None:
    own = tmp_path / "indicatoren.csv"
    own.write_text(
        "editie;gebied_code;gebied;indicator;waarde;n\n"
        "2023;GM0546;Leiden;onveilig_weleens;34,9;1250\n",
        encoding="utf-8",
    )
    statline = tmp_path / "85146NED.csv"
    statline.write_text(
        f'"Marges";"Perioden";"Regio\'s";"{_TOPICS[0]}"\n'
        '"Waarde";"2023";"Nederland";33,5\n'
        '"Waarde";"2023";"Leiden";34,9\n',
        encoding="utf-8",
    )
    problems = Problems()
    survey = load_survey([own, statline], load_codebook(), problems, root=tmp_path)
    assert not problems.blocking
    assert [item.code for item in problems.notices if item.code == "W270"] == ["W270"]
    assert set(survey.areas) == {"GM0546", "NL01"}
    observation = survey.get(2023, "GM0546", "onveilig_weleens")
    assert observation is not None
    assert observation.n == 1250


def test_an_area_by_name_gets_the_code_another_row_gives(tmp_path: Path) -> None:
    path = tmp_path / "indicatoren.csv"
    path.write_text(
        "editie;gebied_code;gebied;niveau;indicator;waarde;n\n"
        "2023;WK054601;Binnenstad-Zuid;wijk;onveilig_weleens;34,9;250\n"
        "2021;;Binnenstad-Zuid;wijk;onveilig_weleens;35,9;250\n",
        encoding="utf-8",
    )
    survey, problems = _load(path)
    assert not problems.blocking
    assert set(survey.areas) == {"WK054601"}
    assert survey.editions == (2021, 2023)
