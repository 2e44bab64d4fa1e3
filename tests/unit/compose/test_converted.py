"""Figures brought over the break of 2021: compared, connected and labelled; never without a factor."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import change
from support.converted import CREDIT, over_the_break
from vmreport.analysis.findings import Against, Analysis, NoVerdict, Published
from vmreport.compose.charts import ChartBuilder
from vmreport.compose.compose import compose
from vmreport.compose.published import published_figures
from vmreport.compose.trail import Trace
from vmreport.document.charts import TrendChart
from vmreport.errors import Problems
from vmreport.loading import Loaded, load, template_folders
from vmreport.pipeline import outline_document

CODE, OTHER = "onveilig_weleens", "overlast_hard_rijden"


def _load(root: Path) -> Loaded:
    problems = Problems()
    loaded = load(root, problems)
    assert not problems.blocking
    assert loaded is not None
    return loaded


def _trend(loaded: Loaded, code: str) -> TrendChart:
    material = loaded.material
    chart = ChartBuilder(material.analysis, material.narrator).trend(
        material.analysis.indicators[code]
    )
    assert chart is not None
    return chart


def _editions(chart: TrendChart) -> list[list[tuple[int, bool]]]:
    return [[(item.edition, item.converted) for item in line.points] for line in chart.lines]


BOTH = [(2017, True), (2019, True), (2021, False), (2023, False)]
PLAIN = [(2017, False), (2019, False), (2021, False), (2023, False)]


def test_a_converted_trend_runs_on_and_another_breaks(tmp_path: Path) -> None:
    loaded = _load(over_the_break(tmp_path, f"{CODE};2012-2019;alle;0,9"))
    chart = _trend(loaded, CODE)
    assert chart.breaks == ()
    assert _editions(chart) == [BOTH, BOTH]
    other = _trend(loaded, OTHER)
    assert [(item.after, item.before) for item in other.breaks] == [(2019, 2021)]
    assert _editions(other) == [PLAIN, PLAIN]


def test_a_reference_without_a_factor_starts_after_the_break(tmp_path: Path) -> None:
    chart = _trend(_load(over_the_break(tmp_path, f"{CODE};alle;PV20;0,9")), CODE)
    assert chart.breaks == ()
    assert _editions(chart) == [BOTH, [(2021, False), (2023, False)]]


def test_a_reference_with_a_factor_stays_beside_what_has_none(tmp_path: Path) -> None:
    chart = _trend(_load(over_the_break(tmp_path, f"{CODE};alle;NL01;0,9")), CODE)
    assert [(item.after, item.before) for item in chart.breaks] == [(2019, 2021)]
    assert _editions(chart) == [PLAIN, [(2021, False), (2023, False)]]


def test_half_a_conversion_breaks_where_it_begins(tmp_path: Path) -> None:
    loaded = _load(over_the_break(tmp_path, f"{CODE};2019;alle;0,9"))
    chart = _trend(loaded, CODE)
    assert [(item.after, item.before, item.note) for item in chart.breaks] == [
        (2017, 2019, "Niet omgerekend")
    ]
    (said,) = loaded.material.narrator.trend_notes(CODE)
    assert said.startswith("De cijfers van 2017 en eerder zijn niet omgerekend.")


def test_the_first_edition_is_the_first_that_was_converted(tmp_path: Path) -> None:
    loaded = _load(over_the_break(tmp_path, f"{CODE};2012-2019;alle;0,9"))
    analysis = loaded.material.analysis
    first = analysis.comparison(CODE, Against.FIRST)
    assert first is not None
    assert first.no_verdict is None
    assert isinstance(first.reference, Published)
    assert first.reference.key.edition == 2017
    assert first.reference.conversion is not None
    assert analysis.comparison(OTHER, Against.FIRST) is None


def _against_2019(folder: Path, *factors: str) -> Analysis:
    root = over_the_break(folder, *factors)
    change(root / "dossier.toml", r"^editie = 2023$", "editie = 2021")
    text = (root / "dossier.toml").read_text("utf-8")
    text = text.replace("[vergelijken]", "[vergelijken]\nvorige_editie = 2019")
    (root / "dossier.toml").write_text(text, encoding="utf-8")
    return _load(root).material.analysis


def test_the_previous_edition_may_lie_across_the_break_when_converted(tmp_path: Path) -> None:
    analysis = _against_2019(tmp_path, f"{CODE};2019;alle;0,9")
    assert analysis.previous_edition == 2019
    one, other = (analysis.comparison(code, Against.PREVIOUS) for code in (CODE, OTHER))
    assert one is not None
    assert one.no_verdict is None
    assert other is not None
    assert other.no_verdict is NoVerdict.SERIES_BREAK
    assert analysis.is_over_break(OTHER)
    assert not analysis.is_over_break(CODE)


def test_without_factors_the_break_stands_and_nothing_is_labelled(tmp_path: Path) -> None:
    assert _against_2019(tmp_path / "a").previous_edition is None
    root = over_the_break(tmp_path / "b")
    text = outline_document(root, "raadsrapport")
    for word in ("omgerekend", "(o)", "Open rondjes"):
        assert word not in text
    assert "Andere meetwijze" in text


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return over_the_break(tmp_path_factory.mktemp("omgerekend"), f"{CODE};2012-2019;alle;0,9")


def test_figure_text_table_and_accountability_say_it(converted: Path) -> None:
    text = outline_document(converted, "raadsrapport").replace("\N{NO-BREAK SPACE}", " ")
    assert "dan in 2017 (omgerekend)" in text
    assert "Open rondjes: omgerekende cijfers." in text
    assert "De cijfers van 2017 en 2019 zijn omgerekend." in text
    assert "37,1% (o)" in text
    assert f"(bron van de factoren: {CREDIT})" in text
    assert "Omgerekende cijfers" in text
    assert "Dat is een aanname" in text
    assert "Weleens onveilig (2017 en 2019) 0,9" in text
    assert text.count("(o) = omgerekend") == 1


def test_the_published_table_gives_the_factor_and_not_the_delivered_figure(converted: Path) -> None:
    rows = published_figures(_load(converted).material).decode("utf-8").splitlines()
    found = [row for row in rows if row.startswith("2019;PV20;") and f";{CODE};" in row]
    assert len(found) == 1
    assert f"omgerekend met factor 0,9 ({CREDIT})" in found[0]
    assert ";35,3;" in found[0]
    assert "39,2" not in found[0]


def test_a_factor_file_with_a_fault_stops_the_build(tmp_path: Path) -> None:
    root = over_the_break(tmp_path, f"{CODE};2021;alle;0,9")
    problems = Problems()
    load(root, problems)
    assert [str(item.code) for item in problems.blocking] == ["E248"]
    assert problems.blocking[0].where.file == "omrekenfactoren.csv"


def test_the_trail_leads_to_the_delivered_figure_and_its_factor(converted: Path) -> None:
    traces: list[Trace] = []
    loaded = _load(converted)
    compose(loaded.kinds["raadsrapport"], loaded.material, template_folders(loaded.dossier), traces)
    found = [item for item in traces if (item.edition, item.indicator) == (2019, CODE)]
    assert found
    for item in found:
        assert (item.text, item.factor, item.factor_source) in (
            ("39,2", "0.9", CREDIT),
            ("38,2", "0.9", CREDIT),
        )


@pytest.mark.parametrize(
    ("factors", "told"),
    [
        ((), "Cijfers van voor en na die verandering zijn niet met elkaar te vergelijken."),
        (
            (f"{CODE};2012-2019;alle;0,9",),
            (
                "Een cijfer van voor die verandering is alleen met latere te vergelijken als (o) erachter "
                "staat."
            ),
        ),
    ],
)
@pytest.mark.parametrize("document", ["raadsrapport", "tabellenboek"])
def test_a_table_with_both_sides_of_the_break_says_so(
    tmp_path: Path, factors: tuple[str, ...], told: str, document: str
) -> None:
    lines = outline_document(over_the_break(tmp_path, *factors), document).splitlines()
    note = f"Tussen 2019 en 2021 veranderde de manier van meten. {told}"
    wide = [
        at
        for at, line in enumerate(lines)
        if "| 2017 | 2019 | 2021 | 2023" in line or "2017 | 2019 | 2021 | 2023 |" in line
    ]
    tables = [at for at in wide if "|" in lines[at] and "chart" not in lines[at]]
    assert tables
    notes = [line.replace("\u00a0", " ").strip() for line in lines]
    safety = [at for at in tables if any("Weleens onveilig" in line for line in lines[at : at + 4])]
    assert safety
    for at in safety:
        assert f"note: {note}" in notes[at : at + 12]


@pytest.mark.parametrize("document", ["raadsrapport", "raadsbrief"])
def test_an_edition_over_the_break_is_labelled_wherever_it_is_compared_with(
    tmp_path: Path, document: str
) -> None:
    root = over_the_break(tmp_path, f"{CODE};2019;alle;0,9")
    figures = root / "indicatoren.csv"
    rows = figures.read_text("utf-8").splitlines(keepends=True)
    figures.write_text(
        "".join(row for row in rows if not row.startswith(("2017", "2023"))), "utf-8"
    )
    change(root / "dossier.toml", r"^editie = .*$", "editie = 2021")
    change(root / "dossier.toml", r"^datum = .*$", "datum = 2022-05-14")
    text = outline_document(root, document).replace("\u00a0", " ")
    said = [line for line in text.splitlines() if "2019" in line and "alle metingen" not in line]
    assert any("2019 (omgerekend)" in line for line in said)
    assert not [line for line in said if "chart" in line and "2019 (omgerekend)" not in line]
    assert not [line for line in said if "verschil met 2019" in line and "(omgerekend)" not in line]
    tiles = [line.strip() for line in said if line.strip().startswith("2019")]
    assert not [line for line in tiles if "andere meetwijze" in line]
