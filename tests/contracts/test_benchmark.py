"""The benchmark measures the same thing for ever: its report and its plain HTML do not change."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "0880cb676cd73d9e"
"""The start of the SHA-256 of the plain page without its charts."""
COUNT = """
from reference_report import reference_report
blocks = reference_report().blocks
tables = [block for block in blocks if type(block).__name__ == "Table"]
print(sum(type(block).__name__ == "Figure" for block in blocks), len(tables))
print(*sorted({len(table.columns) for table in tables}))
print(*sorted({len(table.rows) for table in tables}))
"""


def run(*command: str) -> list[str]:
    """Run Python beside the benchmark, in a process of its own: it loads matplotlib its own way."""
    folder = ROOT / "benchmarks"
    if not folder.is_dir():
        pytest.skip("the benchmark is not part of the wheel")
    paths = os.pathsep.join((str(folder), str(ROOT / "src")))
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_report_has_its_charts_and_tables():
    assert run("-c", COUNT) == ["25 30", "6", "12 16 20 24 40"]


def test_the_plain_page_is_frozen(tmp_path):
    run(str(ROOT / "benchmarks" / "work.py"), "plain", "--out", str(tmp_path))
    page = (tmp_path / "plain.html").read_text(encoding="utf-8")
    page = re.sub(r'url\("[^"]*/', 'url("', page)
    assert len(re.findall("<svg ", page)) == 25
    without_charts = re.sub(r"<svg .*?</svg>", "", page, flags=re.DOTALL)
    assert hashlib.sha256(without_charts.encode()).hexdigest()[:16] == PLAIN


BATCHES = """
from batch_goals import BatchCosts, rows
from batches import FULL, LETTER, SHORT, Run
costs, quiet, busy = BatchCosts(), 0.01, 0.3
for papers, others in ((SHORT, quiet), (FULL, busy)):
    costs.pages[papers] = 12
    made = costs.runs[papers]
    made["one warm process"] = [Run(20, 57.0, 60.0, others), Run(20, 57.0, 60.0, others)]
    made["two workers"] = [Run(20, 60.0, 30.0, others, peaks=(200,) * 20)] * 2
    made["Dask, two threads"] = [Run(20, 66.0, 33.0, others, idle=3.0)] * 2
    made["a command each"] = [Run(5, 25.0, 26.0, others)]
costs.runs[SHORT]["one warm process that looks first"] = [Run(20, 58.5, 62.0, quiet)]
costs.runs[LETTER]["one worker"] = [Run(60, 20.0, 20.0, quiet, peaks=(100,) * 50 + (111,) * 10)]
for row in rows(costs):
    print(row.goal, row.found, row.met, row.runs, sep=";")
"""
PAGE = """
import goals
print(goals.page({}, costs, ()))
"""


def test_a_batch_is_weighed_as_the_goals_say():
    found = [line.split(";") for line in run("-c", BATCHES)]
    assert found[:6] == [
        ["P7", "0.95", "True", "2"],
        ["P7", "1", "True", "2"],
        ["P7", "0.975", "True", "1"],
        ["P7", "0.6", "True", "2"],
        ["P7", "1.05", "True", "2"],
        ["P7", "1.1", "False", "2"],
    ]
    assert found[7] == ["P7", "1, while others used 30% of the machine", "None", "2"]
    assert found[11] == ["P8", "200 MB", "True", "5"]
    assert found[12] == ["P8", "11.0%", "False", "1"], "after the fiftieth"
    assert found[13][0] == "P10"
    assert "0.28 CPU hours: 0.14 hours on 2 cores, 0.34 minutes on 64" in found[13][1]
    assert "floor 5.0 s" in "; ".join(found[13])


def test_the_table_has_all_rows_by_goal():
    found = [line.split(" | ")[0] for line in run("-c", BATCHES + PAGE) if line.startswith("| P")]
    assert found == ["| P7"] * 11 + ["| P8"] * 2 + ["| P10"]


def test_a_report_that_was_not_made_gives_no_row():
    assert run(
        "-c", "from batch_goals import BatchCosts, rows; print(len([*rows(BatchCosts())]))"
    ) == ["0"]
