"""Dossiers made from one national table: each can be read by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmreport.batch.areas import area_dossiers
from vmreport.errors import Problems
from vmreport.pipeline import check_dossier

_TABLE = """editie;gebied_code;gebied;niveau;ouder;indicator;waarde;ondergrens;bovengrens;n;bron
2023;NL01;Nederland;land;;onveilig_weleens;33,0;32,5;33,5;60000;CBS
2023;RG1;Regio Een;regio;NL01;onveilig_weleens;34,0;32,0;36,0;3000;CBS
2023;GM0034;Almere;gemeente;RG1;onveilig_weleens;36,0;33,0;39,0;900;CBS
2023;WK003401;Wijk Een;wijk;Almere;onveilig_weleens;37,0;31,0;43,0;200;CBS
2023;GM0546;Leiden;gemeente;RG1;onveilig_weleens;30,0;27,0;33,0;900;CBS
"""
_MODEL = """[dossier]
gemeente = "$gebied_code"
naam = "$naam"
editie = 2023
datum = 2024-05-14

[opsteller]
organisatie = "CCV"
"""


@pytest.mark.parametrize("region", ["", "RG1", "RG9"])
def test_a_parent_that_a_line_does_not_name_is_no_fault(tmp_path: Path, region: str) -> None:
    table, listing, model = (tmp_path / name for name in ("land.csv", "lijst.csv", "model"))
    table.write_text(_TABLE, "utf-8")
    listing.write_text(
        f"gebied_code;naam;regio\nGM0034;Almere;{region}\nGM0546;Leiden;{region}\n", "utf-8"
    )
    model.mkdir()
    (model / "dossier.toml").write_text(_MODEL, "utf-8")
    problems = Problems()
    reports = area_dossiers(table, listing, model, tmp_path / "in", problems)
    assert not problems.blocking
    for report in reports:
        assert not check_dossier(report.dossier).blocking
    figures = (reports[0].dossier / "indicatoren.csv").read_text("utf-8")
    assert ("GM0034;Almere;gemeente;RG1;" in figures) is (region == "RG1")
    assert "WK003401;Wijk Een;wijk;Almere;" in figures
