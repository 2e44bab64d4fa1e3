"""One worker process as its supervisor sees it: started, given a folder, watched, ended.

What the process does is in `worker`; which tasks it gets is decided in `pool`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Pipe
from pathlib import Path

from vmreport.batch.model import Fault, Limits, Outcome, Task
from vmreport.batch.start import Process
from vmreport.batch.worker import DONE, FULL, HERE, MADE, OUTCOME, READY, TASK

__all__ = ["Child"]

Start = Callable[[int, Path], Process]
"""Starts a worker with this end of its line, and this log."""

_LOG_TAIL = 1500
_GROWN = 110
"""Percentage of the memory after its first task."""
_AT_MOST = 4


class Child:
    """A worker process with at most one task under way."""

    def __init__(self, start: Start, limits: Limits, log: Path) -> None:
        """Have `start` start a process; what it prints goes into `log`.

        Raises OSError when it cannot be started.
        """
        self.limits = limits
        self.tasks = 0
        """Given so far; light ones leave no mark and do not count."""
        self.ready = False
        self.nursery = 0
        """The number of the nursery that it was asked of."""
        self.light = False
        """Whether it began after the first step of its warm start."""
        self._first = 0
        self._log = log
        self._task: Task | None = None
        self._folder = Path()
        self._since = time.monotonic()
        self.line, theirs = Pipe()
        try:
            self._process = start(theirs.fileno(), log)
        finally:
            theirs.close()

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    @property
    def task(self) -> Task | None:
        """The task under way."""
        return self._task

    def give(self, task: Task, folder: Path) -> None:
        """Hand over a task, to be done in a new folder; raises OSError when it cannot be written."""
        folder.mkdir(parents=True)
        (folder / TASK).write_bytes(pickle.dumps(task))
        self._task, self._folder, self._since = task, folder, time.monotonic()
        self.tasks += not task.light
        with contextlib.suppress(OSError):  # a dead worker shows itself when it is listened to
            self.line.send_bytes(os.fsencode(folder))

    def hear(self) -> Outcome | None:
        """Take in what the process says; gives the outcome of its task when that has ended."""
        try:
            said = self.line.recv_bytes()
        except (EOFError, OSError):
            return self.fail(Fault.DIED)
        if said.startswith(HERE):
            self._process.pid = int(said[len(HERE) :])
            return None
        if said == READY:
            self.ready = True
            self._since = time.monotonic()
            return None
        return self._finished(said)

    def _finished(self, said: bytes) -> Outcome | None:
        task = self._task
        if task is None:
            return None
        if said != DONE:
            return self.fail(Fault.DISK if said == FULL else Fault.DAMAGED)
        try:
            data = (self._folder / OUTCOME).read_bytes()
            outcome, seconds, megabytes = pickle.loads(data)  # noqa: S301 - our own worker wrote it
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return self.fail(Fault.DAMAGED)
        self._task = None
        if not task.light:
            self._first = self._first or self.megabytes()
        return Outcome(
            key=outcome.key,
            fault=outcome.fault,
            value=outcome.value,
            files=outcome.files,
            folder=self._folder / MADE,
            problems=outcome.problems,
            detail=outcome.detail,
            seconds=seconds,
            megabytes=megabytes,
        )

    def is_worn(self) -> bool:
        """Whether it has done enough: many tasks and grown, or very many."""
        most = self.limits.tasks
        grown = 100 * self.megabytes() >= _GROWN * self._first
        return self.tasks >= most and (grown or self.tasks >= _AT_MOST * most)

    def overdue(self) -> Fault | None:
        """Give the limit that the process has broken, if any."""
        if self.busy and self.megabytes() > self.limits.megabytes:
            return Fault.MEMORY
        most = self.limits.seconds if self.ready else self.limits.start_seconds
        waiting = self.busy or not self.ready
        return Fault.TIME if waiting and time.monotonic() - self._since > most else None

    def megabytes(self) -> int:
        """Give the resident memory of the process now; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)

    def fail(self, fault: Fault) -> Outcome | None:
        """End the process; gives the outcome of the task that was under way."""
        task, seconds, megabytes = self._task, time.monotonic() - self._since, self.megabytes()
        code = self.end()
        self._task = None
        if task is None:
            return None
        detail = f"code {code}; {self.last_words()}"
        return Outcome(
            task.key,
            fault,
            folder=self._folder / MADE,
            detail=detail,
            seconds=seconds,
            megabytes=megabytes,
        )

    def last_words(self) -> str:
        """Give the end of what the process printed."""
        try:
            return self._log.read_bytes()[-_LOG_TAIL:].decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def end(self) -> int:
        """End the process and all it started, at once; gives its exit code."""
        self.line.close()
        if not self._process.pid:
            return 0  # nobody has come; whoever still does finds the line closed
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        return self._process.wait()
