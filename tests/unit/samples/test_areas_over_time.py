"""What a dossier says about areas over time, as it stands in its documents and its figures."""

import pytest

from support.dossiers import voorbeeldstad
from vmreport.errors import Level
from vmreport.pipeline import check_dossier, outline_document

__all__ = ["voorbeeldstad"]

DOSSIER = """[dossier]
gemeente = "GM0014"
naam = "Groningen"
editie = 2019
datum = 2020-05-14

[opsteller]
organisatie = "CCV"

[vergelijken]
land = ""
"""
FIGURES = """editie;gebied_code;gebied;niveau;indicator;waarde;ondergrens;bovengrens;n;bron
2016;GM0014;Groningen;gemeente;onveilig_weleens;30,0;28,0;32,0;1500;CBS
2017;GM0014;Groningen;gemeente;onveilig_weleens;31,0;29,0;33,0;1500;CBS
2019;GM0014;Groningen;gemeente;onveilig_weleens;40,0;38,0;42,0;1500;CBS
"""
COMBINED = """
[[gebieden.samenvoegen]]
naam = "Rand van de stad"
gebieden = ["Waterrijk", "Buitengebied"]
reden = "in elk van deze wijken deden weinig inwoners mee"
"""


@pytest.fixture
def merged_town(tmp_path):
    (tmp_path / "dossier.toml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "indicatoren.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def test_a_merger_is_told_and_ends_the_trend(merged_town) -> None:
    assert not check_dossier(merged_town).blocking
    text = outline_document(merged_town, "raadsrapport").replace("\u00a0", " ")
    assert "Sinds 1 januari 2019 horen Ten Boer en Haren bij Groningen." in text
    assert "CBS, Gemeentelijke indeling op 1 januari 2019" in text
    assert "Ander gebied" in text
    told = "Groningen. De cijfers van voor die tijd gaan over een ander gebied."
    assert (
        f"eerdere meting is niet mogelijk. Sinds 1 januari 2019 horen Ten Boer en Haren bij {told}"
        in text
    )
    assert any("note" in line and told in line for line in text.splitlines())


def test_a_town_that_came_to_be_since_the_last_monitor_says_why_nothing_is_compared(
    tmp_path,
) -> None:
    new = DOSSIER.replace("GM0014", "GM1992").replace("Groningen", "Voorne aan Zee")
    new = new.replace("2019", "2023").replace("2020-", "2024-")
    head, *rows = FIGURES.splitlines()
    own = rows[-1].replace("2019;GM0014;Groningen", "2023;GM1992;Voorne aan Zee")
    before = rows[-1].replace("2019;GM0014;Groningen", "2021;GM0501;Brielle")
    (tmp_path / "dossier.toml").write_text(new, encoding="utf-8")
    (tmp_path / "indicatoren.csv").write_text(f"{head}\n{own}\n{before}", encoding="utf-8")
    assert not check_dossier(tmp_path).blocking
    text = outline_document(tmp_path, "raadsrapport").replace("\u00a0", " ")
    assert (
        "eerdere meting is niet mogelijk. Op 1 januari 2023 is Voorne aan Zee ontstaan uit Brielle, "
        "Hellevoetsluis en Westvoorne."
    ) in text
    assert "CBS, Gemeentelijke indeling op 1 januari 2023" in text


def test_areas_taken_together_stand_as_one_and_say_so(voorbeeldstad) -> None:
    path = voorbeeldstad.root / "dossier.toml"
    path.write_text(path.read_text(encoding="utf-8") + COMBINED, encoding="utf-8")
    assert not [item for item in voorbeeldstad.problems() if item.level is Level.PROBLEM]
    text = voorbeeldstad.outline().replace("\u00a0", " ")
    assert "bestaat in dit rapport uit Waterrijk en Buitengebied samen" in text
    assert "Reden: in elk van deze wijken deden weinig inwoners mee." in text
    assert "Samengevoegde gebieden" in text
    assert "### Waterrijk" not in text
    profile = voorbeeldstad.outline("wijkprofiel")
    assert "Rand van de stad" in profile


def test_what_is_wrong_about_areas_is_said_with_its_line(voorbeeldstad) -> None:
    path = voorbeeldstad.root / "dossier.toml"
    text = path.read_text(encoding="utf-8")
    extra = COMBINED + COMBINED.replace('naam = "Rand van de stad"\n', "")
    path.write_text(text + extra, encoding="utf-8")
    line = (text + extra).rstrip().count("\n") - 1
    found = [str(item) for item in voorbeeldstad.problems() if item.level is Level.PROBLEM]
    assert found == [
        (
            f"E107 dossier.toml:{line}  In [gebieden.samenvoegen] ontbreekt naam.  "
            '-> Voeg een regel toe: naam = "…".'
        )
    ]


def test_an_unknown_area_of_a_change_is_said(voorbeeldstad) -> None:
    path = voorbeeldstad.root / "dossier.toml"
    change = (
        '\n[[gebieden.wijziging]]\ndatum = 2022-01-01\nnaar = "Nergens"\n'
        'van = ["Lindehof"]\nbron = "raadsbesluit"\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + change, encoding="utf-8")
    assert "E115" in voorbeeldstad.codes()


CHANGED = """
[[gebieden.wijziging]]
datum = 2022-01-01
naar = "{into}"
van = ["{into}"]
deel_van = ["{part}"]
bron = "raadsbesluit van 12 oktober 2021"
"""


def _add(dossier, *texts: str) -> None:
    path = dossier.root / "dossier.toml"
    path.write_text("\n".join((path.read_text(encoding="utf-8"), *texts)), encoding="utf-8")


def test_a_wijk_that_became_another_area_is_not_shown_beside_its_past(voorbeeldstad) -> None:
    before = voorbeeldstad.outline("wijkprofiel")
    assert "Molenveld 2021" in before
    assert "Oosterveld 2021" in before
    _add(voorbeeldstad, CHANGED.format(into="Molenveld", part="Oosterveld"))
    profile = voorbeeldstad.outline("wijkprofiel")
    assert "Molenveld 2021" not in profile
    assert "Oosterveld 2021" not in profile
    assert "Binnenstad 2021" in profile
    for name in ("Molenveld", "Oosterveld"):
        told = f"Vergelijken met 2021 kan niet: de wijk {name} is sindsdien een ander gebied."
        assert told in profile
        assert told in voorbeeldstad.outline()


@pytest.mark.parametrize(("inside", "shown"), [("Oosterveld", True), ("Parkbuurt", False)])
def test_areas_taken_together_keep_the_changes_of_their_parts(
    voorbeeldstad, inside: str, shown: bool
) -> None:
    """A border that moved between two parts leaves the whole as it was; another does not."""
    together = COMBINED.replace('"Waterrijk", "Buitengebied"', f'"Molenveld", "{inside}"')
    for name in ("aanbevelingen.md", "duiding.md", "voortgang.xlsx"):
        (voorbeeldstad.root / name).unlink()
    _add(voorbeeldstad, together, CHANGED.format(into="Molenveld", part="Oosterveld"))
    assert not [item for item in voorbeeldstad.problems() if item.level is Level.PROBLEM]
    profile = voorbeeldstad.outline("wijkprofiel")
    assert ("Rand van de stad 2021" in profile) is shown
    told = "de wijk Rand van de stad is sindsdien een ander gebied."
    assert (told in profile) is not shown
