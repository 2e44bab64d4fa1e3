"""Runs a batch: what is proven stays, the rest is made, each report whole or not at all.

Who does the work is an Executor; what is done is a task function. Here is decided what happens
when something goes wrong, and what is written down about it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from vmreport.batch.faults import blocked, explain, kept_aside, unreadable
from vmreport.batch.fingerprint import (
    digest,
    dossier_hashes,
    dossier_size,
    folder_hashes,
    program_fingerprint,
)
from vmreport.batch.journal import Journal
from vmreport.batch.lock import locked
from vmreport.batch.model import Executor, Fault, Limits, Outcome, Task
from vmreport.batch.overview import ReportResult, State, write_overview
from vmreport.batch.placing import Blocked, place, proven, recover
from vmreport.batch.plan import Report, check_folder
from vmreport.batch.report import MAKE_REPORT, Wanted
from vmreport.batch.together import Cells, Together
from vmreport.collector import collector_held
from vmreport.errors import DisclosureError, EnvironmentFault, Problem
from vmreport.publishing import flush
from vmreport.stopping import held

__all__ = ["JOURNAL", "OWN", "BatchResult", "Order", "Watcher", "run_batch"]

OWN = ".vmreport"
"""Folder in the output with lock, journal and work in progress."""
JOURNAL = "journaal.jsonl"
_TICK = 0.25
_ENVIRONMENT_FAULTS = 3
"""Reports in a row that fail for the machine before the batch is given up."""


class Watcher(Protocol):
    """Is told how far a batch is."""

    def read(self, total: int, done: int) -> None:
        """The figures of `done` of `total` dossiers have been read."""

    def begin(self, total: int, done: int) -> None:
        """`done` of `total` reports need not be made again."""

    def ended(self, key: str, state: State, done: int, total: int, remaining: float) -> None:
        """A report ended; `remaining` is the expected seconds for the rest."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked to do."""

    reports: tuple[Report, ...]
    out: Path
    wanted: Wanted = field(default_factory=Wanted)
    limits: Limits = field(default_factory=Limits)
    resume: bool = False
    function: str = MAKE_REPORT
    together: Together | None = None
    """What to know of all dossiers before the first is made."""
    notes: tuple[str, ...] = ()
    """What the overview says of the batch as a whole."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of every report, in the order asked for."""

    reports: tuple[ReportResult, ...]
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every report is made."""
        return all(item.state is State.MADE for item in self.reports)


def run_batch(order: Order, executor: Callable[[Path], Executor], watcher: Watcher) -> BatchResult:
    """Make the reports of an order; `executor` is called with a folder for work in progress.

    Raises UsageError for an output folder that cannot be used, EnvironmentFault or OSError when
    the machine does not let it go on, and what a signal asks for; the journal then stands, and the
    same order with `resume` goes on.
    """
    own = order.out / OWN
    work = own / "werk"
    check_folder(order.out, own, own / JOURNAL, resume=order.resume)
    work.mkdir(parents=True, exist_ok=True)
    with (
        held() as stopped,
        locked(own / "slot"),
        Journal(own / JOURNAL) as journal,
        tempfile.TemporaryDirectory(prefix="vmreport-", ignore_cleanup_errors=True) as figures,
    ):
        recover(order.out, work)
        folder = Path(tempfile.mkdtemp(prefix="", dir=work))
        run = _Run(order, journal, folder, Path(figures), watcher, stopped, notes=[*order.notes])
        doing = executor(folder)
        try:
            run.all(doing)
        finally:
            doing.stop()
            result = run.result()
            with contextlib.suppress(OSError):  # the disk has had its say by then
                recover(order.out, work)
                write_overview(order.out, result.reports, program_fingerprint(), result.notes)
    return result


@dataclass(slots=True)
class _Run:
    """One run of a batch, from what was proven to the overview."""

    order: Order
    journal: Journal
    work: Path
    figures: Path
    """Folder for figures that were read and are not used yet: hidden ones too, so not in `out`."""
    watcher: Watcher
    stopped: Callable[[], bool]
    results: dict[str, ReportResult] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    hide: Mapping[str, Cells] = field(default_factory=dict)
    kept: dict[str, Path] = field(default_factory=dict)
    """Where the figures of a report that is still to be made may be kept."""
    unread: dict[str, Outcome] = field(default_factory=dict)
    """Dossiers with wrong figures: they are made only to say all that is wrong with them."""
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes of each dossier: what its report is expected to take, against another's."""
    begun: float = 0.0
    ended: int = 0
    """Bytes of the dossiers that have had their turn."""
    machine_faults: int = 0

    def all(self, executor: Executor) -> None:
        """Make what is not proven, and what failed by accident once more, alone."""
        self._hash()
        if self.order.together:
            with collector_held():
                self._decide(executor, self.order.together)
        if self.stopped():
            return
        self._look()
        todo = sorted(self._waiting(), key=lambda key: -self.sizes[key])  # no long one at the end
        self.watcher.begin(len(self.results), len(self.results) - len(todo))
        self.begun = time.monotonic()
        self._do_twice(executor, todo, self._task, self._take)

    def _hash(self) -> None:
        """See for every report what its dossier is."""
        for report in self.order.reports:
            key = report.key
            try:
                sources = dossier_hashes(report.dossier)
                self.sizes[key] = dossier_size(report.dossier)
            except OSError as error:
                told = (unreadable(key, error).as_dict(),)
                self.results[key] = ReportResult(key, State.FAILED, "", {}, problems=told)
            else:
                old = (self.order.out / key).exists()
                self.results[key] = ReportResult(key, State.WAITING, "", sources, old=old)

    def _waiting(self) -> list[str]:
        return [key for key, item in self.results.items() if item.state is State.WAITING]

    def _decide(self, executor: Executor, together: Together) -> None:
        """Read the figures of all dossiers and decide what each must hide for the others."""
        known, keys = self.journal.history.hidden, self._waiting()
        if known and known[0] == self._set(keys):
            self.hide = {key: _cells(cells) for key, cells in known[1].items()}
            return
        found: dict[str, object] = {}

        def task(key: str) -> Task:
            self.kept.setdefault(key, self.figures / str(len(self.kept)))
            task = self._task(key)
            return replace(task, function=together.function, payload=None, light=True)

        def take(outcome: Outcome) -> None:
            if outcome.fault is None:
                found[outcome.key] = outcome.value
            elif outcome.fault is Fault.INPUT:
                self.unread[outcome.key] = outcome
            else:
                self._fail(outcome)
            self.watcher.read(len(keys), len(found) + len(self.unread))

        self._do_twice(executor, keys, task, take)
        if self.stopped():
            return
        decision = together.decide({key: found[key] for key in keys if key in found})
        if decision.problems:
            raise DisclosureError(decision.problems)
        self.hide = decision.hide
        self.journal.add("hidden", set=self._set(found), cells=dict(decision.hide))

    def _set(self, keys: Iterable[str]) -> str:
        """Give one hash for dossiers that are published together."""
        sources = {key: digest(self.results[key].sources) for key in keys}
        return digest([program_fingerprint(), sources])

    def _look(self) -> None:
        """See for every report what it is made from, and whether it is already there."""
        for key in self._waiting():
            wanted = asdict(self._wanted(key))
            sources = self.results[key].sources
            parts = [program_fingerprint(), self.order.function, wanted, digest(sources)]
            self.results[key] = self._found(key, digest(parts), sources)

    def _wanted(self, key: str) -> Wanted:
        return replace(self.order.wanted, also_hide=self.hide.get(key, ()))

    def _found(self, key: str, made_from: str, sources: Mapping[str, str]) -> ReportResult:
        entry = self.journal.history.made.get(key)
        target = self.order.out / key
        if entry and entry.input == made_from and proven(target, entry.files):
            return ReportResult(key, State.MADE, made_from, sources, entry.files, entry.notices)
        old = target.exists()
        return ReportResult(key, State.WAITING, made_from, sources, old=old)

    def _do_twice(
        self,
        executor: Executor,
        keys: Iterable[str],
        task: Callable[[str], Task],
        take: Callable[[Outcome], None],
    ) -> None:
        """Have tasks done; what fails by accident is done once more at the end, alone."""
        again: list[str] = []

        def first(outcome: Outcome) -> None:
            if outcome.fault is not None and outcome.fault.may_pass:
                again.append(outcome.key)
                self._write_failure(outcome)
            else:
                take(outcome)

        self._do(executor, map(task, keys), first)
        for key in again:
            if self.stopped():
                return
            executor.renew()
            self._do(executor, [task(key)], take)

    def _do(
        self, executor: Executor, tasks: Iterable[Task], take: Callable[[Outcome], None]
    ) -> None:
        """Have tasks done, and take each outcome when it comes."""
        waiting = deque(tasks)
        under_way = 0
        while (waiting or under_way) and not self.stopped():
            while waiting and executor.takes(waiting[0]):
                executor.submit(waiting.popleft())
                under_way += 1
            for outcome in executor.wait(_TICK):
                under_way -= 1
                take(outcome)
                if outcome.folder is not None:
                    shutil.rmtree(outcome.folder.parent, ignore_errors=True)

    def _task(self, key: str) -> Task:
        report = next(report for report in self.order.reports if report.key == key)
        return Task(
            key=key,
            function=self.order.function,
            source=report.dossier,
            payload=self._wanted(key),
            source_hash=digest(self.results[key].sources),
            program=program_fingerprint(),
            kept=self.kept.get(key),
        )

    def _take(self, outcome: Outcome) -> None:
        """Put what was made in place and write it down, or write down why not."""
        self._let_go(outcome.key)
        if outcome.fault is None:
            outcome = self.unread.get(outcome.key) or self._arrived(outcome)
        if outcome.fault is None:
            self.machine_faults = 0
            self._place(outcome)
        else:
            self._fail(outcome)

    def _let_go(self, key: str) -> None:
        """Remove the figures that were kept for a report."""
        kept = self.kept.pop(key, None)
        if kept is not None:
            with contextlib.suppress(OSError):  # the whole folder goes at the end
                kept.unlink()

    def _fail(self, outcome: Outcome) -> None:
        self._write_failure(outcome)
        self._finish(outcome.key, State.FAILED, explain(outcome, self.order.limits))

    def _arrived(self, outcome: Outcome) -> Outcome:
        """Give the outcome, as damaged when its files are not what the worker says it made."""
        folder = outcome.folder
        if folder is not None and folder_hashes(folder) == outcome.files and outcome.files:
            return outcome
        return replace(outcome, fault=Fault.DAMAGED)

    def _place(self, outcome: Outcome) -> None:
        """Write down first, then move: the journal proves a folder only if its bytes are there."""
        key, made = outcome.key, outcome.folder
        assert made is not None  # noqa: S101 - _arrived has seen it
        flush(*(made / name for name in outcome.files))
        notices = tuple(item.as_dict() for item in _problems(outcome.value))
        before = tuple(self.journal.history.placed.get(key, ()))
        self.journal.add(
            "made",
            report=key,
            input=self.results[key].input,
            files=dict(outcome.files),
            notices=notices,
            seconds=round(outcome.seconds, 3),
            megabytes=outcome.megabytes,
        )
        try:
            kept = place(made, self.order.out / key, before, self.work)
        except Blocked:
            self._finish(key, State.FAILED, (blocked(key),))
            return
        if kept is not None:
            self.notes.append(kept_aside(key, f"{kept.parent.name}/{kept.name}"))
        self._finish(key, State.MADE, notices, outcome.files)

    def _write_failure(self, outcome: Outcome) -> None:
        """Write down why a task failed; raises EnvironmentFault when going on makes no sense.

        That is when the disk is full, or when one report after another fails for the machine.
        """
        problems = explain(outcome, self.order.limits)
        self.journal.add(
            "failed",
            report=outcome.key,
            fault=str(outcome.fault),
            problems=[item.as_dict() for item in problems],
            detail=outcome.detail,
            seconds=round(outcome.seconds, 3),
            megabytes=outcome.megabytes,
        )
        faulty = outcome.fault is Fault.ENVIRONMENT
        self.machine_faults = self.machine_faults + 1 if faulty else 0
        if outcome.fault is Fault.DISK or self.machine_faults >= _ENVIRONMENT_FAULTS:
            raise EnvironmentFault(_told(problems))

    def _finish(
        self,
        key: str,
        state: State,
        problems: Sequence[Problem | Mapping[str, Any]],
        files: Mapping[str, str] | None = None,
    ) -> None:
        told = tuple(item.as_dict() if isinstance(item, Problem) else item for item in problems)
        before = self.results[key]
        old = state is State.FAILED and (self.order.out / key).is_dir()
        self.results[key] = replace(before, state=state, problems=told, files=files or {}, old=old)
        self.ended += self.sizes.get(key, 0)
        left = self._waiting()
        pace = (time.monotonic() - self.begun) / max(self.ended, 1) if self.begun else 0.0
        remaining = pace * sum(self.sizes[key] for key in left)
        total = len(self.results)
        self.watcher.ended(key, state, total - len(left), total, remaining)

    def result(self) -> BatchResult:
        """Give what became of every report so far."""
        return BatchResult(tuple(self.results.values()), tuple(self.notes))


def _cells(found: Iterable[Sequence[Any]]) -> Cells:
    return tuple((int(edition), str(area), str(code)) for edition, area, code in found)


def _problems(value: object) -> tuple[Problem, ...]:
    items = value if isinstance(value, tuple) else ()
    return tuple(item for item in items if isinstance(item, Problem))


def _told(problems: Iterable[Problem]) -> str:
    return "\n".join(map(str, problems))
