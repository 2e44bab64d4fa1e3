"""Rounding and shares in words against oracles that share no code with them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from vmreport.narrative import numbers
from vmreport.narrative.numbers import (
    MINUS,
    NBSP,
    format_value,
    n_band,
    round_half_away,
    rounded,
    share_in_words,
)
from vmreport.survey.model import UnitKind

digits = st.integers(min_value=-(10**9), max_value=10**9)
scales = st.integers(min_value=0, max_value=6)


def integer_oracle(unscaled: int, scale: int, places: int) -> Fraction:
    """Half away from zero with whole numbers only."""
    numerator, denominator = abs(unscaled) * 10**places, 10**scale
    whole = (2 * numerator + denominator) // (2 * denominator)
    return Fraction(whole if unscaled >= 0 else -whole, 10**places)


@example(unscaled=625, scale=1, places=0)
@example(unscaled=-25, scale=2, places=1)
@given(digits, scales, st.integers(min_value=0, max_value=3))
def test_rounding_is_half_away_from_zero(unscaled, scale, places):
    value = Decimal(unscaled).scaleb(-scale)
    result = round_half_away(value, places)
    assert Fraction(result) == integer_oracle(unscaled, scale, places)
    assert not (result.is_zero() and result.is_signed())
    assert rounded(value, places) == float(result)


@given(digits, scales, st.sampled_from(UnitKind), st.integers(min_value=0, max_value=1))
def test_what_is_printed_reads_back_within_half_a_unit(unscaled, scale, unit, places):
    value = Decimal(unscaled).scaleb(-scale)
    text = format_value(value, unit, places=places)
    assert "-" not in text
    assert " " not in text
    assert NBSP not in text
    plain = text.replace(MINUS, "-").replace(".", "").replace(",", ".").removesuffix("%")
    shown = len(plain.partition(".")[2])
    assert abs(Decimal(plain) - value) <= Decimal("0.5").scaleb(-shown)
    assert plain.lstrip("-0.") or not plain.startswith("-")
    assert text.endswith("%") is (unit is UnitKind.PERCENT)


_WHOLES = {
    "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "drie": 3, "tien": 10,
    "twintig": 20, "honderd": 100,
}  # fmt: skip
_PARTS = {
    "de helft": Fraction(50),
    "twee derde": Fraction(200, 3),
    "driekwart": Fraction(75),
} | {f"één op de {word}": Fraction(100, whole) for word, whole in _WHOLES.items()}


def share_meant(words: str) -> Fraction:
    """Read the words as a person does; only wordings that take a singular verb are known."""
    return _PARTS[words.removeprefix("ruim ").removeprefix("bijna ")]


def check_share(value: Decimal) -> None:
    words = share_in_words(value)
    if not words:
        near = [abs(Fraction(value) - share) * 10 / share for share in _PARTS.values()]
        assert min(near) > Fraction(1, 3)
        return
    meant = share_meant(words)
    gap = Fraction(value) - meant
    assert abs(gap) <= min(Fraction(5, 2), meant / 8)
    if words.startswith("ruim "):
        assert gap > 0
    elif words.startswith("bijna "):
        assert gap < 0
    else:
        assert abs(gap) <= min(Fraction(1, 2), meant / 10)


def test_shares_in_words_are_true_for_every_tenth():
    for tenth in range(1001):
        check_share(Decimal(tenth) / 10)


@given(st.decimals(min_value=0, max_value=100, places=4))
def test_shares_in_words_are_true_for_the_unrounded_value(value):
    check_share(value)


def test_every_anchor_is_the_share_its_words_mean():
    for share, words in numbers._ANCHORS:
        assert share_meant(words) == share
        assert share_in_words(Decimal(round(share * 100)) / 100) == words


def test_a_share_between_the_anchors_has_no_words():
    assert [share_in_words(Decimal(value)) for value in (0, 2, 37, 41, 58, 88)] == [""] * 6


@given(st.integers(min_value=0, max_value=10**6))
def test_a_band_holds_its_number_and_never_names_it(n):
    band = n_band(n).replace(NBSP, "")
    if "–" in band:
        low, high = map(int, band.split("–"))
        assert low <= n <= high
        assert high - low >= 49
    elif band.startswith("minder"):
        assert n < 50
    else:
        assert band == "1.000 of meer"
        assert n >= 1000
