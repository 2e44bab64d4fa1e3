"""Areas taken together: the weighted mean and its margin, what stays secret, what cannot be one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.surveys import indicator, make_survey, row
from vmreport.errors import Problems
from vmreport.survey.combining import Combination, combine, combine_values
from vmreport.survey.model import Absence, Estimate, Missing, ObservationKey, Suppressed

KEY = ObservationKey(2023, "Rand", "onveilig")
ROWS = """
2023 GM0001 onveilig 30 28..32 n=1000
2023 WK000101 onveilig 20 12..28 n=60
2023 WK000102 onveilig 40 31..49 n=40
2023 WK000103 onveilig 25 20..30 n=90
2023 BU00010101 onveilig 22 10..34 n=30
2021 WK000101 onveilig 10 5..15 n=50
2021 WK000102 onveilig x
"""
RAND = Combination("Rand", ("WK000101", "Naam WK000102"), "te weinig antwoorden")


def together(*rows: str):
    return combine_values(indicator("onveilig"), KEY, [row(text) for text in rows])


def test_the_mean_is_weighted_and_the_margins_add_as_squares() -> None:
    problems = Problems()
    survey = combine(make_survey(ROWS), [RAND], problems)
    found = survey.observations[KEY]
    assert isinstance(found.value, Estimate)
    assert found.value.value == Decimal(28)
    half = ((Decimal("0.6") * 8) ** 2 + (Decimal("0.4") * 9) ** 2).sqrt()
    assert abs(found.value.upper - (28 + half)) < Decimal("1E-9")
    assert abs(found.value.lower - (28 - half)) < Decimal("1E-9")
    assert found.n == 100
    assert not problems.items


def test_the_parts_are_gone_and_what_lay_in_them_lies_in_the_whole() -> None:
    survey = combine(make_survey(ROWS), [RAND], Problems())
    assert "WK000101" not in survey.areas
    assert not any(key.area in ("WK000101", "WK000102") for key in survey.observations)
    assert [area.code for area in survey.children_of("GM0001")] == ["Rand", "WK000103"]
    assert survey.areas["BU00010101"].parent == "Rand"
    merged = survey.areas["Rand"].merged
    assert merged is not None
    assert [part.code for part in merged.parts] == ["WK000101", "WK000102"]


def test_a_secret_part_keeps_the_whole_secret() -> None:
    survey = combine(make_survey(ROWS), [RAND], Problems())
    earlier = survey.observations[ObservationKey(2021, "Rand", "onveilig")]
    assert earlier.value == Suppressed(Absence.SECRET)


def test_residents_weigh_when_all_have_them_and_the_figure_is_about_all() -> None:
    rows = ("2023 A onveilig 20 n=60 pop=1000", "2023 B onveilig 40 n=40 pop=3000")
    assert together(*rows).value.value == 35
    part = together(rows[0], "2023 B onveilig 40 n=40")
    assert part.value.value == 28
    assert part.population is None
    about_some = combine_values(
        indicator("onveilig", conditional=True), KEY, [row(text) for text in rows]
    )
    assert about_some.value.value == 28


def test_without_a_size_or_a_figure_there_is_nothing_to_make_up() -> None:
    assert together("2023 A onveilig 20", "2023 B onveilig 40").value == Missing()
    assert together("2023 A onveilig 20 n=3", "2023 B onveilig ? n=4").value == Missing()
    survey = make_survey("2023 WK000101 onveilig 20 n=60\n2023 WK000102 lawaai 20 n=60")
    problems = Problems()
    found = combine(survey, [RAND], problems)
    assert all(isinstance(seen.value, Missing) for seen in found.observations.values())
    assert [item.code for item in problems.items] == ["W272"]


def test_a_margin_that_one_part_lacks_is_not_known() -> None:
    value = together("2023 A onveilig 20 18..22 n=50", "2023 B onveilig 40 n=50").value
    assert (value.value, value.lower, value.upper) == (30, None, None)


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 100, places=2),
            st.decimals(0, 100, places=2),
            st.decimals(0, 100, places=2),
            st.integers(1, 5000),
        ).map(lambda item: (*sorted(item[:3]), item[3])),
        min_size=2,
        max_size=6,
    )
)
def test_the_whole_lies_between_its_parts_and_its_margin_within_theirs(parts) -> None:
    rows = [
        f"2023 A{i} onveilig {value} {low}..{high} n={n}"
        for i, (low, value, high, n) in enumerate(parts)
    ]
    found = together(*rows).value
    tiny = Decimal("1E-8")
    assert min(p[1] for p in parts) - tiny <= found.value <= max(p[1] for p in parts) + tiny
    assert min(p[0] for p in parts) - tiny <= found.lower <= found.value + tiny
    assert found.value - tiny <= found.upper <= max(p[2] for p in parts) + tiny


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Combination("Rand", ("WK000101", "Nergens")), "'Nergens' is geen wijk, buurt of kern"),
        (Combination("Rand", ("WK000101", "GM0001")), "'GM0001' is geen wijk, buurt of kern"),
        (Combination("Rand", ("WK000101", "Naam WK000101")), "dit is één gebied"),
        (Combination("Rand", ("WK000101", "BU00010101")), "niet van één niveau"),
        (Combination("Naam WK000103", ("WK000101", "WK000102")), "al een ander gebied"),
    ],
)
def test_what_cannot_be_one_area_is_said(item: Combination, said: str) -> None:
    survey, problems = make_survey(ROWS), Problems()
    assert combine(survey, [item], problems) == survey
    assert [problem.code for problem in problems.blocking] == ["E272"]
    assert said in problems.items[0].what


def test_an_area_can_be_in_one_combination_only() -> None:
    problems = Problems()
    other = Combination("Anders", ("WK000102", "WK000103"))
    combine(make_survey(ROWS), [RAND, other], problems)
    assert [problem.code for problem in problems.blocking] == ["E272"]
