"""Which characters can be printed."""

import pytest

from vmreport.errors import EnvironmentFault
from vmreport.fontset import describe, fontset_of, shipped_fonts


def test_the_package_has_one_family_with_its_licence():
    from vmreport.assets import styles_root

    assert shipped_fonts().families == {"Source Sans 3"}
    assert (
        "SIL OPEN FONT LICENSE" in (styles_root() / "fonts" / "OFL.txt").read_text("utf-8").upper()
    )


def test_what_a_report_needs_is_there():
    needed = "Súdwest-Fryslân 's-Gravenhage €%‰ 0,5−1½ “‘’” … – · • ▲▼ ≥ ≤ ✓ → \u00a0\u2009\u00ad"
    assert shipped_fonts().missing(needed) == ()


def test_missing_characters_come_once_in_order():
    assert shipped_fonts().missing("a☃b😀c☃") == ("☃", "😀")


def test_white_space_and_steering_characters_need_no_glyph():
    assert shipped_fonts().missing("\n\t\u200d\u00ad\u2028") == ()


def test_a_combining_character_is_shown_by_its_code_point():
    assert describe("☃") == "“☃” (U+2603)"
    assert describe("\u20dd") == "U+20DD"


def test_a_broken_or_absent_font_is_a_fault_of_the_installation(tmp_path):
    broken = tmp_path / "x.ttf"
    broken.write_bytes(b"no font")
    with pytest.raises(EnvironmentFault, match=r"x\.ttf"):
        fontset_of([broken])
    with pytest.raises(EnvironmentFault, match="ontbreken"):
        fontset_of([])
