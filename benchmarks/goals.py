"""Every goal of speed measured side by side in one run: `make bench`.

All subjects run in turn, several rounds over; a goal is the median over the rounds of a ratio
within a round, so that what else the machine does cancels out. The unit is the CPU that the plain
WeasyPrint command needs for the plain HTML of the same report (plain_html.py). After the rounds
come the batches, once or twice (batch_goals.py). The table goes to docs/performance.md after each
round and each batch. `--quick` is a smoke test: one round, few reports, nothing installed.
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
from functools import partial
from importlib.metadata import version
from pathlib import Path

import batch_goals
from batch_goals import COUNTRY, BatchCosts
from measure import Cost, Subject, ratio, rounds
from peers import Peer, peers
from rows import HEAD, Row, at_most

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- make bench: begin -->\n", "<!-- make bench: end -->\n"
SAMPLE = ROOT / "src" / "vmreport" / "data" / "samples" / "voorbeeldstad"
UNIT = "plain"

Costs = Mapping[str, Sequence[Cost]]


def subjects(work: Path) -> dict[str, Subject]:
    """Give what is measured of our own, and the unit."""
    source = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    ours = {"PYTHONPATH": source}
    script = [sys.executable, str(ROOT / "benchmarks" / "work.py")]
    page = [str(work / "plain.html"), str(work / "plain.pdf")]
    unit = ["--quiet", "--pdf-variant", "pdf/ua-1", "--pdf-tags", *page]

    def piece(*words: str) -> Subject:
        return Subject([*script, *words, "--out", str(work)], ours)

    def command(*words: str) -> Subject:
        return Subject([sys.executable, "-m", "vmreport", *words], ours)

    dossier, out = work / "dossier", str(work / "built")
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


def _inside(costs: Sequence[Cost], key: str) -> float:
    """Give the median of a number that the work itself printed."""
    return statistics.median(json.loads(cost.output.splitlines()[-1])[key] for cost in costs)


def goals(costs: Costs) -> Iterator[Row]:
    """Yield the goals of one report in order; those of batches are in `batch_goals`."""
    unit = costs[UNIT]
    runs = len(unit)

    def row(name: str, what: str, found: float, limit: float, unit: str = "") -> Row:
        return at_most(name, what, found, limit, runs, unit)

    yield row(
        "P1", "PDF/A-2a + PDF/UA-1, charts drawn, of the unit", ratio(costs["pdf"], unit), 0.5
    )
    yield row("P2", "charts, PDF, Word and HTML, of the unit", ratio(costs["job"], unit), 0.8)
    yield from _against_chromium(costs)
    yield row("P4", "Word, of the unit", ratio(costs["docx"], unit), 0.1)
    tables = _inside(costs["word tables"], "table_ms")
    yield row("P4", "a Word table of 40 x 6 cells", tables, 20, " ms")
    share = _inside(costs["job"], "charts") / _inside(costs["job"], "job")
    yield row("P5", "charts in every format, of the job", share, 0.15)
    yield row("P6", "four times the report", ratio(costs["four times"], costs["pdf"]), 4.2)
    long = ratio(costs["one table"], costs["ten tables"])
    yield row("P6", "one table of 1,000 rows, of ten of 100", long, 1.2)
    for name, what, limit in (
        ("help", "`vmreport --help`", 0.3),
        ("check", "`vmreport check` of Voorbeeldstad", 1.5),
    ):
        yield row("P9", what, statistics.median(cost.cpu for cost in costs[name]), limit, " s")
    again = ratio(costs["rebuild"], costs["full build"])
    yield row("P9", "one document after a text edit, of a full build", again, 0.7)


def _against_chromium(costs: Costs) -> Iterator[Row]:
    theirs = costs.get("Chromium")
    if not theirs:
        yield Row("P3", "PDF, of Chromium", "1.5", "Chromium is missing", None)
        return
    runs = len(theirs)
    yield at_most("P3", "PDF, of Chromium's CPU", ratio(costs["pdf"], theirs), 1.5, runs)
    pairs = zip(costs["pdf"], theirs, strict=True)
    memory = statistics.median(a.megabytes / b.megabytes for a, b in pairs)
    yield at_most("P3", "PDF, of Chromium's memory", memory, 0.333, runs)


def page(costs: Costs, made: BatchCosts, others: Sequence[Peer]) -> str:
    """Give what stands between the marks of docs/performance.md."""
    found = [*goals(costs), *batch_goals.rows(made)] if costs else list(batch_goals.rows(made))
    found.sort(key=lambda row: int(row.goal[1:]))
    lines = [f"{_machine()}.", "", *HEAD, *(row.line() for row in found), ""]
    if not made.pages:
        lines += ["Broken off before the batches (P7, P8, P10).", ""]
    if costs:
        lines += [*_subjects(costs, others), ""]
    return "\n".join([*lines, *made.lines()] if made.pages else lines) + "\n"


def _subjects(costs: Costs, others: Sequence[Peer]) -> Iterator[str]:
    yield "| subject | CPU s (median) | peak MB | of the unit |"
    yield "|---|---|---|---|"
    names = {UNIT: "plain WeasyPrint command (the unit)"} | {p.name: p.version for p in others}
    for name, found in costs.items():
        cpu = statistics.median(cost.cpu for cost in found)
        memory = statistics.median(cost.megabytes for cost in found)
        of_unit = ratio(found, costs[UNIT])
        yield f"| {names.get(name, name)} | {cpu:.2f} | {memory:.0f} | {of_unit:.2f} |"
    yield from (f"| {p.name} | missing: {p.missing} | | |" for p in others if p.subject is None)


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
    parser.add_argument("--rounds", type=int, default=5, help="0: batches only, nothing written")
    parser.add_argument("--reports", type=int, default=30, help="council papers in a batch")
    parser.add_argument("--short", type=int, default=COUNTRY, help="short papers in a batch")
    parser.add_argument("--letters", type=int, default=120, help="letters for growth of memory")
    parser.add_argument("--runs", type=int, default=5, help="pairs of batches that are compared")
    parser.add_argument("--quick", action="store_true", help="one round, few reports")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.runs = 1, 1
        options.reports, options.short, options.letters = 2, 6, 55
    with tempfile.TemporaryDirectory(prefix="vmreport-bench-") as folder:
        for text in _measured(Path(folder), options):
            if options.write and options.rounds:
                _write(text)


def _measured(work: Path, options: argparse.Namespace) -> Iterator[str]:
    """Measure everything; yields the tables each time there is more in them."""
    made, others, costs = BatchCosts(), [], {}
    if options.rounds:
        _prepare(work)
        others = peers(work, ROOT / "styles" / "fonts", install=not options.quick)
        measured = {p.name: p.subject for p in others if p.subject is not None}
        for costs in rounds({**subjects(work), **measured}, options.rounds):
            yield page(costs, made, others)
        print(page(costs, made, others), flush=True)
    counts = {name: getattr(options, name) for name in ("reports", "short", "letters", "runs")}
    for _ in batch_goals.batches(work / "batches", made, **counts):
        yield page(costs, made, others)
    print(page(costs, made, others), flush=True)


def _write(text: str) -> None:
    """Put the tables between the marks of docs/performance.md."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{text}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
