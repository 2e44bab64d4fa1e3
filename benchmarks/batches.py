"""The same reports made in several ways: one warm process, workers, a Dask cluster, a command each.

CPU is of all processes that took part, their start included. Wall time counts only when nobody else
used the machine meanwhile, which the system's own account tells. What it means for the goals is in
`batch_goals`.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.clusters import Running

__all__ = ["FULL", "LETTER", "QUIET", "SHORT", "WAYS", "Makes", "Papers", "Run", "growth"]

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

QUIET = 0.05
"""Share of the machine that others may use before wall time says nothing."""
_TICK = os.sysconf("SC_CLK_TCK")
_SETTLED = 50
"""Reports after which memory should not grow any more."""
_TOLD = 20
_COLD = 15
"""Commands of which the mean is taken."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Which documents are made of a municipality, as PDF and Word."""

    name: str
    documents: tuple[str, ...]
    wijken: bool = False

    def options(self) -> list[str]:
        """Give them as options of a command."""
        documents = [word for name in self.documents for word in ("--document", name)]
        return [*documents, "--format", "pdf", "--format", "docx"]


LETTER = Papers("raadsbrief", ("raadsbrief",))
SHORT = Papers(
    "short papers", ("raadsbrief", "factsheet", "ivp", "uitvoeringsplan", "tussenrapportage")
)
"""Some twelve pages of each municipality together."""
FULL = Papers("council papers", ("raadsrapport", "raadsbrief", "wijkprofiel"), wijken=True)


@dataclass(frozen=True, slots=True)
class Run:
    """What it took to make so many reports."""

    reports: int
    cpu: float
    """Seconds, user and system, of every process."""
    wall: float
    others: float
    """Share of the machine that others used meanwhile."""
    idle: float = 0.0
    """The part of `cpu` that went into a cluster before it got work."""
    peaks: tuple[int, ...] = ()
    """Megabytes a worker had at most so far, after each report."""

    @property
    def each(self) -> float:
        """CPU seconds per report."""
        return self.cpu / self.reports


def growth(peaks: Sequence[int]) -> float:
    """Give how much more memory was needed after the fiftieth report than until then."""
    first, rest = peaks[:_SETTLED], peaks[_SETTLED:]
    return max(rest) / max(first) - 1 if rest else 0.0


def _own_cpu() -> float:
    """Give the CPU seconds of the processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _machine_cpu() -> float:
    """Give the CPU seconds that anybody used on this machine, or that were taken from it."""
    fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, interrupts, soft, stolen = map(int, fields[:8])
    return (user + nice + system + interrupts + soft + stolen) / _TICK


def _cpu_of(pid: int) -> float:
    """Give the CPU seconds so far of a process that runs."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


@dataclass(slots=True)
class _Account:
    """What is written down while work is done."""

    cpu: float = 0.0
    wall: float = 0.0
    others: float = 0.0


@contextmanager
def _accounted() -> Iterator[_Account]:
    account = _Account()
    cpu, machine, begin = _own_cpu(), _machine_cpu(), time.monotonic()
    yield account
    account.wall = time.monotonic() - begin
    account.cpu = _own_cpu() - cpu
    used = _machine_cpu() - machine - account.cpu
    account.others = max(used / (account.wall * (os.cpu_count() or 1)), 0.0)


