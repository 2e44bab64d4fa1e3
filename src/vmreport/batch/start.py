"""Starts worker processes: each by itself, or as a copy of one that is warm.

A warm start takes half a second of the processor. Where the system can hand a process to its
grandparent (Linux), one process does it for all: the nursery, which does no work itself and copies
itself for each worker. It has one thread and nothing open, so that a copy is as good as a start.
Elsewhere, and for a single worker, every worker starts by itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from itertools import islice
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import Protocol

from vmreport.batch.model import Limits
from vmreport.batch.worker import HERE, NEEDED, die_with_parent, warming, work

__all__ = ["Nursery", "Process", "new_nursery", "nursery", "start_alone"]

_ALONE = (
    "import sys; from vmreport.batch.worker import main; from vmreport.batch.model import Limits; "
    "main(int(sys.argv[1]), sys.argv[2], Limits(megabytes=int(sys.argv[3])))"
)
_NURSERY = (
    "import sys; from vmreport.batch.start import nursery; from vmreport.batch.model import Limits;"
    "nursery(int(sys.argv[1]), sys.argv[2], Limits(megabytes=int(sys.argv[3])))"
)
_DONE = object()
_SUBREAPER = 36
"""Option of prctl: what loses its parent below this process becomes its child. Source: prctl(2)."""
_LIGHT, _WARM = b"light", b"warm"
"""What is asked for: a worker after the first step of the warm start, or after all needed ones."""
_MOST_WAIT = 10.0
"""Seconds in which a copy must have become the child of its supervisor."""


class Process(Protocol):
    """A process that was started; its number is 0 until it is known."""

    pid: int

    def wait(self) -> int:
        """Wait for its end and give its exit code, negative for a signal."""


def start_alone(
    line: int, log: Path, module: str, limits: Limits, program: str = _ALONE
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own: a Ctrl-C at the terminal is not for it."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = os.environ | {
        "PYTHONPATH": path,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    arguments = (str(line), module, str(limits.megabytes))
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-P", "-c", program, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=(line,),
            start_new_session=True,
        )


def new_nursery(work: Path, module: str, limits: Limits) -> Nursery | None:
    """Give one that keeps its log in `work`; None where the system cannot have it."""
    if sys.platform != "linux":
        return None
    return Nursery(work / "start.log", module, limits)


class Nursery:
    """The warm process that copies itself, as its supervisor sees it; several threads may ask."""

    def __init__(self, log: Path, module: str, limits: Limits) -> None:
        """Prepare for one that warms `module`; it starts with the first worker, or when told to."""
        self._log, self._module, self._limits = log, module, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self.number = 1
        """Goes up with every end."""

    def begin(self) -> None:
        """Start warming; what goes wrong comes out when a worker is asked for."""
        with _turn, contextlib.suppress(OSError):
            self._open()

    def start(self, line: int, log: Path, *, light: bool) -> Process:
        """Ask for a worker, warm or `light`; its number comes over its line.

        Raises OSError when nobody can ask.
        """
        with log.open("ab") as output, _turn:
            try:
                self._ask(light, line, output.fileno())
            except OSError:  # it has died since: once more with a new one
                self.end()
                self._ask(light, line, output.fileno())
        return _Copy()

    def _ask(self, light: bool, *handed: int) -> None:
        connection, process = self._open()
        connection.send_bytes(_LIGHT if light else _WARM)
        for handle in handed:
            send_handle(connection, handle, process.pid)

    def last_words(self) -> str:
        """Give what it printed."""
        try:
            return self._log.read_text("utf-8", "replace").strip()
        except OSError:
            return ""

    def end(self) -> None:
        """End it at once; the workers it started go on."""
        with _turn:
            if self._line is not None:
                self._line.close()
            if self._process is not None:
                self._process.kill()
                self._process.wait()
                self.number += 1
            _begun.discard(self)
            _take_orphans(bool(_begun))
            self._line = self._process = None

    def _open(self) -> tuple[Connection, subprocess.Popen[bytes]]:
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._line is None or self._process is None:
            _begun.add(self)
            _take_orphans(True)
            self._line, theirs = Pipe()
            with theirs:
                self._process = start_alone(
                    theirs.fileno(), self._log, self._module, self._limits, _NURSERY
                )
        return self._line, self._process


_turn = threading.RLock()
_begun: set[Nursery] = set()
"""Nurseries of this process that have begun; they share what becomes of orphans."""


def _take_orphans(on: bool) -> None:
    """Have what loses its parent below this process become its child, or no longer."""
    ctypes.CDLL(None).prctl(_SUBREAPER, int(on), 0, 0, 0)


class _Copy:
    """A worker that was copied: its number is the first that it says."""

    def __init__(self) -> None:
        self.pid = 0

    def wait(self) -> int:
        try:
            _, status = os.waitpid(self.pid, 0)
        except ChildProcessError:
            return 0
        return os.waitstatus_to_exitcode(status)


# -- inside the nursery ---------------------------------------------------------------------------


def nursery(line: int, module: str, limits: Limits) -> None:
    """Copy this process for each line and log that comes in, between the steps of its warm start.

    Nobody waits for more than is asked for; while nothing is asked, the warm start goes on.
    """
    supervisor = os.getppid()
    die_with_parent()
    os.set_inheritable(line, False)
    steps, done = warming(module), 1
    next(steps)
    with Connection(line) as asked, contextlib.suppress(EOFError):
        while True:
            while not asked.poll() and next(steps, _DONE) is not _DONE:
                done += 1
            if asked.recv_bytes() == _WARM:
                done += sum(1 for _ in islice(steps, max(NEEDED - done, 0)))
            handed = [recv_handle(asked), recv_handle(asked)]
            if _copied():
                asked.close()
                _become_worker(supervisor, handed, limits)
            for handle in handed:
                os.close(handle)


def _copied() -> bool:
    """Copy this process, and give whether this is the copy; its parent is gone at once."""
    between = os.fork()
    if between:
        os.waitpid(between, 0)
        return False
    if os.fork():
        os._exit(0)
    return True


def _become_worker(supervisor: int, handed: list[int], limits: Limits) -> None:
    """Do the work of a worker, and end with it."""
    try:
        line, log = handed
        with Connection(os.dup(line)) as connection:
            connection.send_bytes(HERE + str(os.getpid()).encode())
        os.setsid()
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.close(log)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        until = time.monotonic() + _MOST_WAIT
        while os.getppid() != supervisor and time.monotonic() < until:
            time.sleep(0.001)
        die_with_parent()
        work(line, limits)
    finally:
        os._exit(1)
