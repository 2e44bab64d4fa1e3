"""Every folder of tests/cases/input: the right words at the right place, and never a traceback."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from support.bad_inputs import MAKERS
from vmreport.errors import InputError, Problem, Problems
from vmreport.survey.areas import AreaMention, municipality_name
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.model import (
    AreaLevel,
    Estimate,
    Missing,
    NotApplicable,
    ObservationKey,
    Suppressed,
    Survey,
)

_CASES = Path(__file__).resolve().parents[2] / "cases" / "input"
_SECONDS = 5.0
"""CPU seconds, because the machine may be busy with other tests."""


def _cases() -> list[Path]:
    return sorted(path for path in _CASES.iterdir() if (path / "expected.json").is_file())


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Import what is imported once, so that a case measures its own time."""
    import openpyxl  # noqa: F401
    import pandera.pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    load_codebook()


def _input(case: Path, expected: dict[str, Any], tmp_path: Path) -> Path:
    target = tmp_path / expected["input"]
    if "generate" in expected:
        target.write_bytes(MAKERS[expected["generate"]]())
    else:
        shutil.copyfile(case / expected["input"], target)
    return target


def _municipality(code: str) -> AreaMention | None:
    name = municipality_name(code)
    return AreaMention(code, name, AreaLevel.MUNICIPALITY) if name else None


def _as_text(survey: Survey, key: str) -> str:
    edition, area, indicator = key.split("/")
    value = survey.observations[ObservationKey(int(edition), area, indicator)].value
    match value:
        case Estimate():
            return f"{value.value}{' provisional' if value.provisional else ''}"
        case Suppressed(reason):
            return reason.value
        case Missing():
            return "missing"
        case NotApplicable():
            return "not-applicable"


def _bounds(survey: Survey, key: str) -> list[Any]:
    edition, area, indicator = key.split("/")
    value = survey.observations[ObservationKey(int(edition), area, indicator)].value
    assert isinstance(value, Estimate)
    return [str(value.lower), str(value.upper), value.margin_rebuilt]


def _place(problem: Problem) -> dict[str, Any]:
    where = problem.where
    return {
        "level": problem.level.value,
        "code": str(problem.code),
        "file": where.file,
        "sheet": where.sheet,
        "row": where.row,
        "column": where.column,
    }


@pytest.mark.parametrize("case", _cases(), ids=lambda path: path.name)
def test_a_bad_input_is_said_in_the_right_place(case: Path, tmp_path: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    path = _input(case, expected, tmp_path)
    problems = Problems()
    started = time.process_time()
    survey = load_survey(
        [path],
        load_codebook(),
        problems,
        root=tmp_path,
        decimal_mark=expected.get("decimal_mark", ""),
        code_style=expected.get("code_style", ""),
        area_level=AreaLevel(expected["area_level"]) if "area_level" in expected else None,
        municipality=_municipality(expected.get("municipality", "")),
    )
    seconds = time.process_time() - started

    found = [_place(item) for item in problems.items]
    for wanted in expected.get("expect", ()):
        assert {"file": expected["input"], "sheet": "", **wanted} in found
    said = "\n".join(map(str, problems.items))
    assert expected.get("contains", "") in said
    codes = {item["code"] for item in found}
    assert not codes & set(expected.get("silent", ()))
    if expected["exit"] == 3:
        wanted_codes = {item["code"] for item in expected["expect"] if item["level"] == "problem"}
        assert wanted_codes == {str(item.code) for item in problems.blocking}
        with pytest.raises(InputError):
            problems.raise_if_blocking()
    else:
        assert not problems.blocking
    for key, text in expected.get("values", {}).items():
        assert text == _as_text(survey, key)
    for key, bounds in expected.get("bounds", {}).items():
        assert bounds == _bounds(survey, key)
    for key, n in expected.get("n", {}).items():
        edition, area, indicator = key.split("/")
        assert n == survey.observations[ObservationKey(int(edition), area, indicator)].n
    for code, name in expected.get("areas", {}).items():
        assert name == survey.areas[code].name
    for code, parent in expected.get("parents", {}).items():
        assert parent == survey.areas[code].parent
    if "count" in expected:
        assert expected["count"] == len(survey.observations)
    assert seconds < _SECONDS


def test_every_maker_of_bad_inputs_is_used_by_a_case() -> None:
    used = {
        json.loads((case / "expected.json").read_text(encoding="utf-8")).get("generate")
        for case in _cases()
    }
    assert used - {None} == set(MAKERS)
