"""A Dask cluster of two workers, each a process of its own, started and ended by a test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import vmreport
from support.batch_runs import TOKEN, new_token, processes

__all__ = ["Running", "cluster"]

_CALM = {
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "2s",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false",
}
"""Let Dask look around less often, as docs/scale.md advises: idle looks cost CPU of a report."""


@dataclass
class Running:
    """A cluster: its address, and its processes to break."""

    address: str
    token: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, threads: int = 1) -> None:
        name = f"w{len(self.workers)}"
        options = ["--nthreads", str(threads), "--no-nanny", "--no-dashboard", "--name", name]
        place = self.folder / name
        place.mkdir()
        options += ["--local-directory", str(place)]
        self.workers.append(_start("worker", self.token, self.folder, self.address, *options))

    def children(self) -> set[int]:
        """Give the worker processes beside the Dask workers."""
        ours = {self.scheduler.pid, *(worker.pid for worker in self.workers)}
        return set(processes(self.token)) - ours


@contextmanager
def cluster(folder: Path, workers: int = 2, threads: int = 1) -> Iterator[Running]:
    token = new_token()
    scheduler = _start(
        "scheduler", token, folder, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    )
    try:
        running = Running(_address(folder), token, folder, scheduler)
        for _ in range(workers):
            running.add_worker(threads)
        _wait_for(folder / "worker.log", r"Registered to", workers)
        yield running
    finally:
        for pid in processes(token):
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                continue
        scheduler.wait()
        for worker in running.workers:
            worker.wait()


def _start(what: str, token: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    source, tests = Path(vmreport.__file__).parents[1], Path(__file__).parents[1]
    with (folder / f"{what}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + what, *options],
            env={
                **os.environ,
                "PYTHONPATH": f"{source}{os.pathsep}{tests}",
                "TMPDIR": str(folder),
                **_CALM,
                TOKEN: token,
            },
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _address(folder: Path) -> str:
    return _wait_for(folder / "scheduler.log", r"Scheduler at:\s+(tcp://\S+)", 1)


def _wait_for(log: Path, pattern: str, times: int) -> str:
    """Wait until a log says something so often; give what it said last."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        found = re.findall(pattern, log.read_text("utf-8"))
        if len(found) >= times:
            return found[-1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
