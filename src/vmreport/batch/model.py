"""What goes to a worker and what comes back, as plain values that can be pickled.

How work is done is in `worker` and `report`; who does it in `pool` and `cluster`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from vmreport.errors import Problem

__all__ = ["Executor", "Fault", "Limits", "Outcome", "Task"]


class Fault(StrEnum):
    """Why a task did not succeed."""

    INPUT = "input"
    """The advisor's files are wrong; doing it again changes nothing."""
    CHANGED = "changed"
    """The files changed while the report was being made. Source: risks F09."""
    DIED = "died"
    TIME = "time"
    MEMORY = "memory"
    DAMAGED = "damaged"
    """What arrived is not what the worker says it made."""
    INTERNAL = "internal"
    ENVIRONMENT = "environment"
    DISK = "disk"
    """No room or no permission to write: going on makes no sense."""

    @property
    def may_pass(self) -> bool:
        """Whether it makes sense to try once more, alone."""
        return self not in {Fault.INPUT, Fault.CHANGED, Fault.DISK}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take, and how long a worker lives."""

    seconds: float = 1200.0
    """Wall time of one task. Source: risks E2."""
    megabytes: int = 1500
    """Resident memory of a worker, and what it may add in address space to its warm start."""
    tasks: int = 25
    """A worker is renewed after this many if it has grown by a tenth since its first, and after
    four times as many in any case. Source: risks E5 (memory grows over reports), goal P8."""
    start_seconds: float = 120.0
    """Wall time in which a worker must be warm."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: a function, what it is about, and the folder it reads.

    The function is named `module:name`, takes (payload, source, target) and, when there is one,
    `kept`; it gives a value that can be pickled, and writes files in `target` and `kept` only.
    """

    key: str
    function: str
    source: Path
    """The folder that is read; goes along to another machine."""
    payload: object = None
    source_hash: str = ""
    """What the folder must be before and after the work; empty when it does not matter."""
    program: str = ""
    """Fingerprint of the program that must do it; empty when it does not matter."""
    light: bool = False
    """Whether a worker can do it after the first step of its warm start; it makes no files."""
    kept: Path | None = None
    """A file in which a light task leaves what another can go on from. The other goes on without
    when it is not there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended."""

    key: str
    fault: Fault | None
    """None when it succeeded."""
    value: object = None
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file that was made, by name."""
    folder: Path | None = None
    """Where these files are; the receiver moves or removes it."""
    problems: tuple[Problem, ...] = ()
    detail: str = ""
    """For the makers: what the worker said last."""
    seconds: float = 0.0
    megabytes: int = 0
    """Peak resident memory of the worker so far; 0 when not known."""


class Executor(Protocol):
    """Does tasks, some at a time; never raises for what a task does wrong."""

    def takes(self, task: Task) -> bool:
        """Whether it likes to have this task now."""

    def submit(self, task: Task) -> None:
        """Take a task; its outcome comes once from `wait`."""

    def wait(self, seconds: float) -> tuple[Outcome, ...]:
        """Give what ended, waiting at most `seconds` for the first.

        Raises EnvironmentFault when no work can be done at all.
        """

    def renew(self) -> None:
        """Begin with fresh workers; nothing may be under way."""

    def stop(self) -> None:
        """End all work and every process at once."""
