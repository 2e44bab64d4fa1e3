"""Does tasks on a Dask cluster, with the guarantees of `pool` on every machine of it.

A Dask worker only hands on: the task runs in a process of its own beside it, with the same limits,
and its files come back as bytes. So reports are never made in threads, a report cannot bring a
Dask worker down, and no shared disk is needed. Source: risks A16, E2.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import shutil
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmreport.batch.fingerprint import input_files, source_hash
from vmreport.batch.model import Fault, Limits, Outcome, Task
from vmreport.batch.pool import Pool
from vmreport.batch.start import Nursery, new_nursery
from vmreport.batch.worker import MADE
from vmreport.errors import EnvironmentFault, Place, Problem

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "end_here", "run_here"]

_TICK = 0.25
_LOOK = 5.0
"""Seconds between looks at which workers the cluster has."""
_HERE = "hier"
"""Folder for the light tasks, which are done on this machine."""
_KEPT = "gelezen.bin"
"""File beside a dossier with what was read of it before."""
_FORGOTTEN = 60.0
"""Seconds after which a machine ends worker processes that no batch uses any more."""

Arrived = tuple[Outcome, Mapping[str, bytes]]


# -- on the machine that runs the batch -----------------------------------------------------------


class Cluster:
    """An Executor on the cluster behind a scheduler."""

    def __init__(
        self,
        address: str,
        limits: Limits,
        work: Path,
        module: str,
        *,
        light: str = "",
        readers: int = 2,
        patience: float = 60.0,
    ) -> None:
        """Connect; raises EnvironmentFault when nobody answers at `address`.

        Light tasks do not travel: up to `readers` processes on this machine do them, which warm the
        module `light`, or `module`.
        `patience` is how many seconds the cluster may be without workers.
        """
        self._limits, self._work, self._module = limits, work, module
        self._address, self._patience = address, patience
        self._run = uuid.uuid4().hex
        self._ended: queue.SimpleQueue[Future[Arrived]] = queue.SimpleQueue()
        self._under_way: dict[str, tuple[Task, Future[Arrived]]] = {}
        self._number = 0
        self._client = _connect(address)
        self._threads = 0
        self._looked = self._seen = time.monotonic()
        self._look()
        (work / _HERE).mkdir()
        self._here = Pool(readers, limits, work / _HERE, light or module)
        self._reading = 0

    def takes(self, task: Task) -> bool:
        """Whether there is room: each thread busy, and one task waiting for each."""
        if task.light:
            return self._here.takes(task)
        return len(self._under_way) < 2 * max(self._threads, 1)

    def submit(self, task: Task) -> None:
        """Send a task with the files it reads."""
        if task.light:
            self._reading += 1
            self._here.submit(task)
            return
        files = {
            path.relative_to(task.source).as_posix(): path.read_bytes()
            for path in input_files(task.source)
        }
        self._number += 1
        name = f"vmreport-{self._run}-{self._number}"
        future = self._client.submit(
            run_here,
            self._run,
            replace(task, kept=None),
            files,
            _kept(task),
            self._limits,
            self._module,
            key=name,
            pure=False,
        )
        self._under_way[name] = task, future
        future.add_done_callback(self._ended.put)

    def wait(self, seconds: float) -> tuple[Outcome, ...]:
        """Give what ended, waiting at most `seconds` for the first.

        Raises EnvironmentFault when the scheduler is gone, or has had no workers for too long, and
        when no worker can be started here.
        """
        if self._reading:
            done = self._here.wait(seconds)
            self._reading -= len(done)
            if not self._reading:
                self._here.stop()
            return done
        self._check()
        ended = []
        with contextlib.suppress(queue.Empty):
            ended.append(self._ended.get(timeout=seconds))
            while True:
                ended.append(self._ended.get_nowait())
        return tuple(
            self._arrived(future) for future in ended if str(future.key) in self._under_way
        )

    def _arrived(self, future: Future[Arrived]) -> Outcome:
        """Write what was made in a folder of its own and give the outcome."""
        task, _ = self._under_way.pop(str(future.key))
        if future.status != "finished":
            if self._client.status != "running":
                raise EnvironmentFault(str(_unreachable(self._address)))
            return Outcome(task.key, Fault.DIED, detail=f"dask: {future.status}")
        outcome, files = future.result()
        future.release()
        folder = self._work / str(self._number) / uuid.uuid4().hex
        (folder / MADE).mkdir(parents=True)
        _write(files, folder / MADE)
        if outcome.fault is None and task.source_hash not in {"", source_hash(task.source)}:
            return Outcome(task.key, Fault.CHANGED, folder=folder / MADE)
        return replace(outcome, folder=folder / MADE)

    def _check(self) -> None:
        if time.monotonic() - self._looked >= min(_LOOK, self._patience):
            self._look()
        if time.monotonic() - self._seen > self._patience:
            raise EnvironmentFault(str(_no_workers(self._address)))

    def _look(self) -> None:
        """See how many threads the cluster has now; workers may come and go."""
        self._looked = time.monotonic()
        try:
            workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        except OSError as error:
            raise EnvironmentFault(str(_unreachable(self._address))) from error
        self._threads = sum(worker["nthreads"] for worker in workers.values())
        if self._threads:
            self._seen = self._looked

    def renew(self) -> None:
        """Begin with fresh worker processes on every machine; nothing may be under way."""
        self._here.renew()
        self._client.run(end_here, self._run)
        self._run = uuid.uuid4().hex

    def stop(self) -> None:
        """End all work on every machine at once, and let go of the cluster."""
        self._here.stop()
        with contextlib.suppress(Exception):  # a cluster that is gone has stopped
            futures = [future for _, future in self._under_way.values()]
            self._client.run(end_here, self._run)
            self._client.cancel(futures, force=True)
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        what = "Voor een cluster is het pakket distributed nodig, en dat is niet geïnstalleerd."
        hint = "Installeer vmreport met de toevoeging cluster: vmreport[cluster]."
        raise EnvironmentFault(str(Problem("E838", Place(address), what, hint))) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise EnvironmentFault(str(_unreachable(address))) from error


def _unreachable(address: str) -> Problem:
    what = "De cluster op dit adres geeft geen antwoord."
    hint = "Controleer het adres bij --scheduler en of de scheduler draait; ga verder met --resume."
    return Problem("E838", Place(address), what, hint)


def _no_workers(address: str) -> Problem:
    what = "De cluster heeft geen computers die het werk doen."
    return Problem("E838", Place(address), what, "Start workers en ga verder met --resume.")


def _kept(task: Task) -> bytes:
    """Give what an earlier task left for this one; empty without it."""
    try:
        return task.kept.read_bytes() if task.kept else b""
    except OSError:
        return b""


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# -- on a machine of the cluster ------------------------------------------------------------------


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


def run_here(
    run: str,
    task: Task,
    files: Mapping[str, bytes],
    kept: bytes,
    limits: Limits,
    module: str,
) -> Arrived:
    """Do a task of a run in a process on this machine; give its outcome and files.

    The task reads `files`, and goes on from `kept` when that is not empty.
    """
    with _worker(run, limits, module) as (pool, folder):
        place = folder / uuid.uuid4().hex
        source = place / task.source.name
        source.mkdir(parents=True)
        _write(files, source)
        if kept:
            task = replace(task, kept=place / _KEPT)
            (place / _KEPT).write_bytes(kept)
        pool.submit(replace(task, source=source))
        outcome = _await(run, task, pool)
        made = _read(outcome.folder)
        for done in (place, outcome.folder and outcome.folder.parent):
            if done is not None:
                shutil.rmtree(done, ignore_errors=True)
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
