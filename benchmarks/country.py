"""A batch for a whole made-up country: how long, how much memory, and what 342 would cost.

`make batch-342` (or `--count 40`). One letter per municipality, from one table and a list.
`--compare 20` makes as many reports in four ways instead: one warm process, workers, a Dask cluster
of two workers, and a command per report. CPU counts there: on a busy machine wall time is noise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]


def measure(
    reports: Sequence[Any], out: Path, workers: int, documents: Sequence[str], forms: Sequence[str]
) -> dict[str, Any]:
    """Make `reports` with so many workers; give seconds, CPU and memory."""
    from vmreport.batch.disclosure import ONE_PUBLICATION
    from vmreport.batch.model import Limits
    from vmreport.batch.overview import State
    from vmreport.batch.pool import Pool
    from vmreport.batch.report import MODULE, Wanted
    from vmreport.batch.supervisor import JOURNAL, OWN, Order, run_batch

    class Quiet:
        """Says how far it is, now and then."""

        def read(self, total: int, done: int) -> None:
            if done == total:
                print(f"{done} dossiers read", flush=True)

        def begin(self, total: int, done: int) -> None:
            print(f"{total} reports, {workers} workers, {done} done", flush=True)

        def ended(self, key: str, state: State, done: int, total: int, remaining: float) -> None:
            if done % 20 == 0 or state is State.FAILED:
                print(f"{done}/{total} {key} {state} {remaining:.0f} s left", flush=True)

    limits = Limits()
    order = Order(
        tuple(reports),
        out,
        Wanted(tuple(documents), tuple(forms)),
        limits,
        together=ONE_PUBLICATION,
    )
    before, begin = _cpu(), time.monotonic()
    result = run_batch(order, lambda work: Pool(workers, limits, work, MODULE), Quiet())
    wall = time.monotonic() - begin
    lines = [json.loads(line) for line in (out / OWN / JOURNAL).read_text("utf-8").splitlines()]
    made = [line for line in lines if line["event"] == "made"]
    return {
        "reports": len(reports),
        "workers": workers,
        "made": sum(item.state is State.MADE for item in result.reports),
        "wall_seconds": round(wall, 1),
        "cpu_seconds": round(_cpu() - before, 1),
        "peak_megabytes": max((line["megabytes"] for line in made), default=0),
        "megabytes": [line["megabytes"] for line in made],
        "bytes": sum(file.stat().st_size for file in out.rglob("*") if file.is_file()),
    }


def _cpu() -> float:
    """Give the CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


def compare(
    reports: Sequence[Any], out: Path, documents: Sequence[str], forms: Sequence[str]
) -> None:
    """Make the same reports in four ways and print the CPU seconds of each."""
    from support.clusters import cluster

    options = [word for name in documents for word in ("--document", name)]
    options += [word for name in forms for word in ("--format", name)]
    folder = reports[0].dossier.parent

    def command(*words: object) -> None:
        vmreport = [sys.executable, "-m", "vmreport", *map(str, words), *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run(vmreport, check=True, env=environment, capture_output=True)

    def warm() -> None:
        subprocess.run([sys.executable, "-c", _WARM, str(folder), *options], check=True)

    def workers() -> None:
        command("batch", folder, "--out", out / "workers", "-j", 2)

    def dask() -> None:
        place = out / "dask-cluster"
        place.mkdir()
        with cluster(place) as running:
            address = ("--executor", "dask", "--scheduler", running.address)
            command("batch", folder, "--out", out / "dask", *address)

    few = reports[: max(len(reports) // 4, 1)]

    def cold() -> None:
        for report in few:
            command("build", report.dossier, "--out", out / "cold" / report.key)

    out.mkdir()
    for way in (warm, workers, dask, cold, workers, warm):
        for name in ("workers", "dask", "dask-cluster", "cold"):
            shutil.rmtree(out / name, ignore_errors=True)
        before, begin = _cpu(), time.monotonic()
        way()
        used, took = _cpu() - before, time.monotonic() - begin
        count = len(few) if way is cold else len(reports)
        said = f"{used:7.1f} CPU s {took:7.1f} s, {used / count:.2f} CPU s each"
        print(f"{way.__name__:8} {count:4} reports {said}", flush=True)


_WARM = f"""
import sys
sys.path.insert(0, {str(ROOT / "src")!r})
from pathlib import Path
from tempfile import TemporaryDirectory
import gc
from vmreport.batch.report import Wanted, make_report, warm
warm()
gc.collect()
gc.freeze()
words = sys.argv[2:]
wanted = Wanted(
    tuple(b for a, b in zip(words, words[1:]) if a == "--document"),
    tuple(b for a, b in zip(words, words[1:]) if a == "--format"),
)
for dossier in sorted(Path(sys.argv[1]).iterdir()):
    with TemporaryDirectory() as target:
        make_report(wanted, dossier, Path(target))
    gc.collect()
"""


def main() -> None:
    """Make the country and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=342)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--document", action="append")
    parser.add_argument("--format", action="append")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "batch-342")
    parser.add_argument("--compare", type=int, metavar="REPORTS")
    options = parser.parse_args()
    from support.many_dossiers import write_dossiers

    shutil.rmtree(options.out, ignore_errors=True)
    documents = options.document or ["raadsbrief"]
    forms = options.format or ["pdf", "docx"]
    reports = write_dossiers(options.out / "dossiers", options.compare or options.count)
    if options.compare:
        compare(reports, options.out / "uit", documents, forms)
        return
    many = measure(reports, options.out / "uit", options.workers, documents, forms)
    few = reports[: max(options.count // 10, 4)]
    one = measure(few, options.out / "uit-1", 1, documents, forms)
    per_report = {
        "many": many["cpu_seconds"] / many["reports"],
        "one": one["cpu_seconds"] / len(few),
    }
    # Shared machines make wall time noise; the share of CPU that goes into reports does not lie.
    report = {
        "interpreter": f"{platform.python_implementation()} {platform.python_version()}",
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "many": many,
        "one": one,
        "cpu_per_report": {name: round(value, 3) for name, value in per_report.items()},
        "cpu_hours_342": round(342 * per_report["many"] / 3600, 3),
    }
    path = options.out / "batch.json"
    path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    for part in (many, one):
        print({name: value for name, value in part.items() if name != "megabytes"})
    print(report["cpu_per_report"], "cpu hours for 342:", report["cpu_hours_342"])
    print(f"written: {path}")


if __name__ == "__main__":
    main()
