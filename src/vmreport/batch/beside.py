"""What a machine of a cluster does for a batch: tasks in processes beside its Dask worker.

A Dask worker only hands on: the task runs in a process of its own, with the same limits as without
a cluster, and its files go back as bytes. So reports are never made in threads, a report cannot
bring a Dask worker down, and no shared disk is needed. Source: risks A16, E2.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from vmreport.batch.model import Fault, Limits, Outcome, Task
from vmreport.batch.pool import Pool
from vmreport.batch.start import Nursery, new_nursery
from vmreport.errors import EnvironmentFault

__all__ = ["Arrived", "Load", "end_here", "run_here", "unpack"]

_TICK = 0.25
_KEPT = "gelezen.bin"
"""File beside a dossier with what was read of it before."""
_FORGOTTEN = 60.0
"""Seconds after which a machine ends worker processes that no batch uses any more."""

Arrived = tuple[Outcome, Mapping[str, bytes]]


class Load(NamedTuple):
    """A task as it travels to another machine."""

    task: Task
    files: Mapping[str, bytes]
    """What is in its dossier."""
    kept: bytes = b""
    """What an earlier task left for it; empty without it."""


def unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by their names in a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@dataclass(slots=True)
class _Beside:
    """What a machine has for one run: workers for its threads, copied from one warm process."""

    folder: Path
    nursery: Nursery | None
    idle: list[Pool] = field(default_factory=list)
    busy: int = 0
    used: float = 0.0
    """When the last of them ended a task."""

    def end_idle(self) -> None:
        """End the workers that have nothing to do, and all when none is busy."""
        while self.idle:
            self.idle.pop().stop()
        if not self.busy:
            if self.nursery:
                self.nursery.end()
            shutil.rmtree(self.folder, ignore_errors=True)


_beside: dict[str, _Beside] = {}
_over: set[str] = set()
"""Runs that have ended; what is still busy for them ends too."""
_guard = threading.Lock()


def run_here(run: str, loads: Iterable[Load], limits: Limits, module: str) -> tuple[Arrived, ...]:
    """Do tasks of a run one after another in a process on this machine.

    Gives the outcome and the files of each, in their order.
    """
    with _worker(run, limits, module) as (pool, folder):
        return tuple(_done(run, load, pool, folder / uuid.uuid4().hex) for load in loads)


def _done(run: str, load: Load, pool: Pool, place: Path) -> Arrived:
    """Do a task on copies of its files, which are gone afterwards."""
    task = replace(load.task, source=place / load.task.source.name)
    task.source.mkdir(parents=True)
    unpack(load.files, task.source)
    if load.kept:
        task = replace(task, kept=place / _KEPT)
        (place / _KEPT).write_bytes(load.kept)
    pool.submit(task)
    outcome = _await(run, task, pool)
    made = _read(outcome.folder)
    for folder in (place, outcome.folder and outcome.folder.parent):
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    # A full disk here is not one of the machine with the output: another may do it.
    fault = Fault.ENVIRONMENT if outcome.fault is Fault.DISK else outcome.fault
    return replace(outcome, fault=fault, folder=None), made


def _await(run: str, task: Task, pool: Pool) -> Outcome:
    try:
        while run not in _over:
            for outcome in pool.wait(_TICK):
                return outcome
    except EnvironmentFault as error:
        return Outcome(task.key, Fault.ENVIRONMENT, detail=str(error))
    pool.stop()
    return Outcome(task.key, Fault.DIED, detail="de batch is afgebroken")


def _read(folder: Path | None) -> Mapping[str, bytes]:
    if folder is None or not folder.is_dir():
        return {}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@contextlib.contextmanager
def _worker(run: str, limits: Limits, module: str) -> Iterator[tuple[Pool, Path]]:
    """Give a worker that nobody else uses, and a folder; one of an earlier task when it can be."""
    with _guard:
        _end_forgotten()
        beside = _beside.get(run) or _new_beside(run, limits, module)
        pool = beside.idle.pop() if beside.idle else _new_pool(beside, limits, module)
        beside.busy += 1
    try:
        yield pool, beside.folder
    except BaseException:
        pool.stop()
        raise
    finally:
        with _guard:
            beside.busy -= 1
            beside.used = time.monotonic()
            beside.idle.append(pool)
            if run in _over:
                _end(run)


def _new_beside(run: str, limits: Limits, module: str) -> _Beside:
    folder = Path(tempfile.mkdtemp(prefix="vmreport-"))
    beside = _beside[run] = _Beside(folder, new_nursery(folder, module, limits))
    return beside


def _new_pool(beside: _Beside, limits: Limits, module: str) -> Pool:
    work = Path(tempfile.mkdtemp(dir=beside.folder))
    return Pool(1, limits, work, module, nursery=beside.nursery)


def _end(run: str) -> None:
    """End what is idle of a run, and forget the run when nothing is busy."""
    beside = _beside[run]
    beside.end_idle()
    if not beside.busy:
        del _beside[run]


def _end_forgotten() -> None:
    for run, beside in tuple(_beside.items()):
        if not beside.busy and time.monotonic() - beside.used > _FORGOTTEN:
            _end(run)


def end_here(run: str) -> None:
    """End every worker process of a run on this machine."""
    with _guard:
        _over.add(run)
        if run in _beside:
            _end(run)
