"""Files from drawings: the same bytes everywhere, one font family, text as typed."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from support import chart_specs
from vmreport.charts.draw import draw
from vmreport.charts.theme import ChartTheme
from vmreport.document.charts import Axis, IntervalChart, IntervalRow, Point, Tick

SVG = "{http://www.w3.org/2000/svg}"
THEME = ChartTheme()
HASH_ALL = """
import hashlib, sys
from support import chart_specs
from vmreport.charts.draw import draw
from vmreport.charts.theme import ChartTheme
for make in chart_specs.EXAMPLES:
    drawing = draw(make(), ChartTheme())
    for made in (drawing.svg(), drawing.svg_outlined(), drawing.png(100)):
        print(hashlib.sha256(made).hexdigest())
"""
HOSTILE = """
font.family: cursive
text.usetex: True
text.parse_math: True
lines.linewidth: 40
patch.linewidth: 40
svg.fonttype: path
svg.hashsalt: other
figure.autolayout: True
savefig.bbox: tight
axes.unicode_minus: False
backend: nonsense
nonsense: 3
"""


def one_row(label: str) -> IntervalChart:
    axis = Axis("Percentage", (Tick(0, "0%"), Tick(100, "100%")))
    return IntervalChart((IntervalRow(label, Point(41, "41%")),), axis, "Voorbeeldstad 2023")


def hashes(folder: Path, **environment: str) -> tuple[list[str], str]:
    root = Path(__file__).resolve().parents[3]
    paths = os.pathsep.join((str(root / "src"), str(root / "tests")))
    known = {k: v for k, v in os.environ.items() if k in {"PATH", "VIRTUAL_ENV", "SYSTEMROOT"}}
    done = subprocess.run(
        [sys.executable, "-c", HASH_ALL],
        cwd=folder,
        env={**known, "HOME": str(folder), "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split(), done.stderr


def test_the_same_bytes_in_any_process_locale_and_folder(tmp_path):
    plain, hostile = tmp_path / "plain", tmp_path / "hostile"
    plain.mkdir()
    hostile.mkdir()
    (hostile / "matplotlibrc").write_text(HOSTILE)
    first, silent = hashes(plain, PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="UTC")
    second, also = hashes(hostile, PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo")
    assert first == second
    assert len(first) == 3 * len(chart_specs.EXAMPLES)
    assert (silent, also) == ("", "")
    assert not [path for path in (*plain.rglob("*"), *hostile.rglob("*")) if path.suffix == ".json"]


def test_an_unreadable_matplotlibrc_is_a_fault_of_the_environment(tmp_path):
    (tmp_path / "matplotlibrc").write_bytes(b"font.family: \xff\xfe\n")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        hashes(tmp_path)
    assert "EnvironmentFault" in caught.value.stderr
    assert "matplotlibrc" in caught.value.stderr


@pytest.mark.parametrize("make", chart_specs.EXAMPLES, ids=lambda make: make.__name__)
def test_svg_text_is_text_in_the_shipped_family(make):
    drawing = draw(make(), THEME)
    root = etree.fromstring(drawing.svg())
    assert root.get("font-family") == "'Source Sans 3'"
    assert tuple(text.text for text in root.iter(f"{SVG}text")) == drawing.words
    assert {text.get("font-family") for text in root.iter(f"{SVG}text")} == {None}
    assert {text.get("font-weight") for text in root.iter(f"{SVG}text")} <= {None, "600"}
    assert root.get("width") == f"{drawing.width_mm:g}mm"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "path", "text"}
    assert not [element for element in root.iter() if element.get("id")]


def test_outlined_svg_has_the_same_marks_and_no_text():
    drawing = draw(chart_specs.safety_intervals(), THEME)
    typed, shaped = etree.fromstring(drawing.svg()), etree.fromstring(drawing.svg_outlined())
    assert not list(shaped.iter(f"{SVG}text"))

    def marks(root):
        return [path.get("d") for path in root.iterchildren(f"{SVG}path")]

    assert marks(typed) == marks(shaped)
    ids = {element.get("id") for element in shaped.iter() if element.get("id")}
    uses = [use.get("{http://www.w3.org/1999/xlink}href")[1:] for use in shaped.iter(f"{SVG}use")]
    assert uses
    assert set(uses) == ids


@pytest.mark.parametrize("label", ["$5 en $10", r"$\foo{$ a_b^2", "a & b <c>", "Súdwest-Fryslân"])
def test_labels_come_out_as_typed(label):
    root = etree.fromstring(draw(one_row(label), THEME).svg())
    assert label in [text.text for text in root.iter(f"{SVG}text")]


def test_png_has_the_printed_size_and_white_paper():
    drawing = draw(chart_specs.ward_profile(), THEME)
    image = Image.open(io.BytesIO(drawing.png(dpi=200))).convert("RGB")
    assert image.width == pytest.approx(165 / 25.4 * 200, abs=1)
    assert image.height == pytest.approx(drawing.height_mm / 25.4 * 200, abs=1)
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_the_same_drawing_twice_is_the_same_bytes_in_one_process():
    drawing = draw(chart_specs.block_map(), THEME)
    other = draw(chart_specs.block_map(), THEME)
    assert drawing.svg() == other.svg()
    assert hashlib.sha256(drawing.png()).digest() == hashlib.sha256(other.png()).digest()


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    draw(one_row("Buurt"), THEME).png()
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcParams["font.size"] = 31
        mpl.rcParams["text.usetex"] = True
        drawn = draw(one_row("Buurt"), THEME).png()
        assert (mpl.rcParams["font.size"], mpl.rcParams["text.usetex"]) == (31, True)
    assert drawn == draw(one_row("Buurt"), THEME).png()


def run(code: str) -> str:
    """Run code in a fresh interpreter and give what it prints."""
    root = Path(__file__).resolve().parents[3]
    paths = os.pathsep.join((str(root / "src"), str(root / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


LAYOUT = (
    "import sys; from vmreport.charts.draw import draw; from vmreport.charts.theme import"
    " ChartTheme; from support import chart_specs as s; d = draw(s.safety_intervals(),"
    " ChartTheme());"
)


def test_the_theme_imports_no_library():
    code = "import sys, vmreport.charts.theme; print({'matplotlib', 'numpy', 'fontTools', 'lxml'}"
    assert run(f"{code} & set(sys.modules))") == "set()"


def test_only_a_png_imports_matplotlib():
    code = "d.svg(); d.svg_outlined(); print('matplotlib' in sys.modules)"
    assert run(f"{LAYOUT} {code}") == "False"


def test_matplotlib_knows_no_system_font():
    code = "from matplotlib.font_manager import fontManager; print(len(fontManager.ttflist))"
    assert run(f"{LAYOUT} d.png(); {code}") == "0"
