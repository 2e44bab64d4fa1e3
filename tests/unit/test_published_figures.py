"""Published figures come back unchanged: in tables to the digit, in text rounded by the rule."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from support.builds import compose_dossier, sample_document
from support.published import CODES, in_text, published, running_text, shipped, table_figures
from support.shared import shared_data
from vmreport.analysis.analyse import analyse
from vmreport.analysis.findings import Against, Outcome, SignificanceRule, Thresholds
from vmreport.assets import data_root
from vmreport.cli import main
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import Problems
from vmreport.pipeline import write_sample
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.model import Series

SAMPLE = data_root() / "samples" / "groningen"
EXPORT = ("statline", "81877NED_provincies_2013-2017.csv")
FIGURE = re.compile(r"\d+(?:,\d+)?%|(?<![\d.,])\d,\d(?![\d%])")
"""A percentage, or a mark or score with its one decimal."""


def assert_unchanged(document: ResolvedDocument, source: dict) -> int:
    """Compare every figure in the tables with the source; give how many different ones."""
    figures = list(table_figures(document, 2017, "PV20"))
    wrong = {
        key: (printed, source.get(key)) for key, printed in figures if source.get(key) != printed
    }
    assert wrong == {}
    return len({key for key, _ in figures})


def test_every_figure_in_the_tables_is_the_published_one():
    source = published(shared_data("vm_published_figures.csv"))
    assert assert_unchanged(sample_document("groningen"), source) > 60


def test_every_figure_of_the_dossier_is_in_the_tables_unchanged():
    source = shipped(SAMPLE / "indicatoren.csv")
    document = sample_document("groningen")
    assert_unchanged(document, source)
    shown = {key for key, _ in table_figures(document, 2017, "PV20")}
    assert {key for key in source if key[1] == "PV20"} <= shown


def subject(heading: str, text: str) -> str | None:
    """Give the indicator whose name stands above a text or opens it."""
    return next((c for n, c in CODES.items() if n == heading or text.startswith(f"{n}.")), None)


def test_running_text_prints_the_rounding_of_its_own_figure():
    source = shipped(SAMPLE / "indicatoren.csv")
    checked = 0
    for heading, text in running_text(sample_document("groningen")):
        code = subject(heading, text)
        if code is None or "Ter vergelijking" not in text:
            continue
        wanted = [in_text(source[2017, "PV20", code], code)]
        own, compared = text.split("Ter vergelijking")
        if "Nederland" in compared:
            wanted.append(in_text(source[2017, "NL01", code], code))
        wanted.append(in_text(source[2016, "PV20", code], code))
        assert FIGURE.findall(own + compared) == wanted, text
        checked += len(wanted)
    assert checked >= 11


def test_no_running_text_prints_a_figure_that_is_not_published():
    source = shipped(SAMPLE / "indicatoren.csv")
    known = {in_text(value, key[2]) for key, value in source.items() if key[0] >= 2016}
    printed = [
        (figure, text)
        for _, text in running_text(sample_document("groningen"))
        if not re.search("95%-marge|95% zekerheid|100%", text)
        for figure in FIGURE.findall(re.sub(r"respons van \d+,\d+%", "", text))
    ]
    assert len(printed) > 40
    assert [item for item in printed if item[0] not in known] == []


def test_the_rule_of_rounding_is_half_away_from_zero():
    assert in_text(Decimal("35.5"), "onveilig_weleens") == "36%"
    assert in_text(Decimal("0.5"), "onveilig_weleens") == "1%"
    assert in_text(Decimal("7.35"), "rapportcijfer_veiligheid") == "7,4"


def dossier_with(figures: str, folder: Path) -> Path:
    """Give the Groningen dossier with another file of figures."""
    root = write_sample("groningen", folder / "dossier")
    settings = root / "dossier.toml"
    text = settings.read_text("utf-8")
    changed = text.replace('indicatoren = ["indicatoren.csv"]', f'indicatoren = ["{figures}"]')
    assert changed != text
    settings.write_text(changed, "utf-8")
    (root / "duiding.md").unlink()  # it cites the country, and the export has provinces only
    return root


def export_figures(path: Path) -> dict:
    """Read the export with nothing of ours: decimal comma, one column per indicator."""
    codes = {
        "Voelt zich wel eens onveilig (%)": "onveilig_weleens",
        "Voelt zich wel eens onveilig in buurt (%)": "onveilig_buurt",
        "Rapportcijfer veiligheid in buurt  (rapportcijfer)": "rapportcijfer_veiligheid",
    }
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["Regio's"] == "Groningen (PV)":
                for head, code in codes.items():
                    (column,) = (name for name in row if name.endswith(f"/{head}"))
                    value = Decimal(row[column].replace(",", "."))
                    found[int(row["Perioden"]), "PV20", code] = value
    return found


def assert_holds(document: ResolvedDocument, source: dict) -> None:
    shown = dict(table_figures(document, 2017, "PV20"))
    assert len(source) == 15
    assert {key: shown.get(key) for key in source} == source


def test_a_dossier_can_hold_the_statline_export_itself(tmp_path):
    export = shared_data(*EXPORT)
    root = dossier_with("export.csv", tmp_path)
    (root / "export.csv").write_bytes(export.read_bytes())
    assert_holds(compose_dossier(root), export_figures(export))


def test_an_imported_statline_export_gives_the_same_document_as_the_export(tmp_path, capsys):
    export = shared_data(*EXPORT)
    root = dossier_with("omgezet.csv", tmp_path)
    assert main(["import", str(export), "--out", str(root / "omgezet.csv")]) == 0
    assert "(540 rijen)" in capsys.readouterr().out
    assert_holds(compose_dossier(root), export_figures(export))


def test_the_sample_has_the_figures_of_the_export():
    source = export_figures(shared_data(*EXPORT))
    ours = shipped(SAMPLE / "indicatoren.csv")
    assert {key: ours[key] for key in source} == source


COLUMNS = "editie;gebied_code;gebied;niveau;indicator;eenheid;waarde;ondergrens;bovengrens"
SIGNS = {"+": Outcome.HIGHER, "-": Outcome.LOWER, ".": Outcome.NO_DIFFERENCE}


def printed_series() -> list[dict[str, str]]:
    with shared_data("vm_published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["note"].startswith("marge +-")]
    assert len({row["indicator"] for row in rows}) == 2
    return rows


@pytest.mark.parametrize(
    ("earlier", "against"), [(2012, Against.FIRST), (2017, Against.PREVIOUS)], ids=str
)
def test_the_signs_that_cbs_printed_come_out_of_reading_and_analysing(tmp_path, earlier, against):
    rows = printed_series()
    book = load_codebook()
    lines, signs = [COLUMNS], {}
    for row in rows:
        (item,) = book.find(row["indicator"], row["unit"], Series.A)
        numbers = (row[name].replace(".", ",") for name in ("value", "lower", "upper"))
        lines.append(
            ";".join(
                (row["edition"], "NL01", "Nederland", "land", item.code, item.unit_label, *numbers)
            )
        )
        found = re.search(r"t\.o\.v\. 2012/2017 in bron: '(.)'/'(.)'", row["note"])
        if found:
            signs[item.code] = SIGNS[found[1] if earlier == 2012 else found[2]]
    table = tmp_path / "indicatoren.csv"
    table.write_text("\n".join(lines) + "\n", "utf-8")
    problems = Problems()
    survey = load_survey([table], book, problems, root=tmp_path)
    assert problems.blocking == ()
    found = analyse(
        survey,
        area="NL01",
        edition=2019,
        country="NL01",
        region="",
        previous_edition=2017,
        thresholds=Thresholds(SignificanceRule.CBS_INTERVALS),
        problems=problems,
    )
    assert len(signs) == 2
    assert {code: found.comparison(code, against).outcome for code in signs} == signs
