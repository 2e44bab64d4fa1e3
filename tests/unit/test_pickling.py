"""Small values come out of a pickle as they went in."""

from __future__ import annotations

import copy
import pickle
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from vmreport.analysis.disclosure.cells import Fact
from vmreport.analysis.disclosure.figures import Known
from vmreport.errors import Place
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Conversion, Estimate, Missing, Observation, ObservationKey

PLACE = Place("indicatoren.csv", "Blad 1", 3, "waarde", "De eerste woorden")
VALUES = (
    PLACE,
    Place("dossier.toml"),
    Fact(Known.GUARDED, Decimal("12.30"), 40, 1200),
    Estimate(
        Decimal("7.4"),
        "7,4",
        Decimal("7.3"),
        Decimal("7.5"),
        provisional=True,
        margin_rebuilt=True,
        conversion=Conversion(Decimal("0.98"), "CBS", "7,5"),
    ),
    Observation(ObservationKey(2021, "NL01", "x"), Missing(), PLACE, "CBS", 10, 2, 30),
    load_codebook().indicators["voorzieningen_groen"],
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_comes_back_the_same(value, protocol):
    back = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - made on the same line
    assert back == value
    assert type(back) is type(value)
    assert [getattr(back, field.name) for field in fields(back)] == [
        getattr(value, field.name) for field in fields(value)
    ]
    assert hash(back) == hash(value)


def test_a_value_can_still_be_copied_and_changed():
    assert copy.deepcopy(PLACE) == PLACE
    assert replace(PLACE, row=4).row == 4


def test_it_is_quick_because_it_is_a_call_with_values():
    kind, values = PLACE.__reduce__()
    assert kind is Place
    assert values == ("indicatoren.csv", "Blad 1", 3, "waarde", "De eerste woorden")
