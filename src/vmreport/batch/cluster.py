"""Does tasks on a Dask cluster, with the guarantees of `pool` on every machine of it.

What a machine of the cluster does is in `beside`.
"""

from __future__ import annotations

import contextlib
import logging
import math
import queue
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmreport.batch.beside import Arrived, Load, end_here, run_here, unpack
from vmreport.batch.fingerprint import input_files, source_hash
from vmreport.batch.model import Fault, Limits, Outcome, Task
from vmreport.batch.pool import Pool
from vmreport.batch.worker import MADE
from vmreport.errors import EnvironmentFault, Place, Problem

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "at_once"]

_LOOK = 5.0
"""Seconds between looks at which workers the cluster has."""
_HERE = "hier"
"""Folder for the light tasks, which are done on this machine."""
_LONG_ENOUGH = 2.0
"""Seconds of work that make it worth sending: client, scheduler and worker need some 15 ms for it."""
_MOST_AT_ONCE = 8


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
        self._ended: queue.SimpleQueue[Future[tuple[Arrived, ...]]] = queue.SimpleQueue()
        self._under_way: dict[str, tuple[list[Task], Future[tuple[Arrived, ...]]]] = {}
        self._gathered: list[Task] = []
        self._seconds: list[float] = []
        """What each report took that was made."""
        self._number = 0
        self._client = _connect(address)
        self._threads = 0
        self._looked = self._seen = time.monotonic()
        self._look()
        (work / _HERE).mkdir()
        self._here = Pool(readers, limits, work / _HERE, light or module)
        self._reading = 0

    def takes(self, task: Task) -> bool:
        """Whether there is room: each thread busy, and as much waiting for each."""
        if task.light:
            return self._here.takes(task)
        under_way = sum(len(tasks) for tasks, _ in self._under_way.values())
        room = 2 * max(self._threads, 1) * at_once(self._seconds)
        return under_way + len(self._gathered) < room

    def submit(self, task: Task) -> None:
        """Take a task; it travels with the files it reads, and with other short ones."""
        if task.light:
            self._reading += 1
            self._here.submit(task)
            return
        self._gathered.append(task)
        if len(self._gathered) >= at_once(self._seconds):
            self._send()

    def _send(self) -> None:
        """Send what was gathered."""
        tasks, self._gathered = self._gathered, []
        if not tasks:
            return
        self._number += 1
        name = f"vmreport-{self._run}-{self._number}"
        loads = tuple(map(_load, tasks))
        future = self._client.submit(
            run_here, self._run, loads, self._limits, self._module, key=name, pure=False
        )
        self._under_way[name] = tasks, future
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
        self._send()
        self._check()
        ended = []
        with contextlib.suppress(queue.Empty):
            ended.append(self._ended.get(timeout=seconds))
            while True:
                ended.append(self._ended.get_nowait())
        return tuple(
            outcome
            for future in ended
            if str(future.key) in self._under_way
            for outcome in self._arrived(future)
        )

    def _arrived(self, future: Future[tuple[Arrived, ...]]) -> Iterator[Outcome]:
        """Give the outcomes of what travelled together."""
        tasks, _ = self._under_way.pop(str(future.key))
        if future.status != "finished":
            if self._client.status != "running":
                raise EnvironmentFault(str(_unreachable(self._address)))
            for task in tasks:
                yield Outcome(task.key, Fault.DIED, detail=f"dask: {future.status}")
            return
        arrived = future.result()
        future.release()
        for task, (outcome, files) in zip(tasks, arrived, strict=True):
            yield self._unpacked(task, outcome, files)

    def _unpacked(self, task: Task, outcome: Outcome, files: Mapping[str, bytes]) -> Outcome:
        """Write what was made in a folder of its own and give the outcome."""
        folder = self._work / str(self._number) / uuid.uuid4().hex
        (folder / MADE).mkdir(parents=True)
        unpack(files, folder / MADE)
        if outcome.fault is None:
            self._seconds.append(outcome.seconds)
            if task.source_hash not in {"", source_hash(task.source)}:
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


def at_once(seconds: Sequence[float]) -> int:
    """Give how many reports travel together when those made so far took so long each.

    One while that is not known: then every thread of the cluster gets work first.
    """
    if not seconds:
        return 1
    each = sum(seconds) / len(seconds)
    return min(math.ceil(_LONG_ENOUGH / max(each, 0.001)), _MOST_AT_ONCE)


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


def _load(task: Task) -> Load:
    files = {}
    for path in input_files(task.source):
        with contextlib.suppress(OSError):  # the dossier has changed, which its hash tells
            files[path.relative_to(task.source).as_posix()] = path.read_bytes()
    kept = b""
    with contextlib.suppress(OSError):  # then it is read again
        kept = task.kept.read_bytes() if task.kept else b""
    return Load(replace(task, kept=None), files, kept)
