"""Properties of reading: what is written comes back, and no bytes at all make it raise."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.bad_inputs import MAKERS
from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.model import Estimate, Survey
from vmreport.survey.readers import cells
from vmreport.survey.readers.cells import Fault, Marks, Number, survey_marks

_numbers = st.decimals(
    min_value=Decimal(-(10**9)), max_value=Decimal(10**9), allow_nan=False, places=3
)
_marks = st.sampled_from((",", "."))
_spaces = st.sampled_from(("", " ", "\u00a0", "\u202f"))


def _written(number: Decimal, mark: str, group: str, minus: str) -> str:
    whole, _, decimals = format(abs(number), ",f").partition(".")
    text = whole.replace(",", group)
    if decimals:
        text += mark + decimals
    return (minus if number < 0 else "") + text


@given(_numbers, _marks, _spaces, st.sampled_from(("-", "\u2212")))
def test_a_written_number_reads_back(number: Decimal, mark: str, group: str, minus: str) -> None:
    found = Marks(mark, declared=True).read(_written(number, mark, group, minus))
    assert isinstance(found, Number)
    assert found.value == number


@given(_numbers, _marks)
def test_thousands_with_the_other_mark_read_back(number: Decimal, mark: str) -> None:
    other = "." if mark == "," else ","
    found = Marks(mark, declared=True).read(_written(number, mark, other, "-"))
    assert isinstance(found, Number)
    assert found.value == number


@given(st.lists(st.decimals(0, 100, places=1, allow_nan=False), min_size=1), _marks)
def test_a_column_of_percentages_shows_its_own_mark(values: list[Decimal], mark: str) -> None:
    texts = [_written(value, mark, "", "-") for value in values]
    marks = survey_marks(texts)
    assert marks.mark == mark
    assert [marks.read(text) for text in texts] == [
        Number(value, text) for value, text in zip(values, texts, strict=True)
    ]


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    for marks in (Marks(None), Marks(","), Marks(".", declared=True)):
        found = marks.read(text)
        assert isinstance(found, Number | Fault)
        if isinstance(found, Number):
            assert found.value.is_finite()


def _load(data: bytes, suffix: str) -> tuple[Survey, Problems]:
    problems = Problems()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"cijfers{suffix}"
        path.write_bytes(data)
        survey = load_survey([path], load_codebook(), problems, root=Path(folder))
    return survey, problems


_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(
    st.lists(
        st.tuples(
            st.sampled_from((2019, 2021, 2023)),
            st.sampled_from(("GM0546", "GM0014", "NL01")),
            st.decimals(1, 99, places=1, allow_nan=False),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    ),
    _marks,
    st.sampled_from((";", "\t")),
)
@_slow
def test_a_written_table_reads_back(
    rows: list[tuple[int, str, Decimal]], mark: str, separator: str
) -> None:
    lines = [separator.join(("editie", "gebied_code", "indicator", "waarde", "n"))]
    lines += [
        separator.join((str(year), area, "onveilig_weleens", _written(value, mark, "", "-"), "9"))
        for year, area, value in rows
    ]
    survey, problems = _load("\n".join(lines).encode(), ".csv")
    assert not problems.blocking
    found = {
        (key.edition, key.area): item.value.value
        for key, item in survey.observations.items()
        if isinstance(item.value, Estimate)
    }
    assert found == {(year, area): value for year, area, value in rows}


_HEAD = b"editie;gebied_code;gebied;niveau;ouder;indicator;eenheid;waarde;marge;ondergrens;n\n"


@given(st.binary(max_size=400), st.sampled_from((".csv", ".xlsx", ".parquet", ".txt")))
@_slow
def test_no_bytes_make_the_reader_raise(data: bytes, suffix: str) -> None:
    survey, problems = _load(data, suffix)
    assert problems.blocking
    assert not survey.observations


@given(st.binary(max_size=300))
@_slow
def test_no_rows_make_the_reader_raise(data: bytes) -> None:
    _load(_HEAD + data, ".csv")


@given(st.lists(st.lists(st.text(max_size=8), min_size=11, max_size=11), max_size=4))
@_slow
def test_no_cells_make_the_reader_raise(rows: list[list[str]]) -> None:
    body = "\n".join(";".join(cell.replace(";", "") for cell in row) for row in rows)
    _load(_HEAD + body.encode("utf-8", "replace"), ".csv")


@pytest.mark.parametrize(
    ("maker", "suffix"),
    [("plain_workbook", ".xlsx"), ("formula_with_value", ".xlsx"), ("plain_parquet", ".parquet")],
)
def test_no_damage_makes_the_reader_raise_or_changes_a_figure(maker: str, suffix: str) -> None:
    """Three hundred files with a byte changed, cut or repeated: refused, or the same figures."""
    whole = MAKERS[maker]()
    expected, _ = _load(whole, suffix)
    figures = {key: item.value for key, item in expected.observations.items()}
    dice = random.Random(20231)  # noqa: S311 - a fixed sequence, not a secret
    for _ in range(100):
        data = bytearray(whole)
        place = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[place] ^= 1 << dice.randrange(8)
            case 1:
                del data[place : place + dice.randrange(1, 40)]
            case _:
                data[place:place] = data[place : place + dice.randrange(1, 40)]
        survey, problems = _load(bytes(data), suffix)
        if not problems.blocking:
            found = {key: item.value for key, item in survey.observations.items()}
            assert found.items() <= figures.items()


_NEVER = re.compile(r"(?!)")
_CELLS = st.one_of(
    st.from_regex(r"-?[0-9]{1,11}([,.][0-9]{1,4}){0,2}[%* ]{0,2}", fullmatch=True),
    st.text(alphabet="0123456789,.-%* \u2212\u00a0x", max_size=12),
)


@given(st.lists(_CELLS, min_size=1, max_size=6), st.sampled_from([",", ".", ""]))
@settings(max_examples=1000)
def test_the_quick_way_for_usual_numbers_reads_them_as_the_whole_grammar_does(texts, declared):
    quick = survey_marks(texts, declared)
    with pytest.MonkeyPatch.context() as slowly:
        slowly.setattr(cells, "_USUAL", {",": _NEVER, ".": _NEVER})
        slowly.setattr(cells, "_SHOWN", _NEVER)
        whole = survey_marks(texts, declared)
        assert whole == quick
        expected = [whole.read(text) for text in texts]
    assert [quick.read(text) for text in texts] == expected
    assert [str(item) for item in map(quick.read, texts)] == list(map(str, expected))
