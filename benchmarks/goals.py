"""Every goal of speed measured side by side in one run: `make bench`.

All subjects run in turn, several rounds over; a goal is the median over the rounds of a ratio
within a round, so that what else the machine does cancels out. The unit is the CPU that the plain
WeasyPrint command needs for the plain HTML of the same report (plain_html.py).
The table goes to docs/performance.md. `--quick` is a smoke test: one round, nothing installed.
Source: design/performance.md section 5.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from measure import Cost, Subject, ratio, rounds
from peers import Peer, peers

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- make bench: begin -->\n", "<!-- make bench: end -->\n"
SAMPLE = ROOT / "src" / "vmreport" / "data" / "samples" / "voorbeeldstad"
UNIT = "plain"
_FIRST = "GM8000-kanarieaaadorp"
"""The first municipality of a made-up country."""

Costs = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True, slots=True)
class Row:
    """A goal with what was measured."""

    goal: str
    what: str
    limit: str
    found: str
    met: bool | None
    """None when it could not be measured."""

    def line(self) -> str:
        """Give the row of the table."""
        outcome = {True: "met", False: "**missed**", None: "not measured"}[self.met]
        return f"| {self.goal} | {self.what} | {self.limit} | {self.found} | {outcome} |"


def subjects(work: Path, reports: int) -> dict[str, Subject]:
    """Give what is measured of our own, and the unit; the batch makes `reports` reports."""
    source = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    ours = {"PYTHONPATH": source}
    script = [sys.executable, str(ROOT / "benchmarks" / "work.py")]
    page = [str(work / "plain.html"), str(work / "plain.pdf")]
    unit = ["--quiet", "--pdf-variant", "pdf/ua-1", "--pdf-tags", *page]

    def piece(*words: str) -> Subject:
        return Subject([*script, *words, "--out", str(work)], ours)

    def command(*words: str) -> Subject:
        return Subject([sys.executable, "-m", "vmreport", *words], ours)

    def papers(*kinds: str) -> list[str]:
        return [word for kind in kinds for word in ("--document", kind)]

    dossier, out = work / "dossier", str(work / "built")
    forms = ["--format", "pdf", "--format", "docx"]
    country = [sys.executable, str(ROOT / "benchmarks" / "country.py"), "--count", str(reports)]
    council = papers("raadsrapport", "raadsbrief")
    batch = [*country, *council, "--workers", "2", "--out", str(work / "batch")]
    alone = ["build", str(work / "batch" / "dossiers" / _FIRST), "--out", out, *forms, *council]
    rebuild = command("build", str(dossier), "--out", out, "--document", "raadsrapport")
    return {
        UNIT: Subject([sys.executable, "-m", "weasyprint", *unit]),
        "pdf": piece("pdf"),
        "job": piece("job"),
        "docx": piece("docx"),
        "four times": piece("pdf", "--scale", "4"),
        "one table": piece("tables", "--rows", "1000"),
        "ten tables": piece("tables", "--tables", "10"),
        "word tables": piece("word-tables"),
        "help": command("--help"),
        "check": command("check", str(dossier)),
        "full build": command("build", str(dossier), "--out", out),
        "rebuild": Subject(rebuild.command, ours, before=partial(_edit, dossier)),
        "batch": Subject(batch, ours),
        "cold report": command(*alone),
        "wijkprofielen": command(
            "build", str(dossier), "--out", out, *forms, *papers("wijkprofiel")
        ),
    }


def _edit(dossier: Path) -> None:
    """Change a word of the advisor's text."""
    path = dossier / "duiding.md"
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(f"{text} Dit is bijgewerkt.\n", encoding="utf-8")


