"""One batch at a time in one output folder. Source: risks E4."""

from __future__ import annotations

import fcntl
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vmreport.errors import Place, Problem, UsageError

__all__ = ["locked"]

_DYING = 1.0
"""Seconds in which the lock of a process that was just killed goes: what it was starting at that
moment has it too, until its own program begins."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; the system lets go of it when this process ends, however.

    Raises UsageError when another process holds it.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        until = time.monotonic() + _DYING
        while not _taken(file):
            if time.monotonic() > until:
                who = os.pread(file, 200, 0).decode("utf-8", "replace").strip()
                raise UsageError(str(_busy(path, who)))
            time.sleep(0.05)
        os.ftruncate(file, 0)
        os.pwrite(file, f"proces {os.getpid()} op {platform.node()}\n".encode(), 0)
        yield
    finally:
        os.close(file)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(path: Path, who: str) -> Problem:
    return Problem(
        "E821",
        Place(str(path.parent.parent)),
        f"In deze map is al een batch bezig ({who or 'een ander proces'}).",
        "Wacht tot die klaar is, of kies een andere map met --out.",
    )
