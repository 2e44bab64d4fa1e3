"""One CBS table in all its forms gives one survey: CSV, OData v3 raw and by cbsodata, OData v4."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from support.cbs_tables import (
    INDICATORS_B,
    MARGINS_B,
    CbsTable,
    Topic,
    page,
    table_a,
    table_b,
    write_folder,
    write_json,
)
from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook, table_columns
from vmreport.survey.importing import import_files, write_canonical
from vmreport.survey.load import load_survey
from vmreport.survey.model import Absence, Estimate, Missing, NotApplicable, Suppressed, Survey

Delivery = Callable[[CbsTable, Path], Path]


def _csv(table: CbsTable, folder: Path) -> Path:
    path = folder / f"{table.number}.csv"
    path.write_text(table.csv(), encoding="utf-8")
    return path


def _v3_bundle(table: CbsTable, folder: Path) -> Path:
    sets = {**table.v3_sets(), "UntypedDataSet": table.v3_rows()}
    return write_json(folder / f"{table.number}.json", sets)


def _v3_raw_beside_its_lists(table: CbsTable, folder: Path) -> Path:
    write_folder(folder / "raw", {name: page(rows) for name, rows in table.v3_sets().items()})
    return write_json(folder / "raw" / "UntypedDataSet.json", page(table.v3_rows()))


def _cbsodata_folder(table: CbsTable, folder: Path) -> Path:
    """`download_data(id, dir=..., typed=True)`: the name is inverted, untyped texts are saved."""
    sets = {**table.v3_sets(), "UntypedDataSet": table.v3_rows()}
    return write_folder(folder / table.number, sets)


def _v4_folder(table: CbsTable, folder: Path) -> Path:
    return write_folder(folder / table.number, {**table.v4_sets(), "Observations": table.v4_rows()})


def _v4_bundle(table: CbsTable, folder: Path) -> Path:
    sets = {**table.v4_sets(), "Observations": table.v4_rows()}
    return write_json(folder / f"{table.number}.json", sets)


def _v4_pages(table: CbsTable, folder: Path) -> Path:
    sets = {name: {"value": rows} for name, rows in table.v4_sets().items()}
    return write_folder(folder / "v4", {**sets, "Observations": {"value": table.v4_rows()}})


def _cbsodata_typed_folder(table: CbsTable, folder: Path) -> Path:
    """`download_data(id, dir=...)`: the default saves the typed set."""
    sets = {**table.v3_sets(), "TypedDataSet": table.v3_rows(typed=True)}
    return write_folder(folder / table.number, sets)


def _get_data(table: CbsTable, folder: Path) -> Path:
    """`json.dump(cbsodata.get_data(id, typed=True))`: titles instead of codes, no lists."""
    return write_json(folder / f"{table.number}.json", table.v3_rows(titles=True))


WITH_SYMBOLS: tuple[Delivery, ...] = (
    _csv,
    _v3_bundle,
    _v3_raw_beside_its_lists,
    _cbsodata_folder,
    _v4_folder,
    _v4_bundle,
    _v4_pages,
)


def _load(path: Path, root: Path) -> tuple[Survey, Problems]:
    problems = Problems()
    return load_survey([path], load_codebook(), problems, root=root), problems


def _figures(survey: Survey) -> dict[object, object]:
    return {
        (key.edition, key.area, key.indicator): (item.value.value, item.value.lower, item.value.upper)
        if isinstance(item.value, Estimate)
        else item.value
        for key, item in survey.observations.items()
    }  # fmt: skip


@pytest.mark.parametrize("delivery", WITH_SYMBOLS)
def test_every_delivery_of_a_table_gives_the_same_figures(
    delivery: Delivery, tmp_path: Path
) -> None:
    table = table_b()
    survey, problems = _load(delivery(table, tmp_path), tmp_path)
    assert not problems.blocking
    expected, _ = _load(_csv(table, tmp_path), tmp_path)
    assert _figures(survey) == _figures(expected)
    assert len(survey.observations) == 24
    assert set(survey.indicators) == set(INDICATORS_B)
    assert {code: area.name for code, area in survey.areas.items()} == {
        "NL01": "Nederland",
        "PV21": "Fryslân",
        "GM0014": "Groningen",
    }
    assert {item.source for item in survey.observations.values()} == {"CBS StatLine 85146NED"}


@pytest.mark.parametrize("delivery", WITH_SYMBOLS)
def test_symbols_and_asymmetric_bounds_survive_every_delivery(
    delivery: Delivery, tmp_path: Path
) -> None:
    survey, _ = _load(delivery(table_b(), tmp_path), tmp_path)
    figures = _figures(survey)
    assert figures[2023, "PV21", INDICATORS_B[3]] == Suppressed(Absence.UNKNOWN)
    assert figures[2023, "GM0014", INDICATORS_B[3]] == Suppressed(Absence.SECRET)
    assert figures[2023, "GM0014", INDICATORS_B[2]] == NotApplicable()
    value, lower, upper = figures[2023, "NL01", INDICATORS_B[0]]  # type: ignore[misc]
    assert upper - value > value - lower  # type: ignore[has-type]
    zero = survey.get(2023, "NL01", INDICATORS_B[2])
    assert zero is not None
    assert isinstance(zero.value, Estimate)
    assert zero.value.value == 0


def test_a_typed_set_gives_the_numbers_and_says_that_reasons_are_lost(tmp_path: Path) -> None:
    survey, problems = _load(_cbsodata_typed_folder(table_b(), tmp_path), tmp_path)
    expected, _ = _load(_csv(table_b(), tmp_path), tmp_path)
    absent = (Suppressed, NotApplicable)
    assert _figures(survey) == {
        key: Missing() if isinstance(value, absent) else value
        for key, value in _figures(expected).items()
    }
    assert "W247" in {item.code for item in problems.notices}


def test_titles_without_lists_map_what_a_name_can_settle(tmp_path: Path) -> None:
    survey, problems = _load(_get_data(table_b(), tmp_path), tmp_path)
    assert not problems.blocking
    assert {"onveilig_weleens", "rapportcijfer_veiligheid"} == set(survey.indicators)
    assert set(survey.areas) == {"NL01", "PV21", "GM0014"}
    said = [str(item) for item in problems.notices]
    assert any("W285" in line and "Slachtoffers_72" in line for line in said)
    assert any(line.startswith("W268") for line in said)


@pytest.mark.parametrize(
    "delivery", [_csv, _v3_bundle, _cbsodata_folder, _cbsodata_typed_folder, _v4_folder]
)
def test_half_widths_become_bounds_in_every_delivery(delivery: Delivery, tmp_path: Path) -> None:
    survey, problems = _load(delivery(table_a(), tmp_path), tmp_path)
    assert not problems.blocking
    assert len(survey.observations) == 12
    for item in survey.observations.values():
        assert isinstance(item.value, Estimate)
        assert item.value.margin_rebuilt
        assert item.value.lower is not None
        assert item.value.upper is not None
        assert item.value.upper - item.value.lower == 2 * (item.value.value - item.value.lower)


@pytest.mark.parametrize("table", [table_a(), table_b()], ids=["half-width", "bounds"])
@pytest.mark.parametrize("order", list(permutations(("Marges", "Perioden", "Regio's"))))
def test_both_margin_styles_in_every_order(
    order: tuple[str, ...], table: CbsTable, tmp_path: Path
) -> None:
    expected, _ = _load(_csv(table, tmp_path), tmp_path)
    path = tmp_path / "export.csv"
    path.write_text(table.csv(order), encoding="utf-8")
    survey, problems = _load(path, tmp_path)
    assert not problems.blocking
    assert _figures(survey) == _figures(expected)


def test_key_numbers_that_moved_change_nothing(tmp_path: Path) -> None:
    """Another snapshot of the same table carries the same names at +4. Source: domain page 3b."""
    moved = CbsTable(**{name: getattr(table_b(), name) for name in table_b().__dataclass_fields__})
    sets = {**moved.v3_sets(), "UntypedDataSet": moved.v3_rows()}
    text = (tmp_path / "old.json", tmp_path / "new.json")
    write_json(text[0], sets)
    content = text[0].read_text(encoding="utf-8")
    for topic in moved.topics:
        name, number = topic.key.rsplit("_", 1)
        content = content.replace(f'"{topic.key}"', f'"{name}_{int(number) + 4}"')
    text[1].write_text(content, encoding="utf-8")
    old, new = (_load(path, tmp_path)[0] for path in text)
    assert len(new.observations) == 24
    assert _figures(old) == _figures(new)


def test_a_title_that_says_nothing_leaves_it_to_the_key(tmp_path: Path) -> None:
    sets = {**table_b().v3_sets(), "UntypedDataSet": table_b().v3_rows()}
    for item in sets["DataProperties"]:
        if item["Key"].startswith("RapportcijferVeiligheid"):
            item["Title"] = "Oordeel"
    survey, _ = _load(write_json(tmp_path / "85146NED.json", sets), tmp_path)
    assert "rapportcijfer_veiligheid" in survey.indicators


def test_a_repeated_name_is_settled_by_its_path_and_never_without(tmp_path: Path) -> None:
    sets = {**table_b().v3_sets(), "UntypedDataSet": table_b().v3_rows()}
    for item in sets["DataProperties"]:
        if item["Title"].strip() == "Geweldsdelicten totaal":
            item["Title"] = "Delicten die niemand kent"
    survey, problems = _load(write_json(tmp_path / "85146NED.json", sets), tmp_path)
    assert "slachtoffer_geweld" not in survey.indicators
    assert not [code for code in survey.indicators if code.startswith("slachtoffer_t")]
    assert {item.code for item in problems.notices} == {"W285", "W237"}


def test_rows_point_at_the_record_that_holds_the_value(tmp_path: Path) -> None:
    survey, _ = _load(_v4_bundle(table_b(), tmp_path), tmp_path)
    rows = table_b().v4_rows()
    for item in survey.observations.values():
        if isinstance(item.value, Estimate):
            assert item.place.row is not None
            record = rows[item.place.row - 2]
            assert record["Marges"] == "MW00000"
            assert str(item.value.value).rstrip("0").rstrip(".") == f"{record['Value']:g}"


@pytest.mark.parametrize("delivery", [_csv, _v3_bundle, _v4_bundle, _cbsodata_folder])
def test_an_import_of_any_delivery_reads_back_the_same(delivery: Delivery, tmp_path: Path) -> None:
    path = delivery(table_b(), tmp_path)
    problems = Problems()
    result = import_files([path], load_codebook(), problems)
    assert not problems.blocking
    table = tmp_path / "indicatoren.csv"
    table.write_bytes(write_canonical(result.rows))
    back, _ = _load(table, tmp_path)
    assert _figures(back) == _figures(_load(path, tmp_path)[0])
    assert {column.became for column in result.mapped} == {
        f"{item.name} ({item.unit_label})" for item in back.indicators.values()
    }


def _whole_table() -> CbsTable:
    """Give 85146NED with all its 224 columns, as the codebook describes them."""
    topics = []
    for number, code in table_columns().items():
        indicator = load_codebook().indicators[code]
        *path, title = indicator.statline[0].split("/")
        key = indicator.statline[-1].rpartition("/")[2]
        topics.append(Topic(f"{key}_{number + 4}", title, indicator.unit_label, tuple(path)))
    texts = dict(zip(MARGINS_B, ("5.1", "5.0", "5.4"), strict=True))
    cells = {
        ("NL01", "2023", topic.key, margin): text
        for topic in topics
        for margin, text in texts.items()
    }
    return CbsTable("85146NED", tuple(topics), ("2023",), MARGINS_B, {"NL01": "Nederland"}, cells)


@pytest.mark.parametrize("delivery", [_csv, _v3_bundle, _v4_bundle])
def test_all_224_columns_of_the_regional_table_are_recognised(
    delivery: Delivery, tmp_path: Path
) -> None:
    survey, problems = _load(delivery(_whole_table(), tmp_path), tmp_path)
    assert not problems.blocking
    assert set(survey.indicators) == set(table_columns().values())
    assert len(survey.observations) == 224