@dataclass(slots=True)
class Makes:
    """Makes reports of the same municipalities in one way after another."""

    work: Path
    """A folder for itself."""
    papers: Papers
    count: int
    dossiers: Path = field(init=False)

    def __post_init__(self) -> None:
        from support.many_dossiers import write_dossiers

        self.dossiers = self.work / "dossiers"
        write_dossiers(self.dossiers, self.count, wijken=self.papers.wijken)

    @property
    def out(self) -> Path:
        """Where the last batch put its reports."""
        return self.work / "uit"

    def make(self, way: str) -> Run:
        """Make the reports in one of WAYS; raises RuntimeError when that fails."""
        shutil.rmtree(self.out, ignore_errors=True)
        run = WAYS[way](self)
        said = f"{run.cpu:.1f} CPU s, {run.each:.2f} each, {run.wall:.0f} s"
        busy = f"others used {run.others:.0%}"
        print(f"  {self.papers.name}, {way}: {run.reports} reports, {said}, {busy}", flush=True)
        return run

    def pages(self) -> int:
        """Give the number of pages of one municipality's PDFs."""
        import pikepdf

        first = min(path for path in self.out.iterdir() if next(path.glob("*.pdf"), None))
        return sum(len(pikepdf.open(path).pages) for path in first.glob("*.pdf"))

    def _warm(self, *, look: bool = False) -> Run:
        """Make all in one process that does nothing else, or first looks at all figures too."""
        with _accounted() as account:
            words = [str(self.dossiers), str(self.out), *self.papers.documents]
            _call(sys.executable, "-c", _LOOK + _WARM if look else _WARM, *words)
        return Run(self.count, account.cpu, account.wall, account.others)

    def _workers(self, count: int) -> Run:
        with _accounted() as account:
            self._batch("-j", str(count))
        run = Run(self.count, account.cpu, account.wall, account.others)
        return replace(run, peaks=tuple(self._peaks()))

    def _dask(self) -> Run:
        """Make all on a cluster of one worker with two threads that is started for it."""
        from support.clusters import cluster

        place = self.work / "dask"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        with _accounted() as account, cluster(place, workers=1, threads=2) as running:
            idle, begin = _standing(running), time.monotonic()
            self._batch("--executor", "dask", "--scheduler", running.address)
            wall = time.monotonic() - begin
        run = Run(self.count, account.cpu, wall, account.others, idle=idle)
        return replace(run, peaks=tuple(self._peaks()))

    def _cold(self) -> Run:
        """Make some of them with a command for each."""
        some = sorted(self.dossiers.iterdir())[: min(max(self.count // 4, 1), _COLD)]
        with _accounted() as account:
            for dossier in some:
                out = ("--out", str(self.out / dossier.name))
                _vmreport("build", str(dossier), *out, *self.papers.options())
        return Run(len(some), account.cpu, account.wall, account.others)

    def _batch(self, *options: str) -> None:
        command = ("batch", str(self.dossiers), "--out", str(self.out))
        _vmreport(*command, *options, *self.papers.options())

    def _peaks(self) -> Iterator[int]:
        from vmreport.batch.supervisor import JOURNAL, OWN

        for line in (self.out / OWN / JOURNAL).read_text("utf-8").splitlines():
            said = json.loads(line)
            if said["event"] == "made":
                yield said["megabytes"]


def _standing(running: Running) -> float:
    """Give the CPU seconds that a cluster has used before it gets work."""
    return sum(_cpu_of(process.pid) for process in (running.scheduler, *running.workers))


WAYS: dict[str, Callable[[Makes], Run]] = {
    "one warm process": lambda makes: makes._warm(),  # noqa: SLF001 - the ways of this class
    "one warm process that looks first": lambda makes: makes._warm(look=True),  # noqa: SLF001
    "two workers": lambda makes: makes._workers(2),  # noqa: SLF001
    "one worker": lambda makes: makes._workers(1),  # noqa: SLF001
    "all processors": lambda makes: makes._workers(os.cpu_count() or 1),  # noqa: SLF001
    "Dask, two threads": lambda makes: makes._dask(),  # noqa: SLF001
    "a command each": lambda makes: makes._cold(),  # noqa: SLF001
}
"""The ways in which reports can be made, by name."""

_LOOK = """
import sys
from pathlib import Path
from vmreport.batch.disclosure import decide, read_sheet
from vmreport.batch.report import WARMING
WARMING[0]()
dossiers = sorted(Path(sys.argv[1]).iterdir())
decide({dossier.name: read_sheet(None, dossier, dossier) for dossier in dossiers})
"""
_WARM = """
import gc
import sys
from pathlib import Path
from vmreport.batch.report import WARMING, Wanted, make_report
for step in WARMING:
    step()
gc.collect()
gc.freeze()
dossiers, out, *documents = sys.argv[1:]
for dossier in sorted(Path(dossiers).iterdir()):
    make_report(Wanted(tuple(documents), ("pdf", "docx")), dossier, Path(out) / dossier.name)
    gc.collect()
"""


def _vmreport(*words: str) -> None:
    _call(sys.executable, "-m", "vmreport", *words)


def _call(*command: str) -> None:
    """Run a command, printing now and then how far it says to be; raises RuntimeError."""
    source = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    said: list[str] = []
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": source, "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None  # noqa: S101 - asked for above
        for line in process.stdout:
            said.append(line)
            done = line.partition("/")[0]
            if done.isdigit() and int(done) % _TOLD == 0:
                print(f"    {line.strip()}", flush=True)
    if process.returncode:
        raise RuntimeError(f"{command[3:5]}: {process.returncode}\n{''.join(said)[-2000:]}")
