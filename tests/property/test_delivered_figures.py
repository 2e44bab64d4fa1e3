"""Whatever happens to a delivered file on its way, it is read, or refused with a place; never more."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from support.cbs_tables import table_a, table_b
from vmreport.errors import Problems
from vmreport.survey.codebook import load_codebook
from vmreport.survey.load import load_survey
from vmreport.survey.model import Estimate

_SETS = {**table_b().v3_sets(), "UntypedDataSet": table_b().v3_rows()}
_OBSERVATIONS = {**table_b().v4_sets(), "Observations": table_b().v4_rows()}
_FILES = {
    "a.json": json.dumps(_SETS).encode(),
    "b.json": json.dumps(_OBSERVATIONS).encode(),
    "c.csv": table_a().csv().encode(),
    "d.csv": b'"Tegel"\n;Leiden;Utrecht\n"Voelt zich weleens onveilig (%) [2023]";35,2;40,1\n',
    "e.csv": b"jaar;gebiedcode15;variabele;waarde\n2019;STAD;LBUURTVOOR_P;24,5\n",
}
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def _read(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        problems = Problems()
        survey = load_survey([path], load_codebook(), problems, root=Path(folder))
    for item in problems.items:
        assert item.where.file == name
        assert item.what
        assert item.hint
    for observation in survey.observations.values():
        if isinstance(observation.value, Estimate):
            assert observation.value.value.is_finite()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(_FILES)), st.integers(min_value=0), st.binary(max_size=4), st.booleans()
)
def test_changed_bytes_are_read_or_refused(name: str, place: int, change: bytes, cut: bool) -> None:
    data = _FILES[name]
    at = place % len(data)
    _read(name, data[:at] + change + (b"" if cut else data[at + len(change) :]))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_values_are_read_or_refused(data: st.DataObject) -> None:
    name, content = data.draw(st.sampled_from([("a.json", _SETS), ("b.json", _OBSERVATIONS)]))
    copy = json.loads(json.dumps(content))
    records = copy[data.draw(st.sampled_from(sorted(copy)))]
    if records:
        record = records[data.draw(st.integers(0, len(records) - 1))]
        record[data.draw(st.sampled_from([*record, "Extra"]))] = data.draw(_VALUES)
    _read(name, json.dumps(copy).encode("utf-8", "surrogatepass"))
