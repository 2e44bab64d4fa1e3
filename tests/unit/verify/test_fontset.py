"""Which characters can be printed."""

import os

import pytest
from fontTools.ttLib import TTFont

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault
from vmreport.fontset import FontError, describe, fontset_of, read_face, shipped_fonts


def test_the_package_has_one_family_with_its_licence():
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


@pytest.mark.parametrize(
    "path", sorted((styles_root() / "fonts").glob("*.ttf")), ids=lambda p: p.stem
)
def test_a_face_is_what_fonttools_reads(path):
    face, font = read_face(path), TTFont(path)
    names, selection = font["name"], font["OS/2"].fsSelection
    assert face.family == (names.getDebugName(16) or names.getDebugName(1))
    assert (face.weight, face.italic) == (font["OS/2"].usWeightClass, bool(selection & 1))
    ems, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
    widths = {chr(code): metrics[glyph][0] / ems for code, glyph in font.getBestCmap().items()}
    assert dict(face.widths) == widths


def changed_font(path, change):
    font = TTFont(styles_root() / "fonts" / "SourceSans3-It.ttf")
    change(font)
    font.save(path)
    return path


def test_a_name_in_another_language_is_a_name(tmp_path):
    def rename(font):
        font["name"].names = []
        font["name"].setName("Huisletter", 1, 3, 1, 0x413)  # Dutch

    assert read_face(changed_font(tmp_path / "x.ttf", rename)).family == "Huisletter"


def test_a_font_that_lacks_something_says_what(tmp_path):
    def without_letters(font):
        font["cmap"].tables = []

    for tag in ("OS/2", "name", "cmap"):
        path = changed_font(tmp_path / "x.ttf", lambda font, tag=tag: font.__delitem__(tag))
        with pytest.raises(FontError, match="geen leesbaar"):
            read_face(path)
    with pytest.raises(FontError, match="geen tekens"):
        read_face(changed_font(tmp_path / "y.ttf", without_letters))


def test_a_file_that_changed_is_read_again(tmp_path):
    path = changed_font(tmp_path / "x.ttf", lambda _: None)
    assert read_face(path).weight == 400
    changed_font(path, lambda font: setattr(font["OS/2"], "usWeightClass", 900))
    os.utime(path, ns=(1, 1))
    assert read_face(path).weight == 900
