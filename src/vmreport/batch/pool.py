"""Does tasks in worker processes on this machine, and stands between them and everything else.

A worker that dies, hangs or grows is ended and replaced; only its own task fails for it.
Source: risks E2 (the pools of the standard library hang or break instead).
"""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from multiprocessing import connection
from pathlib import Path

from vmreport.batch.child import Child
from vmreport.batch.model import Limits, Outcome, Task
from vmreport.batch.start import Nursery, Process, new_nursery, start_alone
from vmreport.errors import EnvironmentFault, Place, Problem

__all__ = ["Pool"]

_TICK = 0.25
"""Seconds between looks at time and memory."""
_STARTS = 3
"""Workers that may fail to start in a row before it is given up."""


class Pool:
    """An Executor with up to `size` worker processes; they start when there is work for them.

    The process that they are copied from, if any, starts at once.
    """

    def __init__(
        self,
        size: int,
        limits: Limits,
        work: Path,
        module: str,
        *,
        nursery: Nursery | None = None,
    ) -> None:
        """Use folders in `work`; every worker warms `module`.

        A nursery that is given is shared with others, and stays when this pool stops.
        """
        self._size = size
        self._limits = limits
        self._work = work
        self._module = module
        self._shared = nursery is not None
        self._nursery = nursery
        if size > 1 and nursery is None:
            self._nursery = new_nursery(work, module, limits)
            if self._nursery:
                self._nursery.begin()
        self._children: list[Child] = []
        self._queue: deque[Task] = deque()
        self._number = 0
        self._failed_starts = 0

    def takes(self, _task: Task) -> bool:
        """Whether there is room: each worker busy, and one task waiting for each."""
        under_way = len(self._queue) + sum(child.busy for child in self._children)
        return under_way < 2 * self._size

    def submit(self, task: Task) -> None:
        """Take a task; its outcome comes once from `wait`."""
        self._queue.append(task)
        self._assign()

    def wait(self, seconds: float) -> tuple[Outcome, ...]:
        """Give what ended, waiting at most `seconds` for the first.

        Raises EnvironmentFault when workers cannot be started.
        """
        until = time.monotonic() + seconds
        while True:
            ended = [*self._listen(max(min(_TICK, until - time.monotonic()), 0)), *self._watch()]
            self._assign()
            if ended or time.monotonic() >= until:
                return tuple(ended)

    def _listen(self, seconds: float) -> list[Outcome]:
        lines = {child.line: child for child in self._children}
        if not lines:
            time.sleep(seconds)
            return []
        ended = []
        for line in connection.wait(list(lines), seconds):
            child = next(child for known, child in lines.items() if known is line)
            outcome = child.hear()
            if child.line.closed:
                self._lost(child)
            elif child.ready:
                self._failed_starts = 0
            if outcome is not None:
                ended.append(outcome)
        return ended

    def _watch(self) -> list[Outcome]:
        """End the workers that have broken a limit."""
        ended = []
        for child in tuple(self._children):
            fault = child.overdue()
            if fault is None:
                continue
            outcome = child.fail(fault)
            self._lost(child)
            if outcome is not None:
                ended.append(outcome)
        return ended

    def _lost(self, child: Child) -> None:
        self._children.remove(child)
        if not child.ready and not self._was_asked_of_one_that_ended(child):
            self._failed_starts += 1
            if self._nursery:
                self._nursery.end()  # it may hang; the next worker gets a new one
        if self._failed_starts >= _STARTS:
            words = self._nursery.last_words() if self._nursery else ""
            raise EnvironmentFault(str(_cannot_start(words or child.last_words())))

    def _was_asked_of_one_that_ended(self, child: Child) -> bool:
        """Whether it failed to start together with another, which was counted."""
        return self._nursery is not None and child.nursery != self._nursery.number

    def _assign(self) -> None:
        """Give waiting tasks to workers that are free, renewing those that have done enough."""
        while self._queue:
            child = next((child for child in self._children if not child.busy), None)
            light = self._queue[0].light
            if child is not None and (child.is_worn() or (child.light and not light)):
                self._end(child)
                child = None
            if child is None:
                if len(self._children) >= self._size:
                    return
                child = self._start(light=light)
            child.give(self._queue.popleft(), self._folder())

    def _start(self, *, light: bool) -> Child:
        """Start a worker; a light one does its first tasks while the next ones warm up."""
        self._number += 1
        start = partial(self._nursery.start, light=light) if self._nursery else self._alone
        child = Child(start, self._limits, self._work / f"{self._number}.log")
        if self._nursery:
            child.nursery, child.light = self._nursery.number, light
        self._children.append(child)
        return child

    def _alone(self, line: int, log: Path) -> Process:
        return start_alone(line, log, self._module, self._limits)

    def _folder(self) -> Path:
        self._number += 1
        return self._work / f"{self._number}"

    def _end(self, child: Child) -> None:
        child.end()
        self._children.remove(child)

    def renew(self) -> None:
        """Begin with fresh workers; nothing may be under way."""
        for child in tuple(self._children):
            self._end(child)

    def stop(self) -> None:
        """End all work and every process at once."""
        self._queue.clear()
        self.renew()
        if self._nursery and not self._shared:
            self._nursery.end()


def _cannot_start(words: str) -> Problem:
    last = words.splitlines()[-1:] or ["geen bericht"]
    return Problem(
        "E839",
        Place("vmreport"),
        f"Het programma dat de rapporten maakt, start niet ({last[0]}).",
        "Controleer of vmreport goed geïnstalleerd is en of er genoeg geheugen vrij is.",
    )
