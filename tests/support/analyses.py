"""A full small survey and one call to analyse it, for tests that look at the whole analysis."""

from __future__ import annotations

from support.surveys import make_survey
from vmreport.analysis.analyse import analyse
from vmreport.analysis.findings import Thresholds
from vmreport.errors import Problems

__all__ = ["FULL", "run", "told", "verdicts"]

FULL = """
2019 GM0001 onveilig 20.0 +-2 n=400
2021 GM0001 onveilig 30.0 +-2 n=400
2023 GM0001 onveilig 40.0 +-2 n=400
2025 GM0001 onveilig 41.0 +-2 n=400
2025 NL01 onveilig 35.0 +-0.3
2023 NL01 onveilig 34.0 +-0.3
2025 RG01 onveilig 40.0 +-1 n=3000
2025 WK000101 onveilig 55.0 +-6 n=120
2025 WK000102 onveilig 38.0 +-6 n=130
2023 WK000101 onveilig 45.0 +-4 n=120
"""


def run(rows, *, areas=(), indicators=None, **options):
    problems = Problems()
    settings = {
        "area": "GM0001",
        "edition": 2025,
        "country": "NL01",
        "region": "RG01",
        "previous_edition": None,
        "thresholds": Thresholds(),
    } | options
    extra = {} if indicators is None else {"indicators": indicators}
    survey = make_survey(rows, areas=areas, **extra)
    return analyse(survey, problems=problems, **settings), problems


def verdicts(analysis):
    return {
        (key.area, against.value): (item.outcome, item.reference.key.edition)
        for (key, against), item in analysis.comparisons.items()
    }


def told(problems):
    return [(item.code, item.level) for item in problems.items]
