"""Batches to break: dossiers with a canary each, runs here or in a process, and what must hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

import vmreport
from support import batch_jobs
from vmreport.batch.model import Executor, Limits
from vmreport.batch.overview import MANIFEST, SUMMARY
from vmreport.batch.placing import KEPT
from vmreport.batch.plan import Report
from vmreport.batch.pool import Pool
from vmreport.batch.supervisor import OWN, BatchResult, Order, run_batch

QUICK = Limits(seconds=15, megabytes=400, tasks=4, start_seconds=30)
TOKEN = "VMREPORT_TEST_TOKEN"  # noqa: S105 - marks processes, protects nothing


class Watcher:
    """Remembers what it was told; a test may have something done at a moment."""

    def __init__(self, at: Callable[[int], None] = lambda _: None) -> None:
        self.told: list[tuple[str, str, int, int]] = []
        self.remaining: list[float] = []
        self.done_before, self.total = 0, 0
        self.read_so_far = (0, 0)
        self._at = at

    def read(self, total, done):
        self.read_so_far = (done, total)

    def begin(self, total, done):
        self.done_before, self.total = done, total

    def ended(self, key, state, done, total, remaining):
        self.told.append((key, str(state), done, total))
        self.remaining.append(remaining)
        self._at(len(self.told))


def canary(number: int) -> str:
    """Give the name and number that only one dossier has."""
    return f"Kanarie{number:04}stad {7_000_003 + 977 * number}"


def dossiers(folder: Path, count: int, faults: Mapping[int, str] | None = None) -> list[Report]:
    """Write dossiers; a fault is `kill`, or `kill|1` when it goes wrong that often only."""
    reports = []
    for number in range(count):
        root = folder / f"d{number:04}"
        root.mkdir(parents=True)
        (root / "dossier.toml").write_text(canary(number) + "\n", "utf-8")
        fault = (faults or {}).get(number)
        if fault:
            word, _, times = fault.partition("|")
            counter = folder / f"teller-{number}"
            (root / "kwaal.txt").write_text(f"{word}|{times or 99}|{counter}", "utf-8")
        reports.append(Report(root.name, root))
    return reports


def expected(number: int) -> dict[str, bytes]:
    """Give what a report of these tests must hold."""
    return batch_jobs.made_of(canary(number) + "\n")


def run(
    reports,
    out: Path,
    *,
    resume=False,
    workers=2,
    limits=QUICK,
    watcher=None,
    executor=None,
    together=None,
) -> BatchResult:
    """Run a batch of quick tasks in this process."""
    order = Order(
        tuple(reports),
        out,
        limits=limits,
        resume=resume,
        function=batch_jobs.MAKE,
        together=together,
    )
    return run_batch(order, executor or pool(workers, limits), watcher or Watcher())


def pool(workers: int = 2, limits: Limits = QUICK) -> Callable[[Path], Executor]:
    return lambda work: Pool(workers, limits, work, batch_jobs.MODULE)


def start(folder: Path, out: Path, token: str, *, resume=False) -> subprocess.Popen[bytes]:
    """Start the same in a process of its own, marked with a token."""
    here = Path(__file__).parents[1]
    source = Path(vmreport.__file__).parents[1]
    arguments = [str(folder), str(out), *(["--resume"] if resume else [])]
    return subprocess.Popen(
        [sys.executable, "-m", "support.batch_main", *arguments],
        env={**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{here}", TOKEN: token},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def new_token() -> str:
    return uuid.uuid4().hex


def processes(token: str) -> list[int]:
    """Give the processes that carry a token."""
    mark = f"{TOKEN}={token}".encode()
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                environment = (path / "environ").read_bytes()
                state = (path / "stat").read_text("utf-8").rpartition(")")[2].split()[0]
            except OSError:
                continue
            if mark in environment.split(b"\0") and state != "Z":
                found.append(int(path.name))
    return found


def workers_of(token: str, parent: int) -> list[int]:
    return [pid for pid in processes(token) if pid != parent]


def all_gone(token: str, seconds: float = 10) -> bool:
    """Whether all processes with a token end in time."""
    until = time.monotonic() + seconds
    while processes(token):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a report by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published(out: Path) -> dict[str, bytes]:
    """Give all but the batch's own folder."""
    return {name: data for name, data in contents(out).items() if not name.startswith(OWN)}


def assert_whole(
    out: Path,
    count: int,
    *,
    complete: bool,
    kept: bool = False,
    but: frozenset[str] | set[str] = frozenset(),
    left: frozenset[str] | set[str] = frozenset(),
) -> int:
    """Check that each report is whole and its own, or not there; gives how many are there.

    `but` are reports that the test itself has damaged, `left` what may lie beside them.
    """
    allowed = {OWN, MANIFEST, SUMMARY, *([KEPT] if kept else []), *left}
    names = {path.name for path in out.iterdir()} if out.exists() else set()
    reports = {f"d{number:04}" for number in range(count)}
    assert names <= reports | allowed, names - reports - allowed
    for number in range(count):
        folder = out / f"d{number:04}"
        if folder.exists() and folder.name not in but:
            assert contents(folder) == expected(number), folder
    there = len(names & reports)
    if complete:
        assert there == count
    return there


def manifest(out: Path) -> dict:
    return json.loads((out / MANIFEST).read_bytes())


def statuses(out: Path) -> dict[str, str]:
    return {item["report"]: item["status"] for item in manifest(out)["reports"]}


def codes(out: Path) -> dict[str, list[str]]:
    """Give the problem codes of each report that failed."""
    return {
        item["report"]: [problem["code"] for problem in item["problems"]]
        for item in manifest(out)["reports"]
        if item["status"] == "failed"
    }


def journal_lines(out: Path) -> list[dict]:
    lines = (out / OWN / "journaal.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
