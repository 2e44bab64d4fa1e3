"""The process that does tasks: started warm, told a folder per task, ended by its supervisor.

A task lies in its folder as `task`; what it made comes in `uit` and what it says in `outcome`.
Only a few bytes go over the line, so that a worker that stops halfway cannot hold up the other
side. `pool` is that other side.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import gc
import importlib
import os
import pickle
import queue
import resource
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from vmreport.batch.fingerprint import folder_hashes, program_fingerprint, source_hash
from vmreport.batch.model import Fault, Limits, Outcome, Task
from vmreport.errors import (
    ContentError,
    DisclosureError,
    EnvironmentFault,
    HouseStyleError,
    InputError,
)

__all__ = [
    "DONE",
    "FULL",
    "HERE",
    "LOST",
    "MADE",
    "NEEDED",
    "OUTCOME",
    "READY",
    "TASK",
    "die_with_parent",
    "main",
    "warming",
    "work",
]

TASK, OUTCOME, MADE = "task", "outcome", "uit"
HERE, READY, DONE = b"here ", b"ready", b"done"
"""The first is followed by the number of the process; who started it may not know."""
FULL, LOST = b"full", b"lost"
"""The outcome could not be written: no room, or something else."""
NEEDED = 2
"""Steps of a warm start after which a worker can do everything; another only saves time later."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_MACHINE = {errno.EFBIG, errno.EMFILE, errno.ENFILE}
"""The machine does not let one report go on; another it may."""
_PDEATHSIG = 1
_FIRST = 3
"""Tasks after which what is in memory is taken to stay: they fill the last caches."""
_OTHER_PROGRAM = "er staat een andere versie van vmreport dan waarmee de batch begon"


def main(line: int, module: str, limits: Limits) -> None:
    """Do tasks until the line is closed, after the warm start of `module`."""
    faulthandler.enable()
    die_with_parent()
    os.set_inheritable(line, False)
    deque(islice(warming(module), NEEDED), maxlen=0)
    work(line, limits)


def work(line: int, limits: Limits) -> None:
    """Do tasks until the line is closed, in a process that is warm."""
    connection = Connection(line)
    folders: queue.SimpleQueue[Path] = queue.SimpleQueue()
    _limit_memory(limits.megabytes)
    connection.send_bytes(READY)
    threading.Thread(target=_listen, args=(connection, folders), daemon=True).start()
    done = 0
    while True:
        said = _do(folders.get())
        gc.collect()
        done += 1
        if done <= _FIRST:
            gc.freeze()
        connection.send_bytes(said)


def _listen(connection: Connection, folders: queue.SimpleQueue[Path]) -> None:
    """Hand on the folders that come in; end the process when the supervisor is gone."""
    try:
        while True:
            folders.put(Path(os.fsdecode(connection.recv_bytes())))
    except (EOFError, OSError):
        os._exit(0)


def die_with_parent() -> None:
    """Have the system end this process with its supervisor, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def warming(name: str) -> Iterator[None]:
    """Do the warm start of a module, a step at a time: what every task needs, once.

    The garbage collector is kept away from what was loaded.
    """
    steps: tuple[Callable[[], None], ...] = getattr(importlib.import_module(name), "WARMING", ())
    program_fingerprint()
    for step in steps or (lambda: None,):
        step()
        gc.collect()
        gc.freeze()
        yield


def _limit_memory(megabytes: int) -> None:
    """Let the address space grow by at most `megabytes`, as a hard stop for sudden growth."""
    now = _from_status("VmSize:")
    if now:
        most = (now + megabytes) * 1024 * 1024
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _from_status(name: str) -> int:
    """Give a figure of this process in megabytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith(name)), 0)


def _do(folder: Path) -> bytes:
    """Do the task in a folder and leave its outcome there, whole; give what to say of it."""
    begin = time.monotonic()
    _keep_files_in(folder.parent)
    task: Task = pickle.loads((folder / TASK).read_bytes())  # noqa: S301 - our supervisor wrote it
    outcome = _attempt(task, folder / MADE)
    seconds = time.monotonic() - begin
    said = (outcome, seconds, _from_status("VmHWM:"))
    whole = folder / f"{OUTCOME}.half"
    try:
        whole.write_bytes(pickle.dumps(said))
        whole.rename(folder / OUTCOME)
    except OSError as error:
        return FULL if error.errno in _NO_ROOM else LOST
    return DONE


def _keep_files_in(work: Path) -> None:
    """Let libraries keep their files where the batch clears up: a worker may be ended at once.

    Only under a plain name, as one of them does not read every other.
    """
    if str(work).isascii():
        tempfile.tempdir = str(work)


def _attempt(task: Task, target: Path) -> Outcome:
    try:
        if task.program and task.program != program_fingerprint():
            return Outcome(task.key, Fault.ENVIRONMENT, detail=_OTHER_PROGRAM)
        if _has_changed(task):
            return Outcome(task.key, Fault.CHANGED)
        if not task.light:
            target.mkdir(exist_ok=True)
        kept = (task.kept,) if task.kept else ()
        value = _function(task.function)(task.payload, task.source, target, *kept)
        if _has_changed(task):
            return Outcome(task.key, Fault.CHANGED)
        return Outcome(task.key, None, value=value, files=folder_hashes(target))
    except (InputError, HouseStyleError, ContentError, DisclosureError) as error:
        return Outcome(task.key, Fault.INPUT, problems=error.problems)
    except MemoryError:
        return Outcome(task.key, Fault.MEMORY)
    except EnvironmentFault as error:
        return Outcome(task.key, Fault.ENVIRONMENT, detail=str(error))
    except OSError as error:
        return Outcome(task.key, _fault_of(error), detail=_words(error))
    except Exception as error:  # noqa: BLE001 - the edge of the process: a report may fail, not more
        return Outcome(task.key, Fault.INTERNAL, detail=_words(error))


def _fault_of(error: OSError) -> Fault:
    if error.errno in _NO_ROOM:
        return Fault.DISK
    return Fault.ENVIRONMENT if error.errno in _MACHINE else Fault.INTERNAL


def _has_changed(task: Task) -> bool:
    return bool(task.source_hash) and task.source_hash != source_hash(task.source)


def _function(name: str) -> Callable[..., object]:
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def _words(error: BaseException) -> str:
    """Say where it went wrong; not the error's own words, in which a figure may stand."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}{reason}"
