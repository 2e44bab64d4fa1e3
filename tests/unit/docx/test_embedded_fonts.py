"""The Word file carries its font, so that it looks the same where the font is not installed."""

import io
import zipfile
from uuid import UUID

from fontTools.ttLib import TTFont
from lxml import etree

from support.builds import house_style
from support.docx_documents import small_document
from vmreport.document.resolve import resolve
from vmreport.writers.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened():
    return zipfile.ZipFile(io.BytesIO(write_docx(resolve(small_document()), house_style("ccv"))))


def faces(archive):
    """Give (tag, readable font) as Word undoes the mixing with the key of the font table."""
    table = etree.fromstring(archive.read("word/fontTable.xml"))
    for number, tag in enumerate(("embedRegular", "embedBold", "embedItalic"), 1):
        (face,) = table.iter(f"{W}{tag}")
        mask = UUID(face.get(f"{W}fontKey")).bytes[::-1]
        data = archive.read(f"word/fonts/font{number}.odttf")
        head = bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:32]))
        yield tag, TTFont(io.BytesIO(head + data[32:]))


def test_regular_bold_and_italic_open_as_the_shipped_family():
    names = {tag: font["name"].getDebugName(4) for tag, font in faces(opened())}
    assert names == {
        "embedRegular": "Source Sans 3",
        "embedBold": "Source Sans 3 Bold",
        "embedItalic": "Source Sans 3 Italic",
    }


def test_an_advisor_can_go_on_typing_dutch_and_its_names():
    for tag, font in faces(opened()):
        missing = set("ABCabc0189éëïĳŁőş–‘’“”€−≤≥→") - {chr(code) for code in font.getBestCmap()}
        assert not missing, (tag, missing)


def test_word_is_told_to_keep_the_font():
    settings = etree.fromstring(opened().read("word/settings.xml"))
    assert settings.find(f"{W}embedTrueTypeFonts") is not None
