"""Warm starts that tests can hold up: a step waits, or every copy hangs."""

from __future__ import annotations

import os
import time
from pathlib import Path

from vmreport.batch import start

__all__ = ["GO_ON", "HANG", "LEISURE", "MODULE", "WARMING", "is_warm"]

MODULE = __name__
GO_ON = "VMREPORT_TEST_GO_ON"
"""The second step ends when this file is there."""
HANG = "VMREPORT_TEST_HANG"
"""When set, a copy hangs before it is ready."""
LEISURE = "VMREPORT_TEST_LEISURE"
"""When set, the third step takes ten minutes."""
_steps: list[str] = []


def is_warm(_payload: object, source: Path, target: Path) -> tuple[bool, int]:
    """Give whether the whole warm start was done, and in which process; lets the start go on."""
    del source, target
    Path(os.environ[GO_ON]).touch()
    return len(_steps) >= 2, os.getpid()


def _first() -> None:
    _steps.append("first")
    if os.environ.get(HANG):
        start.die_with_parent = lambda: time.sleep(600)


def _second() -> None:
    until = time.monotonic() + 30
    while not Path(os.environ[GO_ON]).exists() and time.monotonic() < until:
        time.sleep(0.01)
    _steps.append("second")


def _third() -> None:
    if os.environ.get(LEISURE):
        time.sleep(600)


WARMING = (_first, _second, _third)