def _prepare(work: Path) -> None:
    """Write what the subjects read."""
    shutil.copytree(SAMPLE, work / "dossier")
    for piece in ("plain", "job"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        script = [sys.executable, str(ROOT / "benchmarks" / "work.py"), piece, "--out", str(work)]
        subprocess.run(script, env=environment, check=True, stdout=subprocess.DEVNULL)


def _goal(name: str, what: str, found: float, limit: float, unit: str = "") -> Row:
    return Row(name, what, f"{limit:g}{unit}", f"{found:.3g}{unit}", found <= limit)


def _inside(costs: Sequence[Cost], key: str) -> float:
    """Give the median of a number that the work itself printed."""
    return statistics.median(json.loads(cost.output.splitlines()[-1])[key] for cost in costs)


def goals(costs: Costs, batch: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the goals in order; `batch` is what the last batch said of itself."""
    unit = costs[UNIT]
    yield _goal(
        "P1", "PDF/A-2a + PDF/UA-1, charts drawn, of the unit", ratio(costs["pdf"], unit), 0.5
    )
    yield _goal("P2", "charts, PDF, Word and HTML, of the unit", ratio(costs["job"], unit), 0.8)
    yield from _against_chromium(costs)
    yield _goal("P4", "Word, of the unit", ratio(costs["docx"], unit), 0.1)
    tables = _inside(costs["word tables"], "table_ms")
    yield _goal("P4", "a Word table of 40 x 6 cells", tables, 20, " ms")
    share = _inside(costs["job"], "charts") / _inside(costs["job"], "job")
    yield _goal("P5", "charts in every format, of the job", share, 0.15)
    yield _goal("P6", "four times the report", ratio(costs["four times"], costs["pdf"]), 4.2)
    long = ratio(costs["one table"], costs["ten tables"])
    yield _goal("P6", "one table of 1,000 rows, of ten of 100", long, 1.2)
    yield from _of_batch(costs, batch)
    for what, limit in (("help", 0.3), ("check", 1.5)):
        found = statistics.median(cost.cpu for cost in costs[what])
        yield _goal(
            "P9",
            f"`vmreport {what}` of Voorbeeldstad".replace("help` of Voorbeeldstad", "--help`"),
            found,
            limit,
            " s",
        )
    again = ratio(costs["rebuild"], costs["full build"])
    yield _goal("P9", "one document after a text edit, of a full build", again, 0.7)


def _of_batch(costs: Costs, batch: Mapping[str, Any]) -> Iterator[Row]:
    """Yield what a batch of council reports with letters says; CPU, as wall time is the machine's.

    Growth over 342 reports is measured by `make batch-342`, the Dask executor by its own tests.
    """
    each = batch["cpu_per_report"]
    yield Row(
        "P7",
        "one worker's CPU per report, of two workers'",
        "at least 0.95",
        f"{each['one'] / each['many']:.3g}",
        each["one"] / each["many"] >= 0.95,
    )
    cold = statistics.median(cost.cpu for cost in costs["cold report"])
    yield _goal("P7", "CPU per report in the batch, of a command", each["many"] / cold, 0.85)
    peak = max(batch[part]["peak_megabytes"] for part in ("many", "one"))
    yield _goal("P8", "memory of a worker", peak, 300, " MB")
    areas = statistics.median(cost.cpu for cost in costs["wijkprofielen"])
    hours = 342 * (each["many"] + areas) / 3600
    found = f"{hours:.2g} CPU hours: {hours / 2:.2g} hours on 2 cores, {hours * 60 / 64:.2g} minutes on 64"
    what = "342 x (raadsrapport, raadsbrief, the wijkprofielen of Voorbeeldstad), PDF and Word"
    yield Row("P10", what, "stated", found, met=True)


def _against_chromium(costs: Costs) -> Iterator[Row]:
    theirs = costs.get("Chromium")
    if not theirs:
        yield Row("P3", "PDF, of Chromium", "1.5", "Chromium is missing", None)
        return
    yield _goal("P3", "PDF, of Chromium's CPU", ratio(costs["pdf"], theirs), 1.5)
    pairs = zip(costs["pdf"], theirs, strict=True)
    memory = statistics.median(a.megabytes / b.megabytes for a, b in pairs)
    yield _goal("P3", "PDF, of Chromium's memory", memory, 0.333)


def page(costs: Costs, batch: Mapping[str, Any], others: Sequence[Peer], count: int) -> str:
    """Give what stands between the marks of docs/performance.md."""
    lines = [
        f"{_machine()}; {count} rounds.",
        "",
        "| | what | goal | found | |",
        "|---|---|---|---|---|",
        *(row.line() for row in goals(costs, batch)),
        "",
        "| subject | CPU s (median) | peak MB | of the unit |",
        "|---|---|---|---|",
    ]
    names = {UNIT: "plain WeasyPrint command (the unit)"} | {p.name: p.version for p in others}
    for name, found in costs.items():
        cpu = statistics.median(cost.cpu for cost in found)
        memory = statistics.median(cost.megabytes for cost in found)
        of_unit = ratio(found, costs[UNIT])
        lines.append(f"| {names.get(name, name)} | {cpu:.2f} | {memory:.0f} | {of_unit:.2f} |")
    lines += [f"| {p.name} | missing: {p.missing} | | |" for p in others if p.subject is None]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "python-docx"))
    build = "optimised" if "--enable-optimizations" in _configured() else "not optimised"
    return (
        f"{platform.python_implementation()} {platform.python_version()} ({build}), {libraries}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    )


def _configured() -> str:
    import sysconfig

    return str(sysconfig.get_config_var("CONFIG_ARGS"))


def main() -> None:
    """Measure, print and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round, nothing installed")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    count = 1 if options.quick else options.rounds
    with tempfile.TemporaryDirectory(prefix="vmreport-bench-") as folder:
        work = Path(folder)
        _prepare(work)
        others = peers(work, ROOT / "styles" / "fonts", install=not options.quick)
        measured = {p.name: p.subject for p in others if p.subject is not None}
        reports = 4 if options.quick else 20
        costs = rounds({**subjects(work, reports), **measured}, count)
        batch = json.loads((work / "batch" / "batch.json").read_text(encoding="utf-8"))
    text = page(costs, batch, others, count)
    print(text)
    if options.write:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{text}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
