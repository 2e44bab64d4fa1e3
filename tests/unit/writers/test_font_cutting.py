"""Cutting fonts: what is kept looks and measures as in the whole font; fontTools is the judge."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from vmreport.assets import styles_root
from vmreport.errors import EnvironmentFault
from vmreport.writers.font_cutting import cut_font

FONT = styles_root() / "fonts" / "SourceSans3-Regular.ttf"
LETTERS = frozenset(map(ord, "Veiligheid één fi Ĳ 12,5 %"))


def _outline(font: TTFont, code: int) -> object:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[code]].draw(pen)
    return pen.value


def _cut(**changes: object) -> TTFont:
    wanted = {"characters": LETTERS, "features": ("kern", "liga"), "names": (1, 2), "hinting": True}
    return TTFont(BytesIO(cut_font(FONT, **(wanted | changes))))


def test_the_letters_that_are_kept_are_those_of_the_font():
    whole, small = TTFont(FONT), _cut()

    assert small.getBestCmap().keys() == LETTERS
    for code in LETTERS:
        assert _outline(small, code) == _outline(whole, code)
        widths = [font["hmtx"][font.getBestCmap()[code]][0] for font in (whole, small)]
        assert widths[0] == widths[1]


def test_every_table_of_a_cut_font_can_be_read():
    font = _cut()
    for tag in font.keys():  # noqa: SIM118 - a font is no mapping
        assert font[tag] is not None
    assert font["maxp"].numGlyphs == len(font.getGlyphOrder()) < 60
    assert _outline(font, 0x20) == [], "a blank stays blank"
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[".notdef"].draw(pen)
    assert pen.value, "a missing letter shows as a box"


def test_only_what_is_asked_for_travels_along():
    font = _cut()
    tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert tags == {"liga"}
    assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} == {
        "kern"
    }
    assert {record.nameID for record in font["name"].names} == {1, 2}
    assert "fpgm" in font
    assert "fpgm" not in _cut(hinting=False)


def test_a_broken_file_is_named(tmp_path: Path):
    broken = tmp_path / "Stuk.ttf"
    broken.write_bytes(b"geen letters")
    with pytest.raises(EnvironmentFault, match=r"Stuk\.ttf"):
        cut_font(broken, LETTERS, (), (), hinting=True)
