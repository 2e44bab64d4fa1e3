"""An executor that does each task at once in this process: what breaks here breaks it as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vmreport.batch.model import Outcome, Task
from vmreport.batch.worker import MADE, _attempt

__all__ = ["Inline"]


class Inline:
    """Does one task at a time, in the place of worker processes."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._number = 0
        self._ended: list[Outcome] = []

    def takes(self, _task: Task) -> bool:
        return not self._ended

    def submit(self, task: Task) -> None:
        self._number += 1
        folder = self._work / str(self._number)
        folder.mkdir()
        outcome = _attempt(task, folder / MADE)
        self._ended.append(replace(outcome, folder=folder / MADE))

    def wait(self, _seconds: float) -> tuple[Outcome, ...]:
        ended, self._ended = tuple(self._ended), []
        return ended

    def renew(self) -> None:
        """Begin afresh: there is nothing that wears out."""

    def stop(self) -> None:
        self._ended.clear()
