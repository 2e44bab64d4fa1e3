"""What a command costs: CPU of the process and all it starts, and their memory at its highest.

CPU is user plus system time. It comes from the system when the command ends; for programs whose
processes outlive their parents (browsers) also from looking at the session while it runs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Cost", "Subject", "measure", "rounds"]

_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    cpu: float
    """Seconds, user and system."""
    megabytes: float
    output: str
    """What the command printed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A command to measure."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    """Whether it has processes of its own, whose memory is to be added up."""
    before: Callable[[], object] = lambda: None
    """Done before each run, unmeasured."""


class _Watch(threading.Thread):
    """Looks at the processes of a session until told to stop."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._enough = threading.Event()
        self._ticks: dict[int, int] = {}
        self.megabytes = 0.0

    def run(self) -> None:
        while not self._enough.wait(0.05):
            self._look()

    def stop(self) -> float:
        """Stop, and give the CPU seconds seen."""
        self._enough.set()
        self.join()
        return sum(self._ticks.values()) / _TICK

    def _look(self) -> None:
        memory = 0
        for folder in _PROC.iterdir():
            if not folder.name.isdigit():
                continue
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) != self._session:
                    continue
                self._ticks[int(folder.name)] = int(fields[11]) + int(fields[12])
                shares = (folder / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            memory += sum(int(line.split()[1]) for line in shares if line.startswith("Pss:"))
        self.megabytes = max(self.megabytes, memory / 1024)


def measure(subject: Subject) -> Cost:
    """Run a command once; raises RuntimeError with what it said when it fails."""
    subject.before()
    process = subprocess.Popen(
        subject.command,
        env={**os.environ, **subject.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    watch = _Watch(process.pid) if subject.many else None
    if watch:
        watch.start()
    assert process.stdout is not None  # noqa: S101 - asked for above
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    if watch:
        cpu, megabytes = max(cpu, watch.stop()), watch.megabytes
    if process.returncode:
        raise RuntimeError(f"{subject.command[0]}: {process.returncode}\n{output[-2000:]}")
    return Cost(cpu, megabytes, output)


def rounds(subjects: Mapping[str, Subject], count: int) -> dict[str, list[Cost]]:
    """Run all subjects in turn, `count` times over: what disturbs one disturbs its neighbours too."""
    costs: dict[str, list[Cost]] = {name: [] for name in subjects}
    for turn in range(count):
        for name, subject in subjects.items():
            try:
                cost = measure(subject)
            except RuntimeError as error:  # once more: somebody else's machine, an hour of work
                print(error, flush=True)
                cost = measure(subject)
            costs[name].append(cost)
            print(f"  {turn + 1}/{count} {name}: {costs[name][-1].cpu:.2f} s", flush=True)
    return costs


def ratio(these: Sequence[Cost], those: Sequence[Cost]) -> float:
    """Give the median over the rounds of this cost over that."""
    return statistics.median(a.cpu / b.cpu for a, b in zip(these, those, strict=True))
