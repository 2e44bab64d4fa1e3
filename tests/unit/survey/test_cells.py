"""The grammar of numbers and symbols in cells."""

from decimal import Decimal

import pytest

from vmreport.survey.readers.cells import Fault, Marks, Number, parse_count, survey_marks
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.table import TypedNumber


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("12,5", ",", "12.5"),
        ("12.5", ".", "12.5"),
        ("1.234,5", ",", "1234.5"),
        ("1,234.5", ".", "1234.5"),
        ("12.345.678", ",", "12345678"),
        ("65 000", ",", "65000"),
        ("65\u00a0000", ",", "65000"),
        ("65\u202f000,5", ",", "65000.5"),
        ("\u22125,5", ",", "-5.5"),
        ("-5,5", ",", "-5.5"),
        ("45%", None, "45"),
        ("45,5 %", ",", "45.5"),
        ("7*", None, "7"),
        ("007", None, "7"),
        ("0,0", ",", "0.0"),
        ("35,2295870248644", ",", "35.2295870248644"),
    ],
)
def test_a_number_is_read_to_its_last_digit(text: str, mark: str | None, value: str) -> None:
    found = Marks(mark).read(text)
    assert isinstance(found, Number)
    assert found.value == Decimal(value)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    ["1,2,3", "1.23.456", "12 34", "1e5", "inf", "NaN", "+5", "5-", "٣", "0x1", "1_0", ",5", "5,"],
)
def test_what_is_no_number_is_never_repaired(text: str) -> None:
    found = Marks(",").read(text)
    assert isinstance(found, Fault)
    assert found.code is Code.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["1.234", "-12.345", "999.999"])
def test_a_point_before_three_digits_is_ambiguous_until_declared(text: str) -> None:
    for marks in (Marks(None), Marks(",")):
        found = marks.read(text)
        assert isinstance(found, Fault)
        assert found.code is Code.AMBIGUOUS_NUMBER
    as_thousands = Marks(",", declared=True).read(text)
    as_decimals = Marks(".", declared=True).read(text)
    assert isinstance(as_thousands, Number)
    assert isinstance(as_decimals, Number)
    assert as_thousands.value == Decimal(text.replace(".", ""))
    assert as_decimals.value == Decimal(text)


def test_a_zero_before_three_decimals_is_not_ambiguous() -> None:
    assert survey_marks(["0,123"]) == Marks(",")
    assert survey_marks(["0.123"]) == Marks(".")


def test_the_most_frequent_mark_is_the_mark_and_the_others_are_faults() -> None:
    marks = survey_marks(["12.5", "13.5", "14,5"])
    assert marks.mark == "."
    found = marks.read("14,5")
    assert isinstance(found, Fault)
    assert found.code is Code.MIXED_DECIMAL_MARK


def test_equal_numbers_of_marks_make_the_comma_the_mark() -> None:
    assert survey_marks(["12.5", "14,5"]).mark == ","


def test_a_file_without_decimals_shows_no_mark() -> None:
    assert survey_marks(["12", "1.234", ".", "x"]).mark is None


def test_a_declared_mark_needs_no_evidence() -> None:
    assert survey_marks(["12.5"], ",") == Marks(",", declared=True)


def test_a_typed_number_has_no_decimal_mark() -> None:
    found = Marks(".").read(TypedNumber(Decimal("1.234")))
    assert isinstance(found, Number)
    assert found.value == Decimal("1.234")
    assert found.text == "1,234"


@pytest.mark.parametrize(("text", "count"), [("1250", 1250), ("1 250", 1250), ("0", 0)])
def test_a_count_is_a_whole_number(text: str, count: int) -> None:
    assert parse_count(text, Marks(",")) == count


@pytest.mark.parametrize("text", ["47,5", "47,0", "-1", "50%", "50*"])
def test_a_weighted_or_marked_count_is_no_count(text: str) -> None:
    found = parse_count(text, Marks(","))
    assert isinstance(found, Fault)
    assert found.code is Code.NOT_A_COUNT


def test_a_typed_count_may_be_stored_as_a_float() -> None:
    assert parse_count(TypedNumber(Decimal(1250)), Marks(None)) == 1250
    assert isinstance(parse_count(TypedNumber(Decimal("47.5")), Marks(None)), Fault)
