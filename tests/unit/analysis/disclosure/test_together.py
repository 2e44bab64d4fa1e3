"""A batch is one publication: what one report hides, the others must not give back."""

from __future__ import annotations

import pickle
import time

import pytest

from support.surveys import area_of, indicator, make_survey
from vmreport.analysis.disclosure.sheet import audit_sheet
from vmreport.analysis.disclosure.together import one_sheet, protect_together
from vmreport.analysis.findings import CellKey, Hidden, Thresholds
from vmreport.analysis.publication import publication_of
from vmreport.analysis.scope import find_scope
from vmreport.errors import Problems
from vmreport.survey.model import Area, AreaLevel

LIMITS = Thresholds(minimum_n=0, minimum_count=5)


def town(number):
    code = f"GM000{number}"
    return Area(code, code, AreaLevel.MUNICIPALITY, "RG01")


def publication(rows, code, *, also_hide=frozenset(), limits=LIMITS):
    """Give what the report on one town prints, from its own delivery."""
    problems = Problems()
    areas = [*map(town, range(1, 6)), Area("RG01", "Regio", AreaLevel.REGION, "NL01")]
    survey = make_survey(rows, areas=areas)
    scope = find_scope(
        survey,
        area=code,
        edition=2025,
        country="NL01",
        region="RG01",
        previous_edition=None,
        problems=problems,
    )
    return publication_of(survey, scope, limits, problems, also_hide=also_hide)


REGION = "2025 RG01 onveilig 12 n=1000"
TOWNS = {
    "GM0001": "2025 GM0001 onveilig 1 n=200 k=2",
    "GM0002": "2025 GM0002 onveilig 13 n=300",
    "GM0003": "2025 GM0003 onveilig 15.8 n=500",
}


def sheets(towns=TOWNS, region=REGION):
    return {code: publication(f"{region}\n{rows}", code).sheet for code, rows in towns.items()}


def test_each_report_by_itself_hides_only_its_own():
    for code, sheet in sheets().items():
        assert audit_sheet(sheet) == (), code


def test_the_region_minus_the_others_is_nobody():
    found = protect_together(sheets())
    # the town with 300 answers is cheapest; the region stays
    assert found.hide == {"GM0002": frozenset({CellKey(2025, "GM0002", "onveilig")})}
    assert found.leaks == {}
    after = {
        code: publication(f"{REGION}\n{rows}", code, also_hide=found.hide.get(code, frozenset()))
        for code, rows in TOWNS.items()
    }
    cell = after["GM0002"].cells[CellKey(2025, "GM0002", "onveilig")]
    assert isinstance(cell, Hidden)
    assert audit_sheet(one_sheet({code: item.sheet for code, item in after.items()})) == ()
    assert protect_together({code: item.sheet for code, item in after.items()}).hide == {}


def test_the_audit_sees_what_the_reports_give_away_together():
    (leak,) = audit_sheet(one_sheet(sheets()))
    assert leak.key == CellKey(2025, "GM0001", "onveilig")
    assert 0 <= leak.interval[0] <= 1 <= leak.interval[1] < 2.5


def test_a_region_of_one_town_is_not_printed_when_the_town_is_hidden():  # DS07
    rows = {"GM0001": TOWNS["GM0001"]}
    alone = publication("2025 RG01 onveilig 1.2 n=205\n" + rows["GM0001"], "GM0001")
    region = alone.cells[CellKey(2025, "RG01", "onveilig")]
    assert isinstance(region, Hidden)


def test_a_region_of_two_towns_hides_the_other_town_too():
    two = {code: TOWNS[code] for code in ("GM0001", "GM0002")}
    found = protect_together(sheets(two, "2025 RG01 onveilig 8.2 n=500"))
    hidden = set().union(*found.hide.values())
    assert CellKey(2025, "GM0002", "onveilig") in hidden
    assert found.leaks == {}


def test_what_one_report_guards_another_may_not_show():
    own = publication(f"{REGION}\n{TOWNS['GM0001']}", "GM0001").sheet
    careless = publication(
        f"{REGION}\n{TOWNS['GM0001']}", "GM0001", limits=Thresholds(minimum_n=0)
    ).sheet
    found = protect_together({"own": own, "careless": careless})
    assert CellKey(2025, "GM0001", "onveilig") in found.hide["careless"]
    assert CellKey(2025, "GM0001", "onveilig") not in found.hide.get("own", frozenset())


def test_the_order_of_the_reports_does_not_matter():
    forward = sheets()
    assert protect_together(dict(reversed(forward.items()))) == protect_together(forward)


def test_sheets_go_to_another_process():
    for sheet in sheets().values():
        assert pickle.loads(pickle.dumps(sheet)) == sheet  # noqa: S301 - made in this line


def test_wards_and_towns_are_protected_in_one_go():
    wards = """
    2025 GM0002 onveilig 13 n=300
    2025 WK000201 onveilig 1 n=100 k=1
    2025 WK000202 onveilig 12 n=100
    2025 WK000203 onveilig 26 n=100
    """
    all_sheets = sheets({**TOWNS, "GM0002": wards})
    found = protect_together(all_sheets)
    whole = one_sheet(all_sheets)
    assert found.leaks == {}
    assert {key.area for keys in found.hide.values() for key in keys} - {"GM0002", "GM0003"} <= {
        "WK000202",
        "WK000203",
        "RG01",
    }
    assert whole.facts


@pytest.mark.parametrize("count", [60])
def test_a_province_of_reports_takes_seconds(count):
    areas = [Area("RG01", "Regio", AreaLevel.REGION, "NL01"), area_of("NL01")]
    rows = ["2025 NL01 onveilig 12", "2025 RG01 onveilig 12 n=90000"]
    texts = {}
    for number in range(1, count + 1):
        code = f"GM{number:04}"
        small = number % 20 == 0
        lines = [f"2025 {code} onveilig {1 if small else 13} n=300"]
        lines += [
            f"2025 WK{number:04}0{place} onveilig {2 if small else 8 + place} n=80"
            for place in range(1, 9)
        ]
        texts[code] = (
            [*areas, Area(code, code, AreaLevel.MUNICIPALITY, "RG01")],
            "\n".join([*rows, *lines]),
        )
    made = {}
    for code, (known, text) in texts.items():
        problems = Problems()
        survey = make_survey(text, [indicator("onveilig")], known)
        scope = find_scope(
            survey,
            area=code,
            edition=2025,
            country="NL01",
            region="RG01",
            previous_edition=None,
            problems=problems,
        )
        made[code] = publication_of(survey, scope, LIMITS, problems).sheet
    begin = time.process_time()
    found = protect_together(made)
    assert found.leaks == {}
    assert time.process_time() - begin < 10
