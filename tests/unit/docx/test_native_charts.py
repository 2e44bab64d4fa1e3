"""Charts that are Word's own: editable, true to the printed numbers, in the look of the house."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from support import chart_specs
from support.chart_specs import broken_trend, nuisance_bars, prevention_bars, safety_intervals
from support.documents import document_of
from support.docx_charts import C, charts, printed
from vmreport.document.blocks import Figure
from vmreport.document.charts import (
    AreaMap,
    Axis,
    Bar,
    BarChart,
    BarSeries,
    IntervalChart,
    Point,
    ProfileMatrix,
    Role,
    Tick,
    TrendChart,
    TrendLine,
    TrendPoint,
)
from vmreport.document.inlines import Text
from vmreport.errors import ContentError, Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style
from vmreport.writers.office_charts import native_chart
from vmreport.writers.office_charts.numbers import number_format, steps_of
from vmreport.writers.ooxml.package import read_zip

MADE = [make() for make in chart_specs.EXAMPLES]
NATIVE = [spec for spec in MADE if isinstance(spec, BarChart | IntervalChart | TrendChart)]
PICTURES = [spec for spec in MADE if isinstance(spec, AreaMap | ProfileMatrix)]
DAY = date(2024, 5, 14)


@pytest.fixture(scope="module")
def house():
    return load_house_style("ccv", Problems())


def figure(spec, place=0):
    return Figure(spec, (Text("Een figuur"),), f"Wat figuur {place} laat zien", f"f{place}")


@pytest.fixture(scope="module")
def data(house):
    return write_docx(document_of(*map(figure, NATIVE, range(len(NATIVE)))), house)


@pytest.fixture(scope="module")
def found(data):
    return charts(data)


def points_of(spec):
    match spec:
        case BarChart():
            return [bar.point for series in spec.series for bar in series.bars if bar.point]
        case TrendChart():
            return [item.point for line in spec.lines for item in line.points]
        case IntervalChart():
            shown = [p for row in spec.rows for p in (row.point, row.previous, *row.references)]
            return [point for point in shown if point]


def bounds_of(spec):
    return {b for p in points_of(spec) for b in (p.lower, p.upper) if b is not None}


# -- the file -----------------------------------------------------------------------------------


def test_every_kind_that_word_has_is_a_chart_with_words_for_it(found):
    assert len(NATIVE) >= 8
    assert [chart.alt for chart in found] == [
        f"Wat figuur {place} laat zien" for place in range(len(NATIVE))
    ]


def test_what_word_lacks_stays_a_picture(house):
    assert len(PICTURES) >= 4
    for spec in PICTURES:
        assert native_chart(spec, house.chart_theme, width_mm=165, day=DAY) is None
    assert charts(write_docx(document_of(figure(PICTURES[0])), house)) == []


@pytest.mark.parametrize(
    "version", [FileFormat.OFFICE_2013, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365]
)
def test_word_opens_it_without_repair(data, version, tmp_path):
    path = tmp_path / "charts.docx"
    path.write_bytes(data)
    result = OpenXmlValidator(file_format=version).validate(str(path))
    assert [str(error) for error in result.errors] == []


_WRITE = """
import hashlib, sys
sys.path.insert(0, "tests")
from unit.docx.test_native_charts import NATIVE, figure
from support.documents import document_of
from vmreport.errors import Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style
document = document_of(*map(figure, NATIVE, range(len(NATIVE))))
print(hashlib.sha256(write_docx(document, load_house_style("ccv", Problems()))).hexdigest())
"""


def test_the_same_charts_are_the_same_bytes_in_any_process():
    root = Path(__file__).resolve().parents[3]
    hashes = set()
    for seed in ("1", "77"):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{root / 'src'}",
            "TZ": "Asia/Tokyo",
        }
        made = subprocess.run(
            [sys.executable, "-c", _WRITE], env=env, cwd=root, capture_output=True, check=True
        )
        hashes.add(made.stdout)
    assert len(hashes) == 1


def test_the_workbook_is_dated_by_the_report_and_names_nobody(house):
    made = native_chart(NATIVE[0], house.chart_theme, width_mm=165, day=DAY)
    core = read_zip(made.workbook)["docProps/core.xml"].decode()
    assert core.count("2024-05-14T00:00:00Z") == 2
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core


def test_a_chart_is_made_in_a_moment(house):
    for spec in NATIVE:
        times = []
        for _ in range(5):
            start = time.process_time()
            native_chart(spec, house.chart_theme, width_mm=165, day=DAY)
            times.append(time.process_time() - start)
        assert min(times) < 0.05, type(spec).__name__


# -- the numbers --------------------------------------------------------------------------------


def test_what_the_chart_keeps_is_what_the_workbook_has(found):
    count = 0
    for chart in found:
        for reference in chart.references:
            cells = chart.cells(reference.formula)
            assert len(cells) == len(reference.kept)
            for cell, kept in zip(cells, reference.kept, strict=True):
                count += 1
                if isinstance(cell, str):
                    assert cell == kept
                elif cell is None:
                    assert kept in {None, ""}
                else:
                    assert cell == pytest.approx(float(kept), abs=1e-9)
    assert count > 300


def test_the_workbook_holds_printed_numbers_and_no_others(found):
    for spec, chart in zip(NATIVE, found, strict=True):
        allowed = {round(point.value, 9) for point in points_of(spec)}
        allowed |= {round(bound, 9) for bound in bounds_of(spec)}
        if isinstance(spec, TrendChart):
            allowed |= set(spec.editions)
        for (name, typed), (_, cells) in zip(
            chart.columns(values=False), chart.columns(), strict=True
        ):
            numbers = {cell for cell in cells if not isinstance(cell, str)}
            if any(str(cell).startswith("=") for cell in typed):
                assert all(str(cell).startswith("=ROUND(") for cell in typed)
            elif not name.startswith("Plaats: "):
                assert numbers <= allowed, name


def test_every_printed_number_is_there(found):
    for spec, chart in zip(NATIVE, found, strict=True):
        cells = {cell for _, column in chart.columns() for cell in column}
        assert {point.value for point in points_of(spec)} <= cells


def by_place(node):
    return {n.get("idx"): float(n.findtext(f"{C}v")) for n in node.iter(f"{C}pt")}


def test_margins_follow_the_bounds(found):
    count = 0
    for spec, chart in zip(NATIVE, found, strict=True):
        if isinstance(spec, IntervalChart):
            continue
        bounds = {round(bound, 6) for bound in bounds_of(spec)}
        for bars in chart.root.iter(f"{C}errBars"):
            tag = "val" if isinstance(spec, BarChart) else "yVal"
            values = by_place(bars.getparent().find(f"{C}{tag}"))
            up, down = by_place(bars.find(f"{C}plus")), by_place(bars.find(f"{C}minus"))
            assert up.keys() == down.keys() <= values.keys()
            count += len(up)
            assert {round(values[place] + up[place], 6) for place in up} <= bounds
            assert {round(values[place] - down[place], 6) for place in up} <= bounds
    assert count > 10


def test_formats_print_what_the_model_prints(found):
    for spec, chart in zip(NATIVE, found, strict=True):
        texts = {point.value: point.text for point in points_of(spec)}
        for label in chart.root.iter(f"{C}dLbl"):
            code = label.find(f"{C}numFmt")
            if code is None:
                continue
            series = label.getparent().getparent()
            place = label.find(f"{C}idx").get("val")
            values = (
                series.find(f"{C}val") if isinstance(spec, BarChart) else series.find(f"{C}yVal")
            )
            (point,) = [n for n in values.iter(f"{C}pt") if n.get("idx") == place]
            number = float(point.findtext(f"{C}v"))
            assert printed(number, code.get("formatCode")) == texts[number]


def test_the_axis_prints_the_ticks_of_the_model(found):
    for spec, chart in zip(NATIVE, found, strict=True):
        axes = {a.find(f"{C}axId").get("val"): a for a in chart.root.iter(f"{C}valAx")}
        axis = axes["2" if isinstance(spec, TrendChart) else "1"]
        low, high, step = (
            float(next(axis.iter(f"{C}{tag}")).get("val")) for tag in ("min", "max", "majorUnit")
        )
        code = axis.find(f"{C}numFmt").get("formatCode")
        count = round((high - low) / step) + 1
        shown = [printed(low + step * place, code) for place in range(count)]
        assert shown == [tick.text for tick in spec.axis.ticks]


@pytest.mark.parametrize(
    ("value", "text"),
    [(48.6, "48,6%"), (7.0, "7,0"), (-3.4, "−3,4"), (0, "0%"), (12, "12 punten"), (0.25, "0,25")],
)
def test_a_format_gives_back_the_printed_text(value, text):
    assert printed(value, number_format(value, text)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(5, "<5%"), (95, ">95%"), (1000, "1.000"), (48.64, "48,6%"), (3, "drie")]
)
def test_what_no_format_prints_has_none(value, text):
    assert number_format(value, text) == ""


def test_words_stand_in_for_a_number_that_no_format_prints(house):
    bars = tuple(Bar(point) for point in (Point(5, "<5%"), Point(30, "30%")))
    axis = Axis("", tuple(Tick(v, f"{v}%") for v in (0, 20, 40)))
    spec = BarChart(("a", "b"), (BarSeries("x", Role.MAIN, bars),), axis)
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    assert "<5%" in chart.texts()


# -- what is said -------------------------------------------------------------------------------


def test_rows_values_and_verdicts_of_intervals_are_readable(found):
    for spec, chart in zip(NATIVE, found, strict=True):
        if not isinstance(spec, IntervalChart):
            continue
        words = " ".join(
            " ".join(chart.texts()).replace("\u00a0", " ").replace("\u2007", " ").split()
        )
        for row in spec.rows:
            assert row.label in words
            assert row.absent in words
            if row.point is not None:
                assert row.point.text in words
            if row.verdict is not None:
                assert f"{row.verdict.sign} {row.verdict.word}" in words


def test_a_missing_bar_leaves_no_number_and_says_why(house):
    spec = prevention_bars()
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    first = next(chart.root.iter(f"{C}ser"))
    kept = [node.get("idx") for node in first.find(f"{C}val").iter(f"{C}pt")]
    missing = [place for place, bar in enumerate(spec.series[0].bars) if bar.point is None]
    assert missing
    assert not {str(place) for place in missing} & set(kept)
    names = [node.text for node in first.find(f"{C}cat").iter(f"{C}v")]
    assert all("te weinig antwoorden" in names[place] for place in missing)


def test_no_line_crosses_a_break(house):
    spec = broken_trend()
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    years = next(r for r in chart.references if r.formula.endswith("$A$11")).kept
    gap = spec.breaks[0]
    place = years.index(str(gap.after))
    assert years[place + 1 : place + 3] == (None, str(gap.before))
    assert gap.note in chart.texts()


def test_the_ends_of_every_stretch_have_their_value(house):
    spec = broken_trend()
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    years = next(r for r in chart.references if r.formula.endswith("$A$11")).kept
    labelled = {
        (int(node.find(f"{C}idx").get("val")), node.find(f"{C}dLblPos").get("val"))
        for node in chart.root.iter(f"{C}dLbl")
        if node.find(f"{C}dLblPos") is not None
    }
    gap = years.index(None)
    assert {(0, "l"), (gap - 1, "r"), (gap + 1, "l")} <= labelled


def test_converted_points_are_open_and_the_file_stays_sound(house, tmp_path):
    spec = broken_trend()
    main = spec.lines[0]
    opened = [replace(item, converted=item.edition < 2020) for item in main.points]
    spec = replace(spec, lines=(replace(main, points=tuple(opened)), *spec.lines[1:]), breaks=())
    data = write_docx(document_of(figure(spec)), house)
    parts = read_zip(data)
    xml = next(parts[name] for name in parts if name.startswith("word/charts/chart"))
    own = xml.split(b"<c:dPt>")[1:]
    assert len(own) == sum(item.converted for item in opened)
    assert all(b"<c:marker>" in part.split(b"</c:dPt>")[0] for part in own)
    path = tmp_path / "omgerekend.docx"
    path.write_bytes(data)
    assert OpenXmlValidator(FileFormat.OFFICE_2019).validate(path).errors == []


def test_a_value_stands_under_its_point_where_only_another_line_runs_over_it(house):
    def line(name, role, values):
        points = tuple(
            TrendPoint(year, Point(value, f"{value:g}%"))
            for year, value in zip((2019, 2021, 2023), values, strict=True)
        )
        return TrendLine(name, role, points)

    def side(reference):
        lines = (line("Stad", Role.MAIN, (30, 30, 30)), line("Land", Role.REFERENCE, reference))
        spec = replace(broken_trend(), lines=lines, editions=(2019, 2021, 2023), breaks=())
        (chart,) = charts(write_docx(document_of(figure(spec)), house))
        label = next(
            node
            for node in chart.root.iter(f"{C}dLbl")
            if node.find(f"{C}idx").get("val") == "1"
            and node.find(f"{C}dLblPos") is not None
            and node.find(f"{C}dLblPos").get("val") in "tb"
        )
        return label.find(f"{C}dLblPos").get("val")

    assert side((40, 40, 40)) == "t"
    assert side((31, 31, 31)) == "b"
    assert side((29, 29, 29)) == "t"


def test_names_at_the_ends_of_lines_do_not_overlap(house):
    spec = broken_trend()
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    assert {"Voorbeeldstad 41%", "Nederland 35%"} <= set(chart.texts())


def test_a_letter_the_font_lacks_is_named_with_its_code(house):
    spec = replace(nuisance_bars(), categories=("\u4e16", *nuisance_bars().categories[1:]))
    with pytest.raises(ContentError) as raised:
        native_chart(spec, house.chart_theme, width_mm=165, day=DAY)
    assert raised.value.problems[0].code == "E561"


def test_soft_hyphens_stay_out_of_charts(house):
    spec = replace(
        nuisance_bars(), categories=("rapport\u00adcijfer", *nuisance_bars().categories[1:])
    )
    (chart,) = charts(write_docx(document_of(figure(spec)), house))
    assert "rapportcijfer" in chart.columns()[0][1]


# -- the look -----------------------------------------------------------------------------------


def test_house_colours_and_letters(house, found):
    theme = house.chart_theme
    known = {
        getattr(theme, name).lstrip("#").upper()
        for name in theme.__dataclass_fields__
        if str(getattr(theme, name)).startswith("#")
    }
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for chart in found:
        used = {node.get("val") for node in chart.root.iter(f"{a}srgbClr")}
        assert theme.house.lstrip("#").upper() in used
        # The only colour that is not in the palette is the faint fill of an open ring.
        assert len(used - known) <= 1
        assert {node.get("typeface") for node in chart.root.iter(f"{a}latin")} == {theme.family}


def test_uneven_ticks_and_values_off_the_axis_stay_a_drawing(house):
    ticks = tuple(Tick(value, f"{value}%") for value in (0, 10, 40))
    assert steps_of(Axis("", ticks), [5]) is None
    even = tuple(Tick(value, f"{value}%") for value in (0, 20, 40))
    assert steps_of(Axis("", even), [41]) is None
    spec = replace(safety_intervals(), axis=Axis("", even))
    assert native_chart(spec, house.chart_theme, width_mm=165, day=DAY) is None
    assert charts(write_docx(document_of(figure(spec)), house)) == []
