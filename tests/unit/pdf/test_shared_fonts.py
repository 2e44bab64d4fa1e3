"""Documents in one family share their fonts, and meet no others."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from support.documents import document_of, example_document
from vmreport.document.blocks import Heading, Origin, Paragraph
from vmreport.document.inlines import Text
from vmreport.errors import Problems, WriterError
from vmreport.writers.house_style import load_house_style
from vmreport.writers.pdf import fonts, write_pdf, writer


@pytest.fixture(autouse=True)
def _nothing_open():
    fonts._opened.cache_clear()
    yield
    fonts._opened.cache_clear()


def _style():
    return load_house_style("ccv", Problems())


def _letter(words="Een brief"):
    words = Paragraph((Text(words),), Origin.FIXED)
    return document_of(Heading(1, (Text("Brief"),), "brief"), words)


def _faces(found):
    return sorted(path.name for path in found._folder.iterdir())


def test_a_document_after_others_has_the_bytes_of_the_first():
    style = _style()
    letter = write_pdf(_letter(), style).data
    fonts._opened.cache_clear()
    example = write_pdf(example_document(), style).data
    assert write_pdf(_letter(), style).data == letter
    assert write_pdf(example_document(), style).data == example


def test_each_font_is_opened_once():
    style = _style()
    write_pdf(_letter(), style)
    opened = fonts._opened(style.fonts)
    first = {path: path.stat().st_mtime_ns for path in opened._folder.iterdir()}
    write_pdf(_letter("Nog een brief"), style)
    assert fonts._opened(style.fonts) is opened
    assert {path: path.stat().st_mtime_ns for path in opened._folder.iterdir()} == first
    assert fonts._opened.cache_info().currsize == 1


def test_another_family_has_fonts_of_its_own():
    style = _style()
    family = replace(style.fonts, bold=style.fonts.semibold)
    write_pdf(_letter(), style)
    write_pdf(_letter(), replace(style, fonts=family))
    assert fonts._opened(family) is not fonts._opened(style.fonts)
    assert len(_faces(fonts._opened(style.fonts))) == 4


def test_a_document_knows_nothing_of_the_layout_of_another():
    style = _style()
    one, other = fonts.SealedFonts(style.fonts), fonts.SealedFonts(style.fonts)
    assert one.font_map == other.font_map
    assert one.strut_layouts is not other.strut_layouts
    vars(one)["vmreport_looks"] = {"a": 1}
    assert "vmreport_looks" not in vars(other)
    assert fonts.SealedFonts().font_map != one.font_map


@pytest.mark.parametrize("error", [OSError(28, "vol"), KeyboardInterrupt(), MemoryError()])
def test_what_a_failed_document_opened_is_met_by_nobody(error, monkeypatch):
    style = _style()
    whole = write_pdf(_letter(), style).data
    fonts._opened.cache_clear()
    written = Path.write_bytes

    def half(path, data):
        if "vmreport-fonts" not in str(path):
            return written(path, data)
        written(path, data[: len(data) // 2])
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises((OSError, KeyboardInterrupt, MemoryError, WriterError)):
            write_pdf(_letter(), style)
    assert fonts._opened.cache_info().currsize == 0
    assert write_pdf(_letter(), style).data == whole


def test_a_document_that_fails_at_its_end_leaves_no_fonts_either(monkeypatch):
    def warned(*_):
        raise WriterError("te laat gemerkt")

    monkeypatch.setattr(writer, "_anchor_pages", warned)
    with pytest.raises(WriterError):
        write_pdf(_letter(), _style())
    assert fonts._opened.cache_info().currsize == 0


SCRIPT = """
import sys
sys.path[:0] = {paths!r}
from support.documents import example_document
from vmreport.errors import Problems
from vmreport.writers.house_style import load_house_style
from vmreport.writers.pdf import write_pdf
write_pdf(example_document(), load_house_style("ccv", Problems()))
if sys.argv[1:]:
    raise SystemExit(3)
"""


@pytest.mark.parametrize("how", [(), ("early",)])
def test_a_program_leaves_no_fonts_behind(how, tmp_path):
    script = SCRIPT.format(paths=[path for path in sys.path if path])
    ended = subprocess.run(
        [sys.executable, "-c", script, *how],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert ended.returncode == (3 if how else 0)
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_font_is_its_content():
    """What `SealedFonts.add_font_face` relies on: the same name, the same bytes."""
    from vmreport.writers.html.assets import AssetStore
    from vmreport.writers.html.stylesheet import Mode

    store = AssetStore(Mode.PRINT)
    assert store.add(b"a", "font/ttf") == f"asset:{hashlib.sha256(b'a').hexdigest()}"
