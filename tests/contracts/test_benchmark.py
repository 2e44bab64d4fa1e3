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
