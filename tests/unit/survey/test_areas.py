"""Official names and codes of areas."""

import pytest

from vmreport.survey.areas import (
    OFFICIAL,
    AreaMention,
    from_bare_code,
    from_statline,
    level_of_code,
    looks_official,
    municipality_name,
    official_code,
)
from vmreport.survey.model import AreaLevel


@pytest.mark.parametrize(
    ("name", "code", "printed", "level"),
    [
        ("Nederland", "NL01", "Nederland", AreaLevel.COUNTRY),
        ("Noord-Nederland (LD)", "LD01", "Noord-Nederland", AreaLevel.COUNTRY_PART),
        ("Friesland (PV)", "PV21", "Fryslân", AreaLevel.PROVINCE),
        ("Fryslân (PV)", "PV21", "Fryslân", AreaLevel.PROVINCE),
        ("Groningen (PV)", "PV20", "Groningen", AreaLevel.PROVINCE),
        ("Groningen (gemeente)", "GM0014", "Groningen", AreaLevel.MUNICIPALITY),
        ("Utrecht (gemeente)", "GM0344", "Utrecht", AreaLevel.MUNICIPALITY),
        ("'s-Gravenhage (gemeente)", "GM0518", "'s-Gravenhage", AreaLevel.MUNICIPALITY),
        ("Hengelo (O.)", "GM0164", "Hengelo (O.)", AreaLevel.MUNICIPALITY),
        ("Súdwest-Fryslân", "GM1900", "Súdwest-Fryslân", AreaLevel.MUNICIPALITY),
        ("Su\u0301dwest-Frysla\u0302n", "GM1900", "Súdwest-Fryslân", AreaLevel.MUNICIPALITY),
        ("Den Haag (RE)", "Den Haag", "Den Haag", AreaLevel.POLICE_UNIT),
        (
            "Leiden-Bollenstreek (PD)",
            "Leiden-Bollenstreek",
            "Leiden-Bollenstreek",
            AreaLevel.POLICE_DISTRICT,
        ),
        ("Leiden-Midden (BT)", "Leiden-Midden", "Leiden-Midden", AreaLevel.BASE_TEAM),
    ],
)
def test_a_statline_name_becomes_an_area(
    name: str, code: str, printed: str, level: AreaLevel
) -> None:
    assert from_statline(name) == AreaMention(code, printed, level)


@pytest.mark.parametrize(
    "name", ["Zeer sterk stedelijk", "Niet stedelijk", "Stedennetwerk G4", "Overige gemeenten", ""]
)
def test_a_kind_of_place_is_no_area(name: str) -> None:
    assert from_statline(name) is None


def test_every_official_code_is_well_formed_and_found_by_its_name() -> None:
    for code, name in OFFICIAL.items():
        level = level_of_code(code)
        assert level is not None
        assert official_code(name, level) == code


def test_a_name_of_two_municipalities_gives_no_code() -> None:
    assert official_code("Bergen", AreaLevel.MUNICIPALITY) == ""
    assert official_code("Bergen (NH.)", AreaLevel.MUNICIPALITY) == "GM0373"
    assert official_code("Bergen (L.)", AreaLevel.MUNICIPALITY) == "GM0893"


def test_merged_and_new_municipalities_are_known() -> None:
    assert municipality_name("GM0612") == "Spijkenisse"
    assert municipality_name("GM1930") == "Nissewaard"
    assert municipality_name("GM1992") == "Voorne aan Zee"
    assert municipality_name("GM9999") == ""


@pytest.mark.parametrize(
    ("bare", "level", "code"),
    [
        ("0014", AreaLevel.MUNICIPALITY, "GM0014"),
        ("14", AreaLevel.MUNICIPALITY, "GM0014"),
        ("054601", AreaLevel.WARD, "WK054601"),
        ("5460101", AreaLevel.NEIGHBOURHOOD, "BU05460101"),
        ("12345", AreaLevel.MUNICIPALITY, ""),
        ("14", AreaLevel.PROVINCE, ""),
        ("١٤", AreaLevel.MUNICIPALITY, ""),
    ],
)
def test_a_bare_code_is_filled_up_by_its_level(bare: str, level: AreaLevel, code: str) -> None:
    assert from_bare_code(bare, level) == code


@pytest.mark.parametrize("code", ["GM99", "gm0546", "WK 054601", "BU-1"])
def test_what_starts_as_a_code_must_be_one(code: str) -> None:
    assert looks_official(code)
    assert level_of_code(code) is None


@pytest.mark.parametrize("name", ["Buitenveld", "BUURT", "Wk Noord", "PVDA-wijk"])
def test_a_name_is_not_taken_for_a_code(name: str) -> None:
    assert not looks_official(name)
